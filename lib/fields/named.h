/* SPDX-License-Identifier: MIT */
#ifndef SIPW_NAMED_H
#define SIPW_NAMED_H

/*
 * Parameters that are members of a value's struct. Which ones a kind has is said by members.spec: those
 * that hold a param, an optional number, a q value or a flag, called after the parameter with "_" for
 * "-"; those without a member are in the one that holds params. How a value is written is said by the
 * parameter's row in params.spec, at the header field of the line.
 */

#include "fields/encode.h"

/* *( SEMI param ): the members that are given, in their order, then the others. */
char *sipw__out_named(struct sipw__out *o, char *p, int kind, const void *value);

/* *( SEMI param ) into the members. */
bool sipw__scan_named(struct sipw__scan *s, int kind, void *value);

/* param *( SEMI param ) */
bool sipw__scan_named_first(struct sipw__scan *s, int kind, void *value);

/* ";name=value" of one parameter, of which `field` is the member: a text, or a number. */
char *sipw__out_param(struct sipw__out *o, char *p, sipw_str name, const char *field, sipw_str text, bool escaped);
char *sipw__out_number_param(struct sipw__out *o, char *p, sipw_str name, const char *field, uint32_t number);

/* Refuses a value without a parameter that it has to have. */
char *sipw__out_missing(struct sipw__out *o, const char *field, const char *sentence, const char *source);

#endif
