#include "report/scratch.h"

#include <glib.h>
#include <glib/gstdio.h>

void
hecha_scratch_remove (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      hecha_scratch_remove (child);
    }
  g_remove (path);
}
