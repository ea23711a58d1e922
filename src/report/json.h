/* json.h - JSON lines: building values and writing many lines fast.
 *
 * A writer keeps the first failure; every later call is a no-op, and
 * hecha_lines_close() reports it.
 */
#ifndef HECHA_REPORT_JSON_H
#define HECHA_REPORT_JSON_H

#include <hecha/report.h>
#include <stdio.h>

G_BEGIN_DECLS

#define HECHA_JSON_SCHEMA "{\"schema\":1,"

typedef struct
{
  FILE *stream;
  GString *text;       /* lines not yet written; append to it */
  char *path;
  int failure;         /* errno of the first failure, 0 */
} HechaLines;

gboolean hecha_lines_open (HechaLines *lines, const char *path, GError **error);
/* Ends the line begun in lines->text and writes when enough has gathered. */
void hecha_lines_end (HechaLines *lines);
/* Always releases; FALSE with HECHA_REPORT_ERROR_WRITE where a write failed. */
gboolean hecha_lines_close (HechaLines *lines, GError **error);

/* PIECE, made once, as it is. */
void hecha_json_append_piece (GString *out, const GString *piece);
/* For arrays and tables of pieces. */
void hecha_json_piece_free (gpointer piece);
/* "TEXT" or null for NULL and "". */
void hecha_json_append_text_or_null (GString *out, const char *text);
/* A number or null for 0. */
void hecha_json_append_year (GString *out, int year);
/* A date value: 2024-07-03, 2024-07, 2024; any other interval as
 * "2024-07-01/2024-07-10" (ISO 8601); true where the day is unknown. */
void hecha_json_append_date (GString *out, gint64 low, gint64 high);

G_END_DECLS

#endif
