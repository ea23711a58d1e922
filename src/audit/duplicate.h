/* audit/duplicate.h - 9-duplicate: projects that build the same thing
 * (RULES.md 6).
 */
#ifndef HECHA_AUDIT_DUPLICATE_H
#define HECHA_AUDIT_DUPLICATE_H

#include "audit/subject.h"

/* A pair; A < B are indices of the subjects.  The texts speak of the one that
 * bears the finding first (前者) and of the other second (后者). */
typedef struct
{
  guint32 a, b;
  double score;          /* 0 to 1 */
  gboolean hint;         /* at most 提示: a later phase or an upgrade */
  guint32 group;         /* from 1; 0 for a hint */
  char *agreement;       /* which parts agree, in which words */
  char *objection;       /* what speaks against; "" where nothing does */
} HechaDuplicate;

typedef struct
{
  double threshold;      /* 重复阈值: pairs at or above it */
  guint jobs;            /* threads; the result does not depend on it */
  const char *thesaurus; /* path, NULL = built in */
} HechaDuplicateOptions;

/* The finding stands with the project that came later, the one that builds
 * again, and never with one that is only compared with: A or B. */
guint32 hecha_duplicate_bearer (const HechaSubject *subjects, guint32 a, guint32 b);
/* Pairs in order of a, b: an array of HechaDuplicate.  Free with
 * g_array_unref().  Errors only for the thesaurus. */
GArray *hecha_duplicates_find (const HechaSubject *subjects, guint n,
                               const HechaDuplicateOptions *options, GError **error);

#endif
