/* Ledgers of another county than units.ini knows. */
#include "tests/test.h"

#include <hecha/ledger.h>

/* A ledger of one table for each of UNITS, parted by 、. */
static HechaLedger *
ledger_of (const HechaDictionary *dictionary, const char *units)
{
  HechaLedger *ledger = hecha_ledger_new (dictionary);
  g_autofree char *directory = test_directory ();
  g_auto (GStrv) names = g_strsplit (units, "、", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.csv", i);
      g_autofree char *path = g_build_filename (directory, name, NULL);
      g_autofree char *text = g_strdup_printf ("填报单位：%s\n项目名称,合同金额（万元）,承建单位\n"
                                               "智慧平台%u,12,甲公司\n审批平台%u,13,乙公司\n",
                                               names[i], i, i);

      g_file_set_contents (path, text, -1, NULL);
      hecha_ledger_add (ledger, hecha_extract_file (path, name, dictionary, NULL, NULL, NULL));
    }
  hecha_ledger_join (ledger);
  return ledger;
}

static void
test_other_county (void)
{
  static const struct
  {
    const char *units, *county;   /* "" where nothing is said */
  } cases[] = {
    { "陵川县教育局、陵川县水务局、县林业局", "陵川县" },
    { "高平市委编办、高平市教育局", "高平市" },
    { "阳城县教育局、县水务局、教育局", "" },
    { "阳城县教育局、阳城县水务局、陵川县水务局", "" },
    { "陵川县教育局", "" },   /* one may be a stray */
    { "晋城市教育局、晋城市水务局、市教育局", "" },
    { "县直机关、市场监管局、县市场监管局", "" },
    { "城市管理局、城市管理局、县城市管理局", "" },
    { "教育局、陵川县水务局、陵川县林业局、民政局", "" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, &error);

  TEST_OK (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HechaLedger) ledger = ledger_of (dictionary, cases[i].units);
      g_autofree char *county = hecha_ledger_other_county (ledger);

      test_equal_strings (county != NULL ? county : "", cases[i].county, cases[i].units);
    }
}

void
suite_other_county (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/other_county", NULL, NULL);

  CU_ADD_TEST (suite, test_other_county);
}
