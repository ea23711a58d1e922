/* by_values.h - the columns of project names and of departments told by what
 * stands in them, where the dictionary knows the other headers and not their
 * own (采购标的, 被评价项目; 报送部门).  Private to room ledger. */
#ifndef HECHA_BY_VALUES_H
#define HECHA_BY_VALUES_H

#include "ledger/table.h"

/* 水库雨情测报系统: no firm, department or sentence. */
gboolean hecha_reads_like_a_name (const HechaDictionary *dictionary, const char *text);
/* The column of row INDEX whose values read like names of projects, or -1
 * where the row has too few known headers, or no such column stands out. */
gint64 hecha_name_by_values (HechaSheetReader *reader, guint index);
/* The column of row INDEX that may be 项目编号 by its header and holds codes (系统编码
 * over GA24-01), or -1. */
gint64 hecha_code_by_values (HechaSheetReader *reader, guint index);
/* Whether most values of COLUMN below its header in row INDEX read like names. */
gboolean hecha_holds_names (HechaSheetReader *reader, guint index, guint32 column);
/* Gives the columns of the header in row INDEX that no word tells, but their
 * values do, 项目名称 or 建设单位 for a guess. */
void hecha_guess_by_values (HechaSheetReader *reader, guint index, GArray *columns);

#endif
