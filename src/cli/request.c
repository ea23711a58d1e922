#include "cli/request.h"

#include <string.h>

/* A frame: its kind, where the texts end, the texts, each terminated, then the
 * numbers of the request, all 32 bits in the byte order of the machine that
 * both ends run on.  A text among the numbers is its place in the frame. */
#define HEADER 8u

enum
{
  READ = 'R',
  MARK = 'M'
};

/* ---- writing -------------------------------------------------------------------- */

typedef struct
{
  GByteArray *frame;      /* header and texts */
  GArray *numbers;        /* guint32 */
  GHashTable *places;     /* text, by its address -> place */
} Writer;

static void
writer_begin (Writer *writer)
{
  static const guint8 header[HEADER] = { 0 };

  writer->frame = g_byte_array_new ();
  g_byte_array_append (writer->frame, header, HEADER);
  writer->numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  writer->places = g_hash_table_new (NULL, NULL);
}

static inline void
put_number (Writer *writer, guint32 number)
{
  g_array_append_val (writer->numbers, number);
}

static void
put_text (Writer *writer, const char *text)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (writer->places, text));

  if (place == 0)
    {
      place = writer->frame->len;
      g_byte_array_append (writer->frame, (const guint8 *) text, (guint) strlen (text) + 1);
      g_hash_table_insert (writer->places, (gpointer) text, GUINT_TO_POINTER (place));
    }
  put_number (writer, place);
}

static GByteArray *
writer_end (Writer *writer, guint32 kind)
{
  GByteArray *frame = writer->frame;
  guint32 header[2];

  /* Numbers begin on a whole one. */
  while (frame->len % sizeof (guint32) != 0)
    g_byte_array_append (frame, (const guint8 *) "", 1);
  header[0] = kind;
  header[1] = frame->len;
  memcpy (frame->data, header, sizeof header);
  g_byte_array_append (frame, (const guint8 *) writer->numbers->data,
                       writer->numbers->len * (guint) sizeof (guint32));
  g_array_unref (writer->numbers);
  g_hash_table_unref (writer->places);
  return frame;
}

GByteArray *
hecha_request_read (const HechaReadRequest *request)
{
  Writer writer;

  writer_begin (&writer);
  put_text (&writer, request->path);
  put_text (&writer, request->name);
  put_number (&writer, (guint32) request->double_read);
  return writer_end (&writer, READ);
}

static void
put_mark (Writer *writer, const HechaMark *mark)
{
  put_number (writer, mark->sheet_index);
  put_number (writer, mark->row);
  put_number (writer, mark->column);
  put_number (writer, mark->level);
  put_text (writer, mark->comment);
}

static void
put_line (Writer *writer, const HechaMarkLine *line)
{
  put_number (writer, line->sheet_index);
  put_number (writer, line->row);
  put_number (writer, line->column);
  put_number (writer, line->level);
  put_text (writer, line->number);
  put_text (writer, line->project);
  put_text (writer, line->rule_name);
  put_text (writer, line->article);
  put_text (writer, line->message);
  put_text (writer, line->remedy);
}

GByteArray *
hecha_request_mark (const HechaMarkRequest *request)
{
  Writer writer;

  writer_begin (&writer);
  put_text (&writer, request->source);
  put_text (&writer, request->sha256);
  put_number (&writer, (guint32) request->xls_by_libreoffice);
  put_number (&writer, request->n_copies);
  for (guint i = 0; i < request->n_copies; i++)
    {
      const HechaCopyRequest *copy = &request->copies[i];

      put_text (&writer, copy->dest);
      put_text (&writer, copy->job.heading);
      put_number (&writer, copy->job.n_marks);
      for (guint j = 0; j < copy->job.n_marks; j++)
        put_mark (&writer, &copy->job.marks[j]);
      put_number (&writer, copy->job.n_lines);
      for (guint j = 0; j < copy->job.n_lines; j++)
        put_line (&writer, &copy->job.lines[j]);
    }
  return writer_end (&writer, MARK);
}

/* ---- reading --------------------------------------------------------------------- */

typedef struct
{
  const char *frame;
  guint32 numbers;        /* where they begin: texts end there at the latest */
  const guint8 *at, *end;
  gboolean ok;
} Reader;

static guint32
take_number (Reader *reader)
{
  guint32 number;

  if (reader->end - reader->at < (gssize) sizeof number)
    {
      reader->ok = FALSE;
      return 0;
    }
  memcpy (&number, reader->at, sizeof number);
  reader->at += sizeof number;
  return number;
}

static const char *
take_text (Reader *reader)
{
  guint32 place = take_number (reader);

  if (place < HEADER || place >= reader->numbers)
    {
      reader->ok = FALSE;
      return "";
    }
  return reader->frame + place;
}

/* FALSE where FRAME is none of KIND. */
static gboolean
reader_begin (Reader *reader, GBytes *frame, guint32 kind)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (frame, &length);
  guint32 header[2];

  if (length < sizeof header)
    return FALSE;
  memcpy (header, data, sizeof header);
  /* The last of the texts is terminated. */
  if (header[0] != kind || header[1] <= HEADER || header[1] > length
      || data[header[1] - 1] != '\0')
    return FALSE;
  *reader = (Reader) { (const char *) data, header[1], data + header[1], data + length, TRUE };
  return TRUE;
}

gboolean
hecha_request_is_read (GBytes *frame)
{
  Reader reader;

  return reader_begin (&reader, frame, READ);
}

gboolean
hecha_request_parse_read (GBytes *frame, HechaReadRequest *request)
{
  Reader reader;

  if (!reader_begin (&reader, frame, READ))
    return FALSE;
  request->path = take_text (&reader);
  request->name = take_text (&reader);
  request->double_read = (gboolean) take_number (&reader);
  return reader.ok;
}

static void
take_marks (Reader *reader, HechaMarkJob *job, GPtrArray *owned)
{
  guint32 n = take_number (reader);
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (HechaMark));

  for (guint32 i = 0; i < n && reader->ok; i++)
    {
      HechaMark mark;

      mark.sheet_index = take_number (reader);
      mark.row = take_number (reader);
      mark.column = take_number (reader);
      mark.level = (guint8) take_number (reader);
      mark.comment = take_text (reader);
      g_array_append_val (marks, mark);
    }
  g_ptr_array_add (owned, marks);
  job->marks = (const HechaMark *) (gconstpointer) marks->data;
  job->n_marks = marks->len;
}

static void
take_lines (Reader *reader, HechaMarkJob *job, GPtrArray *owned)
{
  guint32 n = take_number (reader);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (HechaMarkLine));

  for (guint32 i = 0; i < n && reader->ok; i++)
    {
      HechaMarkLine line;

      line.sheet_index = take_number (reader);
      line.row = take_number (reader);
      line.column = take_number (reader);
      line.level = (guint8) take_number (reader);
      line.number = take_text (reader);
      line.project = take_text (reader);
      line.rule_name = take_text (reader);
      line.article = take_text (reader);
      line.message = take_text (reader);
      line.remedy = take_text (reader);
      g_array_append_val (lines, line);
    }
  g_ptr_array_add (owned, lines);
  job->lines = (const HechaMarkLine *) (gconstpointer) lines->data;
  job->n_lines = lines->len;
}

gboolean
hecha_request_parse_mark (GBytes *frame, HechaMarkRequest *request, GPtrArray *owned)
{
  Reader reader;

  memset (request, 0, sizeof *request);
  if (!reader_begin (&reader, frame, MARK))
    return FALSE;
  request->source = take_text (&reader);
  request->sha256 = take_text (&reader);
  request->xls_by_libreoffice = (gboolean) take_number (&reader);
  request->n_copies = take_number (&reader);
  if (request->n_copies > HECHA_COPIES_MAX)
    return FALSE;
  for (guint i = 0; i < request->n_copies && reader.ok; i++)
    {
      HechaCopyRequest *copy = &request->copies[i];

      copy->dest = take_text (&reader);
      copy->job.heading = take_text (&reader);
      copy->job.source_sha256 = request->sha256;
      copy->job.xls_by_libreoffice = request->xls_by_libreoffice;
      take_marks (&reader, &copy->job, owned);
      take_lines (&reader, &copy->job, owned);
    }
  return reader.ok;
}
