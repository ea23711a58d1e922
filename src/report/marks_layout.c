#include "report/marks_layout.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include <hecha/report.h>


#define SECONDS 180u

typedef struct
{
  GMainLoop *loop;
  gboolean ok;
} Waiting;

static gboolean
stop (gpointer data)
{
  g_subprocess_force_exit (data);
  return G_SOURCE_REMOVE;
}

static void
child_ended (GObject *child, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->ok = g_subprocess_wait_check_finish (G_SUBPROCESS (child), result, NULL);
  g_main_loop_quit (waiting->loop);
}

/* Waits for the child, not longer than SECONDS; a batch conversion was seen to
 * hang, and to stop half way with exit code 0. */
static gboolean
wait_for (GSubprocess *child)
{
  GMainContext *context = g_main_context_new ();
  g_autoptr (GSource) timer = g_timeout_source_new_seconds (SECONDS);
  Waiting waiting = { NULL, FALSE };

  g_main_context_push_thread_default (context);
  waiting.loop = g_main_loop_new (context, FALSE);
  g_source_set_callback (timer, stop, child, NULL);
  g_source_attach (timer, context);
  g_subprocess_wait_check_async (child, NULL, child_ended, &waiting);
  g_main_loop_run (waiting.loop);
  g_source_destroy (timer);
  g_main_loop_unref (waiting.loop);
  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);
  return waiting.ok;
}

static GSubprocess *
start (const char *program, const char *profile, const char *source, const char *scratch)
{
  g_autofree char *uri = g_filename_to_uri (profile, NULL, NULL);
  g_autofree char *installation = g_strconcat ("-env:UserInstallation=", uri, NULL);
  /* A relative name must not be taken for an option. */
  g_autofree char *absolute = g_canonicalize_filename (source, NULL);

  return g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                           NULL, program, installation, "--headless", "--norestore",
                           "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", scratch,
                           absolute, NULL);
}

/* The one .xlsx in SCRATCH. */
static char *
find_result (const char *scratch)
{
  g_autoptr (GDir) dir = g_dir_open (scratch, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".xlsx"))
      return g_build_filename (scratch, name, NULL);
  return NULL;
}

char *
hecha_marks_layout_convert (const char *source, const char *folder, char **scratch, char **why)
{
  g_autofree char *program = g_find_program_in_path ("soffice");
  g_autofree char *profile = NULL;
  g_autoptr (GSubprocess) child = NULL;
  char *result = NULL;

  *scratch = g_build_filename (folder, ".libreoffice-XXXXXX", NULL);
  if (program == NULL || g_mkdtemp (*scratch) == NULL)
    {
      *why = g_strdup (program == NULL ? "本机没有安装 LibreOffice" : "无法建立临时文件夹");
      g_clear_pointer (scratch, g_free);
      return NULL;
    }
  /* A profile of its own: workers convert side by side. */
  profile = g_build_filename (*scratch, "profile", NULL);
  child = start (program, profile, source, *scratch);
  if (child != NULL && wait_for (child))
    result = find_result (*scratch);
  if (result == NULL)
    *why = g_strdup ("LibreOffice 没有转换成功");
  return result;
}

void
hecha_marks_layout_clear (char *scratch)
{
  if (scratch == NULL)
    return;
  hecha_remove_tree (scratch);
  g_free (scratch);
}
