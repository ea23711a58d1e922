/* Sums of files, against FIPS 180-4's examples. */
#include <hecha/book.h>

#include <glib/gstdio.h>

#include "tests/test.h"

static void
test_sums (void)
{
  g_autofree char *folder = g_dir_make_tmp ("hecha-sum-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autofree char *million = g_strnfill (1000000, 'a');
  char sum[HECHA_SHA256_SIZE];
  guint64 size = 7;

  CU_ASSERT_FALSE (hecha_file_sha256 (path, sum, &size));
  CU_ASSERT_FALSE (hecha_file_sha256 (folder, sum, &size));
  CU_ASSERT_EQUAL (size, 7);
  CU_ASSERT_TRUE (g_file_set_contents (path, "", 0, NULL));
  CU_ASSERT_TRUE (hecha_file_sha256 (path, sum, &size));
  CU_ASSERT_EQUAL (size, 0);
  TEST_STR (sum, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CU_ASSERT_TRUE (g_file_set_contents (path, million, 1000000, NULL));
  CU_ASSERT_TRUE (hecha_file_sha256 (path, sum, &size));
  CU_ASSERT_EQUAL (size, 1000000);
  TEST_STR (sum, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  g_remove (path);
  g_rmdir (folder);
}

void
suite_sha256 (void)
{
  CU_ADD_TEST (CU_add_suite ("book/sha256", NULL, NULL), test_sums);
}
