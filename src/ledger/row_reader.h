/* row_reader.h - the rows of one table while they are read, for table_rows.c,
 * row_*.c and table_describe.c. */
#ifndef HECHA_ROW_READER_H
#define HECHA_ROW_READER_H

#include "ledger/row_kind.h"
#include "ledger/table.h"
#include "ledger/table_totals.h"
#include "ledger/value_memo.h"

/* A column while rows are read. */
typedef struct
{
  guint32 column;
  guint8 field;              /* HECHA_FIELD_NONE: only looked at */
  gboolean serial;
  guint slot;                /* place of its datum in a record */
  HechaValueContext context;
  const HechaRange *merge;   /* the one that covers the row, or NULL */
  const HechaCell *merged;   /* its content */
  const HechaCell *own;      /* of the row at hand */
  HechaValueMemo *memo;      /* owned; NULL for a small table */
  HechaDatum last;           /* of the record above, for 同上 */
  const HechaRange *last_merge;   /* that LAST was read from, or NULL */
  gint32 offset;             /* columns that OWN stands right of its header; mostly 0 */
  gboolean doubtful;         /* cannot be told which cell of this row is the column's */
} HechaReading;

/* A table while its rows are read. */
typedef struct
{
  HechaSheetReader *reader;
  HechaTableHead *head;
  const HechaCaption *caption;
  guint table;
  GArray *readings;          /* HechaReading, by column */
  guint n_data;
  int name, code, unit, year, serial;   /* indices of readings, or -1 */
  guint next_merge;
  gboolean numbered;         /* 序号 has numbers */
  gboolean chinese_sections; /* 序号 has 一、二 for sections among 1, 2 for projects */
  gboolean after_foot;
  gboolean shifted;          /* some row does not stand below its headers */
  gboolean at_break;         /* the row above ended a run of projects */
  gboolean any_record;
  const char *section_unit;  /* of the heading above, where it names a unit; or NULL */
  guint32 first_row, last_row;
  HechaTotals *totals;
} HechaRowReader;

/* The row at hand. */
typedef struct
{
  guint index;             /* in the grid */
  guint32 row;
  gboolean hidden;
  guint n_own;             /* cells of its own with content */
  guint n_other;           /* of these, neither 序号 nor 项目名称 */
  const char *first_text;  /* of the first cell with content, or NULL */
} HechaLine;

/* ROWS points to HEAD and CAPTION, which stay their owners'. */
void hecha_row_reader_init (HechaRowReader *rows, HechaSheetReader *reader, HechaTableHead *head,
                            const HechaCaption *caption);
void hecha_row_reader_clear (HechaRowReader *rows);

/* NULL for an INDEX of -1. */
HechaReading *hecha_row_reading (const HechaRowReader *rows, int index);
/* Lets merged ranges that begin at or above ROW cover the columns. */
void hecha_row_follow_merges (HechaRowReader *rows, guint32 row);
/* Finds the row's own cells for all readings. */
void hecha_row_take_cells (HechaRowReader *rows, HechaLine *row);
/* The cell whose content shows in the column at this row. */
const HechaCell *hecha_row_shown (const HechaReading *reading);
/* Its text, "" where it is none or INDEX -1. */
const char *hecha_row_shown_text (HechaRowReader *rows, int index);
/* Tells the user of a row. */
void hecha_row_note (HechaRowReader *rows, HechaNoteKind kind, guint32 row);
const char *hecha_row_format (const HechaRowReader *rows, const HechaCell *cell);
/* Sets DATUM's address as the clerk sees it. */
void hecha_row_place (const HechaRowReader *rows, guint32 row, guint32 column,
                      HechaDatum *datum);

/* What a row is (row_class.c). */
gboolean hecha_row_is_banner (HechaRowReader *rows, const HechaLine *row);
gboolean hecha_row_is_numbering (HechaRowReader *rows, const HechaLine *row);
gboolean hecha_row_is_heading (HechaRowReader *rows, const HechaLine *row);
gboolean hecha_row_is_foreign (HechaRowReader *rows, const HechaLine *row);
gboolean hecha_row_is_figure (HechaRowReader *rows, const HechaLine *row);
gboolean hecha_row_heads_statistics (HechaRowReader *rows, const HechaLine *row);
gboolean hecha_row_has_identity (HechaRowReader *rows);
HechaTotalKind hecha_row_total_kind (HechaRowReader *rows, const HechaLine *row);

/* Whether the cells of the row, read as DATA, stand a column beside their headers:
 * then the readings take the right ones and are read anew, until
 * hecha_row_straighten() (row_shift.c). */
gboolean hecha_row_realign (HechaRowReader *rows, const HechaLine *row, const HechaDatum *data);
void hecha_row_straighten (HechaRowReader *rows);

/* What it says (row_data.c). */
void hecha_row_add_record (HechaRowReader *rows, const HechaLine *row);
/* A row of values without 项目名称 and 项目编号: counted and told, no project. */
void hecha_row_take_nameless (HechaRowReader *rows, const HechaLine *row);
void hecha_row_take_total (HechaRowReader *rows, const HechaLine *row, HechaTotalKind kind);

/* The table itself (table_describe.c). */
void hecha_table_begin (HechaRowReader *rows);
void hecha_table_finish (HechaRowReader *rows, guint first_record);

#endif
