/* pad.c - a workbook being written. */
#include <errno.h>
#include <string.h>

#include "report/page.h"

/* A report is written row by row to temporary files beside it: its cells need
 * not be held, however many there are.  A blank form goes back to cells that
 * it wrote before. */
static lxw_workbook *
new_workbook (const char *path, gboolean by_rows)
{
  g_autofree char *folder = g_path_get_dirname (path);
  lxw_workbook_options options = { .constant_memory = by_rows, .tmpdir = folder };
  lxw_workbook *workbook = workbook_new_opt (path, &options);

  if (workbook == NULL)
    g_error ("out of memory");
  return workbook;
}

HechaPad *
hecha_pad_open (const char *path, const char *kind, const char *title, gint32 as_of)
{
  HechaPad *pad = g_new0 (HechaPad, 1);
  lxw_doc_properties properties = { 0 };
  /* Day 0 would be taken as "not set", that is now. */
  gint32 day = as_of == HECHA_DAY_NONE ? hecha_day_from_ymd (2024, 7, 3) : MAX (as_of, 1);

  pad->path = g_strdup (path);
  pad->title = g_strdup (title);
  pad->workbook = new_workbook (path, kind != NULL);
  if (as_of != HECHA_DAY_NONE)
    hecha_day_format (as_of, pad->as_of);
  properties.title = pad->title;
  properties.company = "hecha 核查";
  properties.created = (time_t) day * 86400;
  workbook_set_properties (pad->workbook, &properties);
  if (kind != NULL)
    workbook_set_custom_property_string (pad->workbook, "hecha-report", kind);
  workbook_set_custom_property_string (pad->workbook, "hecha-schema", HECHA_PAD_SCHEMA);
  if (*pad->as_of != '\0')
    workbook_set_custom_property_string (pad->workbook, "hecha-as-of", pad->as_of);
  return pad;
}

/* A sheet whose temporary file cannot be made is kept in memory instead; the
 * end of writing says then what is wrong with the place. */
lxw_worksheet *
hecha_pad_add_sheet (HechaPad *pad, const char *name)
{
  lxw_worksheet *sheet = workbook_add_worksheet (pad->workbook, name);

  if (sheet == NULL && pad->workbook->options.constant_memory)
    {
      pad->workbook->options.constant_memory = FALSE;
      sheet = workbook_add_worksheet (pad->workbook, name);
    }
  if (sheet == NULL)
    g_error ("no sheet %s", name);
  return sheet;
}

lxw_format *
hecha_pad_format (HechaPad *pad, HechaLook look)
{
  if (pad->looks[look][0] == NULL)
    pad->looks[look][0] = hecha_look_format (pad->workbook, look, FALSE);
  return pad->looks[look][0];
}

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

/* The library does not look whether rows reached their temporary files. */
static void
check_rows (HechaPad *pad)
{
  lxw_worksheet *sheet;

  STAILQ_FOREACH (sheet, pad->workbook->worksheets, list_pointers)
    if (sheet->optimize && pad->failure == LXW_NO_ERROR
        && (fflush (sheet->optimize_tmpfile) != 0 || ferror (sheet->optimize_tmpfile)))
      {
        pad->failure = LXW_ERROR_CREATING_TMPFILE;
        pad->failed_sheet = g_strdup (sheet->name);
      }
}

gboolean
hecha_pad_close (HechaPad *pad, GError **error)
{
  lxw_error code, first;

  check_rows (pad);
  code = workbook_close (pad->workbook);
  first = pad->failure != LXW_NO_ERROR ? pad->failure : code;
  if (first != LXW_NO_ERROR)
    set_failure (pad, first, error);
  g_free (pad->failed_sheet);
  g_free (pad->path);
  g_free (pad->title);
  g_free (pad);
  return first == LXW_NO_ERROR;
}
