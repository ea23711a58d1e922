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
judge (const char *head, const char *leaf, char kind)
{
  g_auto (HechaHeaderText) text = { 0 };
  HechaLikely likely;

  hecha_header_text_init (&text, leaf);
  hecha_header_model_judge (
      model, &(HechaHeaderSight){ "", head, text.whole, text.unit != 0, kind }, &likely, 1);
  return likely;
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
  CU_ASSERT_TRUE (judge ("", "", '\0').likelihood < 0.6);
}

static void
test_likelihoods (void)
{
  HechaHeaderSight sight = { "", "", "验收", FALSE, '\0' };
  HechaLikely all[HECHA_N_FIELDS + 1];
  double sum = 0;

  hecha_header_model_judge (model, &sight, all, G_N_ELEMENTS (all));
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      sum += all[i].likelihood;
      CU_ASSERT_TRUE (i == 0 || all[i].likelihood <= all[i - 1].likelihood);
    }
  CU_ASSERT_DOUBLE_EQUAL (sum, 1, 1e-9);
}

static void
test_signs (void)
{
  static const char *const titles[] = { "停用", "迁", NULL };
  g_autofree char *signs = hecha_header_signs (
      &(HechaHeaderSight){ "停用系统", "监理", "费", TRUE, 'n' }, titles);

  CU_ASSERT_STRING_EQUAL (signs, "^费\t费\t费$\t<^监\t<监\t<监理\t<理\t<理$\t:元\t:n\t:n费\t《停用");
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
  CU_ADD_TEST (suite, test_likelihoods);
  CU_ADD_TEST (suite, test_signs);
  CU_ADD_TEST (suite, test_kinds);
}
