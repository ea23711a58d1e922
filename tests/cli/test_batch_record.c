/* batch.json as somebody may have left it. */
#include <glib/gstdio.h>
#include <string.h>

#include "cli/batch_record.h"
#include "tests/test.h"

/* The paths a record with TEXT names as outputs, joined by spaces; NULL where
 * it is no record.  g_free(). */
static char *
outputs_of (const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("hecha-record-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "batch.json", NULL);
  g_autoptr (HechaBatchRecord) record = NULL;
  g_autoptr (GString) paths = g_string_new (NULL);
  HechaRecordedFile file;

  if (text != NULL && !g_file_set_contents (path, text, -1, NULL))
    CU_FAIL ("batch.json was not written");
  record = hecha_batch_record_load (folder);
  g_remove (path);
  g_rmdir (folder);
  if (record == NULL)
    return NULL;
  for (guint i = 0; hecha_batch_record_next (record, "outputs", &i, &file);)
    g_string_append_printf (paths, "%s%s", paths->len > 0 ? " " : "", file.path);
  return g_strdup (paths->str);
}

static void
test_no_record (void)
{
  g_autofree char *deep = g_strnfill (2 * 1000 * 1000, '[');
  static const char *const texts[] = { NULL, "", "[]", "null", "{", "\"outputs\"", "{\"outputs\":\xff}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *paths = outputs_of (texts[i]);

      CU_ASSERT_PTR_NULL (paths);
    }
  CU_ASSERT_PTR_NULL (outputs_of (deep));
}

static void
test_odd_entries (void)
{
  static const struct { const char *text, *paths; } cases[] = {
    { "{}", "" },
    { "{\"outputs\":{}}", "" },
    { "{\"outputs\":null}", "" },
    { "{\"outputs\":[null,1,[],\"x\",{},{\"path\":\"a\"},{\"sha256\":\"b\"},"
      "{\"path\":7,\"sha256\":\"c\"},{\"path\":\"d\",\"sha256\":null},"
      "{\"path\":\"e\",\"sha256\":\"f\"},{\"path\":\"g\",\"sha256\":\"h\",\"opened\":3}]}", "e g" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *paths = outputs_of (cases[i].text);

      CU_ASSERT_STRING_EQUAL (paths, cases[i].paths);
    }
}

void
suite_batch_record (void)
{
  CU_pSuite suite = CU_add_suite ("cli: batch.json read back", NULL, NULL);

  CU_ADD_TEST (suite, test_no_record);
  CU_ADD_TEST (suite, test_odd_entries);
}
