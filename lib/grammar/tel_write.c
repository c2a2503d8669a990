/* SPDX-License-Identifier: MIT */
/* Telephone numbers taken out of URIs and written (RFC 3966 3; RFC 3261 19.1.6). */
#include "grammar/escape.h"
#include "grammar/tel.h"
#include "text/buffer.h"
#include "text/report.h"

#define TEL_SOURCE "RFC 3966 3"

static int refuse(sipw_error *ret_error, const char *field, const char *sentence)
{
	return sipw__report(ret_error, (sipw_error){ .code = SIPW_ERR_ARGUMENT, .field = field, .byte = -1,
						     .sentence = sentence, .source = TEL_SOURCE });
}

/* A telephone-subscriber that is the whole of `part`, which lies in `text`. */
static int decode(sipw_str text, sipw_str part, bool in_user, const char *field, sipw_tel *ret_tel, sipw_error *ret_error)
{
	struct sipw__scan s = sipw__scan_of(part, PLACE_URI);
	sipw_tel tel;
	if (!sipw__scan_tel(&s, URI_ANY, in_user, &tel) || !sipw__scan_end(&s, TEL_SOURCE))
		return sipw__scan_report(&s, field, text, ret_error);
	*ret_tel = tel;
	return SIPW_OK;
}

int sipw_tel_decode(sipw_str text, sipw_tel *ret_tel, sipw_error *ret_error)
{
	struct sipw__scan s = sipw__scan_of(text, PLACE_URI);
	static const sipw_str scheme = SIPW_S("tel:");
	if (!sipw__given(text))
		return refuse(ret_error, "uri", "the URI is missing");
	if (!sipw__scan_word(&s, scheme, "a tel URI is expected here", TEL_SOURCE))
		return sipw__scan_report(&s, "uri", text, ret_error);
	return decode(text, sipw_sn(s.at, (size_t)(s.end - s.at)), false, "uri", ret_tel, ret_error);
}

int sipw_uri_tel(const sipw_uri *uri, sipw_tel *ret_tel, sipw_error *ret_error)
{
	if (uri == NULL)
		return refuse(ret_error, "uri", "the URI is missing");
	if (sipw__given(uri->user))
		return decode(uri->user, uri->user, true, "user", ret_tel, ret_error);
	if (sipw__given(uri->rest) && sipw__is_tel(uri->scheme))
		return decode(uri->rest, uri->rest, false, "rest", ret_tel, ret_error);
	return refuse(ret_error, "uri", "this URI has no telephone number");
}

/* A number on its way to a buffer: as a tel URI has it, or as the user part of a sip URI, in the form
 * that compares well where case counts (RFC 3261 19.1.6). Either way it may come from the other. */
struct writer {
	struct sipw__buffer buffer;
	sipw_error *ret_error;
	int code; /* the first error */
	bool in_user;
};

static void put_byte(struct writer *w, char c)
{
	if (w->in_user && !sipw__is(c, CLASS_USER))
		sipw__buffer_escape(&w->buffer, c);
	else
		sipw__buffer_char(&w->buffer, w->in_user ? (char)sipw__lower(c) : c);
}

/* Digits and names, in which nothing is escaped by itself. */
static void put_plain(struct writer *w, sipw_str text)
{
	for (const char *at = text.ptr, *end = at + text.len; at < end;)
		put_byte(w, (char)sipw__octet(&at, end, CLASS_RESERVED));
}

/* Values, whose escapes stay. */
static void put_value(struct writer *w, sipw_str text)
{
	for (const char *at = text.ptr, *end = at + text.len; at < end;) {
		const bool escape = sipw__is_escape(at, end);
		if (escape)
			sipw__buffer_put(&w->buffer, sipw_sn(at, 3));
		else
			put_byte(w, *at);
		at += escape ? 3 : 1;
	}
}

static bool refuse_part(struct writer *w, const char *field, const char *sentence)
{
	w->code = refuse(w->ret_error, field, sentence);
	return false;
}

static bool refuse_scan(struct writer *w, const struct sipw__scan *s, const char *field, sipw_str part)
{
	w->code = sipw__scan_report(s, field, part, w->ret_error);
	return false;
}

static bool put_number(struct writer *w, sipw_str number)
{
	struct sipw__scan s = sipw__scan_of(number, PLACE_URI);
	sipw_str whole;
	if (!sipw__given(number))
		return refuse_part(w, "number", "the number is missing");
	if (!sipw__scan_tel_number(&s, true, &whole) || !sipw__scan_end(&s, TEL_SOURCE))
		return refuse_scan(w, &s, "number", number);
	put_plain(w, number);
	return true;
}

/* One of the parameters with a field of its own, if it is given. */
static bool put_named(struct writer *w, enum sipw__tel_name which, const char *field, sipw_str value)
{
	static const char *const starts[] = {
		[TEL_EXT] = ";ext=", [TEL_ISUB] = ";isub=", [TEL_CONTEXT] = ";phone-context="
	};
	struct sipw__scan s = sipw__scan_of(value, PLACE_URI);
	sipw_str whole;
	if (!sipw__given(value))
		return true;
	if (!sipw__scan_tel_value(&s, which, true, &whole) || !sipw__scan_end(&s, TEL_SOURCE))
		return refuse_scan(w, &s, field, value);
	sipw__buffer_put(&w->buffer, sipw_s(starts[which]));
	if (which == TEL_EXT)
		put_plain(w, value);
	else
		put_value(w, value);
	return true;
}

/* The order of parameters: by their names, without regard to case. */
static bool stands_before(sipw_str a, sipw_str b)
{
	const char *p = a.ptr, *q = b.ptr, *p_end = p + a.len, *q_end = q + b.len;
	while (p < p_end && q < q_end) {
		const unsigned x = sipw__octet_nocase(&p, p_end, CLASS_RESERVED);
		const unsigned y = sipw__octet_nocase(&q, q_end, CLASS_RESERVED);
		if (x != y)
			return x < y;
	}
	return p == p_end && q < q_end;
}

/* Lets the parameter at `i` of a heap sink below those that stand behind it. */
static void sink(struct sipw__tel_param *heap, size_t i, size_t n)
{
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && stands_before(heap[child].name, heap[child + 1].name))
			child++;
		if (!stands_before(heap[i].name, heap[child].name))
			return;
		const struct sipw__tel_param raised = heap[child];
		heap[child] = heap[i];
		heap[i] = raised;
	}
}

/* Heapsort: libc's may allocate, and the names are the caller's to choose. */
static void sort(struct sipw__tel_param *params, size_t n)
{
	for (size_t i = n / 2; i-- > 0;)
		sink(params, i, n);
	while (n-- > 1) {
		const struct sipw__tel_param last = params[0];
		params[0] = params[n];
		params[n] = last;
		sink(params, 0, n);
	}
}

/* They were scanned before, and are PARAMS_MAX at most. */
static void put_in_order(struct writer *w, sipw_str rest)
{
	struct sipw__tel_param params[PARAMS_MAX];
	size_t n = 0;
	while (n < PARAMS_MAX && sipw__tel_next_other(&rest, &params[n]))
		n++;
	sort(params, n);
	for (size_t i = 0; i < n; i++) {
		sipw__buffer_char(&w->buffer, ';');
		put_plain(w, params[i].name);
		if (!sipw__given(params[i].value))
			continue;
		sipw__buffer_char(&w->buffer, '=');
		put_value(w, params[i].value);
	}
}

/* A parameter with a field of its own may lie among the others of a decoded number: it is the field's. */
static bool is_fields_own(sipw_str found, sipw_str field)
{
	return !sipw__given(found) || (sipw__given(field) && sipw__equal(found, field));
}

static bool put_params(struct writer *w, const sipw_tel *tel)
{
	static const char own[] = "ext, isub and phone-context have fields of their own";
	struct sipw__scan s = sipw__scan_of(tel->params, PLACE_URI);
	sipw_tel found = { 0 };
	if (!sipw__scan_tel_params(&s, true, &found) || !sipw__scan_end(&s, TEL_SOURCE))
		return refuse_scan(w, &s, "params", tel->params);
	if (!is_fields_own(found.ext, tel->ext) || !is_fields_own(found.isub, tel->isub) ||
	    !is_fields_own(found.context, tel->context))
		return refuse_part(w, "params", own);
	put_in_order(w, tel->params);
	return true;
}

/* In the order of RFC 3966 3, whatever the one of `params`. */
static bool put_subscriber(struct writer *w, const sipw_tel *tel)
{
	if (!put_number(w, tel->number))
		return false;
	if (tel->number.ptr[0] != '+' && !sipw__given(tel->context))
		return refuse_part(w, "context", "a local number needs a phone-context");
	if (sipw__given(tel->ext) && sipw__given(tel->isub))
		return refuse_part(w, "isub", "an extension and an ISDN subaddress do not stand together");
	return put_named(w, TEL_EXT, "ext", tel->ext) && put_named(w, TEL_ISUB, "isub", tel->isub) &&
	       put_named(w, TEL_CONTEXT, "context", tel->context) &&
	       (!sipw__given(tel->params) || put_params(w, tel));
}

static ptrdiff_t write_subscriber(struct writer *w, const sipw_tel *tel)
{
	if (tel == NULL)
		return refuse(w->ret_error, "number", "the number is missing");
	return put_subscriber(w, tel) ? sipw__buffer_end(&w->buffer) : w->code;
}

ptrdiff_t sipw_tel_write(const sipw_tel *tel, char *out, size_t cap, sipw_error *ret_error)
{
	struct writer w = { sipw__buffer_of(out, cap), ret_error, SIPW_OK, false };
	sipw__buffer_put(&w.buffer, sipw_s("tel:"));
	return write_subscriber(&w, tel);
}

ptrdiff_t sipw_tel_user(const sipw_tel *tel, char *out, size_t cap, sipw_error *ret_error)
{
	struct writer w = { sipw__buffer_of(out, cap), ret_error, SIPW_OK, true };
	return write_subscriber(&w, tel);
}
