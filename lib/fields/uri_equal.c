/* SPDX-License-Identifier: MIT */
/* URIs that are equal (RFC 3261 19.1.4, RFC 3966 4, RFC 3986 6.2.2). */
#include "grammar/escape.h"
#include "grammar/names.h"
#include "grammar/tel.h"
#include "grammar/uri_place.h"

/* Both have the part, and it is the same, or neither has it. */
static bool same_part(sipw_str a, sipw_str b, bool (*same)(sipw_str a, sipw_str b, uint64_t apart))
{
	return sipw__given(a) == sipw__given(b) && (!sipw__given(a) || same(a, b, CLASS_RESERVED));
}

static bool same_value(const struct uri_part_row *row, sipw_str a, sipw_str b)
{
	if (row == &sipw__uri_part_rows[URI_PART_MADDR_PARAM])
		return sipw__same_host(a, b);
	return same_part(a, b, sipw__same_octets_nocase);
}

/* The parameters of one URI, by their names. */
struct params {
	struct sipw__names names;
	sipw_str values[NAMES_MAX];
};

static void gather_params(sipw_str params, struct params *ret)
{
	sipw_uri_pair param;
	sipw__names_start(&ret->names, true);
	while (sipw_uri_params_next(&params, &param) == 1 && sipw__names_add(&ret->names, param.name))
		ret->values[ret->names.n - 1] = param.value;
}

/* Each parameter of a, and the one of this name in b, if it has one. */
static bool fits_params(sipw_str a, sipw_str b)
{
	struct params others;
	sipw_uri_pair param;
	gather_params(b, &others);
	while (sipw_uri_params_next(&a, &param) == 1) {
		const struct uri_part_row *row = sipw__uri_param_row(param.name);
		const unsigned at = sipw__names_find(&others.names, param.name);
		if (at < others.names.n ? !same_value(row, param.value, others.values[at]) : row->alone)
			return false;
	}
	return true;
}

/* A header field of a URI. Those that are the same have the same key. */
struct field {
	sipw_uri_pair pair;
	int header; /* 0 for one that is not known, and for "body" */
	uint32_t key;
};

/* The header field that a name with or without escapes is of. */
static int header_of(sipw_str name)
{
	char plain[256];
	const ptrdiff_t n = sipw_unescape(SIPW_PART_HEADER_NAME, name, plain, sizeof plain, NULL);
	return n < 0 ? 0 : sipw_header_find(sipw_sn(plain, (size_t)n));
}

static size_t gather_fields(sipw_str headers, struct field ret[URI_HEADERS_MAX])
{
	sipw_uri_pair pair;
	size_t n = 0;
	for (; n < URI_HEADERS_MAX && sipw_uri_headers_next(&headers, &pair) == 1; n++) {
		const int header = header_of(pair.name);
		const uint32_t name = header != 0 ? (uint32_t)header : sipw__octets_hash_nocase(pair.name);
		ret[n] = (struct field){ pair, header, name ^ sipw__octets_hash_nocase(pair.value) };
	}
	return n;
}

/* Tokens with what stands between them. */
static bool is_tokens(sipw_str value)
{
	for (const char *at = value.ptr, *end = at + value.len; at < end;) {
		const char octet = (char)sipw__octet(&at, end, 0);
		if (!sipw__is(octet, CLASS_TOKEN | CLASS_WSP) && octet != ';' && octet != ',' && octet != '=' && octet != '/')
			return false;
	}
	return true;
}

/* Tokens are the same in any case (7.3.1), but a Call-ID is none, though it may look like one (20.8). */
static bool counts_case(const struct field *field)
{
	const int kind = sipw__header_row(field->header)->kind;
	return field->header == 0 || kind == SIPW_KIND_CALL_ID || kind == SIPW_KIND_CALL_ID_PARAMS ||
	       !is_tokens(field->pair.value);
}

static bool same_field(const struct field *a, const struct field *b)
{
	return a->key == b->key && a->header == b->header &&
	       (a->header != 0 || sipw__same_octets_nocase(a->pair.name, b->pair.name, CLASS_RESERVED)) &&
	       (sipw__same_octets(a->pair.value, b->pair.value, CLASS_RESERVED) ||
		(!counts_case(a) && sipw__same_octets_nocase(a->pair.value, b->pair.value, CLASS_RESERVED)));
}

/* The same ones, in any order: each of a takes one of b away. */
static bool same_headers(sipw_str a, sipw_str b)
{
	struct field ours[URI_HEADERS_MAX], theirs[URI_HEADERS_MAX];
	const size_t n = gather_fields(a, ours);
	size_t left = gather_fields(b, theirs);
	if (n != left)
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < left && !same_field(&ours[i], &theirs[k]))
			k++;
		if (k == left)
			return false;
		theirs[k] = theirs[--left];
	}
	return true;
}

static bool same_sip(const sipw_uri *a, const sipw_uri *b)
{
	return same_part(a->user, b->user, sipw__same_octets) && same_part(a->password, b->password, sipw__same_octets) &&
	       sipw__same_host(a->host, b->host) && a->port == b->port && fits_params(a->params, b->params) &&
	       fits_params(b->params, a->params) && same_headers(a->headers, b->headers);
}

/* Where the path begins: behind "//" and the authority, if there is one (RFC 3986 3.2). */
static size_t authority_len(sipw_str rest)
{
	size_t n = 2;
	if (rest.len < 2 || rest.ptr[0] != '/' || rest.ptr[1] != '/')
		return 0;
	while (n < rest.len && rest.ptr[n] != '/' && rest.ptr[n] != '?')
		n++;
	return n;
}

/* Where the host begins: behind the last "@" of the authority. */
static size_t host_start(sipw_str rest, size_t end)
{
	size_t n = end;
	while (n > 0 && rest.ptr[n - 1] != '@')
		n--;
	return n;
}

static sipw_str part_of(sipw_str s, size_t start, size_t end)
{
	return sipw_sn(s.ptr + start, end - start);
}

/* User information and path with case, the host between them without. */
static bool same_rest(sipw_str a, sipw_str b)
{
	const size_t a_path = authority_len(a), b_path = authority_len(b);
	const size_t a_host = host_start(a, a_path), b_host = host_start(b, b_path);
	return sipw__same_octets(part_of(a, 0, a_host), part_of(b, 0, b_host), CLASS_URI_RESERVED) &&
	       sipw__same_octets_nocase(part_of(a, a_host, a_path), part_of(b, b_host, b_path), CLASS_URI_RESERVED) &&
	       sipw__same_octets(part_of(a, a_path, a.len), part_of(b, b_path, b.len), CLASS_URI_RESERVED);
}

static bool same_tel(const sipw_uri *a, const sipw_uri *b)
{
	sipw_tel x, y;
	return sipw_uri_tel(a, &x, NULL) == SIPW_OK && sipw_uri_tel(b, &y, NULL) == SIPW_OK && sipw_tel_equal(&x, &y);
}

bool sipw_uri_equal(sipw_str a, sipw_str b)
{
	sipw_uri x, y;
	if (sipw_uri_decode(a, &x, NULL) != SIPW_OK || sipw_uri_decode(b, &y, NULL) != SIPW_OK ||
	    !sipw__equal_nocase(x.scheme, y.scheme))
		return false;
	if (sipw__given(x.host))
		return same_sip(&x, &y);
	return sipw__is_tel(x.scheme) ? same_tel(&x, &y) : same_rest(x.rest, y.rest);
}
