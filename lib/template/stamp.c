/* SPDX-License-Identifier: MIT */
/*
 * A template with values, at close to the speed of a copy: each piece is copied with its value, which is
 * noted to be letters and digits, or digits, and that is asked once at the end. Whatever is not so plain is
 * rendered again, more closely: values that are made, long or of other bytes, a body with slots, a buffer
 * that is hardly large enough. What went wrong is also told there.
 */
#include "template/template.h"

#include "text/stamp.h"
#include "text/str.h"

HOT static inline const sipw_fill *fill_of(const sipw_fill *fills, const struct piece *piece)
{
	return (const sipw_fill *)(const void *)((const char *)fills + piece->fill);
}

HOT static inline bool note_value(sipw__noted *noted, const struct piece *piece, sipw_str value, char *p)
{
	if (piece->plain)
		return sipw__note_alnum(noted, p, value.ptr, value.len);
	if (piece->plain_width)
		return value.len == piece->width && sipw__note_alnum(noted, p, value.ptr, value.len);
	return value.len <= piece->digits && (piece->width == 0 || value.len == piece->width) &&
	       sipw__note_digits(noted, p, value.ptr, value.len);
}

/* A value that is made, or that was not noted. */
static char *put_other(const sipw_template *t, const struct piece *piece, const sipw_fill *fill, uint64_t instance, char *p,
		       const char *end)
{
	char made[MADE_MAX];
	sipw__noted noted = sipw__noted_nothing();
	sipw_str value = fill->value;
	if (piece->slot < 0)
		return NULL;
	if (!sipw__given(value)) {
		value = sipw__made(fill, &t->slots[piece->slot], (size_t)piece->slot, instance, made);
		if (!sipw__given(value))
			return NULL;
		if (note_value(&noted, piece, value, p) && sipw__noted_right(noted))
			return p + value.len;
	}
	return sipw__put_closely(t, piece, value, p, end);
}

static ptrdiff_t stamp_mixed(const sipw_template *t, const sipw_fill *fills, size_t n, uint64_t instance, char *out, size_t cap,
			     sipw_error *ret_error);

/* With room for all of them as long as NOTED_MAX, no noted value reaches beyond the buffer. `mixed`: others
 * are made or written as well; without, the first one of them begins again so. */
HOT static inline ptrdiff_t stamp(const sipw_template *t, const sipw_fill *fills, size_t n, uint64_t instance, char *out,
				  size_t cap, sipw_error *ret_error, bool mixed)
{
	const struct piece *last = t->last;
	sipw__noted noted = sipw__noted_nothing();
	char *p = out;
	for (const struct piece *piece = t->pieces; piece < last; piece++) {
		const sipw_fill *fill = fill_of(fills, piece);
		const sipw_str value = fill->value;
		p = sipw__copy_blocks(p, piece->bytes, piece->len);
		if (LIKELY(sipw__given(value)) && LIKELY(note_value(&noted, piece, value, p)))
			p += value.len;
		else if (!mixed)
			return stamp_mixed(t, fills, n, instance, out, cap, ret_error);
		else if ((p = put_other(t, piece, fill, instance, p, out + cap)) == NULL)
			return sipw__render_closely(t, fills, n, instance, out, cap, ret_error);
	}
	p = sipw__copy(p, last->bytes, last->len);
	if (!LIKELY(sipw__noted_right(noted)))
		return sipw__look_closely(t, fills, instance, out, (size_t)(p - out), cap, ret_error);
	return p - out;
}

static ptrdiff_t stamp_mixed(const sipw_template *t, const sipw_fill *fills, size_t n, uint64_t instance, char *out, size_t cap,
			     sipw_error *ret_error)
{
	return stamp(t, fills, n, instance, out, cap, ret_error, true);
}

ptrdiff_t sipw_template_render(const sipw_template *t, const sipw_fill *fills, size_t n, uint64_t instance, char *out,
			       size_t cap, sipw_error *ret_error)
{
	if (n != t->n_slots || fills == NULL || cap < t->stamp_room)
		return sipw__render_closely(t, fills, n, instance, out, cap, ret_error);
	return stamp(t, fills, n, instance, out, cap, ret_error, false);
}
