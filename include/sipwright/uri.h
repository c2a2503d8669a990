/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_URI_H
#define SIPWRIGHT_URI_H

/**
 * @file
 * URIs taken apart, put together, compared, escaped; telephone numbers.
 *
 *   sipw_uri uri;
 *   if (sipw_uri_decode(text, &uri, &error) == SIPW_OK)
 *           ... uri.host, uri.port ...
 *
 *   char user[64], text[256];
 *   ptrdiff_t n = sipw_escape(SIPW_PART_USER, sipw_s("j@s0n"), user, sizeof user, NULL);
 *   sipw_uri to = { .user = sipw_sn(user, (size_t)n), .host = sipw_s("example.com") };
 *   n = sipw_uri_write(&to, text, sizeof text, &error);        "sip:j%40s0n@example.com"
 *
 * What holds for all of it:
 *
 * - The text of a URI is in *wire form* everywhere in this library: an octet that its place does not
 *   have stands there as `%` and two hexadecimal digits, and nothing is escaped a second time.
 *   sipw_escape() makes wire form from plain text, sipw_unescape() plain text from wire form.
 * - Nothing is allocated, and what is decoded are slices of the text that was given.
 * - Writers return the bytes written (no NUL is added), SIPW_ERR_SPACE, with nothing promised about
 *   the buffer, if they do not fit, or another error; with `out` NULL and `cap` 0 the bytes needed.
 *   `out` must not overlap what is read.
 * - `ret_error` may be NULL. On an error it says which part is wrong, and where in the slice that was
 *   given for that part; else it is left alone, as everything called `ret_` is on an error.
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- parts (RFC 3261 19.1.1) ---- */

/**
 * A URI in parts. A sip or sips URI is
 *
 *   scheme ":" [ user [ ":" password ] "@" ] host [ ":" port ] params headers
 *
 * and leaves `rest` absent; of any other scheme, only `scheme` and `rest` are given. This is all a URI
 * has: the struct does not grow.
 */
typedef struct {
	sipw_str scheme;   /**< as written, in any case; absent in a URI to be written: "sip" */
	sipw_str user;     /**< wire form */
	sipw_str password; /**< wire form, may be empty; its use is not recommended */
	sipw_str host;     /**< a name, an IPv4 address, or an IPv6 address, which is written in brackets */
	uint32_t port;     /**< 1 to 65535; 0: none */
	sipw_str params;   /**< each with its separator in front: `;transport=tcp;lr` */
	sipw_str headers;  /**< the same: `?subject=project%20x&priority=urgent` */
	sipw_str rest;     /**< of another scheme: all that follows the colon */
} sipw_uri;

/**
 * Takes a URI apart; the whole text must be one. Parameters that params.spec knows are held to their
 * form, and none may be stated twice. At most 256 of them and 256 header fields: SIPW_ERR_LIMIT. A
 * decoded host keeps its brackets. A tel URI is held to RFC 3966: its parts are in sipw_tel.
 */
SIPW_API int sipw_uri_decode(sipw_str text, sipw_uri *ret_uri, sipw_error *ret_error);

/**
 * Writes a URI from its parts, each of which is held to its grammar: what is written decodes to the
 * same parts, and what was decoded is written as it was, a port without zeros in front.
 * SIPW_ERR_ARGUMENT where a part is missing or does not go with the others.
 */
SIPW_API ptrdiff_t sipw_uri_write(const sipw_uri *uri, char *out, size_t cap, sipw_error *ret_error);

/* ---- parameters and header fields ---- */

/** One URI parameter, or one header field of a URI; wire form. */
typedef struct {
	sipw_str name;
	sipw_str value; /**< absent: a parameter without "=" */
} sipw_uri_pair;

/**
 * Takes the first parameter off `*rest`, which begins as `params` of a sipw_uri: 1, or 0 if nothing is
 * left. SIPW_ERR_SYNTAX, or SIPW_ERR_RANGE for a number, at what is no parameter; `*rest` then stays.
 */
SIPW_API int sipw_uri_params_next(sipw_str *rest, sipw_uri_pair *ret_param);

/**
 * The value of the first parameter with this name, in any case, escaped or not (RFC 3261 19.1.4): 1
 * with `*ret_value`, absent for a parameter without value; 0 if there is none; else as above.
 */
SIPW_API int sipw_uri_params_find(sipw_str params, sipw_str name, sipw_str *ret_value);

/** sipw_uri_params_next() for `headers`. Values are never absent, but may be empty. */
SIPW_API int sipw_uri_headers_next(sipw_str *rest, sipw_uri_pair *ret_header);

/* ---- the same, or not ---- */

/**
 * Whether two texts are URIs that are equal; what is no URI equals nothing.
 *
 * sip and sips URIs by RFC 3261 19.1.4 and RFC 5954 4.2: scheme, user, password, host, port and the
 * header fields have to match, addresses by their value; a parameter that both have has to match;
 * user, ttl, method, maddr and transport in one of them only make them differ, any other one does
 * not. So it is no equivalence: `sip:a`, `sip:a;x=1` and `sip:a;x=2`. Case counts in user, password
 * and the values of header fields; an escape is its octet, unless that is one of `;/?:@&=+$,`.
 * Header fields may stand in any order, and a compact name is its full one; their values match if
 * their octets do, and in a known field that holds tokens only without regard to case (7.3.1). What
 * else a field's own rules would make equal, such as another order of parameters, counts as different.
 *
 * tel URIs by RFC 3966 4, see sipw_tel_equal(). Others by RFC 3986 6.2.2.1 and 6.2.2.2: without regard
 * to the case of scheme and host and to the escaping of unreserved characters; dot segments and
 * default ports are left as they are.
 */
SIPW_API bool sipw_uri_equal(sipw_str a, sipw_str b);

/* ---- places (RFC 3261 19.1.1, table 1) ---- */

/** Where a sip or sips URI stands. */
enum sipw_uri_place {
	SIPW_PLACE_REQUEST_URI = 1,
	SIPW_PLACE_TO = 2,
	SIPW_PLACE_FROM = 3,
	SIPW_PLACE_CONTACT = 4,  /**< of a registration or a redirection: REGISTER, its 2xx, any 3xx */
	SIPW_PLACE_DIALOG = 5,   /**< Contact in a dialog, Record-Route, Route */
	SIPW_PLACE_EXTERNAL = 6  /**< outside of any message */
};

/**
 * Whether a text is a URI all of whose components may stand in a place. SIPW_ERR_RULE, with the first
 * one that may not: a port or a transport in To, headers in a Request-URI, lr in a registered Contact
 * ... URIs of other schemes may stand everywhere. SIPW_ERR_ARGUMENT for an unknown place, else as
 * sipw_uri_decode().
 */
SIPW_API int sipw_uri_check(sipw_str uri, int place, sipw_error *ret_error);

/** Writes a URI without what may not stand in a place: 19.1.1 wants it ignored there. */
SIPW_API ptrdiff_t sipw_uri_strip(sipw_str uri, int place, char *out, size_t cap, sipw_error *ret_error);

/* ---- telephone numbers (RFC 3966; RFC 3261 19.1.6) ---- */

/**
 * The number of a tel URI, or one in the user part of a sip URI. This is all RFC 3966 3 has: the struct
 * does not grow.
 */
typedef struct {
	sipw_str number;  /**< with its "+" if it is global; `-.()` between the digits mean nothing */
	sipw_str ext;     /**< digits */
	sipw_str isub;    /**< ISDN subaddress, wire form; never with `ext` */
	sipw_str context; /**< phone-context: a domain or a "+" and digits. A local number has to have one */
	sipw_str params;  /**< any others: `;cic=2345;npdi`. Those that begin with "m-" have to be understood */
} sipw_tel;

/** Takes a tel URI apart. `params` may hold the parameters with fields of their own once more. */
SIPW_API int sipw_tel_decode(sipw_str text, sipw_tel *ret_tel, sipw_error *ret_error);

/**
 * The same for the number of a decoded URI: a tel URI, or a sip or sips URI whose user part is one,
 * as `;user=phone` says it is (19.1.1 lets others be taken for numbers as well). SIPW_ERR_ARGUMENT if
 * the URI has neither.
 */
SIPW_API int sipw_uri_tel(const sipw_uri *uri, sipw_tel *ret_tel, sipw_error *ret_error);

/**
 * Writes a tel URI from its parts, each held to its grammar, with the parameters in the order that
 * RFC 3966 3 wants: ext or isub, phone-context, the others by their names.
 */
SIPW_API ptrdiff_t sipw_tel_write(const sipw_tel *tel, char *out, size_t cap, sipw_error *ret_error);

/**
 * Writes a number as a user part, for `user` of a sipw_uri with `;user=phone`: in the same order,
 * in lower case and escaped as needed, so that numbers written alike make equal sip URIs (19.1.6). A
 * `:` or `@` in a value has to be escaped there, and comes back so.
 */
SIPW_API ptrdiff_t sipw_tel_user(const sipw_tel *tel, char *out, size_t cap, sipw_error *ret_error);

/**
 * Whether two numbers are the same (RFC 3966 4): both global or both local, the same digits without
 * visual separators, the same ext, isub and context, and the same parameters in any order; all
 * without regard to case. A parameter that only one of them has makes them differ.
 */
SIPW_API bool sipw_tel_equal(const sipw_tel *a, const sipw_tel *b);

/* ---- escapes (RFC 3261 19.1.2, 25.1; RFC 3966 3) ---- */

/** A part of a URI, for sipw_escape(): what may stand there bare is different in each. */
enum sipw_uri_part {
	SIPW_PART_USER = 1,     /**< not empty */
	SIPW_PART_PASSWORD,
	SIPW_PART_PARAM_NAME,   /**< not empty */
	SIPW_PART_PARAM_VALUE,  /**< not empty */
	SIPW_PART_HEADER_NAME,  /**< not empty */
	SIPW_PART_HEADER_VALUE, /**< also of "body" */
	SIPW_PART_TEL_VALUE,    /**< of a parameter of a tel URI; not empty */
	SIPW_PART_OTHER         /**< any piece of another scheme's URI that is to stand for itself */
};

/**
 * Plain text to wire form: each octet that may not stand bare in that part becomes `%` and two digits
 * (capital letters). Any octets can be escaped, a `%` as any other. `part` is an enum sipw_uri_part.
 * SIPW_ERR_SYNTAX for an empty text where the part may not be empty, SIPW_ERR_ARGUMENT for an absent
 * one and an unknown part.
 */
SIPW_API ptrdiff_t sipw_escape(int part, sipw_str plain, char *out, size_t cap, sipw_error *ret_error);

/**
 * Wire form to plain text, the way back. What is no wire form of that part is refused with its place.
 * The result may have any octets: control characters, NUL, no UTF-8.
 */
SIPW_API ptrdiff_t sipw_unescape(int part, sipw_str wire, char *out, size_t cap, sipw_error *ret_error);

#ifdef __cplusplus
}
#endif

#endif
