/* Word lists: folding, longest words, and files that are refused. */
#include <string.h>

#include "audit/words.h"
#include "tests/test.h"

static void
test_fold (void)
{
  HechaFoldedWord folded;

  hecha_word_fold (" Ｏ　ａ\u00A0系统（１）", &folded);
  TEST_STR (folded.text, "OA系统(1)");
  CU_ASSERT_EQUAL (folded.length, strlen (folded.text));
  hecha_word_fold_clear (&folded);
}

/* Texts longer than the small buffer, with the word at their end. */
static void
test_long (void)
{
  GString *text = g_string_new (NULL);
  HechaFoldedWord folded;

  for (int i = 0; i < 4000; i++)
    g_string_append (text, "数据治理、");
  g_string_append (text, "新建政务ａｐｐ");
  hecha_word_fold (text->str, &folded);
  CU_ASSERT_EQUAL (folded.length, text->len - 6);
  hecha_word_fold_clear (&folded);
  CU_ASSERT (hecha_words_in (HECHA_TOPIC_BUILDS, text->str) & HECHA_WORD_BUILDS_APP);
  g_string_free (text, TRUE);
}

static void
test_longest (void)
{
  CU_ASSERT_EQUAL (hecha_words_in (HECHA_TOPIC_STATUS, "待验收"), HECHA_WORD_STATUS_BUILT);
  CU_ASSERT_EQUAL (hecha_words_in (HECHA_TOPIC_STATUS, "已竣工验收"), HECHA_WORD_STATUS_ACCEPTED);
  CU_ASSERT_EQUAL (hecha_words_in (HECHA_TOPIC_STATUS, "验收未通过"), 0);
  CU_ASSERT_EQUAL (hecha_words_in (HECHA_TOPIC_STATUS, ""), 0);
  CU_ASSERT_EQUAL (hecha_words_in (HECHA_TOPIC_NEGATIVE, "无不同意见"), 0);
  CU_ASSERT_EQUAL (hecha_words_in (HECHA_TOPIC_BUILDS, "GOAL"), 0);
  CU_ASSERT_EQUAL (hecha_words_in (HECHA_TOPIC_BUILDS, "goa OA"), 0);
  CU_ASSERT_EQUAL (hecha_words_in (HECHA_TOPIC_BUILDS, "建OA"), HECHA_WORD_BUILDS_COMMON);
}

static void
assert_refused (const char *text, const char *wanted)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, "words.ini", NULL);
  g_autoptr (GError) error = NULL;

  CU_ASSERT_TRUE (g_file_set_contents (path, text, -1, NULL));
  CU_ASSERT_FALSE (hecha_words_load (path, &error));
  CU_ASSERT_PTR_NOT_NULL_FATAL (error);
  CU_ASSERT_PTR_NOT_NULL (strstr (error->message, wanted));
}

/* A refused file leaves the lists as they were. */
static void
test_refused (void)
{
  assert_refused ("[项目状态]\n在建=在建\n", "词表缺少 [否定] 一节");
  assert_refused ("[项目状态]\n开建=在建\n", ":2:1: 这一节没有这个词类");
  CU_ASSERT_EQUAL (hecha_words_in (HECHA_TOPIC_STATUS, "在建"), HECHA_WORD_STATUS_STARTED);
  CU_ASSERT_FALSE (hecha_words_load ("/nonexistent/words.ini", NULL));
}

void
suite_words (void)
{
  CU_pSuite suite = CU_add_suite ("audit/words", NULL, NULL);

  CU_ADD_TEST (suite, test_fold);
  CU_ADD_TEST (suite, test_long);
  CU_ADD_TEST (suite, test_longest);
  CU_ADD_TEST (suite, test_refused);
}
