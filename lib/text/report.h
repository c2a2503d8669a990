/* SPDX-License-Identifier: MIT */
#ifndef SIPW_REPORT_H
#define SIPW_REPORT_H

/* Errors of functions that have no message to keep them in. */

#include "sipwright/error.h"

/* Fills *ret_error, which may be NULL; returns the error's code. */
static inline int sipw__report(sipw_error *ret_error, sipw_error error)
{
	if (ret_error != NULL)
		*ret_error = error;
	return error.code;
}

#endif
