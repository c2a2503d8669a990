/* SPDX-License-Identifier: MIT */
/* A header field and a text, the first line and the rest of the input: if it is added, a receiver finds
 * just this, and nobody finds fault with the line; if not, the message stays as it was. */
#include "fuzz.h"

#include <stdlib.h>

#include "support/bytes.h"
#include "support/check.h"

static void check_blameless(void *ctx, const sipw_finding *finding)
{
	(void)ctx;
	CHECKF(strcmp(finding->rule, "value") != 0 && strcmp(finding->rule, "header-line") != 0 &&
		       strcmp(finding->rule, "start-line") != 0,
	       "%s: %s", check_show(finding->bytes), finding->sentence);
}

static void check_added(const sipw_msg *m)
{
	static char out[4 * INPUT_MAX];
	const ptrdiff_t n = sipw_serialize_unchecked(m, out, sizeof out);
	sipw_msg *received = sipw_msg_new(NULL);
	sipw_line built, line = { 0 };
	if (CHECKF(n > 0, "not written: %s", sipw_err_name((int)n)) &&
	    CHECK_INT(sipw_parse(received, sipw_sn(out, (size_t)n), SIPW_STREAM, NULL), SIPW_OK)) {
		CHECK_INT(sipw_line_count(received), 2);
		CHECK_INT(sipw_line_get(m, 0, &built), SIPW_OK);
		CHECK_INT(sipw_line_get(received, 0, &line), SIPW_OK);
		CHECK_INT(line.header, built.header);
		CHECK_STR(line.bytes, built.bytes);
		CHECK_STR(line.name, built.name);
		CHECK_STR(line.value, built.value);
		CHECK_INT(sipw_count(m, line.header), sipw_count(received, line.header));
		CHECK(sipw_check(m, check_blameless, NULL) >= 0);
		CHECK(sipw_check(received, check_blameless, NULL) >= 0);
	}
	sipw_msg_free(received);
}

static void check_refused(const sipw_msg *m, sipw_str name, sipw_str text)
{
	const sipw_error *e = sipw_msg_error(m);
	const sipw_str input = e->field != NULL && strcmp(e->field, "name") == 0 ? name : text;
	CHECK(e->code == SIPW_ERR_SYNTAX || e->code == SIPW_ERR_RANGE || e->code == SIPW_ERR_LIMIT ||
	      e->code == SIPW_ERR_ARGUMENT);
	CHECK(e->sentence != NULL);
	if (e->code == SIPW_ERR_SYNTAX || e->code == SIPW_ERR_RANGE) {
		CHECKF(e->offset <= input.len, "offset %zu of %zu", e->offset, input.len);
		CHECK_INT(e->byte, e->offset < input.len ? (unsigned char)input.ptr[e->offset] : -1);
	}
	CHECK_INT(sipw_line_count(m), 0);
}

/* The same text as the value of a known field by its number says the same. */
static void check_by_number(int header, sipw_str text, int code)
{
	sipw_msg *m = sipw_msg_new(NULL);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
	CHECK_INT(sipw_push(m, header, text), code);
	sipw_msg_free(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size > 0 ? memchr(data, '\n', size) : NULL;
	if (end == NULL || size > INPUT_MAX)
		return 0;
	char *copy = malloc(size);
	memcpy(copy, data, size);
	const size_t len = (size_t)(end - data);
	const sipw_str name = { copy, len }, text = { copy + len + 1, size - len - 1 };
	sipw_msg *m = sipw_msg_new(NULL);
	sipw_request(m, SIPW_OPTIONS, sipw_s("sip:a.example"));
	const int code = sipw_add_named(m, name, text, 0);
	if (code == SIPW_OK)
		check_added(m);
	else
		check_refused(m, name, text);
	if (sipw_header_find(name) != 0)
		check_by_number(sipw_header_find(name), text, code);
	sipw_msg_free(m);
	free(copy);
	return 0;
}

static void (*taker)(sipw_str input);

static void take_value(int header, sipw_str value)
{
	static struct text input;
	input.len = 0;
	text_add(&input, sipw_header_name(header));
	text_add_s(&input, "\n");
	text_add(&input, value);
	taker(text_all(&input));
}

void make_seeds(void (*take)(sipw_str input))
{
	taker = take;
	each_value(take_value);
	take((sipw_str)SIPW_S("X-Unknown\n any\r\n text"));
}
