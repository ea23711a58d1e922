/* One way of reading workbooks per run, for `time` around it:
 *
 *   read scan FILE...      every cell of every sheet, streamed
 *   read load FILE...      every sheet in memory
 *   read inflate FILE...   nothing but the inflate of every part
 *   read deflate FILE...   the same by libdeflate, each part in one piece
 *   read warm FILE...      scan against libdeflate in one process whose memory
 *                          and caches are warm: the best of ROUNDS in CPU time
 *
 * Prints what it saw, so that nothing is optimised away.
 */
#include <fcntl.h>
#include <hecha/book.h>
#include <libdeflate.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "book/book.h"
#include "book/zip.h"

typedef struct
{
  guint64 cells, bytes;
  guint64 sum;           /* of the bits of all values */
} Seen;

static gboolean
see_row (guint32 row, const HechaCell *cells, guint n_cells, gpointer user_data)
{
  Seen *seen = user_data;

  seen->cells += n_cells;
  for (guint i = 0; i < n_cells; i++)
    {
      guint64 bits = 0;

      memcpy (&bits, &cells[i].number, sizeof bits);
      seen->sum += bits;
    }
  return TRUE;
}

static gboolean
read_cells (const char *path, gboolean scan, Seen *seen, GError **error)
{
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, error);

  for (guint i = 0; book != NULL && i < hecha_book_n_sheets (book); i++)
    {
      g_autoptr (HechaSheet) sheet = NULL;

      if (scan && !hecha_book_scan_sheet (book, i, see_row, seen, error))
        return FALSE;
      if (!scan && (sheet = hecha_book_load_sheet (book, i, error)) == NULL)
        return FALSE;
      if (!scan)
        see_row (0, (const HechaCell *) sheet->cells->data, sheet->cells->len, seen);
    }
  return book != NULL;
}

static gboolean
inflate_streamed (HechaZip *zip, HechaZipEntry *entry, Seen *seen, GError **error)
{
  static char buffer[128 * 1024];
  g_autoptr (HechaZipStream) stream = hecha_zip_stream_open (zip, entry, error);
  gssize n = 0;

  while (stream != NULL && (n = hecha_zip_stream_read (stream, buffer, sizeof buffer, error)) > 0)
    seen->bytes += (guint64) n;
  return stream != NULL && n == 0;
}

/* SIZE bytes of memory kept from call to call: cold pages would count for the
 * inflate. */
static gpointer
kept_memory (guint which, gsize size)
{
  static gpointer memory[2];
  static gsize sizes[2];

  if (sizes[which] < size)
    {
      g_free (memory[which]);
      memory[which] = g_malloc (size);
      sizes[which] = size;
    }
  return memory[which];
}

static gboolean
inflate_whole (int fd, HechaZipEntry *entry, Seen *seen, GError **error)
{
  char *in = kept_memory (0, entry->packed_size + 1), *out = kept_memory (1, entry->size + 1);
  struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor ();
  guint8 local[30];
  size_t n = 0;

  hecha_book_read_at (fd, entry->offset, local, sizeof local, NULL);
  hecha_book_read_at (fd, entry->offset + 30 + local[26] + local[28], in, entry->packed_size,
                      NULL);
  if (libdeflate_deflate_decompress (inflater, in, entry->packed_size, out, entry->size, &n)
      != LIBDEFLATE_SUCCESS)
    g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED, "libdeflate");
  libdeflate_free_decompressor (inflater);
  seen->bytes += n;
  return n > 0;
}

static gboolean
inflate_parts (const char *path, gboolean whole, Seen *seen, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  struct stat status = { 0 };
  g_autoptr (HechaZip) zip = NULL;
  gboolean going;

  if (fd >= 0 && fstat (fd, &status) == 0)
    zip = hecha_zip_open (fd, (guint64) status.st_size, &hecha_default_limits, error);
  going = zip != NULL;
  for (guint i = 0; going && i < hecha_zip_n_entries (zip); i++)
    {
      HechaZipEntry *entry = hecha_zip_find (zip, hecha_zip_entry (zip, i)->name);

      going = whole ? inflate_whole (fd, entry, seen, error)
                    : inflate_streamed (zip, entry, seen, error);
    }
  if (fd >= 0)
    close (fd);
  return going;
}

#define ROUNDS 9

static double
cpu_seconds (void)
{
  struct timespec now = { 0, 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static int
compare_warm (char **files)
{
  double best[2] = { G_MAXDOUBLE, G_MAXDOUBLE };
  Seen seen = { 0 };

  for (int round = 0; round < ROUNDS; round++)
    for (int way = 0; way < 2; way++)
      {
        double start = cpu_seconds ();

        for (char **file = files; *file != NULL; file++)
          if (way == 0 ? !inflate_parts (*file, TRUE, &seen, NULL)
                       : !read_cells (*file, TRUE, &seen, NULL))
            return 1;
        best[way] = MIN (best[way], cpu_seconds () - start);
      }
  printf ("  warm, in one process: libdeflate %.4f s, hecha scan %.4f s CPU: %.2f x\n", best[0],
          best[1], best[1] / best[0]);
  return 0;
}

int
main (int argc, char **argv)
{
  Seen seen = { 0 };
  int failed = 0;

  if (argc > 2 && strcmp (argv[1], "warm") == 0)
    return compare_warm (argv + 2);
  for (int i = 2; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      if (strcmp (argv[1], "scan") == 0 || strcmp (argv[1], "load") == 0)
        done = read_cells (argv[i], argv[1][0] == 's', &seen, &error);
      else
        done = inflate_parts (argv[i], argv[1][0] == 'd', &seen, &error);
      if (!done)
        fprintf (stderr, "%s: %s\n", argv[i], error->message);
      failed |= !done;
    }
  printf ("%" G_GUINT64_FORMAT " cells, %" G_GUINT64_FORMAT " bytes (%02x)\n", seen.cells,
          seen.bytes, (guint) (seen.sum & 0xff));
  return failed;
}
