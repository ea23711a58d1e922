/* Giving a folder up with all that is in it. */
#include <hecha/report.h>

#include <glib/gstdio.h>

void
hecha_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      hecha_remove_tree (child);
    }
  g_remove (path);
}
