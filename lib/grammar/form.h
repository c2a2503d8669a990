/* SPDX-License-Identifier: MIT */
#ifndef SIPW_FORM_H
#define SIPW_FORM_H

/*
 * The forms that params.spec gives the values of parameters. Forms from FORM_QUOTED on stand between
 * double quotes, FORM_BRACKETED between angle brackets; FORM_WORD, FORM_VALUE and FORM_ANY may be quoted.
 */

#include "grammar/scan.h"

/* A value in its form, quotes and brackets included; *ret gets what is between them. */
bool sipw__scan_form(struct sipw__scan *s, const struct param_row *row, struct sipw__param *ret);

/* What stands between the quotes of a quoted form, or a value of another form that is not quoted. */
bool sipw__scan_form_text(struct sipw__scan *s, const struct param_row *row);

/* The same of a form from FORM_QUOTED on. */
bool sipw__scan_quoted_form(struct sipw__scan *s, const struct param_row *row);

/* The longest URI that may have escapes in it, in its quotes. */
#define ESCAPED_MAX 1024

/* The whole of what stands between the quotes, escapes and all, of a form from FORM_QUOTED on; a fault is
 * noted in s. */
bool sipw__scan_quoted_wire(struct sipw__scan *s, const struct param_row *row, sipw_str wire);

static inline bool sipw__form_is_quoted(int form)
{
	return form >= FORM_QUOTED;
}

static inline bool sipw__form_may_quote(int form)
{
	return form == FORM_WORD || form == FORM_VALUE || form == FORM_ANY;
}

/* Where the parameter is defined; one without a row is a generic-param. */
static inline const char *sipw__form_source(const struct param_row *row)
{
	return row->source != 0 ? sipw__param_pool + row->source : "RFC 3261 25.1";
}

#endif
