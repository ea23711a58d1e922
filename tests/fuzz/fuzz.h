/* What every fuzz target uses.  A target fuzz_NAME.c defines
 * LLVMFuzzerTestOneInput(); without libFuzzer, replay.c runs files through it. */
#ifndef HECHA_FUZZ_H
#define HECHA_FUZZ_H

#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A path under which DATA can be opened; valid until the next call. */
const char *fuzz_file (const uint8_t *data, size_t size);

#endif
