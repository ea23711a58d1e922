/* charts.h - stacked bars over a table on the page: 违规, 疑点 and 提示, or what
 * came, stayed and was mended. */
#ifndef HECHA_REPORT_CHARTS_H
#define HECHA_REPORT_CHARTS_H

#include "report/page.h"

G_BEGIN_DECLS

typedef struct
{
  const char *category;
  double values[3];
} HechaBar;

/* What the three parts of a bar are called and look like. */
typedef struct
{
  const char *names[3];
  guint32 fills[3];       /* 0xRRGGBB */
} HechaBarParts;

/* The bars' figures stand in the page's rows FIRST to FIRST + N - 1, names in
 * column NAME_COLUMN, the three levels in the columns from VALUE_COLUMN on;
 * BARS repeats them for the chart's cache, which viewers that do not
 * calculate show.  Placed with its corner at (ROW, COLUMN), WIDTH by HEIGHT
 * pixels. */
void hecha_chart_levels (HechaPage *page, const char *title, guint32 first, guint name_column,
                         guint value_column, const HechaBar *bars, guint n, guint32 row,
                         guint column, guint width, guint height);
/* The same with other parts. */
void hecha_chart_bars (HechaPage *page, const char *title, const HechaBarParts *parts,
                       guint32 first, guint name_column, guint value_column,
                       const HechaBar *bars, guint n, guint32 row, guint column, guint width,
                       guint height);

G_END_DECLS

#endif
