/* package_io.h - how minizip reads and writes a package: from memory, and in
 * large steps to a file.
 *
 * Its own way seeks to and fro for every part: some 250 calls of the system
 * for a workbook of forty kilobytes.
 */
#ifndef HECHA_REPORT_PACKAGE_IO_H
#define HECHA_REPORT_PACKAGE_IO_H

#include <glib.h>
#include <unzip.h>
#include <zip.h>

G_BEGIN_DECLS

/* The package that BYTES hold, which stay referenced until unzClose(); NULL
 * where they hold none. */
unzFile hecha_package_in (GBytes *bytes);
/* A new package at PATH; NULL where it cannot be made.  zipClose() tells
 * whether all of it was written. */
zipFile hecha_package_out (const char *path);

G_END_DECLS

#endif
