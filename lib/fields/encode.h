/* SPDX-License-Identifier: MIT */
#ifndef SIPW_ENCODE_H
#define SIPW_ENCODE_H

/* What the encoders of several kinds share: checked, quoted pieces of a value. */

#include "fields/kinds.h"
#include "grammar/plain.h"
#include "grammar/scan.h"
#include "text/out.h"

/* The full grammar; what is not plain. */
char *sipw__out_uri_slowly(struct sipw__out *o, char *p, sipw_str uri, unsigned how, const struct sipw__part *part);
char *sipw__out_host_slowly(struct sipw__out *o, char *p, sipw_str host, const struct sipw__part *part);

/* A URI in wire form. */
HOT static inline char *sipw__out_uri(struct sipw__out *o, char *p, sipw_str uri, unsigned how,
				      const struct sipw__part *part)
{
	if (sipw__out_fits(o, p, uri.len) && sipw__copy_plain_uri(p, uri))
		return p + uri.len;
	return sipw__out_uri_slowly(o, p, uri, how, part);
}

/* A host name or address; an IPv6 address gets its brackets if it lacks them. */
HOT static inline char *sipw__out_host(struct sipw__out *o, char *p, sipw_str host, const struct sipw__part *part)
{
	if (sipw__out_fits(o, p, host.len) && sipw__copy_plain_name(p, host))
		return p + host.len;
	return sipw__out_host_slowly(o, p, host, part);
}

char *sipw__out_display_slowly(struct sipw__out *o, char *p, sipw_str display, bool escaped);

/* A display name and a space; quoted unless it is one token. */
HOT static inline char *sipw__out_display(struct sipw__out *o, char *p, sipw_str display, bool escaped)
{
	if (sipw__out_fits(o, p, display.len) && sipw__copy_token(p, display.ptr, display.len))
		p += display.len;
	else
		p = sipw__out_display_slowly(o, p, display, escaped);
	*p++ = ' ';
	return p;
}

/* [ display-name ] "<" URI ">". */
HOT static inline char *sipw__out_name_addr(struct sipw__out *o, char *p, const sipw_str *display, const sipw_str *uri,
					    bool escaped)
{
	static const struct sipw__part part = { "uri", "an absolute URI is expected here", "RFC 3261 25.1" };
	if (sipw__given(*display))
		p = sipw__out_display(o, p, *display, escaped);
	*p++ = '<';
	p = sipw__out_uri(o, p, *uri, URI_ANY, &part);
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

/* A scan over text that is a piece of a value, and its fault as the encoder's. */
char *sipw__out_scan_fault(struct sipw__out *o, const struct sipw__part *part, sipw_str s, const struct sipw__scan *scan);

#endif
