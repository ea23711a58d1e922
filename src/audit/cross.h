/* audit/cross.h - running the checks of audit/crosscheck.h. */
#ifndef HECHA_AUDIT_CROSS_H
#define HECHA_AUDIT_CROSS_H

#include "audit/crosscheck.h"
#include "audit/pack.h"

#endif
