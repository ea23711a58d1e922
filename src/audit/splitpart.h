/* audit/splitpart.h - a project seen as a possible part of a larger purchase:
 * what it is for once 硬件, 软件, 安装, （一） are taken from its name.
 */
#ifndef HECHA_AUDIT_SPLITPART_H
#define HECHA_AUDIT_SPLITPART_H

#include "audit/likeness.h"

#define HECHA_MAX_CORE 12
#define HECHA_MAX_ROLES 4
/* Of a name so many characters are compared; one bit each. */
#define HECHA_MAX_PART_NAME 64
/* What two names begin with alike is this long at least where it names a thing. */
#define HECHA_MIN_PART_STEM 4
#define HECHA_MIN_ROOM_STEM 2

typedef struct
{
  guint32 subject;                   /* index */
  const HechaAnatomy *anatomy;
  guint8 n_core, n_roles;
  guint16 core[HECHA_MAX_CORE];      /* concepts of the name without part words, ascending */
  guint16 roles[HECHA_MAX_ROLES];    /* 组成 named: 硬件, 软件 ... in order of the name */
  guint16 name[HECHA_MAX_PART_NAME]; /* folded */
  guint8 n_name, own;                /* own: so many say whose it is (石门镇, 财政局) */
  gboolean of_room;                  /* the name begins with a room: 机房空调 */
  guint64 telling;                   /* bits: here begins a word that tells what it is for */
  guint64 components;                /* here begins a 组成 */
  guint64 inside;                    /* inside of a word, not at its beginning */
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
