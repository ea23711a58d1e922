#include "tests/mapping_figures.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static gboolean verbose;

static void
say (const char *file, const char *format, ...)
{
  va_list arguments;

  if (!verbose)
    return;
  va_start (arguments, format);
  printf ("  %s: ", file);
  vprintf (format, arguments);
  printf ("\n");
  va_end (arguments);
}

static const char *
text_of (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node);
}

/* ---- headers ------------------------------------------------------------------ */

static const HechaColumn *
find_column (const HechaExtract *extract, const char *sheet, guint32 row, guint32 column)
{
  for (guint i = 0; i < extract->tables->len; i++)
    {
      const HechaTable *table = &g_array_index (extract->tables, HechaTable, i);

      for (guint j = 0; strcmp (table->sheet, sheet) == 0 && j < table->columns->len; j++)
        {
          const HechaColumn *one = &g_array_index (table->columns, HechaColumn, j);

          if (one->row == row && one->column == column)
            return one;
        }
    }
  return NULL;
}

/* Whether TRUTH allows FIELD (NULL: none): a name, null, or {"any": [...]}. */
static gboolean
is_allowed (JsonObject *truth, const char *field)
{
  JsonNode *node = json_object_get_member (truth, "field");
  JsonArray *any;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return g_strcmp0 (field, text_of (truth, "field")) == 0;
  any = json_object_get_array_member (json_node_get_object (node), "any");
  for (guint i = 0; i < json_array_get_length (any); i++)
    {
      JsonNode *one = json_array_get_element (any, i);

      if (JSON_NODE_HOLDS_NULL (one) ? field == NULL
                                     : g_strcmp0 (json_node_get_string (one), field) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Another row of a header of several: truths of strangers name any of them. */
static const HechaColumn *
find_near (const HechaExtract *extract, JsonObject *truth, guint32 row, guint32 at)
{
  static const int away[] = { 0, 1, -1, 2, -2 };
  const char *sheet = text_of (truth, "sheet"), *text = text_of (truth, "text");

  for (guint i = 0; i < G_N_ELEMENTS (away); i++)
    {
      const HechaColumn *column
          = find_column (extract, sheet, (guint32) ((int) row + away[i]), at);

      if (column != NULL && (i == 0 || (text != NULL && strstr (column->text, text) != NULL)))
        return column;
    }
  return NULL;
}

static void
measure_header (const HechaExtract *extract, const char *file, JsonObject *truth,
                MappingFigures *figures)
{
  JsonNode *node = json_object_get_member (truth, "field");
  const char *wanted = JSON_NODE_HOLDS_OBJECT (node) ? "one of several" : text_of (truth, "field");
  const char *cell = text_of (truth, "cell");
  const HechaColumn *column;
  guint32 row = 0, at = 0;

  hecha_address_parse (cell, &row, &at);
  column = find_near (extract, truth, row, at);
  figures->headers++;
  if (column == NULL && is_allowed (truth, NULL))
    figures->right++;
  else if (column == NULL)
    {
      figures->lost++;
      say (file, "header lost %s %s", cell, wanted);
    }
  else if (is_allowed (truth, column->field == HECHA_FIELD_NONE ? NULL
                                                                 : hecha_field_name (column->field)))
    figures->right++;
  else if (column->field == HECHA_FIELD_NONE)
    {
      figures->unmapped++;
      say (file, "header unmapped %s “%s” is %s, candidates %s", cell, column->text, wanted,
           column->candidates);
    }
  else
    {
      figures->wrong++;
      say (file, "header WRONG %s “%s” is %s, mapped to %s", cell, column->text,
           wanted ? wanted : "none", hecha_field_name (column->field));
    }
}

static gboolean
is_in_truth (JsonArray *headers, const char *sheet, const HechaColumn *column)
{
  char cell[HECHA_ADDRESS_SIZE];

  hecha_address (column->row, column->column, cell);
  for (guint i = 0; i < json_array_get_length (headers); i++)
    {
      JsonObject *header = json_array_get_object_element (headers, i);

      if (strcmp (text_of (header, "cell"), cell) == 0
          && strcmp (text_of (header, "sheet"), sheet) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Cells that are no headers at all and were mapped. */
static void
measure_invented_headers (const HechaExtract *extract, const char *file, JsonArray *headers,
                          MappingFigures *figures)
{
  for (guint i = 0; i < extract->tables->len; i++)
    {
      const HechaTable *table = &g_array_index (extract->tables, HechaTable, i);

      for (guint j = 0; j < table->columns->len; j++)
        {
          const HechaColumn *column = &g_array_index (table->columns, HechaColumn, j);

          if (column->field == HECHA_FIELD_NONE || is_in_truth (headers, table->sheet, column))
            continue;
          figures->wrong++;
          say (file, "header WRONG: “%s” is none, mapped to %s", column->text,
               hecha_field_name (column->field));
        }
    }
}

/* ---- values --------------------------------------------------------------------- */

static char *
date_text (gint64 low, gint64 high)
{
  char first[16], last[16];

  if (low == HECHA_DAY_NONE)
    return g_strdup ("");
  hecha_day_format ((gint32) low, first);
  hecha_day_format ((gint32) high, last);
  if (low == high)
    return g_strdup (first);
  return strncmp (first, last, 7) == 0 ? g_strndup (first, 7) : g_strndup (first, 4);
}

static gboolean
same_value (const HechaDatum *datum, JsonNode *wanted)
{
  g_autofree char *date = NULL;

  if (datum->state != HECHA_STATE_VALUE)
    return TRUE;
  if (wanted == NULL || JSON_NODE_HOLDS_NULL (wanted))
    return FALSE;
  /* "*": whatever the cell says. */
  if (JSON_NODE_HOLDS_VALUE (wanted) && json_node_get_value_type (wanted) == G_TYPE_STRING
      && strcmp (json_node_get_string (wanted), "*") == 0)
    return TRUE;
  switch (hecha_field_type (datum->field))
    {
    case HECHA_TYPE_AMOUNT:
      return llround (json_node_get_double (wanted) * 100) == datum->low;
    case HECHA_TYPE_DATE:
      date = date_text (datum->low, datum->high);
      return g_strcmp0 (json_node_get_string (wanted), date) == 0;
    case HECHA_TYPE_YESNO:
      return json_node_get_boolean (wanted) == (datum->low != 0);
    case HECHA_TYPE_NUMBER:
      return json_node_get_int (wanted) == datum->low;
    default:
      return g_strcmp0 (json_node_get_string (wanted), datum->text) == 0;
    }
}

static const HechaDatum *
datum_of (const HechaRecord *record, const char *field)
{
  for (guint i = 0; i < record->n_data; i++)
    if (strcmp (hecha_field_name (record->data[i].field), field) == 0)
      return &record->data[i];
  return NULL;
}

/* DATUM may be NULL. */
static void
measure_value (const char *file, const HechaRecord *record, const HechaDatum *datum,
               const char *field, JsonObject *truth, MappingFigures *figures)
{
  char cell[HECHA_ADDRESS_SIZE] = "";

  figures->values++;
  if (datum == NULL)
    {
      figures->no_datum++;
      say (file, "no %s of %s", field, record->name);
      return;
    }
  hecha_address (datum->row, datum->column, cell);
  if (strcmp (hecha_state_name (datum->state), text_of (truth, "state")) != 0)
    {
      figures->bad_state++;
      say (file, "state of %s at %s “%s”: %s, should be %s", field, cell, datum->raw,
           hecha_state_name (datum->state), text_of (truth, "state"));
    }
  else if (!same_value (datum, json_object_get_member (truth, "value")))
    {
      figures->bad_value++;
      say (file, "value of %s at %s “%s” (%" G_GINT64_FORMAT ")", field, cell, datum->raw,
           datum->low);
    }
  else if (text_of (truth, "cell") != NULL && strcmp (cell, text_of (truth, "cell")) != 0)
    {
      figures->bad_cell++;
      say (file, "cell of %s: %s, should be %s", field, cell, text_of (truth, "cell"));
    }
  else
    figures->values_right++;
}

/* ---- projects --------------------------------------------------------------------- */

static const char *
sheet_of (const HechaExtract *extract, const HechaRecord *record)
{
  return g_array_index (extract->tables, HechaTable, record->table).sheet;
}

/* By name and code; where a truth leaves the code open, by the name, or in a
 * sheet of codes alone by the project's. */
static gboolean
is_of_project (const HechaRecord *record, JsonObject *truth)
{
  const char *name = text_of (truth, "name"), *code = text_of (truth, "code");

  if (code != NULL)
    return strcmp (record->name, name) == 0 && strcmp (record->code, code) == 0;
  if (*record->name != '\0' && name != NULL)
    {
      g_autofree char *left = hecha_name_plain (record->name);
      g_autofree char *right = hecha_name_plain (name);

      return strcmp (left, right) == 0;
    }
  return g_strcmp0 (record->code, text_of (truth, "project")) == 0;
}

static int
find_record (const HechaExtract *extract, JsonObject *truth, const gboolean *used)
{
  for (guint i = 0; i < extract->records->len; i++)
    {
      const HechaRecord *record = &g_array_index (extract->records, HechaRecord, i);

      if (!used[i] && strcmp (sheet_of (extract, record), text_of (truth, "sheet")) == 0
          && is_of_project (record, truth))
        return (int) i;
    }
  return -1;
}

/* The datum of record INDEX; of a truth that leaves the code open, of any other
 * record of the project in the sheet. */
static const HechaDatum *
find_datum (const HechaExtract *extract, guint index, JsonObject *truth, const char *field)
{
  const HechaDatum *datum
      = datum_of (&g_array_index (extract->records, HechaRecord, index), field);

  for (guint i = 0; datum == NULL && text_of (truth, "code") == NULL && i < extract->records->len;
       i++)
    {
      const HechaRecord *record = &g_array_index (extract->records, HechaRecord, i);

      if (strcmp (sheet_of (extract, record), text_of (truth, "sheet")) == 0
          && is_of_project (record, truth))
        datum = datum_of (record, field);
    }
  return datum;
}

static void
measure_project (const HechaExtract *extract, const char *file, JsonObject *truth,
                 gboolean *used, MappingFigures *figures)
{
  int index = find_record (extract, truth, used);
  JsonObject *fields = json_object_get_object_member (truth, "fields");
  g_autoptr (GList) names = json_object_get_members (fields);
  const HechaRecord *record;

  figures->projects++;
  if (index < 0)
    {
      figures->missing++;
      figures->values += json_object_get_size (fields);
      figures->no_datum += json_object_get_size (fields);
      say (file, "project missing: %s %s", text_of (truth, "code"), text_of (truth, "name"));
      return;
    }
  used[index] = TRUE;
  record = &g_array_index (extract->records, HechaRecord, index);
  if (text_of (truth, "unit") != NULL
      && (strcmp (record->unit, text_of (truth, "unit")) != 0
          || record->year != json_object_get_int_member (truth, "year")))
    {
      figures->identity++;
      say (file, "unit or year of %s: “%s” %d, should be “%s” %d", record->name, record->unit,
           record->year, text_of (truth, "unit"),
           (int) json_object_get_int_member (truth, "year"));
    }
  for (GList *name = names; name != NULL; name = name->next)
    measure_value (file, record, find_datum (extract, (guint) index, truth, name->data), name->data,
                   json_object_get_object_member (fields, name->data), figures);
}

static gboolean
measure_file (const char *directory, const char *truth_name, const HechaDictionary *dictionary,
              MappingFigures *figures)
{
  g_autofree char *path = g_build_filename (directory, truth_name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *book = NULL;
  g_autoptr (HechaExtract) extract = NULL;
  g_autofree gboolean *used = NULL;
  JsonObject *truth;
  JsonArray *list;

  if (!json_parser_load_from_file (parser, path, NULL))
    return FALSE;
  truth = json_node_get_object (json_parser_get_root (parser));
  book = g_build_filename (directory, text_of (truth, "file"), NULL);
  extract = hecha_extract_file (book, text_of (truth, "file"), dictionary, NULL, NULL, NULL);
  figures->files++;
  if (extract->error != NULL)
    {
      printf ("  %s: %s\n", truth_name, extract->error);
      return FALSE;
    }
  list = json_object_get_array_member (truth, "headers");
  for (guint i = 0; i < json_array_get_length (list); i++)
    measure_header (extract, truth_name, json_array_get_object_element (list, i), figures);
  if (!json_object_has_member (truth, "partial"))
    measure_invented_headers (extract, truth_name, list, figures);
  used = g_new0 (gboolean, extract->records->len + 1);
  list = json_object_get_array_member (truth, "projects");
  for (guint i = 0; i < json_array_get_length (list); i++)
    measure_project (extract, truth_name, json_array_get_object_element (list, i), used, figures);
  for (guint i = 0; i < extract->records->len; i++)
    if (!used[i] && !json_object_has_member (truth, "partial"))
      {
        const HechaRecord *record = &g_array_index (extract->records, HechaRecord, i);

        figures->invented++;
        say (truth_name, "project invented: %s %s (row %u)", record->code, record->name,
             record->row + 1);
      }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

void
mapping_figures_measure (const char *directory, const HechaDictionary *dictionary,
                         gboolean say_failures, MappingFigures *figures)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  verbose = say_failures;
  memset (figures, 0, sizeof *figures);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (!measure_file (directory, g_ptr_array_index (names, i), dictionary, figures))
      figures->unread++;
}
