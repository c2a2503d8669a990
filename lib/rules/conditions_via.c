/* SPDX-License-Identifier: MIT */
/* Conditions of Via. */
#include "rules/conditions.h"

#include "grammar/scan.h"
#include "rules/report.h"

static const sipw_str cookie = SIPW_S("z9hG4bK");

bool sipw__condition_branch_cookie_only(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_str branch = at->value->via.branch;
	(void)v;
	return !sipw__equal_nocase(branch, cookie) || sipw__broken(at, branch.ptr + branch.len);
}

/* Tokens compare in any case (RFC 3261 7.3.1). */
bool sipw__condition_branch_cookie(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_str branch = at->value->via.branch;
	(void)v;
	if (branch.len > cookie.len && memcmp(branch.ptr, cookie.ptr, cookie.len) == 0)
		return true;
	if (branch.len >= cookie.len && sipw__same_nocase(branch.ptr, cookie.ptr, cookie.len))
		return true;
	return sipw__broken(at, sipw__given(branch) ? branch.ptr : at->text.ptr + at->text.len);
}

/* sent-protocol = protocol-name SLASH protocol-version SLASH transport, with blanks anywhere */
bool sipw__condition_via_protocol(const struct sipw__view *v, const struct sipw__at *at)
{
	static const sipw_str plain = SIPW_S("SIP/2.0/"), protocol = SIPW_S("SIP"), version = SIPW_S("2.0");
	struct sipw__scan s = sipw__scan_of(at->text, at->line->index);
	sipw_str part;
	(void)v;
	if (at->text.len > plain.len && memcmp(at->text.ptr, plain.ptr, plain.len) == 0)
		return true;
	if (!sipw__scan_token(&s, &part) || !sipw__equal_nocase(part, protocol))
		return sipw__broken(at, NULL);
	sipw__scan_mark(&s, '/');
	return (sipw__scan_token(&s, &part) && sipw__equal(part, version)) || sipw__broken(at, part.ptr);
}

/* What the first one is, is of interest later. */
bool sipw__condition_via_transport(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_str name = at->value->via.transport;
	const struct transport_row *transport = sipw__transport_find(name);
	if (sipw__is_first(v, at))
		at->report->transport = transport;
	return transport != NULL || sipw__broken(at, name.ptr);
}

bool sipw__condition_own_received(const struct sipw__view *v, const struct sipw__at *at)
{
	const sipw_str received = at->value->via.received;
	return !sipw__given(received) || !sipw__is_first(v, at) || sipw__broken(at, received.ptr);
}

/* Where the value of rport stands. */
static const char *find_rport(const struct sipw__at *at)
{
	static const sipw_str name = SIPW_S("rport");
	const char *end = at->text.ptr + at->text.len;
	const char *start = at->value->via.host.ptr + at->value->via.host.len;
	const char *params = memchr(start, ';', (size_t)(end - start));
	struct sipw__scan s = sipw__scan_of(sipw_sn(params, (size_t)(end - params)), at->line->index);
	struct sipw__param param;
	while (sipw__scan_param(&s, ';', &param))
		if (sipw__param_is(&param, name))
			return param.value.ptr;
	return NULL;
}

bool sipw__condition_own_rport(const struct sipw__view *v, const struct sipw__at *at)
{
	return at->value->via.rport.number == 0 || !sipw__is_first(v, at) || sipw__broken(at, find_rport(at));
}
