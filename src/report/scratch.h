/* scratch.h - folders that are given up again with all in them. */
#ifndef HECHA_REPORT_SCRATCH_H
#define HECHA_REPORT_SCRATCH_H

/* Removes PATH and all below it; links are removed, not followed. */
void hecha_scratch_remove (const char *path);

#endif
