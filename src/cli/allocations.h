/* allocations.h - an allocation that fails ends the program.
 *
 * GLib ends it by itself, but libxlsxwriter goes on without the cell or the
 * format it had no memory for, and the report would look whole.
 */
#ifndef HECHA_CLI_ALLOCATIONS_H
#define HECHA_CLI_ALLOCATIONS_H

/* From now on RUN_OUT, which must not return, is called where a small
 * allocation of any library fails.  Large ones, which are asked for with
 * g_try_malloc() where a file names their size, fail as they always do.
 * Without glibc, and under sanitizers, nothing changes. */
void hecha_allocations_guard (void (*run_out) (void));

#endif
