/* SPDX-License-Identifier: MIT */
/* URIs taken apart and put together (RFC 3261 19.1.1). */
#include "grammar/scan.h"
#include "text/buffer.h"
#include "text/number.h"
#include "text/report.h"

#define GRAMMAR "RFC 3261 25.1"

int sipw_uri_decode(sipw_str text, sipw_uri *ret_uri, sipw_error *ret_error)
{
	struct sipw__scan s = sipw__scan_of(text, PLACE_URI);
	sipw_uri uri;
	if (!sipw__given(text))
		return sipw__report(ret_error, (sipw_error){ .code = SIPW_ERR_ARGUMENT, .field = "uri", .byte = -1,
							     .sentence = "the URI is missing" });
	if (!sipw__scan_uri_parts(&s, URI_ANY, &uri) || !sipw__scan_end(&s, "RFC 3261 19.1.1"))
		return sipw__scan_report(&s, "uri", text, ret_error);
	*ret_uri = uri;
	return SIPW_OK;
}

/* A URI on its way to a buffer. */
struct writer {
	struct sipw__buffer buffer;
	sipw_error *ret_error;
	int code; /* the first error */
};

static bool refuse(struct writer *w, int code, const char *field, const char *sentence)
{
	w->code = sipw__report(w->ret_error, (sipw_error){ .code = code, .field = field, .byte = -1,
							   .sentence = sentence, .source = GRAMMAR });
	return false;
}

/* A part that a scan went over, from first to last. */
static bool put_scanned(struct writer *w, struct sipw__scan *s, bool right, const char *field, sipw_str part)
{
	if (!right || !sipw__scan_end(s, GRAMMAR)) {
		w->code = sipw__scan_report(s, field, part, w->ret_error);
		return false;
	}
	sipw__buffer_put(&w->buffer, part);
	return true;
}

/* The user part is never empty, the password may be. */
static bool put_userinfo(struct writer *w, const sipw_uri *uri)
{
	sipw_str whole;
	struct sipw__scan s = sipw__scan_of(uri->user, PLACE_URI);
	if (!sipw__given(uri->user))
		return !sipw__given(uri->password) ||
		       refuse(w, SIPW_ERR_ARGUMENT, "password", "a password needs a user in front of it");
	if (!put_scanned(w, &s, sipw__scan_escaped_text(&s, CLASS_USER, &whole, "a user part is not empty", GRAMMAR), "user",
			 uri->user))
		return false;
	if (sipw__given(uri->password)) {
		s = sipw__scan_of(uri->password, PLACE_URI);
		sipw__buffer_char(&w->buffer, ':');
		if (!put_scanned(w, &s, sipw__scan_escaped(&s, CLASS_PASSWORD), "password", uri->password))
			return false;
	}
	sipw__buffer_char(&w->buffer, '@');
	return true;
}

static bool put_host(struct writer *w, sipw_str host)
{
	sipw_str whole;
	struct sipw__scan s = sipw__scan_of(host, PLACE_URI);
	if (!sipw__given(host))
		return refuse(w, SIPW_ERR_ARGUMENT, "host", "the host is missing");
	if (!sipw__is_bare_ipv6(host))
		return put_scanned(w, &s, sipw__scan_host(&s, &whole), "host", host);
	sipw__buffer_char(&w->buffer, '[');
	if (!put_scanned(w, &s, sipw__scan_ipv6(&s), "host", host))
		return false;
	sipw__buffer_char(&w->buffer, ']');
	return true;
}

static bool put_port(struct writer *w, uint32_t port)
{
	char text[DIGITS32 + 1] = ":";
	if (port == 0)
		return true;
	if (port > 65535)
		return refuse(w, SIPW_ERR_RANGE, "port", "a port is 1 to 65535");
	sipw__buffer_put(&w->buffer, sipw_sn(text, (size_t)(sipw__write_number(text + 1, port) - text)));
	return true;
}

/* *( ";" uri-parameter ) [ headers ]; either may be empty. */
static bool put_tail(struct writer *w, const sipw_uri *uri)
{
	struct sipw__scan s = sipw__scan_of(uri->params, PLACE_URI);
	if (uri->params.len > 0 && !put_scanned(w, &s, sipw__scan_uri_params(&s), "params", uri->params))
		return false;
	if (uri->headers.len == 0)
		return true;
	s = sipw__scan_of(uri->headers, PLACE_URI);
	if (!sipw__scan_sees(&s, '?'))
		return put_scanned(w, &s, sipw__scan_misfit(&s, "'?' is expected here", GRAMMAR), "headers", uri->headers);
	return put_scanned(w, &s, sipw__scan_uri_headers(&s), "headers", uri->headers);
}

static bool put_sip(struct writer *w, const sipw_uri *uri)
{
	if (sipw__given(uri->rest))
		return refuse(w, SIPW_ERR_ARGUMENT, "rest", "a sip or sips URI is given in its parts");
	return put_userinfo(w, uri) && put_host(w, uri->host) && put_port(w, uri->port) && put_tail(w, uri);
}

static bool put_other(struct writer *w, const sipw_uri *uri)
{
	sipw_str whole;
	struct sipw__scan s = sipw__scan_of(uri->rest, PLACE_URI);
	if (sipw__given(uri->user) || sipw__given(uri->password) || sipw__given(uri->host) || uri->port != 0 ||
	    sipw__given(uri->params) || sipw__given(uri->headers))
		return refuse(w, SIPW_ERR_ARGUMENT, "scheme", "only a sip or sips URI is given in parts");
	if (!sipw__given(uri->rest))
		return refuse(w, SIPW_ERR_ARGUMENT, "rest", "what follows the scheme is missing");
	return put_scanned(w, &s, sipw__scan_other_uri(&s, uri->scheme, URI_ANY, &whole), "rest", uri->rest);
}

ptrdiff_t sipw_uri_write(const sipw_uri *uri, char *out, size_t cap, sipw_error *ret_error)
{
	static const sipw_str sip = SIPW_S("sip"), sips = SIPW_S("sips");
	struct writer w = { sipw__buffer_of(out, cap), ret_error, SIPW_OK };
	if (uri == NULL) {
		refuse(&w, SIPW_ERR_ARGUMENT, "uri", "the URI is missing");
		return w.code;
	}
	const sipw_str scheme = sipw__given(uri->scheme) ? uri->scheme : sip;
	struct sipw__scan s = sipw__scan_of(scheme, PLACE_URI);
	sipw_str whole;
	if (!put_scanned(&w, &s, sipw__scan_scheme(&s, &whole), "scheme", scheme))
		return w.code;
	sipw__buffer_char(&w.buffer, ':');
	const bool ours = sipw__equal_nocase(scheme, sip) || sipw__equal_nocase(scheme, sips);
	if (!(ours ? put_sip(&w, uri) : put_other(&w, uri)))
		return w.code;
	return sipw__buffer_end(&w.buffer);
}
