/* Examples of packs as projects: the texts are read as cells would be. */
#include "audit/sample.h"

#include <string.h>

#include "audit/lexicon.h"

#define DEFAULT_AS_OF "2025-12-31"

typedef struct
{
  HechaSample *sample;
  const char *line;
  HechaMistake *mistake;
  GArray *data;      /* HechaDatum of the project in hand */
  GArray *rivals;    /* HechaDatum */
} Reader;

static void
free_project (gpointer data)
{
  HechaProject *project = data;

  g_free (project->data);
  g_free (project->rivals);
  g_free (project);
}

void
hecha_sample_free (HechaSample *sample)
{
  if (sample == NULL)
    return;
  g_ptr_array_unref (sample->lacking);
  g_ptr_array_unref (sample->projects);
  g_string_chunk_free (sample->pool);
  g_free (sample);
}

/* ---- the result before the colon ---------------------------------------------- */

static const char *
read_outcome (Reader *reader, const char *at)
{
  for (int outcome = 0; outcome < HECHA_N_OUTCOMES; outcome++)
    {
      const char *name = hecha_outcome_name ((HechaOutcome) outcome);
      if (g_str_has_prefix (at, name))
        {
          reader->sample->outcome = (HechaOutcome) outcome;
          return at + strlen (name);
        }
    }
  hecha_mistake_set (reader->mistake, 0,
                     "示例要以结果开头：违规、疑点、提示、通过、未到期、不适用 或 无法核查");
  return NULL;
}

static const char *
past (const char *at, const char *half, const char *full)
{
  if (g_str_has_prefix (at, half))
    return at + strlen (half);
  return g_str_has_prefix (at, full) ? at + strlen (full) : NULL;
}

/* "（施行前）" or "（合同日期、节假日:2027）" */
static const char *
read_brackets (Reader *reader, const char *at)
{
  const char *inside = past (at, "(", "（"), *end;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (inside == NULL)
    return at;
  for (end = inside; *end != '\0' && past (end, ")", "）") == NULL;)
    end = g_utf8_next_char (end);
  if (*end == '\0')
    {
      hecha_mistake_set (reader->mistake, (gsize) (at - reader->line), "这个括号没有另一半");
      return NULL;
    }
  text = g_strndup (inside, (gsize) (end - inside));
  words = g_strsplit (text, "、", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], "施行前") == 0)
      reader->sample->before_force = TRUE;
    else
      g_ptr_array_add (reader->sample->lacking, g_strdup (g_strstrip (words[i])));
  return past (end, ")", "）");
}

/* ---- fields ------------------------------------------------------------------- */

static void
read_value (Reader *reader, HechaField field, const char *text)
{
  static const HechaValueContext context = { .unit = 100 };
  g_auto (GStrv) values = g_strsplit (text, "｜", -1);

  for (guint i = 0; values[i] != NULL || i == 0; i++)
    {
      HechaDatum datum = { 0 };
      hecha_value_read_text (field, values[i] != NULL ? g_strstrip (values[i]) : "", &context,
                             reader->sample->pool, &datum);
      datum.field = (guint8) field;
      datum.table = HECHA_NO_TABLE;
      g_array_append_val (i == 0 ? reader->data : reader->rivals, datum);
      if (values[i] == NULL)
        return;
    }
}

static gboolean
read_field (Reader *reader, const char *piece, gsize offset)
{
  const char *equals = strchr (piece, '=');
  g_autofree char *name = NULL;
  HechaField field;
  const char *near;

  if (equals == NULL)
    return hecha_mistake_set (reader->mistake, offset, "示例的每一项要写成 字段=填写内容");
  name = g_strstrip (g_strndup (piece, (gsize) (equals - piece)));
  if (strcmp (name, "核查日") == 0)
    {
      g_autofree char *day = g_strstrip (g_strdup (equals + 1));
      return hecha_day_parse (day, &reader->sample->as_of)
             || hecha_mistake_set (reader->mistake, offset,
                                   "核查日要写成 2025-06-30 这样的日期");
    }
  field = hecha_field_from_name (name);
  if (field == HECHA_FIELD_NONE)
    {
      near = hecha_nearest_word (name, hecha_language_words ());
      return hecha_mistake_set (reader->mistake, offset,
                                near != NULL ? "没有“%s”这个字段，是不是“%s”？"
                                             : "没有“%s”这个字段%s",
                                name, near != NULL ? near : "");
    }
  for (guint i = 0; i < reader->data->len; i++)
    if (g_array_index (reader->data, HechaDatum, i).field == field)
      return hecha_mistake_set (reader->mistake, offset, "字段“%s”写了两次", name);
  read_value (reader, field, equals + 1);
  return TRUE;
}

static int
compare_data (gconstpointer left, gconstpointer right)
{
  const HechaDatum *a = left, *b = right;

  return (int) a->field - (int) b->field;
}

static void
finish_project (Reader *reader)
{
  HechaProject *project = g_new0 (HechaProject, 1);
  const HechaDatum *year;

  g_array_sort (reader->data, compare_data);
  g_array_sort (reader->rivals, compare_data);
  project->n_data = reader->data->len;
  project->n_rivals = reader->rivals->len;
  project->data = (HechaDatum *) (gpointer) g_array_free (reader->data, FALSE);
  project->rivals = (HechaDatum *) (gpointer) g_array_free (reader->rivals, FALSE);
  project->index = reader->sample->projects->len;
  project->code = project->name = project->unit = "";
  project->plain_name = project->plain_unit = project->phase = "";
  for (guint i = 0; i < project->n_data; i++)
    hecha_field_set_add (&project->provided, (HechaField) project->data[i].field);
  year = hecha_project_datum (project, HECHA_FIELD_YEAR);
  if (year != NULL && year->state == HECHA_STATE_VALUE)
    project->year = (int) year->low;
  g_ptr_array_add (reader->sample->projects, project);
  reader->data = g_array_new (FALSE, FALSE, sizeof (HechaDatum));
  reader->rivals = g_array_new (FALSE, FALSE, sizeof (HechaDatum));
}

static gboolean
read_fields (Reader *reader, const char *at)
{
  while (*at != '\0')
    {
      const char *start = at + strspn (at, " \t");
      g_autofree char *piece = NULL;
      const char *next = NULL;
      for (at = start; *at != '\0' && next == NULL;)
        {
          next = past (at, ";", "；");
          if (next == NULL && g_str_has_prefix (at, "‖"))
            next = at + strlen ("‖");
          if (next == NULL)
            at = g_utf8_next_char (at);
        }
      piece = g_strchomp (g_strndup (start, (gsize) (at - start)));
      if (*piece != '\0' && !read_field (reader, piece, (gsize) (start - reader->line)))
        return FALSE;
      if (g_str_has_prefix (at, "‖"))
        finish_project (reader);
      at = next != NULL ? next : at;
    }
  finish_project (reader);
  return TRUE;
}

HechaSample *
hecha_sample_parse (const char *line, HechaMistake *mistake)
{
  g_autoptr (HechaSample) sample = g_new0 (HechaSample, 1);
  Reader reader = { .sample = sample, .line = line, .mistake = mistake };
  const char *at;
  gboolean ok = FALSE;

  sample->lacking = g_ptr_array_new_with_free_func (g_free);
  sample->projects = g_ptr_array_new_with_free_func (free_project);
  sample->pool = g_string_chunk_new (256);
  hecha_day_parse (DEFAULT_AS_OF, &sample->as_of);
  reader.data = g_array_new (FALSE, FALSE, sizeof (HechaDatum));
  reader.rivals = g_array_new (FALSE, FALSE, sizeof (HechaDatum));
  at = read_outcome (&reader, line);
  if (at != NULL)
    at = read_brackets (&reader, at);
  if (at != NULL)
    {
      const char *after = past (at, ":", "：");
      if (after == NULL)
        hecha_mistake_set (mistake, (gsize) (at - line), "结果后面要有冒号");
      else
        ok = read_fields (&reader, after);
    }
  g_array_unref (reader.data);
  g_array_unref (reader.rivals);
  return ok ? g_steal_pointer (&sample) : NULL;
}
