/* Writes a workbook with libxlsxwriter from lines on stdin:
 *   S name | W column width hidden | H row | M r1 c1 r2 c2
 *   C row column kind format d|n|t|b|f text
 * parted by tabs; f: a formula, a space and its result.  Used by writers.py only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

typedef struct
{
  char key[128];
  lxw_format *format;
} Style;

static Style styles[64];
static int n_styles;

static lxw_format *
style_for (lxw_workbook *book, const char *kind, const char *form)
{
  char key[128];
  lxw_format *format;

  snprintf (key, sizeof key, "%s|%s", kind, form);
  for (int i = 0; i < n_styles; i++)
    if (strcmp (styles[i].key, key) == 0)
      return styles[i].format;
  format = workbook_add_format (book);
  if (strcmp (kind, "title") == 0 || strcmp (kind, "head") == 0)
    format_set_bold (format);
  if (strcmp (kind, "title") == 0)
    format_set_font_size (format, 16);
  if (strcmp (kind, "caption") != 0 && strcmp (kind, "note") != 0)
    format_set_align (format, LXW_ALIGN_CENTER);
  if (strcmp (kind, "head") == 0 || strcmp (kind, "body") == 0 || strcmp (kind, "total") == 0)
    format_set_border (format, LXW_BORDER_THIN);
  if (strcmp (kind, "head") == 0)
    {
      format_set_bg_color (format, 0xFFF2CC);
      format_set_text_wrap (format);
    }
  if (form[0] != '\0')
    format_set_num_format (format, form);
  if (n_styles == 64)
    abort ();
  strcpy (styles[n_styles].key, key);
  return styles[n_styles++].format = format;
}

static void
unescape (char *text)
{
  char *to = text;

  for (; *text != '\0'; text++)
    if (text[0] == '\\' && text[1] == 'n')
      *to++ = '\n', text++;
    else
      *to++ = *text;
  *to = '\0';
}

int
main (int argc, char **argv)
{
  static char line[65536];
  lxw_workbook *book = workbook_new (argv[1]);
  lxw_worksheet *sheet = NULL;
  lxw_doc_properties properties = { .author = "综合科", .created = 1768465800 };

  workbook_set_properties (book, &properties);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      char *field[7] = { 0 }, *rest = line;

      line[strcspn (line, "\n")] = '\0';
      for (int i = 0; i < 7 && rest != NULL; i++)
        field[i] = i == 6 ? rest : strsep (&rest, "\t");
      if (line[0] == 'S')
        sheet = workbook_add_worksheet (book, field[1]);
      else if (line[0] == 'W')
        {
          lxw_row_col_options options = { .hidden = (uint8_t) atoi (field[3]) };
          worksheet_set_column_opt (sheet, atoi (field[1]), atoi (field[1]), atof (field[2]), NULL,
                                    &options);
        }
      else if (line[0] == 'H')
        {
          lxw_row_col_options options = { .hidden = 1 };
          worksheet_set_row_opt (sheet, atoi (field[1]), LXW_DEF_ROW_HEIGHT, NULL, &options);
        }
      else if (line[0] == 'M')
        worksheet_merge_range (sheet, atoi (field[1]), atoi (field[2]), atoi (field[3]),
                               atoi (field[4]), "", NULL);
      else if (line[0] == 'C')
        {
          int row = atoi (field[1]), column = atoi (field[2]);
          lxw_format *format = style_for (book, field[3], field[4]);

          unescape (field[6]);
          if (field[5][0] == 't')
            worksheet_write_string (sheet, row, column, field[6], format);
          else if (field[5][0] == 'f')
            {
              char *result = strrchr (field[6], ' ');

              *result++ = '\0';
              worksheet_write_formula_num (sheet, row, column, field[6], format, atof (result));
            }
          else if (field[5][0] == 'b')
            worksheet_write_blank (sheet, row, column, format);
          else
            worksheet_write_number (sheet, row, column, atof (field[6]), format);
        }
    }
  return workbook_close (book) == LXW_NO_ERROR ? 0 : 1;
}
