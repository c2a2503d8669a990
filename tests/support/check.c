/* SPDX-License-Identifier: MIT */
#include "support/check.h"

#include <stdarg.h>
#include <stdio.h>

static unsigned long count;

unsigned long check_count(void)
{
	return count;
}

bool check_report(bool held, const char *file, int line, const char *format, ...)
{
	char text[2048];
	va_list args;
	count++;
	if (held)
		return true;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	check_fail(file, line, text);
	return false;
}

bool check_int(long long actual, long long expected, const char *what, const char *file, int line)
{
	return check_report(actual == expected, file, line, "%s is %lld, not %lld", what, actual, expected);
}

bool check_str(sipw_str actual, sipw_str expected, const char *what, const char *file, int line)
{
	bool same = (actual.ptr == NULL) == (expected.ptr == NULL) && actual.len == expected.len &&
		    (actual.len == 0 || memcmp(actual.ptr, expected.ptr, actual.len) == 0);
	if (same)
		return check_report(true, file, line, "%s", what);
	return check_report(false, file, line, "%s is\n  %s\nnot\n  %s", what, check_show(actual), check_show(expected));
}

static char *show_byte(char *p, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";
	if (byte >= 0x20 && byte < 0x7f && byte != '\\') {
		*p++ = (char)byte;
		return p;
	}
	*p++ = '\\';
	if (byte == '\r' || byte == '\n' || byte == '\\') {
		*p++ = byte == '\r' ? 'r' : byte == '\n' ? 'n' : '\\';
		return p;
	}
	*p++ = 'x';
	*p++ = hex[byte >> 4];
	*p++ = hex[byte & 15];
	return p;
}

const char *check_show(sipw_str bytes)
{
	static char buffers[4][960];
	static unsigned turn;
	char *text = buffers[turn++ % 4];
	char *p = text;
	if (bytes.ptr == NULL)
		return "(absent)";
	for (size_t i = 0; i < bytes.len; i++) {
		if (p - text > 900) {
			p += snprintf(p, 50, "... (%zu bytes)", bytes.len);
			break;
		}
		p = show_byte(p, (unsigned char)bytes.ptr[i]);
	}
	*p = '\0';
	return text;
}
