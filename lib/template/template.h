/* SPDX-License-Identifier: MIT */
#ifndef SIPW_TEMPLATE_H
#define SIPW_TEMPLATE_H

/*
 * Inside a template. The message is a row of pieces, each some bytes and then a slot, or the number of
 * Content-Length, or nothing: the last one. Content-Length is the head's last line, and among the bytes of
 * a piece unless the body has slots.
 */

#include "sipwright/template.h"
#include "text/compiler.h"

struct slot {
	const char *name; /* with a NUL, for errors */
	uint32_t name_len;
	uint32_t max; /* of a number */
	uint32_t digits; /* of a number: the most that it may have */
	uint32_t width; /* 0: any */
	uint32_t places; /* where it stands, and how often of that in the body */
	uint32_t body_places;
	int slot_class;
};

enum { PIECE_LENGTH = -1, PIECE_END = -2 };

struct piece {
	const char *bytes;
	uint32_t len;
	int32_t slot; /* or one of the above */
	size_t stamp_room; /* for what follows the slot's value, as that of a template */
	size_t fill; /* where the slot's begins, in bytes of the fills */
	uint32_t digits; /* of a number: so many fit, whichever they are */
	uint32_t width; /* the value has so many bytes; 0: any */
	bool plain; /* letters and digits fit, however many */
	bool plain_width; /* letters and digits fit, if they are as many as the width */
};

struct sipw_template {
	size_t n_slots;
	size_t n_pieces;
	size_t fixed; /* bytes of all pieces */
	size_t body_fixed; /* those of the body */
	size_t stamp_room; /* for it and its values, if none is longer than NOTED_MAX; SIZE_MAX: its body is counted */
	bool counted; /* the body has slots, so that its bytes have to be counted */
	struct piece *pieces;
	const struct piece *last;
	struct slot slots[SIPW_SLOTS_MAX];
};

/* ---- classes ---- */

#define WILD_MAX 3

struct slot_rule {
	const char *name;
	uint64_t bytes; /* the class its bytes are of; 0: it has a check of its own */
	bool whole; /* it is an element, not a part of one */
	sipw_str mild; /* a sample, as it stands on the wire */
	/* Samples with everything that could end an element that is narrower, in any order. */
	sipw_str wild[WILD_MAX];
	const char *sentence; /* what is expected */
};

extern const struct slot_rule sipw__slot_rules[SIPW_SLOT_CALL_ID + 1];

/* Whether a value is of its slot's class; else the error, but for its field. */
bool sipw__slot_takes(const struct slot *slot, sipw_str value, sipw_error *ret_error);

/* ---- values that are made ---- */

/* The most bytes of a made value. */
#define MADE_MAX 48

/* Writes what a source makes; absent if it makes nothing. */
sipw_str sipw__made(const sipw_fill *fill, const struct slot *slot, size_t index, uint64_t instance, char text[MADE_MAX]);

/* ---- rendering ---- */

/* As sipw_template_render(), whatever the values are. */
COLD ptrdiff_t sipw__render_closely(const sipw_template *t, const sipw_fill *fills, size_t n, uint64_t instance, char *out,
				    size_t cap, sipw_error *ret_error);

/*
 * A value that is not noted, or not yet right: checked, and written as it has to be. `end` is that of the buffer.
 * NULL if it is not right or too long; sipw__render_closely() then says so.
 */
char *sipw__put_closely(const sipw_template *t, const struct piece *piece, sipw_str value, char *p, const char *end);

/* A message of `len` bytes whose values are written, but not noted to be right. */
ptrdiff_t sipw__look_closely(const sipw_template *t, const sipw_fill *fills, uint64_t instance, char *out, size_t len,
			     size_t cap, sipw_error *ret_error);

/* ---- places ---- */

/*
 * Whether some bytes of a head's line, which begin at `at`, are one element of its value, or within one:
 * whether what stands there can be exchanged for bytes that the element takes. A `whole` one is all of
 * them. The line is without its CRLF; it is added to `probe`, an empty message. The first line of a
 * message is a start line.
 */
bool sipw__is_element(sipw_msg *probe, bool start, sipw_str line, size_t at, size_t len, bool whole);

/* Whether a line of the head fits its grammar. */
bool sipw__line_fits(sipw_msg *probe, bool start, sipw_str line);

#endif
