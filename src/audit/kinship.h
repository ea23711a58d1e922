/* audit/kinship.h - the marks that decide how two projects are related,
 * whatever their words say: nature, role, phase, lot, year, place, code,
 * contract, unit (RULES.md 6).
 */
#ifndef HECHA_AUDIT_KINSHIP_H
#define HECHA_AUDIT_KINSHIP_H

#include <glib.h>

#define HECHA_MAX_PLACES 4
#define HECHA_MAX_NEARBY 6

typedef enum
{
  HECHA_NATURE_MAINTENANCE = 1 << 0,  /* 运维 */
  HECHA_NATURE_UPGRADE = 1 << 1,      /* 升级, 扩容 */
  HECHA_NATURE_RECURRENT = 1 << 2,    /* 租赁, 续费: bought every year */
  HECHA_NATURE_CONTINUES = 1 << 3,    /* its content builds on what is there */
  HECHA_NATURE_WHOLE_COUNTY = 1 << 4, /* says it covers the county */
  HECHA_NATURE_RELIES = 1 << 5,       /* its content uses what others built */
  HECHA_NATURE_PRODUCT = 1 << 6,      /* named a 系统, 平台 ...: something built once */
  HECHA_NATURE_OWN_PLACE = 1 << 7,    /* its unit is a town, a school, a hospital */
  HECHA_NATURE_EQUIPMENT = 1 << 9,    /* its name says that equipment is bought, or data worked on */
  HECHA_NATURE_COMPREHENSIVE = 1 << 11,  /* its name says 综合 */
  HECHA_NATURE_NAMED_UPGRADE = 1 << 10,  /* its name says 升级 */
  HECHA_NATURE_INSTITUTION = 1 << 12,  /* ... a school, a hospital or a site, which does not serve a place */
  HECHA_NATURE_SUPERVISES = 1 << 8    /* watches over what others do: 纪委, 督查 */
} HechaNature;

/* Numbers are hashes, 0 = not said. */
typedef struct
{
  guint32 unit, region, code, contractor, stem;
  gint64 investment;         /* fen, below 0 unknown */
  gint32 contract_day;       /* HECHA_DAY_NONE unknown */
  gint16 year, name_year;    /* 0 unknown */
  guint16 role;              /* concept + 1 of 角色, 0 = the thing itself */
  guint16 nature;            /* HechaNature */
  guint8 phase, lot;         /* from 1; 0 = not said */
  guint32 component;         /* a bit a 组成 of the name: 硬件, 软件 ... */
  guint8 n_places, n_nearby;
  guint32 places[HECHA_MAX_PLACES];   /* of the name, else of a unit that is a place */
  guint32 nearby[HECHA_MAX_NEARBY];   /* of the content */
} HechaMarks;

typedef enum
{
  HECHA_KIN_NONE,         /* nothing stands against a duplicate */
  HECHA_KIN_SAME,         /* one project, told twice */
  HECHA_KIN_ROLE,         /* 监理, 测评, 设计 for a project */
  HECHA_KIN_MAINTENANCE,  /* operation of a system and its building */
  HECHA_KIN_RENEWAL,      /* every year anew */
  HECHA_KIN_PHASE,        /* 二期 after 一期 */
  HECHA_KIN_UPGRADE,      /* 改造升级 of what was built */
  HECHA_KIN_LOT,          /* lots of one procurement */
  HECHA_KIN_PLACE         /* the same for different places */
} HechaKin;

/* NAMES: how alike the names are but for their marks, 0 to 1. */
HechaKin hecha_kinship (const HechaMarks *a, const HechaMarks *b, float names);
/* What the relation means, as a Chinese clause; "" for NONE. */
const char *hecha_kin_text (HechaKin kin);
/* One changes what is there and the other does not, nor did it come later: then
 * it is no other thing that was changed. */
gboolean hecha_kinship_upgrades (const HechaMarks *a, const HechaMarks *b, guint natures);
/* One names a place, the other does not speak of it. */
gboolean hecha_kinship_place_unanswered (const HechaMarks *a, const HechaMarks *b);
/* Both tell where, and not one place is the same. */
gboolean hecha_kinship_elsewhere (const HechaMarks *a, const HechaMarks *b);
/* Appends what speaks against a duplicate without deciding, as Chinese clauses. */
void hecha_kinship_object (const HechaMarks *a, const HechaMarks *b, GString *objection);

/* What stands at the start of UNITS: 二期, 第二标段, （一）, 2024年度.  The number
 * of characters it takes, 0 = no mark; fills the member of MARKS. */
guint hecha_marks_read (HechaMarks *marks, const guint16 *units, gsize length);

#endif
