/* The facts of RULES.md 3, one function each. */
#include "audit/facts.h"

#include <string.h>

#include "audit/facts_text.h"
#include "audit/firm.h"
#include "audit/words.h"

#define END HECHA_FIELD_NONE
#define FIELD(id) HECHA_FIELD_##id

static const guint8 none[] = { END };
static const guint8 status[] = { FIELD (STATUS), END };

/* ---- parts that several facts share ------------------------------------------ */

static guint
words_of (const HechaView *view, HechaField field, HechaTopic topic)
{
  const char *text = hecha_view_text (view, field);

  return text != NULL ? hecha_words_in (topic, text) : 0;
}

/* What the columns KEYS say: true if one has a value, false if at least one is
 * there and all that are there are 缺; absent ones are left out. */
static HechaTri
columns_say (const HechaView *view, const guint8 *keys)
{
  gboolean there = FALSE, all_missing = TRUE;

  for (guint i = 0; keys[i] != END; i++)
    {
      HechaField field = (HechaField) keys[i];

      if (hecha_view_has (view, field) == HECHA_TRUE)
        return HECHA_TRUE;
      if (hecha_view_state (view, field) == HECHA_STATE_NOT_PROVIDED)
        continue;
      there = TRUE;
      all_missing = all_missing && hecha_view_missing (view, field) == HECHA_TRUE;
    }
  return there && all_missing ? HECHA_FALSE : HECHA_NULL;
}

/* The stage that 项目状态 names, one of HECHA_WORD_STATUS_...; the latest of
 * several; 0 = none. */
static guint
stage (const HechaView *view)
{
  guint stages = words_of (view, FIELD (STATUS), HECHA_TOPIC_STATUS) & HECHA_WORD_STATUS_STAGES;

  return stages == 0 ? 0 : 1u << (g_bit_storage (stages) - 1);
}

/* Columns first; then 项目状态: TRUE from the stage FROM on, FALSE before the
 * stage BEFORE. */
static HechaTri
columns_or_stage (const HechaView *view, const guint8 *keys, guint from, guint before)
{
  HechaTri said = columns_say (view, keys);
  guint at = said == HECHA_TRUE ? 0 : stage (view);

  if (said == HECHA_TRUE || at >= from)
    return HECHA_TRUE;
  return at != 0 && at < before ? HECHA_FALSE : said;
}

/* ---- how far the project is ---------------------------------------------------- */

static const guint8 approved_keys[] = { FIELD (APPROVED_ON), FIELD (APPROVAL), END };
static const guint8 budgeted_keys[] = { FIELD (BUDGET_APPROVED_ON), FIELD (BUDGET), END };
static const guint8 reviewed_keys[] = { FIELD (BUDGET_REVIEW), FIELD (REVIEWED_AMOUNT), END };
static const guint8 procured_keys[] = { FIELD (ANNOUNCED_ON), FIELD (AWARDED_ON),
                                        FIELD (CONTRACTOR), FIELD (CONTRACTED_ON),
                                        FIELD (CONTRACT_AMOUNT), END };
static const guint8 launched_keys[] = { FIELD (APPROVED_ON), FIELD (APPROVAL),
                                        FIELD (BUDGET_APPROVED_ON), FIELD (BUDGET),
                                        FIELD (ANNOUNCED_ON), FIELD (AWARDED_ON),
                                        FIELD (CONTRACTOR), FIELD (CONTRACTED_ON),
                                        FIELD (CONTRACT_AMOUNT), END };
static const guint8 started_keys[] = { FIELD (STARTED_ON), END };
static const guint8 started_reads[] = { FIELD (STATUS), FIELD (COMPLETED_ON),
                                        FIELD (PRELIMINARY_ON), FIELD (ACCEPTED_ON),
                                        FIELD (ACCEPTANCE_VERDICT), END };
static const guint8 built_keys[] = { FIELD (COMPLETED_ON), END };
static const guint8 built_reads[] = { FIELD (STATUS), FIELD (PRELIMINARY_ON),
                                      FIELD (ACCEPTED_ON), FIELD (ACCEPTANCE_VERDICT), END };
static const guint8 accepted_keys[] = { FIELD (ACCEPTED_ON), END };
static const guint8 accepted_reads[] = { FIELD (STATUS), FIELD (ACCEPTANCE_VERDICT), END };

static HechaTri
test_approved (const HechaView *view)
{
  return columns_say (view, approved_keys);
}

static HechaTri
test_budgeted (const HechaView *view)
{
  return columns_say (view, budgeted_keys);
}

static HechaTri
test_reviewed (const HechaView *view)
{
  return columns_say (view, reviewed_keys);
}

/* 招标采购 itself says nothing: it may have only begun. */
static HechaTri
test_procured (const HechaView *view)
{
  return columns_or_stage (view, procured_keys, HECHA_WORD_STATUS_STARTED,
                           HECHA_WORD_STATUS_PROCURED);
}

static HechaTri
test_launched (const HechaView *view)
{
  return columns_or_stage (view, launched_keys, HECHA_WORD_STATUS_APPROVED,
                           HECHA_WORD_STATUS_APPROVED);
}

static HechaTri
test_started (const HechaView *view)
{
  HechaTri said = columns_or_stage (view, started_keys, HECHA_WORD_STATUS_STARTED,
                                    HECHA_WORD_STATUS_STARTED);

  if (said != HECHA_TRUE && hecha_fact_test (view, HECHA_FACT_BUILT) == HECHA_TRUE)
    return HECHA_TRUE;
  return said;
}

static HechaTri
test_built (const HechaView *view)
{
  HechaTri said = columns_or_stage (view, built_keys, HECHA_WORD_STATUS_BUILT,
                                    HECHA_WORD_STATUS_BUILT);

  if (said != HECHA_TRUE
      && (hecha_view_has (view, FIELD (PRELIMINARY_ON)) == HECHA_TRUE
          || hecha_fact_test (view, HECHA_FACT_ACCEPTED) == HECHA_TRUE))
    return HECHA_TRUE;
  return said;
}

/* 验收结论: TRUE passed, FALSE failed, NULL says neither.  复验 passed is
 * passed. */
static HechaTri
acceptance_verdict (const HechaView *view)
{
  guint lists = words_of (view, FIELD (ACCEPTANCE_VERDICT), HECHA_TOPIC_ACCEPTANCE);

  if (lists & HECHA_WORD_ACCEPTANCE_NO)
    return HECHA_FALSE;
  if (lists & HECHA_WORD_ACCEPTANCE_YES)
    return HECHA_TRUE;
  return lists & HECHA_WORD_ACCEPTANCE_AGAIN ? HECHA_FALSE : HECHA_NULL;
}

/* A verdict of failure counts more than any date. */
static HechaTri
test_accepted (const HechaView *view)
{
  HechaTri verdict = acceptance_verdict (view);
  HechaTri said;
  guint lists;

  if (verdict != HECHA_NULL)
    return verdict;
  said = columns_say (view, accepted_keys);
  if (said == HECHA_TRUE)
    return HECHA_TRUE;
  lists = words_of (view, FIELD (STATUS), HECHA_TOPIC_STATUS) & HECHA_WORD_STATUS_STAGES;
  if (lists & HECHA_WORD_STATUS_ACCEPTED)
    return HECHA_TRUE;
  return lists != 0 && lists < HECHA_WORD_STATUS_BUILT ? HECHA_FALSE : said;
}

static HechaTri
test_ended (const HechaView *view)
{
  return (words_of (view, FIELD (STATUS), HECHA_TOPIC_STATUS) & HECHA_WORD_STATUS_ENDED) != 0;
}

static const guint8 emergency_keys[] = { FIELD (EMERGENCY), END };

static HechaTri
test_emergency (const HechaView *view)
{
  HechaState state = hecha_view_state (view, FIELD (EMERGENCY));

  if (state == HECHA_STATE_DOUBTFUL)
    return HECHA_NULL;
  return state == HECHA_STATE_VALUE && view->slots[FIELD (EMERGENCY)].number != 0;
}

/* ---- what kind of project it is --------------------------------------------------- */

static const guint8 changed_keys[] = { FIELD (CHANGE_AMOUNT), FIELD (CHANGE_REASON),
                                       FIELD (CHANGE_FILING), END };

static gboolean
no_change_amount (const HechaView *view)
{
  const HechaSlot *slot = &view->slots[FIELD (CHANGE_AMOUNT)];

  hecha_view_note (view, FIELD (CHANGE_AMOUNT));
  return slot->state == HECHA_STATE_VALUE && slot->comparable && slot->number == 0;
}

/* A 变更金额 of 0 is 缺 there. */
static HechaTri
test_changed (const HechaView *view)
{
  HechaTri others;

  if (!no_change_amount (view))
    return columns_say (view, changed_keys);
  others = columns_say (view, changed_keys + 1);
  if (others == HECHA_NULL
      && hecha_view_state (view, FIELD (CHANGE_REASON)) == HECHA_STATE_NOT_PROVIDED
      && hecha_view_state (view, FIELD (CHANGE_FILING)) == HECHA_STATE_NOT_PROVIDED)
    return HECHA_FALSE;
  return others;
}

static const guint8 construction_reads[] = { FIELD (NATURE), FIELD (INVESTMENT_MODE),
                                             FIELD (NAME), END };

/* Never NULL: what says nothing else is construction. */
static HechaTri
test_construction (const HechaView *view)
{
  guint nature = words_of (view, FIELD (NATURE), HECHA_TOPIC_CONSTRUCTION);
  guint mode = words_of (view, FIELD (INVESTMENT_MODE), HECHA_TOPIC_CONSTRUCTION);
  gboolean upkeep = (nature & HECHA_WORD_CONSTRUCTION_UPKEEP)
                    && !(nature & HECHA_WORD_CONSTRUCTION_BUILDS);

  if (hecha_view_state (view, FIELD (NATURE)) != HECHA_STATE_NOT_PROVIDED
      || hecha_view_state (view, FIELD (INVESTMENT_MODE)) != HECHA_STATE_NOT_PROVIDED)
    return !upkeep && !(mode & HECHA_WORD_CONSTRUCTION_SERVICE);
  return !(words_of (view, FIELD (NAME), HECHA_TOPIC_CONSTRUCTION)
           & HECHA_WORD_CONSTRUCTION_NAME);
}

static const guint8 tendered_keys[] = { FIELD (PROCUREMENT_METHOD), END };

static HechaTri
test_tendered (const HechaView *view)
{
  switch (words_of (view, FIELD (PROCUREMENT_METHOD), HECHA_TOPIC_PROCUREMENT))
    {
    case HECHA_WORD_PROCUREMENT_TENDER:
      return HECHA_TRUE;
    case HECHA_WORD_PROCUREMENT_OTHER:
      return HECHA_FALSE;
    default:
      return HECHA_NULL;
    }
}

static const guint8 deployment_keys[] = { FIELD (DEPLOYMENT), END };

static HechaTri
deployed (const HechaView *view, guint list)
{
  const char *text = hecha_view_text (view, FIELD (DEPLOYMENT));
  gboolean known;

  if (text == NULL)
    return HECHA_NULL;
  if (hecha_deployment_parts (text, &known) & list)
    return HECHA_TRUE;
  return known ? HECHA_FALSE : HECHA_NULL;
}

static HechaTri
test_third_party (const HechaView *view)
{
  return deployed (view, HECHA_WORD_DEPLOYMENT_THIRD_PARTY);
}

static HechaTri
test_own_room (const HechaView *view)
{
  return deployed (view, HECHA_WORD_DEPLOYMENT_OWN);
}

/* ---- detectors ---------------------------------------------------------------------- */

static const guint8 builds_keys[] = { FIELD (NAME), FIELD (CONTENT), END };

static HechaTri
test_common_platform (const HechaView *view)
{
  return hecha_text_builds (view, HECHA_WORD_BUILDS_COMMON);
}

static HechaTri
test_data_centre (const HechaView *view)
{
  return hecha_text_builds (view, HECHA_WORD_BUILDS_CENTRE);
}

static HechaTri
test_own_app (const HechaView *view)
{
  return hecha_text_builds (view, HECHA_WORD_BUILDS_APP);
}

static const guint8 office_keys[] = { FIELD (UNIT), END };

/* Where no cell names the unit, the caption's counts. */
static HechaTri
test_county_office (const HechaView *view)
{
  const char *unit = hecha_view_text (view, FIELD (UNIT));

  if (unit == NULL && hecha_view_state (view, FIELD (UNIT)) != HECHA_STATE_DOUBTFUL)
    unit = view->project->unit;
  if (unit == NULL || *unit == '\0')
    return HECHA_NULL;
  return (hecha_words_in (HECHA_TOPIC_UNIT, unit) & HECHA_WORD_UNIT_OFFICE) != 0;
}

static const guint8 sublet_keys[] = { FIELD (SUBCONTRACTING), END };

/* Tests whether what the text admits has ANY of these lists, and none of NOT. */
static HechaTri
sublet (const HechaView *view, guint any, guint not)
{
  const char *text = hecha_view_text (view, FIELD (SUBCONTRACTING));
  guint lists;

  if (text == NULL)
    return hecha_view_missing (view, FIELD (SUBCONTRACTING)) == HECHA_TRUE ? HECHA_FALSE
                                                                           : HECHA_NULL;
  lists = hecha_text_sublet (text);
  return (lists & any) != 0 && (lists & not) == 0;
}

static HechaTri
test_subcontracted (const HechaView *view)
{
  return sublet (view,
                 HECHA_WORD_SUBLET_WHOLE | HECHA_WORD_SUBLET_UNLAWFUL | HECHA_WORD_SUBLET_PART,
                 0);
}

static HechaTri
test_only_sublet (const HechaView *view)
{
  return sublet (view, HECHA_WORD_SUBLET_PART,
                 HECHA_WORD_SUBLET_WHOLE | HECHA_WORD_SUBLET_UNLAWFUL);
}

static const guint8 grounded_keys[] = { FIELD (CHANGE_REASON), END };

static HechaTri
test_grounded (const HechaView *view)
{
  if (hecha_view_text (view, FIELD (CHANGE_REASON)) == NULL)
    return hecha_view_missing (view, FIELD (CHANGE_REASON)) == HECHA_TRUE ? HECHA_FALSE
                                                                          : HECHA_NULL;
  return (words_of (view, FIELD (CHANGE_REASON), HECHA_TOPIC_GROUNDS) & HECHA_WORD_GROUNDS) != 0;
}

static const guint8 same_firm_keys[] = { FIELD (SUPERVISOR), FIELD (CONTRACTOR), END };

static HechaTri
test_same_firm (const HechaView *view)
{
  const char *supervisor = hecha_view_text (view, FIELD (SUPERVISOR));
  const char *contractor = hecha_view_text (view, FIELD (CONTRACTOR));

  if (supervisor == NULL || contractor == NULL)
    return HECHA_NULL;
  return hecha_firm_same (supervisor, contractor);
}

/* ---- the table ----------------------------------------------------------------------- */

const HechaFactInfo hecha_facts[HECHA_N_FACTS] = {
  [HECHA_FACT_APPROVED] = { "已立项", test_approved, approved_keys, none,
                            "有立项日期或立项批复" },
  [HECHA_FACT_BUDGETED] = { "已批预算", test_budgeted, budgeted_keys, none,
                            "有预算批复日期或预算金额" },
  [HECHA_FACT_REVIEWED] = { "已评审", test_reviewed, reviewed_keys, none,
                            "有财政评审记录或评审金额" },
  [HECHA_FACT_PROCURED] = { "已采购", test_procured, procured_keys, status,
                            "有采购公告、中标、承建单位或合同，或项目状态为在建及以后" },
  [HECHA_FACT_LAUNCHED] = { "已启动", test_launched, launched_keys, status,
                            "已立项、已批预算或已采购，或项目状态为立项及以后" },
  [HECHA_FACT_STARTED] = { "已开工", test_started, started_keys, started_reads,
                           "有开工日期，或项目状态为在建及以后，或已建成" },
  [HECHA_FACT_BUILT] = { "已建成", test_built, built_keys, built_reads,
                         "有建成日期或初验日期，或项目状态为完工及以后，或已验收" },
  [HECHA_FACT_ACCEPTED] = { "已验收", test_accepted, accepted_keys, accepted_reads,
                            "有验收日期，或验收结论为通过、合格，或项目状态为已验收；验收结论为未通过的不算" },
  [HECHA_FACT_CHANGED] = { "有变更", test_changed, changed_keys, none,
                           "有变更金额（0不算）、变更原因或变更备案" },
  [HECHA_FACT_CONSTRUCTION] = { "建设类", test_construction, none, construction_reads,
                                "不是运行维护，也不是购买服务" },
  [HECHA_FACT_TENDERED] = { "招标类", test_tendered, tendered_keys, none,
                            "采购方式为公开招标、邀请招标、竞争性谈判、竞争性磋商或询价" },
  [HECHA_FACT_THIRD_PARTY_CLOUD] = { "第三方云", test_third_party, deployment_keys, none,
                                     "部署方式为公有云、运营商云、IDC托管或购买的第三方云服务" },
  [HECHA_FACT_OWN_MACHINE_ROOM] = { "自建机房", test_own_room, deployment_keys, none,
                                    "部署方式为自建或本单位的机房、服务器" },
  [HECHA_FACT_ENDED] = { "已终止", test_ended, none, status, "项目状态为终止或取消" },
  [HECHA_FACT_EMERGENCY] = { "应急", test_emergency, emergency_keys, none, "是应急项目" },
  [HECHA_FACT_COMMON_PLATFORM] = { "共用平台", test_common_platform, builds_keys, none,
                                   "名称或内容是建设政务外网、共享交换、政务服务或协同办公平台" },
  [HECHA_FACT_DATA_CENTRE] = { "数据中心类", test_data_centre, builds_keys, none,
                               "名称或内容是建设数据中心、机房或云平台" },
  [HECHA_FACT_OWN_APP_OR_NETWORK] = { "自建应用或专网", test_own_app, builds_keys, none,
                                      "名称或内容是建设政务APP、小程序或专网" },
  [HECHA_FACT_COUNTY_OFFICE] = { "智慧办", test_county_office, office_keys, none,
                                 "建设单位是县智慧办或县政府办" },
  [HECHA_FACT_SUBCONTRACTED] = { "有转包分包", test_subcontracted, sublet_keys, none,
                                 "转包分包一栏写有转包、违法分包或分包，且未否定" },
  [HECHA_FACT_ONLY_SUBLET] = { "仅分包", test_only_sublet, sublet_keys, none,
                               "转包分包一栏只写有分包" },
  [HECHA_FACT_CHANGE_GROUNDED] = { "变更合情形", test_grounded, grounded_keys, none,
                                   "变更原因是上级部署、技术方案完善优化或业务发展需要" },
  [HECHA_FACT_SAME_FIRM] = { "监理即承建", test_same_firm, same_firm_keys, none,
                             "监理单位和承建单位是同一单位" },
};

G_STATIC_ASSERT (HECHA_N_FACTS <= HECHA_MAX_FACTS);

HechaTri
hecha_fact_test (const HechaView *view, HechaFact fact)
{
  if (view->facts[fact] != 0)
    return (HechaTri) (view->facts[fact] - 1);
  return hecha_facts[fact].test (view);
}

HechaTri
hecha_view_fact (HechaView *view, HechaFact fact)
{
  HechaTri result = hecha_fact_test (view, fact);

  view->facts[fact] = (guint8) (result + 1);
  return result;
}

/* ---- facts with a value ----------------------------------------------------------------- */

void
hecha_fact_investment (const HechaView *view, HechaValue *value)
{
  static const guint8 fields[] = { FIELD (ESTIMATE), FIELD (BUDGET), FIELD (CONTRACT_AMOUNT) };

  memset (value, 0, sizeof *value);
  value->denominator = 1;
  value->null = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      HechaState state = hecha_view_state (view, (HechaField) fields[i]);

      if (state == HECHA_STATE_DOUBTFUL)
        return;
      if (state == HECHA_STATE_VALUE)
        {
          hecha_view_value (view, (HechaField) fields[i], value);
          return;
        }
    }
}

void
hecha_fact_mlps_level (const HechaView *view, HechaField field, HechaValue *value)
{
  HechaState state = hecha_view_state (view, field);
  const char *text = hecha_view_text (view, field);
  int level = -1;

  if (text != NULL)
    level = hecha_text_mlps_level (text);
  else if (state == HECHA_STATE_NO || state == HECHA_STATE_NOT_APPLICABLE)
    level = 0;
  memset (value, 0, sizeof *value);
  value->denominator = 1;
  value->number = MAX (level, 0);
  value->null = level < 0;
}

HechaTri
hecha_fact_negative (const HechaView *view, HechaField field)
{
  HechaState state = hecha_view_state (view, field);

  if (state == HECHA_STATE_DOUBTFUL || state == HECHA_STATE_NOT_PROVIDED)
    return HECHA_NULL;
  return (words_of (view, field, HECHA_TOPIC_NEGATIVE) & HECHA_WORD_NEGATIVE) != 0;
}
