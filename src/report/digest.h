/* digest.h - what the sheets of a report have in common, worked out once:
 * whose findings, in which order, which amounts are added up.
 */
#ifndef HECHA_REPORT_DIGEST_H
#define HECHA_REPORT_DIGEST_H

#include <hecha/report.h>

G_BEGIN_DECLS

/* At most so many findings stand in the sheets of one report; beyond, the
 * gravest do, and the report says so. */
enum { HECHA_DIGEST_MAX_LISTED = 200000 };

typedef struct
{
  const char *plain;
  const char *shown;      /* first written form, or "（未载明单位）" */
  guint n_projects;       /* judged, classified ones left out */
} HechaUnit;

typedef struct
{
  const HechaReportInput *input;
  const HechaVerdict *verdict;
  const HechaLedger *ledger;
  const HechaRules *rules;
  guint audience;          /* the report's reader, HECHA_AUDIENCE_… */
  GArray *findings;        /* guint: those for the reader, in listing order */
  guint n_all;             /* before the limit */
  guint *unit_of;          /* per finding of the verdict: index into units */
  gint64 *counted;         /* per finding of the verdict: 分 it adds to the sums, or 0 */
  GArray *units;           /* HechaUnit, by plain name */
  guint n_projects;        /* judged */
  GHashTable *unit_index;  /* plain → index + 1 */
  GPtrArray *plain_units;  /* per table */
} HechaDigest;

HechaDigest *hecha_digest_new (const HechaReportInput *input, guint audience);
void hecha_digest_free (HechaDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDigest, hecha_digest_free)

const HechaFinding *hecha_digest_finding (const HechaDigest *digest, guint index);
const HechaRule *hecha_digest_rule (const HechaDigest *digest, guint index);
/* NULL without --previous. */
const HechaHistory *hecha_digest_history (const HechaDigest *digest, guint index);
/* Index into units of a finding of the verdict. */
guint hecha_digest_unit_of (const HechaDigest *digest, guint index);
guint hecha_digest_unit_of_project (const HechaDigest *digest, guint32 project);
/* The department as the reports show it; "（涉密）" of a classified project. */
const char *hecha_digest_unit_shown (const HechaDigest *digest, guint index);
const char *hecha_digest_number (const HechaDigest *digest, guint index);
/* Before this measure was in force: counted apart. */
const char *hecha_force_name (guint8 force);
/* "超支", "暂缓拨付", "涉及". */
const char *hecha_amount_kind_name (guint8 kind);
/* 核实结论, "待核实" where nothing was typed. */
const char *hecha_digest_conclusion (const HechaDigest *digest, guint index);
gboolean hecha_digest_is_counted (const HechaDigest *digest, guint index);

/* How many findings of the reader match; a negative LEVEL, CONCLUSION NULL
 * and FORCE < 0 match all.  UNIT G_MAXUINT = all. */
typedef struct
{
  int level;
  int force;               /* 1: before the measure, 0: the rest, -1: both */
  guint unit;
  const char *article;     /* NULL = all */
  const char *conclusion;  /* NULL = all that count */
} HechaCountOf;
guint hecha_digest_count (const HechaDigest *digest, const HechaCountOf *of);
/* Sum of counted amounts of KIND, 分; UNIT G_MAXUINT = all; FORCE as above. */
gint64 hecha_digest_sum (const HechaDigest *digest, HechaAmountKind kind, guint unit, int force);

/* The first known of 概算, 预算, 合同金额, 分; or HECHA_NO_AMOUNT. */
gint64 hecha_project_investment (const HechaProject *project);
/* The amount of FIELD, 分; or HECHA_NO_AMOUNT. */
gint64 hecha_project_amount (const HechaProject *project, HechaField field);
/* The raw text of FIELD, "" where there is none. */
const char *hecha_project_raw (const HechaProject *project, HechaField field);

/* 第十三条 → 13; 0 where the article has no number. */
int hecha_article_number (const char *article);

G_END_DECLS

#endif
