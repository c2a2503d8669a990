/* SPDX-License-Identifier: MIT */
#ifndef SIPW_ENCODE_H
#define SIPW_ENCODE_H

/* What the encoders of several kinds share: checked, quoted pieces of a value. */

#include "fields/kinds.h"
#include "grammar/write.h"

/* One or more tokens with commas between them. */
char *sipw__encode_tokens(struct sipw__out *o, char *p, const sipw_str *values, size_t n);

/* A display name and a space; quoted unless it is one token. */
char *sipw__out_display(struct sipw__out *o, char *p, sipw_str display, bool escaped);

/* [ display-name ] "<" URI ">". */
HOT static inline char *sipw__out_name_addr(struct sipw__out *o, char *p, const sipw_str *display, const sipw_str *uri,
					    bool escaped)
{
	if (sipw__given(*display))
		p = sipw__out_display(o, p, *display, escaped);
	*p++ = '<';
	p = sipw__out_uri(o, p, uri, URI_ANY);
	*p++ = '>';
	return p;
}

/*
 * The parameters without a field of their own, each held to its form. None of them may have been
 * written since `named` (where the value's own parameters begin), unless the value is `escaped`: then
 * the slice of a decoded value may hold such a one between two others, and it is left out.
 */
char *sipw__out_params(struct sipw__out *o, char *p, sipw_str params, char separator, size_t named, bool escaped);

/* Where p is in the line, for `named` above: a line may move while it grows. */
static inline size_t sipw__out_mark(const struct sipw__out *o, const char *p)
{
	return (size_t)(p - o->arena->free);
}

/* Whether a parameter written at a mark has no separator: it begins its value, or follows the scheme of
 * credentials. Nothing else that a parameter follows ends in a blank. */
static inline bool sipw__out_leads(const struct sipw__out *o, size_t mark)
{
	return o->arena->free[mark - 1] == ' ';
}

/* Text between double quotes: plain, or wire form if `escaped`. */
char *sipw__out_text(struct sipw__out *o, char *p, sipw_str text, bool escaped, const struct sipw__part *part);

/* Text in wire form that `scan` takes as a whole; folds become a space. `part` says what is wrong with a
 * byte behind it. */
char *sipw__out_scanned(struct sipw__out *o, char *p, sipw_str text, bool (*scan)(struct sipw__scan *s, sipw_str *ret),
			const struct sipw__part *part);

#endif
