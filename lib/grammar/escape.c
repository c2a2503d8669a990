/* SPDX-License-Identifier: MIT */
/* Escaping the parts of URIs (RFC 3261 19.1.2, RFC 3966 3). */
#include "grammar/escape.h"

#include "grammar/scan.h"
#include "sipwright/uri.h"
#include "text/report.h"

/* What stands bare in a part: what sipw_escape() leaves as it is, and what the grammar admits. */
struct part {
	const char *field;
	uint64_t kept;
	uint64_t admitted;
	bool may_be_empty;
	const char *source;
};

/* The part with this number, or NULL. */
static const struct part *find_part(int part)
{
	static const struct part parts[] = {
		[SIPW_PART_USER] = { "user", CLASS_USER, CLASS_USER, false, "RFC 3261 25.1" },
		[SIPW_PART_PASSWORD] = { "password", CLASS_PASSWORD, CLASS_PASSWORD, true, "RFC 3261 25.1" },
		[SIPW_PART_PARAM_NAME] = { "name", CLASS_PARAMCHAR, CLASS_PARAMCHAR, false, "RFC 3261 25.1" },
		[SIPW_PART_PARAM_VALUE] = { "value", CLASS_PARAMCHAR, CLASS_PARAMCHAR, false, "RFC 3261 25.1" },
		[SIPW_PART_HEADER_NAME] = { "name", CLASS_HNAME, CLASS_HNAME, false, "RFC 3261 25.1" },
		[SIPW_PART_HEADER_VALUE] = { "value", CLASS_HVALUE, CLASS_HVALUE, true, "RFC 3261 25.1" },
		[SIPW_PART_TEL_VALUE] = { "value", CLASS_TEL_UNRESERVED, CLASS_TEL_PARAMCHAR, false, "RFC 3966 3" },
		[SIPW_PART_OTHER] = { "text", CLASS_UNRESERVED, CLASS_URIC, true, "RFC 3261 25.1" },
	};
	const unsigned place = (unsigned)part;
	return place < sizeof parts / sizeof parts[0] && parts[place].field != NULL ? &parts[place] : NULL;
}

/* The part, if it exists, and `text` is there and has as many bytes as it needs. */
static const struct part *admit(int part, sipw_str text, sipw_error *ret_error, int *ret_code)
{
	const struct part *found = find_part(part);
	if (found == NULL)
		*ret_code = sipw__report(ret_error, (sipw_error){ .code = SIPW_ERR_ARGUMENT, .byte = -1,
								  .sentence = "there is no such part of a URI" });
	else if (!sipw__given(text))
		*ret_code = sipw__report(ret_error, (sipw_error){ .code = SIPW_ERR_ARGUMENT, .field = found->field,
								  .byte = -1, .sentence = "the text is missing" });
	else if (text.len == 0 && !found->may_be_empty)
		*ret_code = sipw__report(ret_error, (sipw_error){ .code = SIPW_ERR_SYNTAX, .field = found->field,
								  .byte = -1, .sentence = "this part of a URI is not empty",
								  .source = found->source });
	else
		return found;
	return NULL;
}

void sipw__buffer_escape(struct sipw__buffer *b, char c)
{
	static const char hex[] = "0123456789ABCDEF";
	const char escape[] = { '%', hex[(unsigned char)c >> 4], hex[(unsigned char)c & 15] };
	sipw__buffer_put(b, sipw_sn(escape, sizeof escape));
}

ptrdiff_t sipw_escape(int part, sipw_str plain, char *out, size_t cap, sipw_error *ret_error)
{
	int code;
	const struct part *found = admit(part, plain, ret_error, &code);
	if (found == NULL)
		return code;
	struct sipw__buffer b = sipw__buffer_of(out, cap);
	const char *end = plain.ptr + plain.len;
	for (const char *at = plain.ptr; at < end;) {
		const char *stop = sipw__span(at, end, found->kept);
		sipw__buffer_put(&b, sipw_sn(at, (size_t)(stop - at)));
		for (at = stop; at < end && !sipw__is(*at, found->kept); at++)
			sipw__buffer_escape(&b, *at);
	}
	return sipw__buffer_end(&b);
}

ptrdiff_t sipw_unescape(int part, sipw_str wire, char *out, size_t cap, sipw_error *ret_error)
{
	int code;
	const struct part *found = admit(part, wire, ret_error, &code);
	if (found == NULL)
		return code;
	struct sipw__buffer b = sipw__buffer_of(out, cap);
	struct sipw__scan s = sipw__scan_of(wire, PLACE_URI);
	for (;; s.at += 3) {
		const char *start = s.at;
		s.at = sipw__span(start, s.end, found->admitted);
		sipw__buffer_put(&b, sipw_sn(start, (size_t)(s.at - start)));
		if (sipw__scan_done(&s))
			return sipw__buffer_end(&b);
		if (!sipw__is_escape(s.at, s.end))
			break;
		sipw__buffer_char(&b, (char)sipw__escaped_octet(s.at));
	}
	sipw__scan_misfit(&s, *s.at == '%' ? "two hexadecimal digits must follow %" : "not allowed in this part of a URI",
			  found->source);
	return sipw__scan_report(&s, found->field, wire, ret_error);
}

bool sipw__same_octets(sipw_str a, sipw_str b, uint64_t apart)
{
	const char *p = a.ptr, *q = b.ptr;
	const char *p_end = p + a.len, *q_end = q + b.len;
	while (p < p_end && q < q_end)
		if (sipw__octet(&p, p_end, apart) != sipw__octet(&q, q_end, apart))
			return false;
	return p == p_end && q == q_end;
}

bool sipw__same_octets_nocase(sipw_str a, sipw_str b, uint64_t apart)
{
	const char *p = a.ptr, *q = b.ptr;
	const char *p_end = p + a.len, *q_end = q + b.len;
	while (p < p_end && q < q_end)
		if (sipw__octet_nocase(&p, p_end, apart) != sipw__octet_nocase(&q, q_end, apart))
			return false;
	return p == p_end && q == q_end;
}

uint32_t sipw__octets_hash_nocase(sipw_str s)
{
	uint32_t hash = HASH_START;
	for (const char *at = s.ptr, *end = at + s.len; at < end;)
		hash = sipw__hash_mix(hash, sipw__octet_nocase(&at, end, CLASS_RESERVED));
	return hash;
}
