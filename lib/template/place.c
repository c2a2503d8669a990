/* SPDX-License-Identifier: MIT */
/* What stands at a place of a line: decoded, and looked for among the elements. */
#include "template/template.h"

#include "message/line.h"
#include "sipwright/params.h"
#include "sipwright/uri.h"

/* The bytes asked about. */
struct sought {
	sipw_str bytes;
	bool whole;
};

static bool holds(const struct sought *s, sipw_str element)
{
	const char *end = s->bytes.ptr + s->bytes.len;
	if (!sipw__given(element))
		return false;
	if (s->whole)
		return element.ptr == s->bytes.ptr && element.len == s->bytes.len;
	return element.ptr <= s->bytes.ptr && end <= element.ptr + element.len;
}

static bool in_uri(const struct sought *s, sipw_str text)
{
	sipw_uri uri;
	sipw_uri_pair pair;
	if (sipw_uri_decode(text, &uri, NULL) != SIPW_OK)
		return false;
	if (holds(s, uri.user) || holds(s, uri.password) || holds(s, uri.host) || holds(s, uri.rest))
		return true;
	while (sipw_uri_params_next(&uri.params, &pair) == 1)
		if (holds(s, pair.value))
			return true;
	while (sipw_uri_headers_next(&uri.headers, &pair) == 1)
		if (holds(s, pair.value))
			return true;
	return false;
}

static bool in_params(const struct sought *s, sipw_str params)
{
	sipw_param param;
	while (sipw_params_next(&params, &param) == 1)
		if (holds(s, param.value))
			return true;
	return false;
}

/* Whether the sought bytes are in a member of a value. */
static bool in_member(const struct sought *s, const sipw_member_info *member, const sipw_value *value)
{
	if (member->type != SIPW_TYPE_STR)
		return false;
	const sipw_str text = *(const sipw_str *)(const void *)((const char *)value + member->offset);
	if (!sipw__given(text))
		return false;
	if (member->holds == SIPW_HOLDS_PARAMS || member->holds == SIPW_HOLDS_AUTH_PARAMS)
		return in_params(s, text);
	if (member->holds == SIPW_HOLDS_URI)
		return (s->whole && holds(s, text)) || in_uri(s, text);
	return holds(s, text);
}

static bool in_value(const struct sought *s, int kind, const sipw_value *value)
{
	sipw_member_info member;
	for (size_t i = 0; sipw_member_describe(kind, i, &member); i++)
		if (in_member(s, &member, value))
			return true;
	return false;
}

static bool in_line(const struct sought *s, const sipw_msg *probe)
{
	const struct line *line = sipw__line(probe, probe->n - 1);
	const int header = sipw__line_header(line);
	sipw_value value;
	if (header == 0)
		return holds(s, sipw__line_value(line));
	for (size_t i = 0; sipw_read(probe, header, i, &value, sizeof value) == SIPW_OK; i++)
		if (in_value(s, sipw__header_row(header)->kind, &value))
			return true;
	return false;
}

/* ---- the line as one of a message ---- */

static const char sip_version[] = " SIP/2.0";

/* Method SP URI SP SIP-Version: the end of the URI, or NULL. */
static const char *uri_end(sipw_str line, const char **ret_start)
{
	const size_t tail = sizeof sip_version - 1;
	const char *space = memchr(line.ptr, ' ', line.len);
	if (space == NULL || line.len < tail || memcmp(line.ptr + line.len - tail, sip_version, tail) != 0)
		return NULL;
	*ret_start = space + 1;
	const char *end = line.ptr + line.len - tail;
	return end > space ? end : NULL;
}

static bool add_start(sipw_msg *probe, sipw_str line)
{
	static const char status[] = "SIP/2.0 ";
	const char *start;
	const char *end = uri_end(line, &start);
	uint64_t code;
	if (end != NULL)
		return sipw_request_named(probe, sipw_sn(line.ptr, (size_t)(start - 1 - line.ptr)),
					  sipw_sn(start, (size_t)(end - start))) == SIPW_OK;
	return line.len >= sizeof status + 3 && memcmp(line.ptr, status, sizeof status - 1) == 0 &&
	       line.ptr[sizeof status + 2] == ' ' &&
	       sipw__read_number(sipw_sn(line.ptr + sizeof status - 1, 3), 699, &code) &&
	       sipw_response(probe, (int)code, sipw_sn(line.ptr + sizeof status + 3, line.len - sizeof status - 3)) == SIPW_OK;
}

static bool add_header(sipw_msg *probe, sipw_str line)
{
	const char *colon = memchr(line.ptr, ':', line.len);
	if (colon == NULL)
		return false;
	const char *end = colon;
	while (end > line.ptr && sipw__is(end[-1], CLASS_WSP))
		end--;
	return sipw_add_named(probe, sipw_sn(line.ptr, (size_t)(end - line.ptr)),
			      sipw_sn(colon + 1, (size_t)(line.ptr + line.len - colon - 1)), 0) == SIPW_OK;
}

bool sipw__line_fits(sipw_msg *probe, bool start, sipw_str line)
{
	sipw_msg_reset(probe);
	return start ? add_start(probe, line) : add_header(probe, line);
}

/* The bytes in the line that the message has made of it: both end alike. */
static bool find_in(const struct line *made, sipw_str line, size_t at, size_t len, sipw_str *ret)
{
	const size_t behind = line.len - at;
	if (made->len < behind + 2 || memcmp(made->ptr + made->len - 2 - behind, line.ptr + at, behind) != 0)
		return false;
	*ret = sipw_sn(made->ptr + made->len - 2 - behind, len);
	return true;
}

bool sipw__is_element(sipw_msg *probe, bool start, sipw_str line, size_t at, size_t len, bool whole)
{
	struct sought s = { .whole = whole };
	if (!sipw__line_fits(probe, start, line))
		return false;
	const struct line *made = sipw__line(probe, start ? 0 : probe->n - 1);
	if (!find_in(made, line, at, len, &s.bytes))
		return false;
	if (!start)
		return in_line(&s, probe);
	if (probe->code != 0)
		return !whole && at >= sizeof "SIP/2.0 200 " - 1;
	const sipw_str uri = sipw__start_uri(probe);
	return (whole && holds(&s, uri)) || in_uri(&s, uri);
}
