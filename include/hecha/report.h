/* hecha/report.h - room `report`: findings become workbooks and JSON lines.
 *
 * Knows Excel; knows nothing of how a finding was decided.  Outputs are written
 * to PATH straight away: whoever calls does that in a directory of its own and
 * renames it when all is whole.  The same inputs give the same bytes.  No text
 * of a source can become a formula, a link or broken XML.
 *
 * What writes gives FALSE with HECHA_REPORT_ERROR_WRITE, and may then leave a
 * part of the file.
 */
#ifndef HECHA_REPORT_H
#define HECHA_REPORT_H

#include <hecha/audit.h>

G_BEGIN_DECLS

#define HECHA_REPORT_ERROR (hecha_report_error_quark ())
GQuark hecha_report_error_quark (void);

typedef enum
{
  HECHA_REPORT_ERROR_WRITE,      /* disk full, no permission */
  HECHA_REPORT_ERROR_REFUSED,    /* a source that must not be patched: signed, damaged */
  HECHA_REPORT_ERROR_SELF_CHECK  /* a marked copy did not read back as its source */
} HechaReportError;

/* ---- what a report is made from --------------------------------------- */

/* Status and typed conclusions of a finding, of --previous; all texts "" and
 * status NULL without. */
typedef struct
{
  const char *status;        /* 新增, 持续, 持续(金额变化), 复发; NULL where it cannot be told */
  const char *conclusion;    /* 核实结论, "" for 待核实 */
  const char *verifier;      /* 核实人 */
  const char *opinion;       /* 意见 */
  const char *deadline;      /* 整改期限, "2024-10-31" where it is a date */
  const char *measures;      /* 整改措施 */
  const char *result;        /* 整改结果 */
  const char *responsible;   /* 责任人, of a returned 整改通知 */
  const char *unit_opinion;  /* 单位意见, of a returned 核对单 */
  const char *unit_evidence; /* 佐证 */
  const char *finance_opinion;   /* 财政处理意见 */
  const char *finance_officer;   /* 经办人 */
  const char *finance_day;       /* 日期 */
  const char *first_seen;    /* batch, "2024Q3" */
  const char *remark;        /* sentences to be read first: contradicted, overdue …; or "" */
  guint age;                 /* quarters since first_seen */
  gboolean not_counted;      /* 不属实 with a reason */
  gboolean contradicted;     /* "已整改" that still breaks the rule */
  gboolean overdue;          /* past 整改期限 */
} HechaHistory;

/* A finding of the previous report that is no more, as that report told it; texts
 * that it did not tell are "".  STATUS is 已整改, 记录缺失, 文件缺失, 规则变更 or 无法核查. */
typedef struct
{
  const char *id, *number, *rule, *project, *unit, *name, *status, *message;
  const char *level, *article, *check, *document, *edition, *code, *year;
  const char *files, *sheet, *related;   /* where it stood, "\n" between; other projects' keys */
  const char *closed;        /* batch in which it was 已整改, "2024Q4"; else "" */
  gint64 amount;             /* 分 or HECHA_NO_AMOUNT */
  gboolean newly;            /* gone since the latest report; FALSE: known gone before */
  HechaHistory history;
} HechaGone;

typedef struct
{
  const HechaVerdict *verdict;
  const char *const *numbers;      /* 编号 per finding: "2024Q3-教育-017" */
  const HechaHistory *histories;   /* per finding; NULL without --previous */
  const HechaGone *gone;
  guint n_gone;
  gboolean with_previous;
  const char *const *marked_paths; /* per file of the ledger: path of its marked copy relative
                                    * to the output directory, NULL where there is none */
  const char *const *marked_notes; /* per file: what marking could not do, or NULL */
} HechaReportInput;

/* 编号 for every finding in order; PREVIOUS may hold numbers to keep (per
 * finding, NULL = none), TAKEN numbers of gone findings that no other may get
 * (NULL-terminated); both may be NULL.  Free with g_strfreev(). */
char **hecha_report_numbers (const HechaVerdict *verdict, const char *const *previous,
                             const char *const *taken);

/* ---- earlier reports (--previous) -------------------------------------- */

typedef struct _HechaPrevious HechaPrevious;

/* Reads the workbooks of PATHS (char *) that hecha wrote and people worked on:
 * reports of both bureaus, returned 核对单 and 整改通知.  NULL with a
 * HECHA_AUDIT_ERROR_PREVIOUS: a sentence that names the file. */
HechaPrevious *hecha_previous_load (const GPtrArray *paths, GError **error);
void hecha_previous_free (HechaPrevious *previous);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPrevious, hecha_previous_free)
/* Between joining and judging: projects that are found again get their old
 * keys, so that the ids of findings are the old ones. */
void hecha_previous_match (HechaPrevious *previous, HechaLedger *ledger);
/* After judging, once: what became of every finding.  Carries old ids on where
 * they are not the same by themselves. */
void hecha_previous_compare (HechaPrevious *previous, HechaVerdict *verdict);
/* After comparing, for hecha_report_numbers(): per finding, and of gone ones. */
const char *const *hecha_previous_numbers (const HechaPrevious *previous);
const char *const *hecha_previous_taken_numbers (const HechaPrevious *previous);
/* After comparing: fills histories and gone findings of INPUT; they belong to
 * PREVIOUS. */
void hecha_previous_apply (const HechaPrevious *previous, HechaReportInput *input);
/* Sentences for the user, without a stop at the end: columns not found again,
 * projects matched by a near name. */
guint hecha_previous_n_notes (const HechaPrevious *previous);
const char *hecha_previous_note (const HechaPrevious *previous, guint index);

/* ---- workbooks --------------------------------------------------------- */

gboolean hecha_report_write_audit (const HechaReportInput *input, const char *path,
                                   GError **error);
gboolean hecha_report_write_finance (const HechaReportInput *input, const char *path,
                                     GError **error);
/* A department's 核对单.xlsx: only findings whose 对象 has 部 of projects of
 * this department (plain unit name).  Cells link to the department's own marked
 * copies that stand in the folder of PATH already, under their marked_paths
 * without "标注/". */
gboolean hecha_report_write_department (const HechaReportInput *input, const char *plain_unit,
                                        const char *path, GError **error);
/* 整改通知: only findings of this department that came back as 属实 or 部分属实;
 * where there are none, no file and TRUE. */
gboolean hecha_report_write_rectification (const HechaReportInput *input,
                                           const char *plain_unit, const char *path,
                                           GError **error);
/* A department with a finding for it. */
typedef struct
{
  char *plain_unit;
  char *folder;       /* its first written form, safe as a file name and unique */
} HechaDepartment;
/* All of them (HechaDepartment *), by plain unit.  Free with g_ptr_array_unref(). */
GPtrArray *hecha_report_departments (const HechaReportInput *input);
/* Index of the department of a finding in that list, from 0, or -1. */
int hecha_report_department_of (const GPtrArray *departments, const HechaVerdict *verdict,
                                const HechaFinding *finding);

/* The message as its department may read it (核对单, its marked copies): one
 * that tells of a project of another department says no more than that, one
 * of a classified project is a fixed sentence.  Free with g_free(). */
char *hecha_report_message_for_department (const HechaVerdict *verdict,
                                           const HechaFinding *finding);
/* The message for the bureaus: of a classified project a fixed sentence. */
const char *hecha_report_message (const HechaVerdict *verdict, const HechaFinding *finding);
/* FALSE where the cell stands in another department's row: it is neither
 * named to the finding's own department nor marked in its copy. */
gboolean hecha_report_evidence_is_own (const HechaVerdict *verdict, const HechaFinding *finding,
                                       const HechaEvidence *evidence);

/* Blank workbooks: KIND is "申报表", or anything else for a 台账. */
gboolean hecha_report_write_template (const char *kind, const char *path, GError **error);

/* ---- JSON lines --------------------------------------------------------- */

/* findings.jsonl, ledger.jsonl, outcomes.jsonl: DESIGN.md "Contracts". */
gboolean hecha_report_write_findings (const HechaReportInput *input, const char *path,
                                      GError **error);
gboolean hecha_report_write_ledger (const HechaVerdict *verdict, const char *path,
                                    GError **error);
gboolean hecha_report_write_outcomes (const HechaVerdict *verdict, const char *path,
                                      GError **error);
/* Finding INDEX of the verdict as a findings.jsonl line without newline, appended
 * to OUT. */
void hecha_report_append_finding (GString *out, const HechaReportInput *input, guint index);
/* JSON building for batch.json and --json: a quoted, escaped string; an
 * amount in 分 as 元 with two decimals. */
void hecha_json_append_string (GString *out, const char *text);
void hecha_json_append_amount (GString *out, gint64 fen);

/* ---- marked copies ------------------------------------------------------- */

typedef struct
{
  guint32 sheet_index;   /* of the source, from 0 */
  guint32 row, column;   /* 0-based */
  guint8 level;          /* HechaOutcome; the highest of the findings on the cell */
  const char *comment;   /* all findings on the cell, "\n" between */
} HechaMark;

/* A line of the sheet 核查结果. */
typedef struct
{
  guint32 sheet_index, row, column;   /* the cell it links to, 0-based */
  guint8 level;
  const char *number, *project, *rule_name, *article, *message, *remedy;
} HechaMarkLine;

typedef struct
{
  const char *source_sha256;    /* 64 hex digits, kept in the copy */
  const HechaMark *marks;       /* by sheet, row, column */
  guint n_marks;
  const HechaMarkLine *lines;
  guint n_lines;
  const char *heading;          /* first line of 核查结果: what, when, under which measure */
  gboolean xls_by_libreoffice;  /* --xls-layout libreoffice */
} HechaMarkJob;

/* Writes the marked copy of SOURCE as DEST: a package is patched inside, a
 * .xls, .xlsb or text file is written anew.  NOTE receives a Chinese sentence on
 * what was left out or could not be carried over (free with g_free()), or
 * NULL.  Reads the result back before it returns TRUE.  FALSE with any
 * HechaReportError or HECHA_BOOK_ERROR, and no file DEST. */
gboolean hecha_report_mark (const char *source, const char *dest, const HechaMarkJob *job,
                            char **note, GError **error);
/* The same for several copies of one source, which is then read once; between
 * the copies it must not change.  Not for several threads. */
typedef struct _HechaMarkSource HechaMarkSource;
HechaMarkSource *hecha_mark_source_open (const char *path, GError **error);
void hecha_mark_source_free (HechaMarkSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaMarkSource, hecha_mark_source_free)
gboolean hecha_mark_source_copy (HechaMarkSource *source, const char *dest,
                                 const HechaMarkJob *job, char **note, GError **error);
/* The name a marked copy of SOURCE_NAME (with its folders, if any) of KIND gets:
 * .xlsm stays, all else becomes .xlsx.  Free with g_free(). */
char *hecha_report_marked_name (const char *source_name, HechaKind kind);
/* STEM and SUFFIX, the end of STEM left out where the name (after its last
 * slash) would be longer than a file's may be: 255 bytes.  Free with g_free(). */
char *hecha_report_fitting_name (const char *stem, const char *suffix);

/* Removes PATH and all below it; links are removed, not followed.  What cannot
 * be removed stays, unsaid: for folders that are given up. */
void hecha_remove_tree (const char *path);

G_END_DECLS

#endif
