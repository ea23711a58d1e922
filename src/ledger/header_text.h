/* header_text.h - the text of a header cell, taken apart.  Private to room
 * ledger. */
#ifndef HECHA_HEADER_TEXT_H
#define HECHA_HEADER_TEXT_H

#include <hecha/ledger.h>

typedef struct
{
  char *plain;    /* the words alone: no brackets and what stands in them, no unit, no
                   * punctuation; half width, lower case */
  char *whole;    /* the same with what brackets hold left in its place, where that has
                   * a meaning (中标（成交）金额); equal to PLAIN otherwise */
  char *inner;    /* what such brackets hold, or "" */
  char *choices;  /* what brackets list (新建/改造/运维), plain, or "" */
  gboolean asks;  /* its brackets hold 是/否 or 有/无 */
  gint64 unit;    /* 分 per 1; 0 where the header names no unit of money */
} HechaHeaderText;

void hecha_header_text_init (HechaHeaderText *header, const char *text);
void hecha_header_text_clear (HechaHeaderText *header);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HechaHeaderText, hecha_header_text_clear)

/* Half width, lower case, without blanks, punctuation and a leading number
 * (一、 1. ①).  For words of the dictionary and comparisons.  Free with g_free(). */
char *hecha_header_plain (const char *text);

/* Whether TEXT holds one of WORDS, which end with NULL. */
gboolean hecha_text_holds_one (const char *text, const char *const *words);

/* A unit of money as captions and brackets write it (单位：万元, 人民币元, 万):
 * 分 per 1, or 0. TEXT is plain. */
gint64 hecha_money_unit (const char *text);

#endif
