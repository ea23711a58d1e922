/* audit/duplicate.h - 9-duplicate: projects that build the same thing
 * (RULES.md 6).
 */
#ifndef HECHA_AUDIT_DUPLICATE_H
#define HECHA_AUDIT_DUPLICATE_H

#include "audit/subject.h"

/* A pair; A < B are indices of the subjects. */
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

/* Pairs in order of a, b: an array of HechaDuplicate.  Free with
 * g_array_unref().  Errors only for the thesaurus. */
GArray *hecha_duplicates_find (const HechaSubject *subjects, guint n,
                               const HechaDuplicateOptions *options, GError **error);

#endif
