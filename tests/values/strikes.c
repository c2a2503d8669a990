/* SPDX-License-Identifier: MIT */
/*
 * Each member of each struct, and each value that is no struct, is given hostile texts and numbers at the
 * edges, in every header field of its kind. Whatever is taken makes one line, and reading it gives the
 * same value again: nothing got into another member, another value or another line. Whatever is refused
 * says which member and byte is wrong, and leaves the message as it was. Members whose grammar is known
 * here (below) take exactly what it has. Prints one line a failure and "N passed, N failed".
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "support/hostile.h"
#include "support/message.h"

#include "member.h"
#include "values.h"

static unsigned long failures;

void check_fail(const char *file, int line, const char *text)
{
	failures++;
	fprintf(stderr, "%s:%d: %s\n", file, line, text);
}

/* A place that takes less than its type, or whose type says nothing of it. */
struct narrow {
	int kind;
	const char *member;
	enum position at;
};

static const struct narrow narrows[] = {
	{ SIPW_KIND_BRACKETED_SIP_URI, "uri", AT_OWN },
	{ SIPW_KIND_DIAMETER_URI, "uri", AT_OWN },
	{ SIPW_KIND_POLICY_ID, "uri", AT_OWN },
	{ SIPW_KIND_TRIGGER_CONSENT, "uri", AT_OWN },
	{ SIPW_KIND_CHARGING_VECTOR, "params", AT_OWN },
	{ SIPW_KIND_CHARGING_ADDRESSES, "params", AT_OWN },
	{ SIPW_KIND_SCHEME_PARAMS, "params", AT_OWN },
	{ SIPW_KIND_OPAQUE, "value", AT_VALUE },
	{ SIPW_KIND_TEXT, "value", AT_TEXT },
	{ SIPW_KIND_TOKEN, "value", AT_TOKEN },
	{ SIPW_KIND_CALL_ID, "value", AT_CALL_ID },
	{ SIPW_KIND_PRODUCT_LIST, "value", AT_PRODUCTS },
	{ SIPW_KIND_SEMICOLON_TOKEN_LIST, "value", AT_TOKENS },
	{ SIPW_KIND_EVENT_TYPE, "value", AT_DOTTED },
	{ SIPW_KIND_LANGUAGE_TAG, "value", AT_LANGUAGE },
	{ SIPW_KIND_MEDIA_TYPE, "params", AT_MEDIA_PARAMS },
	{ SIPW_KIND_CREDENTIALS, "token68", AT_TOKEN68 },
	{ SIPW_KIND_TIMESTAMP, "time", AT_DECIMAL },
	{ SIPW_KIND_TIMESTAMP, "delay", AT_DECIMAL },
	{ SIPW_KIND_WARNING, "agent", AT_AGENT },
	{ SIPW_KIND_RESOURCE_PRIORITY, "name_space", AT_NODOT },
	{ SIPW_KIND_RESOURCE_PRIORITY, "priority", AT_NODOT },
	{ SIPW_KIND_CALL_ID_PARAMS, "call_id", AT_CALL_ID },
	{ SIPW_KIND_CALL_ID_PARAMS, "to_tag", AT_TOKEN },
	{ SIPW_KIND_CALL_ID_PARAMS, "from_tag", AT_TOKEN },
	{ SIPW_KIND_TARGET_DIALOG, "call_id", AT_CALL_ID },
	{ SIPW_KIND_TARGET_DIALOG, "local_tag", AT_TOKEN },
	{ SIPW_KIND_TARGET_DIALOG, "remote_tag", AT_TOKEN },
	{ SIPW_KIND_EVENT, "type", AT_DOTTED },
	{ SIPW_KIND_EVENT, "id", AT_TOKEN },
	{ SIPW_KIND_SUBSCRIPTION_STATE, "reason", AT_TOKEN },
	{ SIPW_KIND_SESSION_EXPIRES, "refresher", AT_NOWHERE },
	{ SIPW_KIND_REASON, "text", AT_QUOTED },
	{ SIPW_KIND_REASON, "location", AT_NOWHERE },
	{ SIPW_KIND_REFERRED_BY, "cid", AT_MSG_ID },
	{ SIPW_KIND_SESSION_ID, "uuid", AT_NOWHERE },
	{ SIPW_KIND_SESSION_ID, "remote", AT_NOWHERE },
	{ SIPW_KIND_GEOLOCATION_ERROR, "code", AT_QUOTED },
	{ SIPW_KIND_ALERTMSG_ERROR, "message", AT_QUOTED },
	{ SIPW_KIND_CODING, "value", AT_TOKEN },
	{ SIPW_KIND_LANGUAGE_RANGE, "value", AT_LANGUAGE },
	{ SIPW_KIND_SECURITY, "d_alg", AT_TOKEN },
	{ SIPW_KIND_SECURITY, "d_qop", AT_TOKEN },
	{ SIPW_KIND_SECURITY, "d_ver", AT_NOWHERE },
	{ SIPW_KIND_FEATURE_CAPS, "params", AT_CAPS },
	{ SIPW_KIND_DIRECTIVE, "value", AT_NOWHERE },
	{ SIPW_KIND_AUTH_INFO, "rspauth", AT_LHEX },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Where a member's text stands, for hostile_fits(); false if that is not known. */
static bool find_position(int kind, const sipw_member_info *member, enum position *ret)
{
	static const struct {
		int holds;
		enum position at;
	} exact[] = {
		{ SIPW_HOLDS_TOKEN, AT_TOKEN },	  { SIPW_HOLDS_HOST, AT_HOST },	      { SIPW_HOLDS_ADDRESS, AT_ADDRESS },
		{ SIPW_HOLDS_URI, AT_URI },	  { SIPW_HOLDS_PARAMS, AT_PARAMS },   { SIPW_HOLDS_AUTH_PARAMS, AT_AUTH_PARAMS },
		{ SIPW_HOLDS_QUOTED, AT_QUOTED }, { SIPW_HOLDS_DISPLAY, AT_DISPLAY }, { SIPW_HOLDS_COMMENT, AT_COMMENT },
	};
	for (size_t i = 0; i < COUNT(narrows); i++)
		if (narrows[i].kind == kind && same_bytes(member->name, sipw_s(narrows[i].member))) {
			*ret = narrows[i].at;
			return *ret != AT_OWN;
		}
	for (size_t i = 0; i < COUNT(exact); i++)
		if (exact[i].holds == member->holds) {
			*ret = exact[i].at;
			return true;
		}
	return false;
}

/* One member of one value, and what it is given. */
struct strike {
	int kind;
	int header;
	sipw_member_info member;
	const sipw_value *base;
	bool given; /* the base has this member, so that nothing but its text can be wrong */
	const char *input; /* what it is called */
};

static const char *show(const struct strike *s)
{
	static char what[512];
	snprintf(what, sizeof what, "%s %s: %s%s", check_show(sipw_header_name(s->header)), check_show(s->member.name), s->input,
		 value_escaped(s->kind, s->base) ? " (escaped)" : "");
	return what;
}

static sipw_msg *start(unsigned slot)
{
	sipw_msg *m = roomy_message(slot);
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@biloxi.example.com"));
	sipw_add_named(m, sipw_s("X-Before"), sipw_s("before"), 0);
	return m;
}

/* The start line, what stood before, one more line, and on the wire no other. */
static void check_one_line(const struct strike *s, const sipw_msg *m)
{
	sipw_str rest = written(m), each;
	size_t n = 0;
	while (next_line(&rest, &each) && each.len > 0)
		n += memchr(each.ptr, '\r', each.len) == NULL && memchr(each.ptr, '\n', each.len) == NULL;
	CHECKF(sipw_line_count(m) == 2 && n == 4 && rest.len == 0, "%s: %zu lines, %zu bytes of body: %s", show(s), n, rest.len,
	       check_show(last_line(m)));
}

/* What was taken reads as it was given. `member`: which may differ, because it was not given at all. */
static void check_taken(const struct strike *s, const sipw_msg *m, const sipw_value *value, const sipw_member_info *member)
{
	sipw_value found;
	memset(&found, 0, sizeof found);
	check_one_line(s, m);
	if (!CHECKF(sipw_count(m, s->header) == 1 || same_bytes(last_value(m), sipw_s("")), "%s: makes %zu values: %s", show(s),
		    sipw_count(m, s->header), check_show(last_line(m))) ||
	    last_value(m).len == 0)
		return;
	const int code = sipw_read(m, s->header, 0, &found, sizeof found);
	if (!CHECKF(code == SIPW_OK, "%s: taken, but not read: %s", show(s), check_show(last_line(m))))
		return;
	const char *other = value_difference(s->kind, value, &found, member);
	CHECKF(other[0] == '\0', "%s: makes %s, and %s differs", show(s), check_show(last_line(m)), other);
}

/* The text of the member that an error is about. */
static sipw_str blamed(int kind, const sipw_value *value, const sipw_error *e)
{
	sipw_member_info member;
	for (size_t i = 0; sipw_member_describe(kind, i, &member); i++)
		if (member.type == SIPW_TYPE_STR && same_bytes(member.name, sipw_s(e->field)))
			return member_text(&member, value);
	return (sipw_str){ NULL, 0 };
}

static void check_refused(const struct strike *s, const sipw_msg *m, const sipw_value *value)
{
	const sipw_error *e = sipw_msg_error(m);
	check_refusal(m, s->header, blamed(s->kind, value, e), show(s));
	CHECKF(e->field != NULL && (!s->given || same_bytes(sipw_s(e->field), s->member.name)), "%s: the error names '%s'", show(s),
	       e->field == NULL ? "nothing" : e->field);
	if (!same_content(m, start(1)))
		CHECKF(false, "%s: refused, but the message changed", show(s));
}

static sipw_msg *put(const struct strike *s, const sipw_value *value, int *ret_code)
{
	sipw_msg *m = start(0);
	*ret_code = sipw_put(m, s->header, value, sizeof *value);
	CHECKF(*ret_code == sipw_msg_error(m)->code, "%s: returned %d", show(s), *ret_code);
	return m;
}

/* ---- texts ---- */

/* What hostile_fits() makes of a text that is known to fit. */
static sipw_str as_written(sipw_str text, enum position at, bool escaped, struct text *ret)
{
	const struct hostile harmless = { "harmless", text, ~0u };
	ret->len = 0;
	return hostile_fits(&harmless, at, escaped, ret) ? text_all(ret) : (sipw_str){ NULL, 0 };
}

/* Whether a line is another with `was` at `i` exchanged for `is`, and nothing else. */
static bool is_exchanged(sipw_str old, size_t i, sipw_str was, sipw_str line, sipw_str is)
{
	const sipw_str behind = sipw_sn(old.ptr + i + was.len, old.len - i - was.len);
	return line.len == old.len - was.len + is.len && same_bytes(sipw_sn(old.ptr + i, was.len), was) &&
	       same_bytes(sipw_sn(old.ptr, i), sipw_sn(line.ptr, i)) && same_bytes(sipw_sn(line.ptr + i, is.len), is) &&
	       same_bytes(behind, sipw_sn(line.ptr + line.len - behind.len, behind.len));
}

/* The new line is the old one with the member's text exchanged. */
static bool exchanged(const struct strike *s, enum position at, sipw_str old, sipw_str line, sipw_str middle)
{
	static struct text text;
	const sipw_str was = as_written(member_text(&s->member, s->base), at, value_escaped(s->kind, s->base), &text);
	for (size_t i = 0; was.ptr != NULL && was.len + i <= old.len; i++)
		if (is_exchanged(old, i, was, line, middle))
			return true;
	return false;
}

static bool may_be_empty(int header)
{
	sipw_header_info info = { 0 };
	return sipw_header_describe(header, &info) && info.may_be_empty;
}

/* No parameters where nothing else stands that a scheme could go with. */
static bool is_nothing(const struct strike *s, const struct hostile *input, int code)
{
	return s->member.holds == SIPW_HOLDS_AUTH_PARAMS && code == SIPW_ERR_ARGUMENT && strspn(input->bytes.ptr, " ") == input->bytes.len;
}

static void strike_text(struct strike *s, const struct hostile *input, sipw_str old)
{
	static struct text middle;
	const bool escaped = value_escaped(s->kind, s->base);
	enum position at;
	sipw_value value = *s->base;
	int code;
	s->input = input->name;
	middle.len = 0;
	memcpy(member_at(&s->member, &value), &input->bytes, sizeof input->bytes);
	const bool known = find_position(s->kind, &s->member, &at);
	bool fits = known && hostile_fits(input, at, escaped, &middle);
	if (known && (at == AT_VALUE || at == AT_TEXT) && middle.len == 0)
		fits = fits && may_be_empty(s->header);
	const sipw_msg *m = put(s, &value, &code);
	if (known)
		CHECKF(code == SIPW_OK ? fits : !fits || !s->given || is_nothing(s, input, code), "%s: %s", show(s),
		       fits ? "refused" : "taken");
	if (code != SIPW_OK) {
		check_refused(s, m, &value);
		return;
	}
	check_taken(s, m, &value, NULL);
	if (known && fits && s->given)
		CHECKF(exchanged(s, at, old, last_line(m), text_all(&middle)), "%s: from\n  %sto\n  %s", show(s), check_show(old),
		       check_show(last_line(m)));
}

/* Without the member: refused as missing, or the rest stays. */
static void strike_absent(struct strike *s)
{
	sipw_value value = *s->base;
	int code;
	s->input = "absent";
	memset(member_at(&s->member, &value), 0, s->member.size);
	const sipw_msg *m = put(s, &value, &code);
	if (code == SIPW_OK) {
		check_taken(s, m, &value, &s->member);
		return;
	}
	CHECKF(code == SIPW_ERR_ARGUMENT, "%s: %s", show(s), sipw_err_name(code));
	check_refusal(m, s->header, (sipw_str){ NULL, 0 }, show(s));
	CHECKF(same_content(m, start(1)), "%s: refused, but the message changed", show(s));
}

static void strike_texts(struct strike *s)
{
	static struct text old;
	int code;
	old.len = 0;
	s->input = "itself";
	const sipw_msg *m = put(s, s->base, &code);
	if (!CHECKF(code == SIPW_OK, "%s: %s", show(s), sipw_err_name(code)))
		return;
	check_taken(s, m, s->base, NULL);
	text_add(&old, last_line(m));
	for (size_t i = 0; i < hostile_count(); i++) {
		const struct hostile input = hostile_input(i);
		strike_text(s, &input, text_all(&old));
	}
	strike_absent(s);
}

/* ---- numbers ---- */

/* Numbers beside which a member may end. */
static const int64_t edges[] = {
	0, 1, 2, 9, 10, 99, 100, 255, 256, 999, 1000, 1001, 9999, 65535, 65536, INT32_MAX, INT32_MAX + INT64_C(1), UINT32_MAX,
};

/* These are of dates only; year 9999 ends at the first. */
static const int64_t times[] = { INT64_C(253402300799), INT64_C(253402300800), -1, INT64_MIN, INT64_MAX };

static void strike_number(struct strike *s, int64_t number)
{
	static char name[32];
	sipw_value value = *s->base;
	const sipw_opt opt = { (uint32_t)number, 1 };
	const uint32_t plain = (uint32_t)number;
	const bool flag = number != 0;
	int code;
	snprintf(name, sizeof name, "%lld", (long long)number);
	s->input = name;
	const void *from = s->member.type == SIPW_TYPE_OPT	? (const void *)&opt
			   : s->member.type == SIPW_TYPE_NUMBER ? (const void *)&plain
			   : s->member.type == SIPW_TYPE_DATE	? (const void *)&number
								: (const void *)&flag;
	memcpy(member_at(&s->member, &value), from, s->member.size);
	const sipw_msg *m = put(s, &value, &code);
	if (code == SIPW_OK)
		check_taken(s, m, &value, NULL);
	else
		check_refused(s, m, &value);
	CHECKF(code == SIPW_OK || code == SIPW_ERR_RANGE || !s->given, "%s: %s", show(s), sipw_err_name(code));
}

static void strike_numbers(struct strike *s)
{
	if (s->member.type == SIPW_TYPE_BOOL || s->member.type == SIPW_TYPE_OPT)
		strike_absent(s);
	if (s->member.type == SIPW_TYPE_BOOL) {
		strike_number(s, true);
		return;
	}
	for (size_t i = 0; i < COUNT(edges); i++)
		strike_number(s, edges[i]);
	for (size_t i = 0; i < COUNT(times) && s->member.type == SIPW_TYPE_DATE; i++)
		strike_number(s, times[i]);
}

/* ---- the members of all kinds ---- */

/* A value as it reads once it was written, so that writing changes nothing of it any more. */
static bool settle(int header, sipw_str text, sipw_value *ret)
{
	sipw_value value;
	memset(&value, 0, sizeof value);
	memset(ret, 0, sizeof *ret);
	sipw_msg *m = roomy_message(2);
	return sipw_decode(header, text, &value, sizeof value, NULL) == SIPW_OK &&
	       sipw_put(m, header, &value, sizeof value) == SIPW_OK && sipw_read(m, header, 0, ret, sizeof *ret) == SIPW_OK;
}

/* Whether a value has the member, and takes another text for it: in a media range, a subtype is "*" where
 * the type is, and a decoded slice of parameters may hold one that has a member. */
static bool suits(const struct values *file, int header, const sipw_member_info *member, const sipw_value *base)
{
	static struct text old, middle;
	struct strike s = { .kind = file->kind, .header = header, .member = *member, .base = base, .input = "to suit" };
	enum position at;
	int code;
	if (!member_given(member, base) || member->type != SIPW_TYPE_STR || !find_position(file->kind, member, &at))
		return member_given(member, base);
	old.len = 0;
	text_add(&old, last_line(put(&s, base, &code)));
	for (size_t i = 0; i < hostile_count(); i++) {
		const struct hostile input = hostile_input(i);
		sipw_value value = *base;
		middle.len = 0;
		if (input.bytes.len == 0 || !hostile_fits(&input, at, true, &middle))
			continue;
		memcpy(member_at(member, &value), &input.bytes, sizeof input.bytes);
		const sipw_msg *m = put(&s, &value, &code);
		return code == SIPW_OK && exchanged(&s, at, text_all(&old), last_line(m), text_all(&middle));
	}
	return true;
}

/* The first value of the file that this header field takes and that suits; else one that does not. */
static bool find_base(const struct values *file, int header, const sipw_member_info *member, sipw_value *ret)
{
	const struct vector *base = NULL;
	for (size_t i = 0; i < file->n; i++) {
		const struct vector *v = &file->vectors[i];
		if (!v->taken || !settle(header, v->value, ret))
			continue;
		if (suits(file, header, member, ret))
			return true;
		base = base == NULL ? v : base;
	}
	return base != NULL && settle(header, base->value, ret);
}

static void strike_member(const struct values *file, int header, const sipw_member_info *member)
{
	sipw_value base, plain;
	if (!CHECKF(find_base(file, header, member, &base), "%s: no value for %s", file->path, check_show(sipw_header_name(header))))
		return;
	struct strike s = { .kind = file->kind, .header = header, .member = *member, .base = &base, .given = member_given(member, &base) };
	void (*strike)(struct strike *) = member->type == SIPW_TYPE_STR ? strike_texts : strike_numbers;
	strike(&s);
	if (value_plain(file->kind, &base, &plain)) {
		s.base = &plain;
		strike(&s);
	}
}

/* Members that a value has not, given one at a time: both go together, or the error says that they do
 * not; none is silently left out. */
static void strike_more(const struct values *file, int header, const sipw_value *base)
{
	static const struct hostile some[] = {
		{ "a word", B("abc"), ~0u }, { "a parameter", B(";zq=b"), 1u << AT_PARAMS | 1u << AT_MEDIA_PARAMS }, { "a URI", B("sip:b"), 1u << AT_URI },
	};
	struct strike s = { .kind = file->kind, .header = header, .base = base };
	for (size_t i = 0; sipw_member_describe(file->kind, i, &s.member); i++) {
		if (member_given(&s.member, base) || s.member.holds == SIPW_HOLDS_ESCAPED)
			continue;
		for (size_t k = 0; k < COUNT(some) && s.member.type == SIPW_TYPE_STR; k++)
			strike_text(&s, &some[k], (sipw_str){ NULL, 0 });
		if (s.member.type != SIPW_TYPE_STR)
			strike_number(&s, 1);
	}
}

static void strike_header(const struct values *file, int header)
{
	sipw_member_info member;
	sipw_value value;
	for (size_t i = 0; i < file->n; i++)
		if (file->vectors[i].taken && settle(header, file->vectors[i].value, &value))
			strike_more(file, header, &value);
	for (size_t i = 0; sipw_member_describe(file->kind, i, &member); i++)
		if (member.holds != SIPW_HOLDS_ESCAPED)
			strike_member(file, header, &member);
}

static void strike_kind(const struct values *file)
{
	sipw_header_info info;
	size_t n = 0;
	for (int header = 0; (header = sipw_header_next(header)) != 0;)
		if (sipw_header_describe(header, &info) && info.kind == file->kind && !info.computed) {
			strike_header(file, header);
			n++;
		}
	CHECKF(n > 0, "%s: no header field", file->path);
}

int main(void)
{
	static struct values file;
	for (int kind = 0; (kind = sipw_kind_next(kind)) != 0;) {
		sipw_kind_info info;
		sipw_kind_describe(kind, &info);
		file.kind = kind;
		if (values_read(&file, info.name, VALUES_DIR))
			strike_kind(&file);
	}
	printf("%lu passed, %lu failed\n", check_count() - failures, failures);
	return failures > 0 || check_count() == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
