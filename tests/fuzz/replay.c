/* Runs files and folders of files through a target, for compilers without
 * libFuzzer and for `make check-sanitize`. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>

static guint n_run;

static void
replay (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *data = NULL;
  const char *name;
  gsize size;

  if (dir != NULL)
    while ((name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *child = g_build_filename (path, name, NULL);
        replay (child);
      }
  else if (g_file_get_contents (path, &data, &size, NULL))
    {
      LLVMFuzzerTestOneInput ((const uint8_t *) data, size);
      n_run++;
    }
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    replay (argv[i]);
  printf ("%s: %u inputs\n", argv[0], n_run);
  return 0;
}
