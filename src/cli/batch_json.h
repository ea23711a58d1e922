/* batch_json.h - batch.json: what was read, with what, and what came out. */
#ifndef HECHA_BATCH_JSON_H
#define HECHA_BATCH_JSON_H

#include "cli/batch.h"
#include "cli/outputs.h"

/* Writes batch.json, which names every output already added. */
gboolean hecha_batch_json_write (const HechaBatch *batch, const HechaReportInput *input,
                                 HechaOutputs *outputs, GError **error);
/* The tables of one file as a JSON array: sheet, header rows, data range and
 * mapping, for batch.json and `hecha map --json`.  SAMPLES: with a few values
 * of each column, which an output must not have: a row may be classified. */
void hecha_json_append_tables (GString *out, const HechaExtract *extract, gboolean samples);

#endif
