/* audit/splitpart.h - a project seen as a possible part of a larger purchase:
 * what it is for once 硬件, 软件, 安装, （一） are taken from its name.
 */
#ifndef HECHA_AUDIT_SPLITPART_H
#define HECHA_AUDIT_SPLITPART_H

#include "audit/likeness.h"

#define HECHA_MAX_CORE 12
#define HECHA_MAX_ROLES 4

typedef struct
{
  guint32 subject;                   /* index */
  const HechaAnatomy *anatomy;
  guint8 n_core, n_roles;
  guint16 core[HECHA_MAX_CORE];      /* concepts of the name without part words, ascending */
  guint16 roles[HECHA_MAX_ROLES];    /* 组成 named: 硬件, 软件 ... in order of the name */
} HechaSplitPart;

/* Why two projects are parts of one thing. */
typedef enum
{
  HECHA_FIT_NONE,
  HECHA_FIT_NAMES,        /* names alike but for part words */
  HECHA_FIT_CONTRACTOR    /* one contractor for one content */
} HechaSplitFit;

/* FALSE where the project cannot be a part: 监理, 运维 and other services. */
gboolean hecha_split_part_read (const HechaThesaurus *thesaurus, HechaAnatomist *anatomist,
                                const HechaSubject *subject, guint32 index,
                                HechaSplitPart *part);
/* The two are of one unit. */
HechaSplitFit hecha_split_parts_fit (const HechaThesaurus *thesaurus, const HechaSplitPart *a,
                                     const HechaSplitPart *b);

#endif
