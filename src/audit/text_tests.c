/* What the functions of the language find in texts. */
#include "audit/text_tests.h"

#include <string.h>

#include "audit/firm.h"

/* Units are compared without their place: 阳城县教育局, 县教育局 and 教育局 are
 * one.  Where the longer has more in front, the word of a place stands at the
 * seam, on either side. */
static gboolean
same_unit (const char *a, const char *b)
{
  static const char *const places[] = { "省", "市", "县", "区", NULL };
  gsize length_a = strlen (a), length_b = strlen (b);
  const char *longer = length_a >= length_b ? a : b, *shorter = longer == a ? b : a;
  gsize more = MAX (length_a, length_b) - MIN (length_a, length_b);

  if (*shorter == '\0' || !g_str_has_suffix (longer, shorter))
    return FALSE;
  if (more == 0)
    return TRUE;
  for (guint i = 0; places[i] != NULL; i++)
    if (g_str_has_prefix (shorter, places[i])
        || (more >= strlen (places[i])
            && g_str_has_prefix (longer + more - strlen (places[i]), places[i])))
      return TRUE;
  return FALSE;
}

/* The unit a project belongs to: its cell, else the caption's. */
static const char *
unit_of (const HechaView *view)
{
  const char *unit = hecha_view_text (view, HECHA_FIELD_UNIT);

  if (unit == NULL && hecha_view_state (view, HECHA_FIELD_UNIT) != HECHA_STATE_DOUBTFUL
      && view->project->unit != NULL && *view->project->unit != '\0')
    unit = view->project->unit;
  return unit;
}

static gboolean
unit_is (const HechaView *view, const char *unit, const char *word)
{
  return same_unit (unit, word)
         || (view->project->plain_unit != NULL && same_unit (view->project->plain_unit, word));
}

HechaTri
hecha_test_unit_words (const HechaView *view, const HechaNode *word)
{
  const char *unit = unit_of (view);

  if (unit == NULL)
    return HECHA_NULL;
  for (; word != NULL; word = word->next)
    if (unit_is (view, unit, word->constant.text))
      return HECHA_TRUE;
  return HECHA_FALSE;
}

static gboolean
text_matches (const HechaNode *call, const char *text, const HechaNode *word)
{
  for (; word != NULL; word = word->next)
    if (call->index == HECHA_FN_ONE_OF ? strcmp (text, word->constant.text) == 0
                                       : strstr (text, word->constant.text) != NULL)
      return TRUE;
  return FALSE;
}

HechaTri
hecha_test_words (const HechaView *view, const HechaNode *call)
{
  HechaField field = (HechaField) call->first->index;
  const char *text
      = field == HECHA_FIELD_UNIT ? unit_of (view) : hecha_view_text (view, field);
  HechaState state = hecha_view_state (view, field);

  if (field == HECHA_FIELD_UNIT && call->index == HECHA_FN_ONE_OF)
    return hecha_test_unit_words (view, call->first->next);
  if (text != NULL)
    return text_matches (call, text, call->first->next) ? HECHA_TRUE : HECHA_FALSE;
  return state == HECHA_STATE_DOUBTFUL || state == HECHA_STATE_NOT_PROVIDED ? HECHA_NULL
                                                                            : HECHA_FALSE;
}

HechaTri
hecha_test_mentions (const HechaView *view, const HechaNode *call)
{
  const char *name = hecha_view_text (view, HECHA_FIELD_NAME);
  const char *content = hecha_view_text (view, HECHA_FIELD_CONTENT);

  if (name == NULL && content == NULL)
    return HECHA_NULL;
  if ((name != NULL && text_matches (call, name, call->first))
      || (content != NULL && text_matches (call, content, call->first)))
    return HECHA_TRUE;
  return HECHA_FALSE;
}

HechaTri
hecha_test_same_firm (const HechaView *view, const HechaNode *call)
{
  const char *a = hecha_view_text (view, (HechaField) call->first->index);
  const char *b = hecha_view_text (view, (HechaField) call->first->next->index);

  if (a == NULL || b == NULL)
    return HECHA_NULL;
  return hecha_firm_same (a, b) ? HECHA_TRUE : HECHA_FALSE;
}
