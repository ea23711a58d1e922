/* 13-split: see split.h. */
#include "audit/split.h"

#include <string.h>

#include <hecha/audit.h>

#include "audit/folded.h"
#include "audit/splitpart.h"

/* In a block of one unit and one word a part is compared with so many that
 * come after it in time: enough for a year's purchases. */
#define WINDOW 40u
/* A split of more parts is told by these. */
#define MAX_MEMBERS 100u

typedef struct
{
  guint32 key;
  guint32 part;        /* index into parts */
} Posting;

typedef struct
{
  guint32 a, b;        /* indices into parts, a < b */
  HechaSplitFit fit;
} Link;

typedef struct
{
  const HechaSubject *subjects;
  const HechaSplitOptions *options;
  const HechaThesaurus *thesaurus;
  GArray *parts;       /* HechaSplitPart, by unit and day */
  GArray *links;       /* Link */
  GArray *neighbours;  /* GArray * of guint32 per part; NULL = none */
  GArray *splits;      /* HechaSplit */
  guint8 *taken;       /* per part: stands in a split */
} Search;

static const HechaSubject *
subject_of (const Search *search, guint32 part)
{
  return &search->subjects[g_array_index (search->parts, HechaSplitPart, part).subject];
}

static const HechaSplitPart *
part_at (const Search *search, guint32 part)
{
  return &g_array_index (search->parts, HechaSplitPart, part);
}

/* ---- who may be a part ------------------------------------------------- */

static gboolean
may_be_part (const Search *search, const HechaSubject *subject)
{
  return !subject->left_out && subject->first_day != HECHA_DAY_NONE
         && subject->last_day != HECHA_DAY_NONE
         && (subject->investment == HECHA_NO_INVESTMENT
             || (subject->investment > 0 && subject->investment < search->options->floor));
}

static int
compare_parts (gconstpointer a, gconstpointer b, gpointer data)
{
  const Search *search = data;
  const HechaSplitPart *x = a, *y = b;
  const HechaSubject *s = &search->subjects[x->subject], *t = &search->subjects[y->subject];

  if (x->anatomy->marks.unit != y->anatomy->marks.unit)
    return x->anatomy->marks.unit < y->anatomy->marks.unit ? -1 : 1;
  if (s->first_day != t->first_day)
    return s->first_day < t->first_day ? -1 : 1;
  if (s->last_day != t->last_day)
    return s->last_day < t->last_day ? -1 : 1;
  return x->subject < y->subject ? -1 : x->subject > y->subject;
}

static void
read_parts (Search *search, HechaAnatomist *anatomist, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      HechaSplitPart part;

      if (may_be_part (search, &search->subjects[i])
          && hecha_split_part_read (search->thesaurus, anatomist, &search->subjects[i], i, &part))
        g_array_append_val (search->parts, part);
    }
  g_array_sort_with_data (search->parts, compare_parts, search);
}

/* ---- links ------------------------------------------------------------- */

/* What parts of one thing may have in common besides their unit. */
typedef enum
{
  COMMON_CONCEPT = 1,
  COMMON_UNKNOWN_WORDS,
  COMMON_CONTRACTOR,
  COMMON_STEM,
  COMMON_ROOM
} Common;

static void
post (GArray *postings, guint32 unit, Common kind, guint32 value, guint32 part)
{
  guint16 units[6] = { (guint16) unit, (guint16) (unit >> 16), (guint16) kind,
                       (guint16) value, (guint16) (value >> 16), 0 };
  Posting posting = { hecha_folded_hash (units, 6), part };

  g_array_append_val (postings, posting);
}

static int
compare_postings (gconstpointer a, gconstpointer b)
{
  const Posting *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->part < y->part ? -1 : x->part > y->part;
}

static GArray *
post_all (const Search *search)
{
  GArray *postings = g_array_new (FALSE, FALSE, sizeof (Posting));

  for (guint i = 0; i < search->parts->len; i++)
    {
      const HechaSplitPart *part = part_at (search, i);
      const HechaMarks *marks = &part->anatomy->marks;

      for (guint k = 0; k < part->n_core; k++)
        post (postings, marks->unit, COMMON_CONCEPT, part->core[k], i);
      for (guint k = 0; k < part->anatomy->n_residues; k++)
        if (part->anatomy->residues[k].weight >= 0.3f)
          post (postings, marks->unit, COMMON_UNKNOWN_WORDS, part->anatomy->residues[k].pair,
                i);
      if (part->n_name >= part->own + HECHA_MIN_PART_STEM)
        post (postings, marks->unit, COMMON_STEM,
              hecha_folded_hash (part->name + part->own, HECHA_MIN_PART_STEM), i);
      if (part->of_room)
        post (postings, marks->unit, COMMON_ROOM, 0, i);
      if (marks->contractor != 0)
        post (postings, marks->unit, COMMON_CONTRACTOR, marks->contractor, i);
    }
  g_array_sort (postings, compare_postings);
  return postings;
}

/* A window begins at START; TRUE where PART certainly lies in it, a day exactly so
 * many months later included. */
static gboolean
in_window (const Search *search, gint32 start, const HechaSubject *subject)
{
  return subject->first_day >= start
         && subject->last_day <= hecha_day_add_months (start, search->options->months);
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const Link *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static void
link_block (Search *search, const Posting *block, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < MIN (n, i + 1 + WINDOW); j++)
      {
        Link link = { block[i].part, block[j].part, HECHA_FIT_NONE };

        if (part_at (search, link.a)->anatomy->marks.unit
              != part_at (search, link.b)->anatomy->marks.unit
            || link.a == link.b
            || !in_window (search, subject_of (search, link.a)->first_day,
                           subject_of (search, link.b)))
          continue;
        link.fit = hecha_split_parts_fit (search->thesaurus, part_at (search, link.a),
                                          part_at (search, link.b));
        if (link.fit != HECHA_FIT_NONE)
          g_array_append_val (search->links, link);
      }
}

static void
add_neighbour (Search *search, guint32 a, guint32 b)
{
  GArray **list = &g_array_index (search->neighbours, GArray *, a);

  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (*list, b);
}

static void
find_links (Search *search)
{
  g_autoptr (GArray) postings = post_all (search);
  guint start = 0, kept = 0;

  for (guint i = 1; i <= postings->len; i++)
    if (i == postings->len
        || g_array_index (postings, Posting, i).key
             != g_array_index (postings, Posting, start).key)
      {
        link_block (search, &g_array_index (postings, Posting, start), i - start);
        start = i;
      }
  g_array_sort (search->links, compare_links);
  for (guint i = 0; i < search->links->len; i++)
    {
      Link link = g_array_index (search->links, Link, i);

      if (kept > 0 && compare_links (&link, &g_array_index (search->links, Link, kept - 1)) == 0)
        continue;
      g_array_index (search->links, Link, kept++) = link;
      add_neighbour (search, link.a, link.b);
      add_neighbour (search, link.b, link.a);
    }
  g_array_set_size (search->links, kept);
}

/* ---- windows ----------------------------------------------------------- */

/* The parts within the window that begins with PART which hang together with
 * it, ascending. */
static GArray *
reach (const Search *search, guint32 part)
{
  gint32 start = subject_of (search, part)->first_day;
  GArray *reached = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  g_array_append_val (reached, part);
  g_hash_table_add (seen, GUINT_TO_POINTER (part));
  for (guint i = 0; i < reached->len && reached->len < MAX_MEMBERS; i++)
    {
      const GArray *list = g_array_index (search->neighbours, GArray *,
                                          g_array_index (reached, guint32, i));

      for (guint j = 0; list != NULL && j < list->len; j++)
        {
          guint32 next = g_array_index (list, guint32, j);

          if (!search->taken[next] && in_window (search, start, subject_of (search, next))
              && g_hash_table_add (seen, GUINT_TO_POINTER (next)))
            g_array_append_val (reached, next);
        }
    }
  return reached;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

/* 分 of those whose amount is known; their number in *N. */
static gint64
known_sum (const Search *search, const GArray *parts, guint *n)
{
  gint64 sum = 0;

  *n = 0;
  for (guint i = 0; i < parts->len; i++)
    {
      gint64 investment = subject_of (search, g_array_index (parts, guint32, i))->investment;

      if (investment == HECHA_NO_INVESTMENT)
        continue;
      sum += investment;
      (*n)++;
    }
  return sum;
}

static gboolean
is_split (const Search *search, const GArray *parts, gint64 *sum)
{
  guint n;
  gboolean judged = FALSE;

  *sum = known_sum (search, parts, &n);
  for (guint i = 0; i < parts->len; i++)
    judged = judged || !subject_of (search, g_array_index (parts, guint32, i))->compared_only;
  return n >= 2 && *sum >= search->options->floor && judged;
}

/* ---- words -------------------------------------------------------------- */

static void
append_amount (GString *text, gint64 fen)
{
  gint64 wan = fen / 1000000, rest = fen % 1000000;

  g_string_append_printf (text, "%" G_GINT64_FORMAT, wan);
  if (rest != 0)
    {
      g_autofree char *digits = g_strdup_printf ("%06" G_GINT64_FORMAT, rest);
      gsize length = strlen (digits);

      while (digits[length - 1] == '0')
        digits[--length] = '\0';
      g_string_append_printf (text, ".%s", digits);
    }
  g_string_append (text, "万元");
}

static void
append_roles (GString *text, const HechaThesaurus *thesaurus, const HechaSplitPart *part)
{
  for (guint i = 0; i < part->n_roles; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "（" : "、",
                            hecha_thesaurus_concept (thesaurus, part->roles[i])->name);
  if (part->n_roles > 0)
    g_string_append (text, "）");
}

/* Core concepts that all parts have. */
static void
append_common_core (GString *text, const Search *search, const GArray *parts)
{
  const HechaSplitPart *first = part_at (search, g_array_index (parts, guint32, 0));
  gboolean any = FALSE;

  for (guint i = 0; i < first->n_core; i++)
    {
      gboolean everywhere = TRUE;

      for (guint j = 1; j < parts->len && everywhere; j++)
        {
          const HechaSplitPart *part = part_at (search, g_array_index (parts, guint32, j));

          everywhere = FALSE;
          for (guint k = 0; k < part->n_core; k++)
            everywhere = everywhere || part->core[k] == first->core[i];
        }
      if (!everywhere)
        continue;
      g_string_append_printf (text, "%s%s", any ? "、" : "都是为了：",
                              hecha_thesaurus_concept (search->thesaurus, first->core[i])->name);
      any = TRUE;
    }
  if (any)
    g_string_append (text, "；");
}

static gboolean
one_contractor (const Search *search, const GArray *parts)
{
  guint32 contractor = part_at (search, g_array_index (parts, guint32, 0))->anatomy->marks.contractor;

  for (guint i = 1; i < parts->len; i++)
    if (part_at (search, g_array_index (parts, guint32, i))->anatomy->marks.contractor != contractor)
      return FALSE;
  return contractor != 0;
}

static char *
agreement_of (const Search *search, const GArray *parts, gint64 sum)
{
  GString *text = g_string_new (NULL);

  append_common_core (text, search, parts);
  for (guint i = 0; i < parts->len; i++)
    {
      const HechaSplitPart *part = part_at (search, g_array_index (parts, guint32, i));
      const HechaSubject *subject = &search->subjects[part->subject];

      if (subject->investment == HECHA_NO_INVESTMENT)
        continue;
      g_string_append_printf (text, "《%s》", subject->name);
      append_roles (text, search->thesaurus, part);
      append_amount (text, subject->investment);
      g_string_append (text, "；");
    }
  if (one_contractor (search, parts))
    g_string_append_printf (text, "承建单位都是%s；",
                            subject_of (search, g_array_index (parts, guint32, 0))->contractor);
  g_string_append (text, "合计");
  append_amount (text, sum);
  return g_string_free (text, FALSE);
}

static char *
objection_of (const Search *search, const GArray *parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const HechaSubject *subject = subject_of (search, g_array_index (parts, guint32, i));

      if (subject->investment == HECHA_NO_INVESTMENT)
        g_string_append_printf (text, "%s《%s》", text->len == 0 ? "投资额不明未计入：" : "、",
                                subject->name);
    }
  if (!one_contractor (search, parts))
    g_string_append_printf (text, "%s承建单位不同或未载明", text->len > 0 ? "；" : "");
  return g_string_free (text, FALSE);
}

/* ---- the whole ---------------------------------------------------------- */

static void
clear_split (gpointer data)
{
  HechaSplit *split = data;

  g_free (split->members);
  g_free (split->left_out);
  g_free (split->agreement);
  g_free (split->objection);
}

static void
take_split (Search *search, GArray *parts, gint64 sum)
{
  HechaSplit split = { 0 };

  g_array_sort (parts, compare_numbers);
  split.members = g_new (guint32, parts->len);
  split.left_out = g_new (guint32, parts->len);
  split.sum = sum;
  split.first_day = split.last_day = HECHA_DAY_NONE;
  for (guint i = 0; i < parts->len; i++)
    {
      guint32 part = g_array_index (parts, guint32, i);
      const HechaSubject *subject = subject_of (search, part);
      guint32 index = part_at (search, part)->subject;

      search->taken[part] = TRUE;
      if (subject->investment == HECHA_NO_INVESTMENT)
        {
          split.left_out[split.n_left_out++] = index;
          continue;
        }
      split.members[split.n_members++] = index;
      if (split.first_day == HECHA_DAY_NONE || subject->first_day < split.first_day)
        split.first_day = subject->first_day;
      split.last_day = MAX (split.last_day, subject->last_day);
    }
  split.agreement = agreement_of (search, parts, sum);
  split.objection = objection_of (search, parts);
  g_array_append_val (search->splits, split);
}

/* Windows begin with each part in order of time; the first that sums up is
 * taken, so that every part is looked at a bounded number of times. */
static void
take_window (Search *search, guint32 part)
{
  g_autoptr (GArray) window = reach (search, part);
  gint64 sum;

  if (is_split (search, window, &sum))
    take_split (search, window, sum);
}

static int
compare_splits (gconstpointer a, gconstpointer b)
{
  const HechaSplit *x = a, *y = b;

  return x->members[0] < y->members[0] ? -1 : x->members[0] > y->members[0];
}

static void
find_all (Search *search)
{
  find_links (search);
  for (guint32 i = 0; i < search->parts->len; i++)
    if (!search->taken[i] && g_array_index (search->neighbours, GArray *, i) != NULL)
      take_window (search, i);
  g_array_sort (search->splits, compare_splits);
}

static void
clear_neighbours (gpointer data)
{
  g_clear_pointer ((GArray **) data, g_array_unref);
}

GArray *
hecha_splits_find (const HechaSubject *subjects, guint n, const HechaSplitOptions *options,
                   GError **error)
{
  g_autoptr (HechaThesaurus) thesaurus = hecha_thesaurus_load (options->thesaurus, error);
  g_autoptr (HechaRarity) rarity = thesaurus != NULL ? hecha_rarity_load (error) : NULL;
  g_autoptr (HechaAnatomist) anatomist = NULL;
  Search search = { subjects, options, thesaurus, NULL, NULL, NULL, NULL, NULL };

  if (rarity == NULL)
    return NULL;
  anatomist = hecha_anatomist_new (thesaurus, rarity);
  search.parts = g_array_new (FALSE, FALSE, sizeof (HechaSplitPart));
  search.links = g_array_new (FALSE, FALSE, sizeof (Link));
  search.splits = g_array_new (FALSE, FALSE, sizeof (HechaSplit));
  g_array_set_clear_func (search.splits, clear_split);
  read_parts (&search, anatomist, n);
  search.neighbours = g_array_new (FALSE, TRUE, sizeof (GArray *));
  g_array_set_size (search.neighbours, search.parts->len);
  g_array_set_clear_func (search.neighbours, clear_neighbours);
  search.taken = g_new0 (guint8, MAX (search.parts->len, 1));
  find_all (&search);
  g_array_unref (search.parts);
  g_array_unref (search.links);
  g_array_unref (search.neighbours);
  g_free (search.taken);
  return search.splits;
}
