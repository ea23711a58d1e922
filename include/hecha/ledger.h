/* hecha/ledger.h - room `ledger`: sheets of cells become projects.
 *
 * Knows what columns mean and how values are written; knows nothing of
 * rules.  RULES.md section 1 (states), 4 (fields) and 6 (one project or
 * two) are decided here.
 *
 * Ownership: an extract owns its tables, records and every string in them;
 * the ledger owns its extracts and projects.  `const char *` members point
 * into the owner's string pool and live as long as it.
 */
#ifndef HECHA_LEDGER_H
#define HECHA_LEDGER_H

#include <hecha/book.h>

G_BEGIN_DECLS

#define HECHA_LEDGER_ERROR (hecha_ledger_error_quark ())
GQuark hecha_ledger_error_quark (void);

typedef enum
{
  HECHA_LEDGER_ERROR_IO,       /* cannot be opened, read or written */
  HECHA_LEDGER_ERROR_SYNTAX,   /* a text file of ours: message has file, line, column, caret;
                                * a saved ledger that is none */
  HECHA_LEDGER_ERROR_PROTOCOL, /* bytes from a worker that are not an extract */
  HECHA_LEDGER_ERROR_MAPPING   /* a mapping workbook that cannot be used */
} HechaLedgerError;

/* ---- fields (RULES.md section 4) ------------------------------------ */

typedef enum
{
  HECHA_TYPE_TEXT,     /* T */
  HECHA_TYPE_AMOUNT,   /* A, in 分 */
  HECHA_TYPE_DATE,     /* D, day numbers */
  HECHA_TYPE_YESNO,    /* F */
  HECHA_TYPE_NUMBER    /* N, a whole number (the year) */
} HechaFieldType;

/* X (identifier, canonical name, type): the canonical fields.  Their
 * synonyms stand in templates/fields.ini. */
#define HECHA_FIELDS(X)                                  \
  X (CODE, "项目编号", TEXT)                              \
  X (NAME, "项目名称", TEXT)                              \
  X (UNIT, "建设单位", TEXT)                              \
  X (YEAR, "项目年度", NUMBER)                            \
  X (BUILD_TYPE, "建设类型", TEXT)                        \
  X (NATURE, "建设性质", TEXT)                            \
  X (INVESTMENT_MODE, "投资方式", TEXT)                   \
  X (CLASSIFIED, "是否涉密", YESNO)                       \
  X (CONTENT, "建设内容", TEXT)                           \
  X (GOAL, "建设目标", TEXT)                              \
  X (RESPONSIBLE, "项目负责人", TEXT)                     \
  X (IMPLEMENTER, "实施机构", TEXT)                       \
  X (STATUS, "项目状态", TEXT)                            \
  X (DECLARED_ON, "申报日期", DATE)                       \
  X (DECLARATION_FORM, "申报表", YESNO)                   \
  X (DECISION_BASIS, "决策依据", TEXT)                    \
  X (PROPOSAL, "需求方案", TEXT)                          \
  X (IN_ANNUAL_PLAN, "列入年度计划", YESNO)               \
  X (COUNTY_APPROVAL, "县政府批复", TEXT)                 \
  X (FUNDING, "资金落实", TEXT)                           \
  X (EMERGENCY, "应急项目", YESNO)                        \
  X (SELF_IMPLEMENTED, "自行实施", YESNO)                 \
  X (REVIEW_OPINION, "技术评审意见", TEXT)                \
  X (REVIEWED_ON, "技术评审日期", DATE)                   \
  X (DATA_CATALOGUE, "数据资源目录", TEXT)                \
  X (SECURITY_PLAN, "信息安全方案", TEXT)                 \
  X (INTERCONNECTION, "互联互通", YESNO)                  \
  X (APPROVAL, "立项批复", TEXT)                          \
  X (APPROVED_ON, "立项日期", DATE)                       \
  X (ESTIMATE, "概算金额", AMOUNT)                        \
  X (BUDGET_REVIEW, "财政评审", TEXT)                     \
  X (REVIEWED_AMOUNT, "评审金额", AMOUNT)                 \
  X (BUDGET, "预算金额", AMOUNT)                          \
  X (BUDGET_APPROVED_ON, "预算批复日期", DATE)            \
  X (REPORTED_ON, "报备日期", DATE)                       \
  X (PROCUREMENT_METHOD, "采购方式", TEXT)                \
  X (PROCUREMENT_BUDGET, "采购预算", AMOUNT)              \
  X (ANNOUNCED_ON, "采购公告日期", DATE)                  \
  X (AWARDED_ON, "中标日期", DATE)                        \
  X (CONTRACTOR, "承建单位", TEXT)                        \
  X (AWARD_AMOUNT, "中标金额", AMOUNT)                    \
  X (CONTRACTOR_QUALIFICATION, "承建资质", TEXT)          \
  X (REQUIRES_CLASSIFIED_QUALIFICATION, "要求涉密资质", YESNO) \
  X (SUBCONTRACTING, "转包分包", TEXT)                    \
  X (CONTRACT_AMOUNT, "合同金额", AMOUNT)                 \
  X (CONTRACTED_ON, "合同日期", DATE)                     \
  X (STARTED_ON, "开工日期", DATE)                        \
  X (PLANNED_COMPLETION, "计划完工日期", DATE)            \
  X (SUPERVISOR, "监理单位", TEXT)                        \
  X (SUPERVISOR_QUALIFICATION, "监理资质", TEXT)          \
  X (SUPERVISION_CONTRACTED_ON, "监理合同日期", DATE)     \
  X (CHANGE_AMOUNT, "变更金额", AMOUNT)                   \
  X (CHANGE_REASON, "变更原因", TEXT)                     \
  X (CHANGE_FILING, "变更备案", TEXT)                     \
  X (REDECLARED, "重新申报", YESNO)                       \
  X (COMPLETED_ON, "建成日期", DATE)                      \
  X (PRELIMINARY_ON, "初验日期", DATE)                    \
  X (ACCEPTED_ON, "验收日期", DATE)                       \
  X (ACCEPTANCE_VERDICT, "验收结论", TEXT)                \
  X (CONTROLLABILITY, "安全自主可控", TEXT)               \
  X (CRYPTO_USE, "密码应用", TEXT)                        \
  X (SECURITY_REVIEW, "安全审查", TEXT)                   \
  X (SOFTWARE_TEST, "软件测评", TEXT)                     \
  X (SHARING_LIST, "资源共享目录", TEXT)                  \
  X (FILED_ON, "验收备案日期", DATE)                      \
  X (SETTLEMENT, "结算金额", AMOUNT)                      \
  X (FINAL_ACCOUNT, "决算金额", AMOUNT)                   \
  X (FINAL_APPROVAL, "决算批复", TEXT)                    \
  X (ASSET_TRANSFER, "资产移交", TEXT)                    \
  X (PAID, "已付金额", AMOUNT)                            \
  X (LAST_PAID_ON, "最近付款日期", DATE)                  \
  X (OM_FUNDS, "运维经费", AMOUNT)                        \
  X (EVALUATION, "绩效评价", TEXT)                        \
  X (EVALUATED_ON, "绩效评价日期", DATE)                  \
  X (EVALUATION_VERDICT, "绩效结论", TEXT)                \
  X (RECTIFICATION, "整改情况", TEXT)                     \
  X (MLPS_LEVEL, "等保级别", TEXT)                        \
  X (MLPS_FILING, "等保备案", TEXT)                       \
  X (MLPS_TESTED_ON, "等保测评日期", DATE)                \
  X (CRYPTO_ASSESSMENT, "密码评估", TEXT)                 \
  X (SECURITY_DUTY, "安全责任制", TEXT)                   \
  X (EMERGENCY_PLAN, "应急预案", TEXT)                    \
  X (DRILLED_ON, "应急演练日期", DATE)                    \
  X (CONFIDENTIALITY, "保密协议", TEXT)                   \
  X (DEPLOYMENT, "部署方式", TEXT)                        \
  X (RISK_ASSESSMENT, "安全风险评估", TEXT)               \
  X (MIGRATION_PLAN, "迁移计划", TEXT)                    \
  X (MIGRATED, "迁移上云", YESNO)                         \
  X (DATA_SHARING, "数据共享", YESNO)                     \
  X (COLLABORATION, "业务协同", YESNO)                    \
  X (OM_RULES, "运维制度", TEXT)                          \
  X (RETIRED_ON, "停用日期", DATE)                        \
  X (RETIREMENT_REVIEW, "停用论证", TEXT)                 \
  X (RETIREMENT_CONSENT, "停用同意", TEXT)                \
  X (RETIREMENT_FILING, "停用备案", TEXT)                 \
  X (ASSET_DISPOSAL, "资产处置", TEXT)

typedef enum
{
#define HECHA_FIELD_ENUM(id, name, type) HECHA_FIELD_##id,
  HECHA_FIELDS (HECHA_FIELD_ENUM)
#undef HECHA_FIELD_ENUM
  HECHA_N_FIELDS,
  HECHA_FIELD_NONE = 255
} HechaField;

/* "项目编号"; "" for HECHA_FIELD_NONE. */
const char *hecha_field_name (HechaField field);
/* HECHA_TYPE_TEXT for HECHA_FIELD_NONE. */
HechaFieldType hecha_field_type (HechaField field);
/* HECHA_FIELD_NONE when NAME is no canonical name. */
HechaField hecha_field_from_name (const char *name);

/* A set of fields; all zero is empty.  HECHA_FIELD_NONE is never in one. */
typedef struct
{
  guint64 bits[2];
} HechaFieldSet;

static inline gboolean
hecha_field_set_has (const HechaFieldSet *set, HechaField field)
{
  return (set->bits[field >> 6] >> (field & 63)) & 1;
}

static inline void
hecha_field_set_add (HechaFieldSet *set, HechaField field)
{
  set->bits[field >> 6] |= (guint64) 1 << (field & 63);
}

/* Adds every field of OTHER. */
static inline void
hecha_field_set_add_all (HechaFieldSet *set, const HechaFieldSet *other)
{
  set->bits[0] |= other->bits[0];
  set->bits[1] |= other->bits[1];
}

/* Whether a field is in both. */
static inline gboolean
hecha_field_sets_meet (const HechaFieldSet *a, const HechaFieldSet *b)
{
  return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1])) != 0;
}

static inline gboolean
hecha_field_set_is_empty (const HechaFieldSet *set)
{
  return (set->bits[0] | set->bits[1]) == 0;
}

/* ---- data (RULES.md section 1) -------------------------------------- */

typedef enum
{
  HECHA_STATE_NOT_PROVIDED,   /* 未提供: no table of the project has the column */
  HECHA_STATE_BLANK,          /* 空 */
  HECHA_STATE_DOUBTFUL,       /* 存疑 */
  HECHA_STATE_NO,             /* 无 */
  HECHA_STATE_NOT_APPLICABLE, /* 不涉及 */
  HECHA_STATE_VALUE           /* 值 */
} HechaState;                 /* in the order of precedence when tables merge */

/* "值", "不涉及", "无", "存疑", "空", "未提供". */
const char *hecha_state_name (HechaState state);

#define HECHA_NO_TABLE G_MAXUINT32

enum
{
  HECHA_DATUM_DATE_UNKNOWN = 1 << 0,  /* state VALUE in a date field: done, day unknown (是, 已, √) */
  HECHA_DATUM_ROUNDED = 1 << 1,       /* amount in 万元 or 亿元 with two or more decimals */
  HECHA_DATUM_FROM_ABOVE = 1 << 2,    /* 同上, 〃 or a merged range: the value of a row above */
  HECHA_DATUM_SUMMED = 1 << 3,        /* 明细表: sum or latest of several rows */
  HECHA_DATUM_AMBIGUOUS_YEAR = 1 << 4, /* two-digit year or similar, read with care */
  HECHA_DATUM_CUMULATIVE = 1 << 5,    /* of a payment: what is paid in all by then */
  HECHA_DATUM_LATER = 1 << 6          /* of an aside: a payment after the 核查日 */
};

/* One field of one record or project. */
typedef struct
{
  guint8 field;        /* HechaField */
  guint8 state;        /* HechaState, never NOT_PROVIDED in a stored datum */
  guint8 flags;
  guint8 reserved;
  guint32 table;       /* index into the extract's tables; into the ledger's after joining */
  guint32 row;         /* the cell as the clerk sees it: of a merged range its top-left; */
  guint32 column;      /* row and column are 0-based */
  gint64 low, high;    /* VALUE: AMOUNT both the amount in 分; DATE first and last day
                        * (equal when precise; both HECHA_DAY_NONE when unknown);
                        * YESNO 0 or 1; NUMBER the number.  Else 0. */
  gint64 step;         /* AMOUNT: worth of the last digit stated, in 分 (45.25万元: 10000);
                        * else 0 */
  const char *raw;     /* the source's text, trimmed; of a number its digits, of a date
                        * "2024-07-03", of a formula without a result （公式未计算）;
                        * "" when blank */
  const char *text;    /* TEXT with VALUE: trimmed text, of ticked boxes the ticked; else NULL */
} HechaDatum;

/* ---- dictionary and values ------------------------------------------ */

typedef struct _HechaDictionary HechaDictionary;

/* fields.ini and units.ini: NULL paths mean the built-in ones.  NULL with
 * HECHA_LEDGER_ERROR_IO or _SYNTAX. */
HechaDictionary *hecha_dictionary_load (const char *fields_path, const char *units_path,
                                        GError **error);
void hecha_dictionary_free (HechaDictionary *dictionary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDictionary, hecha_dictionary_free)

/* What reads a cell's content for a field. */
typedef struct
{
  gint64 unit;          /* 分 per 1 of an amount without a unit of its own: 100 for 元,
                         * 1000000 for 万元; 0 = unknown: figures from 100,000
                         * are then 元 (in 万元 a billion), smaller ones DOUBTFUL;
                         * who sees the unit from the whole column passes it */
  gboolean date1904;
  int year;             /* year of the ledger for "7月3日" without a year; 0 = unknown */
} HechaValueContext;

/* Fills everything of DATUM but table, row, column.  Never fails: what cannot
 * be read is DOUBTFUL.  CELL may be NULL (blank).  FORMAT_CODE may be NULL; a
 * unit that it writes behind the digits (0.00"万元") is the cell's, and the
 * decimals that it shows are stated.  Texts go into POOL and live as long.
 *
 * Where RULES.md section 1 leaves a choice:
 * - yes/no: ×, 无, 未…, N, 0 and 没有 are the value 否 like 否 itself; a bare
 *   stroke (/, —), 暂无 and what is under way (正在…, 拟…) are state NO.
 * - amounts: below zero only 变更金额 is possible, all else DOUBTFUL; 0 and 无
 *   as RULES.md says, the latter state NO with low and high 0.
 * - dates: 2024年7月上旬, 年底, 第三季度 are intervals; ranges and several dates
 *   are DOUBTFUL, save 最近付款日期 (the latest) and a date that words give to
 *   the field's own act (2024.4.1验收，2024.5.3备案).  A document number
 *   without a date is an act whose day is unknown. */
void hecha_value_read (HechaField field, const HechaCell *cell, const char *format_code,
                       const HechaValueContext *context, GStringChunk *pool, HechaDatum *datum);
/* The same for plain text (rule examples, CSV). */
void hecha_value_read_text (HechaField field, const char *text, const HechaValueContext *context,
                            GStringChunk *pool, HechaDatum *datum);

/* ---- extracts: what one file says ----------------------------------- */

typedef enum
{
  HECHA_TABLE_LEDGER,      /* a project a row */
  HECHA_TABLE_TRANSPOSED,  /* a project a column */
  HECHA_TABLE_FORM,        /* a project a grid of labels and values */
  HECHA_TABLE_DETAIL       /* 明细表: several rows a project */
} HechaTableShape;

typedef enum
{
  HECHA_MATCH_NONE,        /* unmapped */
  HECHA_MATCH_EXACT,       /* the canonical name */
  HECHA_MATCH_SYNONYM,
  HECHA_MATCH_GROUP,       /* group head joined with its leaf */
  HECHA_MATCH_APPROXIMATE, /* nearly a known header, or told by concepts or values */
  HECHA_MATCH_USER         /* --mapping */
} HechaMatch;

/* "exact", "synonym", "group", "approximate", "user", "none". */
const char *hecha_match_name (HechaMatch match);

typedef struct
{
  guint32 row, column;     /* the (leaf) header cell, 0-based */
  guint8 field;            /* HechaField or HECHA_FIELD_NONE */
  guint8 match;            /* HechaMatch */
  float confidence;        /* 0 to 1 */
  gint64 unit;             /* 分 per 1, see HechaValueContext; 0 for other types */
  const char *text;        /* header as the workbook writes it, group heads joined with " / " */
  const char *candidates;  /* unmapped: nearest canonical names, "、" between; or "" */
  const char *samples;     /* a few values, " | " between */
} HechaColumn;

/* One 合计/小计 cell and what its rows sum to. */
typedef struct
{
  guint32 row, column;     /* 0-based */
  guint8 field;
  gboolean certain;        /* FALSE: a row of it is 存疑, nothing can be said */
  gint64 stated, summed;   /* 分 */
  gint64 tolerance;        /* half a last digit a row, 分 */
} HechaTotal;

typedef struct
{
  guint32 file;            /* index of the extract in the ledger; 0 before */
  guint32 sheet_index;
  const char *sheet;       /* "" for text files */
  HechaTableShape shape;
  gboolean hidden;         /* its sheet is hidden */
  HechaRange header;       /* header rows (transposed: columns; of a form the whole grid) */
  HechaRange data;         /* its first project to its last; of a form the whole grid */
  const char *title;       /* "" where none */
  const char *unit_name;   /* 填报单位 of caption, title, sheet or file name; "" where none */
  int year;                /* from title, caption, sheet or file name; 0 unknown */
  gint64 unit;             /* the caption's, 分 per 1; 0 not said */
  GArray *columns;         /* HechaColumn */
  GArray *totals;          /* HechaTotal */
} HechaTable;

/* One project as one table tells it. */
typedef struct
{
  guint32 table;           /* index into the extract's tables; into the ledger's once added */
  guint32 row;             /* first row of the record (column when transposed) */
  gboolean hidden;         /* row or column hidden */
  const char *code;        /* cleaned 项目编号 or "" */
  const char *name;        /* trimmed 项目名称 or "" */
  const char *unit;        /* 建设单位 cell else the table's unit_name, trimmed, or "" */
  int year;                /* 项目年度 else the table's; 0 unknown */
  guint n_data;
  HechaDatum *data;        /* ascending by field; a datum for every mapped column;
                            * from hecha_extract_data(), never freed alone */
  guint n_payments;
  HechaDatum *payments;    /* 明细表: of each row that was joined its 最近付款日期 and its
                            * 已付金额, likewise; NOT_PROVIDED where there is no such column */
} HechaRecord;

typedef struct
{
  const char *name;
  HechaVisibility visibility;
  const char *note;        /* Chinese sentences: why nothing, or some row not as it stands,
                            * was taken from it; or "" */
} HechaSheetNote;

typedef struct
{
  char *path;              /* as opened */
  char *name;              /* relative to the input, what reports show */
  char sha256[HECHA_SHA256_SIZE];   /* "" where nothing could be read */
  guint64 size;            /* bytes */
  HechaKind kind;
  char *error;             /* NULL, or the Chinese sentence why it, or one of its sheets, could
                            * not be read; the tables of its other sheets are there */
  char *skipped;           /* NULL, or why it is left out: a marked copy, a report, a lock file */
  char *marked_source;     /* a marked copy of ours: SHA-256 of its source; else NULL */
  GArray *sheets;          /* HechaSheetNote */
  GArray *tables;          /* HechaTable */
  GArray *records;         /* HechaRecord */
  HechaSecondReading second;  /* where read_twice */
  gboolean read_twice;     /* --double-read asked for it, of a kind that FreeXL reads */
  gboolean compared_only;  /* of --against: adds nothing to a project of a judged file */
  GStringChunk *pool;      /* texts of tables and records */
  GPtrArray *blocks;       /* private: storage behind hecha_extract_data() */
  guint block_used;        /* private */
  GBytes *packed;          /* private: storage of texts that came from a worker */
} HechaExtract;

/* An extract without tables of the file called NAME at PATH. */
HechaExtract *hecha_extract_new (const char *path, const char *name);
void hecha_extract_free (HechaExtract *extract);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaExtract, hecha_extract_free)
/* Room for N data, all zero, that lives as long as the extract. */
HechaDatum *hecha_extract_data (HechaExtract *extract, guint n);

typedef struct _HechaMapping HechaMapping;   /* a user's corrections, --mapping */

/* A workbook of hecha_mapping_write() that a user may have changed.  NULL with
 * HECHA_LEDGER_ERROR_MAPPING, or a HECHA_BOOK_ERROR where it cannot be read; the
 * message names the file. */
HechaMapping *hecha_mapping_load (const char *path, GError **error);
void hecha_mapping_free (HechaMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaMapping, hecha_mapping_free)
/* Writes every header of the extracts (HechaExtract *) as a workbook the user
 * corrects.  HECHA_LEDGER_ERROR_IO. */
gboolean hecha_mapping_write (GPtrArray *extracts, const char *path, GError **error);

/* How cells look in workbooks that a user corrects and gives back (mappings,
 * rule packs): small print in a thin grey frame, wrapped, on FILL (0xRRGGBB, 0:
 * none).  The workbook's. */
struct lxw_workbook;
struct lxw_format;
struct lxw_format *hecha_bordered_format (struct lxw_workbook *workbook, guint32 fill);

/* Reads and maps one file; never NULL, errors stand in the extract.  NAME is
 * what reports call the file; MAPPING, LIMITS and PROGRAM may be NULL.  With
 * PROGRAM a .xls is read twice, see hecha_book_read_twice(). */
HechaExtract *hecha_extract_file (const char *path, const char *name,
                                  const HechaDictionary *dictionary,
                                  const HechaMapping *mapping, const HechaLimits *limits,
                                  const char *program);
/* The tables and records of one loaded sheet, appended to EXTRACT with a note.
 * BOOK may be NULL: all formats are General then, dates those of 1900. */
void hecha_extract_sheet (HechaExtract *extract, const HechaBook *book, const HechaSheet *sheet,
                          guint sheet_index, const HechaDictionary *dictionary,
                          const HechaMapping *mapping);

/* The bounded binary form in which a worker hands an extract to its parent.
 * Unpacking trusts nothing in it: NULL with HECHA_LEDGER_ERROR_PROTOCOL.  The
 * extract keeps BYTES, in which its texts lie. */
GBytes *hecha_extract_pack (const HechaExtract *extract);
HechaExtract *hecha_extract_unpack (GBytes *bytes, GError **error);

/* ---- the ledger: all projects of a batch ---------------------------- */

/* One entry of a project: where a table tells of it. */
typedef struct
{
  guint32 table;
  guint32 row;             /* column of a transposed table */
  int year;
} HechaPlace;

typedef struct
{
  guint32 index;           /* in the ledger */
  char key[17];            /* `project`: 16 hex digits, DESIGN.md "Identity" */
  const char *code;        /* or "" */
  const char *name;        /* as the latest entry that has one writes it, trimmed; or "" */
  const char *unit;        /* likewise */
  const char *plain_name;  /* normalised for comparison */
  const char *plain_unit;  /* without place, short names resolved */
  const char *phase;       /* "二期", or "" */
  int year;                /* of the latest ledger, 0 unknown */
  guint n_data;
  HechaDatum *data;        /* merged, ascending by field; table is the ledger's index */
  guint n_rivals;
  HechaDatum *rivals;      /* other values of fields in conflict (RULES.md 1), by field */
  guint n_asides;
  HechaDatum *asides;      /* what no check reads, though L- checks tell it: cells in state
                            * 存疑 that another table's datum beats, values and 无 of earlier
                            * years that contradict each other, days of payments of a 明细表
                            * that have not come (HECHA_DATUM_LATER) */
  guint n_places;
  HechaPlace *places;      /* where it stands, earliest ledger first */
  HechaFieldSet provided;  /* columns that its tables have */
} HechaProject;

/* NULL where the field is 未提供. */
const HechaDatum *hecha_project_datum (const HechaProject *project, HechaField field);
/* TRUE where any value of 是否涉密, one in conflict too, is 是 (RULES.md section 2):
 * nothing of it but file, sheet, cell and code may leave the ledger. */
gboolean hecha_project_classified (const HechaProject *project);

typedef struct _HechaLedger HechaLedger;

/* DICTIONARY must outlive it. */
HechaLedger *hecha_ledger_new (const HechaDictionary *dictionary);
void hecha_ledger_free (HechaLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaLedger, hecha_ledger_free)

/* Takes EXTRACT, whose data then count tables as the ledger does; the order of
 * adding is the order of files everywhere. */
void hecha_ledger_add (HechaLedger *ledger, HechaExtract *extract);
/* The 核查日: payments of a 明细表 after it have not happened.  Before joining;
 * HECHA_DAY_NONE, as it is at first: all have. */
void hecha_ledger_set_as_of (HechaLedger *ledger, gint32 as_of);
/* Joins all records into projects; once, after the last add. */
void hecha_ledger_join (HechaLedger *ledger);

/* Which file a table of the ledger stands in: hecha_ledger_table()->file. */
guint hecha_ledger_n_files (const HechaLedger *ledger);
const HechaExtract *hecha_ledger_file (const HechaLedger *ledger, guint index);
guint hecha_ledger_n_tables (const HechaLedger *ledger);
const HechaTable *hecha_ledger_table (const HechaLedger *ledger, guint index);
guint hecha_ledger_n_projects (const HechaLedger *ledger);
const HechaProject *hecha_ledger_project (const HechaLedger *ledger, guint index);
const HechaDictionary *hecha_ledger_dictionary (const HechaLedger *ledger);

/* The county that most tables of judged files with a place in their 填报单位 name,
 * where it is none of [地名] 本县 in units.ini; NULL where they are of this county,
 * or no more than half agree.  Free with g_free(). */
char *hecha_ledger_other_county (const HechaLedger *ledger);

/* Normalised for comparison: full width to half, letters small, spaces, brackets
 * and punctuation out (save . and - between digits), 的/项目 frames kept.  Free
 * with g_free(). */
char *hecha_name_plain (const char *name);
/* Without place and with short names resolved: 阳城县教育局, 县教育局, 教育局
 * and 教体局 (units.ini) give the same.  Free with g_free(). */
char *hecha_unit_plain (const HechaDictionary *dictionary, const char *unit);

/* A project as an earlier report knew it; texts as written then, "" where
 * they are not known. */
typedef struct
{
  const char *key, *code, *unit, *name;
} HechaKnownProject;

typedef enum
{
  HECHA_CARRIED_NOT,       /* it is nowhere in the ledger */
  HECHA_CARRIED_BY_KEY,
  HECHA_CARRIED_BY_CODE,
  HECHA_CARRIED_BY_NAME,   /* unit and name */
  HECHA_CARRIED_BY_NEAREST /* the nearest name in the unit, by a margin */
} HechaCarried;

typedef struct
{
  guint32 project;         /* index in the ledger; HECHA_CARRIED_NOT: G_MAXUINT32 */
  guint8 how;              /* HechaCarried */
} HechaCarry;

/* Finds each of the N known projects in the joined ledger, each project at
 * most once, and gives these their old key; before anything is judged, so that
 * all ids follow.  CARRIES receives N answers.  Projects of --against are left
 * alone. */
void hecha_ledger_carry (HechaLedger *ledger, const HechaKnownProject *known, guint n,
                         HechaCarry *carries);

/* Writes the ledger as an SQLite file: a row per project, DESIGN.md "ledger";
 * classified projects are left out.  PATH is absent or empty, and no file when
 * this fails with HECHA_LEDGER_ERROR_IO. */
gboolean hecha_ledger_save (const HechaLedger *ledger, const char *path, GError **error);
/* Adds the projects of an earlier output (a .sqlite file of hecha_ledger_save()
 * or a ledger.jsonl) to a ledger before joining, as one extract per file that
 * is compared only.  FALSE with nothing added: HECHA_LEDGER_ERROR_IO, or _SYNTAX
 * where PATH is neither. */
gboolean hecha_ledger_add_saved (HechaLedger *ledger, const char *path, GError **error);
/* Whether no bracket of the JSON TEXT stands deeper than MAX_DEPTH: asked of
 * what strangers may have written before a parser recurses into it.  Says
 * nothing of whether it is JSON. */
gboolean hecha_json_is_shallow (const char *text, gsize length, guint max_depth);

/* ---- text files of ours ---------------------------------------------- */

/* Packs, fields, units, thesaurus: [section], key=value, comment lines with #
 * (or ; in the first column).  UTF-8, at most 16 MiB.  Keeps file, line and
 * column; refuses duplicate sections and keys. */
typedef struct
{
  const char *key;
  const char *value;       /* trimmed; continuation lines (indented) joined with "\n"; a
                            * blank line ends it */
  guint line, key_column, value_column;   /* 1-based, columns in characters */
} HechaIniEntry;

typedef struct
{
  const char *name;
  guint line;              /* 1-based */
  GArray *entries;         /* HechaIniEntry, in order */
} HechaIniSection;

typedef struct
{
  char *path;              /* for messages */
  GArray *sections;        /* HechaIniSection, in order */
  GPtrArray *lines;        /* char *: the source lines, for carets */
  GStringChunk *pool;
} HechaIni;

/* PATH of the form "内置:fields.ini" reads the resource; messages show it.  NULL
 * with HECHA_LEDGER_ERROR_IO or _SYNTAX. */
HechaIni *hecha_ini_load (const char *path, GError **error);
/* TEXT as the content of a file called PATH. */
HechaIni *hecha_ini_parse (const char *path, const char *text, gsize length, GError **error);
void hecha_ini_free (HechaIni *ini);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaIni, hecha_ini_free)
/* NULL where there is none, both; names as they stand in the file. */
const HechaIniSection *hecha_ini_section (const HechaIni *ini, const char *name);
const HechaIniEntry *hecha_ini_entry (const HechaIniSection *section, const char *key);
/* "FILE:LINE:COLUMN: MESSAGE\n    the line\n    ^" with the caret under the
 * right double-width character; LINE and COLUMN are 1-based.  Free with g_free(). */
char *hecha_ini_message (const HechaIni *ini, guint line, guint column, const char *message);
/* The nearest of CANDIDATES (NULL-terminated) to WORD for "did you mean", or
 * NULL where none is near. */
const char *hecha_nearest_word (const char *word, const char *const *candidates);

G_END_DECLS

#endif
