/* SPDX-License-Identifier: MIT */
#ifndef SIPW_URI_PLACE_H
#define SIPW_URI_PLACE_H

/* The components of sip and sips URIs (uri-parts.spec): where they may stand, and what to keep there. */

#include "grammar/scan.h"

static inline bool sipw__is_place(int place)
{
	return place >= SIPW_PLACE_REQUEST_URI && place <= SIPW_PLACE_EXTERNAL;
}

static inline bool sipw__may_stand(const struct uri_part_row *row, int place)
{
	return row->cells[place - 1] != URI_CELL_FORBIDDEN;
}

/* The row of a parameter, which is that of any other one if it has none of its own. */
const struct uri_part_row *sipw__uri_param_row(sipw_str name);

/* What may stand in a place of a URI, piece by piece. */
struct sipw__kept {
	sipw_uri uri;
	int place;
	int step;
	sipw_str head; /* up to the host */
	sipw_str port; /* with its ":" */
	sipw_str params; /* that are left */
};

/* Begins; false if the text is no sip or sips URI. */
bool sipw__kept_start(struct sipw__kept *k, sipw_str uri, int place);

/* The next piece; false behind the last. */
bool sipw__kept_next(struct sipw__kept *k, sipw_str *ret);

#endif
