/* Marks of kinship: see kinship.h. */
#include "audit/kinship.h"

#include <hecha/book.h>

#include "audit/folded.h"

/* Names as alike as this are the same but for their marks. */
#define NAMES_ALIKE 0.72f
/* Contracts further apart than this are two purchases, not two payments. */
#define NEW_CONTRACT_DAYS 60

/* ---- reading marks ---------------------------------------------------- */

static const guint16 numerals[] = { 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                    0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341 };   /* 一 … 十 */

/* One numeral: 一, 2, a, ii, Ⅱ.  Characters taken, 0 = none. */
static guint
read_numeral (const guint16 *units, gsize length, guint8 *value)
{
  if (length == 0)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (units[0] == numerals[i])
      {
        *value = (guint8) (i + 1);
        return 1;
      }
  if (units[0] >= 0x2160 && units[0] <= 0x2169)
    {
      *value = (guint8) (units[0] - 0x2160 + 1);
      return 1;
    }
  for (guint n = 0; n < 3 && n < length && units[n] == 'i'; n++)
    if (n + 1 == length || units[n + 1] != 'i')
      {
        *value = (guint8) (n + 1);
        return n + 1;
      }
  if (units[0] >= '0' && units[0] <= '9')
    {
      guint n = length > 1 && units[1] >= '0' && units[1] <= '9' ? 2 : 1;
      *value = (guint8) (n == 2 ? (units[0] - '0') * 10 + (units[1] - '0') : units[0] - '0');
      return n;
    }
  if (units[0] >= 'a' && units[0] <= 'h')
    {
      *value = (guint8) (units[0] - 'a' + 1);
      return 1;
    }
  return 0;
}

/* TRUE where UNITS begin with WORD. */
static gboolean
begins (const guint16 *units, gsize length, const char *word, guint *taken)
{
  guint n = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p), n++)
    if (n >= length || units[n] != g_utf8_get_char (p))
      return FALSE;
  *taken = n;
  return TRUE;
}

static gboolean
begins_any (const guint16 *units, gsize length, const char *const *words, guint *taken)
{
  for (; *words != NULL; words++)
    if (begins (units, length, *words, taken))
      return TRUE;
  return FALSE;
}

static guint
read_year (HechaMarks *marks, const guint16 *units, gsize length)
{
  static const char *const ends[] = { "年度", "年", NULL };
  guint n = 4, taken = 0;
  int year = 0;

  for (guint i = 0; i < 4; i++)
    {
      if (i >= length || units[i] < '0' || units[i] > '9')
        return 0;
      year = year * 10 + (units[i] - '0');
    }
  if (year < 1990 || year > 2099 || (length > 4 && units[4] >= '0' && units[4] <= '9'))
    return 0;
  if (begins_any (units + n, length - n, ends, &taken))
    n += taken;
  if (marks->name_year == 0)
    marks->name_year = (gint16) year;
  return n;
}

/* 二期, 第二期, 第二阶段, 二期工程. */
static guint
read_phase (HechaMarks *marks, const guint16 *units, gsize length)
{
  static const char *const ends[] = { "期工程", "期项目", "期", "阶段", NULL };
  guint n = 0, taken = 0;
  guint8 value = 0;

  if (begins (units, length, "第", &taken))
    n = taken;
  taken = read_numeral (units + n, length - n, &value);
  if (taken == 0 || value == 0 || value > 9)
    return 0;
  n += taken;
  if (!begins_any (units + n, length - n, ends, &taken))
    return 0;
  marks->phase = MAX (marks->phase, value);
  return n + taken;
}

/* 第二标段, 2标, b包, 包二, 标包1, 第三批, (一). */
static guint
read_lot (HechaMarks *marks, const guint16 *units, gsize length)
{
  static const char *const befores[]
      = { "采购包", "标包", "标段", "分包", "包件", "包", "(", "（", "[", "【", NULL };
  static const char *const ends[] = { "标段", "标包", "包件", "合同包", "分包", "子包", "分标", "包",
                                      "标", "批次", "批", NULL };
  static const char *const closings[] = { ")", "）", "]", "】", NULL };
  guint n = 0, taken = 0, before = 0;
  guint8 value = 0;
  gboolean ordinal = begins (units, length, "第", &taken);

  if (!ordinal && begins_any (units, length, befores, &taken))
    before = taken;
  n = ordinal ? 1 : before;
  taken = read_numeral (units + n, length - n, &value);
  if (taken == 0 || value == 0)
    return 0;
  n += taken;
  if (before > 0)
    {
      gboolean bracket = hecha_folded_is_break (units[0]);
      if (bracket && !begins_any (units + n, length - n, closings, &taken))
        return 0;
      n += bracket ? taken : 0;
    }
  else if (begins_any (units + n, length - n, ends, &taken))
    n += taken;
  else
    return 0;
  marks->lot = MAX (marks->lot, value);
  return n;
}

guint
hecha_marks_read (HechaMarks *marks, const guint16 *units, gsize length)
{
  guint n = read_year (marks, units, length);

  if (n == 0)
    n = read_phase (marks, units, length);
  if (n == 0)
    n = read_lot (marks, units, length);
  return n;
}

/* ---- relations -------------------------------------------------------- */

static gboolean
same (guint32 a, guint32 b)
{
  return a != 0 && a == b;
}

static gboolean
differ (guint32 a, guint32 b)
{
  return a != 0 && b != 0 && a != b;
}

static gboolean
years_differ (const HechaMarks *a, const HechaMarks *b)
{
  if (a->name_year != 0 && b->name_year != 0)
    return a->name_year != b->name_year;
  return a->year != 0 && b->year != 0 && a->year != b->year;
}

/* Two years and more. */
static gboolean
years_apart (const HechaMarks *a, const HechaMarks *b)
{
  return a->year != 0 && b->year != 0 && ABS (a->year - b->year) > 1;
}

static gboolean
contracts_known (const HechaMarks *a, const HechaMarks *b)
{
  return a->contract_day != HECHA_DAY_NONE && b->contract_day != HECHA_DAY_NONE;
}

static gboolean
contracts_apart (const HechaMarks *a, const HechaMarks *b)
{
  return contracts_known (a, b)
         && ABS ((gint64) a->contract_day - b->contract_day) > NEW_CONTRACT_DAYS;
}

/* One project in two ledgers (RULES.md 6: "one project or two?"). */
static gboolean
is_same_project (const HechaMarks *a, const HechaMarks *b, float names)
{
  gboolean unit = a->unit == b->unit;

  if (same (a->code, b->code) && names >= 0.4f)
    return TRUE;
  if (!unit)
    return FALSE;
  if (contracts_known (a, b) && a->contract_day == b->contract_day
      && !differ (a->contractor, b->contractor) && names >= NAMES_ALIKE && a->lot == b->lot)
    return TRUE;
  return a->stem == b->stem && a->phase == b->phase && a->lot == b->lot
         && a->nature == b->nature && !differ (a->code, b->code)
         && !contracts_apart (a, b);
}

static gboolean
is_renewal (const HechaMarks *a, const HechaMarks *b, float names)
{
  guint both = a->nature & b->nature;

  if (both & HECHA_NATURE_MAINTENANCE)
    return TRUE;
  if (!same (a->unit, b->unit) || !years_differ (a, b))
    return FALSE;
  if ((a->nature | b->nature) & HECHA_NATURE_RECURRENT)
    return TRUE;
  return (a->name_year != 0 || b->name_year != 0) && names >= NAMES_ALIKE
         && !(both & HECHA_NATURE_PRODUCT);
}

static gboolean
is_phase (const HechaMarks *a, const HechaMarks *b)
{
  if (a->phase == b->phase || MAX (a->phase, b->phase) < 2)
    return FALSE;
  /* A second phase continues the first, whose own pairs are told. */
  return TRUE;
}

gboolean
hecha_kinship_upgrades (const HechaMarks *a, const HechaMarks *b, guint natures)
{
  const HechaMarks *change = (a->nature & natures) != 0 ? a : b;
  const HechaMarks *other = change == a ? b : a;

  return (change->nature & natures) != 0 && (other->nature & natures) == 0
         && (change->year == 0 || other->year == 0 || change->year >= other->year);
}

static gboolean
is_upgrade (const HechaMarks *a, const HechaMarks *b, float names)
{
  guint mask = HECHA_NATURE_UPGRADE | HECHA_NATURE_CONTINUES;
  gboolean of_a = (a->nature & mask) != 0, of_b = (b->nature & mask) != 0;

  if (hecha_kinship_upgrades (a, b, HECHA_NATURE_NAMED_UPGRADE))
    return TRUE;
  if (hecha_kinship_upgrades (a, b, mask))
    return same (a->unit, b->unit) || names >= NAMES_ALIKE;
  /* Each of two units that change what they have has something of its own. */
  if ((a->nature & b->nature & HECHA_NATURE_NAMED_UPGRADE) != 0)
    return TRUE;
  return of_a && of_b && same (a->unit, b->unit) && years_differ (a, b);
}

static gboolean
is_lot (const HechaMarks *a, const HechaMarks *b, float names)
{
  if (!same (a->unit, b->unit))
    return FALSE;
  if (differ (a->lot, b->lot) && names >= 0.4f)
    return TRUE;
  if (a->component != 0 && b->component != 0 && (a->component & b->component) == 0
      && names >= 0.4f && !years_apart (a, b))
    return TRUE;
  if (a->year == 0 || a->year != b->year)
    return FALSE;
  /* 硬件 and 软件 of one thing, bought apart: parts, perhaps a split. */
  return a->stem == b->stem || (a->component & b->component) == 0
         || same (a->contractor, b->contractor);
}

static gboolean
shares (const guint32 *a, guint n_a, const guint32 *b, guint n_b)
{
  for (guint i = 0; i < n_a; i++)
    for (guint j = 0; j < n_b; j++)
      if (a[i] == b[j])
        return TRUE;
  return FALSE;
}

static gboolean
is_other_place (const HechaMarks *a, const HechaMarks *b)
{
  if (differ (a->region, b->region))
    return TRUE;
  return a->n_places > 0 && b->n_places > 0
         && !shares (a->places, a->n_places, b->places, b->n_places);
}

HechaKin
hecha_kinship (const HechaMarks *a, const HechaMarks *b, float names)
{
  if (is_same_project (a, b, names))
    return HECHA_KIN_SAME;
  if (a->role != 0 || b->role != 0)
    return HECHA_KIN_ROLE;
  if (((a->nature ^ b->nature) & HECHA_NATURE_MAINTENANCE) != 0)
    return HECHA_KIN_MAINTENANCE;
  if (is_renewal (a, b, names))
    return HECHA_KIN_RENEWAL;
  if (is_other_place (a, b))
    return HECHA_KIN_PLACE;
  if (is_phase (a, b))
    return HECHA_KIN_PHASE;
  if (is_lot (a, b, names))
    return HECHA_KIN_LOT;
  if (is_upgrade (a, b, names))
    return HECHA_KIN_UPGRADE;
  return HECHA_KIN_NONE;
}

const char *
hecha_kin_text (HechaKin kin)
{
  static const char *const texts[] = {
    [HECHA_KIN_NONE] = "",
    [HECHA_KIN_SAME] = "同一项目在两处台账中的记载",
    [HECHA_KIN_ROLE] = "一项是为项目提供的监理、测评、设计等服务",
    [HECHA_KIN_MAINTENANCE] = "一项是建设，一项是运行维护",
    [HECHA_KIN_RENEWAL] = "按年续签的服务",
    [HECHA_KIN_PHASE] = "同一项目的不同期次",
    [HECHA_KIN_UPGRADE] = "后一项是对已建系统的改造升级",
    [HECHA_KIN_LOT] = "同一采购的不同标段或组成部分",
    [HECHA_KIN_PLACE] = "建设地点不同，各需一套",
  };

  return texts[kin];
}

gboolean
hecha_kinship_place_unanswered (const HechaMarks *a, const HechaMarks *b)
{
  const HechaMarks *placed = a->n_places > 0 ? a : b;
  const HechaMarks *other = a->n_places > 0 ? b : a;

  return placed->n_places > 0 && other->n_places == 0
         && !shares (placed->places, placed->n_places, other->nearby, other->n_nearby);
}

gboolean
hecha_kinship_elsewhere (const HechaMarks *a, const HechaMarks *b)
{
  if (a->n_places + a->n_nearby == 0 || b->n_places + b->n_nearby == 0)
    return FALSE;
  return !shares (a->places, a->n_places, b->places, b->n_places)
         && !shares (a->places, a->n_places, b->nearby, b->n_nearby)
         && !shares (a->nearby, a->n_nearby, b->places, b->n_places)
         && !shares (a->nearby, a->n_nearby, b->nearby, b->n_nearby);
}

static void
object (GString *objection, const char *clause)
{
  if (objection->len > 0)
    g_string_append (objection, "；");
  g_string_append (objection, clause);
}

static gboolean
differ_in_size (const HechaMarks *a, const HechaMarks *b)
{
  gint64 less = MIN (a->investment, b->investment), more = MAX (a->investment, b->investment);

  return less > 0 && less <= more / 4;
}

void
hecha_kinship_object (const HechaMarks *a, const HechaMarks *b, GString *objection)
{
  guint other = a->nature ^ b->nature;

  if (hecha_kinship_place_unanswered (a, b))
    object (objection, hecha_kinship_elsewhere (a, b)                ? "写明的地点不同"
                       : (other & HECHA_NATURE_INSTITUTION) != 0 ? "一项可能只供本校、本院或本景区自用"
                                                                 : "只有一项限于某地");
  if (a->year != 0 && a->year == b->year)
    object (objection, "同一年度建设");
  if (differ_in_size (a, b))
    object (objection, "投资额相差四倍以上");
  if ((other & (HECHA_NATURE_UPGRADE | HECHA_NATURE_CONTINUES)) != 0)
    object (objection, "只有一项是在已有系统上改造");
  if ((other & HECHA_NATURE_RECURRENT) != 0)
    object (objection, "一项是租用或购买服务");
  if ((other & HECHA_NATURE_EQUIPMENT) != 0)
    object (objection, "一项是购置设备或加工数据");
  if ((other & HECHA_NATURE_SUPERVISES) != 0)
    object (objection, "一项是对另一项业务的监督");
  if (a->phase != b->phase && MAX (a->phase, b->phase) > 1)
    object (objection, "期次不同");
  if (((a->nature | b->nature) & HECHA_NATURE_RELIES) != 0)
    object (objection, "建设内容提到利用或对接其他系统");
}
