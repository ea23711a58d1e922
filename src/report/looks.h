/* looks.h - the looks of cells: one table for all reports.
 *
 * Fills are static (WPS shows them all) and differ in brightness, so that a
 * grey print still tells 违规 from 疑点 from 提示.
 */
#ifndef HECHA_REPORT_LOOKS_H
#define HECHA_REPORT_LOOKS_H

#include <glib.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

typedef enum
{
  /* In the order of HechaOutcome. */
  HECHA_LOOK_NOT_APPLICABLE,
  HECHA_LOOK_PASS,
  HECHA_LOOK_NOT_DUE,
  HECHA_LOOK_UNDECIDED,
  HECHA_LOOK_HINT,
  HECHA_LOOK_SUSPECT,
  HECHA_LOOK_VIOLATION,

  HECHA_LOOK_TITLE,
  HECHA_LOOK_SUBTITLE,
  HECHA_LOOK_WARNING,       /* the sentence that findings are to be verified */
  HECHA_LOOK_NOTE,
  HECHA_LOOK_SECTION,
  HECHA_LOOK_HEADER,
  HECHA_LOOK_HEADER_INPUT,  /* of columns where people write */
  HECHA_LOOK_HEADER_UPRIGHT,/* written from bottom to top */
  HECHA_LOOK_TEXT,
  HECHA_LOOK_STRONG,
  HECHA_LOOK_CENTER,
  HECHA_LOOK_LINK,
  HECHA_LOOK_AMOUNT,
  HECHA_LOOK_COUNT,
  HECHA_LOOK_DATE,
  HECHA_LOOK_INPUT,
  HECHA_LOOK_INPUT_CENTER,
  HECHA_LOOK_INPUT_DATE,
  HECHA_LOOK_INPUT_AMOUNT,
  HECHA_LOOK_TOTAL,
  HECHA_LOOK_TOTAL_COUNT,
  HECHA_LOOK_TOTAL_AMOUNT,
  HECHA_LOOK_LABEL,         /* left side of a form */
  HECHA_LOOK_EXAMPLE,       /* an example row of a template */
  HECHA_LOOK_EXAMPLE_DATE,
  HECHA_LOOK_EXAMPLE_AMOUNT,
  HECHA_LOOK_PLAIN,         /* no border */
  HECHA_N_LOOKS
} HechaLook;

/* A new format of WORKBOOK, which owns it.  GUARDED = for text that would
 * become a formula if typed again: the cell is a text cell then. */
lxw_format *hecha_look_format (lxw_workbook *workbook, HechaLook look, gboolean guarded);

G_END_DECLS

#endif
