/* The shipped table of pairs of characters: see rarity.h.  A line is two
 * characters, a tab and the rarity in hundredths. */
#include "audit/rarity.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "audit/folded.h"

struct _HechaRarity
{
  GHashTable *by_pair;   /* first << 16 | second -> rarity in hundredths + 1 */
};

static void
add_line (HechaRarity *rarity, const char *line)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint16));
  const char *tab = strchr (line, '\t');
  g_autofree char *pair = tab != NULL ? g_strndup (line, (gsize) (tab - line)) : NULL;
  guint32 key;
  guint64 percent;

  if (line[0] == '#' || pair == NULL)
    return;
  hecha_folded_text (units, pair);
  if (units->len != 2)
    return;
  key = (guint32) g_array_index (units, guint16, 0) << 16 | g_array_index (units, guint16, 1);
  percent = MIN (g_ascii_strtoull (tab + 1, NULL, 10), 100);
  g_hash_table_insert (rarity->by_pair, GUINT_TO_POINTER (key),
                       GUINT_TO_POINTER ((guint) percent + 1));
}

HechaRarity *
hecha_rarity_load (GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/hecha/rarity.tsv", 0, error);
  g_autoptr (HechaRarity) rarity = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return NULL;
  rarity = g_new0 (HechaRarity, 1);
  rarity->by_pair = g_hash_table_new (g_direct_hash, g_direct_equal);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    add_line (rarity, *line);
  return g_steal_pointer (&rarity);
}

void
hecha_rarity_free (HechaRarity *rarity)
{
  if (rarity == NULL)
    return;
  g_hash_table_unref (rarity->by_pair);
  g_free (rarity);
}

float
hecha_rarity_of (const HechaRarity *rarity, guint16 first, guint16 second)
{
  guint32 key = (guint32) first << 16 | second;
  int stored = GPOINTER_TO_INT (g_hash_table_lookup (rarity->by_pair, GUINT_TO_POINTER (key)));

  return stored == 0 ? 1.0f : (float) (stored - 1) / 100.0f;
}
