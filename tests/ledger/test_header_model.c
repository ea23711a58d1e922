/* What labelled headers taught: words that no dictionary and no example has. */
#include "tests/test.h"

#include <string.h>

#include "ledger/header_model.h"
#include "ledger/header_text.h"
#include "ledger/value_kind.h"

static HechaHeaderModel *model;
static HechaDictionary *dictionary;

static int
prepare (void)
{
  dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  model = hecha_header_model_new ();
  return dictionary != NULL ? 0 : 1;
}

static int
finish (void)
{
  hecha_header_model_free (model);
  hecha_dictionary_free (dictionary);
  return 0;
}

static HechaLikely
judge_sight (HechaHeaderSight *sight, const char *head, const char *leaf)
{
  g_auto (HechaHeaderText) text = { 0 };
  double likelihoods[HECHA_N_MEANINGS];

  hecha_header_text_init (&text, leaf);
  sight->title = "";
  sight->head = head;
  sight->leaf = text.whole;
  sight->money = text.unit != 0;
  hecha_header_model_judge (model, sight, likelihoods);
  return hecha_likeliest (likelihoods);
}

static HechaLikely
judge (const char *head, const char *leaf, char kind)
{
  return judge_sight (&(HechaHeaderSight){ .kind = kind }, head, leaf);
}

/* Every field has its place in the table: its own name is its likeliest. */
static void
test_every_field (void)
{
  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    CU_ASSERT_EQUAL (judge ("", hecha_field_name ((HechaField) field), '\0').field, field);
}

static void
test_strangers (void)
{
  static const struct { const char *head, *leaf; char kind; HechaField field; } cases[] = {
    { "", "签完合同的日子", 'd', HECHA_FIELD_CONTRACTED_ON },
    { "", "哪家在监理", 'u', HECHA_FIELD_SUPERVISOR },
    { "", "验收会开的哪天", 'd', HECHA_FIELD_ACCEPTED_ON },
    { "", "停机日", 'd', HECHA_FIELD_RETIRED_ON },
    { "", "财审中心核定数（万元）", 'n', HECHA_FIELD_REVIEWED_AMOUNT },
    { "", "归档份数", 'n', HECHA_FIELD_NONE },
    { "", "设计费用", 'n', HECHA_FIELD_NONE },
    { "运维单位", "联系人", 't', HECHA_FIELD_NONE },
    { "代理机构", "名称", 'u', HECHA_FIELD_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HechaLikely likely = judge (cases[i].head, cases[i].leaf, cases[i].kind);

      CU_ASSERT_EQUAL (likely.field, cases[i].field);
      CU_ASSERT_TRUE (likely.likelihood > 0.6);
    }
}

/* Characters that no example had say nothing, and nothing is sure. */
static void
test_nothing_known (void)
{
  CU_ASSERT_TRUE (judge ("", "爨鼎", '\0').likelihood < 0.6);
}

/* 类别 alone may be anything; its values tell. */
static void
test_values (void)
{
  HechaHeaderSight natures = { .kind = 't', .n_values = 2, .values = { "新建", "改造升级" },
                               .kinds = "tt" };
  HechaHeaderSight ways = { .kind = 't', .n_values = 2, .values = { "公开招标", "竞争性磋商" },
                            .kinds = "tt" };

  CU_ASSERT_EQUAL (judge_sight (&natures, "", "类别").field, HECHA_FIELD_NATURE);
  CU_ASSERT_EQUAL (judge_sight (&ways, "", "方式").field, HECHA_FIELD_PROCUREMENT_METHOD);
}

static double
retirement_of (HechaField left, HechaField right)
{
  HechaHeaderPlace place = { { (guint8) left, HECHA_FIELD_NAME }, { (guint8) right, HECHA_SEEN_EDGE },
                             { { 0, 0 } } };
  HechaHeaderSight sight = { .title = "", .head = "", .leaf = "日期", .kind = 'd', .place = &place };
  double likelihoods[HECHA_N_MEANINGS];

  hecha_field_set_add (&place.others, left);
  hecha_field_set_add (&place.others, right);
  hecha_header_model_judge (model, &sight, likelihoods);
  return likelihoods[HECHA_FIELD_RETIRED_ON];
}

/* A bare 日期 among what is asked of a retirement, and among contracts. */
static void
test_place (void)
{
  CU_ASSERT_TRUE (
      retirement_of (HECHA_FIELD_RETIREMENT_REVIEW, HECHA_FIELD_RETIREMENT_CONSENT)
      > 10 * retirement_of (HECHA_FIELD_CONTRACTOR, HECHA_FIELD_CONTRACT_AMOUNT));
}

static void
test_likelihoods (void)
{
  HechaHeaderSight sight = { .title = "", .head = "", .leaf = "验收" };
  double likelihoods[HECHA_N_MEANINGS], sum = 0;
  HechaLikely best;

  hecha_header_model_judge (model, &sight, likelihoods);
  best = hecha_likeliest (likelihoods);
  for (guint i = 0; i < HECHA_N_MEANINGS; i++)
    {
      sum += likelihoods[i];
      CU_ASSERT_TRUE (likelihoods[i] <= best.likelihood);
    }
  CU_ASSERT_DOUBLE_EQUAL (sum, 1, 1e-9);
}

static void
append_sign (const char *sign, gpointer data)
{
  g_string_append_printf (data, "%s ", sign);
}

static void
test_signs (void)
{
  static const char *const titles[] = { "停用", "迁", NULL };
  HechaHeaderPlace place = { { HECHA_FIELD_SUPERVISOR, HECHA_SEEN_DOUBT },
                             { HECHA_SEEN_EDGE, HECHA_SEEN_EDGE }, { { 0, 0 } } };
  HechaHeaderSight sight = { .title = "停用系统", .head = "监理", .leaf = "费", .money = TRUE,
                             .kind = 'n', .n_values = 2, .values = { "3%", "无 息" },
                             .kinds = { 'n', 't' }, .place = &place };
  g_autoptr (GString) signs = g_string_new (NULL);
  guint n;

  hecha_field_set_add (&place.others, HECHA_FIELD_SUPERVISOR);
  n = hecha_header_signs (&sight, titles, append_sign, signs);
  CU_ASSERT_STRING_EQUAL (signs->str,
                          "^费 费 费$ <^监 <监 <监理 <理 <理$ ^监 监理 理费 :元 :n :n费 =% =^无 =无息 "
                          "=息$ :*nt 《停用 (监理单位 ((~ )^ T监理单位 ");
  CU_ASSERT_EQUAL (n, 24);
}

static char
kind_of (const char *values)
{
  g_auto (GStrv) texts = g_strsplit (values, "|", -1);
  HechaKinds kinds = { { 0 } };

  for (guint i = 0; texts[i] != NULL; i++)
    {
      HechaCell cell = { .type = HECHA_CELL_TEXT, .text = texts[i] };

      hecha_kinds_add (&kinds, hecha_cell_kind (dictionary, &cell));
    }
  return hecha_kinds_commonest (&kinds);
}

static void
test_kinds (void)
{
  CU_ASSERT_EQUAL (kind_of ("2024-03-05|无|2024.4.1"), 'd');
  CU_ASSERT_EQUAL (kind_of ("无|无|山西正达监理有限公司"), 'u');
  CU_ASSERT_EQUAL (kind_of ("无|/|不涉及"), 'y');
  CU_ASSERT_EQUAL (kind_of ("是|否|无"), 'y');
  CU_ASSERT_EQUAL (kind_of ("45.6|120万元"), 'n');
  CU_ASSERT_EQUAL (kind_of ("阳政发〔2024〕3号"), 'c');
  CU_ASSERT_EQUAL (kind_of ("SW-2024-01"), 'k');
  CU_ASSERT_EQUAL (kind_of ("河道视频监控系统"), 'p');
  CU_ASSERT_EQUAL (kind_of (""), '?');
}

void
suite_header_model (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/header_model", prepare, finish);

  CU_ADD_TEST (suite, test_every_field);
  CU_ADD_TEST (suite, test_strangers);
  CU_ADD_TEST (suite, test_nothing_known);
  CU_ADD_TEST (suite, test_values);
  CU_ADD_TEST (suite, test_place);
  CU_ADD_TEST (suite, test_likelihoods);
  CU_ADD_TEST (suite, test_signs);
  CU_ADD_TEST (suite, test_kinds);
}
