/* name_by_values.h - the column of project names told by what stands in it,
 * where the dictionary knows the other headers and not its own (项目内容,
 * 采购标的, 被评价项目).  Private to room ledger. */
#ifndef HECHA_NAME_BY_VALUES_H
#define HECHA_NAME_BY_VALUES_H

#include "ledger/table.h"

/* The column of row INDEX whose values read like names of projects, or -1
 * where the row has too few known headers, or no such column stands out. */
gint64 hecha_name_by_values (HechaSheetReader *reader, guint index);
/* What its header means then: 项目名称, approximately. */
const HechaHeaderGuess *hecha_name_by_values_guess (void);

#endif
