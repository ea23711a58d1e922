/* 明细表: several rows tell one project.  RULES.md section 4, end. */
#include "ledger/table.h"

void
hecha_detail_merge (HechaSheetReader *reader, const HechaTableHead *head, guint table,
                    guint first)
{
}
