/* SPDX-License-Identifier: MIT */
/* URIs into parts and back. Every text ends where memory does. */
#include <criterion/criterion.h>

#include "sipwright/uri.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "support/sizes.h"

static struct guard g;

static void open_guard(void)
{
	g = guard_open(4096);
}

static void close_guard(void)
{
	guard_close(&g);
}

TestSuite(uri, .init = open_guard, .fini = close_guard);

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void check_parts(const sipw_uri *uri, const sipw_uri *expected)
{
	CHECK_STR(uri->scheme, expected->scheme);
	CHECK_STR(uri->user, expected->user);
	CHECK_STR(uri->password, expected->password);
	CHECK_STR(uri->host, expected->host);
	CHECK_INT(uri->port, expected->port);
	CHECK_STR(uri->params, expected->params);
	CHECK_STR(uri->headers, expected->headers);
	CHECK_STR(uri->rest, expected->rest);
}

static ptrdiff_t write_uri(const void *ctx, char *out, size_t cap)
{
	return sipw_uri_write(ctx, out, cap, NULL);
}

/* Text and parts, both ways. */
struct trip {
	const char *text;
	sipw_uri parts;
};

#define SIP .scheme = SIPW_S("sip")
#define SIPS .scheme = SIPW_S("sips")
#define USER(text) .user = SIPW_S(text)
#define PASSWORD(text) .password = SIPW_S(text)
#define HOST(text) .host = SIPW_S(text)
#define PARAMS(text) .params = SIPW_S(text)
#define HEADERS(text) .headers = SIPW_S(text)
#define REST(text) .rest = SIPW_S(text)

static const struct trip trips[] = {
	/* RFC 3261 19.1.3 */
	{ "sip:alice@atlanta.com", { SIP, USER("alice"), HOST("atlanta.com") } },
	{ "sip:alice:secretword@atlanta.com;transport=tcp",
	  { SIP, USER("alice"), PASSWORD("secretword"), HOST("atlanta.com"), PARAMS(";transport=tcp") } },
	{ "sips:alice@atlanta.com?subject=project%20x&priority=urgent",
	  { SIPS, USER("alice"), HOST("atlanta.com"), HEADERS("?subject=project%20x&priority=urgent") } },
	{ "sip:+1-212-555-1212:1234@gateway.com;user=phone",
	  { SIP, USER("+1-212-555-1212"), PASSWORD("1234"), HOST("gateway.com"), PARAMS(";user=phone") } },
	{ "sips:1212@gateway.com", { SIPS, USER("1212"), HOST("gateway.com") } },
	{ "sip:alice@192.0.2.4", { SIP, USER("alice"), HOST("192.0.2.4") } },
	{ "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com",
	  { SIP, HOST("atlanta.com"), PARAMS(";method=REGISTER"), HEADERS("?to=alice%40atlanta.com") } },
	{ "sip:alice;day=tuesday@atlanta.com", { SIP, USER("alice;day=tuesday"), HOST("atlanta.com") } },
	/* RFC 4475 3.1.1.2, 3.1.1.3, 3.1.1.11, 3.3.15 */
	{ "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com",
	  { SIP, USER("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"),
	    PASSWORD("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)"), HOST("example.com") } },
	{ "sip:sips%3Auser%40example.com@example.net", { SIP, USER("sips%3Auser%40example.com"), HOST("example.net") } },
	{ "sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31",
	  { SIP, USER("cal%6Cer"), HOST("host5.example.net"), PARAMS(";%6C%72;n%61me=v%61lue%25%34%31") } },
	{ "sip:user;par=u%40example.net@example.com", { SIP, USER("user;par=u%40example.net"), HOST("example.com") } },
	{ "sip:user@example.com?Route=%3Csip:example.com%3E",
	  { SIP, USER("user"), HOST("example.com"), HEADERS("?Route=%3Csip:example.com%3E") } },
	/* each part alone, and all of them */
	{ "sip:a", { SIP, HOST("a") } },
	{ "sip:a:1", { SIP, HOST("a"), .port = 1 } },
	{ "sip:a.example:65535", { SIP, HOST("a.example"), .port = 65535 } },
	{ "sip:b:@a", { SIP, USER("b"), PASSWORD(""), HOST("a") } },
	{ "sip:a;b", { SIP, HOST("a"), PARAMS(";b") } },
	{ "sip:a?b=", { SIP, HOST("a"), HEADERS("?b=") } },
	{ "sip:[2001:db8::1]", { SIP, HOST("[2001:db8::1]") } },
	{ "SIPS:u:p@[::1]:5061;a=b;lr?c=d&e=%20",
	  { .scheme = SIPW_S("SIPS"), USER("u"), PASSWORD("p"), HOST("[::1]"), .port = 5061, PARAMS(";a=b;lr"),
	    HEADERS("?c=d&e=%20") } },
	{ "Sip:a", { .scheme = SIPW_S("Sip"), HOST("a") } },
	/* other schemes */
	{ "http://www.example.com/a;b?c=d", { .scheme = SIPW_S("http"), REST("//www.example.com/a;b?c=d") } },
	{ "urn:service:sos", { .scheme = SIPW_S("urn"), REST("service:sos") } },
	{ "mailto:alice@example.com", { .scheme = SIPW_S("mailto"), REST("alice@example.com") } },
	{ "a+-.1:%41", { .scheme = SIPW_S("a+-.1"), REST("%41") } },
	{ "sipx:a@b", { .scheme = SIPW_S("sipx"), REST("a@b") } },
};

Test(uri, trips)
{
	for (size_t i = 0; i < COUNT(trips); i++) {
		sipw_uri uri;
		sipw_error error = { .code = 1 };
		const sipw_str text = guard_copy(&g, sipw_s(trips[i].text));
		if (!CHECKF(sipw_uri_decode(text, &uri, &error) == SIPW_OK, "%s: at %zu", trips[i].text, error.offset))
			continue;
		check_parts(&uri, &trips[i].parts);
		CHECK_INT(error.code, 1);
		check_sizes(write_uri, &uri, sipw_s(trips[i].text), trips[i].text);
		check_sizes(write_uri, &trips[i].parts, sipw_s(trips[i].text), trips[i].text);
	}
}

/* What decoding does not yield: brackets added, the scheme left out, empty slices. */
Test(uri, written)
{
	static const struct trip rows[] = {
		{ "sip:a", { HOST("a") } },
		{ "sip:[::1]:5060", { HOST("::1"), .port = 5060 } },
		{ "sip:b@[1:2:3:4:5:6:7:8]", { USER("b"), HOST("1:2:3:4:5:6:7:8") } },
		{ "sip:a", { HOST("a"), PARAMS(""), HEADERS("") } },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		check_sizes(write_uri, &rows[i].parts, sipw_s(rows[i].text), rows[i].text);
}

struct refusal {
	const char *text;
	size_t offset;
	const char *sentence;
	int code;
};

static void check_refused(const struct refusal *row)
{
	sipw_uri uri = { .port = 4711 };
	sipw_error error = { 0 };
	const sipw_str text = guard_copy(&g, sipw_s(row->text));
	const int expected = row->code != 0 ? row->code : SIPW_ERR_SYNTAX;
	if (!CHECKF(sipw_uri_decode(text, &uri, &error) == expected, "%s", row->text))
		return;
	CHECKF(error.code == expected && error.offset == row->offset, "%s: at %zu", row->text, error.offset);
	CHECKF(error.byte == (row->offset < text.len ? (unsigned char)text.ptr[row->offset] : -1), "%s", row->text);
	CHECK_TEXT(sipw_s(error.sentence), row->sentence);
	CHECK_TEXT(sipw_s(error.field), "uri");
	CHECK(error.source != NULL && uri.port == 4711);
	CHECK_INT(sipw_uri_decode(text, &uri, NULL), expected);
}

Test(uri, refused)
{
	static const struct refusal rows[] = {
		{ "", 0, "a URI is expected here", 0 },
		{ "sip", 3, "':' must follow the scheme of a URI", 0 },
		{ "<sip:a>", 0, "a URI is expected here", 0 },
		{ "1a:b", 0, "a URI's scheme begins with a letter", 0 },
		{ "sip:", 4, "a host name or IP address is expected here", 0 },
		{ "sip:@a", 4, "a host name or IP address is expected here", 0 },
		{ "sip:b@", 6, "a host name or IP address is expected here", 0 },
		{ "sip:b@ ", 6, "a host name or IP address is expected here", 0 },
		{ "sip:b%zz@a", 5, "not allowed here", 0 },
		{ "sip:b@c@d", 7, "not allowed here", 0 },
		{ "sip:a.1", 4, "a host name or IP address is expected here", 0 },
		{ "sip:b@256.0.0.1", 6, "a host name or IP address is expected here", 0 },
		{ "sip:[::1", 8, "']' is expected here", 0 },
		{ "sip:[::g]", 7, "']' is expected here", 0 },
		{ "sip:[g::]", 5, "an IPv6 address is expected here", 0 },
		{ "sip:a:", 6, "a digit is expected here", 0 },
		{ "sip:a:0", 6, "the number is outside its range", SIPW_ERR_RANGE },
		{ "sip:a:65536", 6, "the number is outside its range", SIPW_ERR_RANGE },
		{ "sip:a:5060a", 10, "not allowed here", 0 },
		{ "sip:a;", 6, "a parameter name is expected here", 0 },
		{ "sip:a;;b", 6, "a parameter name is expected here", 0 },
		{ "sip:a;b=", 8, "a parameter value is expected here", 0 },
		{ "sip:a;b=c=d", 9, "not allowed here", 0 },
		{ "sip:a;b=%4", 8, "two hexadecimal digits must follow %", 0 },
		{ "sip:a;b%=c", 7, "two hexadecimal digits must follow %", 0 },
		{ "sip:a;ttl=256", 10, "the number is outside its range", SIPW_ERR_RANGE },
		{ "sip:a;t%74l=256", 12, "the number is outside its range", SIPW_ERR_RANGE },
		{ "sip:a;transport", 15, "this parameter needs a value", 0 },
		{ "sip:a;maddr=x_y", 13, "not allowed in this parameter", 0 },
		{ "sip:a;maddr=_", 12, "a host name or IP address is expected here", 0 },
		{ "sip:a;x=1;y;X=2", 12, "this parameter is stated twice", 0 },
		{ "sip:a;lr;y=z;%6c%52", 13, "this parameter is stated twice", 0 },
		{ "sip:a;%6c%72;y=z;lr", 17, "this parameter is stated twice", 0 },
		{ "sip:a;x%3b=1;x%3B=2", 13, "this parameter is stated twice", 0 },
		{ "sip:a?", 6, "a header name is expected here", 0 },
		{ "sip:a?b", 7, "'=' is expected here", 0 },
		{ "sip:a?=c", 6, "a header name is expected here", 0 },
		{ "sip:a?b=c&", 10, "a header name is expected here", 0 },
		{ "sip:a?b=c&&d=e", 10, "a header name is expected here", 0 },
		{ "sip:a?b=c=d", 9, "not allowed here", 0 },
		{ "sip:a?b=\r\nc: d", 8, "not allowed here", 0 },
		{ "sip:a?b=%0", 8, "two hexadecimal digits must follow %", 0 },
		{ "http:", 5, "nothing follows the scheme", 0 },
		{ "http:a b", 6, "not allowed here", 0 },
		{ "http:%4", 5, "two hexadecimal digits must follow %", 0 },
	};
	for (size_t i = 0; i < COUNT(rows); i++)
		check_refused(&rows[i]);
	sipw_uri uri;
	CHECK_INT(sipw_uri_decode(sipw_s(NULL), &uri, NULL), SIPW_ERR_ARGUMENT);
}

/* The escaped octet of each name counts as the bare one, except where it would delimit something. */
Test(uri, escaped_names_apart)
{
	sipw_uri uri;
	CHECK_INT(sipw_uri_decode(sipw_s("sip:a;x/=1;x%2F=2"), &uri, NULL), SIPW_OK);
	CHECK_INT(sipw_uri_decode(sipw_s("sip:a;x[=1;x%5B=2"), &uri, NULL), SIPW_ERR_SYNTAX);
}

/* Parts that cannot be written, the part at fault and the place in it. */
Test(uri, parts_refused)
{
	static const struct {
		sipw_uri parts;
		const char *field;
		size_t offset;
		int code;
	} rows[] = {
		{ { USER("a") }, "host", 0, SIPW_ERR_ARGUMENT },
		{ { HOST("") }, "host", 0, SIPW_ERR_SYNTAX },
		{ { HOST("a_b") }, "host", 1, SIPW_ERR_SYNTAX },
		{ { HOST("_a") }, "host", 0, SIPW_ERR_SYNTAX },
		{ { HOST("a:5060") }, "host", 0, SIPW_ERR_SYNTAX },
		{ { HOST("a;b") }, "host", 1, SIPW_ERR_SYNTAX },
		{ { HOST("::1]") }, "host", 3, SIPW_ERR_SYNTAX },
		{ { HOST("[::1]:5") }, "host", 5, SIPW_ERR_SYNTAX },
		{ { HOST("[::1"), .port = 1 }, "host", 4, SIPW_ERR_SYNTAX },
		{ { USER(""), HOST("a") }, "user", 0, SIPW_ERR_SYNTAX },
		{ { USER("a@b"), HOST("a") }, "user", 1, SIPW_ERR_SYNTAX },
		{ { USER("a:b"), HOST("a") }, "user", 1, SIPW_ERR_SYNTAX },
		{ { USER("ab%"), HOST("a") }, "user", 2, SIPW_ERR_SYNTAX },
		{ { USER("\xc3\xbc"), HOST("a") }, "user", 0, SIPW_ERR_SYNTAX },
		{ { PASSWORD("x"), HOST("a") }, "password", 0, SIPW_ERR_ARGUMENT },
		{ { USER("a"), PASSWORD("x/"), HOST("a") }, "password", 1, SIPW_ERR_SYNTAX },
		{ { USER("a"), PASSWORD("%0g"), HOST("a") }, "password", 0, SIPW_ERR_SYNTAX },
		{ { HOST("a"), .port = 65536 }, "port", 0, SIPW_ERR_RANGE },
		{ { HOST("a"), .port = UINT32_MAX }, "port", 0, SIPW_ERR_RANGE },
		{ { HOST("a"), PARAMS("lr") }, "params", 0, SIPW_ERR_SYNTAX },
		{ { HOST("a"), PARAMS(";lr;") }, "params", 4, SIPW_ERR_SYNTAX },
		{ { HOST("a"), PARAMS(";lr;LR") }, "params", 4, SIPW_ERR_SYNTAX },
		{ { HOST("a"), PARAMS(";a?b=c") }, "params", 2, SIPW_ERR_SYNTAX },
		{ { HOST("a"), PARAMS(";ttl=300") }, "params", 5, SIPW_ERR_RANGE },
		{ { HOST("a"), HEADERS("a=b") }, "headers", 0, SIPW_ERR_SYNTAX },
		{ { HOST("a"), HEADERS("?") }, "headers", 1, SIPW_ERR_SYNTAX },
		{ { HOST("a"), HEADERS("?a=b c") }, "headers", 4, SIPW_ERR_SYNTAX },
		{ { HOST("a"), HEADERS("?a=b;c") }, "headers", 4, SIPW_ERR_SYNTAX },
		{ { .scheme = SIPW_S(""), HOST("a") }, "scheme", 0, SIPW_ERR_SYNTAX },
		{ { .scheme = SIPW_S("sip:"), HOST("a") }, "scheme", 3, SIPW_ERR_SYNTAX },
		{ { .scheme = SIPW_S("1"), REST("a") }, "scheme", 0, SIPW_ERR_SYNTAX },
		{ { .scheme = SIPW_S("http") }, "rest", 0, SIPW_ERR_ARGUMENT },
		{ { .scheme = SIPW_S("http"), REST("") }, "rest", 0, SIPW_ERR_SYNTAX },
		{ { .scheme = SIPW_S("http"), REST("a\rb") }, "rest", 1, SIPW_ERR_SYNTAX },
		{ { .scheme = SIPW_S("http"), REST("a"), HOST("a") }, "scheme", 0, SIPW_ERR_ARGUMENT },
		{ { .scheme = SIPW_S("http"), REST("a"), PARAMS("") }, "scheme", 0, SIPW_ERR_ARGUMENT },
		{ { .scheme = SIPW_S("http"), REST("a"), .port = 1 }, "scheme", 0, SIPW_ERR_ARGUMENT },
		{ { HOST("a"), REST("a") }, "rest", 0, SIPW_ERR_ARGUMENT },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		char out[64];
		sipw_error error = { 0 };
		const ptrdiff_t n = sipw_uri_write(&rows[i].parts, out, sizeof out, &error);
		CHECKF(n == rows[i].code && error.code == rows[i].code, "row %zu: %td", i, n);
		CHECK_TEXT(sipw_s(error.field), rows[i].field);
		CHECKF(error.offset == rows[i].offset, "row %zu: at %zu", i, error.offset);
		CHECK(error.sentence != NULL && error.source != NULL);
		CHECK_INT(sipw_uri_write(&rows[i].parts, NULL, 0, NULL), rows[i].code);
	}
	CHECK_INT(sipw_uri_write(NULL, NULL, 0, NULL), SIPW_ERR_ARGUMENT);
}

/* Each octet in each part: written exactly if it decodes to the same parts. */
Test(uri, all_octets_in_all_parts)
{
	for (int byte = 0; byte < 256; byte++)
		for (int part = 0; part < 6; part++) {
			const char text[] = { 'a', (char)byte, 'b' }, param[] = { ';', 'a', (char)byte, 'b' };
			const char header[] = { '?', 'a', '=', (char)byte };
			const sipw_str piece = sipw_sn(text, 3), one = sipw_sn("a", 1);
			sipw_uri parts = { SIP, HOST("a") }, back;
			char out[32];
			if (part <= 1)
				parts.user = part == 0 ? piece : one;
			if (part == 1)
				parts.password = piece;
			if (part == 2)
				parts.host = piece;
			if (part == 3)
				parts.params = sipw_sn(param, 4);
			if (part == 4)
				parts.headers = sipw_sn(header, 4);
			if (part == 5)
				parts = (sipw_uri){ .scheme = piece, .rest = one };
			const ptrdiff_t n = sipw_uri_write(&parts, out, sizeof out, NULL);
			if (n < 0)
				continue;
			if (CHECKF(sipw_uri_decode(sipw_sn(out, (size_t)n), &back, NULL) == SIPW_OK, "%.*s", (int)n, out))
				check_parts(&back, &parts);
		}
}

Test(uri, params_walk)
{
	static const struct {
		const char *name, *value;
	} expected[] = { { "a", NULL }, { "b", "c" }, { "Transport", "TCP" }, { "%64", "%65" } };
	sipw_str rest = guard_copy(&g, sipw_s(";a;b=c;Transport=TCP;%64=%65"));
	sipw_uri_pair param;
	for (size_t i = 0; i < COUNT(expected); i++) {
		CHECK_INT(sipw_uri_params_next(&rest, &param), 1);
		CHECK_TEXT(param.name, expected[i].name);
		CHECK_TEXT(param.value, expected[i].value);
	}
	CHECK_INT(sipw_uri_params_next(&rest, &param), 0);
	CHECK_INT(sipw_uri_params_next(&rest, &param), 0);
	rest = sipw_s(NULL);
	CHECK_INT(sipw_uri_params_next(&rest, &param), 0);
}

Test(uri, headers_walk)
{
	static const struct {
		const char *name, *value;
	} expected[] = { { "subject", "project%20x" }, { "a", "" }, { "body", "?:" } };
	sipw_str rest = guard_copy(&g, sipw_s("?subject=project%20x&a=&body=?:"));
	sipw_uri_pair header;
	for (size_t i = 0; i < COUNT(expected); i++) {
		CHECK_INT(sipw_uri_headers_next(&rest, &header), 1);
		CHECK_TEXT(header.name, expected[i].name);
		CHECK_TEXT(header.value, expected[i].value);
	}
	CHECK_INT(sipw_uri_headers_next(&rest, &header), 0);
}

/* What is no parameter stays where it is. */
Test(uri, walks_refused)
{
	static const struct {
		const char *text;
		int code;
	} params[] = { { "a", -4 }, { ";", -4 }, { ";=b", -4 }, { ";a=", -4 }, { ";ttl=256", -5 }, { ";a%4", -4 }, { "?a=b", -4 } },
	  headers[] = { { "a=b", -4 }, { "?", -4 }, { "&", -4 }, { "?a", -4 }, { "?=b", -4 }, { "?a=%", -4 }, { ";a=b", -4 } };
	for (size_t i = 0; i < COUNT(params); i++) {
		sipw_str rest = guard_copy(&g, sipw_s(params[i].text));
		sipw_uri_pair pair = { SIPW_S("x"), SIPW_S("y") };
		CHECK_INT(sipw_uri_params_next(&rest, &pair), params[i].code);
		CHECK_TEXT(rest, params[i].text);
		rest = guard_copy(&g, sipw_s(headers[i].text));
		CHECK_INT(sipw_uri_headers_next(&rest, &pair), headers[i].code);
		CHECK_TEXT(rest, headers[i].text);
		CHECK_TEXT(pair.name, "x");
	}
}

Test(uri, params_found)
{
	static const struct {
		const char *name;
		int found;
		const char *value;
	} rows[] = { { "a", 1, "1" }, { "A", 1, "1" }, { "%61", 1, "1" }, { "lr", 1, NULL }, { "L%52", 1, NULL }, { "b", 1, "%32" },
		     { "c", 0, "?" }, { "", 0, "?" }, { "aa", 0, "?" }, { "1", 0, "?" }, { ";a", 0, "?" } };
	for (size_t i = 0; i < COUNT(rows); i++) {
		sipw_str value = sipw_s("?");
		CHECK_INT(sipw_uri_params_find(sipw_s(";a=1;l%72;B=%32"), sipw_s(rows[i].name), &value), rows[i].found);
		CHECK_TEXT(value, rows[i].value);
	}
	sipw_str value = sipw_s("?");
	CHECK_INT(sipw_uri_params_find(sipw_s(NULL), sipw_s("a"), &value), 0);
	CHECK_INT(sipw_uri_params_find(sipw_s(";a"), sipw_s(NULL), &value), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_uri_params_find(sipw_s(";x;;a=1"), sipw_s("a"), &value), SIPW_ERR_SYNTAX);
	CHECK_TEXT(value, "?");
}

/* No more parameters and header fields than keep all costs linear. */
Test(uri, limits)
{
	static struct text text;
	for (unsigned n = 255; n <= 257; n++)
		for (unsigned headers = 0; headers < 2; headers++) {
			sipw_uri uri;
			text.len = 0;
			text_add_s(&text, "sip:a");
			for (unsigned i = 0; i < n; i++) {
				const char name[] = { headers ? (i == 0 ? '?' : '&') : ';', 'x', (char)('a' + i / 16), (char)('a' + i % 16) };
				text_add(&text, sipw_sn(name, 4));
				text_add_s(&text, headers ? "=" : "");
			}
			CHECK_INT(sipw_uri_decode(text_all(&text), &uri, NULL), n <= 256 ? SIPW_OK : SIPW_ERR_LIMIT);
		}
}
