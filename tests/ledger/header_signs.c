/* What fit_headers.py learns from, as the program itself sees it.
 *
 *   header_signs kinds            lines of values, separated by tabs -> a letter each
 *   header_signs signs TITLE...   labelled headers (testdata/headers) -> fields, signs;
 *                                 an empty line before each table and each loose header
 */
#include <stdio.h>
#include <string.h>

#include "ledger/header_signs.h"
#include "ledger/header_text.h"
#include "ledger/value_kind.h"
#include "resources.h"

enum { HEAD, LEAF, KIND, FIELDS, VALUES };

static char *
read_line (void)
{
  static char *line;
  static size_t size;
  ssize_t length = getline (&line, &size, stdin);

  if (length < 0)
    return NULL;
  if (length > 0 && line[length - 1] == '\n')
    line[length - 1] = '\0';
  return line;
}

static char
kind_of (const HechaDictionary *dictionary, const char *value)
{
  HechaCell cell = { .type = HECHA_CELL_TEXT, .text = value };

  return hecha_cell_kind (dictionary, &cell);
}

static void
print_kind (const HechaDictionary *dictionary, const char *line)
{
  g_auto (GStrv) values = g_strsplit (line, "\t", -1);
  HechaKinds kinds = { { 0 } };

  for (guint i = 0; values[i] != NULL; i++)
    if (*values[i] != '\0')
      hecha_kinds_add (&kinds, kind_of (dictionary, values[i]));
  printf ("%c\n", hecha_kinds_commonest (&kinds));
}

static void
print_sign (const char *sign, gpointer data)
{
  printf ("\t%s", sign);
}

static void
print_signs (const HechaDictionary *dictionary, const char *title, const char *line,
             const char *const *titles)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  g_auto (HechaHeaderText) leaf = { 0 };
  g_autofree char *head = NULL;
  HechaHeaderSight sight = { .title = title };
  guint n = g_strv_length (cells);

  if (n < VALUES)
    {
      fprintf (stderr, "not head, header, kind, fields: %s\n", line);
      return;
    }
  hecha_header_text_init (&leaf, cells[LEAF]);
  head = hecha_header_plain (cells[HEAD]);
  sight.head = head;
  sight.leaf = leaf.whole;
  sight.money = leaf.unit != 0;
  sight.kind = *cells[KIND];
  for (guint i = VALUES; i < n && sight.n_values < HECHA_SIGHTED_VALUES; i++)
    if (*cells[i] != '\0')
      {
        sight.kinds[sight.n_values] = kind_of (dictionary, cells[i]);
        sight.values[sight.n_values++] = cells[i];
      }
  printf ("%s", cells[FIELDS]);
  hecha_header_signs (&sight, titles, print_sign, NULL);
  printf ("\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (HechaDictionary) dictionary = NULL;
  g_autofree char *title = g_strdup ("");
  gboolean loose = TRUE;
  const char *line;

  if (argc < 2)
    return 2;
  hecha_register_resource ();
  dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  while ((line = read_line ()) != NULL)
    if (strcmp (argv[1], "kinds") == 0)
      print_kind (dictionary, line);
    else if (g_str_has_prefix (line, "= ") || g_str_has_prefix (line, "~ "))
      {
        g_free (title);
        title = g_strdup (line + 2);
        loose = *line == '~';
        printf ("\n");
      }
    else if (*line != '#' && *line != '\0')
      {
        if (loose)
          printf ("\n");
        print_signs (dictionary, title, line, (const char *const *) argv + 2);
      }
  return 0;
}
