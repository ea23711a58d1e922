/* audit/message.h - 说明 of a rule: words with {placeholders} that the
 * project's own figures fill. */
#ifndef HECHA_AUDIT_MESSAGE_H
#define HECHA_AUDIT_MESSAGE_H

#include "audit/expression.h"

typedef struct _HechaMessage HechaMessage;

/* A placeholder is an expression ({验收日期}, {:备案工作日}, {加月(建成日期, 6)}),
 * {金额} for the finding's amount, {原文:字段} for the cell's own text, or
 * {依据:字段、事实} for what shows it (audit/ground.h).  What stands between
 * {若:条件}, {另若:条件}, {否则} and {完} is said where the condition is true; they
 * do not nest.  With FREE_WORDS any other word is a placeholder too, filled by the
 * check in C. */
HechaMessage *hecha_message_parse (const char *text, const GArray *parameters,
                                   gboolean free_words, HechaMistake *mistake);
void hecha_message_free (HechaMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaMessage, hecha_message_free)

/* Appends the message; AMOUNT is HECHA_NO_AMOUNT for none; FILLS may be NULL. */
void hecha_message_render (const HechaMessage *message, HechaView *view, gint64 amount,
                           const char *const *fills, GString *out);

/* The fields (guint8) that its {依据:…} name, for the evidence. */
void hecha_message_grounds (const HechaMessage *message, HechaView *view, GArray *fields);

/* "86.5万元", "9800元", "1.2亿元" stays "12000万元"; exact to the 分. */
void hecha_append_amount (GString *out, gint64 fen);
/* "2025年9月12日", "2025年11月", "2025年" by the interval's length. */
void hecha_append_date (GString *out, gint64 low, gint64 high);

#endif
