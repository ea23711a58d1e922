/* Rule packs as workbooks. */
#include "audit/pack.h"

HechaPack *
hecha_pack_read_workbook (const char *path, GBytes *bytes, GError **error)
{
  g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_IO,
               "%s：还不能读工作簿形式的规则包，请给 .ini 文本", path);
  return NULL;
}
