/* Damaged files: every cut and many flipped bits end in a sentence, or in the
 * very content of the whole file.  Nothing in between: the CRC sees to that. */
#include "tests/test.h"

#include <hecha/book.h>
#include <string.h>

#include "tests/book/describe.h"

/* All cells of all sheets as one text, or NULL with an error. */
static char *
read_whole (const char *path, GError **error)
{
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, error);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; book != NULL && i < hecha_book_n_sheets (book); i++)
    {
      g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, i, error);

      if (sheet == NULL)
        return NULL;
      for (guint j = 0; j < sheet->cells->len; j++)
        {
          g_autofree char *text = describe_cell (&g_array_index (sheet->cells, HechaCell, j));

          g_string_append_printf (out, "%s\n", text);
        }
    }
  return book != NULL ? g_strdup (out->str) : NULL;
}

/* Whether the damaged BYTES read as nothing but WHOLE. */
static gboolean
refused_or_whole (const char *path, const char *bytes, gsize length, const char *whole)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;

  if (!g_file_set_contents (path, bytes, (gssize) length, NULL))
    return FALSE;
  got = read_whole (path, &error);
  if (got != NULL)
    return strcmp (got, whole) == 0;
  return error != NULL && error->domain == HECHA_BOOK_ERROR
         && g_utf8_validate (error->message, -1, NULL);
}

static void
damage (const char *file, gboolean cut)
{
  g_autofree char *name = g_build_filename ("book", file, NULL);
  g_autofree char *source = test_data (name), *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, "damaged.xlsx", NULL);
  g_autofree char *bytes = NULL, *whole = read_whole (source, NULL);
  gsize length, step = cut ? 8 * 19 : 29;
  guint wrong = 0;

  CU_ASSERT (g_file_get_contents (source, &bytes, &length, NULL));
  /* Less than the mark of a zip file is text. */
  for (gsize bit = cut ? 8 * 4 : 0; bit < length * 8; bit += step)
    {
      if (!cut)
        bytes[bit / 8] ^= (char) (1 << bit % 8);
      wrong += !refused_or_whole (path, bytes, cut ? bit / 8 : length, whole);
      if (!cut)
        bytes[bit / 8] ^= (char) (1 << bit % 8);
    }
  CU_ASSERT_EQUAL (wrong, 0);
}

static void
test_cut (void)
{
  damage ("inline.xlsx", TRUE);
  damage ("zip64.xlsx", TRUE);
  damage ("from-libreoffice.xlsx", TRUE);
}

static void
test_flipped_bits (void)
{
  damage ("inline.xlsx", FALSE);
  damage ("stored.xlsx", FALSE);
  damage ("descriptors.xlsx", FALSE);
}

void
suite_hostile (void)
{
  CU_pSuite suite = CU_add_suite ("book/hostile", NULL, NULL);

  CU_ADD_TEST (suite, test_cut);
  CU_ADD_TEST (suite, test_flipped_bits);
}
