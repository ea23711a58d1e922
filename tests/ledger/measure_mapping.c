/* make check-mapping: prints how well headers, projects and values of the
 * layouts in testdata/ledger/layouts are understood, by kind of failure.
 *
 * Usage: measure_mapping [-v] DIR...  Fails where a header is mapped wrong or
 * a layout cannot be read. */
#include <stdio.h>
#include <string.h>

#include "resources.h"
#include "tests/mapping_figures.h"

static double
percent (guint part, guint whole)
{
  return whole == 0 ? 0 : 100.0 * part / whole;
}

static void
print_figures (const char *directory, const MappingFigures *f)
{
  printf ("%s: %u layouts\n", directory, f->files);
  printf ("  headers  %u: right %.2f%%, unmapped %u, lost with their table %u, WRONG %u (%.2f%%)\n",
          f->headers, percent (f->right, f->headers), f->unmapped, f->lost, f->wrong,
          percent (f->wrong, f->headers));
  printf ("  projects %u: missing %u, invented %u, unit or year wrong %u\n", f->projects,
          f->missing, f->invented, f->identity);
  printf ("  values   %u: right %.2f%%, state %u, value %u, cell %u, none %u\n", f->values,
          percent (f->values_right, f->values), f->bad_state, f->bad_value, f->bad_cell,
          f->no_datum);
}

int
main (int argc, char **argv)
{
  g_autoptr (HechaDictionary) dictionary = NULL;
  g_autoptr (GError) error = NULL;
  gboolean verbose = FALSE, good = TRUE;

  hecha_register_resource ();
  dictionary = hecha_dictionary_load (NULL, NULL, &error);
  if (dictionary == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  for (int i = 1; i < argc; i++)
    {
      MappingFigures figures;

      if (strcmp (argv[i], "-v") == 0)
        {
          verbose = TRUE;
          continue;
        }
      mapping_figures_measure (argv[i], dictionary, verbose, &figures);
      print_figures (argv[i], &figures);
      good &= figures.wrong == 0 && figures.unread == 0 && figures.files > 0;
    }
  return good ? 0 : 1;
}
