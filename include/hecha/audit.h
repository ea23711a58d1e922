/* hecha/audit.h - room `audit`: projects and rule packs become outcomes and
 * findings.
 *
 * Knows what the measure demands; knows nothing of Excel.  RULES.md is its
 * specification: section 2 how a check decides, 3 facts, 5 checks,
 * 6 duplicates and splits.
 *
 * Ownership: a rule set owns its rules, a verdict its findings; the ledger
 * and the rules outlive the verdict.
 */
#ifndef HECHA_AUDIT_H
#define HECHA_AUDIT_H

#include <hecha/ledger.h>

G_BEGIN_DECLS

#define HECHA_AUDIT_ERROR (hecha_audit_error_quark ())
GQuark hecha_audit_error_quark (void);

typedef enum
{
  HECHA_AUDIT_ERROR_IO,        /* cannot be opened, read or written */
  HECHA_AUDIT_ERROR_SYNTAX,    /* a pack: place, line, caret, hint in the message; a calendar:
                                * place and line */
  HECHA_AUDIT_ERROR_EXAMPLE,   /* an example of a pack does not come out as it says */
  HECHA_AUDIT_ERROR_PREVIOUS   /* a report of --previous that cannot be used */
} HechaAuditError;

/* ---- calendar (RULES.md 2, working days) ----------------------------- */

typedef struct _HechaCalendar HechaCalendar;

/* holidays.csv: date,kind,name with kind holiday|workday; NULL = built in.  NULL
 * with HECHA_AUDIT_ERROR_IO or _SYNTAX. */
HechaCalendar *hecha_calendar_load (const char *path, GError **error);
void hecha_calendar_free (HechaCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCalendar, hecha_calendar_free)
/* First and last year with holidays; 0 where there are none. */
void hecha_calendar_years (const HechaCalendar *calendar, int *first, int *last);
/* The N-th working day after DAY, DAY not counted; DAY itself where N is not
 * positive or DAY is HECHA_DAY_NONE.  Within the calendar TRUE, *low == *high and
 * *missing_year 0; beyond it the bounds of RULES.md and FALSE, with the first
 * year that is missing in *missing_year. */
gboolean hecha_calendar_add_workdays (const HechaCalendar *calendar, gint32 day, int n,
                                      gint32 *low, gint32 *high, int *missing_year);
/* The same day N months on (back where N is negative), or that month's last;
 * HECHA_DAY_NONE of that, and outside years 1 to 9999. */
gint32 hecha_day_add_months (gint32 day, int n);

/* ---- rules ------------------------------------------------------------ */

typedef enum
{
  HECHA_OUTCOME_NOT_APPLICABLE,  /* 不适用 */
  HECHA_OUTCOME_PASS,            /* 通过 */
  HECHA_OUTCOME_NOT_DUE,         /* 未到期 */
  HECHA_OUTCOME_UNDECIDED,       /* 无法核查 */
  HECHA_OUTCOME_HINT,            /* 提示 */
  HECHA_OUTCOME_SUSPECT,         /* 疑点 */
  HECHA_OUTCOME_VIOLATION,       /* 违规 */
  HECHA_N_OUTCOMES
} HechaOutcome;                  /* the last three are levels, ascending */

/* "不适用" ... "违规". */
const char *hecha_outcome_name (HechaOutcome outcome);
/* The level of that name, or -1. */
int hecha_level_from_name (const char *name);

enum
{
  HECHA_AUDIENCE_AUDIT = 1 << 0,       /* 审 */
  HECHA_AUDIENCE_FINANCE = 1 << 1,     /* 财 */
  HECHA_AUDIENCE_DEPARTMENT = 1 << 2   /* 部 */
};

/* A rule as its pack tells it; texts that the pack leaves out are "". */
typedef struct
{
  const char *id;           /* "23-filed-late" */
  const char *shown_id;     /* "yangcheng:23-filed-late" where several series judge; else id */
  const char *measure;      /* 文号 */
  const char *article;      /* "第二十三条"; "" for L- checks */
  const char *name;
  const char *gist;         /* 要旨: the article in our words */
  const char *remedy;       /* 整改 */
  HechaOutcome level;       /* HINT, SUSPECT or VIOLATION */
  guint audience;           /* HECHA_AUDIENCE_… together */
  guint8 line_per_unit;     /* 列示=单位: reports fold a unit's findings into one line */
  gboolean of_table;        /* a check of tables: project is null, no outcome a project */
  const char *suppressed;   /* 停用 reason, or NULL */
  const char *exceptions;   /* 除外 as the pack writes them, a line each, or NULL */
} HechaRule;

typedef struct _HechaRules HechaRules;

/* An empty set; the built-in pack is added like any other. */
HechaRules *hecha_rules_new (void);
void hecha_rules_free (HechaRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRules, hecha_rules_free)
/* Adds a pack: FILE.ini, FILE.xlsx (told by content), or NULL / "内置" for the
 * built-in one.  FALSE with HECHA_AUDIT_ERROR_IO or _SYNTAX, also for a second pack
 * of the same 标识, or of the same 系列 and 施行; the set is then as it was. */
gboolean hecha_rules_add (HechaRules *rules, const char *path, GError **error);
guint hecha_rules_n (const HechaRules *rules);
/* INDEX from 0, in the order of adding and of the packs. */
const HechaRule *hecha_rules_get (const HechaRules *rules, guint index);
/* The index of the first rule of that id or shown_id; -1 where there is none. */
int hecha_rules_find (const HechaRules *rules, const char *id);
/* Files loaded, for batch.json: path and SHA-256. */
guint hecha_rules_n_packs (const HechaRules *rules);
const char *hecha_rules_pack_path (const HechaRules *rules, guint index);
const char *hecha_rules_pack_sha256 (const HechaRules *rules, guint index);
/* "阳城县智慧城市建设项目管理办法（阳政办发〔2024〕50号）" */
const char *hecha_rules_pack_title (const HechaRules *rules, guint index);
/* Name and value as the pack writes them ("备案工作日", "30") of its parameter
 * INDEX, from 0; FALSE behind the last. */
gboolean hecha_rules_pack_parameter (const HechaRules *rules, guint pack, guint index,
                                     const char **name, const char **value);
/* The calendar to judge by: HOLIDAYS where a path is given, else the 节假日 of
 * the last pack workbook that has any, else the built-in one. */
HechaCalendar *hecha_rules_load_calendar (const HechaRules *rules, const char *holidays,
                                          GError **error);
/* The rule in Chinese sentences: what it needs, when it applies, what breaks
 * it, its article and examples.  Free with g_free(). */
char *hecha_rules_explain (const HechaRules *rules, guint index);
/* The language of packs in Chinese: its functions with what a missing value
 * does, its facts.  Free with g_free(). */
char *hecha_rules_language (void);
/* What decides the rule, as 8 hex digits: its conditions, level and dates and
 * the parameters they name, and not its words.  Free with g_free(). */
char *hecha_rules_edition (const HechaRules *rules, guint index);
/* Runs the examples of all rules that are not 停用; the number run in *n_run.  FALSE
 * with HECHA_AUDIT_ERROR_EXAMPLE, which shows those that do not come out so. */
gboolean hecha_rules_check_examples (const HechaRules *rules, const HechaDictionary *dictionary,
                                     const HechaCalendar *calendar, guint *n_run, GError **error);
/* Writes a pack, with the days of CALENDAR, as a workbook that hecha_rules_add()
 * reads back.  HECHA_AUDIT_ERROR_IO. */
gboolean hecha_rules_write_workbook (const HechaRules *rules, guint pack,
                                     const HechaCalendar *calendar, const char *path,
                                     GError **error);

/* ---- findings ---------------------------------------------------------- */

#define HECHA_NO_PROJECT G_MAXUINT32
#define HECHA_NO_AMOUNT G_MININT64

typedef enum
{
  HECHA_FORCE_AFTER,     /* happened under the measure: before_force false */
  HECHA_FORCE_BEFORE,    /* true */
  HECHA_FORCE_UNKNOWN    /* null */
} HechaForce;

typedef enum
{
  HECHA_AMOUNT_OTHER,    /* what the check is about, never added up */
  HECHA_AMOUNT_EXCESS,   /* over estimate, budget, review, award */
  HECHA_AMOUNT_HOLD      /* must not be paid until mended */
} HechaAmountKind;

typedef struct
{
  guint32 table;         /* the ledger's table (gives file and sheet) */
  guint32 row, column;   /* 0-based */
  guint8 field;          /* HechaField or HECHA_FIELD_NONE */
} HechaEvidence;

typedef struct
{
  char id[17];           /* 16 hex digits, DESIGN.md "Identity"; no two findings share one */
  guint32 rule;          /* index into the rules */
  guint32 project;       /* index into the ledger, or HECHA_NO_PROJECT */
  guint8 level;          /* HechaOutcome: HINT, SUSPECT or VIOLATION */
  guint8 before_force;   /* HechaForce */
  guint8 amount_kind;    /* HechaAmountKind */
  gint64 amount;         /* 分, or HECHA_NO_AMOUNT */
  double score;          /* 0 to 1 for pairs; < 0 = none */
  guint32 group;         /* duplicates: number of the group from 1; else 0 */
  const char *message;   /* with the project's own figures */
  const char *agreement; /* duplicates and splits: which parts agree, in which words; else "" */
  const char *objection; /* what speaks against; else "" */
  guint n_related;
  guint32 *related;      /* project indices, the finding's own not among them */
  guint n_evidence;
  HechaEvidence *evidence;   /* at least one, the one at fault first */
} HechaFinding;

/* What could not be checked, once per table and column. */
typedef struct
{
  guint32 table;         /* the ledger's */
  guint8 field;          /* the column that is not there */
  guint n_projects;      /* of that table, for which it would allow a check */
  GArray *rules;         /* guint32 rule indices that it would allow */
} HechaGap;

typedef struct _HechaVerdict HechaVerdict;

typedef struct
{
  gint32 as_of;             /* 核查日, a day number */
  const char *thesaurus;    /* path, NULL = built in */
  const guint8 *compared_only;  /* per project: 1 = from --against, only compared with and
                                 * not judged (不适用); NULL = all are judged */
  guint jobs;               /* threads to use, at least 1; outcomes do not depend on it */
} HechaAuditOptions;

/* FALSE with the error where the thesaurus at PATH cannot be read
 * (HECHA_LEDGER_ERROR_IO or _SYNTAX): to be told before a batch is read. */
gboolean hecha_audit_check_thesaurus (const char *path, GError **error);

/* Judges every project of a joined ledger.  NULL with the error where OPTIONS'
 * thesaurus cannot be read (HECHA_LEDGER_ERROR_IO or _SYNTAX); nothing else fails. */
HechaVerdict *hecha_audit_run (const HechaLedger *ledger, const HechaRules *rules,
                               const HechaCalendar *calendar, const HechaAuditOptions *options,
                               GError **error);
void hecha_verdict_free (HechaVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaVerdict, hecha_verdict_free)

const HechaLedger *hecha_verdict_ledger (const HechaVerdict *verdict);
const HechaRules *hecha_verdict_rules (const HechaVerdict *verdict);
gint32 hecha_verdict_as_of (const HechaVerdict *verdict);
HechaOutcome hecha_verdict_outcome (const HechaVerdict *verdict, guint32 project, guint32 rule);
/* Names of what was lacking ("合同日期", "节假日:2028"), NULL-terminated, in a
 * fixed order, none at all perhaps; NULL unless the outcome is UNDECIDED. */
const char *const *hecha_verdict_lacking (const HechaVerdict *verdict, guint32 project,
                                          guint32 rule);
/* Ordered: by department (plain unit), project, rule. */
guint hecha_verdict_n_findings (const HechaVerdict *verdict);
const HechaFinding *hecha_verdict_finding (const HechaVerdict *verdict, guint index);
/* Gives the finding the id that an earlier report gave it (--previous). */
void hecha_verdict_set_finding_id (HechaVerdict *verdict, guint index, const char *id);
guint hecha_verdict_n_gaps (const HechaVerdict *verdict);
const HechaGap *hecha_verdict_gap (const HechaVerdict *verdict, guint index);
/* TRUE for 是否涉密 = 是: nothing but file, sheet, cell and code may be shown. */
gboolean hecha_verdict_classified (const HechaVerdict *verdict, guint32 project);
/* How many judged projects came out so; those only compared are not counted. */
guint64 hecha_verdict_total (const HechaVerdict *verdict, guint32 rule, HechaOutcome outcome);

G_END_DECLS

#endif
