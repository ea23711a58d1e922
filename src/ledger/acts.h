/* ledger/acts.h - the act that a field records, by the words that name it in
 * notes: 备案 for 验收备案日期, while 验收 there is a neighbour's.  Folded text
 * (ledger/fold.h).  Private to room ledger. */
#ifndef HECHA_LEDGER_ACTS_H
#define HECHA_LEDGER_ACTS_H

#include <hecha/ledger.h>

/* Whether LENGTH bytes of TEXT name FIELD's own act. */
gboolean hecha_act_is_own (HechaField field, const char *text, gsize length);
/* Whether they name a neighbour's and not FIELD's own. */
gboolean hecha_act_is_another (HechaField field, const char *text, gsize length);
/* Whether a neighbour's is named at all. */
gboolean hecha_act_names_another (HechaField field, const char *text);
/* Whether FIELD's own act is denied just before its word, in one clause:
 * 已验收未备案, 材料已提交，待备案. */
gboolean hecha_act_denied (HechaField field, const char *text);

#endif
