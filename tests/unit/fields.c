/* SPDX-License-Identifier: MIT */
/* The samples of the spec at every header field, and what holds of the values of a list. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"
#include "support/spec.h"

/* The line of a value that is taken says what was given: blanks around it and folds apart. */
static void check_right(const struct guard *g, int header, const char *text)
{
	static struct text expected;
	sipw_msg *m = roomy_message(0);
	const int code = sipw_add(m, header, guard_copy(g, sipw_s(text)));
	CHECKF(code == SIPW_OK, "%s: '%s' is refused: %s", sipw_header_name(header).ptr, text, sipw_msg_error(m)->sentence);
	if (code != SIPW_OK)
		return;
	expected.len = 0;
	text_add_unfolded(&expected, sipw_s(text));
	CHECK_STR(last_value(m), text_all(&expected));
	CHECK_INT(sipw_line_count(m), 1);
}

static void check_wrong(const struct guard *g, int header, sipw_str text)
{
	char what[256];
	sipw_msg *m = roomy_message(0);
	const sipw_str placed = guard_copy(g, text);
	const int code = sipw_add(m, header, placed);
	snprintf(what, sizeof what, "%s: '%s'", sipw_header_name(header).ptr, check_show(text));
	CHECKF(code == SIPW_ERR_SYNTAX || code == SIPW_ERR_RANGE, "%s is taken (%s)", what, sipw_err_name(code));
	if (code == SIPW_OK)
		return;
	check_refusal(m, header, placed, what);
	CHECKF(sipw_msg_error(m)->source != NULL, "%s: no source", what);
	CHECK_INT(sipw_line_count(m), 0);
}

/* The samples of kinds.spec, at every header field of their kind. */
Test(fields, samples_of_the_spec)
{
	struct guard g = guard_open(4096);
	struct spec kinds = spec_open("kinds.spec"), headers = spec_open("headers.spec");
	for (size_t h = 0; h < headers.n; h++) {
		const int header = spec_number(&headers, h, "id");
		const size_t kind = spec_find(&kinds, "name", spec_cell(&headers, h, "kind"));
		cr_assert(kind < kinds.n);
		if (header == SIPW_HDR_CONTENT_LENGTH)
			continue;
		check_right(&g, header, spec_cell(&kinds, kind, "accepted"));
		const char *rejected = spec_cell(&kinds, kind, "rejected");
		if (!spec_empty(rejected))
			check_wrong(&g, header, sipw_s(rejected));
	}
	spec_close(&kinds);
	spec_close(&headers);
	guard_close(&g);
}

/* Lists take several values and no empty one; other fields take one. */
Test(fields, lists)
{
	struct guard g = guard_open(4096);
	for (int id = 0; (id = sipw_header_next(id)) != 0;) {
		static struct text two, empty;
		sipw_header_info info;
		sipw_kind_info kind;
		CHECK(sipw_header_describe(id, &info) && sipw_kind_describe(info.kind, &kind));
		if (info.kind == SIPW_KIND_OPAQUE || info.kind == SIPW_KIND_TEXT || id == SIPW_HDR_CONTENT_LENGTH)
			continue;
		two.len = empty.len = 0;
		text_add(&two, kind.accepted);
		text_add_s(&two, " , ");
		text_add(&two, kind.accepted);
		text_add(&two, sipw_sn("", 1));
		text_add(&empty, kind.accepted);
		text_add_s(&empty, ", ,");
		text_add(&empty, kind.accepted);
		if (info.times == SIPW_TIMES_LIST)
			check_right(&g, id, two.bytes);
		else
			check_wrong(&g, id, sipw_sn(two.bytes, two.len - 1));
		check_wrong(&g, id, text_all(&empty));
	}
	guard_close(&g);
}

/* A value may have 256 parameters, and not one more; none may stand twice, wherever it stands. */
Test(fields, many_params)
{
	for (unsigned n = 255; n <= 258; n++) {
		static struct text text;
		text.len = 0;
		text_add_s(&text, "a");
		for (unsigned i = 0; i < n; i++) {
			char param[32];
			snprintf(param, sizeof param, ";p%u=%u", i, i);
			text_add_s(&text, param);
		}
		sipw_msg *m = roomy_message(0);
		const sipw_token token = { .value = sipw_s("a"), .params = sipw_sn(text.bytes + 1, text.len - 1) };
		CHECK_INT(sipw_add(m, SIPW_HDR_CONTENT_DISPOSITION, text_all(&text)), n <= 256 ? SIPW_OK : SIPW_ERR_LIMIT);
		m = roomy_message(0);
		CHECK_INT(sipw_add_content_disposition(m, &token), n <= 256 ? SIPW_OK : SIPW_ERR_LIMIT);
		if (n > 256)
			continue;
		CHECK_STR(last_value(m), text_all(&text));
		m = roomy_message(0);
		text_add_s(&text, n < 256 ? ";P100" : "");
		CHECK_INT(sipw_add(m, SIPW_HDR_CONTENT_DISPOSITION, text_all(&text)), n < 256 ? SIPW_ERR_SYNTAX : SIPW_OK);
	}
}

/* Each value of a list has parameters of its own. */
Test(fields, params_of_each_value)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_add(m, SIPW_HDR_ROUTE, sipw_s("<sip:a;lr>;x=1,<sip:b;lr>;x=1")), SIPW_OK);
	CHECK_INT(sipw_add(m, SIPW_HDR_ROUTE, sipw_s("<sip:a;lr>;x=1,<sip:b;lr>;y;x=1;Y")), SIPW_ERR_SYNTAX);
	CHECK_INT(sipw_msg_error(m)->offset, 32);
	CHECK_INT(sipw_msg_error(m)->byte, 'Y');
}
