/* --ledger: the ledger as an SQLite file for the user's own queries.
 *
 * Table `项目` has a row a project.  A field takes four columns, or five for
 * dates: its value (分 for amounts, first possible day number for dates), its
 * last possible day, its state, the source's text, and where it stands as
 * "table:cell" with the number of a row in `表`. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include <hecha/ledger.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

static gboolean
fail (sqlite3 *db, const char *path, GError **error)
{
  g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_IO,
               "台账数据库“%s”未能写出（%s）", path, sqlite3_errmsg (db));
  return FALSE;
}

static char *
create_projects_sql (void)
{
  GString *sql = g_string_new ("CREATE TABLE \"项目\" (\"project\" TEXT PRIMARY KEY, \"编号\" TEXT, "
                               "\"名称\" TEXT, \"单位\" TEXT, \"年度\" INTEGER");

  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    {
      const char *name = hecha_field_name ((HechaField) i);

      g_string_append_printf (sql, ", \"%s\"", name);
      if (hecha_field_type ((HechaField) i) == HECHA_TYPE_DATE)
        g_string_append_printf (sql, ", \"%s.至\" INTEGER", name);
      g_string_append_printf (sql, ", \"%s.状态\" TEXT, \"%s.原文\" TEXT, \"%s.位置\" TEXT", name,
                              name, name);
    }
  g_string_append (sql, ")");
  return g_string_free (sql, FALSE);
}

static int
n_columns (HechaField field)
{
  return hecha_field_type (field) == HECHA_TYPE_DATE ? 5 : 4;
}

static char *
insert_projects_sql (void)
{
  GString *sql = g_string_new ("INSERT INTO \"项目\" VALUES (?");
  int n = 5;

  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    n += n_columns ((HechaField) i);
  for (int i = 1; i < n; i++)
    g_string_append (sql, ",?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static void
bind_text (sqlite3_stmt *statement, int at, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, at, text, -1, SQLITE_STATIC);
}

static void
bind_value (sqlite3_stmt *statement, int at, const HechaDatum *datum)
{
  if (datum->state != HECHA_STATE_VALUE)
    return;
  if (datum->text != NULL)
    bind_text (statement, at, datum->text);
  else if ((datum->flags & HECHA_DATUM_DATE_UNKNOWN) == 0)
    sqlite3_bind_int64 (statement, at, datum->low);
}

/* Binds one field from column AT on. */
static void
bind_datum (sqlite3_stmt *statement, int at, const HechaDatum *datum)
{
  gboolean is_date = hecha_field_type (datum->field) == HECHA_TYPE_DATE;
  char cell[HECHA_ADDRESS_SIZE];
  g_autofree char *place = NULL;

  bind_value (statement, at++, datum);
  if (is_date)
    {
      if (datum->state == HECHA_STATE_VALUE && (datum->flags & HECHA_DATUM_DATE_UNKNOWN) == 0)
        sqlite3_bind_int64 (statement, at, datum->high);
      at++;
    }
  bind_text (statement, at++, hecha_state_name (datum->state));
  bind_text (statement, at++, datum->raw);
  place = g_strdup_printf ("%u:%s", datum->table, hecha_address (datum->row, datum->column, cell));
  sqlite3_bind_text (statement, at, place, -1, SQLITE_TRANSIENT);
}

static gboolean
insert_project (sqlite3_stmt *statement, const HechaProject *project)
{
  int at = 6;

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  bind_text (statement, 1, project->key);
  bind_text (statement, 2, project->code);
  bind_text (statement, 3, project->name);
  bind_text (statement, 4, project->unit);
  if (project->year != 0)
    sqlite3_bind_int (statement, 5, project->year);
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    {
      const HechaDatum *datum = hecha_project_datum (project, (HechaField) i);

      if (datum != NULL)
        bind_datum (statement, at, datum);
      at += n_columns ((HechaField) i);
    }
  return sqlite3_step (statement) == SQLITE_DONE;
}

static gboolean
insert_tables (sqlite3 *db, const HechaLedger *ledger)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_exec (db, "CREATE TABLE \"表\" (\"号\" INTEGER PRIMARY KEY, \"文件\" TEXT, "
                        "\"工作表\" TEXT, \"年度\" INTEGER, \"填报单位\" TEXT)",
                    NULL, NULL, NULL)
          != SQLITE_OK
      || sqlite3_prepare_v2 (db, "INSERT INTO \"表\" VALUES (?,?,?,?,?)", -1, &statement, NULL)
             != SQLITE_OK)
    return FALSE;
  for (guint i = 0; i < hecha_ledger_n_tables (ledger); i++)
    {
      const HechaTable *table = hecha_ledger_table (ledger, i);

      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      sqlite3_bind_int64 (statement, 1, i);
      bind_text (statement, 2, hecha_ledger_file (ledger, table->file)->name);
      bind_text (statement, 3, table->sheet);
      if (table->year != 0)
        sqlite3_bind_int (statement, 4, table->year);
      bind_text (statement, 5, table->unit_name);
      if (sqlite3_step (statement) != SQLITE_DONE)
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_projects (sqlite3 *db, const HechaLedger *ledger)
{
  g_autofree char *create = create_projects_sql ();
  g_autofree char *insert = insert_projects_sql ();
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_exec (db, create, NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_prepare_v2 (db, insert, -1, &statement, NULL) != SQLITE_OK)
    return FALSE;
  for (guint i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);

      /* RULES.md section 2: nothing of a classified project leaves its file. */
      if (hecha_project_classified (project))
        continue;
      if (!insert_project (statement, project))
        return FALSE;
    }
  return TRUE;
}

gboolean
hecha_ledger_save (const HechaLedger *ledger, const char *path, GError **error)
{
  g_autoptr (sqlite3) db = NULL;
  gboolean ok;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    return fail (db, path, error);
  /* Written once, before it has its name: a journal would only cost time. */
  sqlite3_exec (db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN", NULL, NULL, NULL);
  ok = insert_tables (db, ledger) && insert_projects (db, ledger)
       && sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  if (!ok)
    {
      fail (db, path, error);
      g_unlink (path);
    }
  return ok;
}
