/* audit/candidates.h - which pairs of projects are worth comparing.
 *
 * Projects that share an object, an object and a function, a rare unknown
 * word, a stem or a stretch of 建设内容 stand in one block; small blocks are
 * compared whole, large ones only with their neighbours in order of name.
 * So the cost grows with the number of projects and not with its square.
 */
#ifndef HECHA_AUDIT_CANDIDATES_H
#define HECHA_AUDIT_CANDIDATES_H

#include "audit/anatomy.h"

typedef struct _HechaCandidates HechaCandidates;

/* Called from several threads, each with its own THREAD number; A < B. */
typedef void (*HechaPairFunc) (guint32 a, guint32 b, guint thread, gpointer data);

/* ANATOMIES may hold NULL for projects that are left out; COMPARED_ONLY may be
 * NULL, pairs of two such are not made. */
HechaCandidates *hecha_candidates_new (const HechaThesaurus *thesaurus,
                                       const HechaAnatomy *const *anatomies,
                                       const guint8 *compared_only, guint n);
void hecha_candidates_free (HechaCandidates *candidates);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCandidates, hecha_candidates_free)
/* Every candidate pair once, in no order, by JOBS threads. */
void hecha_candidates_each (const HechaCandidates *candidates, guint jobs, HechaPairFunc each,
                            gpointer data);

#endif
