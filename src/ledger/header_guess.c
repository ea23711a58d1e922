/* The fields that a header may mean, kept best first. */
#include <string.h>

#include "ledger/header_parts.h"

gboolean
hecha_contains_any (const char *text, const GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    if (strstr (text, g_ptr_array_index (words, i)) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
hecha_field_is_vetoed (const HechaDictionary *dictionary, HechaField field, const char *text)
{
  return hecha_contains_any (text, dictionary->fields[field].not_words);
}

/* Keeps the best guess per field, best first. */
void
hecha_guess_add (HechaHeaderGuess *guess, const HechaGuess *candidate)
{
  guint i, at;

  for (i = 0; i < guess->n; i++)
    if (guess->guesses[i].field == candidate->field)
      {
        if (guess->guesses[i].score >= candidate->score)
          return;
        memmove (&guess->guesses[i], &guess->guesses[i + 1],
                 (guess->n - i - 1) * sizeof (HechaGuess));
        guess->n--;
        break;
      }
  for (at = 0; at < guess->n && guess->guesses[at].score >= candidate->score; at++)
    ;
  if (at >= HECHA_MAX_GUESSES)
    return;
  if (guess->n == HECHA_MAX_GUESSES)
    guess->n--;
  memmove (&guess->guesses[at + 1], &guess->guesses[at], (guess->n - at) * sizeof (HechaGuess));
  guess->guesses[at] = *candidate;
  guess->n++;
}

void
hecha_guess_merge (HechaHeaderGuess *into, const HechaHeaderGuess *from, float penalty)
{
  for (guint i = 0; i < from->n; i++)
    {
      HechaGuess candidate = from->guesses[i];

      candidate.score -= penalty;
      hecha_guess_add (into, &candidate);
    }
}

void
hecha_guess_drop (HechaHeaderGuess *guess, guint index)
{
  memmove (&guess->guesses[index], &guess->guesses[index + 1],
           (guess->n - index - 1) * sizeof (HechaGuess));
  guess->n--;
}
