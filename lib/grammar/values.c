/* SPDX-License-Identifier: MIT */
#include "grammar/values.h"

/* The end of the quoted string that begins at `at`. */
static const char *skip_quoted(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		if (*at == '\\' && end - at > 1)
			at++;
	return at < end ? at + 1 : end;
}

static const char *skip_brackets(const char *at, const char *end)
{
	const char *close = memchr(at, '>', (size_t)(end - at));
	return close != NULL ? close + 1 : end;
}

/* The comma that ends the value at `at`, or the end. */
static const char *find_comma(const char *at, const char *end, bool mere_bytes)
{
	if (mere_bytes)
		return at < end && (at = memchr(at, ',', (size_t)(end - at))) != NULL ? at : end;
	while (at < end && *at != ',') {
		if (*at == '"')
			at = skip_quoted(at, end);
		else if (*at == '<')
			at = skip_brackets(at, end);
		else
			at++;
	}
	return at;
}

static sipw_str trimmed(const char *start, const char *end)
{
	while (start < end && sipw__is(*start, CLASS_LWS))
		start++;
	while (end > start && sipw__is(end[-1], CLASS_LWS))
		end--;
	return sipw_sn(start, (size_t)(end - start));
}

bool sipw__next_value(sipw_str *rest, bool mere_bytes, sipw_str *ret)
{
	if (rest->ptr == NULL)
		return false;
	const char *end = rest->ptr + rest->len;
	const char *comma = find_comma(rest->ptr, end, mere_bytes);
	*ret = trimmed(rest->ptr, comma);
	*rest = comma < end ? sipw_sn(comma + 1, (size_t)(end - comma - 1)) : (sipw_str){ 0 };
	return true;
}
