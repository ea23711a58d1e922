/* audit/crosscheck.h - checks that are C and look across projects: 9-duplicate,
 * 13-split and the L- checks.
 *
 * The pack names such a check like any other, by `方法=` instead of 适用 and
 * 违反; level, audience, parameters and texts come from the pack.  A check
 * gets the whole ledger once, says the outcome of each project and emits its
 * findings.  It never sees the verdict.
 *
 * Before a check runs, every project it applies to is 通过, every other one
 * (classified, exempt by 应急= or 终止=, only compared with) 不适用.
 */
#ifndef HECHA_AUDIT_CROSSCHECK_H
#define HECHA_AUDIT_CROSSCHECK_H

#include "audit/view.h"

typedef struct _HechaCross HechaCross;   /* one run of one check */

typedef struct
{
  const char *method;    /* 方法= in the pack: "重复", "拆分", "超付" ... */
  gboolean of_table;     /* findings are of tables: no outcome a project */
  void (*run) (HechaCross *cross, gpointer data);
  const guint8 *reads;   /* fields it looks at, HECHA_FIELD_NONE at the end */
} HechaCrosscheck;

/* All of them, ended by one without method.  A file with checks (crosscheck_*.c,
 * duplicate.c, split.c) exports its own table, which cross.c lists. */
extern const HechaCrosscheck *const hecha_crosschecks[];
extern const HechaCrosscheck hecha_ledger_crosschecks[];      /* L-: crosscheck_ledger.c */
extern const HechaCrosscheck hecha_duplicate_crosschecks[];   /* 重复, 拆分: duplicate.c */
/* NULL where no check has that name. */
const HechaCrosscheck *hecha_crosscheck_find (const char *method);

/* ---- what a check may ask ---------------------------------------------- */

const HechaLedger *hecha_cross_ledger (const HechaCross *cross);
const HechaCalendar *hecha_cross_calendar (const HechaCross *cross);
gint32 hecha_cross_as_of (const HechaCross *cross);
guint hecha_cross_jobs (const HechaCross *cross);
/* Path of the thesaurus, NULL = built in. */
const char *hecha_cross_thesaurus (const HechaCross *cross);
/* TRUE where the project is judged by this check.  FALSE: classified (use
 * nothing of it), exempt, or only compared with (see below). */
gboolean hecha_cross_applies (const HechaCross *cross, guint32 project);
/* TRUE for a project of --against: a pair with one that is judged counts, the
 * finding is the judged one's. */
gboolean hecha_cross_compared_only (const HechaCross *cross, guint32 project);
gboolean hecha_cross_classified (const HechaCross *cross, guint32 project);
/* The project's own data, low ends, first reading; good until the next call
 * with the same CROSS.  Checks with several threads use hecha_view_set(). */
HechaView *hecha_cross_view (HechaCross *cross, guint32 project);
/* A parameter of the check's pack by name: amounts in 分, percentages as a
 * fraction; FALSE where the pack has none. */
gboolean hecha_cross_parameter (const HechaCross *cross, const char *name, HechaValue *value);
/* Marks in BLOCKED, a byte a rule, the checks of this pack that cannot be decided
 * for the project for lack of one of COLUMNS. */
void hecha_cross_find_blocked (HechaCross *cross, guint32 project,
                               const HechaFieldSet *columns, guint8 *blocked);
/* Number of rules, for BLOCKED. */
guint hecha_cross_n_rules (const HechaCross *cross);

/* ---- what a check says --------------------------------------------------- */

/* LACKING may be NULL; it is read for UNDECIDED only. */
void hecha_cross_set_outcome (HechaCross *cross, guint32 project, HechaOutcome outcome,
                              const HechaFieldSet *lacking);

/* A finding; everything is copied.  `hecha_cross_emit` raises the outcome of
 * `project` and of every judged one of `related` to the level. */
typedef struct
{
  guint32 project;          /* HECHA_NO_PROJECT for a table's */
  const guint32 *related;
  guint n_related;
  HechaOutcome level;       /* 0 = the pack's; never above it */
  gint64 amount;            /* 分, HECHA_NO_AMOUNT */
  double score;             /* < 0 = none */
  guint32 group;            /* 0 = none */
  HechaField field;         /* part of the id; HECHA_FIELD_NONE = none */
  const char *table_key;    /* a table's finding: what tells it apart, never a row number
                             * (file, sheet, column); else NULL */
  const char *message;      /* NULL: the pack's 说明 */
  const char *const *fills; /* NULL, or name, value, ..., NULL: further {name} of 说明 */
  const char *agreement, *objection;   /* "" or NULL = none */
  gint32 first_day, last_day;   /* when it happened; HECHA_DAY_NONE: as the pack's 基准 says */
  const HechaEvidence *evidence;       /* at least one, at fault first */
  guint n_evidence;
} HechaCrossFinding;

/* { 0 } with the "none" values set. */
#define HECHA_CROSS_FINDING_INIT                                                      \
  {                                                                                   \
    .project = HECHA_NO_PROJECT, .amount = HECHA_NO_AMOUNT, .score = -1,              \
    .field = HECHA_FIELD_NONE, .first_day = HECHA_DAY_NONE,                           \
    .last_day = HECHA_DAY_NONE                                                        \
  }

void hecha_cross_emit (HechaCross *cross, const HechaCrossFinding *finding);

#endif
