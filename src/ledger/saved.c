/* Earlier outputs as files of a ledger, for --against: ledger.jsonl or the
 * SQLite file of --ledger.  Values are read again from their written form. */
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <hecha/ledger.h>

#define MAX_LINE (16 * 1024 * 1024)
#define MAX_TEXT (16 * 1024 * 1024)
/* A line of ours has three levels; the parser calls itself for each. */
#define MAX_DEPTH 16

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* The extracts in the making, one per file that the saved ledger names. */
typedef struct
{
  const char *path;
  GPtrArray *extracts;     /* HechaExtract *, in order of first appearance */
  GHashTable *by_name;     /* file name -> HechaExtract */
} Saved;

/* One project of the saved ledger, before it is given to a file. */
typedef struct
{
  const char *code, *name, *unit;
  int year;
  HechaDatum data[HECHA_N_FIELDS];   /* texts in POOL, table unset */
  const char *files[HECHA_N_FIELDS], *sheets[HECHA_N_FIELDS];   /* of each datum, in POOL */
  guint n_data;
  GStringChunk *pool;
} SavedProject;

static HechaExtract *
extract_of (Saved *saved, const char *file)
{
  HechaExtract *extract = g_hash_table_lookup (saved->by_name, file);

  if (extract == NULL)
    {
      extract = hecha_extract_new (saved->path, file);
      extract->compared_only = TRUE;
      g_ptr_array_add (saved->extracts, extract);
      g_hash_table_insert (saved->by_name, extract->name, extract);
    }
  return extract;
}

static guint32
table_of (HechaExtract *extract, const char *sheet, int year)
{
  HechaTable table = { 0 };

  for (guint i = 0; i < extract->tables->len; i++)
    if (strcmp (g_array_index (extract->tables, HechaTable, i).sheet, sheet) == 0)
      return i;
  table.sheet = g_string_chunk_insert (extract->pool, sheet);
  table.title = table.unit_name = "";
  table.year = year;
  table.columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, TRUE, sizeof (HechaTotal));
  g_array_append_val (extract->tables, table);
  return extract->tables->len - 1;
}

static const char *
keep (HechaExtract *extract, const char *text)
{
  return text != NULL ? g_string_chunk_insert (extract->pool, text) : "";
}

/* The data of PROJECT that stand in the sheet of datum FIRST, as one record;
 * joining brings the records of a project together again. */
static void
add_record (Saved *saved, const SavedProject *project, guint first)
{
  HechaExtract *extract = extract_of (saved, project->files[first]);
  HechaRecord record = { 0 };

  record.table = table_of (extract, project->sheets[first], project->year);
  record.row = project->data[first].row;
  record.code = keep (extract, project->code);
  record.name = keep (extract, project->name);
  record.unit = keep (extract, project->unit);
  record.year = project->year;
  record.data = hecha_extract_data (extract, project->n_data - first);
  for (guint i = first; i < project->n_data; i++)
    if (strcmp (project->files[i], project->files[first]) == 0
        && strcmp (project->sheets[i], project->sheets[first]) == 0)
      {
        HechaDatum *datum = &record.data[record.n_data++];

        *datum = project->data[i];
        datum->table = record.table;
        datum->raw = keep (extract, datum->raw);
        datum->text = datum->text != NULL ? keep (extract, datum->text) : NULL;
      }
  g_array_append_val (extract->records, record);
}

static void
finish_project (Saved *saved, const SavedProject *project)
{
  for (guint i = 0; project->name != NULL && i < project->n_data; i++)
    {
      gboolean seen = FALSE;

      for (guint j = 0; j < i && !seen; j++)
        seen = strcmp (project->files[i], project->files[j]) == 0
               && strcmp (project->sheets[i], project->sheets[j]) == 0;
      if (!seen)
        add_record (saved, project, i);
    }
}

static void
project_init (SavedProject *project)
{
  memset (project, 0, sizeof *project);
  project->pool = g_string_chunk_new (1024);
}

static void
project_clear (SavedProject *project)
{
  g_string_chunk_free (project->pool);
}

/* TEXT, or NULL where it is none: the file may be anyone's. */
static const char *
valid (const char *text)
{
  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

static HechaState
state_from_name (const char *name)
{
  for (int state = HECHA_STATE_NOT_PROVIDED; state <= HECHA_STATE_VALUE; state++)
    if (g_strcmp0 (hecha_state_name ((HechaState) state), name) == 0)
      return (HechaState) state;
  return HECHA_STATE_DOUBTFUL;
}

/* A datum of FIELD from its written value; what is no value keeps its state. */
static void
add_datum (SavedProject *project, HechaField field, HechaState state, const char *value,
           const char *raw, const char *cell, const char *file, const char *sheet)
{
  static const HechaValueContext in_yuan = { 100, FALSE, 0 };
  HechaDatum datum = { 0 };

  if (state == HECHA_STATE_VALUE && value != NULL)
    hecha_value_read_text (field, value, &in_yuan, project->pool, &datum);
  else
    datum.state = (guint8) state;
  datum.field = (guint8) field;
  datum.raw = g_string_chunk_insert (project->pool, raw != NULL ? raw : "");
  if (cell == NULL || file == NULL
      || !hecha_address_parse (cell, &datum.row, &datum.column))
    return;   /* a datum without a cell is none */
  project->files[project->n_data] = g_string_chunk_insert_const (project->pool, file);
  project->sheets[project->n_data]
      = g_string_chunk_insert_const (project->pool, sheet != NULL ? sheet : "");
  project->data[project->n_data++] = datum;
}

/* ---- ledger.jsonl ----------------------------------------------------------- */

static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? valid (json_node_get_string (node))
             : NULL;
}

/* The value as text a person would type; g_free(). */
static char *
value_text (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (valid (json_node_get_string (node)));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "是" : "否");
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return g_strdup_printf ("%.2f", json_node_get_double (node));
}

static void
add_json_field (SavedProject *project, HechaField field, JsonObject *object)
{
  g_autofree char *value = value_text (json_object_get_member (object, "value"));

  add_datum (project, field, state_from_name (text_member (object, "state")), value,
             text_member (object, "raw"), text_member (object, "cell"),
             text_member (object, "file"), text_member (object, "sheet"));
}

static void
add_json_project (Saved *saved, JsonObject *line)
{
  JsonNode *fields = json_object_get_member (line, "fields");
  SavedProject project;

  if (fields == NULL || !JSON_NODE_HOLDS_OBJECT (fields))
    return;
  project_init (&project);
  project.name = text_member (line, "name");
  project.unit = text_member (line, "unit");
  if (json_object_has_member (line, "year")
      && JSON_NODE_HOLDS_VALUE (json_object_get_member (line, "year")))
    project.year = (int) json_object_get_int_member (line, "year");
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    {
      JsonNode *node = json_object_get_member (json_node_get_object (fields),
                                               hecha_field_name ((HechaField) i));

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        add_json_field (&project, (HechaField) i, json_node_get_object (node));
    }
  if (project.n_data > 0 && project.data[0].field == HECHA_FIELD_CODE)
    project.code = project.data[0].text;
  finish_project (saved, &project);
  project_clear (&project);
}

/* The object that LINE is, which belongs to PARSER; NULL where it is none. */
static JsonObject *
parse_line (JsonParser *parser, const char *line, gsize length)
{
  JsonNode *root;

  if (length > MAX_LINE || !hecha_json_is_shallow (line, length, MAX_DEPTH)
      || !json_parser_load_from_data (parser, line, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);   /* none in a blank line */
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

static gboolean
read_json_lines (Saved *saved, FILE *file, GError **error)
{
  g_autofree char *line = NULL;
  size_t size = 0;
  gssize length;
  guint number = 0;
  g_autoptr (JsonParser) parser = json_parser_new ();

  while ((length = getline (&line, &size, file)) > 0)
    {
      JsonObject *object = parse_line (parser, line, (gsize) length);

      number++;
      if (object == NULL)
        {
          g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX,
                       "“%s”第 %u 行不是 hecha 写的台账行", saved->path, number);
          return FALSE;
        }
      add_json_project (saved, object);
    }
  return TRUE;
}

/* ---- SQLite -------------------------------------------------------------------- */

/* Reading tables takes no functions, and what a stranger's schema computes none. */
static int
allow_reading (void *data, int action, const char *first, const char *second, const char *third,
               const char *fourth)
{
  return action == SQLITE_SELECT || action == SQLITE_READ ? SQLITE_OK : SQLITE_DENY;
}

static int
run_out_of_steps (void *data)
{
  return 1;
}

/* Views, triggers and virtual tables of a stranger are not run, a damaged file
 * does not go round in circles: an honest byte takes less than a step. */
static void
confine (sqlite3 *db, const char *path)
{
  struct stat status;
  gint64 bytes = stat (path, &status) == 0 ? (gint64) status.st_size : 0;

  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, MAX_TEXT);
  sqlite3_set_authorizer (db, allow_reading, NULL);
  sqlite3_progress_handler (db, (int) MIN (bytes * 4 + 1000000, G_MAXINT), run_out_of_steps,
                            NULL);
}

/* Both tables are there and are tables. */
static gboolean
has_tables (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) row = NULL;
  guint n = 0;

  if (sqlite3_prepare_v2 (db,
                          "SELECT sql FROM sqlite_master WHERE type = 'table' "
                          "AND name IN ('项目', '表')",
                          -1, &row, NULL)
      != SQLITE_OK)
    return FALSE;
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      const char *sql = (const char *) sqlite3_column_text (row, 0);

      n += sql != NULL && g_str_has_prefix (sql, "CREATE TABLE ");
    }
  return n == 2;
}

static const char *
text_at (sqlite3_stmt *row, int at)
{
  return valid ((const char *) sqlite3_column_text (row, at));
}

static char *
column_value (sqlite3_stmt *row, int at, HechaField field)
{
  char day[11];

  if (sqlite3_column_type (row, at) == SQLITE_NULL)
    return NULL;
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_AMOUNT:
      {
        gint64 fen = sqlite3_column_int64 (row, at);
        guint64 size = fen < 0 ? -(guint64) fen : (guint64) fen;

        return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", fen < 0 ? "-" : "", size / 100,
                                (guint) (size % 100));
      }
    case HECHA_TYPE_DATE:
      return g_strdup (hecha_day_format (sqlite3_column_int (row, at), day));
    case HECHA_TYPE_YESNO:
      return g_strdup (sqlite3_column_int (row, at) != 0 ? "是" : "否");
    default:
      return g_strdup (text_at (row, at));
    }
}

static void
add_row_field (SavedProject *project, sqlite3_stmt *row, int at, HechaField field,
               const GPtrArray *tables)
{
  gboolean is_date = hecha_field_type (field) == HECHA_TYPE_DATE;
  g_autofree char *value = column_value (row, at, field);
  int after = at + (is_date ? 2 : 1);
  const char *place = text_at (row, after + 2);
  const char *cell = place != NULL ? strchr (place, ':') : NULL;
  guint64 table = place != NULL ? g_ascii_strtoull (place, NULL, 10) : G_MAXUINT64;
  guint n_before;

  if (sqlite3_column_type (row, after) == SQLITE_NULL)
    return;
  n_before = project->n_data;
  add_datum (project, field, state_from_name (text_at (row, after)), value,
             text_at (row, after + 1),
             cell != NULL ? cell + 1 : NULL,
             table < tables->len / 2 ? g_ptr_array_index (tables, table * 2) : NULL,
             table < tables->len / 2 ? g_ptr_array_index (tables, table * 2 + 1) : NULL);
  if (is_date && value != NULL && project->n_data > n_before
      && sqlite3_column_type (row, at + 1) == SQLITE_INTEGER)
    project->data[n_before].high
        = CLAMP (sqlite3_column_int64 (row, at + 1), project->data[n_before].low, G_MAXINT32);
}

static void
add_row_project (Saved *saved, sqlite3_stmt *row, const GPtrArray *tables)
{
  SavedProject project;
  int at = 5;

  project_init (&project);
  project.code = text_at (row, 1);
  project.name = text_at (row, 2);
  project.unit = text_at (row, 3);
  project.year = sqlite3_column_int (row, 4);
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    {
      add_row_field (&project, row, at, (HechaField) i, tables);
      at += hecha_field_type ((HechaField) i) == HECHA_TYPE_DATE ? 5 : 4;
    }
  finish_project (saved, &project);
  project_clear (&project);
}

/* File and sheet of each table, two entries a table. */
static GPtrArray *
read_saved_tables (sqlite3 *db)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) row = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT \"文件\", \"工作表\" FROM \"表\" ORDER BY \"号\"", -1, &row,
                          NULL)
      == SQLITE_OK)
    while (sqlite3_step (row) == SQLITE_ROW)
      {
        g_ptr_array_add (tables, g_strdup (text_at (row, 0)));
        g_ptr_array_add (tables, g_strdup (text_at (row, 1)));
      }
  return tables;
}

static gboolean
read_sqlite (Saved *saved, GError **error)
{
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  int expected = 5, code;

  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    expected += hecha_field_type ((HechaField) i) == HECHA_TYPE_DATE ? 5 : 4;
  code = sqlite3_open_v2 (saved->path, &db, SQLITE_OPEN_READONLY, NULL);
  if (code == SQLITE_OK)
    confine (db, saved->path);
  if (code != SQLITE_OK || !has_tables (db)
      || sqlite3_prepare_v2 (db, "SELECT * FROM \"项目\" ORDER BY rowid", -1, &row, NULL)
             != SQLITE_OK
      || sqlite3_column_count (row) != expected)
    {
      g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX,
                   "“%s”不是本版本 hecha --ledger 写出的台账数据库", saved->path);
      return FALSE;
    }
  tables = read_saved_tables (db);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    add_row_project (saved, row, tables);
  if (code != SQLITE_DONE)
    g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX,
                 "台账数据库“%s”已损坏，没有读完，请重新生成", saved->path);
  return code == SQLITE_DONE;
}

static gboolean
read_saved (Saved *saved, GError **error)
{
  char magic[16] = "";
  FILE *file = fopen (saved->path, "rbe");
  gboolean ok;

  if (file == NULL)
    {
      g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_IO, "“%s”无法打开", saved->path);
      return FALSE;
    }
  if (fread (magic, 1, sizeof magic, file) == sizeof magic
      && memcmp (magic, "SQLite format 3", sizeof magic) == 0)
    {
      fclose (file);
      return read_sqlite (saved, error);
    }
  rewind (file);
  ok = read_json_lines (saved, file, error);
  fclose (file);
  return ok;
}

gboolean
hecha_ledger_add_saved (HechaLedger *ledger, const char *path, GError **error)
{
  Saved saved = { .path = path };
  gboolean ok;

  saved.extracts = g_ptr_array_new ();
  saved.by_name = g_hash_table_new (g_str_hash, g_str_equal);
  ok = read_saved (&saved, error);
  for (guint i = 0; i < saved.extracts->len; i++)
    if (ok)
      hecha_ledger_add (ledger, g_ptr_array_index (saved.extracts, i));
    else
      hecha_extract_free (g_ptr_array_index (saved.extracts, i));
  g_ptr_array_unref (saved.extracts);
  g_hash_table_unref (saved.by_name);
  return ok;
}
