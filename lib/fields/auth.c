/* SPDX-License-Identifier: MIT */
/*
 * Challenges and credentials (RFC 3261 20.7, 20.44; RFC 7616 3.3, 3.4): auth-scheme LWS, then
 * parameters with commas between them, or a token68 (RFC 8898 2.1.3); and such parameters alone
 * (RFC 3261 20.6, RFC 7616 3.5). Which parameters have a field, in which order they are written and how,
 * is said by a table each.
 */
#include "fields/encode.h"

enum auth_form { AUTH_QUOTED, AUTH_DIGEST, AUTH_TOKEN, AUTH_COUNT, AUTH_YESNO };

/* How a parameter is led in: "name=", with the quotation mark where its value begins with one. The array is as
 * long as the longest, so that one copy of constant size does. */
#define LEAD_SIZE 16

struct auth_field {
	char lead[LEAD_SIZE];
	uint8_t lead_len;
	uint8_t form;
	uint16_t offset; /* of the field in its struct: a sipw_opt for the last two forms, else a sipw_str */
	struct sipw__part part;
};

#define QUOTED_SENTENCE "a quoted string is UTF-8 text without control characters"
#define DIGEST_SENTENCE "lower-case hexadecimal digits are expected here"
#define TOKEN_SENTENCE "a token is expected here"
#define FIELD(type, member, mark, form, sentence) \
	{ #member "=" mark, sizeof #member mark, form, offsetof(type, member), { #member, sentence, "RFC 3261 25.1" } }
#define QUOTED(type, member) FIELD(type, member, "\"", AUTH_QUOTED, QUOTED_SENTENCE)
#define DIGEST(type, member) FIELD(type, member, "\"", AUTH_DIGEST, DIGEST_SENTENCE)
#define TOKEN(type, member) FIELD(type, member, "", AUTH_TOKEN, TOKEN_SENTENCE)
#define YESNO(type, member) FIELD(type, member, "", AUTH_YESNO, NULL)
#define COUNTER(type, member) FIELD(type, member, "", AUTH_COUNT, NULL)

static const struct auth_field challenge_fields[] = {
	QUOTED(sipw_challenge, realm),    QUOTED(sipw_challenge, domain), QUOTED(sipw_challenge, nonce),
	QUOTED(sipw_challenge, opaque),   YESNO(sipw_challenge, stale),   TOKEN(sipw_challenge, algorithm),
	QUOTED(sipw_challenge, qop),      YESNO(sipw_challenge, userhash),
};

static const struct auth_field credentials_fields[] = {
	QUOTED(sipw_credentials, username), QUOTED(sipw_credentials, realm),    QUOTED(sipw_credentials, nonce),
	QUOTED(sipw_credentials, uri),      QUOTED(sipw_credentials, response), TOKEN(sipw_credentials, algorithm),
	QUOTED(sipw_credentials, cnonce),   QUOTED(sipw_credentials, opaque),   TOKEN(sipw_credentials, qop),
	COUNTER(sipw_credentials, nc),      YESNO(sipw_credentials, userhash),
};

static const struct auth_field info_fields[] = {
	QUOTED(sipw_auth_info, nextnonce), TOKEN(sipw_auth_info, qop),  DIGEST(sipw_auth_info, rspauth),
	QUOTED(sipw_auth_info, cnonce),    COUNTER(sipw_auth_info, nc),
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The fields of a struct, and where it has what each such struct has. */
struct auth_table {
	const struct auth_field *fields;
	size_t n;
	uint16_t params;
	uint16_t escaped;
};

#define TABLE(type, fields) { fields, COUNT(fields), offsetof(type, params), offsetof(type, escaped) }

static const struct auth_table challenge_table = TABLE(sipw_challenge, challenge_fields);
static const struct auth_table credentials_table = TABLE(sipw_credentials, credentials_fields);
static const struct auth_table info_table = TABLE(sipw_auth_info, info_fields);

/* No struct has more fields, and none of them more than this beside its value: the lead, a quotation mark, ", ". */
#define FIELDS_MAX 16
#define FIELD_FRAME (LEAD_SIZE + 3)
_Static_assert(COUNT(challenge_fields) <= FIELDS_MAX && COUNT(credentials_fields) <= FIELDS_MAX &&
		       COUNT(info_fields) <= FIELDS_MAX,
	       "the room is enough for all fields");

static const sipw_str digest = SIPW_S("Digest");

static const sipw_str *text_of(const struct auth_field *field, const void *value)
{
	return (const sipw_str *)((const char *)value + field->offset);
}

static const sipw_opt *number_of(const struct auth_field *field, const void *value)
{
	return (const sipw_opt *)((const char *)value + field->offset);
}

static bool is_text(const struct auth_field *field)
{
	return field->form == AUTH_QUOTED || field->form == AUTH_DIGEST || field->form == AUTH_TOKEN;
}

static bool is_given(const struct auth_field *field, const void *value)
{
	return is_text(field) ? sipw__given(*text_of(field, value)) : number_of(field, value)->given != 0;
}

/* LDQUOT *LHEX RDQUOT (RFC 3261 25.1) */
static char *put_digest(struct sipw__out *o, char *p, sipw_str text, const struct sipw__part *part)
{
	if (text.len > 0 && !sipw__all(text.ptr, text.len, CLASS_LHEX))
		return sipw__out_misfit(o, part, text, CLASS_LHEX);
	return sipw__out_text(o, p, text, false, part);
}

/* Behind the lead; a value between quotation marks writes its first one again. */
static char *put_value(struct sipw__out *o, char *p, const struct auth_field *field, const void *value, bool escaped)
{
	switch (field->form) {
	case AUTH_QUOTED:
		return sipw__out_text(o, p - 1, *text_of(field, value), escaped, &field->part);
	case AUTH_DIGEST:
		return put_digest(o, p - 1, *text_of(field, value), &field->part);
	case AUTH_TOKEN:
		return sipw__out_token(o, p, *text_of(field, value), &field->part);
	case AUTH_COUNT:
		return sipw__write_hex(p, number_of(field, value)->number); /* nc = 8LHEX (RFC 7616 3.4) */
	default:
		return number_of(field, value)->number ? sipw__copy_literal(p, "true") : sipw__copy_literal(p, "false");
	}
}

static inline char *put_lead(char *p, const struct auth_field *field)
{
	memcpy(p, field->lead, LEAD_SIZE);
	return p + field->lead_len;
}

/* ---- fields as most are, told at a glance ---- */

/* How long each text may be, for all fields to fit the room. */
static size_t share_of_room(const struct sipw__out *o, const char *p)
{
	const ptrdiff_t room = o->limit - p;
	return room > FIELDS_MAX * FIELD_FRAME ? (size_t)room / FIELDS_MAX - FIELD_FRAME : 0;
}

/* A token, or a number of one digit, and ", ". */
static inline char *copy_bare(char *p, const struct auth_field *field, const void *value, size_t most)
{
	if (field->form == AUTH_COUNT && number_of(field, value)->number < 10)
		return sipw__copy_literal(sipw__write_hex_digit(p, number_of(field, value)->number), ", ");
	const sipw_str *text = text_of(field, value);
	if (field->form != AUTH_TOKEN || text->len > most || !sipw__copy_token(p, text->ptr, text->len))
		return NULL;
	return sipw__copy_literal(p + text->len, ", ");
}

/* Text that needs no escape, and what copy_bare() copies; ", " behind each. NULL means nothing but "look closer". */
HOT static inline char *copy_fields(char *p, const struct auth_table *table, const void *value, size_t most)
{
	const struct auth_field *end = table->fields + table->n;
	for (const struct auth_field *field = table->fields; field < end; field++) {
		const sipw_str *text = text_of(field, value);
		if (field->form != AUTH_QUOTED) {
			if (is_given(field, value) && (p = copy_bare(put_lead(p, field), field, value, most)) == NULL)
				return NULL;
		} else if (sipw__given(*text)) {
			const sipw_str s = *text;
			p = put_lead(p, field);
			if (s.len > most || !sipw__copy_quotable(p, s.ptr, s.len))
				return NULL;
			p += s.len + 3;
			memcpy(p - 3, "\", ", 4);
		}
	}
	return p;
}

/* ---- any ---- */

static const sipw_str *params_of(const struct auth_table *table, const void *value)
{
	return (const sipw_str *)(const void *)((const char *)value + table->params);
}

static bool is_escaped(const struct auth_table *table, const void *value)
{
	return *(const bool *)((const char *)value + table->escaped);
}

/* The fields, and then the parameters that have none; one there must be. */
COLD static char *put_any_fields(struct sipw__out *o, char *p, const struct auth_table *table, const void *value)
{
	static const struct sipw__part part = { "params", "an authentication parameter is expected here", "RFC 3261 25.1" };
	const sipw_str *params = params_of(table, value);
	const bool escaped = is_escaped(table, value);
	const size_t named = sipw__out_mark(o, p);
	for (const struct auth_field *field = table->fields; field < table->fields + table->n; field++)
		if (is_given(field, value))
			p = sipw__copy_literal(put_value(o, put_lead(p, field), field, value, escaped), ", ");
	if (sipw__out_mark(o, p) > named)
		p -= 2;
	if (sipw__given(*params))
		p = sipw__out_params(o, p, *params, ',', named, escaped);
	if (!sipw__out_failed(o) && sipw__out_mark(o, p) == named)
		return sipw__out_bad(o, &part, (sipw_str){ 0 }, NULL);
	return p;
}

/* name=value, with ", " between them. */
static char *put_fields(struct sipw__out *o, char *p, const struct auth_table *table, const void *value)
{
	if (!is_escaped(table, value) && !sipw__given(*params_of(table, value))) {
		char *end = copy_fields(p, table, value, share_of_room(o, p));
		if (end != NULL && end != p)
			return end - 2;
	}
	return put_any_fields(o, p, table, value);
}

static char *put_scheme(struct sipw__out *o, char *p, sipw_str scheme)
{
	static const struct sipw__part part = { "scheme", "an authentication scheme is a token", "RFC 3261 25.1" };
	if (!sipw__given(scheme))
		return sipw__copy_literal(p, "Digest ");
	p = sipw__out_token(o, p, scheme, &part);
	*p++ = ' ';
	return p;
}

char *sipw__encode_challenge(struct sipw__out *o, char *p, const sipw_challenge *v)
{
	return put_fields(o, put_scheme(o, p, v->scheme), &challenge_table, v);
}

/* token68 = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"=" (RFC 7235 2.1) */
static bool scan_token68(struct sipw__scan *s, sipw_str *ret)
{
	const char *start = s->at;
	if (!sipw__scan_class(s, CLASS_TOKEN68, ret, "a token68 is expected here", "RFC 8898 2.1.3"))
		return false;
	while (sipw__scan_sees(s, '='))
		s->at++;
	*ret = sipw_sn(start, (size_t)(s->at - start));
	return true;
}

/* Whether something is given that a token68 stands instead of. */
static bool has_fields(const sipw_credentials *v)
{
	size_t i = 0;
	while (i < COUNT(credentials_fields) && !is_given(&credentials_fields[i], v))
		i++;
	return i < COUNT(credentials_fields) || sipw__given(v->params);
}

/* credentials = "Digest" digest-response / other-response (RFC 3261 25.1), so Digest never has one. */
COLD static char *put_token68(struct sipw__out *o, char *p, const sipw_credentials *v)
{
	static const struct sipw__part part = { "token68", "not allowed in a token68", "RFC 8898 2.1.3" };
	static const struct sipw__part alone = { "token68", "a token68 stands instead of all parameters", "RFC 7235 2.1" };
	static const struct sipw__part none = { "token68", "Digest has parameters, never a token68", "RFC 3261 25.1" };
	const sipw_str text = v->token68;
	struct sipw__scan s = sipw__scan_of(text, o->place);
	sipw_str whole;
	if (!sipw__given(v->scheme) || sipw__equal_nocase(v->scheme, digest))
		return sipw__out_bad(o, &none, text, text.ptr);
	if (has_fields(v))
		return sipw__out_bad(o, &alone, text, text.ptr);
	if (!scan_token68(&s, &whole) || !sipw__scan_done(&s))
		return sipw__out_bad(o, &part, text, s.at);
	return sipw__out_bytes(o, p, text);
}

char *sipw__encode_credentials(struct sipw__out *o, char *p, const sipw_credentials *v)
{
	p = put_scheme(o, p, v->scheme);
	return sipw__given(v->token68) ? put_token68(o, p, v) : put_fields(o, p, &credentials_table, v);
}

char *sipw__encode_auth_info(struct sipw__out *o, char *p, const sipw_auth_info *v)
{
	return put_fields(o, p, &info_table, v);
}

static uint32_t read_hex(sipw_str digits)
{
	uint32_t number = 0;
	for (size_t i = 0; i < digits.len; i++) {
		unsigned char c = (unsigned char)digits.ptr[i];
		number = number << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return number;
}

static sipw_str name_of(const struct auth_field *field)
{
	return sipw_sn(field->lead, (size_t)(strchr(field->lead, '=') - field->lead));
}

static const struct auth_field *find_field(const struct auth_table *table, sipw_str name)
{
	for (size_t i = 0; i < table->n; i++)
		if (sipw__equal_nocase(name, name_of(&table->fields[i])))
			return &table->fields[i];
	return NULL;
}

static void take_field(const struct auth_field *field, const struct sipw__param *param, void *value)
{
	void *at = (char *)value + field->offset;
	static const sipw_str yes = SIPW_S("true");
	if (is_text(field))
		*(sipw_str *)at = param->value;
	else if (field->form == AUTH_COUNT)
		*(sipw_opt *)at = sipw_num(read_hex(param->value));
	else
		*(sipw_opt *)at = sipw_num(sipw__equal_nocase(param->value, yes));
}

/* auth-param *(COMMA auth-param) */
static bool scan_fields(struct sipw__scan *s, const struct auth_table *table, void *value, sipw_str *params)
{
	struct sipw__param param;
	bool more = sipw__scan_bare_param(s, &param);
	while (more) {
		const struct auth_field *field = find_field(table, param.name);
		if (field != NULL)
			take_field(field, &param, value);
		else
			sipw__params_extend(params, &param);
		more = sipw__scan_param(s, ',', &param);
	}
	return s->code == SIPW_OK;
}

bool sipw__scan_challenge(struct sipw__scan *s, sipw_challenge *ret)
{
	*ret = (sipw_challenge){ .escaped = true };
	return sipw__scan_token(s, &ret->scheme) && sipw__scan_gap(s) &&
	       scan_fields(s, &challenge_table, ret, &ret->params);
}

/* A token68 reaches to the end; only parameters have more after a name and "=". */
static bool take_token68(struct sipw__scan *s, sipw_credentials *ret)
{
	struct sipw__scan ahead = *s;
	sipw_str text;
	if (sipw__equal_nocase(ret->scheme, digest) || !scan_token68(&ahead, &text))
		return false;
	struct sipw__scan rest = ahead;
	sipw__scan_blanks(&rest);
	if (!sipw__scan_done(&rest))
		return false;
	ret->token68 = text;
	s->at = ahead.at;
	return true;
}

bool sipw__scan_credentials(struct sipw__scan *s, sipw_credentials *ret)
{
	*ret = (sipw_credentials){ .escaped = true };
	if (!sipw__scan_token(s, &ret->scheme) || !sipw__scan_gap(s))
		return false;
	return take_token68(s, ret) ||
	       scan_fields(s, &credentials_table, ret, &ret->params);
}

bool sipw__scan_auth_info(struct sipw__scan *s, sipw_auth_info *ret)
{
	*ret = (sipw_auth_info){ .escaped = true };
	return scan_fields(s, &info_table, ret, &ret->params);
}
