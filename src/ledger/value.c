#include "ledger/value.h"

#include <string.h>

#include "ledger/acts.h"
#include "ledger/amount.h"
#include "ledger/boxes.h"
#include "ledger/date.h"
#include "ledger/fold.h"
#include "ledger/words.h"

/* ---- what a field hears in words ------------------------------------ */

typedef enum
{
  HEARS_BARE,     /* 项目状态 "正在建设", 项目名称 "未来社区": only 无, 不涉及, 待定 alone */
  HEARS_REASON,   /* 变更原因 "未预见的需求" is a reason, "未变更" is none */
  HEARS_LACK,     /* 部署方式 "拟部署政务云" is a value, "未部署" is none */
  HEARS_ACT       /* records an act or a document */
} Hearing;

static Hearing
hearing_of (HechaField field)
{
  switch (field)
    {
    case HECHA_FIELD_CODE:
    case HECHA_FIELD_NAME:
    case HECHA_FIELD_UNIT:
    case HECHA_FIELD_BUILD_TYPE:
    case HECHA_FIELD_NATURE:
    case HECHA_FIELD_INVESTMENT_MODE:
    case HECHA_FIELD_CONTENT:
    case HECHA_FIELD_GOAL:
    case HECHA_FIELD_STATUS:
    case HECHA_FIELD_DECISION_BASIS:
      return HEARS_BARE;
    case HECHA_FIELD_CHANGE_REASON:
      return HEARS_REASON;
    case HECHA_FIELD_RESPONSIBLE:
    case HECHA_FIELD_IMPLEMENTER:
    case HECHA_FIELD_MIGRATION_PLAN:
    case HECHA_FIELD_PROCUREMENT_METHOD:
    case HECHA_FIELD_DEPLOYMENT:
    case HECHA_FIELD_MLPS_LEVEL:
      return HEARS_LACK;
    default:
      return HEARS_ACT;
    }
}

static gboolean
zero_is_a_value (HechaField field)
{
  return field == HECHA_FIELD_CHANGE_AMOUNT || field == HECHA_FIELD_OM_FUNDS ||
         field == HECHA_FIELD_PAID;
}

/* ---- texts ------------------------------------------------------------ */

/* Sets the state that SAID gives whatever the type; FALSE where a value may
 * still be read. */
static gboolean
set_bare_state (HechaSaying said, HechaDatum *datum)
{
  switch (said)
    {
    case HECHA_SAYS_BLANK:
      datum->state = HECHA_STATE_BLANK;
      return TRUE;
    case HECHA_SAYS_NOT_APPLICABLE:
      datum->state = HECHA_STATE_NOT_APPLICABLE;
      return TRUE;
    case HECHA_SAYS_NO:
    case HECHA_SAYS_PENDING:
      datum->state = HECHA_STATE_NO;
      return TRUE;
    case HECHA_SAYS_DOUBT:
      datum->state = HECHA_STATE_DOUBTFUL;
      return TRUE;
    case HECHA_SAYS_YES:
    case HECHA_SAYS_OTHER:
    default:
      return FALSE;
    }
}

static gboolean
tells_no_change (const char *folded)
{
  enum { LONGEST = 8 * 3 };

  return strlen (folded) <= LONGEST && (strstr (folded, "变更") != NULL ||
                                        strstr (folded, "调整") != NULL ||
                                        strstr (folded, "变化") != NULL);
}

/* A plan that is being written is not there yet; a plan to move is one. */
static gboolean
being_written (const char *folded)
{
  return strstr (folded, "编制") != NULL || strstr (folded, "制定") != NULL ||
         strstr (folded, "起草") != NULL || strstr (folded, "办理") != NULL ||
         strstr (folded, "招标") != NULL;
}

/* 金额小，未聘请监理; 合同未要求: what is no opening of a clause. */
static HechaSaying
told_behind (HechaField field, const char *folded, HechaSaying said)
{
  if (hecha_words_hold (folded, strlen (folded), "未要求 不要求 未作要求"))
    return HECHA_SAYS_NOT_APPLICABLE;
  if (hecha_act_denied (field, folded) && !hecha_words_verdict (folded))
    return HECHA_SAYS_NO;
  return said;
}

/* 未转包，软件分包给甲公司: what one clause denies another may tell. */
static gboolean
tells_subcontract (const char *folded)
{
  static const char acts[] = "转包 分包 外包";
  static const char denials[] = "无 未 不 没 否 非 禁止 严禁 杜绝 免";

  if (g_str_has_prefix (folded, "未经") && hecha_words_hold (folded, strlen (folded), acts))
    return TRUE;
  while (*folded != '\0')
    {
      gsize length = strcspn (folded, ",;:()[]!");

      if (hecha_words_hold (folded, length, acts) && !hecha_words_hold (folded, length, denials))
        return TRUE;
      folded += length + (folded[length] != '\0');
    }
  return FALSE;
}

/* 免于备案, 不涉及（县级项目): the duty denied, where all else is prose. */
static gboolean
denies_duty (HechaField field, const char *folded)
{
  return (field == HECHA_FIELD_DECISION_BASIS || field == HECHA_FIELD_STATUS)
         && hecha_words_act (folded) == HECHA_SAYS_NOT_APPLICABLE;
}

static void
read_text_value (HechaField field, const char *folded, HechaDatum *datum)
{
  Hearing hearing = hearing_of (field);
  HechaSaying said = hearing == HEARS_BARE ? hecha_words_bare (folded) : hecha_words_act (folded);

  if (hearing == HEARS_REASON && !(said == HECHA_SAYS_NO && tells_no_change (folded)))
    said = hecha_words_bare (folded);
  if (hearing == HEARS_LACK && said == HECHA_SAYS_PENDING && !being_written (folded))
    said = HECHA_SAYS_OTHER;
  if (hearing == HEARS_ACT && strcmp (folded, "0") == 0)
    said = HECHA_SAYS_NO;
  if (hearing == HEARS_ACT && (said == HECHA_SAYS_OTHER || said == HECHA_SAYS_YES))
    said = told_behind (field, folded, said);
  if (field == HECHA_FIELD_SUBCONTRACTING && said == HECHA_SAYS_NO && tells_subcontract (folded))
    said = HECHA_SAYS_OTHER;
  if (hearing == HEARS_BARE && said == HECHA_SAYS_OTHER && denies_duty (field, folded))
    said = HECHA_SAYS_NOT_APPLICABLE;
  if (set_bare_state (said, datum))
    return;
  if (hearing != HEARS_BARE && g_str_has_suffix (folded, "?"))
    {
      datum->state = HECHA_STATE_DOUBTFUL;
      return;
    }
  datum->state = HECHA_STATE_VALUE;
}

void
hecha_value_amount_set (HechaField field, gint64 fen, gint64 step, gboolean rounded,
                        HechaDatum *datum)
{
  if ((fen == 0 && !zero_is_a_value (field)) || (fen < 0 && field != HECHA_FIELD_CHANGE_AMOUNT))
    {
      datum->state = HECHA_STATE_DOUBTFUL;
      return;
    }
  datum->state = HECHA_STATE_VALUE;
  datum->low = datum->high = fen;
  datum->step = step;
  if (rounded)
    datum->flags |= HECHA_DATUM_ROUNDED;
}

void
hecha_value_amount_text (HechaField field, const char *folded, const HechaValueContext *context,
                         HechaDatum *datum)
{
  HechaAmount amount;

  switch (hecha_amount_read (folded, context->unit, &amount))
    {
    case HECHA_AMOUNT_EXACT:
      /* 增加5万元 is a change, no budget; 5万元/年 no price of a contract. */
      if (field != HECHA_FIELD_OM_FUNDS &&
          (strstr (folded, "/年") != NULL || strstr (folded, "每年") != NULL))
        datum->state = HECHA_STATE_DOUBTFUL;
      else if (field != HECHA_FIELD_CHANGE_AMOUNT &&
          (strstr (folded, "增") != NULL || strstr (folded, "减") != NULL))
        datum->state = HECHA_STATE_DOUBTFUL;
      else
        hecha_value_amount_set (field, amount.fen, amount.step, amount.rounded, datum);
      break;
    case HECHA_AMOUNT_NONE:
      /* 待审计: there may well be a figure; 待支付 is none paid. */
      if (field == HECHA_FIELD_OM_FUNDS && strstr (folded, "免费") != NULL)
        datum->state = HECHA_STATE_NO;
      else if (g_str_has_prefix (folded, "待") && field != HECHA_FIELD_PAID)
        datum->state = HECHA_STATE_DOUBTFUL;
      else if (!set_bare_state (hecha_words_act (folded), datum))
        datum->state = HECHA_STATE_DOUBTFUL;
      break;
    case HECHA_AMOUNT_DOUBTFUL:
    default:
      datum->state = HECHA_STATE_DOUBTFUL;
    }
}

/* ---- numbers ----------------------------------------------------------- */

static const char *
keep (GStringChunk *pool, const char *text, gsize length)
{
  return length == 0 ? "" : g_string_chunk_insert_len (pool, text, (gssize) length);
}

static void
read_number (HechaField field, const HechaCell *cell, const char *format_code,
             const HechaValueContext *context, GStringChunk *pool, HechaDatum *datum)
{
  char shown[64];
  gsize length = hecha_value_display (cell, context, shown);

  datum->raw = keep (pool, shown, length);
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_AMOUNT:
      hecha_value_amount_number (field, cell, format_code, context, datum);
      break;
    case HECHA_TYPE_DATE:
      hecha_value_date_number (cell, context, datum);
      break;
    case HECHA_TYPE_NUMBER:
      hecha_value_year_number (cell, context, datum);
      break;
    case HECHA_TYPE_YESNO:
      hecha_value_yesno_text (field, shown, datum);
      break;
    case HECHA_TYPE_TEXT:
    default:
      read_text_value (field, shown, datum);
      if (datum->state == HECHA_STATE_VALUE)
        datum->text = datum->raw;
    }
}

/* ---- the two doors ------------------------------------------------------- */

static void
clear (HechaField field, HechaDatum *datum)
{
  datum->field = (guint8) field;
  datum->state = HECHA_STATE_BLANK;
  datum->flags = datum->reserved = 0;
  datum->low = datum->high = datum->step = 0;
  datum->raw = "";
  datum->text = NULL;
}

/* "2024.0", as programs write a whole number that they took for a fraction. */
static void
drop_point_zero (char *folded)
{
  gsize digits = strspn (folded, "0123456789");

  if (digits > 0 && strcmp (folded + digits, ".0") == 0)
    folded[digits] = '\0';
}

static void
read_typed (HechaField field, const char *folded, const HechaValueContext *context,
            HechaDatum *datum)
{
  HechaSaying bare;

  if (hecha_field_type (field) == HECHA_TYPE_YESNO)
    {
      hecha_value_yesno_text (field, folded, datum);
      return;
    }
  bare = hecha_words_bare (folded);
  if (set_bare_state (bare, datum))
    return;
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_AMOUNT:
      hecha_value_amount_text (field, folded, context, datum);
      break;
    case HECHA_TYPE_DATE:
      hecha_value_date_text (field, folded, context, datum);
      break;
    case HECHA_TYPE_NUMBER:
      hecha_value_year_text (folded, datum);
      break;
    case HECHA_TYPE_YESNO:
    case HECHA_TYPE_TEXT:
    default:
      break;
    }
}

/* "☑新建 □扩建" is 新建; printed choices without a tick say nothing sure. */
static gboolean
read_choice (HechaField field, const char *text, GStringChunk *pool, HechaDatum *datum)
{
  char folded[HECHA_FOLD_SIZE];
  g_autoptr (GString) ticked = NULL;
  HechaBoxes boxes;

  if (strlen (text) >= HECHA_FOLD_SIZE || !hecha_boxes_any (text))
    return FALSE;
  ticked = g_string_new (NULL);
  boxes = hecha_boxes_read (text, ticked);
  if (boxes == HECHA_BOXES_NONE)
    return FALSE;
  datum->state = HECHA_STATE_DOUBTFUL;
  if (boxes == HECHA_BOXES_TICKED && hecha_fold_text (ticked->str, folded) >= 0)
    read_text_value (field, folded, datum);
  if (datum->state == HECHA_STATE_VALUE)
    datum->text = keep (pool, ticked->str, ticked->len);
  return TRUE;
}

/* Longer than any bare word, with no box to tick: a name, a description; or
 * figures, letters and dashes: a code. */
static gboolean
is_more_than_a_word (const char *text)
{
  enum { SHORTEST_CODE = 5 };
  gsize n = 0;

  for (gboolean digit = FALSE; g_ascii_isalnum (text[n]) || text[n] == '-'; n++)
    {
      digit = digit || g_ascii_isdigit (text[n]);
      if (digit && n + 1 >= SHORTEST_CODE && text[n + 1] == '\0')
        return TRUE;
    }
  n = 0;
  while (n <= HECHA_LONGEST_BARE && (hecha_fold_keeps (text + n) || g_ascii_isalnum (text[n])))
    n += (guchar) text[n] < 0x80 ? 1 : 3;
  return n > HECHA_LONGEST_BARE && !hecha_boxes_any (text);
}

void
hecha_value_read_text (HechaField field, const char *text, const HechaValueContext *context,
                       GStringChunk *pool, HechaDatum *datum)
{
  char folded[HECHA_FOLD_SIZE];
  gboolean is_text = hecha_field_type (field) == HECHA_TYPE_TEXT;
  gsize length;
  gssize folded_length;

  clear (field, datum);
  text = hecha_trim (text, &length);
  if (length == 0)
    return;
  datum->raw = keep (pool, text, length);
  if (is_text && hearing_of (field) == HEARS_BARE && is_more_than_a_word (text))
    {
      datum->state = HECHA_STATE_VALUE;
      datum->text = datum->raw;
      return;
    }
  if (is_text && read_choice (field, text, pool, datum))
    return;
  /* What a CSV writes before a number that shall stay text. */
  if (!is_text && *text == '\'')
    text++;
  folded_length = hecha_fold_text (text, folded);
  if (is_text)
    {
      datum->state = HECHA_STATE_VALUE;
      if (folded_length >= 0)
        read_text_value (field, folded, datum);
      if (datum->state == HECHA_STATE_VALUE)
        datum->text = datum->raw;
    }
  else if (folded_length < 0)
    datum->state = HECHA_STATE_DOUBTFUL;
  else
    {
      if (hecha_field_type (field) != HECHA_TYPE_AMOUNT)
        drop_point_zero (folded);
      read_typed (field, folded, context, datum);
    }
}

static void
read_boolean (HechaField field, gboolean yes, GStringChunk *pool, HechaDatum *datum)
{
  HechaValueContext context = { 0 };

  hecha_value_read_text (field, yes ? "是" : "否", &context, pool, datum);
  datum->raw = yes ? "TRUE" : "FALSE";
  if (datum->text != NULL)
    datum->text = datum->raw;
}

void
hecha_value_read (HechaField field, const HechaCell *cell, const char *format_code,
                  const HechaValueContext *context, GStringChunk *pool, HechaDatum *datum)
{
  clear (field, datum);
  if (cell == NULL)
    return;
  switch ((HechaCellType) cell->type)
    {
    case HECHA_CELL_TEXT:
      hecha_value_read_text (field, cell->text, context, pool, datum);
      break;
    case HECHA_CELL_NUMBER:
      read_number (field, cell, format_code, context, pool, datum);
      break;
    case HECHA_CELL_BOOLEAN:
      read_boolean (field, cell->number != 0, pool, datum);
      break;
    case HECHA_CELL_ERROR:
      datum->state = HECHA_STATE_DOUBTFUL;
      datum->raw = keep (pool, cell->text, strlen (cell->text));
      break;
    case HECHA_CELL_UNCALCULATED:
      datum->state = HECHA_STATE_DOUBTFUL;
      datum->raw = "（公式未计算）";
      break;
    case HECHA_CELL_BLANK:
    default:
      break;
    }
}
