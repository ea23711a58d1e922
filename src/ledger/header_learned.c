#include "ledger/header_learned.h"

#include <string.h>

#include "ledger/header_guard.h"
#include "ledger/header_model.h"
#include "ledger/header_parts.h"
#include "ledger/value_kind.h"

/* How sure one must be to map a column; more so where a breach may rest on it. */
#define SURE 0.60
#define SURE_OF_GRAVE 0.75
#define SURE_ELSEWHERE 0.90   /* though it names a matter that the field does not know */
#define SURE_OF_LABEL 0.80    /* of a form: what stands there may be a value */
#define SURE_ALONE 0.70       /* to take a text for a header, whatever stands below */
#define LIKELY_NAME 0.75
/* When what the dictionary makes of a header is taken back. */
#define SURE_OF_OTHER 0.90
#define RULED_OUT 0.03
#define MAX_BYTES 90          /* longer texts are no headers, or say too much */
#define SAMPLED_ROWS 12u

/* ---- one header ------------------------------------------------------------------ */

/* TEXTS are N group heads and the leaf; the N_LIKELY likeliest fields. */
static void
judge (const HechaDictionary *dictionary, const char *const *texts, guint n, const char *title,
       char kind, HechaLikely *likely, guint n_likely)
{
  g_auto (HechaHeaderText) leaf = { 0 };
  g_autoptr (GString) heads = g_string_new (NULL);
  HechaHeaderSight sight = { title, "", "", FALSE, kind };

  hecha_header_text_init (&leaf, texts[n - 1]);
  for (guint i = 0; i + 1 < n; i++)
    {
      g_autofree char *head = hecha_header_plain (texts[i]);

      g_string_append (heads, head);
    }
  sight.head = heads->str;
  sight.leaf = leaf.whole;
  sight.money = leaf.unit != 0;
  hecha_header_model_judge (dictionary->model, &sight, likely, n_likely);
}

HechaField
hecha_learned_field (const HechaSheetReader *reader, const char *text)
{
  HechaLikely likely;

  if (strlen (text) > MAX_BYTES || g_utf8_strlen (text, -1) < 2 || hecha_header_is_answer (text))
    return HECHA_FIELD_NONE;
  judge (reader->dictionary, &text, 1, "", '\0', &likely, 1);
  return likely.likelihood >= SURE_ALONE ? likely.field : HECHA_FIELD_NONE;
}

/* The kind of what stands in COLUMN from row FIRST, an index of the grid, to
 * before END. */
static char
kind_below (HechaSheetReader *reader, guint first, guint end, guint32 column)
{
  HechaKinds kinds = { { 0 } };
  guint n = 0;

  for (guint i = first; i < end && n < SAMPLED_ROWS; i++)
    {
      const HechaCell *cell
          = hecha_grid_cell (reader->grid, hecha_grid_row (reader->grid, i)->row, column, NULL);

      if (!hecha_cell_has_content (cell))
        continue;
      n++;
      hecha_kinds_add (&kinds, hecha_cell_kind (reader->dictionary, cell));
    }
  return hecha_kinds_commonest (&kinds);
}

gboolean
hecha_learned_is_name (HechaSheetReader *reader, guint index, const HechaCell *header)
{
  const char *text = hecha_cell_text (header);
  guint n_rows = hecha_grid_n_rows (reader->grid);
  HechaRange range;
  HechaLikely likely;
  char kind;

  if (text == NULL || strlen (text) > MAX_BYTES)
    return FALSE;
  hecha_grid_cell (reader->grid, hecha_grid_row (reader->grid, index)->row, header->column, &range);
  kind = kind_below (reader, hecha_grid_find_row (reader->grid, range.last_row + 1), n_rows,
                     header->column);
  judge (reader->dictionary, &text, 1, "", kind, &likely, 1);
  return likely.field == HECHA_FIELD_NAME && likely.likelihood >= LIKELY_NAME
         && strchr ("ptlu", kind) != NULL;
}

/* ---- the columns of a table --------------------------------------------------------- */

typedef struct
{
  HechaTableColumn *column;
  HechaLikely likely;
} Claim;

/* Whether the gravest checks (no supervisor, filed late, over budget …) read
 * FIELD. */
static gboolean
is_grave (HechaField field)
{
  static const HechaField grave[]
      = { HECHA_FIELD_UNIT, HECHA_FIELD_CONTENT, HECHA_FIELD_FINAL_ACCOUNT, HECHA_FIELD_BUDGET,
          HECHA_FIELD_ESTIMATE, HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_SUPERVISOR,
          HECHA_FIELD_STARTED_ON, HECHA_FIELD_CONTRACTED_ON, HECHA_FIELD_COMPLETED_ON,
          HECHA_FIELD_PRELIMINARY_ON, HECHA_FIELD_ACCEPTED_ON, HECHA_FIELD_ACCEPTANCE_VERDICT,
          HECHA_FIELD_FILED_ON, HECHA_FIELD_STATUS, HECHA_FIELD_NATURE, HECHA_FIELD_INVESTMENT_MODE,
          HECHA_FIELD_DEPLOYMENT, HECHA_FIELD_RISK_ASSESSMENT };

  for (guint i = 0; i < G_N_ELEMENTS (grave); i++)
    if (grave[i] == field)
      return TRUE;
  return FALSE;
}

/* Dates hold dates or say that there is none yet; amounts likewise. */
static gboolean
may_hold (HechaField field, char kind)
{
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_DATE:
      return strchr ("dyt?", kind) != NULL;
    case HECHA_TYPE_AMOUNT:
      return strchr ("ny?", kind) != NULL;
    case HECHA_TYPE_NUMBER:
      return strchr ("nd?k", kind) != NULL;
    case HECHA_TYPE_YESNO:
      return strchr ("nd", kind) == NULL;
    default:
      return TRUE;
    }
}

static gboolean
is_open (const HechaTableColumn *column)
{
  return column->field == HECHA_FIELD_NONE && !column->serial && column->n_texts > 0
         && strlen (column->texts[column->n_texts - 1]) <= MAX_BYTES
         && !hecha_header_says_too_much (column->texts[column->n_texts - 1]);
}

HechaField
hecha_learned_label (const HechaSheetReader *reader, const char *text, const HechaCell *value)
{
  HechaKinds kinds = { { 0 } };
  HechaLikely likely;
  char kind;

  if (strlen (text) > MAX_BYTES || g_utf8_strlen (text, -1) < 3 || hecha_header_is_answer (text))
    return HECHA_FIELD_NONE;
  if (hecha_cell_has_content (value))
    hecha_kinds_add (&kinds, hecha_cell_kind (reader->dictionary, value));
  kind = hecha_kinds_commonest (&kinds);
  judge (reader->dictionary, &text, 1, "", kind, &likely, 1);
  return likely.field != HECHA_FIELD_NONE && likely.field != HECHA_FIELD_NAME
                 && likely.likelihood >= SURE_OF_LABEL && may_hold (likely.field, kind)
                 && !hecha_header_is_elsewhere (reader->dictionary, likely.field, &text, 1)
             ? likely.field
             : HECHA_FIELD_NONE;
}

/* What the dictionary makes of the header, unsure or beaten: what was learnt
 * may only agree with it, and not where only values could tell. */
static gboolean
is_gainsaid (const HechaTableColumn *column, HechaField field, char kind)
{
  for (guint i = 0; i < column->guess->n; i++)
    if (column->guess->guesses[i].field == field)
      return !column->guess->guesses[i].unproven || kind == '?';
  return column->guess->n > 0;
}

static int
compare_claims (gconstpointer a, gconstpointer b)
{
  const Claim *left = a, *right = b;

  if (left->likely.likelihood != right->likely.likelihood)
    return left->likely.likelihood > right->likely.likelihood ? -1 : 1;
  return left->column->column < right->column->column ? -1 : 1;
}

/* Whether the words of the dictionary led astray: what they make of COLUMN is
 * as good as ruled out, and something else as good as sure. */
static gboolean
is_mistaken (HechaSheetReader *reader, const HechaTableHead *head, const HechaTableColumn *column,
             const char *title)
{
  HechaLikely all[HECHA_N_FIELDS + 1];
  char kind = kind_below (reader, head->next_row, head->sample_end, column->column);

  judge (reader->dictionary, column->texts, column->n_texts, title, kind, all, G_N_ELEMENTS (all));
  for (guint i = 1; i < G_N_ELEMENTS (all) && all[0].likelihood >= SURE_OF_OTHER; i++)
    if (all[i].field == column->field)
      return all[i].likelihood < RULED_OUT;
  return FALSE;
}

/* Whether the values have shown that COLUMN is what it was taken for. */
static gboolean
is_proven (const HechaTableColumn *column)
{
  for (guint i = 0; i < column->guess->n; i++)
    if (column->guess->guesses[i].field == column->field)
      return column->guess->guesses[i].unproven;
  return FALSE;
}

/* A canonical name is never doubted, nor what the user or the values said. */
static void
take_back_mistakes (HechaSheetReader *reader, HechaTableHead *head, const char *title)
{
  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if (column->field != HECHA_FIELD_NONE && column->match != HECHA_MATCH_EXACT
          && column->match != HECHA_MATCH_USER && !is_proven (column)
          && strlen (column->texts[column->n_texts - 1]) <= MAX_BYTES
          && is_mistaken (reader, head, column, title))
        {
          column->field = HECHA_FIELD_NONE;
          column->match = HECHA_MATCH_NONE;
          column->confidence = 0;
        }
    }
}

/* Whether CLAIM is sure enough to be made, with values of KIND below it. */
static gboolean
stands (const HechaDictionary *dictionary, const Claim *claim, char kind)
{
  const HechaTableColumn *column = claim->column;
  HechaField field = claim->likely.field;
  double likelihood = claim->likely.likelihood;

  if (field == HECHA_FIELD_NONE || likelihood < (is_grave (field) ? SURE_OF_GRAVE : SURE)
      || !may_hold (field, kind) || is_gainsaid (column, field, kind)
      || hecha_field_is_vetoed (dictionary, field, column->texts[column->n_texts - 1]))
    return FALSE;
  return likelihood >= SURE_ELSEWHERE
         || !hecha_header_is_elsewhere (dictionary, field, column->texts, column->n_texts);
}

static void
collect_claims (HechaSheetReader *reader, HechaTableHead *head, const char *title, GArray *claims)
{
  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);
      Claim claim = { column, { HECHA_FIELD_NONE, 0 } };
      char kind;

      if (!is_open (column))
        continue;
      kind = kind_below (reader, head->next_row, head->sample_end, column->column);
      judge (reader->dictionary, column->texts, column->n_texts, title, kind, &claim.likely, 1);
      if (stands (reader->dictionary, &claim, kind))
        g_array_append_val (claims, claim);
    }
}

void
hecha_learned_map (HechaSheetReader *reader, HechaTableHead *head, const char *title)
{
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (Claim));
  HechaFieldSet taken = { { 0, 0 } };

  take_back_mistakes (reader, head, title);
  for (guint i = 0; i < head->columns->len; i++)
    {
      guint8 field = g_array_index (head->columns, HechaTableColumn, i).field;

      if (field != HECHA_FIELD_NONE)
        hecha_field_set_add (&taken, (HechaField) field);
    }
  collect_claims (reader, head, title, claims);
  g_array_sort (claims, compare_claims);
  for (guint i = 0; i < claims->len; i++)
    {
      const Claim *claim = &g_array_index (claims, Claim, i);

      if (hecha_field_set_has (&taken, claim->likely.field))
        continue;
      hecha_field_set_add (&taken, claim->likely.field);
      claim->column->field = (guint8) claim->likely.field;
      claim->column->match = HECHA_MATCH_APPROXIMATE;
      claim->column->confidence = (float) claim->likely.likelihood * 0.9f;
    }
}
