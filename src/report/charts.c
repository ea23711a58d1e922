/* charts.c - stacked bars of 违规, 疑点 and 提示. */
#include "report/charts.h"

#include <stdlib.h>
#include <string.h>


/* libxlsxwriter caches nothing for cells that are formulas, so the cache is
 * filled here and left alone by the library (ignore_cache).  The library
 * frees the points with free(). */
static void
cache_point (lxw_series_range *range, const char *text, double number)
{
  struct lxw_series_data_point *point = calloc (1, sizeof *point);

  if (point == NULL)
    return;
  if (text != NULL)
    {
      g_autofree char *clean = hecha_writable_text (text);
      gsize size = strlen (clean) + 1;

      point->string = malloc (size);
      if (point->string != NULL)
        memcpy (point->string, clean, size);
      point->is_string = TRUE;
      range->has_string_cache = TRUE;
    }
  point->number = number;
  STAILQ_INSERT_TAIL (range->data_cache, point, list_pointers);
  range->num_data_points++;
}

static void
add_series (lxw_chart *chart, HechaPage *page, const HechaBarParts *parts, guint which,
            guint32 first, guint name_column, guint value_column, const HechaBar *bars, guint n)
{
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);
  lxw_chart_fill fill = { .color = parts->fills[which] };
  lxw_chart_line line = { .color = 0x595959, .width = 0.5f };
  lxw_row_t last = (lxw_row_t) (first + n - 1);

  chart_series_set_name (series, parts->names[which]);
  chart_series_set_categories (series, page->name, first, (lxw_col_t) name_column, last,
                               (lxw_col_t) name_column);
  chart_series_set_values (series, page->name, first, (lxw_col_t) (value_column + which), last,
                           (lxw_col_t) (value_column + which));
  chart_series_set_fill (series, &fill);
  chart_series_set_line (series, &line);
  for (guint i = 0; i < n; i++)
    {
      cache_point (series->categories, bars[i].category, 0);
      cache_point (series->values, NULL, bars[i].values[which]);
    }
  series->categories->ignore_cache = TRUE;
  series->values->ignore_cache = TRUE;
}

void
hecha_chart_levels (HechaPage *page, const char *title, guint32 first, guint name_column,
                    guint value_column, const HechaBar *bars, guint n, guint32 row, guint column,
                    guint width, guint height)
{
  static const HechaBarParts levels
    = { { "违规", "疑点", "提示" }, { 0xB3261E, 0xFFC77D, 0xFFF6D6 } };

  hecha_chart_bars (page, title, &levels, first, name_column, value_column, bars, n, row, column,
                    width, height);
}

void
hecha_chart_bars (HechaPage *page, const char *title, const HechaBarParts *parts, guint32 first,
                  guint name_column, guint value_column, const HechaBar *bars, guint n,
                  guint32 row, guint column, guint width, guint height)
{
  lxw_chart *chart;
  lxw_chart_options options = { 0 };
  lxw_chart_font font = { .name = "宋体", .size = 8 };
  lxw_chart_font title_font = { .name = "黑体", .size = 12, .bold = LXW_TRUE };

  if (n == 0)
    return;
  chart = workbook_add_chart (page->pad->workbook, LXW_CHART_BAR_STACKED);
  for (guint i = 0; i < 3; i++)
    add_series (chart, page, parts, i, first, name_column, value_column, bars, n);
  chart_title_set_name (chart, title);
  chart_title_set_name_font (chart, &title_font);
  chart_axis_set_reverse (chart->y_axis);   /* the first row on top */
  chart_axis_set_num_font (chart->y_axis, &font);
  chart_axis_set_num_font (chart->x_axis, &font);
  chart_axis_set_num_format (chart->x_axis, "0");
  chart_axis_set_interval_unit (chart->y_axis, 1);
  chart_axis_set_label_position (chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
  chart_axis_major_gridlines_set_visible (chart->x_axis, LXW_FALSE);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  options.x_scale = width / 480.0;
  options.y_scale = height / 288.0;
  hecha_page_check (page, worksheet_insert_chart_opt (page->sheet, row, (lxw_col_t) column,
                                                      chart, &options));
}
