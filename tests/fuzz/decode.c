/* SPDX-License-Identifier: MIT */
/* Each value of a received message: decoded, encoded, decoded again. What decodes can be added as it is
 * written, and a message is only blamed for values that do not. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/bytes.h"
#include "support/check.h"
#include "support/findings.h"

static const char *shown(int header, sipw_str text)
{
	static char line[2000];
	snprintf(line, sizeof line, "%s: %s", sipw_header_name(header).ptr, check_show(text));
	return line;
}

/* The value as it is encoded; absent if it is refused. */
static sipw_str encoded(sipw_msg *m, int header, const sipw_value *value)
{
	sipw_str text = { 0 };
	sipw_msg_reset(m);
	if (sipw_put(m, header, value, sizeof *value) == SIPW_OK)
		CHECK_INT(sipw_get(m, header, 0, &text), SIPW_OK);
	return text;
}

/* Whether the text is taken as a value by itself. */
static bool is_taken(sipw_msg *m, int header, sipw_str text)
{
	sipw_msg_reset(m);
	return sipw_add(m, header, text) == SIPW_OK && sipw_count(m, header) == 1;
}

/* Encoding what was decoded gives a text that means the same and stays the same. Only what may be borne
 * with in received messages need not be encoded. */
static void check_trip(int header, sipw_str text, const sipw_value *value)
{
	sipw_msg *first = sipw_msg_new(NULL), *second = sipw_msg_new(NULL);
	sipw_value again;
	const bool taken = is_taken(first, header, text);
	const sipw_str once = encoded(first, header, value);
	CHECKF(once.ptr != NULL || !taken, "%s decodes and is refused: %s", shown(header, text), sipw_msg_error(first)->sentence);
	if (once.ptr != NULL && CHECKF(sipw_decode(header, once, &again, sizeof again, NULL) == SIPW_OK,
				       "%s does not decode again as %s", shown(header, text), check_show(once)))
		CHECK_STR(encoded(second, header, &again), once);
	sipw_msg_free(first);
	sipw_msg_free(second);
}

static void check_error(const sipw_error *e, int code, int header, sipw_str text)
{
	CHECK_INT(e->code, code);
	CHECK(code == SIPW_ERR_SYNTAX || code == SIPW_ERR_RANGE || code == SIPW_ERR_LIMIT);
	CHECKF(e->sentence != NULL && e->offset <= text.len, "%s: offset %zu of %zu", shown(header, text), e->offset, text.len);
	CHECK_INT(e->byte, e->offset < text.len ? (unsigned char)text.ptr[e->offset] : -1);
}

static void check_value(const sipw_msg *m, int header, size_t index, sipw_str text)
{
	sipw_value value, read;
	sipw_error error = { .byte = -1 };
	const int code = sipw_decode(header, text, &value, sizeof value, &error);
	const int in_message = sipw_read(m, header, index, &read, sizeof read);
	/* A star in Contact is one by itself, and not beside another value. */
	CHECKF(in_message == code || (code == SIPW_OK && header == SIPW_HDR_CONTACT), "%s: %s in the message, %s alone",
	       shown(header, text), sipw_err_name(in_message), sipw_err_name(code));
	if (code == SIPW_ERR_ARGUMENT)
		return;
	if (code != SIPW_OK)
		check_error(&error, code, header, text);
	else if (header != SIPW_HDR_CONTENT_LENGTH) /* it is computed, and so never put */
		check_trip(header, text, &value);
}

static void check_values(const sipw_msg *m, int header)
{
	sipw_values values = sipw_values_start(m, header);
	sipw_str text;
	size_t n = 0;
	while (sipw_values_next(&values, &text) > 0)
		check_value(m, header, n++, text);
	CHECK_INT(sipw_count(m, header), n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct text findings;
	if (size > INPUT_MAX)
		return 0;
	char *copy = malloc(size + 1);
	sipw_msg *m = sipw_msg_new(NULL);
	memcpy(copy, data, size);
	if (sipw_parse(m, sipw_sn(copy, size), SIPW_DATAGRAM, NULL) == SIPW_OK) {
		for (int header = 0; (header = sipw_header_next(header)) != 0;)
			check_values(m, header);
		findings.len = 0;
		text_add_findings(&findings, m);
	}
	sipw_msg_free(m);
	free(copy);
	return 0;
}

static void (*taker)(sipw_str input);

static void take_value(int header, sipw_str value)
{
	static struct text input;
	input.len = 0;
	text_add_s(&input, "OPTIONS sip:a.example SIP/2.0\r\n");
	text_add(&input, sipw_header_name(header));
	text_add_s(&input, ": ");
	text_add(&input, value);
	text_add_s(&input, "\r\n\r\n");
	taker(text_all(&input));
}

void make_seeds(void (*take)(sipw_str input))
{
	taker = take;
	each_message(take);
	each_value(take_value);
}
