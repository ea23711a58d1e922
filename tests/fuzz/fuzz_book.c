/* libFuzzer target: any bytes as a file, opened and read whole.
 *
 * Input that begins with "X" is not a file but the XML of a sheet, with "S"
 * of shared strings, with "Y" of styles: it is put into a package around
 * whose CRC the fuzzer need not find its way.
 *
 *   clang -fsanitize=fuzzer,address,undefined ... tests/fuzz/fuzz_book.c
 */
#include <hecha/book.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "book/inflate.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

#define SHEET                                                                                  \
  "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"B1\" "    \
  "s=\"1\"><v>1.5</v></c></row></sheetData></worksheet>"

typedef struct
{
  const char *name;
  const void *data;
  gsize size;
} Part;

static void
append_u16 (GByteArray *out, guint value)
{
  guint8 bytes[2] = { (guint8) value, (guint8) (value >> 8) };

  g_byte_array_append (out, bytes, 2);
}

static void
append_u32 (GByteArray *out, guint32 value)
{
  append_u16 (out, value & 0xffff);
  append_u16 (out, value >> 16);
}

/* What local and central header have in common. */
static void
append_header (GByteArray *out, const Part *part)
{
  append_u16 (out, 20);
  append_u16 (out, 0);
  append_u16 (out, 0);
  append_u32 (out, 0x210000);
  append_u32 (out, hecha_crc32 (0, part->data, part->size));
  append_u32 (out, (guint32) part->size);
  append_u32 (out, (guint32) part->size);
  append_u16 (out, (guint) strlen (part->name));
  append_u16 (out, 0);
}

static void
append_name (GByteArray *out, const Part *part)
{
  g_byte_array_append (out, (const guint8 *) part->name, (guint) strlen (part->name));
}

static GByteArray *
make_package (const Part *parts, guint n)
{
  GByteArray *out = g_byte_array_new (), *directory = g_byte_array_new ();
  guint32 start;

  for (guint i = 0; i < n; i++)
    {
      guint32 offset = out->len;

      g_byte_array_append (out, (const guint8 *) "PK\3\4", 4);
      append_header (out, &parts[i]);
      append_name (out, &parts[i]);
      g_byte_array_append (out, parts[i].data, (guint) parts[i].size);
      g_byte_array_append (directory, (const guint8 *) "PK\1\2\24\0", 6);
      append_header (directory, &parts[i]);
      append_u16 (directory, 0);
      append_u32 (directory, 0);
      append_u32 (directory, 0);
      append_u32 (directory, offset);
      append_name (directory, &parts[i]);
    }
  start = out->len;
  g_byte_array_append (out, directory->data, directory->len);
  g_byte_array_append (out, (const guint8 *) "PK\5\6\0\0\0", 8);
  append_u16 (out, n);
  append_u16 (out, n);
  append_u32 (out, directory->len);
  append_u32 (out, start);
  append_u16 (out, 0);
  g_byte_array_unref (directory);
  return out;
}

static GByteArray *
wrap (const guint8 *data, size_t size)
{
  Part parts[] = {
    { "xl/workbook.xml", NULL, 0 },
    { "xl/_rels/workbook.xml.rels", NULL, 0 },
    { "xl/sheet.xml", SHEET, strlen (SHEET) },
    { "xl/strings.xml", "<sst><si><t>a</t></si></sst>", 28 },
    { "xl/styles.xml", "<s><cellXfs><xf/><xf numFmtId='14'/></cellXfs></s>", 50 },
  };
  guint replaced = data[0] == 'X' ? 2 : data[0] == 'S' ? 3 : 4;

  parts[0].data = "<workbook><sheets><sheet name='a' id='1'/></sheets></workbook>";
  parts[0].size = strlen (parts[0].data);
  parts[1].data = "<r><Relationship Id='1' Type='/worksheet' Target='sheet.xml'/>"
                  "<Relationship Id='2' Type='/sharedStrings' Target='strings.xml'/>"
                  "<Relationship Id='3' Type='/styles' Target='styles.xml'/></r>";
  parts[1].size = strlen (parts[1].data);
  parts[replaced].data = data + 1;
  parts[replaced].size = size - 1;
  return make_package (parts, G_N_ELEMENTS (parts));
}

static void
read_all (const char *path)
{
  HechaLimits limits = hecha_default_limits;
  g_autoptr (HechaBook) book = NULL;

  limits.max_part_bytes = 8 << 20;
  limits.max_cells = 1 << 20;
  limits.max_sheets = 16;
  book = hecha_book_open (path, &limits, NULL);
  for (guint i = 0; book != NULL && i < hecha_book_n_sheets (book); i++)
    {
      g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, i, NULL);

      for (guint j = 0; sheet != NULL && j < sheet->cells->len; j++)
        {
          const HechaCell *cell = &g_array_index (sheet->cells, HechaCell, j);

          if (cell->type == HECHA_CELL_TEXT || cell->type == HECHA_CELL_ERROR)
            g_assert_true (g_utf8_validate (cell->text, -1, NULL));
        }
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autoptr (GByteArray) file = NULL;
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  gssize written;

  if (size > 0 && strchr ("XSY", data[0]) != NULL)
    file = wrap (data, size);
  written = file != NULL ? write (fd, file->data, file->len) : write (fd, data, size);
  if (written >= 0)
    read_all (path);
  close (fd);
  return 0;
}
