#include "cli/inputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/system_error.h"

#define MAX_DEPTH 64

typedef struct
{
  GPtrArray *inputs;
  GHashTable *names;   /* names taken */
  char *root;          /* real path of the folder walked, with a slash at its end */
} Walk;

static void
input_free (gpointer data)
{
  HechaInput *input = data;

  g_free (input->path);
  g_free (input->name);
  g_free (input->problem);
  g_free (input);
}

static gboolean
has_workbook_suffix (const char *name)
{
  static const char *const suffixes[] = { ".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv",
                                          ".xltx", ".xlt", ".xlsb", ".ett", ".ods" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

/* File names need not be UTF-8; what is shown and written is. */
static char *
shown_name (const char *name)
{
  return g_utf8_validate (name, -1, NULL) ? g_strdup (name) : g_filename_display_name (name);
}

static void
add (Walk *walk, const char *path, const char *name, gboolean named, const char *problem)
{
  HechaInput *input = g_new0 (HechaInput, 1);
  g_autofree char *shown = shown_name (name);

  input->path = g_strdup (path);
  input->name = g_strdup (shown);
  for (guint turn = 2; g_hash_table_contains (walk->names, input->name); turn++)
    {
      g_free (input->name);
      input->name = g_strdup_printf ("%s(%u)", shown, turn);
    }
  g_hash_table_add (walk->names, input->name);
  input->expected = named || has_workbook_suffix (name);
  input->problem = g_strdup (problem);
  g_ptr_array_add (walk->inputs, input);
}

/* The folder itself has no slash at its end. */
static gboolean
is_within (const Walk *walk, const char *target)
{
  return walk->root != NULL
         && (g_str_has_prefix (target, walk->root)
             || (g_str_has_prefix (walk->root, target)
                 && strlen (target) + 1 == strlen (walk->root)));
}

/* A link may point within the folder; out of it, or to a folder (which may be
 * a loop), it is not followed. */
static const char *
link_problem (const Walk *walk, const char *path)
{
  char *target = realpath (path, NULL);
  struct stat status;
  const char *problem = NULL;

  if (target == NULL)
    problem = "是失效的链接，没有读取";
  else if (!is_within (walk, target))
    problem = "是指向文件夹以外的链接，没有读取";
  else if (stat (path, &status) == 0 && S_ISDIR (status.st_mode))
    problem = "是指向文件夹的链接，没有进入";
  free (target);
  return problem;
}

static void walk_folder (Walk *walk, const char *path, const char *name, guint depth);

static void
visit (Walk *walk, const char *path, const char *name, guint depth)
{
  struct stat status;
  const char *problem;

  if (lstat (path, &status) != 0)
    add (walk, path, name, FALSE, "无法查看，可能已被删除或没有权限");
  else if (S_ISLNK (status.st_mode) && (problem = link_problem (walk, path)) != NULL)
    add (walk, path, name, FALSE, problem);
  else if (S_ISLNK (status.st_mode))
    add (walk, path, name, FALSE, NULL);
  else if (S_ISDIR (status.st_mode) && depth >= MAX_DEPTH)
    add (walk, path, name, FALSE, "文件夹嵌套过深，没有进入");
  else if (S_ISDIR (status.st_mode))
    walk_folder (walk, path, name, depth + 1);
  else if (S_ISREG (status.st_mode))
    add (walk, path, name, FALSE, NULL);
  else
    add (walk, path, name, FALSE, "不是普通文件（管道、套接字或设备），没有读取");
}

static int
compare_strings (gconstpointer left, gconstpointer right)
{
  return strcmp (*(char *const *) left, *(char *const *) right);
}

/* NAME is "" for the folder itself when it is the only input. */
static void
walk_folder (Walk *walk, const char *path, const char *name, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  const char *entry;

  if (dir == NULL)
    {
      add (walk, path, *name != '\0' ? name : path, FALSE, "文件夹无法打开，请检查权限");
      ((HechaInput *) g_ptr_array_index (walk->inputs, walk->inputs->len - 1))->expected = TRUE;
      return;
    }
  while ((entry = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (entries, g_strdup (entry));
  g_ptr_array_sort (entries, compare_strings);
  for (guint i = 0; i < entries->len; i++)
    {
      const char *child = g_ptr_array_index (entries, i);
      g_autofree char *child_path = g_build_filename (path, child, NULL);
      g_autofree char *child_name
          = *name != '\0' ? g_strconcat (name, "/", child, NULL) : g_strdup (child);

      /* Files that no clerk sees: .DS_Store, .git. */
      if (child[0] == '.' && !g_str_has_prefix (child, "._"))
        continue;
      visit (walk, child_path, child_name, depth);
    }
}

static gboolean
collect_one (Walk *walk, const char *argument, gboolean several, char **message)
{
  g_autofree char *trimmed = g_strdup (argument);
  g_autofree char *base = NULL;
  char *real;
  struct stat status;

  while (strlen (trimmed) > 1 && g_str_has_suffix (trimmed, "/"))
    trimmed[strlen (trimmed) - 1] = '\0';
  if (stat (trimmed, &status) != 0)
    {
      *message = g_strdup_printf ("找不到“%s”（%s）", argument, hecha_system_error (errno));
      return FALSE;
    }
  real = realpath (trimmed, NULL);
  base = g_path_get_basename (real != NULL ? real : trimmed);
  if (S_ISDIR (status.st_mode))
    {
      g_free (walk->root);
      walk->root = g_strconcat (real != NULL ? real : trimmed, "/", NULL);
      walk_folder (walk, trimmed, several ? base : "", 0);
    }
  else if (S_ISREG (status.st_mode))
    add (walk, trimmed, base, TRUE, NULL);
  else
    {
      add (walk, trimmed, base, TRUE, "不是普通文件（管道、套接字或设备），没有读取");
    }
  free (real);
  return TRUE;
}

static int
compare_inputs (gconstpointer left, gconstpointer right)
{
  const HechaInput *a = *(HechaInput *const *) left, *b = *(HechaInput *const *) right;

  return strcmp (a->name, b->name);
}

GPtrArray *
hecha_inputs_collect (GPtrArray *arguments, char **message)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (input_free);
  Walk walk = { .inputs = inputs };
  gboolean ok = TRUE;

  walk.names = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; ok && i < arguments->len; i++)
    ok = collect_one (&walk, g_ptr_array_index (arguments, i), arguments->len > 1, message);
  g_hash_table_unref (walk.names);
  g_free (walk.root);
  if (!ok)
    return NULL;
  g_ptr_array_sort (inputs, compare_inputs);
  return g_steal_pointer (&inputs);
}
