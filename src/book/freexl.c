/* The parent's side: starts the child and reads what it says. */
#include "book/freexl.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_TEXT (1024 * 1024)
#define MAX_CELLS (16u * 1024 * 1024)

typedef struct
{
  FILE *in;
  GString *text;
  guint32 sheet;
  guint n_cells;
} Source;

static gboolean
get_u32 (Source *source, guint32 *value)
{
  if (fread (value, sizeof *value, 1, source->in) != 1)
    return FALSE;
  *value = GUINT32_FROM_LE (*value);
  return TRUE;
}

static gboolean
get_text (Source *source)
{
  guint32 length;

  if (!get_u32 (source, &length) || length > MAX_TEXT)
    return FALSE;
  g_string_set_size (source->text, length);
  return fread (source->text->str, 1, length, source->in) == length
         && g_utf8_validate (source->text->str, (gssize) length, NULL)
         && memchr (source->text->str, '\0', length) == NULL;
}

static gboolean
get_cell (Source *source, int kind, HechaFreexlCell *cell)
{
  guint64 bits;

  memset (cell, 0, sizeof *cell);
  cell->sheet = source->sheet;
  if (++source->n_cells > MAX_CELLS || !get_u32 (source, &cell->row)
      || !get_u32 (source, &cell->column) || cell->row >= HECHA_MAX_ROWS
      || cell->column >= HECHA_MAX_COLUMNS)
    return FALSE;
  switch (kind)
    {
    case 'N':
      cell->type = HECHA_FREEXL_NUMBER;
      if (fread (&bits, sizeof bits, 1, source->in) != 1)
        return FALSE;
      bits = GUINT64_FROM_LE (bits);
      memcpy (&cell->number, &bits, sizeof bits);
      return TRUE;
    case 'T':
    case 'D':
      cell->type = kind == 'T' ? HECHA_FREEXL_TEXT : HECHA_FREEXL_DATE;
      if (!get_text (source))
        return FALSE;
      cell->text = source->text->str;
      return TRUE;
    case '0':
      return TRUE;
    default:
      return FALSE;
    }
}

/* TRUE when the child came to its last record, or VISIT wanted no more. */
static gboolean
read_all (Source *source, HechaFreexlVisit visit, gpointer user_data)
{
  for (;;)
    {
      int kind = fgetc (source->in);
      HechaFreexlCell cell;

      if (kind == 'E')
        return TRUE;
      if (kind == 'S')
        {
          if (!get_u32 (source, &source->sheet) || !get_text (source))
            return FALSE;
          if (!visit (NULL, source->sheet, source->text->str, user_data))
            return TRUE;
        }
      else if (!get_cell (source, kind, &cell))
        return FALSE;
      else if (!visit (&cell, cell.sheet, NULL, user_data))
        return TRUE;
    }
}

static char *
explain (int status)
{
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    return g_strdup ("用时超过上限");
  if (WIFSIGNALED (status) && WTERMSIG (status) != SIGKILL)
    return g_strdup ("意外中止");
  return g_strdup ("不接受这个文件");
}

/* A program that does not know --freexl would read the file as any other and
 * start itself again, without end: the child is told that it is one. */
#define CHILD_MARK "HECHA_FREEXL_CHILD"

gboolean
hecha_freexl_read (const char *program, const char *path, HechaFreexlVisit visit,
                   gpointer user_data, char **why)
{
  char *argv[] = { (char *) program, (char *) "--freexl", (char *) path, NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), CHILD_MARK, "1", TRUE);
  Source source = { 0 };
  GPid pid;
  int from, status = 0;
  gboolean ok = FALSE;

  if (g_getenv (CHILD_MARK) != NULL
      || !g_spawn_async_with_pipes (NULL, argv, environment,
                                    G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                                    NULL, &pid, NULL, &from, NULL, NULL))
    {
      *why = g_strdup ("无法启动");
      return FALSE;
    }
  source.in = fdopen (from, "rb");
  source.text = g_string_new (NULL);
  if (source.in != NULL)
    ok = read_all (&source, visit, user_data);
  /* Changes nothing where it has ended by itself; before its pipe is closed,
   * of which it would die in a way of its own. */
  if (!ok)
    kill (pid, SIGKILL);
  if (source.in != NULL)
    fclose (source.in);
  else
    close (from);
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (pid);
  g_string_free (source.text, TRUE);
  if (!ok)
    *why = explain (status);
  return ok;
}
