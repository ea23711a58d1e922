/* ledger/words.h - what words in a cell say about an act: done, not done, no
 * such duty, cannot tell (RULES.md section 1).  Works on folded text
 * (ledger/fold.h). */
#ifndef HECHA_LEDGER_WORDS_H
#define HECHA_LEDGER_WORDS_H

#include <glib.h>

typedef enum
{
  HECHA_SAYS_OTHER,           /* words that are none of these: a text of its own */
  HECHA_SAYS_BLANK,           /* nothing, or a system's NULL */
  HECHA_SAYS_NOT_APPLICABLE,  /* 不涉及, 不适用, 无需…, 免于… */
  HECHA_SAYS_NO,              /* 无, 否, /, —, 未…, 没有… */
  HECHA_SAYS_PENDING,         /* 正在…, 拟…, 待验收, 招标中: has not happened yet */
  HECHA_SAYS_DOUBT,           /* 待定, 待补, 不详, ? */
  HECHA_SAYS_YES              /* 是, 有, √, 已…, 已完成 */
} HechaSaying;

#define HECHA_LONGEST_BARE 32   /* bytes of the longest such word */

/* FOLDED as one bare word, whatever the field: 无, 不涉及, 待定, 是 ...;
 * OTHER where it is more than such a word. */
HechaSaying hecha_words_bare (const char *folded);

/* The same for a field that records an act or a document, where 未备案,
 * 正在编制 and 招标中 speak too.  A verdict (未通过, 不合格, 无异议) is OTHER. */
HechaSaying hecha_words_act (const char *folded);

/* One clause of such a cell, LENGTH bytes. */
HechaSaying hecha_words_clause (const char *clause, gsize length);

/* Whether a verdict stands anywhere in it: 未通过, 不合格, 无异议. */
gboolean hecha_words_verdict (const char *folded);

/* "约", "左右", "暂定", "?" ...: what makes a figure or a date uncertain. */
gboolean hecha_words_vague (const char *folded);

/* Whether LENGTH bytes of TEXT hold one of WORDS (blanks between). */
gboolean hecha_words_hold (const char *text, gsize length, const char *words);
/* Whether TEXT is one of WORDS. */
gboolean hecha_words_have (const char *words, const char *text);

#endif
