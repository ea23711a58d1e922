/* The central directory of a zip file (APPNOTE.TXT 4.3). */
#include "book/zip.h"

#include <string.h>

#include "book/book.h"
#include "book/zip_private.h"

#define END_SIZE 22          /* end of central directory record */
#define LOCATOR_SIZE 20      /* zip64 end of central directory locator */
#define END64_SIZE 56
#define CENTRAL_SIZE 46
#define LOCAL_SIZE 30
#define MAX_NAME 512
/* The end record may be followed by a comment of 64 KiB, and by junk. */
#define MAX_TAIL (1024 * 1024)
/* Enough for 10,000 names of 512 bytes with their extra fields. */
#define MAX_DIRECTORY (64 * 1024 * 1024)

typedef struct
{
  guint64 position;     /* of the end record (or the zip64 one) in the file */
  guint64 n_entries;
  guint64 size, offset; /* of the central directory */
} Directory;

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
               "文件已损坏或没有传完整（%s），请用 Excel 打开修复后另存，或请报送单位重新提供", what);
  return FALSE;
}

static void
entry_free (gpointer data)
{
  HechaZipEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

void
hecha_zip_free (HechaZip *zip)
{
  if (zip == NULL)
    return;
  g_ptr_array_unref (zip->entries);
  g_hash_table_unref (zip->by_name);
  hecha_inflate_free (zip->inflater);
  g_free (zip->input);
  g_free (zip);
}

/* ---- finding the directory ---------------------------------------------- */

/* A record whose comment ends where the file ends is preferred; with junk
 * behind it the last one counts. */
static gssize
find_end_record (const guint8 *tail, gsize length)
{
  gssize found = -1;

  for (gssize i = (gssize) length - END_SIZE; i >= 0; i--)
    {
      if (memcmp (tail + i, "PK\5\6", 4) != 0)
        continue;
      if ((gsize) i + END_SIZE + hecha_zip_u16 (tail + i + 20) == length)
        return i;
      if (found < 0)
        found = i;
    }
  return found;
}

/* Replaces what the zip32 record could not hold. */
static gboolean
read_end64 (HechaZip *zip, Directory *directory, GError **error)
{
  guint8 locator[LOCATOR_SIZE], record[END64_SIZE];
  guint64 claimed;

  if (directory->position < LOCATOR_SIZE
      || hecha_book_read_at (zip->fd, directory->position - LOCATOR_SIZE, locator, sizeof locator,
                             NULL) != LOCATOR_SIZE
      || memcmp (locator, "PK\6\7", 4) != 0)
    return TRUE;
  claimed = hecha_zip_u64 (locator + 8);
  /* Junk before the package shifts the claimed place: look right before too. */
  for (guint try = 0; try < 2; try++)
    {
      guint64 at = try == 0 ? claimed : directory->position - LOCATOR_SIZE - END64_SIZE;

      if (at > zip->size || zip->size - at < END64_SIZE)
        continue;
      if (hecha_book_read_at (zip->fd, at, record, sizeof record, error) != END64_SIZE)
        return FALSE;
      if (memcmp (record, "PK\6\6", 4) != 0)
        continue;
      directory->position = at;
      directory->n_entries = hecha_zip_u64 (record + 32);
      directory->size = hecha_zip_u64 (record + 40);
      directory->offset = hecha_zip_u64 (record + 48);
      return TRUE;
    }
  return damaged (error, "zip64 目录找不到");
}

static gboolean
find_directory (HechaZip *zip, Directory *directory, GError **error)
{
  gsize length = (gsize) MIN (zip->size, MAX_TAIL);
  g_autofree guint8 *tail = g_malloc (length + 1);
  guint8 first[4] = { 0 };
  gssize end;

  if (hecha_book_read_at (zip->fd, zip->size - length, tail, length, error) != (gssize) length)
    return error != NULL && *error != NULL ? FALSE : damaged (error, "文件在读取时变短了");
  end = find_end_record (tail, length);
  if (end < 0)
    {
      if (hecha_book_read_at (zip->fd, 0, first, sizeof first, NULL) == 4
          && memcmp (first, "PK", 2) == 0)
        return damaged (error, "压缩包目录找不到");
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_OTHER_KIND,
                   "这不是工作簿（内容无法识别），请提供 Excel 或 WPS 表格");
      return FALSE;
    }
  directory->position = zip->size - length + (guint64) end;
  directory->n_entries = hecha_zip_u16 (tail + end + 10);
  directory->size = hecha_zip_u32 (tail + end + 12);
  directory->offset = hecha_zip_u32 (tail + end + 16);
  return read_end64 (zip, directory, error);
}

/* How far junk before the package shifts all offsets.  Where the directory is
 * not at its claimed place, it ends where its end record begins. */
static gboolean
find_shift (HechaZip *zip, Directory *directory, guint64 *shift, GError **error)
{
  guint64 end;
  guint8 magic[4];

  *shift = 0;
  if (directory->n_entries == 0)
    return TRUE;
  if (directory->offset < directory->position
      && hecha_book_read_at (zip->fd, directory->offset, magic, 4, NULL) == 4
      && memcmp (magic, "PK\1\2", 4) == 0)
    {
      directory->size = MIN (directory->size, directory->position - directory->offset);
      return TRUE;
    }
  if (!g_uint64_checked_add (&end, directory->offset, directory->size)
      || end > directory->position)
    return damaged (error, "压缩包目录越界");
  *shift = directory->position - end;
  return TRUE;
}

/* ---- entries ---------------------------------------------------------------- */

static char *
plain_name (const guint8 *bytes, gsize length)
{
  g_autofree char *name = g_strndup ((const char *) bytes, length);
  char *start = name;

  g_strdelimit (name, "\\", '/');
  while (*start == '/')
    start++;
  return g_utf8_make_valid (start, -1);
}

/* Sizes that did not fit stand in extra field 1, in this order. */
static gboolean
read_extra64 (HechaZipEntry *entry, const guint8 *extra, gsize length)
{
  guint64 *wanted[3] = { &entry->size, &entry->packed_size, &entry->offset };

  while (length >= 4)
    {
      guint16 id = hecha_zip_u16 (extra);
      gsize size = hecha_zip_u16 (extra + 2);

      extra += 4;
      length -= 4;
      if (size > length)
        return FALSE;
      for (guint i = 0; id == 1 && i < 3; i++)
        if (*wanted[i] == G_MAXUINT32)
          {
            if (size < 8)
              return FALSE;
            *wanted[i] = hecha_zip_u64 (extra);
            extra += 8;
            size -= 8;
            length -= 8;
          }
      extra += size;
      length -= size;
    }
  return TRUE;
}

static void
add_entry (HechaZip *zip, HechaZipEntry *entry)
{
  g_autofree char *lower = g_ascii_strdown (entry->name, -1);
  HechaZipEntry *other = g_hash_table_lookup (zip->by_name, lower);

  if (other == NULL)
    g_hash_table_insert (zip->by_name, g_steal_pointer (&lower), entry);
  else if (other->crc != entry->crc || other->size != entry->size)
    other->ambiguous = TRUE;
  g_ptr_array_add (zip->entries, entry);
}

/* Reads the header at BYTES; its length, or 0 where it is damaged. */
static gsize
read_header (HechaZip *zip, const guint8 *bytes, gsize length, guint64 shift)
{
  HechaZipEntry *entry;
  gsize n_name, n_extra, n_all;

  if (length < CENTRAL_SIZE || memcmp (bytes, "PK\1\2", 4) != 0)
    return 0;
  n_name = hecha_zip_u16 (bytes + 28);
  n_extra = hecha_zip_u16 (bytes + 30);
  n_all = CENTRAL_SIZE + n_name + n_extra + hecha_zip_u16 (bytes + 32);
  if (n_all > length || n_name > MAX_NAME)
    return 0;
  entry = g_new0 (HechaZipEntry, 1);
  entry->encrypted = (hecha_zip_u16 (bytes + 8) & 1) != 0;
  entry->method = hecha_zip_u16 (bytes + 10);
  entry->crc = hecha_zip_u32 (bytes + 16);
  entry->packed_size = hecha_zip_u32 (bytes + 20);
  entry->size = hecha_zip_u32 (bytes + 24);
  entry->offset = hecha_zip_u32 (bytes + 42);
  entry->name = plain_name (bytes + CENTRAL_SIZE, n_name);
  if (!read_extra64 (entry, bytes + CENTRAL_SIZE + n_name, n_extra)
      || !g_uint64_checked_add (&entry->offset, entry->offset, shift)
      || entry->offset > zip->size || zip->size - entry->offset < LOCAL_SIZE
      || zip->size - entry->offset - LOCAL_SIZE < entry->packed_size)
    {
      entry_free (entry);
      return 0;
    }
  add_entry (zip, entry);
  return n_all;
}

static gboolean
read_entries (HechaZip *zip, const Directory *directory, guint64 shift, GError **error)
{
  g_autofree guint8 *bytes = NULL;
  gsize at = 0, size;

  if (directory->size > MAX_DIRECTORY)
    return damaged (error, "压缩包目录过大");
  size = (gsize) directory->size;
  bytes = g_malloc (size + 1);
  if (hecha_book_read_at (zip->fd, directory->offset + shift, bytes, size, error) != (gssize) size)
    return error != NULL && *error != NULL ? FALSE : damaged (error, "压缩包目录不完整");
  /* The count is not believed: zip32 writers let it overflow. */
  while (size - at >= CENTRAL_SIZE && memcmp (bytes + at, "PK\1\2", 4) == 0)
    {
      gsize n = read_header (zip, bytes + at, size - at, shift);

      if (n == 0)
        return damaged (error, "压缩包目录有错");
      at += n;
      if (zip->entries->len > zip->limits.max_entries)
        {
          g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
                       "文件包里的部件超过 %u 个，不像正常工作簿，请用 Excel 打开后另存",
                       zip->limits.max_entries);
          return FALSE;
        }
    }
  if (zip->entries->len < (directory->n_entries & 0xffff))
    return damaged (error, "压缩包目录不完整");
  return TRUE;
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const HechaZipEntry *first = *(HechaZipEntry *const *) a, *second = *(HechaZipEntry *const *) b;

  return first->offset < second->offset ? -1 : first->offset > second->offset;
}

/* Entries that share bytes are how one small file claims to hold petabytes. */
static gboolean
check_overlaps (HechaZip *zip, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (zip->entries->len);

  for (guint i = 0; i < zip->entries->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (zip->entries, i));
  g_ptr_array_sort (sorted, compare_offsets);
  for (guint i = 1; i < sorted->len; i++)
    {
      const HechaZipEntry *before = g_ptr_array_index (sorted, i - 1);
      const HechaZipEntry *entry = g_ptr_array_index (sorted, i);

      if (entry->offset - before->offset >= LOCAL_SIZE + before->packed_size)
        continue;
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                   "文件包里的部件互相重叠，文件已损坏或被改造过，请报送单位重新提供");
      return FALSE;
    }
  return TRUE;
}

HechaZip *
hecha_zip_open (int fd, guint64 size, const HechaLimits *limits, GError **error)
{
  g_autoptr (HechaZip) zip = g_new0 (HechaZip, 1);
  GError *local = NULL;
  Directory directory = { 0 };
  guint64 shift;

  zip->fd = fd;
  zip->size = size;
  zip->limits = *limits;
  zip->entries = g_ptr_array_new_with_free_func (entry_free);
  zip->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (find_directory (zip, &directory, &local) && find_shift (zip, &directory, &shift, &local)
      && read_entries (zip, &directory, shift, &local) && check_overlaps (zip, &local))
    return g_steal_pointer (&zip);
  g_propagate_error (error, local);
  return NULL;
}

HechaZipEntry *
hecha_zip_find (HechaZip *zip, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (zip->by_name, lower);
}

guint
hecha_zip_n_entries (const HechaZip *zip)
{
  return zip->entries->len;
}

const HechaZipEntry *
hecha_zip_entry (const HechaZip *zip, guint index)
{
  return g_ptr_array_index (zip->entries, index);
}
