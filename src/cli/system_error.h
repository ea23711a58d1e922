/* system_error.h - what the system refused, in the user's language. */
#ifndef HECHA_SYSTEM_ERROR_H
#define HECHA_SYSTEM_ERROR_H

/* A clause for an errno value: "没有权限". */
const char *hecha_system_error (int code);

#endif
