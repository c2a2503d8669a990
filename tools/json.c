/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "json.h"

#include "diagnose.h"
#include "tool.h"

#if defined(HAVE_JANSSON) && !defined(SIPW_BARE)

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "text.h"

/* Deeper than anything that is printed: message, header fields, a field, its values, one, its parameters. */
#define DEPTH 16

static json_t *open_values[DEPTH];
static size_t depth;

int json_ready(void)
{
	return STATUS_FINE;
}

/* The reference to `value` goes over to what is open. */
static void put_value(const char *name, json_t *value)
{
	json_t *into = depth > 0 ? open_values[depth - 1] : NULL;
	if (json_is_array(into))
		json_array_append_new(into, value);
	else if (into != NULL)
		json_object_set_new(into, name, value);
}

void open_json(const char *name, bool array)
{
	json_t *value = array ? json_array() : json_object();
	if (depth > 0)
		put_value(name, value);
	open_values[depth++] = value;
}

void close_json(void)
{
	json_t *value = open_values[--depth];
	if (depth > 0)
		return;
	json_dumpf(value, stdout, JSON_COMPACT | JSON_REAL_PRECISION(3));
	putchar('\n');
	json_decref(value);
}

/* A NUL and what is no UTF-8 as \x.., since a JSON string cannot hold it. */
static size_t make_printable(char *out, sipw_str text)
{
	static const char digits[] = "0123456789abcdef";
	size_t n = 0;
	while (text.len > 0) {
		const size_t length = text.ptr[0] == '\0' ? 0 : utf8_length(text);
		if (length > 0) {
			memcpy(out + n, text.ptr, length);
			n += length;
		} else {
			const unsigned char byte = (unsigned char)text.ptr[0];
			const char escape[] = { '\\', 'x', digits[byte >> 4], digits[byte & 15] };
			memcpy(out + n, escape, sizeof escape);
			n += sizeof escape;
		}
		text = sipw_sn(text.ptr + (length > 0 ? length : 1), text.len - (length > 0 ? length : 1));
	}
	return n;
}

void put_text(const char *name, sipw_str text)
{
	char *out = text.ptr != NULL ? malloc(4 * text.len + 1) : NULL;
	put_value(name, out != NULL ? json_stringn(out, make_printable(out, text)) : json_null());
	free(out);
}

void put_number(const char *name, uint64_t number)
{
	put_value(name, json_integer((json_int_t)number));
}

void put_real(const char *name, double number)
{
	put_value(name, json_real(number));
}

void put_flag(const char *name, bool flag)
{
	put_value(name, json_boolean(flag));
}

#else

int json_ready(void)
{
	complain("--json is not to be had: built without jansson");
	return STATUS_USAGE;
}

void open_json(const char *name, bool array)
{
	(void)name;
	(void)array;
}

void close_json(void)
{
}

void put_text(const char *name, sipw_str text)
{
	(void)name;
	(void)text;
}

void put_number(const char *name, uint64_t number)
{
	(void)name;
	(void)number;
}

void put_real(const char *name, double number)
{
	(void)name;
	(void)number;
}

void put_flag(const char *name, bool flag)
{
	(void)name;
	(void)flag;
}

#endif
