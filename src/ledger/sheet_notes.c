#include "ledger/sheet_notes.h"

#define MAX_NAMED 30u   /* rows of one kind that are named; the rest are counted */

typedef struct
{
  guint n;
  guint32 numbers[MAX_NAMED];
  gboolean is_column;
} Rows;

struct _HechaSheetNotes
{
  Rows rows[HECHA_N_NOTES];
};

HechaSheetNotes *
hecha_sheet_notes_new (void)
{
  return g_new0 (HechaSheetNotes, 1);
}

void
hecha_sheet_notes_free (HechaSheetNotes *notes)
{
  g_free (notes);
}

void
hecha_sheet_notes_add (HechaSheetNotes *notes, HechaNoteKind kind, guint32 number,
                       gboolean is_column)
{
  Rows *rows = &notes->rows[kind];

  if (rows->n < MAX_NAMED)
    rows->numbers[rows->n] = number;
  rows->is_column = is_column;
  rows->n++;
}

static void
append_number (GString *text, const Rows *rows, guint32 number)
{
  char address[HECHA_ADDRESS_SIZE];
  gsize letters;

  if (!rows->is_column)
    {
      g_string_append_printf (text, "%u", number + 1);
      return;
    }
  hecha_address (0, number, address);
  for (letters = 0; g_ascii_isalpha (address[letters]); letters++)
    ;
  g_string_append_len (text, address, (gssize) letters);
}

/* 第 3、5—7 行, 第 3—40 等 52 行. */
static void
append_rows (GString *text, const Rows *rows)
{
  guint named = MIN (rows->n, MAX_NAMED);

  g_string_append (text, "第 ");
  for (guint i = 0; i < named; i++)
    {
      guint last = i;

      while (last + 1 < named && rows->numbers[last + 1] == rows->numbers[last] + 1)
        last++;
      if (i > 0)
        g_string_append (text, "、");
      append_number (text, rows, rows->numbers[i]);
      if (last > i)
        {
          g_string_append (text, "—");
          append_number (text, rows, rows->numbers[last]);
        }
      i = last;
    }
  if (rows->n > MAX_NAMED)
    g_string_append_printf (text, " 等 %u", rows->n);
  g_string_append (text, rows->is_column ? " 列" : " 行");
}

char *
hecha_sheet_notes_text (const HechaSheetNotes *notes)
{
  static const char *const sentences[HECHA_N_NOTES]
      = { [HECHA_NOTE_NAMELESS] = "填了内容，但没有项目名称和项目编号，没有作为项目读取，请补填",
          [HECHA_NOTE_SHIFTED] = "的内容与表头错开了一列，已按数据类型对回，分不清的记为存疑，请核对",
          [HECHA_NOTE_MISFIT] = "的内容与表头多处对不上，记为存疑，请核对" };
  GString *text = g_string_new (NULL);

  for (guint kind = 0; kind < HECHA_N_NOTES; kind++)
    {
      if (notes->rows[kind].n == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, "；");
      append_rows (text, &notes->rows[kind]);
      g_string_append (text, sentences[kind]);
    }
  return g_string_free (text, FALSE);
}
