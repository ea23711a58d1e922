/* Marked copies: which way each kind of source takes, and the whole of one. */
#include <glib/gstdio.h>
#include <string.h>

#include <hecha/report.h>

#include "report/marks_check.h"
#include "report/marks_comments.h"
#include "report/marks_layout.h"
#include "report/marks_package.h"
#include "report/marks_result_sheet.h"
#include "report/marks_rewrite.h"
#include "report/marks_sheet.h"
#include "report/marks_source.h"
#include "report/marks_styles.h"
#include "report/marks_workbook.h"
#include "report/marks_xml.h"

#define SOURCE_PROPERTY "hecha-source-sha256"

/* What Linux, Windows and WPS agree on. */
#define MAX_NAME_BYTES 255

char *
hecha_report_fitting_name (const char *stem, const char *suffix)
{
  const char *slash = strrchr (stem, '/');
  const char *base = slash != NULL ? slash + 1 : stem;
  gsize room = MAX_NAME_BYTES - MIN (strlen (suffix), MAX_NAME_BYTES), length = strlen (base);
  const char *end = base + MIN (length, room);

  /* Not in the midst of a character. */
  while (end > base && ((guchar) *end & 0xc0) == 0x80)
    end--;
  return g_strdup_printf ("%.*s%s", (int) (end - stem), stem, suffix);
}

char *
hecha_report_marked_name (const char *source_name, HechaKind kind)
{
  const char *dot = strrchr (source_name, '.'), *slash = strrchr (source_name, '/');
  const char *wanted = kind == HECHA_KIND_XLSM ? ".xlsm" : ".xlsx";

  if (dot == NULL || (slash != NULL && dot < slash))
    return hecha_report_fitting_name (source_name, wanted);
  /* A package under another suffix than its own would not be opened by Excel. */
  if (g_ascii_strcasecmp (dot, wanted) == 0)
    return g_strdup (source_name);
  {
    g_autofree char *stem = g_strndup (source_name, (gsize) (dot - source_name));
    return hecha_report_fitting_name (stem, wanted);
  }
}

/* ---- patching a package -------------------------------------------------------- */

typedef struct
{
  HechaPackage *package;   /* the caller's, as its maps are */
  GPtrArray *maps;
  HechaWorkbookParts *parts;
  HechaMarkStyles *styles;
  const HechaMarkJob *job;
  HechaShapeIds shape_ids;
  gboolean unmark;          /* the source is a marked copy itself */
  gboolean full;
  GString *note;
} Patch;

static void
patch_clear (Patch *patch)
{
  hecha_mark_styles_free (patch->styles);
  hecha_workbook_parts_free (patch->parts);
  g_string_free (patch->note, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Patch, patch_clear)

static gboolean
refuse_signed (const HechaPackage *package, GError **error)
{
  const GPtrArray *names = hecha_package_names (package);

  for (guint i = 0; i < names->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (names, i), "_xmlsignatures/"))
      {
        g_set_error_literal (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_REFUSED,
                             "工作簿有电子签名，改动会使签名失效，没有标注；问题见核查报告");
        return FALSE;
      }
  return TRUE;
}

static gboolean
patch_sheet (Patch *patch, guint index, const HechaMark *marks, guint n_marks, GError **error)
{
  const HechaSheetPart *sheet = &g_array_index (patch->parts->sheets, HechaSheetPart, index);
  HechaSheetChange change = { NULL, patch->parts->strict, patch->unmark };
  g_autofree char *drawing_id = NULL;
  g_autoptr (GBytes) part = NULL;
  GString *text;

  if (sheet->part == NULL || !sheet->is_worksheet)
    return TRUE;
  if (patch->unmark)
    hecha_unmark_comments (patch->package, sheet->part);
  part = hecha_package_read (patch->package, sheet->part, error);
  if (part == NULL)
    return FALSE;
  if (n_marks > 0)
    hecha_mark_comments (patch->package, sheet->part, part, patch->parts->strict, marks, n_marks,
                         &patch->shape_ids, &drawing_id, patch->note);
  change.legacy_drawing_id = drawing_id;
  text = hecha_mark_sheet (hecha_mark_maps_get (patch->maps, index, part), marks, n_marks, &change,
                           patch->styles, &patch->full, error);
  if (text == NULL)
    {
      g_prefix_error (error, "“%s”：", sheet->name);
      return FALSE;
    }
  /* It was walked before: what went between its tags are cells of addresses and
   * numbers, and the copy is read again cell by cell. */
  hecha_package_set_whole (patch->package, sheet->part, text);
  return TRUE;
}

/* Marks are ordered by sheet: a run of them belongs to each. */
static gboolean
patch_sheets (Patch *patch, GError **error)
{
  const HechaMarkJob *job = patch->job;
  guint next = 0;

  for (guint i = 0; i < patch->parts->sheets->len; i++)
    {
      guint first = next;

      while (next < job->n_marks && job->marks[next].sheet_index == i)
        next++;
      if ((next > first || patch->unmark)
          && !patch_sheet (patch, i, job->marks + first, next - first, error))
        return FALSE;
    }
  return TRUE;
}

/* Every part that was touched is XML, and whole: a part that is not makes
 * Excel offer a repair, whatever our own reader makes of it. */
static gboolean
check_changed_parts (const Patch *patch, GError **error)
{
  HechaPackage *package = patch->package;
  static const HechaWalker nothing = { NULL, NULL, NULL, 0 };
  const GPtrArray *names = hecha_package_names (package);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (GBytes) part = NULL;

      if (!hecha_package_in_doubt (package, name))
        continue;
      part = hecha_package_read (package, name, error);
      if (part == NULL)
        return FALSE;
      if (!hecha_markup_walk (part, &nothing, NULL))
        {
          g_set_error (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_SELF_CHECK,
                       "标注后“%s”不完整，没有写出副本；请把原件交给程序维护人", name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
patch_all (Patch *patch, const char *dest, GError **error)
{
  g_autofree char *styles_part = NULL;

  if (!refuse_signed (patch->package, error))
    return FALSE;
  patch->parts = hecha_workbook_parts_load (patch->package, error);
  if (patch->parts == NULL)
    return FALSE;
  patch->styles = hecha_mark_styles_load (patch->package, patch->parts->styles, error);
  if (patch->styles == NULL)
    return FALSE;
  hecha_shape_ids_scan (&patch->shape_ids, patch->package);
  if (!patch_sheets (patch, error))
    return FALSE;
  if (patch->parts->locked && !patch->unmark)
    g_string_append (patch->note, "工作簿结构受保护，没有加“核查结果”表；");
  else if (!hecha_mark_result_sheet (patch->package, patch->parts, patch->job, patch->styles,
                                     error))
    return FALSE;
  if (patch->full)
    g_string_append (patch->note, "单元格格式已达 Excel 上限，部分单元格只加批注没有着色；");
  styles_part = g_strdup (patch->parts->styles);
  if (styles_part == NULL)
    {
      /* The name that some readers look for without asking the relations. */
      styles_part = hecha_package_has (patch->package, "xl/styles.xml")
                        ? hecha_package_free_name (patch->package, "xl/styles%u.xml")
                        : g_strdup ("xl/styles.xml");
      g_free (hecha_package_relate (patch->package, patch->parts->part, patch->parts->strict,
                                    "styles", styles_part));
      hecha_package_declare (
          patch->package, styles_part,
          "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml");
    }
  if (!hecha_mark_styles_store (patch->styles, patch->package, styles_part, error))
    return FALSE;
  hecha_mark_property (patch->package, patch->parts->strict, SOURCE_PROPERTY,
                       patch->job->source_sha256);
  return check_changed_parts (patch, error)
         && hecha_package_write (patch->package, dest, error);
}

static gboolean
mark_package (HechaPackage *package, GPtrArray *maps, const char *dest, const HechaMarkJob *job,
              gboolean unmark, char **note, GError **error)
{
  g_auto (Patch) patch = { .package = package, .maps = maps, .job = job, .unmark = unmark,
                           .note = g_string_new (NULL) };

  if (package == NULL || !patch_all (&patch, dest, error))
    return FALSE;
  if (patch.note->len > 0)
    {
      g_string_truncate (patch.note, patch.note->len - strlen ("；"));
      *note = g_strdup (patch.note->str);
    }
  return TRUE;
}

/* ---- .xls that looks as it did -------------------------------------------------- */

/* Converted by LibreOffice, compared with our own reading, then patched. */
static gboolean
mark_converted (HechaMarkSource *source, const char *dest, const HechaMarkJob *job, char **note)
{
  g_autofree char *folder = g_path_get_dirname (dest);
  g_autofree char *scratch = NULL, *why = NULL, *converted = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok = FALSE;

  converted = hecha_marks_layout_convert (source->path, folder, &scratch, &why);
  if (converted != NULL && hecha_marks_check (source, converted, &error))
    {
      g_autoptr (HechaPackage) package = hecha_package_open (converted, &error);
      g_autoptr (GPtrArray) maps = hecha_mark_maps_new ();

      ok = mark_package (package, maps, dest, job, FALSE, note, &error);
    }
  hecha_marks_layout_clear (g_steal_pointer (&scratch));
  if (ok)
    {
      g_free (*note);
      *note = g_strdup ("由 LibreOffice 转换为 .xlsx 后标注，数值已与原件逐格比对");
      return TRUE;
    }
  g_clear_pointer (note, g_free);
  *note = g_strdup_printf ("没有按原版面转换（%s）；由旧版格式转存为 .xlsx，只保留数值、合并、"
                           "列宽和数字格式",
                           why != NULL ? why : "转换结果与原件读出来不一样");
  return FALSE;
}

/* ---- the whole -------------------------------------------------------------------- */

static const char *
rewritten_note (HechaKind kind)
{
  if (kind == HECHA_KIND_TEXT)
    return "由文本文件转存为 .xlsx";
  if (kind == HECHA_KIND_XLSB)
    return "由二进制工作簿转存为 .xlsx：保留了数值、合并、列宽和数字格式，"
           "没有保留公式、字体、边框、图表和批注";
  return "由旧版格式转存为 .xlsx：保留了数值、合并、列宽和数字格式，"
         "没有保留公式、字体、边框、图表和批注";
}

static gboolean
mark_by_kind (HechaMarkSource *source, const char *dest, const HechaMarkJob *job, char **note,
              GError **error)
{
  HechaKind kind = hecha_book_kind (source->book);

  if (kind == HECHA_KIND_XLSX || kind == HECHA_KIND_XLSM)
    return mark_package (hecha_mark_source_package (source, error), source->maps, dest, job,
                         hecha_book_property (source->book, SOURCE_PROPERTY) != NULL, note,
                         error);
  if (job->xls_by_libreoffice && kind == HECHA_KIND_XLS)
    {
      if (mark_converted (source, dest, job, note))
        return TRUE;
    }
  else
    *note = g_strdup (rewritten_note (kind));
  return hecha_marks_rewrite (source->path, dest, job, error);
}

gboolean
hecha_mark_source_copy (HechaMarkSource *source, const char *dest, const HechaMarkJob *job,
                        char **note, GError **error)
{
  *note = NULL;
  if (mark_by_kind (source, dest, job, note, error) && hecha_marks_check (source, dest, error))
    return TRUE;
  g_unlink (dest);
  g_clear_pointer (note, g_free);
  return FALSE;
}

gboolean
hecha_report_mark (const char *source, const char *dest, const HechaMarkJob *job, char **note,
                   GError **error)
{
  g_autoptr (HechaMarkSource) opened = hecha_mark_source_open (source, error);

  *note = NULL;
  if (opened != NULL)
    return hecha_mark_source_copy (opened, dest, job, note, error);
  g_unlink (dest);
  return FALSE;
}
