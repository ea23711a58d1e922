/* pad.c - a workbook being written.
 *
 * libxlsxwriter writes it into memory without a single cell, which is small
 * whatever the report; then the rows are put into their sheets (rows.h). */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "report/marks_package.h"
#include "report/page.h"

/* Where the library keeps a part while it writes it: in memory where it can. */
static const char *
scratch_folder (const char *beside)
{
  static const char memory[] = "/dev/shm";

  return access (memory, W_OK | X_OK) == 0 ? memory : beside;
}

static char *
path_of_memory (int memory)
{
  return g_strdup_printf ("/proc/self/fd/%d", memory);
}

static lxw_workbook *
new_workbook (const char *path, int *memory)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *written = NULL;
  lxw_workbook_options options = { .tmpdir = (char *) scratch_folder (folder) };
  lxw_workbook *workbook;

  *memory = memfd_create ("hecha", MFD_CLOEXEC);
  written = path_of_memory (*memory);
  workbook = workbook_new_opt (written, &options);
  if (workbook == NULL)
    g_error ("out of memory");
  return workbook;
}

static void
set_properties (HechaPad *pad, const char *kind, gint32 as_of)
{
  lxw_doc_properties properties = { 0 };
  /* Day 0 would be taken as "not set", that is now. */
  gint32 day = as_of == HECHA_DAY_NONE ? hecha_day_from_ymd (2024, 7, 3) : MAX (as_of, 1);

  properties.title = pad->title;
  properties.company = "hecha 核查";
  properties.created = (time_t) day * 86400;
  workbook_set_properties (pad->workbook, &properties);
  if (kind != NULL)
    workbook_set_custom_property_string (pad->workbook, "hecha-report", kind);
  workbook_set_custom_property_string (pad->workbook, "hecha-schema", HECHA_PAD_SCHEMA);
  if (*pad->as_of != '\0')
    workbook_set_custom_property_string (pad->workbook, "hecha-as-of", pad->as_of);
}

HechaPad *
hecha_pad_open (const char *path, const char *kind, const char *title, gint32 as_of)
{
  HechaPad *pad = g_new0 (HechaPad, 1);

  pad->path = g_strdup (path);
  pad->title = g_strdup (title);
  pad->is_form = kind == NULL;
  pad->workbook = new_workbook (path, &pad->memory);
  pad->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_rows_free);
  if (as_of != HECHA_DAY_NONE)
    hecha_day_format (as_of, pad->as_of);
  set_properties (pad, kind, as_of);
  return pad;
}

lxw_worksheet *
hecha_pad_add_sheet (HechaPad *pad, const char *name, HechaRows **rows)
{
  lxw_worksheet *sheet = workbook_add_worksheet (pad->workbook, name);

  if (sheet == NULL)
    g_error ("no sheet %s", name);
  *rows = hecha_rows_new ();
  g_ptr_array_add (pad->rows, *rows);
  return sheet;
}

/* The library numbers its formats when they are first asked for; 0 is the
 * workbook's own, which no look is. */
guint
hecha_pad_style (HechaPad *pad, HechaLook look, gboolean guarded)
{
  guint *style = &pad->styles[look][guarded ? 1 : 0];

  if (*style == 0)
    *style = (guint) lxw_format_get_xf_index (hecha_look_format (pad->workbook, look, guarded));
  return *style;
}

/* ---- the end ------------------------------------------------------------------ */

static void
set_failure (const HechaPad *pad, lxw_error code, GError **error)
{
  if (pad->failed_sheet != NULL)
    g_set_error (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE,
                 "无法写入“%s”的工作表“%s”：%s。", pad->path, pad->failed_sheet,
                 lxw_strerror (code));
  else
    g_set_error (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE,
                 "无法写入“%s”，请检查磁盘空间和写入权限（%s）。", pad->path,
                 lxw_strerror (code));
}

static gboolean
fill_sheet (HechaPackage *package, HechaRows *rows, guint number)
{
  g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", number);
  g_autofree char *related = g_strdup_printf ("xl/worksheets/_rels/sheet%u.xml.rels", number);
  g_autoptr (GBytes) sheet = hecha_package_read (package, name, NULL), relations = NULL;
  g_auto (HechaDeflated) part = { NULL, 0, 0, 0 };
  const char *data;
  gsize length = 0;
  GString *links;

  if (sheet == NULL)
    return FALSE;
  data = g_bytes_get_data (sheet, &length);
  if (!hecha_rows_part (rows, data, length, &part))
    return FALSE;
  hecha_package_set_deflated (package, name, &part);
  if (hecha_package_has (package, related))
    relations = hecha_package_read (package, related, NULL);
  data = relations != NULL ? g_bytes_get_data (relations, &length) : NULL;
  links = hecha_rows_relations (rows, data, length);
  if (links != NULL)
    hecha_package_set (package, related, links);
  return TRUE;
}

/* What the library wrote, with the rows, to the pad's path. */
static lxw_error
write_whole (HechaPad *pad)
{
  g_autofree char *written = path_of_memory (pad->memory);
  g_autoptr (HechaPackage) package = hecha_package_open (written, NULL);

  if (package == NULL)
    return LXW_ERROR_CREATING_TMPFILE;
  for (guint i = 0; i < pad->rows->len; i++)
    if (!fill_sheet (package, g_ptr_array_index (pad->rows, i), i + 1))
      return LXW_ERROR_CREATING_TMPFILE;
  return hecha_package_write (package, pad->path, NULL) ? LXW_NO_ERROR
                                                        : LXW_ERROR_CREATING_XLSX_FILE;
}

gboolean
hecha_pad_close (HechaPad *pad, GError **error)
{
  lxw_error code = workbook_close (pad->workbook), first;

  if (code == LXW_NO_ERROR && pad->failure == LXW_NO_ERROR)
    code = write_whole (pad);
  first = pad->failure != LXW_NO_ERROR ? pad->failure : code;
  if (first != LXW_NO_ERROR)
    set_failure (pad, first, error);
  if (pad->memory >= 0)
    close (pad->memory);
  g_ptr_array_unref (pad->rows);
  g_free (pad->failed_sheet);
  g_free (pad->path);
  g_free (pad->title);
  g_free (pad);
  return first == LXW_NO_ERROR;
}
