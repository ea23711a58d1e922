/* audit/pack.h - rule packs as text: what stands in templates/rules/NAME.ini.
 *
 *   [办法]
 *   标识=yangcheng-2024-50       id of this version
 *   系列=yangcheng               versions of one 系列 are chosen by the 基准 date
 *   名称=…  文号=…
 *   施行=2024-07-03              first day in force
 *   废止=2027-01-01              first day no longer in force; optional
 *
 *   [参数]
 *   评审起点=30万元              amount, percentage (10%), number (30), date
 *                                (2024-07-03), month and day (10-31) or '文本'
 *
 *   [23-not-filed]               a rule; its id is the section
 *   条款=第二十三条              "" or left out for L- checks
 *   名称=…
 *   级别=违规                    违规 疑点 提示
 *   对象=审计;财政;部门          separated by ; ； or 、
 *   基准=开工日期; 合同日期      dates, the first known counts; may be an expression
 *                                (6-late-declaration: that deadline); left out for
 *                                lasting states
 *   适用=…                       left out: always
 *   违反=…
 *   未到期=…                     left out: none
 *   降级=…                       lowers to 疑点 where true
 *   标注=字段;字段               further cells to mark
 *   金额=投资额                  amount expression; left out: none
 *   金额性质=超额                超额 暂缓 其他 (the default)
 *   应急=免                      免: never applies to 应急项目 = 是; 建成后: only once 已建成
 *   终止=免                      不适用 to projects that are 终止/取消 (rules of 第十七条 on)
 *   列示=单位                    reports fold the findings of a unit into one line; 逐项
 *                                (the default): each stands alone
 *   说明=…{字段}…{金额}…{:参数}…{核查日}…{原文:字段}    the message; a field without a
 *                                value shows as its state or in the words of the cell, dates
 *                                with their precision; {依据:…} and {若:…}: audit/message.h
 *   整改=…                       remedy
 *   要旨=…                       gist of the article in our words
 *   方法=重复                    a C check of audit/crosscheck.h, instead of 适用 and 违反
 *   停用=理由                    switched off, stays visible with its reason
 *   除外=条件 | 理由             one or more lines: where 条件 is true the check is 不适用
 *   示例=                        one line each (continuation lines are indented):
 *     违规: 开工日期=2025-03-01; 监理单位=; 核查日=2025-06-30
 *     无法核查（合同日期）: 监理单位=无
 *     疑点（施行前）: 开工日期=2024-01-05; 监理单位=
 *
 * An example names the outcome, in brackets what must be lacking or 施行前, then
 * fields and their texts as a cell would hold them (blank = 空, a field that is
 * not named = 未提供, amounts with their unit, 甲｜乙 = two rival values) and the
 * 核查日 (2025-12-31 when left out).  Several projects of a C check stand on one
 * line with ‖ between; the outcome is the first one's.
 *
 * Unknown keys and sections are errors.
 */
#ifndef HECHA_AUDIT_PACK_H
#define HECHA_AUDIT_PACK_H

#include <hecha/audit.h>

#include "audit/crosscheck.h"
#include "audit/expression.h"
#include "audit/message.h"

/* Where the entries of a pack stand: lines of a text file, or cells of a
 * workbook that was turned into such lines. */
typedef struct
{
  HechaIni *ini;
  GPtrArray *cells;    /* of a workbook: per line of the ini, char * "表“规则”F7" or NULL;
                        * NULL for a text file */
} HechaPackSource;

typedef struct
{
  HechaExpr *when;
  const char *reason;
} HechaException;

typedef struct
{
  const char *text;    /* the line, trimmed */
  guint line;          /* of the source, 1-based */
  guint column;        /* of its first character, 1-based */
} HechaExample;

typedef enum
{
  HECHA_EMERGENCY_ALIKE,
  HECHA_EMERGENCY_EXEMPT,     /* 应急=免 */
  HECHA_EMERGENCY_ONCE_BUILT  /* 应急=建成后 */
} HechaEmergencyRule;

typedef struct _HechaPack HechaPack;

/* One rule, compiled. */
typedef struct
{
  HechaRule rule;            /* what others see */
  const HechaPack *pack;
  guint pack_index;
  const char *id;
  HechaExpr *applies, *breaks, *not_due, *lowered, *amount;   /* NULL where the pack has none */
  GPtrArray *governing;      /* HechaExpr of type date, 基准 */
  GArray *exceptions;        /* HechaException */
  GArray *marks;             /* guint8 fields, 标注 */
  HechaMessage *message;     /* NULL where the pack has none */
  GArray *examples;          /* HechaExample */
  guint8 amount_kind;        /* HechaAmountKind */
  guint8 emergency;          /* HechaEmergencyRule */
  guint8 ended_exempt;       /* boolean */
  const HechaCrosscheck *cross;   /* 方法, or NULL */
  HechaFieldSet reads;       /* all that may change its outcome */
  HechaFieldSet core;        /* of these, what 适用, 违反 and 未到期 read */
  HechaFieldSet values;      /* dates whose ends are tried, see HechaExpr */
  HechaField primary;        /* the field of a finding's id */
  const HechaIniSection *section;
} HechaCheck;

struct _HechaPack
{
  char *path;
  char sha256[65];
  HechaPackSource source;
  const char *id, *series, *name, *number;   /* 标识 系列 名称 文号 */
  gint32 from, until;        /* 施行, 废止; HECHA_DAY_NONE where not said */
  gboolean has_versions;     /* another pack of its 系列 is in the set */
  GArray *parameters;        /* HechaParameter */
  GPtrArray *checks;         /* HechaCheck, in order */
  char *title;
  char *holidays;            /* of a workbook: its 节假日 as holidays.csv; else NULL */
  GStringChunk *pool;
};

struct _HechaRules
{
  GPtrArray *packs;          /* HechaPack */
  GPtrArray *checks;         /* HechaCheck of all packs, in order; owned by the packs */
  GStringChunk *pool;        /* shown ids */
};

/* Reads a pack; BYTES of the file for its SHA-256.  Takes SOURCE over. */
HechaPack *hecha_pack_read (const char *path, GBytes *bytes, HechaPackSource *source,
                            GError **error);
/* The same of a workbook that hecha wrote (pack_workbook.c). */
HechaPack *hecha_pack_read_workbook (const char *path, GBytes *bytes, GError **error);
void hecha_pack_free (HechaPack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPack, hecha_pack_free)
void hecha_pack_source_clear (HechaPackSource *source);

/* The message for byte OFFSET of ENTRY's value: file, line and column (or file,
 * sheet and cell), the line, a caret.  Free with g_free(). */
char *hecha_pack_message (const HechaPackSource *source, const HechaIniEntry *entry,
                          gsize offset, const char *message);
/* Line and column, both 1-based, of byte OFFSET of ENTRY's value. */
void hecha_pack_place (const HechaPackSource *source, const HechaIniEntry *entry, gsize offset,
                       guint *line, guint *column);
/* The message for a place in the text. */
char *hecha_pack_message_at (const HechaPackSource *source, guint line, guint column,
                             const char *message);

static inline const HechaCheck *
hecha_rules_check (const HechaRules *rules, guint index)
{
  return g_ptr_array_index (rules->checks, index);
}

#endif
