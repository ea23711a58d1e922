/* audit/pack_sheet.h - how a pack lies in a workbook: what pack_write.c writes
 * and pack_workbook.c reads must change together. */
#ifndef HECHA_AUDIT_PACK_SHEET_H
#define HECHA_AUDIT_PACK_SHEET_H

#include <glib.h>

#define HECHA_SHEET_MEASURE "办法"
#define HECHA_SHEET_PARAMETERS "参数"
#define HECHA_SHEET_RULES "规则"
#define HECHA_SHEET_EXAMPLES "示例"
#define HECHA_SHEET_FIELDS "字段"
#define HECHA_SHEET_HOLIDAYS "节假日"
/* The row of explanations below the heads begins so; no id does. */
#define HECHA_EXPLANATION_MARK "（"

typedef struct
{
  const char *head;
  const char *explanation;
  const char *choices;   /* of a dropdown, "," between; or NULL */
  double width;
} HechaPackColumn;

#define HECHA_N_RULE_COLUMNS 22
extern const HechaPackColumn hecha_rule_columns[HECHA_N_RULE_COLUMNS];

#endif
