/* What fit_headers.py learns from, as the program itself sees it.
 *
 *   header_signs kinds            lines of values, separated by tabs -> a letter each
 *   header_signs signs TITLE...   labelled headers (testdata/headers) -> fields, signs
 */
#include <stdio.h>
#include <string.h>

#include "ledger/header_model.h"
#include "ledger/header_text.h"
#include "ledger/value_kind.h"
#include "resources.h"

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

static void
print_kind (const HechaDictionary *dictionary, const char *line)
{
  g_auto (GStrv) values = g_strsplit (line, "\t", -1);
  HechaKinds kinds = { { 0 } };

  for (guint i = 0; values[i] != NULL; i++)
    {
      HechaCell cell = { .type = HECHA_CELL_TEXT, .text = values[i] };

      if (*values[i] != '\0')
        hecha_kinds_add (&kinds, hecha_cell_kind (dictionary, &cell));
    }
  printf ("%c\n", hecha_kinds_commonest (&kinds));
}

/* head, header, kind, fields. */
static void
print_signs (const char *title, const char *line, const char *const *titles)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  g_auto (HechaHeaderText) leaf = { 0 };
  g_autofree char *head = NULL, *signs = NULL;
  HechaHeaderSight sight = { .title = title };

  if (g_strv_length (cells) != 4)
    {
      fprintf (stderr, "not head, header, kind, fields: %s\n", line);
      return;
    }
  hecha_header_text_init (&leaf, cells[1]);
  head = hecha_header_plain (cells[0]);
  sight.head = head;
  sight.leaf = leaf.whole;
  sight.money = leaf.unit != 0;
  sight.kind = *cells[2];
  signs = hecha_header_signs (&sight, titles);
  printf ("%s\t%s\n", cells[3], signs);
}

int
main (int argc, char **argv)
{
  g_autoptr (HechaDictionary) dictionary = NULL;
  g_autofree char *title = g_strdup ("");
  const char *line;

  if (argc < 2)
    return 2;
  hecha_register_resource ();
  dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  while ((line = read_line ()) != NULL)
    if (strcmp (argv[1], "kinds") == 0)
      print_kind (dictionary, line);
    else if (g_str_has_prefix (line, "= "))
      {
        g_free (title);
        title = g_strdup (line + 2);
      }
    else if (*line != '#' && *line != '\0')
      print_signs (title, line, (const char *const *) argv + 2);
  return 0;
}
