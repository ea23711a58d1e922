/* Writes a ledger of ROWS x COLUMNS as Excel would: shared strings, amounts,
 * dates, yes and no.
 *
 *   make_ledger FILE ROWS COLUMNS
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

static void
write_cell (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_format *money,
            lxw_format *date, GRand *random)
{
  char text[64];

  switch (column % 8)
    {
    case 0:
      worksheet_write_number (sheet, row, column, row, NULL);
      break;
    case 1:
      g_snprintf (text, sizeof text, "智慧城市项目%u（%u期）", row, column);
      worksheet_write_string (sheet, row, column, text, NULL);
      break;
    case 2:
    case 3:
      worksheet_write_number (sheet, row, column, g_rand_int_range (random, 0, 1e8) / 100.0,
                              money);
      break;
    case 4:
      worksheet_write_number (sheet, row, column, 45000 + g_rand_int_range (random, 0, 700),
                              date);
      break;
    case 5:
      worksheet_write_string (sheet, row, column, row % 3 ? "是" : "否", NULL);
      break;
    case 6:
      worksheet_write_number (sheet, row, column, g_rand_int_range (random, 0, 5000), NULL);
      break;
    default:
      g_snprintf (text, sizeof text, "县直部门%d", g_rand_int_range (random, 0, 80));
      worksheet_write_string (sheet, row, column, text, NULL);
    }
}

int
main (int argc, char **argv)
{
  GRand *random = g_rand_new_with_seed (20241124);
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *money, *date;

  if (argc != 4)
    return 2;
  book = workbook_new (argv[1]);
  sheet = workbook_add_worksheet (book, "台账");
  money = workbook_add_format (book);
  format_set_num_format (money, "#,##0.00");
  date = workbook_add_format (book);
  format_set_num_format (date, "yyyy-mm-dd");
  for (int row = 0; row < atoi (argv[2]); row++)
    for (int column = 0; column < atoi (argv[3]); column++)
      write_cell (sheet, (lxw_row_t) row, (lxw_col_t) column, money, date, random);
  g_rand_free (random);
  return workbook_close (book) == LXW_NO_ERROR ? 0 : 1;
}
