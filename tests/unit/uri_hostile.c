/* SPDX-License-Identifier: MIT */
/* Hostile texts through every function of uri.h: 64 KiB of one thing over and over, and right URIs with
 * bytes exchanged. Nothing outside the text is read, what comes out agrees with itself, and no input takes
 * longer than its length explains. */
#include <criterion/criterion.h>
#include <time.h>

#include "sipwright/derive.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/guard.h"
#include "support/message.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define LONG 65536

static struct guard g;
static char out[4 * LONG], again[4 * LONG];

static void open_guard(void)
{
	g = guard_open(2 * LONG);
}

static void close_guard(void)
{
	guard_close(&g);
}

TestSuite(uri_hostile, .init = open_guard, .fini = close_guard);

static void check_place(const sipw_error *error, sipw_str text)
{
	CHECKF(error->offset <= text.len, "'%s': a fault at %zu of %zu", check_show(text), error->offset, text.len);
	CHECKF(error->code < 0 && error->sentence != NULL, "'%s': no sentence", check_show(text));
}

/* Pairs, one after the other, are all of the text; each is found by its name. */
static void check_pairs(sipw_str whole, int (*next)(sipw_str *rest, sipw_uri_pair *ret), bool params)
{
	sipw_str rest = whole;
	sipw_uri_pair pair;
	size_t n = 0, len = 0;
	int found;
	while ((found = next(&rest, &pair)) == 1) {
		sipw_str value;
		len += 1 + pair.name.len + (pair.value.ptr == NULL ? 0 : 1 + pair.value.len);
		if (params && n++ < 3)
			CHECK(sipw_uri_params_find(whole, pair.name, &value) == 1 && value.ptr == pair.value.ptr);
	}
	CHECKF(found == 0 && len == whole.len, "'%s'", check_show(whole));
}

static void check_stripped(sipw_str text, bool right)
{
	for (int place = 0; place <= SIPW_PLACE_EXTERNAL + 1; place++) {
		sipw_error error = { 0 };
		const bool known = place > 0 && place <= SIPW_PLACE_EXTERNAL;
		const ptrdiff_t n = sipw_uri_strip(text, place, out, sizeof out, &error);
		if (!CHECKF((n >= 0) == (right && known), "'%s' in %d: %td", check_show(text), place, n) || n < 0)
			continue;
		const int code = sipw_uri_check(text, place, NULL);
		CHECK(code == SIPW_OK || code == SIPW_ERR_RULE);
		CHECKF((code == SIPW_OK) == ((size_t)n == text.len), "'%s' in %d", check_show(text), place);
		CHECK_INT(sipw_uri_check(sipw_sn(out, (size_t)n), place, NULL), SIPW_OK);
	}
}

static void check_uri(sipw_str text)
{
	sipw_uri uri;
	sipw_error error = { 0 };
	const bool right = sipw_uri_decode(text, &uri, &error) == SIPW_OK;
	CHECKF(sipw_uri_equal(text, text) == right, "'%s' and itself", check_show(text));
	check_stripped(text, right);
	if (!right) {
		check_place(&error, text);
		return;
	}
	const ptrdiff_t n = sipw_uri_write(&uri, out, sizeof out, NULL);
	const bool same = n == (ptrdiff_t)text.len && memcmp(out, text.ptr, text.len) == 0;
	CHECKF(same || (uri.port != 0 && n < (ptrdiff_t)text.len && has_bytes(text, sipw_s(":0"))), "'%s' is not written as it was",
	       check_show(text));
	CHECK(n >= 0 && sipw_uri_equal(text, sipw_sn(out, (size_t)n)));
	check_pairs(uri.params, sipw_uri_params_next, true);
	check_pairs(uri.headers, sipw_uri_headers_next, false);
}

/* A number, if there is one, is written to the same number, and the second time to the same text. */
static void check_number(const sipw_tel *tel, ptrdiff_t (*write)(const sipw_tel *, char *, size_t, sipw_error *))
{
	sipw_tel back;
	sipw_uri uri = { .scheme = SIPW_S("sip"), .host = SIPW_S("a") };
	const ptrdiff_t n = write(tel, out, sizeof out, NULL);
	if (!CHECK(n > 0))
		return;
	uri.user = sipw_sn(out, (size_t)n);
	const bool is_user = write == sipw_tel_user;
	CHECK_INT(is_user ? sipw_uri_tel(&uri, &back, NULL) : sipw_tel_decode(uri.user, &back, NULL), SIPW_OK);
	CHECK(is_user || sipw_tel_equal(tel, &back));
	CHECK_INT(write(&back, again, sizeof again, NULL), n);
	CHECK(memcmp(out, again, (size_t)n) == 0);
}

static void check_tel(sipw_str text)
{
	sipw_tel tel;
	sipw_uri uri;
	sipw_error error = { 0 };
	if (sipw_tel_decode(text, &tel, &error) == SIPW_OK)
		check_number(&tel, sipw_tel_write);
	else
		check_place(&error, text);
	if (sipw_uri_decode(text, &uri, NULL) == SIPW_OK && sipw_uri_tel(&uri, &tel, NULL) == SIPW_OK) {
		check_number(&tel, sipw_tel_write);
		check_number(&tel, sipw_tel_user);
	}
}

/* Any text is escaped, and comes back; a wrong one is not unescaped. */
static void check_escapes(sipw_str text)
{
	for (int part = SIPW_PART_USER; part <= SIPW_PART_OTHER; part++) {
		sipw_error error = { 0 };
		const ptrdiff_t n = sipw_escape(part, text, out, sizeof out, NULL);
		if (text.len > 0 && CHECK(n >= (ptrdiff_t)text.len)) {
			CHECK_INT(sipw_unescape(part, sipw_sn(out, (size_t)n), again, sizeof again, NULL), text.len);
			CHECK(memcmp(again, text.ptr, text.len) == 0);
		}
		const ptrdiff_t back = sipw_unescape(part, text, again, sizeof again, &error);
		CHECK(back <= (ptrdiff_t)text.len);
		if (back < 0)
			check_place(&error, text);
	}
}

/* As pieces of their own, right or wrong. */
static void check_pieces(sipw_str text)
{
	const sipw_str one = sipw_s("a");
	const sipw_uri uris[] = {
		{ .user = text, .host = one }, { .user = one, .password = text, .host = one }, { .host = text },
		{ .host = one, .params = text }, { .host = one, .headers = text }, { .scheme = text, .rest = one },
		{ .scheme = one, .rest = text }, { .scheme = sipw_s("tel"), .rest = text },
	};
	const sipw_tel tels[] = {
		{ .number = text, .context = one }, { .number = sipw_s("+1"), .ext = text }, { .number = sipw_s("+1"), .isub = text },
		{ .number = sipw_s("1"), .context = text }, { .number = sipw_s("+1"), .params = text },
	};
	for (size_t i = 0; i < COUNT(uris); i++) {
		sipw_uri back;
		const ptrdiff_t n = sipw_uri_write(&uris[i], out, sizeof out, NULL);
		CHECK(n < 0 || sipw_uri_decode(sipw_sn(out, (size_t)n), &back, NULL) == SIPW_OK);
	}
	for (size_t i = 0; i < COUNT(tels); i++) {
		sipw_tel back;
		const ptrdiff_t n = sipw_tel_write(&tels[i], out, sizeof out, NULL);
		CHECK(n < 0 || sipw_tel_decode(sipw_sn(out, (size_t)n), &back, NULL) == SIPW_OK);
		CHECK(sipw_tel_user(&tels[i], out, sizeof out, NULL) < 0 || n > 0);
		sipw_tel_equal(&tels[i], &tels[i]);
	}
	sipw_str rest = text, value;
	sipw_uri_pair pair;
	while (sipw_uri_params_next(&rest, &pair) == 1)
		CHECK(rest.len < text.len);
	rest = text;
	while (sipw_uri_headers_next(&rest, &pair) == 1)
		CHECK(rest.len < text.len);
	sipw_uri_params_find(text, one, &value);
	sipw_uri_params_find(sipw_s(";a"), text, &value);
}

/* Lines of a request have no line end within. */
static void check_request(sipw_str text)
{
	sipw_msg *m = roomy_message(0);
	sipw_uri uri;
	const int code = sipw_request_from_uri(m, 0, text, NULL, NULL);
	if (code != SIPW_OK) {
		check_place(sipw_msg_error(m), text);
		CHECK_INT(sipw_line_count(m), 0);
		return;
	}
	CHECK_INT(sipw_uri_decode(text, &uri, NULL), SIPW_OK);
	sipw_line line;
	for (size_t i = 0; sipw_line_get(m, i, &line) == SIPW_OK; i++)
		CHECK(memchr(line.bytes.ptr, '\n', line.bytes.len) == line.bytes.ptr + line.bytes.len - 1);
}

static void check_all(sipw_str bytes)
{
	const sipw_str text = guard_copy(&g, bytes);
	const clock_t start = clock();
	check_uri(text);
	check_tel(text);
	check_escapes(text);
	check_pieces(text);
	check_request(text);
	/* A hundred passes over 64 KiB or so; one step for each pair of bytes would be minutes. */
	CHECKF(clock() - start < 5 * CLOCKS_PER_SEC, "'%s' takes %.1f s", check_show(text),
	       (double)(clock() - start) / CLOCKS_PER_SEC);
}

/* before, as many units as fit, behind */
static void check_repeated(const char *before, const char *unit, const char *behind, size_t size)
{
	static struct text text;
	const sipw_str last = sipw_s(behind);
	text.len = 0;
	text_add_s(&text, before);
	while (text.len + strlen(unit) + last.len <= size)
		text_add_s(&text, unit);
	text_add(&text, last);
	check_all(text_all(&text));
}

static const char *const befores[] = { "", "sip:", "sip:a", "sip:a@", "sip:a;", "sip:a?", "sip:a@b;c=", "sip:[", "tel:+1", "tel:1;", "x:",
				       "sip:a?b=", "http://" };
static const char *const units[] = {
	"a", "%41", "%", "%4", "%25", ":", "@", ";", ";a", ";a=", "a=b;", "?", "?a=b", "&a=b", "a=b&", "=", "[", "]", "::", "1:", "1.",
	"a.", "a-", "-", "+1", "1", "(", "#", "%23", "\"", "<", " ", "\r\n", "\r\n ", "/", "//", ",", "sip:", "sip:a@b;c?d=e&", "\xc3\xa9",
	"\x80", "%00", "%0d%0a", ";ext=1", ";phone-context=a", ";isub=a",
};
static const char *const behinds[] = { "", "@a", ";lr", "]", "?a=b", "\x01", "%" };

Test(uri_hostile, repeated)
{
	for (size_t b = 0; b < COUNT(befores); b++)
		for (size_t u = 0; u < COUNT(units); u++)
			for (size_t e = 0; e < COUNT(behinds); e++)
				check_repeated(befores[b], units[u], behinds[e], 200);
}

Test(uri_hostile, long_inputs, .timeout = 600)
{
	for (size_t b = 0; b < COUNT(befores); b++)
		for (size_t u = 0; u < COUNT(units); u++)
			check_repeated(befores[b], units[u], behinds[(b + u) % COUNT(behinds)], LONG);
}

/* As many parameters or header fields as there may be, their long names differing in the last letters. */
static void check_long_names(const char *before, char first, char separator, const char *value, bool escaped)
{
	static struct text text;
	text.len = 0;
	text_add_s(&text, before);
	for (unsigned i = 0; i < 255; i++) {
		const char last[] = { (char)('a' + i / 26), (char)('a' + i % 26), 'z' };
		const char mark = i == 0 ? first : separator;
		text_add(&text, sipw_sn(&mark, 1));
		text_add_s(&text, escaped && i % 2 == 0 ? "%78" : "x");
		for (unsigned k = 0; k < 24; k++)
			text_add_s(&text, "xxxxxxxxxx");
		text_add(&text, sipw_sn(last, 3));
		text_add_s(&text, value);
	}
	check_all(text_all(&text));
}

Test(uri_hostile, long_names)
{
	check_long_names("sip:a", ';', ';', "", false);
	check_long_names("sip:a", ';', ';', "=b", true);
	check_long_names("sip:a", '?', '&', "=b", false);
	check_long_names("sip:a", '?', '&', "=b", true);
	check_long_names("tel:+1", ';', ';', "", false);
	check_long_names("sip:+1", ';', ';', "", false);
	check_long_names("sips:+1", ';', ';', "=%41@a", true);
}

/* Right URIs with some bytes exchanged, taken out or doubled. */
Test(uri_hostile, mutated)
{
	static const char *const seeds[] = {
		"sip:alice:secretword@atlanta.com:5060;transport=tcp;lr?subject=project%20x&priority=urgent&body=a%0d%0a",
		"sips:+358-555-1234567;postd=pp22;isub=1411@[2001:db8::9:1]:5061;user=phone;maddr=[::ffff:192.0.2.1];ttl=1",
		"tel:863-1234;ext=1-2;phone-context=+1-914-555;x=%41;m-y",
		"http://user@www.example.com:80/a/%7eb;c?d=e,f",
		"sip:atlanta.com;method=REGISTER?to=sip:alice%40atlanta.com&Require=a&x-own=b",
	};
	static const char letters[] = "a1:@;?&=%+-.[]/,#\"<> \r\n\0\x80\xff*()";
	uint64_t state = 4711;
	for (unsigned i = 0; i < 60000; i++) {
		char bytes[200];
		size_t n = strlen(seeds[i % COUNT(seeds)]);
		memcpy(bytes, seeds[i % COUNT(seeds)], n);
		for (unsigned k = next_random(&state) % 4; k > 0; k--) {
			const size_t at = next_random(&state) % n;
			const unsigned how = next_random(&state) % 3;
			if (how == 0)
				bytes[at] = letters[next_random(&state) % (sizeof letters - 1)];
			if (how == 1)
				memmove(bytes + at, bytes + at + 1, --n - at);
			if (how == 2)
				memmove(bytes + at + 1, bytes + at, n++ - at);
		}
		check_all(sipw_sn(bytes, n));
	}
}
