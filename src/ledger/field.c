/* The canonical fields and the names of what happens to them. */
#include <hecha/ledger.h>

G_DEFINE_QUARK (hecha-ledger-error-quark, hecha_ledger_error)

G_STATIC_ASSERT (HECHA_N_FIELDS <= 128);   /* HechaFieldSet holds two words */

static const struct
{
  const char *name;
  HechaFieldType type;
} fields[HECHA_N_FIELDS] = {
#define FIELD_ROW(id, name, type) { name, HECHA_TYPE_##type },
  HECHA_FIELDS (FIELD_ROW)
#undef FIELD_ROW
};

const char *
hecha_field_name (HechaField field)
{
  return (guint) field < HECHA_N_FIELDS ? fields[field].name : "";
}

HechaFieldType
hecha_field_type (HechaField field)
{
  return (guint) field < HECHA_N_FIELDS ? fields[field].type : HECHA_TYPE_TEXT;
}

HechaField
hecha_field_from_name (const char *name)
{
  static gsize once;
  static GHashTable *by_name;   /* lives as long as the program */

  if (g_once_init_enter (&once))
    {
      by_name = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < HECHA_N_FIELDS; i++)
        g_hash_table_insert (by_name, (gpointer) fields[i].name, GUINT_TO_POINTER (i + 1));
      g_once_init_leave (&once, 1);
    }
  return (HechaField) (GPOINTER_TO_UINT (g_hash_table_lookup (by_name, name)) != 0
                           ? GPOINTER_TO_UINT (g_hash_table_lookup (by_name, name)) - 1
                           : HECHA_FIELD_NONE);
}

const char *
hecha_state_name (HechaState state)
{
  static const char *const names[] = { "未提供", "空", "存疑", "无", "不涉及", "值" };

  return (guint) state < G_N_ELEMENTS (names) ? names[state] : "";
}

const char *
hecha_match_name (HechaMatch match)
{
  static const char *const names[]
      = { "none", "exact", "synonym", "group", "approximate", "user" };

  return (guint) match < G_N_ELEMENTS (names) ? names[match] : "";
}
