#include "report/marks_package.h"

#include <libdeflate.h>
#include <string.h>

#include <hecha/report.h>

#include "report/package_io.h"

#define MAX_PART ((guint64) 1 << 30)
/* No deflate shrinks more. */
#define DEFLATE_RATIO_MAX 1032

typedef struct
{
  char *name;
  GBytes *original;     /* once read; NULL: not yet, or too much to keep */
  GBytes *replaced;     /* NULL: as in the source, or deflated */
  HechaDeflated deflated;   /* its chunks NULL: not yet */
  gboolean added;       /* not in the source */
  gboolean whole;       /* REPLACED is known to be */
  unz64_file_pos place; /* in the source */
} Part;

struct _HechaPackage
{
  unzFile source;
  GPtrArray *parts;     /* Part * */
  GPtrArray *names;     /* of the parts, for callers */
  GHashTable *by_name;  /* lower-case name -> Part */
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->name);
  g_clear_pointer (&part->original, g_bytes_unref);
  g_clear_pointer (&part->replaced, g_bytes_unref);
  hecha_deflated_clear (&part->deflated);
  g_free (part);
}

/* Names as compared: case and the kind of slash do not count. */
static char *
plain_name (const char *name)
{
  char *plain = g_ascii_strdown (*name == '/' ? name + 1 : name, -1);

  g_strdelimit (plain, "\\", '/');
  return plain;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_REFUSED, message);
  return FALSE;
}

static gboolean
add_part (HechaPackage *package, Part *part)
{
  char *plain = plain_name (part->name);

  g_ptr_array_add (package->parts, part);
  g_ptr_array_add (package->names, part->name);
  if (g_hash_table_contains (package->by_name, plain))
    {
      g_free (plain);
      return FALSE;
    }
  g_hash_table_insert (package->by_name, plain, part);
  return TRUE;
}

static gboolean
list_parts (HechaPackage *package, GError **error)
{
  char name[1024];
  unz_file_info64 info;
  int code = unzGoToFirstFile (package->source);

  for (; code == UNZ_OK; code = unzGoToNextFile (package->source))
    {
      Part *part;

      if (unzGetCurrentFileInfo64 (package->source, &info, name, sizeof name, NULL, 0, NULL, 0)
              != UNZ_OK
          || info.size_filename >= sizeof name)
        return refuse (error, "工作簿的压缩目录有误，没有标注");
      if ((info.flag & 1) != 0)
        return refuse (error, "工作簿里有加密的部分，没有标注");
      part = g_new0 (Part, 1);
      part->name = g_strdup (name);
      if (unzGetFilePos64 (package->source, &part->place) != UNZ_OK || !add_part (package, part))
        {
          return refuse (error, "工作簿里有重名的部分，没有标注");
        }
    }
  return code == UNZ_END_OF_LIST_OF_FILE || refuse (error, "工作簿的压缩目录有误，没有标注");
}

/* A package is small beside its parts, of which one at least is taken whole. */
static unzFile
open_source (const char *path)
{
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL))
    return NULL;
  bytes = g_bytes_new_take (data, length);
  return hecha_package_in (bytes);
}

HechaPackage *
hecha_package_open (const char *path, GError **error)
{
  g_autoptr (HechaPackage) package = g_new0 (HechaPackage, 1);

  package->parts = g_ptr_array_new_with_free_func (part_free);
  package->names = g_ptr_array_new ();
  package->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  package->source = open_source (path);
  if (package->source == NULL)
    {
      refuse (error, "工作簿打不开，没有标注");
      return NULL;
    }
  return list_parts (package, error) ? g_steal_pointer (&package) : NULL;
}

void
hecha_package_free (HechaPackage *package)
{
  if (package == NULL)
    return;
  if (package->source != NULL)
    unzClose (package->source);
  g_hash_table_unref (package->by_name);
  g_ptr_array_unref (package->names);
  g_ptr_array_unref (package->parts);
  g_free (package);
}

static Part *
find_part (const HechaPackage *package, const char *name)
{
  g_autofree char *plain = plain_name (name);

  return g_hash_table_lookup (package->by_name, plain);
}

gboolean
hecha_package_has (const HechaPackage *package, const char *name)
{
  return find_part (package, name) != NULL;
}

const GPtrArray *
hecha_package_names (const HechaPackage *package)
{
  return package->names;
}

/* The bytes of the part at hand as they lie in the source, and how; of one that is
 * too long hardly more than may be. */
static GByteArray *
read_packed (unzFile source, int *method)
{
  GByteArray *packed = g_byte_array_new ();
  guint8 chunk[65536];
  int level, n;

  if (unzOpenCurrentFile2 (source, method, &level, 1) != UNZ_OK)
    return packed;
  while (packed->len <= MAX_PART && (n = unzReadCurrentFile (source, chunk, sizeof chunk)) > 0)
    g_byte_array_append (packed, chunk, (guint) n);
  unzCloseCurrentFile (source);
  return packed;
}

/* NULL where PACKED is not SIZE bytes, all of them. */
static GByteArray *
inflate_whole (const GByteArray *packed, guint64 size)
{
  struct libdeflate_decompressor *inflater;
  enum libdeflate_result result;
  g_autoptr (GByteArray) bytes = NULL;

  /* No memory is taken for what the bytes there are cannot hold. */
  if (size > (guint64) packed->len * DEFLATE_RATIO_MAX)
    return NULL;
  bytes = g_byte_array_new ();
  g_byte_array_set_size (bytes, (guint) size);
  inflater = libdeflate_alloc_decompressor ();
  if (inflater == NULL)
    g_error ("libdeflate_alloc_decompressor");
  result = libdeflate_deflate_decompress (inflater, packed->data, packed->len, bytes->data,
                                          bytes->len, NULL);
  libdeflate_free_decompressor (inflater);
  return result == LIBDEFLATE_SUCCESS ? g_steal_pointer (&bytes) : NULL;
}

static GBytes *
inflate_part (HechaPackage *package, const Part *part, GError **error)
{
  unz64_file_pos place = part->place;
  unz_file_info64 info;
  g_autoptr (GByteArray) packed = NULL, bytes = NULL;
  int method = -1;

  if (unzGoToFilePos64 (package->source, &place) != UNZ_OK
      || unzGetCurrentFileInfo64 (package->source, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
    {
      refuse (error, "工作簿里有读不出的部分，没有标注");
      return NULL;
    }
  packed = read_packed (package->source, &method);
  if (packed->len > MAX_PART)
    bytes = NULL;
  else if (method == 0)
    bytes = g_steal_pointer (&packed);
  else if (method == Z_DEFLATED && info.uncompressed_size <= MAX_PART)
    bytes = inflate_whole (packed, info.uncompressed_size);
  if (bytes == NULL || bytes->len != info.uncompressed_size
      || libdeflate_crc32 (0, bytes->data, bytes->len) != info.crc)
    {
      refuse (error, "工作簿里有损坏或过大的部分，没有标注");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
hecha_package_read (HechaPackage *package, const char *name, GError **error)
{
  Part *part = find_part (package, name);
  GBytes *read;

  if (part == NULL)
    {
      refuse (error, "工作簿缺少必要的部分，没有标注");
      return NULL;
    }
  if (part->replaced != NULL || part->original != NULL)
    return g_bytes_ref (part->replaced != NULL ? part->replaced : part->original);
  read = inflate_part (package, part, error);
  if (read != NULL && g_bytes_get_size (read) <= HECHA_PACKAGE_KEPT)
    part->original = g_bytes_ref (read);
  return read;
}

void
hecha_package_restore (HechaPackage *package)
{
  for (guint i = package->parts->len; i-- > 0;)
    {
      Part *part = g_ptr_array_index (package->parts, i);

      g_clear_pointer (&part->replaced, g_bytes_unref);
      hecha_deflated_clear (&part->deflated);
      if (!part->added)
        continue;
      /* Added ones stand last. */
      {
        g_autofree char *plain = plain_name (part->name);

        g_hash_table_remove (package->by_name, plain);
        g_ptr_array_set_size (package->names, (gint) i);
        g_ptr_array_set_size (package->parts, (gint) i);
      }
    }
}

gboolean
hecha_package_in_doubt (const HechaPackage *package, const char *name)
{
  const Part *part = find_part (package, name);

  return part != NULL && part->replaced != NULL && !part->whole;
}

/* The part of that NAME, a new one where there is none, without content. */
static Part *
emptied_part (HechaPackage *package, const char *name)
{
  Part *part = find_part (package, name);

  if (part == NULL)
    {
      part = g_new0 (Part, 1);
      part->name = g_strdup (name);
      part->added = TRUE;
      add_part (package, part);
    }
  g_clear_pointer (&part->replaced, g_bytes_unref);
  hecha_deflated_clear (&part->deflated);
  part->whole = FALSE;
  return part;
}

void
hecha_package_set (HechaPackage *package, const char *name, GString *text)
{
  emptied_part (package, name)->replaced = g_string_free_to_bytes (text);
}

void
hecha_package_set_whole (HechaPackage *package, const char *name, GString *text)
{
  Part *part = emptied_part (package, name);

  part->replaced = g_string_free_to_bytes (text);
  part->whole = TRUE;
}

void
hecha_package_set_deflated (HechaPackage *package, const char *name, HechaDeflated *piece)
{
  emptied_part (package, name)->deflated = *piece;
  piece->chunks = NULL;
}

char *
hecha_package_free_name (const HechaPackage *package, const char *pattern)
{
  g_auto (GStrv) ends = g_strsplit (pattern, "%u", 2);

  for (guint i = 1;; i++)
    {
      char *name = g_strdup_printf ("%s%u%s", ends[0], i, ends[1]);

      if (!hecha_package_has (package, name))
        return name;
      g_free (name);
    }
}

/* ---- writing --------------------------------------------------------------- */

static gboolean
write_failed (GError **error)
{
  g_set_error_literal (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE,
                       "标注副本没有写成，请检查磁盘空间和权限");
  return FALSE;
}

static gboolean
copy_raw (HechaPackage *package, const Part *part, zipFile out)
{
  unz64_file_pos place = part->place;
  unz_file_info64 info;
  zip_fileinfo date = { 0 };
  char name[1024];
  guint8 chunk[65536];
  int method, level, n;
  gboolean big;

  if (unzGoToFilePos64 (package->source, &place) != UNZ_OK
      || unzGetCurrentFileInfo64 (package->source, &info, name, sizeof name, NULL, 0, NULL, 0)
             != UNZ_OK
      || unzOpenCurrentFile2 (package->source, &method, &level, 1) != UNZ_OK)
    return FALSE;
  date.dosDate = info.dosDate;
  date.internal_fa = info.internal_fa;
  date.external_fa = info.external_fa;
  big = info.uncompressed_size >= G_MAXUINT32 || info.compressed_size >= G_MAXUINT32;
  /* Bit 11 (names in UTF-8) stays; sizes then stand in the header (bit 3). */
  if (zipOpenNewFileInZip4_64 (out, name, &date, NULL, 0, NULL, 0, NULL, method, level, 1,
                               -MAX_WBITS, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, NULL, 0,
                               info.version, info.flag & 0x806, big)
      != ZIP_OK)
    return FALSE;
  while ((n = unzReadCurrentFile (package->source, chunk, sizeof chunk)) > 0)
    if (zipWriteInFileInZip (out, chunk, (unsigned) n) != ZIP_OK)
      return FALSE;
  unzCloseCurrentFile (package->source);
  return n == 0 && zipCloseFileInZipRaw64 (out, info.uncompressed_size, info.crc) == ZIP_OK;
}

static gboolean
write_deflated (const char *name, const HechaDeflated *piece, zipFile out)
{
  /* No clock: 1980-01-01, the first day that a zip can tell. */
  zip_fileinfo date = { .dosDate = (1u << 21) | (1u << 16) };
  gboolean big = piece->size >= G_MAXUINT32 || piece->length >= G_MAXUINT32;
  gboolean ok = zipOpenNewFileInZip2_64 (out, name, &date, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1, 1,
                                         big)
                == ZIP_OK;

  for (guint i = 0; ok && i < piece->chunks->len; i++)
    {
      const GByteArray *chunk = g_ptr_array_index (piece->chunks, i);

      ok = zipWriteInFileInZip (out, chunk->data, chunk->len) == ZIP_OK;
    }
  return ok && zipCloseFileInZipRaw64 (out, piece->size, piece->crc) == ZIP_OK;
}

static gboolean
write_replaced (const Part *part, HechaDeflater *deflater, zipFile out)
{
  g_auto (HechaDeflated) piece = { NULL, 0, 0, 0 };
  gsize length;
  const guint8 *data = g_bytes_get_data (part->replaced, &length);

  hecha_deflater_whole (deflater, data, length, &piece);
  return write_deflated (part->name, &piece, out);
}

static gboolean
write_part (HechaPackage *package, const Part *part, HechaDeflater *deflater, zipFile out)
{
  if (part->deflated.chunks != NULL)
    return write_deflated (part->name, &part->deflated, out);
  return part->replaced != NULL ? write_replaced (part, deflater, out)
                                : copy_raw (package, part, out);
}

gboolean
hecha_package_write (HechaPackage *package, const char *dest, GError **error)
{
  g_autoptr (HechaDeflater) deflater = hecha_deflater_new ();
  zipFile out = hecha_package_out (dest);
  gboolean ok = out != NULL;

  for (guint i = 0; ok && i < package->parts->len; i++)
    ok = write_part (package, g_ptr_array_index (package->parts, i), deflater, out);
  if (out != NULL && zipClose (out, NULL) != ZIP_OK)
    ok = FALSE;
  return ok || write_failed (error);
}
