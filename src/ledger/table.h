/* table.h - one table of a sheet while it is being understood.  Rows and
 * columns are the grid's (of a turned grid: exchanged).  Private to room
 * ledger. */
#ifndef HECHA_TABLE_H
#define HECHA_TABLE_H

#include <hecha/ledger.h>

#include "ledger/grid.h"
#include "ledger/header.h"
#include "ledger/sheet_notes.h"

/* What is at hand while one sheet is read. */
typedef struct
{
  HechaExtract *extract;
  const HechaBook *book;          /* NULL in tests: formats are General */
  const HechaSheet *sheet;
  guint sheet_index;
  const HechaDictionary *dictionary;
  const HechaMapping *mapping;
  HechaHeaderReader *reader;
  HechaGrid *grid;                /* STRAIGHT or that turned */
  HechaGrid *straight;
  gint64 unit;                    /* of an earlier caption of the sheet; 0 */
  int year;                       /* likewise */
  const char *unit_name;          /* likewise, or NULL */
  HechaSheetNotes *notes;
  GHashTable *decided;            /* header -> field + 1, of the tables so far */
  gboolean blank_form;            /* labels of a form, with no project filled in */
} HechaSheetReader;

typedef struct
{
  guint32 column;
  guint32 row;                    /* of the leaf */
  guint n_texts;
  const char *texts[HECHA_MAX_HEADS];   /* heads, then leaf; of the sheet */
  const HechaHeaderGuess *guess;
  gboolean shadow;                /* under a header merged with the column before */
  gboolean serial;
  gint64 noted_unit;              /* of money, from a row of units below the header; 0 */
  /* what was decided */
  guint8 field;
  guint8 match;
  float confidence;
  gint64 unit;
  char *candidates;               /* owned, or NULL */
} HechaTableColumn;

typedef struct
{
  HechaRange header;
  guint next_row;                 /* index of the first row below the header */
  guint sample_end;               /* of the rows from there that tell what columns hold */
  GArray *columns;                /* HechaTableColumn by column */
  double named;                   /* how likely the column of names holds projects */
  double expected;                /* how many columns describe projects, likely */
} HechaTableHead;

HechaTableHead *hecha_table_head_new (void);
void hecha_table_head_free (HechaTableHead *head);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaTableHead, hecha_table_head_free)

/* The heads of the table, or of several beside one another, whose header
 * row is row INDEX of the grid; NULL where that row heads no ledger. */
GPtrArray *hecha_table_heads_at (HechaSheetReader *reader, guint index);

/* Decides the field of every column of HEAD from its guesses and the values
 * below it (table_map.c). */
void hecha_table_map (HechaSheetReader *reader, HechaTableHead *head, const char *title);

/* Takes offices of UNIT_NAME, which the caption names, for what they are: no
 * column of 建设单位 but one of 实施机构 (table_offices.c). */
void hecha_table_mind_offices (HechaSheetReader *reader, HechaTableHead *head,
                               const char *unit_name);

/* Columns of percentages hold no amounts, whatever their headers sound like
 * (table_shares.c). */
void hecha_table_mind_shares (HechaSheetReader *reader, HechaTableHead *head);

/* COLUMN for the extract: place, text, field, match and confidence. */
HechaColumn hecha_table_column_describe (HechaSheetReader *reader,
                                         const HechaTableColumn *column);

/* What stands above and below a table (caption.c). */
typedef struct
{
  const char *title;       /* "" */
  char *unit_name;         /* owned, "" */
  int year;
  gint64 unit;
} HechaCaption;

/* Reads rows FIRST_ROW to before END_ROW, the sheet's foot and the names of
 * sheet and file; with COLUMNS only what stands over these. */
void hecha_caption_read (HechaSheetReader *reader, guint32 first_row, guint32 end_row,
                         const HechaRange *columns, HechaCaption *caption);
/* The rows alone: nothing is inherited. */
void hecha_caption_read_rows (HechaSheetReader *reader, guint32 first_row, guint32 end_row,
                              const HechaRange *columns, HechaCaption *caption);
/* Whether these rows head another table than CURRENT does. */
gboolean hecha_caption_is_another (HechaSheetReader *reader, guint32 first_row, guint32 end_row,
                                   const HechaCaption *current);
void hecha_caption_clear (HechaCaption *caption);
/* The unit that the file's name names, or "".  Free with g_free(). */
char *hecha_unit_of_file (const HechaExtract *extract);
/* The unit that a heading within a table names alone (一、阳城县教育局), or NULL.
 * Free with g_free(). */
char *hecha_unit_of_heading (const char *text);

/* Reads the rows below HEAD into a new table of the extract; returns the
 * index of the first row that is not its own (table_rows.c).  LAST_ROW is
 * raised to the last row with a project or a total. */
guint hecha_table_read (HechaSheetReader *reader, HechaTableHead *head,
                        const HechaCaption *caption, guint32 *last_row);

/* All forms of the sheet; the number found (form.c). */
guint hecha_forms_read (HechaSheetReader *reader);

#endif
