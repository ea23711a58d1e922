/* What every test file includes.  A file tests/ROOM/test_NAME.c defines
 * suite_NAME(), which calls CU_add_suite() and CU_ADD_TEST(). */
#ifndef HECHA_TEST_H
#define HECHA_TEST_H

#include <CUnit/CUnit.h>
#include <glib.h>

typedef struct
{
  const char *name;   /* "room/name" */
  void (*add) (void);
} HechaSuite;

extern const HechaSuite hecha_suites[];

/* A path below testdata/; free with g_free(). */
char *test_data (const char *name);
/* A new empty directory, removed with all in it when the run ends. */
char *test_directory (void);
/* Asserts equality and prints both on failure. */
void test_equal_strings (const char *got, const char *wanted, const char *where);
/* Asserts no error; prints it otherwise. */
void test_no_error (GError *error, const char *where);

#define TEST_WHERE_(line) #line
#define TEST_WHERE(line) TEST_WHERE_ (line)
#define TEST_STR(got, wanted) test_equal_strings ((got), (wanted), __FILE__ ":" TEST_WHERE (__LINE__))
#define TEST_OK(error) test_no_error ((error), __FILE__ ":" TEST_WHERE (__LINE__))

#endif
