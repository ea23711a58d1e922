/* The longest known word: see trie.h. */
#include "audit/trie.h"

#include "audit/folded.h"

struct _HechaTrie
{
  /* FIRST leads from the first character, EDGES from there on. */
  guint32 *first;         /* 65536 */
  GHashTable *edges_by_key;  /* while loading: node << 16 | unit -> child */
  guint64 *edge_keys;     /* open addressing, 0 = free */
  guint32 *edge_children;
  guint32 edge_mask;
  GArray *words;          /* HechaWord per node; length 0 = no word ends here */
};

static guint32
new_node (HechaTrie *trie)
{
  HechaWord none = { 0 };

  g_array_append_val (trie->words, none);
  return trie->words->len - 1;
}

HechaTrie *
hecha_trie_new (void)
{
  HechaTrie *trie = g_new0 (HechaTrie, 1);

  trie->first = g_new0 (guint32, 65536);
  trie->edges_by_key = g_hash_table_new (g_direct_hash, g_direct_equal);
  trie->words = g_array_new (FALSE, TRUE, sizeof (HechaWord));
  new_node (trie);   /* 0 is "no node" */
  return trie;
}

void
hecha_trie_free (HechaTrie *trie)
{
  if (trie == NULL)
    return;
  g_clear_pointer (&trie->edges_by_key, g_hash_table_unref);
  g_free (trie->first);
  g_free (trie->edge_keys);
  g_free (trie->edge_children);
  g_array_unref (trie->words);
  g_free (trie);
}

static gpointer
edge_key (guint32 node, guint16 unit)
{
  return GSIZE_TO_POINTER ((gsize) node << 16 | unit);
}

static guint32
child_for_insert (HechaTrie *trie, guint32 node, guint16 unit)
{
  gpointer found = g_hash_table_lookup (trie->edges_by_key, edge_key (node, unit));
  guint32 child;

  if (found != NULL)
    return GPOINTER_TO_UINT (found);
  child = new_node (trie);
  g_hash_table_insert (trie->edges_by_key, edge_key (node, unit),
                       GUINT_TO_POINTER (child));
  return child;
}

static void
add_meaning (HechaWord *word, guint16 concept)
{
  for (guint i = 0; i < word->n_concepts; i++)
    if (word->concepts[i] == concept)
      return;
  if (word->n_concepts < HECHA_WORD_CONCEPTS)
    word->concepts[word->n_concepts++] = concept;
}

void
hecha_trie_add (HechaTrie *trie, const char *text, guint16 concept)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint16));
  guint32 node;
  HechaWord *word;

  hecha_folded_text (units, text);
  if (units->len == 0)
    return;
  node = trie->first[g_array_index (units, guint16, 0)];
  if (node == 0)
    {
      node = new_node (trie);
      trie->first[g_array_index (units, guint16, 0)] = node;
    }
  for (guint i = 1; i < units->len; i++)
    node = child_for_insert (trie, node, g_array_index (units, guint16, i));
  word = &g_array_index (trie->words, HechaWord, node);
  word->length = units->len;
  add_meaning (word, concept);
}

static guint32
edge_slot (guint64 key, guint32 mask)
{
  key *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint32) (key >> 32) & mask;
}

/* From the hash table of loading to a flat one. */
void
hecha_trie_freeze (HechaTrie *trie)
{
  GHashTableIter iter;
  gpointer key, value;
  guint32 size = 1024;

  while (size < 3 * g_hash_table_size (trie->edges_by_key))
    size *= 2;
  trie->edge_mask = size - 1;
  trie->edge_keys = g_new0 (guint64, size);
  trie->edge_children = g_new0 (guint32, size);
  g_hash_table_iter_init (&iter, trie->edges_by_key);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 slot = edge_slot (GPOINTER_TO_SIZE (key), trie->edge_mask);

      while (trie->edge_keys[slot] != 0)
        slot = (slot + 1) & trie->edge_mask;
      trie->edge_keys[slot] = GPOINTER_TO_SIZE (key);
      trie->edge_children[slot] = GPOINTER_TO_UINT (value);
    }
  g_clear_pointer (&trie->edges_by_key, g_hash_table_unref);
}

static guint32
child_of (const HechaTrie *trie, guint32 node, guint16 unit)
{
  guint64 key = (guint64) node << 16 | unit;
  guint32 slot = edge_slot (key, trie->edge_mask);

  while (trie->edge_keys[slot] != 0)
    {
      if (trie->edge_keys[slot] == key)
        return trie->edge_children[slot];
      slot = (slot + 1) & trie->edge_mask;
    }
  return 0;
}

static gboolean
is_latin (guint16 unit)
{
  return unit < 0x80 && g_ascii_isalpha ((char) unit);
}

/* A word of letters that would end amid others: HIS of HISTORY. */
static gboolean
splits_latin (const guint16 *units, gsize end, gsize length)
{
  return end < length && is_latin (units[end - 1]) && is_latin (units[end]);
}

void
hecha_trie_match (const HechaTrie *trie, const guint16 *units, gsize length,
                       HechaWord *word)
{
  guint32 node;

  word->length = 0;
  word->n_concepts = 0;
  if (length == 0)
    return;
  node = trie->first[units[0]];
  for (gsize i = 1; node != 0; i++)
    {
      const HechaWord *here = &g_array_index (trie->words, HechaWord, node);

      if (here->length > 0 && !splits_latin (units, i, length))
        *word = *here;
      if (i == length)
        return;
      node = child_of (trie, node, units[i]);
    }
}
