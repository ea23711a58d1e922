/* error.c - the error domain of room `report`. */
#include <hecha/report.h>

GQuark
hecha_report_error_quark (void)
{
  return g_quark_from_static_string ("hecha-report-error");
}
