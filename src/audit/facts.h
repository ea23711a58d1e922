/* audit/facts.h - the facts of RULES.md 3 and the detectors by name and
 * content that RULES.md 5 speaks of.
 *
 * A fact is named in Chinese in a pack's expressions ("已验收").  It is a
 * function of a view and of nothing else; the second reading (不涉及 is not
 * 缺) and the 核查日 reach it through hecha_view_has() and
 * hecha_view_missing().  To add one: a line below and its function in
 * facts.c; the language finds it by its name.
 */
#ifndef HECHA_AUDIT_FACTS_H
#define HECHA_AUDIT_FACTS_H

#include "audit/view.h"

/* X (identifier, name in expressions). */
#define HECHA_FACTS(X)                                                            \
  X (APPROVED, "已立项")                                                          \
  X (BUDGETED, "已批预算")                                                        \
  X (REVIEWED, "已评审")                                                          \
  X (PROCURED, "已采购")                                                          \
  X (LAUNCHED, "已启动")                                                          \
  X (STARTED, "已开工")                                                           \
  X (BUILT, "已建成")                                                             \
  X (ACCEPTED, "已验收")                                                          \
  X (CHANGED, "有变更")                                                           \
  X (CONSTRUCTION, "建设类")          /* never NULL */                            \
  X (TENDERED, "招标类")                                                          \
  X (THIRD_PARTY_CLOUD, "第三方云")                                               \
  X (OWN_MACHINE_ROOM, "自建机房")                                                \
  X (ENDED, "已终止")                 /* 项目状态 终止/取消; never NULL */        \
  X (EMERGENCY, "应急")               /* 应急项目 = 是; 存疑 is NULL */           \
  X (COMMON_PLATFORM, "共用平台")     /* 4-common-platform */                     \
  X (DATA_CENTRE, "数据中心类")       /* 11-datacentre */                         \
  X (OWN_APP_OR_NETWORK, "自建应用或专网") /* 13-own-app-or-network */            \
  X (COUNTY_OFFICE, "智慧办")         /* 建设单位 is 智慧办 or 县政府办 */         \
  X (SUBCONTRACTED, "有转包分包")     /* 16-subcontracted */                      \
  X (ONLY_SUBLET, "仅分包")           /* its 降级: 分包 alone */                  \
  X (CHANGE_GROUNDED, "变更合情形")   /* one of the three grounds of 第十九条 */  \
  X (SAME_FIRM, "监理即承建")         /* 20-supervisor-is-contractor */

typedef enum
{
#define HECHA_FACT_ENUM(id, name) HECHA_FACT_##id,
  HECHA_FACTS (HECHA_FACT_ENUM)
#undef HECHA_FACT_ENUM
  HECHA_N_FACTS
} HechaFact;

typedef struct
{
  const char *name;
  HechaTri (*test) (const HechaView *view);
  const guint8 *keys;     /* key columns, HECHA_FIELD_NONE at the end: `lacking` names
                           * them, evidence shows them */
  const guint8 *reads;    /* every other field it looks at (项目状态 ...), likewise ended */
  const char *gist;       /* a Chinese phrase for `hecha rules ID` */
} HechaFactInfo;

extern const HechaFactInfo hecha_facts[HECHA_N_FACTS];

/* The fact, computed once per view. */
HechaTri hecha_view_fact (HechaView *view, HechaFact fact);
/* The same inside a fact. */
HechaTri hecha_fact_test (const HechaView *view, HechaFact fact);

/* 投资额: the first of 概算金额, 预算金额, 合同金额 with a value; NULL if an
 * earlier one is 存疑. */
void hecha_fact_investment (const HechaView *view, HechaValue *value);
/* 等级(X): 0 for 未定级, 无 and 不涉及; NULL for blank, 存疑, absent. */
void hecha_fact_mlps_level (const HechaView *view, HechaField field, HechaValue *value);
/* 否定(X) of one field: TRUE for a verdict that says 不通过, 未通过, 不合格,
 * 不同意, 未达标; FALSE for other values, 空, 无, 不涉及; NULL for 存疑, 未提供. */
HechaTri hecha_fact_negative (const HechaView *view, HechaField field);

#endif
