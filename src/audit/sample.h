/* audit/sample.h - an example of a pack as a project: a line such as
 *
 *   无法核查（合同日期）: 监理单位=无; 开工日期=2025年3月; 核查日=2025-06-30
 *
 * Several projects stand with ‖ between; 甲｜乙 are two values in conflict. */
#ifndef HECHA_AUDIT_SAMPLE_H
#define HECHA_AUDIT_SAMPLE_H

#include "audit/lexer.h"
#include "audit/pack.h"

typedef struct
{
  HechaOutcome outcome;     /* what must come out */
  gboolean before_force;    /* （施行前） */
  GPtrArray *lacking;       /* char *: what must be lacking, in order; empty = not said */
  gint32 as_of;
  GPtrArray *projects;      /* HechaProject *, at least one */
  GStringChunk *pool;
} HechaSample;

/* NULL with MISTAKE set. */
HechaSample *hecha_sample_parse (const char *line, HechaMistake *mistake);
void hecha_sample_free (HechaSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaSample, hecha_sample_free)

#endif
