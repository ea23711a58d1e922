/* What understanding costs beside reading: `map BOOK...` loads every sheet and
 * then maps and normalises it, in one process, and prints the processor time
 * of both and their ratio. */
#include <hecha/ledger.h>
#include <stdio.h>
#include <sys/resource.h>

#include "resources.h"

static double
cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_stime.tv_sec
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static gboolean
measure (const char *path, const HechaDictionary *dictionary, double *read, double *map)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaExtract) extract = hecha_extract_new (path, path);
  double begin = cpu ();
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, &error);

  for (guint i = 0; book != NULL && i < hecha_book_n_sheets (book); i++)
    {
      g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, i, &error);
      double loaded = cpu ();

      if (sheet == NULL)
        break;
      *read += loaded - begin;
      hecha_extract_sheet (extract, book, sheet, i, dictionary, NULL);
      begin = cpu ();
      *map += begin - loaded;
    }
  if (error != NULL)
    fprintf (stderr, "%s: %s\n", path, error->message);
  else
    printf ("%u records\n", extract->records->len);
  return error == NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (HechaDictionary) dictionary = NULL;
  double read = 0, map = 0;

  hecha_register_resource ();
  dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  for (int i = 1; i < argc; i++)
    if (!measure (argv[i], dictionary, &read, &map))
      return 1;
  printf ("read %.3f s, map %.3f s, map/read %.2f\n", read, map, read > 0 ? map / read : 0);
  return 0;
}
