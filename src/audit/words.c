/* Word lists, found by one machine a topic (Aho and Corasick): the lists are
 * long, the texts are read for a million projects. */
#include "audit/words.h"

#include <string.h>

#define MAX_LISTS 16
#define MAX_NODES 60000

/* Keys of every section in the order of their bits; 例外 may be left out. */
static const char *const list_names[HECHA_N_TOPICS][MAX_LISTS] = {
  [HECHA_TOPIC_STATUS] = { "申报", "评审", "立项", "招标采购", "在建", "完工", "试运行", "已验收",
                           "运行", "停用", "终止" },
  [HECHA_TOPIC_NEGATIVE] = { "否定" },
  [HECHA_TOPIC_ACCEPTANCE] = { "通过", "不通过", "复验" },
  [HECHA_TOPIC_PROCUREMENT] = { "招标类", "非招标类" },
  [HECHA_TOPIC_CONSTRUCTION] = { "运行维护", "购买服务", "非建设名称", "建设性质" },
  [HECHA_TOPIC_DEPLOYMENT] = { "政务云", "自建机房", "第三方云", "另计" },
  [HECHA_TOPIC_MLPS] = { "未定级" },
  [HECHA_TOPIC_UNIT] = { "智慧办" },
  [HECHA_TOPIC_BUILDS] = { "共用平台", "数据中心类", "应用或专网", "建设", "使用", "使用在后",
                           "非建设在后", "服务" },
  [HECHA_TOPIC_SUBLET] = { "转包", "违法分包", "分包", "否定" },
  [HECHA_TOPIC_GROUNDS] = { "情形" },
};

static const char *const topic_names[HECHA_N_TOPICS] = {
#define TOPIC_NAME(id, name) name,
  HECHA_TOPICS (TOPIC_NAME)
#undef TOPIC_NAME
};

typedef struct
{
  guint16 lists;      /* of the longest word that ends here */
  guint16 length;     /* its length in bytes; 0 = none */
  guint16 suffix;     /* node of the longest proper suffix */
  gboolean latin;     /* letters and digits alone: whole words only */
} Node;

/* Bytes that occur in no word share class 0. */
typedef struct
{
  guint8 class_of[256];
  guint n_classes;
  GArray *nodes;      /* Node; 0 is the root */
  GArray *next;       /* guint16 per node and class */
} Machine;

static Machine *machines[HECHA_N_TOPICS];

/* ---- folding --------------------------------------------------------------- */

/* One character at P; its bytes to OUT, how many in *WRITTEN.  Gives the bytes
 * read.  U+FF01 to U+FF5E are EF BC 81 .. EF BD 9E. */
static gsize
fold_character (const guchar *p, char *out, gsize *written)
{
  guchar low;

  *written = 0;
  if (p[0] < 0x80)
    {
      if (!g_ascii_isspace ((char) p[0]))
        out[(*written)++] = g_ascii_toupper ((char) p[0]);
      return 1;
    }
  if (p[0] == 0xC2 && p[1] == 0xA0)
    return 2;
  if (p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80)
    return 3;
  if (p[0] == 0xEF && (p[1] == 0xBC || p[1] == 0xBD) && p[2] != 0)
    {
      low = (guchar) (p[2] - 0x80 + 0x20 + (p[1] == 0xBD ? 0x40 : 0));
      if (low > 0x20 && low < 0x7F)
        {
          out[(*written)++] = g_ascii_toupper ((char) low);
          return 3;
        }
    }
  out[(*written)++] = (char) p[0];
  return 1;
}

void
hecha_word_fold (const char *text, HechaFoldedWord *folded)
{
  gsize length = strlen (text);
  const guchar *p = (const guchar *) text;

  folded->text = length < sizeof folded->small ? folded->small : g_malloc (length + 1);
  folded->length = 0;
  while (*p != '\0')
    {
      gsize written;

      p += fold_character (p, folded->text + folded->length, &written);
      folded->length += written;
    }
  folded->text[folded->length] = '\0';
}

void
hecha_word_fold_clear (HechaFoldedWord *folded)
{
  if (folded->text != folded->small)
    g_free (folded->text);
  folded->text = NULL;
}

/* ---- building ---------------------------------------------------------------- */

static void
machine_free (Machine *machine)
{
  if (machine == NULL)
    return;
  g_array_unref (machine->nodes);
  g_array_unref (machine->next);
  g_free (machine);
}

static guint16 *
next_of (Machine *machine, guint node, guchar byte)
{
  return &g_array_index (machine->next, guint16,
                         node * machine->n_classes + machine->class_of[byte]);
}

static guint16
add_node (Machine *machine)
{
  Node node = { 0 };

  g_array_append_val (machine->nodes, node);
  g_array_set_size (machine->next, machine->nodes->len * machine->n_classes);
  return (guint16) (machine->nodes->len - 1);
}

static void
add_word (Machine *machine, const char *word, guint list)
{
  guint node = 0;
  gsize length = strlen (word);
  gboolean latin = TRUE;
  Node *end;

  for (gsize i = 0; i < length; i++)
    {
      guint16 next = *next_of (machine, node, (guchar) word[i]);

      latin = latin && g_ascii_isalnum (word[i]);
      if (next == 0)
        {
          next = add_node (machine);
          *next_of (machine, node, (guchar) word[i]) = next;
        }
      node = next;
    }
  end = &g_array_index (machine->nodes, Node, node);
  end->lists |= (guint16) list;
  end->length = (guint16) length;
  end->latin = latin;
}

/* Breadth first: each node's missing edges are those of its suffix, and where
 * no word ends the suffix's word does. */
static void
link_nodes (Machine *machine)
{
  g_autofree guint16 *queue = g_new (guint16, machine->nodes->len);
  guint head = 0, tail = 0;

  queue[tail++] = 0;
  while (head < tail)
    {
      guint16 at = queue[head++];
      guint16 suffix = g_array_index (machine->nodes, Node, at).suffix;

      for (guint class = 1; class < machine->n_classes; class++)
        {
          guint16 *edge = &g_array_index (machine->next, guint16, at * machine->n_classes + class);
          guint16 over = at == 0 ? 0
                                 : g_array_index (machine->next, guint16,
                                                  suffix * machine->n_classes + class);
          Node *child = &g_array_index (machine->nodes, Node, *edge);
          const Node *other = &g_array_index (machine->nodes, Node, over);

          if (*edge == 0)
            {
              *edge = over;
              continue;
            }
          child->suffix = over;
          if (child->length == 0)
            {
              child->lists = other->lists;
              child->length = other->length;
              child->latin = other->latin;
            }
          queue[tail++] = *edge;
        }
    }
}

/* Words of one entry, folded, with the list's bit. */
typedef struct
{
  char *word;
  guint list;
} Word;

static void
clear_word (gpointer data)
{
  g_free (((Word *) data)->word);
}

static Machine *
make_machine (const GArray *words)
{
  Machine *machine = g_new0 (Machine, 1);

  machine->n_classes = 1;
  for (guint i = 0; i < words->len; i++)
    for (const char *p = g_array_index (words, Word, i).word; *p != '\0'; p++)
      if (machine->class_of[(guchar) *p] == 0)
        machine->class_of[(guchar) *p] = (guint8) machine->n_classes++;
  machine->nodes = g_array_new (FALSE, TRUE, sizeof (Node));
  machine->next = g_array_new (FALSE, TRUE, sizeof (guint16));
  add_node (machine);
  for (guint i = 0; i < words->len; i++)
    add_word (machine, g_array_index (words, Word, i).word, g_array_index (words, Word, i).list);
  link_nodes (machine);
  return machine;
}

static gboolean
refuse (const HechaIni *ini, guint line, const char *message, GError **error)
{
  g_autofree char *placed = hecha_ini_message (ini, line, 1, message);

  g_set_error_literal (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX, placed);
  return FALSE;
}

static guint
list_bit (HechaTopic topic, const char *key)
{
  if (strcmp (key, "例外") == 0)
    return HECHA_WORD_EXCEPTION;
  for (guint i = 0; i < MAX_LISTS && list_names[topic][i] != NULL; i++)
    if (strcmp (list_names[topic][i], key) == 0)
      return 1u << i;
  return 0;
}

static gsize
take_words (GArray *words, const char *value, guint list)
{
  g_autofree char *line = g_strdelimit (g_strdup (value), "\n", ';');
  g_auto (GStrv) parts = NULL;
  HechaFoldedWord folded;

  hecha_word_fold (line, &folded);   /* makes ； a ; */
  parts = g_strsplit (folded.text, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        Word word = { g_strdup (parts[i]), list };
        g_array_append_val (words, word);
      }
  hecha_word_fold_clear (&folded);
  return strlen (line);
}

static Machine *
read_topic (const HechaIni *ini, HechaTopic topic, GError **error)
{
  const HechaIniSection *section = hecha_ini_section (ini, topic_names[topic]);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_autofree char *missing = g_strdup_printf ("词表缺少 [%s] 一节", topic_names[topic]);
  gsize bytes = 0;

  g_array_set_clear_func (words, clear_word);
  if (section == NULL)
    {
      refuse (ini, 1, missing, error);
      return NULL;
    }
  for (guint i = 0; i < section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (section->entries, HechaIniEntry, i);
      guint list = list_bit (topic, entry->key);

      if (list == 0)
        {
          refuse (ini, entry->line, "这一节没有这个词类", error);
          return NULL;
        }
      bytes += take_words (words, entry->value, list);
      if (bytes >= MAX_NODES)
        {
          refuse (ini, entry->line, "这一节的词太多", error);
          return NULL;
        }
    }
  return make_machine (words);
}

gboolean
hecha_words_load (const char *path, GError **error)
{
  g_autoptr (HechaIni) ini = hecha_ini_load (path, error);
  Machine *made[HECHA_N_TOPICS] = { NULL };

  if (ini == NULL)
    return FALSE;
  for (int topic = 0; topic < HECHA_N_TOPICS; topic++)
    {
      made[topic] = read_topic (ini, (HechaTopic) topic, error);
      if (made[topic] == NULL)
        {
          for (int i = 0; i < topic; i++)
            machine_free (made[i]);
          return FALSE;
        }
    }
  for (int topic = 0; topic < HECHA_N_TOPICS; topic++)
    {
      machine_free (machines[topic]);
      machines[topic] = made[topic];
    }
  return TRUE;
}

static gpointer
load_built_in (gpointer unused)
{
  g_autoptr (GError) error = NULL;

  if (machines[0] == NULL && !hecha_words_load ("内置:words.ini", &error))
    g_error ("%s", error->message);
  return NULL;
}

/* ---- finding ------------------------------------------------------------------ */

/* OA is not in GOAL. */
static gboolean
whole_word (const char *text, gsize length, gsize start, gsize end)
{
  return (start == 0 || !g_ascii_isalnum (text[start - 1]))
         && (end == length || !g_ascii_isalnum (text[end]));
}

/* Adds a hit, and drops those that it covers; one that is covered is not
 * added.  Ends ascend, so only the last ones can be concerned. */
static guint
add_hit (HechaWordHit *hits, guint n, guint start, guint end, guint lists)
{
  while (n > 0 && hits[n - 1].start >= start)
    n--;
  if (n > 0 && hits[n - 1].end >= end)
    return n;
  if (n < HECHA_MAX_HITS)
    hits[n++] = (HechaWordHit) { start, end, lists };
  return n;
}

guint
hecha_words_find (HechaTopic topic, const char *folded, gsize length,
                  HechaWordHit hits[HECHA_MAX_HITS])
{
  static GOnce once = G_ONCE_INIT;
  const Machine *machine;
  const guint16 *next;
  guint n = 0, kept = 0, node = 0;

  g_once (&once, load_built_in, NULL);
  machine = machines[topic];
  next = (const guint16 *) (const void *) machine->next->data;
  for (gsize i = 0; i < length; i++)
    {
      const Node *at;

      node = next[node * machine->n_classes + machine->class_of[(guchar) folded[i]]];
      at = &g_array_index (machine->nodes, Node, node);
      if (at->length != 0
          && (!at->latin || whole_word (folded, length, i + 1 - at->length, i + 1)))
        n = add_hit (hits, n, (guint) (i + 1 - at->length), (guint) (i + 1), at->lists);
    }
  for (guint i = 0; i < n; i++)
    if (!(hits[i].lists & HECHA_WORD_EXCEPTION))
      hits[kept++] = hits[i];
  return kept;
}

guint
hecha_words_in (HechaTopic topic, const char *text)
{
  HechaWordHit hits[HECHA_MAX_HITS];
  HechaFoldedWord folded;
  guint n, lists = 0;

  hecha_word_fold (text, &folded);
  n = hecha_words_find (topic, folded.text, folded.length, hits);
  for (guint i = 0; i < n; i++)
    lists |= hits[i].lists;
  hecha_word_fold_clear (&folded);
  return lists;
}
