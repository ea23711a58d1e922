/* audit/senses.h - what a text is about where it says so in words that the
 * thesaurus does not hold.
 *
 * Two neighbouring characters that stand in words of few concepts hint at them:
 * 派位 stands in words of 招生入学 alone.  Each pair of a text's characters votes
 * for the concepts whose words it stands in; what a single pair says is little,
 * what the pairs of a whole text agree in is its sense.
 */
#ifndef HECHA_AUDIT_SENSES_H
#define HECHA_AUDIT_SENSES_H

#include <glib.h>

typedef struct
{
  guint16 concept;
  float share;        /* 0 to 1: of the words that the pair stands in, those of the concept */
} HechaVote;

typedef struct _HechaSenses HechaSenses;

HechaSenses *hecha_senses_new (void);
void hecha_senses_free (HechaSenses *senses);
/* WORD is one of CONCEPT.  Where CAN_VOTE is FALSE its pairs say nothing of it,
 * but say less of the others. */
void hecha_senses_add (HechaSenses *senses, const char *word, guint16 concept, gboolean can_vote);
/* Who votes for FROM votes for TO as well, by SHARE. */
void hecha_senses_link (HechaSenses *senses, guint16 from, guint16 to, float share);
/* Once, after the last word and link and before the first vote. */
void hecha_senses_freeze (HechaSenses *senses);

/* What the pair votes for, N of them; NULL where it says nothing. */
const HechaVote *hecha_senses_votes (const HechaSenses *senses, guint16 first, guint16 second,
                                     guint *n);
/* Where votes for CONCEPT count too. */
const HechaVote *hecha_senses_links (const HechaSenses *senses, guint16 concept, guint *n);

/* The words of TEXT that hint at CONCEPT, at most MAX of them, as “学位”、“派位”;
 * NULL where there are none.  Free with g_free(). */
char *hecha_senses_words (const HechaSenses *senses, const char *text, guint16 concept, guint max);

#endif
