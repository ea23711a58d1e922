#include "ledger/concepts.h"

#include <string.h>

#define MAX_PARTS 24u

typedef struct
{
  char *word;
  gsize length;
  const char *concept;   /* interned, or NULL */
} Entry;

struct _HechaConcepts
{
  GHashTable *by_first;  /* first character -> GArray of Entry, longest first */
};

static void
free_entries (gpointer data)
{
  GArray *entries = data;

  for (guint i = 0; i < entries->len; i++)
    g_free (g_array_index (entries, Entry, i).word);
  g_array_unref (entries);
}

HechaConcepts *
hecha_concepts_new (void)
{
  HechaConcepts *concepts = g_new0 (HechaConcepts, 1);

  concepts->by_first = g_hash_table_new_full (NULL, NULL, NULL, free_entries);
  return concepts;
}

void
hecha_concepts_free (HechaConcepts *concepts)
{
  if (concepts == NULL)
    return;
  g_hash_table_unref (concepts->by_first);
  g_free (concepts);
}

void
hecha_concepts_add (HechaConcepts *concepts, const char *word, const char *concept)
{
  gpointer first = GUINT_TO_POINTER (g_utf8_get_char (word));
  GArray *entries = g_hash_table_lookup (concepts->by_first, first);
  Entry entry = { NULL, strlen (word), NULL };
  guint at = 0;

  if (*word == '\0')
    return;
  if (entries == NULL)
    {
      entries = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_hash_table_insert (concepts->by_first, first, entries);
    }
  for (at = 0; at < entries->len; at++)
    {
      const Entry *other = &g_array_index (entries, Entry, at);

      if (strcmp (other->word, word) == 0)
        return;   /* the first meaning stands */
      if (other->length < entry.length)
        break;
    }
  entry.word = g_strdup (word);
  entry.concept = concept != NULL ? g_intern_string (concept) : NULL;
  g_array_insert_val (entries, at, entry);
}

static const Entry *
entry_at (const HechaConcepts *concepts, const char *text)
{
  const GArray *entries
      = g_hash_table_lookup (concepts->by_first, GUINT_TO_POINTER (g_utf8_get_char (text)));

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (strncmp (text, entry->word, entry->length) == 0)
        return entry;
    }
  return NULL;
}

/* A part of a text: a concept or one character. */
typedef struct
{
  const char *start;
  gsize length;
} Part;

static int
compare_parts (const Part *left, const Part *right)
{
  int order = memcmp (left->start, right->start, MIN (left->length, right->length));

  return order != 0 ? order : (int) left->length - (int) right->length;
}

static gboolean
insert_part (Part *parts, guint *n, Part part)
{
  guint at = *n;

  for (guint i = 0; i < *n; i++)
    {
      int order = compare_parts (&parts[i], &part);

      if (order == 0)
        return TRUE;
      if (order > 0)
        {
          at = i;
          break;
        }
    }
  if (*n == MAX_PARTS)
    return FALSE;
  memmove (&parts[at + 1], &parts[at], (*n - at) * sizeof (Part));
  parts[at] = part;
  (*n)++;
  return TRUE;
}

static char *
join_parts (const Part *parts, guint n, const Part *last)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (key, '|');
      g_string_append_len (key, parts[i].start, (gssize) parts[i].length);
    }
  if (last != NULL)
    {
      g_string_append_c (key, '>');
      g_string_append_len (key, last->start, (gssize) last->length);
    }
  return g_string_free (key, FALSE);
}

char *
hecha_concepts_key (const HechaConcepts *concepts, const char *text, gboolean with_last,
                    gboolean *dropped)
{
  Part parts[MAX_PARTS], last = { "", 0 };
  guint n = 0, met = 0;
  gboolean any_dropped = FALSE;

  while (*text != '\0')
    {
      const Entry *entry = entry_at (concepts, text);
      gsize length = entry != NULL ? entry->length : (gsize) (g_utf8_next_char (text) - text);
      Part part = { text, length };

      text += length;
      if (entry != NULL && entry->concept == NULL)
        {
          any_dropped = TRUE;
          continue;
        }
      if (entry != NULL)
        part = (Part) { entry->concept, strlen (entry->concept) };
      met += entry != NULL;
      if (!insert_part (parts, &n, part))
        return NULL;
      last = part;
    }
  if (dropped != NULL)
    *dropped = any_dropped;
  /* One character alone is no meaning. */
  if (n == 0 || (n == 1 && met == 0))
    return NULL;
  return join_parts (parts, n, with_last ? &last : NULL);
}
