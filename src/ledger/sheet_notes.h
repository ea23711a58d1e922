/* sheet_notes.h - rows of a sheet that its user must know of: they were not
 * read as projects, or not as they stand.  Private to room ledger. */
#ifndef HECHA_SHEET_NOTES_H
#define HECHA_SHEET_NOTES_H

#include <hecha/ledger.h>

typedef enum
{
  HECHA_NOTE_NAMELESS,   /* values, but neither 项目名称 nor 项目编号 */
  HECHA_NOTE_SHIFTED,    /* read a column beside its headers */
  HECHA_NOTE_MISFIT,     /* fits its headers nowhere: 存疑 */
  HECHA_N_NOTES
} HechaNoteKind;

typedef struct _HechaSheetNotes HechaSheetNotes;

HechaSheetNotes *hecha_sheet_notes_new (void);
void hecha_sheet_notes_free (HechaSheetNotes *notes);
/* NUMBER is 0-based; of a turned table it is a column's. */
void hecha_sheet_notes_add (HechaSheetNotes *notes, HechaNoteKind kind, guint32 number,
                            gboolean is_column);
/* What the notes say in sentences; "" where there are none.  Free with g_free(). */
char *hecha_sheet_notes_text (const HechaSheetNotes *notes);

#endif
