/* audit/words.h - the word lists of templates/words.ini: what a text says by
 * the words that stand in it.
 *
 * Texts are compared folded: full-width letters and digits as half-width,
 * letters as capitals, spaces gone.  Of words that overlap the longer one
 * counts, so that "待验收" hides "验收".
 */
#ifndef HECHA_AUDIT_WORDS_H
#define HECHA_AUDIT_WORDS_H

#include <hecha/ledger.h>

/* X (identifier, section of words.ini). */
#define HECHA_TOPICS(X)             \
  X (STATUS, "项目状态")            \
  X (NEGATIVE, "否定")              \
  X (ACCEPTANCE, "验收结论")        \
  X (PROCUREMENT, "采购方式")       \
  X (CONSTRUCTION, "建设类")        \
  X (DEPLOYMENT, "部署方式")        \
  X (MLPS, "等级")                  \
  X (UNIT, "建设单位")              \
  X (BUILDS, "名称和内容")          \
  X (SUBLET, "转包分包")            \
  X (GROUNDS, "变更情形")

typedef enum
{
#define HECHA_TOPIC_ENUM(id, name) HECHA_TOPIC_##id,
  HECHA_TOPICS (HECHA_TOPIC_ENUM)
#undef HECHA_TOPIC_ENUM
  HECHA_N_TOPICS
} HechaTopic;

/* Lists of a topic, as bits in the order in which words.c names them. */
enum
{
  HECHA_WORD_STATUS_DECLARED = 1 << 0,     /* stages of 项目状态, ascending */
  HECHA_WORD_STATUS_REVIEWED = 1 << 1,
  HECHA_WORD_STATUS_APPROVED = 1 << 2,
  HECHA_WORD_STATUS_PROCURED = 1 << 3,
  HECHA_WORD_STATUS_STARTED = 1 << 4,
  HECHA_WORD_STATUS_BUILT = 1 << 5,
  HECHA_WORD_STATUS_TRIAL = 1 << 6,
  HECHA_WORD_STATUS_ACCEPTED = 1 << 7,
  HECHA_WORD_STATUS_RUNNING = 1 << 8,
  HECHA_WORD_STATUS_RETIRED = 1 << 9,
  HECHA_WORD_STATUS_STAGES = (1 << 10) - 1,
  HECHA_WORD_STATUS_ENDED = 1 << 10,

  HECHA_WORD_NEGATIVE = 1 << 0,

  HECHA_WORD_ACCEPTANCE_YES = 1 << 0,
  HECHA_WORD_ACCEPTANCE_NO = 1 << 1,
  HECHA_WORD_ACCEPTANCE_AGAIN = 1 << 2,

  HECHA_WORD_PROCUREMENT_TENDER = 1 << 0,
  HECHA_WORD_PROCUREMENT_OTHER = 1 << 1,

  HECHA_WORD_CONSTRUCTION_UPKEEP = 1 << 0,
  HECHA_WORD_CONSTRUCTION_SERVICE = 1 << 1,
  HECHA_WORD_CONSTRUCTION_NAME = 1 << 2,
  HECHA_WORD_CONSTRUCTION_BUILDS = 1 << 3,

  HECHA_WORD_DEPLOYMENT_GOVERNMENT = 1 << 0,
  HECHA_WORD_DEPLOYMENT_OWN = 1 << 1,
  HECHA_WORD_DEPLOYMENT_THIRD_PARTY = 1 << 2,
  HECHA_WORD_DEPLOYMENT_APART = 1 << 3,

  HECHA_WORD_MLPS_NONE = 1 << 0,

  HECHA_WORD_UNIT_OFFICE = 1 << 0,

  HECHA_WORD_BUILDS_COMMON = 1 << 0,
  HECHA_WORD_BUILDS_CENTRE = 1 << 1,
  HECHA_WORD_BUILDS_APP = 1 << 2,
  HECHA_WORD_BUILDS_VERB = 1 << 3,
  HECHA_WORD_BUILDS_USES = 1 << 4,
  HECHA_WORD_BUILDS_USED_AFTER = 1 << 5,
  HECHA_WORD_BUILDS_NOT_AFTER = 1 << 6,
  HECHA_WORD_BUILDS_SERVICE = 1 << 7,

  HECHA_WORD_SUBLET_WHOLE = 1 << 0,
  HECHA_WORD_SUBLET_UNLAWFUL = 1 << 1,
  HECHA_WORD_SUBLET_PART = 1 << 2,
  HECHA_WORD_SUBLET_NOT = 1 << 3,

  HECHA_WORD_GROUNDS = 1 << 0,

  HECHA_WORD_EXCEPTION = 1 << 15   /* 例外 of any topic */
};

typedef struct
{
  guint start, end;   /* bytes of the folded text */
  guint lists;
} HechaWordHit;

#define HECHA_MAX_HITS 64

/* A folded text. */
typedef struct
{
  char *text;
  gsize length;
  char small[512];
} HechaFoldedWord;

void hecha_word_fold (const char *text, HechaFoldedWord *folded);
void hecha_word_fold_clear (HechaFoldedWord *folded);

/* The words of TOPIC in LENGTH bytes of folded text, in order, none covered
 * by a longer one; at most HECHA_MAX_HITS.  HITS of 例外 are left out. */
guint hecha_words_find (HechaTopic topic, const char *folded, gsize length,
                        HechaWordHit hits[HECHA_MAX_HITS]);
/* All lists of TOPIC that TEXT has a word of. */
guint hecha_words_in (HechaTopic topic, const char *text);

/* Other word lists instead of the built-in ones; before anything is judged.
 * HECHA_LEDGER_ERROR_SYNTAX with file, line and column. */
gboolean hecha_words_load (const char *path, GError **error);

#endif
