/* SPDX-License-Identifier: MIT */
#ifndef SIPW_COMPILE_H
#define SIPW_COMPILE_H

/*
 * A template while it is compiled. Its text is taken apart into plain bytes, which have no slots, and the
 * places where slots stand among them. All memory comes from the caller's, from its front what stays, the
 * rest is lent for the time being.
 */

#include "template/template.h"

struct place {
	uint32_t at; /* in the plain bytes */
	uint32_t origin; /* in the text */
	uint16_t slot;
	uint8_t given; /* a class that was stated, or 0 */
};

struct compiler {
	sipw_template *t;
	sipw_str text;
	char *plain;
	uint32_t *origins; /* of each plain byte, in the text */
	size_t n;
	size_t head; /* plain bytes of the head, without the empty line */
	size_t head_places;
	struct place *places;
	size_t n_places;
	char *lent; /* memory for whoever needs some */
	size_t lent_size;
	sipw_error error;
};

/* Notes a fault at a place of the text, unless there is one; returns false. */
bool sipw__template_fault(struct compiler *c, int code, size_t offset, const char *sentence, const char *source);

/* Finds what each slot takes, and checks the message. */
bool sipw__template_classify(struct compiler *c);
bool sipw__template_check(struct compiler *c);

/* Makes the template of what is right; notes a fault if the memory is not enough. */
void sipw__template_assemble(struct compiler *c);

#endif
