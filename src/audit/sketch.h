/* audit/sketch.h - texts that share their wording, whatever they are about.
 */
#ifndef HECHA_AUDIT_SKETCH_H
#define HECHA_AUDIT_SKETCH_H

#include "audit/anatomist.h"

/* Of the text just read: hashes of its character triples. */
void hecha_anatomist_sketch (HechaAnatomist *anatomist);
/* Hashed pairs of the name's stem, at most HECHA_NAME_GRAMS; their number. */
guint hecha_anatomist_grams (const HechaAnatomist *anatomist, guint16 *grams);

/* All 0 to 1: unknown words in common, of the one that has less; names alike
 * but for their marks; 建设内容 in the same words, of the shorter. */
float hecha_sketch_residues (const HechaAnatomy *a, const HechaAnatomy *b);
float hecha_sketch_names (const HechaAnatomy *a, const HechaAnatomy *b);
float hecha_sketch_copied (const HechaAnatomy *a, const HechaAnatomy *b);

#endif
