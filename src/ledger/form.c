/* 申报表: a grid of labels and values. */
#include "ledger/table.h"

guint
hecha_forms_read (HechaSheetReader *reader)
{
  return 0;
}
