/* looks.c - the looks of cells. */
#include "report/looks.h"

#define FONT_TEXT "宋体"
#define FONT_HEAD "黑体"
#define DATE_CODE "yyyy-mm-dd"
#define AMOUNT_CODE "#,##0.00"
#define COUNT_CODE "#,##0"

#define LINE 0xA6A6A6
#define INK 0x000000
#define NO_FILL 0xFFFFFFFFu

enum
{
  BOLD = 1 << 0,
  BORDER = 1 << 1,
  WRAP = 1 << 2,
  UNDERLINE = 1 << 3,
  HEAD_FONT = 1 << 4,
  ITALIC = 1 << 5,
  UPRIGHT = 1 << 6
};

enum { LEFT = LXW_ALIGN_LEFT, MIDDLE = LXW_ALIGN_CENTER, RIGHT = LXW_ALIGN_RIGHT };

typedef struct
{
  double size;
  guint32 ink, fill;
  guint flags;
  guint8 align;
  const char *code;      /* number format, NULL = General */
} Look;

#define FRAMED (BORDER | WRAP)

static const Look looks[HECHA_N_LOOKS] = {
  [HECHA_LOOK_NOT_APPLICABLE] = { 10, 0x808080, NO_FILL, FRAMED, MIDDLE, NULL },
  [HECHA_LOOK_PASS] = { 10, 0x375623, 0xE8F3E0, FRAMED, MIDDLE, NULL },
  [HECHA_LOOK_NOT_DUE] = { 10, 0x1F3864, 0xDCE6F4, FRAMED, MIDDLE, NULL },
  [HECHA_LOOK_UNDECIDED] = { 10, INK, 0xD0D0D0, FRAMED | ITALIC, MIDDLE, NULL },
  [HECHA_LOOK_HINT] = { 10, INK, 0xFFF6D6, FRAMED, MIDDLE, NULL },
  [HECHA_LOOK_SUSPECT] = { 10, INK, 0xFFC77D, FRAMED, MIDDLE, NULL },
  [HECHA_LOOK_VIOLATION] = { 10, 0xFFFFFF, 0xB3261E, FRAMED | BOLD, MIDDLE, NULL },

  [HECHA_LOOK_TITLE] = { 18, INK, NO_FILL, BOLD | HEAD_FONT, MIDDLE, NULL },
  [HECHA_LOOK_SUBTITLE] = { 10, 0x404040, NO_FILL, WRAP, MIDDLE, NULL },
  [HECHA_LOOK_WARNING] = { 11, 0x9C1B14, 0xFDECEA, BOLD | WRAP | BORDER, LEFT, NULL },
  [HECHA_LOOK_NOTE] = { 9, 0x404040, NO_FILL, WRAP, LEFT, NULL },
  [HECHA_LOOK_SECTION] = { 12, 0x1F3864, NO_FILL, BOLD | HEAD_FONT, LEFT, NULL },
  [HECHA_LOOK_HEADER] = { 10, 0xFFFFFF, 0x1F4E78, FRAMED | BOLD, MIDDLE, NULL },
  [HECHA_LOOK_HEADER_INPUT] = { 10, INK, 0xFFE699, FRAMED | BOLD, MIDDLE, NULL },
  [HECHA_LOOK_HEADER_UPRIGHT]
  = { 9, 0xFFFFFF, 0x1F4E78, FRAMED | BOLD | UPRIGHT, MIDDLE, NULL },
  [HECHA_LOOK_TEXT] = { 10, INK, NO_FILL, FRAMED, LEFT, NULL },
  [HECHA_LOOK_STRONG] = { 10, INK, NO_FILL, FRAMED | BOLD, LEFT, NULL },
  [HECHA_LOOK_CENTER] = { 10, INK, NO_FILL, FRAMED, MIDDLE, NULL },
  [HECHA_LOOK_LINK] = { 10, 0x0563C1, NO_FILL, FRAMED | UNDERLINE, LEFT, NULL },
  [HECHA_LOOK_AMOUNT] = { 10, INK, NO_FILL, BORDER, RIGHT, AMOUNT_CODE },
  [HECHA_LOOK_COUNT] = { 10, INK, NO_FILL, BORDER, RIGHT, COUNT_CODE },
  [HECHA_LOOK_DATE] = { 10, INK, NO_FILL, BORDER, MIDDLE, DATE_CODE },
  [HECHA_LOOK_INPUT] = { 10, INK, 0xFFFBEB, FRAMED, LEFT, NULL },
  [HECHA_LOOK_INPUT_CENTER] = { 10, INK, 0xFFFBEB, FRAMED, MIDDLE, NULL },
  [HECHA_LOOK_INPUT_DATE] = { 10, INK, 0xFFFBEB, BORDER, MIDDLE, DATE_CODE },
  [HECHA_LOOK_INPUT_AMOUNT] = { 10, INK, 0xFFFBEB, BORDER, RIGHT, AMOUNT_CODE },
  [HECHA_LOOK_TOTAL] = { 10, INK, 0xE7E6E6, FRAMED | BOLD, MIDDLE, NULL },
  [HECHA_LOOK_TOTAL_COUNT] = { 10, INK, 0xE7E6E6, BORDER | BOLD, RIGHT, COUNT_CODE },
  [HECHA_LOOK_TOTAL_AMOUNT] = { 10, INK, 0xE7E6E6, BORDER | BOLD, RIGHT, AMOUNT_CODE },
  [HECHA_LOOK_LABEL] = { 10, INK, 0xF2F2F2, FRAMED | BOLD, MIDDLE, NULL },
  [HECHA_LOOK_EXAMPLE] = { 10, 0x7F7F7F, 0xF7F7F7, FRAMED | ITALIC, LEFT, NULL },
  [HECHA_LOOK_EXAMPLE_DATE] = { 10, 0x7F7F7F, 0xF7F7F7, BORDER | ITALIC, MIDDLE, DATE_CODE },
  [HECHA_LOOK_EXAMPLE_AMOUNT]
  = { 10, 0x7F7F7F, 0xF7F7F7, BORDER | ITALIC, RIGHT, AMOUNT_CODE },
  [HECHA_LOOK_PLAIN] = { 10, INK, NO_FILL, WRAP, LEFT, NULL },
};

static void
set_frame (lxw_format *format, const Look *look)
{
  if (look->flags & BORDER)
    {
      format_set_border (format, LXW_BORDER_THIN);
      format_set_border_color (format, LINE);
    }
  if (look->fill != NO_FILL)
    {
      format_set_pattern (format, LXW_PATTERN_SOLID);
      format_set_fg_color (format, look->fill);
    }
}

lxw_format *
hecha_look_format (lxw_workbook *workbook, HechaLook which, gboolean guarded)
{
  const Look *look = &looks[which];
  lxw_format *format = workbook_add_format (workbook);

  format_set_font_name (format, look->flags & HEAD_FONT ? FONT_HEAD : FONT_TEXT);
  format_set_font_family (format, 3);
  format_set_font_size (format, look->size);
  format_set_font_color (format, look->ink == INK ? LXW_COLOR_BLACK : look->ink);
  if (look->flags & BOLD)
    format_set_bold (format);
  if (look->flags & ITALIC)
    format_set_italic (format);
  if (look->flags & WRAP)
    format_set_text_wrap (format);
  if (look->flags & UNDERLINE)
    format_set_underline (format, LXW_UNDERLINE_SINGLE);
  if (look->flags & UPRIGHT)
    format_set_rotation (format, 90);
  format_set_align (format, look->align);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  set_frame (format, look);
  if (guarded)
    format_set_num_format (format, "@");
  else if (look->code != NULL)
    format_set_num_format (format, look->code);
  return format;
}
