/* pad.c - a workbook being written. */
#include <errno.h>
#include <string.h>

#include "report/page.h"

HechaPad *
hecha_pad_open (const char *path, const char *kind, const char *title, gint32 as_of)
{
  HechaPad *pad = g_new0 (HechaPad, 1);
  lxw_doc_properties properties = { 0 };
  /* Day 0 would be taken as "not set", that is now. */
  gint32 day = as_of == HECHA_DAY_NONE ? hecha_day_from_ymd (2024, 7, 3) : MAX (as_of, 1);

  pad->path = g_strdup (path);
  pad->title = g_strdup (title);
  pad->workbook = workbook_new (path);
  if (pad->workbook == NULL)
    g_error ("out of memory");
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

gboolean
hecha_pad_close (HechaPad *pad, GError **error)
{
  lxw_error code = workbook_close (pad->workbook);
  lxw_error first = pad->failure != LXW_NO_ERROR ? pad->failure : code;

  if (first != LXW_NO_ERROR)
    set_failure (pad, first, error);
  g_free (pad->failed_sheet);
  g_free (pad->path);
  g_free (pad->title);
  g_free (pad);
  return first == LXW_NO_ERROR;
}
