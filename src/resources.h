/* The data files of templates/, inside the program: `/hecha/fields.ini` ... */
#ifndef HECHA_RESOURCES_H
#define HECHA_RESOURCES_H

#include <gio/gio.h>

/* Made by glib-compile-resources; call once before anything is read. */
void hecha_register_resource (void);

#endif
