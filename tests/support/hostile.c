/* SPDX-License-Identifier: MIT */
#include "support/hostile.h"

#include <stdio.h>

#define URI (1u << AT_URI | 1u << AT_REQUEST_URI)
#define HOST (1u << AT_HOST)
#define ADDRESS (1u << AT_HOST | 1u << AT_ADDRESS)
#define PARAMS (1u << AT_PARAMS)
#define MEDIA (1u << AT_PARAMS | 1u << AT_MEDIA_PARAMS)
#define CAPS (1u << AT_CAPS)
#define AUTH (1u << AT_AUTH_PARAMS)
#define EMPTY (MEDIA | AUTH | CAPS)
#define WORD (1u << AT_TOKEN68 | 1u << AT_PRODUCTS)
#define PRODUCT (1u << AT_PRODUCTS)
#define DECIMAL (1u << AT_DECIMAL)
#define AGENT (1u << AT_AGENT)

static const struct hostile table[] = {
	{ "empty", B(""), EMPTY },
	{ "a word", B("abc"), WORD | HOST },
	{ "CR", B("\r"), 0 },
	{ "LF", B("\n"), 0 },
	{ "CRLF", B("\r\n"), 0 },
	{ "CR inside", B("a\rb"), 0 },
	{ "LF inside", B("a\nb"), 0 },
	{ "CRLF inside", B("a\r\nb"), 0 },
	{ "CRLF at the end", B("abc\r\n"), 0 },
	{ "a header", B("abc\r\nEvil: 1"), 0 },
	{ "a header and more", B("abc\r\nEvil: 1\r\nX: y"), 0 },
	{ "a header after LF", B("abc\nEvil: 1"), 0 },
	{ "a header after CR", B("abc\rEvil: 1"), 0 },
	{ "the end of the head", B("abc\r\n\r\nbody"), 0 },
	{ "a second message", B("abc\r\nContent-Length: 0\r\n\r\nBYE sip:a@b SIP/2.0\r\n"), 0 },
	{ "a NUL", B("abc\0def"), 0 },
	{ "a NUL at the end", B("abc\0"), 0 },
	{ "a fold", B("abc\r\n def"), PRODUCT },
	{ "a fold that ends in a header", B("abc\r\n Evil: 1"), 0 },
	{ "a fold with nothing behind", B("abc\r\n "), 0 },
	{ "half a fold", B("abc\r\n"), 0 },
	{ "two line ends and a blank", B("abc\r\n\r\n def"), 0 },
	{ "a quote", B("\""), 0 },
	{ "a closing quote", B("abc\", evil=\"1"), 0 },
	{ "quoted", B("\"abc\""), 0 },
	{ "a backslash at the end", B("abc\\"), 0 },
	{ "a backslash", B("a\\b"), 0 },
	{ "an escaped quote", B("a\\\"b"), 0 },
	{ "two backslashes and a quote", B("a\\\\\";evil=1"), 0 },
	{ "an escaped CR", B("a\\\rb"), 0 },
	{ "an escaped LF", B("a\\\nb"), 0 },
	{ "an escaped NUL", B("a\\\0b"), 0 },
	{ "an escaped UTF-8 sequence", B("a\\\xc3\xa9"), 0 },
	{ "angle brackets", B("<>"), 0 },
	{ "a closing bracket", B("abc>;tag=evil"), 0 },
	{ "a closing parenthesis", B("abc) evil"), 0 },
	{ "an opening parenthesis", B("abc ("), 0 },
	{ "a comment", B("(abc)"), PRODUCT },
	{ "nested comments", B("a (b (c)) d"), PRODUCT },
	{ "a comma", B("a,b"), 0 },
	{ "a comma and a URI", B("abc, <sip:eve@evil.example>"), 0 },
	{ "a semicolon", B("a;evil=1"), 0 },
	{ "a question mark", B("a?Subject=evil"), 0 },
	{ "an at sign", B("a@b"), 0 },
	{ "two at signs", B("a@b@c"), 0 },
	{ "an equals sign", B("a=b"), AUTH },
	{ "a padding", B("a=="), 1u << AT_TOKEN68 },
	{ "a slash", B("a/b"), PRODUCT | 1u << AT_TOKEN68 },
	{ "a colon", B("a:b"), URI },
	{ "a space", B("a b"), PRODUCT },
	{ "a space before", B(" abc"), 0 },
	{ "a space behind", B("abc "), 0 },
	{ "only a space", B(" "), MEDIA | AUTH | CAPS },
	{ "a tab", B("a\tb"), PRODUCT },
	{ "UTF-8", B("caf\xc3\xa9"), 0 },
	{ "the last code point", B("\xf4\x8f\xbf\xbf"), 0 },
	{ "the first line separator", B("a\xc2\x85" "b"), 0 },
	{ "overlong NUL", B("a\xc0\x80"), 0 },
	{ "overlong slash", B("a\xe0\x80\xaf"), 0 },
	{ "overlong LF", B("a\xc0\x8a" "Evil: 1"), 0 },
	{ "a surrogate", B("a\xed\xa0\x80"), 0 },
	{ "past the last code point", B("a\xf4\x90\x80\x80"), 0 },
	{ "five bytes", B("a\xf8\x88\x80\x80\x80"), 0 },
	{ "truncated UTF-8", B("caf\xc3"), 0 },
	{ "truncated UTF-8 before a quote", B("\xe2\x82\""), 0 },
	{ "a continuation byte", B("\x80"), 0 },
	{ "Latin-1", B("caf\xe9"), 0 },
	/* URIs that want to be more than one. */
	{ "sip", B("sip:bob@b.example"), URI },
	{ "sip with a parameter", B("sip:bob@b.example;x=y"), URI },
	{ "sip with headers", B("sip:bob@b.example?Subject=x&a=b"), 1u << AT_URI },
	{ "sip with an escaped line end", B("sip:b%0d%0aEvil@b.example"), URI },
	{ "sip with a bad escape", B("sip:b%0g@b.example"), 0 },
	{ "sip with half an escape", B("sip:bob@b.example;a=%2"), 0 },
	{ "sip with brackets", B("<sip:bob@b.example>"), 0 },
	{ "sip with a bracket and a tag", B("sip:bob@b.example>;tag=evil"), 0 },
	{ "sip and another", B("sip:bob@b.example>, <sip:eve@evil.example"), 0 },
	{ "sip, a comma, another", B("sip:bob@b.example,sip:eve@evil.example"), 0 },
	{ "sip and a header", B("sip:bob@b.example\r\nEvil: 1"), 0 },
	{ "sip and a fold", B("sip:bob@b.example\r\n ;x=y"), 0 },
	{ "sip and a space", B("sip:bob@b.example evil"), 0 },
	{ "sip and the version", B("sip:bob@b.example SIP/2.0\r\nEvil: 1"), 0 },
	{ "sip with a space in it", B("sip:b ob@b.example"), 0 },
	{ "sip with a quote", B("sip:\"bob\"@b.example"), 0 },
	{ "sip with UTF-8", B("sip:caf\xc3\xa9@b.example"), 0 },
	{ "sip with a NUL", B("sip:bob\0@b.example"), 0 },
	{ "sip with two users", B("sip:bob@eve@b.example"), 0 },
	{ "sip with a parameter twice", B("sip:bob@b.example;lr;lr"), 0 },
	{ "sip without a host", B("sip:bob@"), 0 },
	{ "sip with a port too large", B("sip:b.example:65536"), 0 },
	{ "sip to IPv6", B("sip:bob@[2001:db8::1]:5060"), URI },
	{ "sip to bare IPv6", B("sip:bob@2001:db8::1"), 0 },
	{ "tel", B("tel:+1-201-555-0123;phone-context=example.com"), URI },
	{ "http with a comma and a query", B("http://www.example.com/a,b?c=d"), URI },
	{ "http with a bracket", B("http://www.example.com/>"), 0 },
	{ "http with a backslash", B("http://www.example.com\\"), 0 },
	{ "a scheme alone", B("sip:"), 0 },
	{ "a relative URI", B("//www.example.com/"), 1u << AT_TOKEN68 },
	/* Hosts. */
	{ "a name", B("www.example.com"), HOST | WORD },
	{ "a name with its dot", B("example.com."), HOST | WORD },
	{ "a name and a port", B("www.example.com:5060"), URI | AGENT },
	{ "a name and a parameter", B("www.example.com;branch=evil"), 0 },
	{ "a name and a comma", B("www.example.com,evil.example"), 0 },
	{ "two dots", B("a..b"), WORD },
	{ "a hyphen in front", B("-a.example"), WORD },
	{ "a hyphen behind", B("a-.example"), WORD },
	{ "an underscore", B("a_b.example"), WORD },
	{ "IPv4", B("192.0.2.1"), ADDRESS | WORD },
	{ "IPv4 too large", B("192.0.2.256"), WORD },
	{ "IPv4 of five", B("192.0.2.1.5"), WORD },
	{ "IPv4 of three", B("192.0.2"), WORD },
	{ "IPv6", B("2001:db8::1"), ADDRESS },
	{ "IPv6 in brackets", B("[2001:db8::1]"), ADDRESS | AGENT },
	{ "IPv6 with half a bracket", B("[2001:db8::1"), 0 },
	{ "IPv6 with the other half", B("2001:db8::1]"), 0 },
	{ "IPv6 with a zone", B("fe80::1%eth0"), 0 },
	{ "IPv6 and a port in one", B("[::1]:5060"), AGENT },
	{ "a number", B("0042"), WORD | DECIMAL },
	{ "a number with a fraction", B("42.50"), WORD | DECIMAL },
	{ "a number and a point", B("42."), WORD | DECIMAL },
	{ "a number with two points", B("4.2.0"), WORD },
	{ "two numbers", B("42 50"), PRODUCT },
	{ "two IPv6 addresses", B("::1::2"), 0 },
	/* Parameters. */
	{ "a parameter", B(";a=b"), MEDIA },
	{ "a flag", B(";a"), PARAMS },
	{ "a quoted parameter", B(";a=\"b;c, <sip:x>\""), MEDIA },
	{ "two parameters", B(";a=b;c=d"), MEDIA },
	{ "a host as a parameter", B(";a=[::1]"), PARAMS },
	{ "a feature", B(";+a"), PARAMS | CAPS },
	{ "a feature with values", B(";+a.b=\"c,#=1\""), MEDIA | CAPS },
	{ "a feature and a parameter", B(";+a;b"), PARAMS },
	{ "a parameter twice", B(";a=b;A=c"), 0 },
	{ "a parameter and a header", B(";a=b\r\nEvil: 1"), 0 },
	{ "a parameter and a comma", B(";a=b, <sip:eve@evil.example>"), 0 },
	{ "a parameter and a bracket", B(";a=b>"), 0 },
	{ "a parameter and a space", B(";a=b c"), 0 },
	{ "an open quote", B(";a=\"b"), 0 },
	{ "an open quote by a backslash", B(";a=\"b\\\""), 0 },
	{ "a line end in quotes", B(";a=\"b\r\nEvil: 1\""), 0 },
	{ "a separator alone", B(";"), 0 },
	{ "two separators", B(";;a"), 0 },
	{ "a separator behind", B(";a=b;"), 0 },
	{ "an empty value", B(";a="), 0 },
	{ "no name", B(";=b"), 0 },
	{ "two values", B(";a=b=c"), 0 },
	{ "a slash in a value", B(";a=b/c"), 0 },
	{ "UTF-8 in a value", B(";a=caf\xc3\xa9"), 0 },
	{ "UTF-8 in quotes", B(";a=\"caf\xc3\xa9\""), MEDIA },
	{ "broken UTF-8 in quotes", B(";a=\"caf\xc3\""), 0 },
	{ "a parameter of credentials", B(", a=b"), AUTH },
	{ "a quoted one", B(", a=\"b, c=d\""), AUTH },
	{ "one with a host", B(", a=[::1]"), 0 },
	{ "one without value", B(", a"), 0 },
	{ "one twice", B(", a=b, a=c"), 0 },
	{ "one and another scheme", B(", Digest a=b"), 0 },
	{ "a comma alone", B(","), 0 },
	{ "one and a header", B(", a=b\r\nEvil: 1"), 0 },
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A byte between two letters: only a few bytes leave a host, an id or a product what it is. */
static struct hostile sweep(unsigned byte)
{
	static char name[24], bytes[3];
	snprintf(name, sizeof name, "byte 0x%02x", byte);
	bytes[0] = 'a';
	bytes[1] = (char)byte;
	bytes[2] = 'b';
	const bool alnum = (byte >= '0' && byte <= '9') || (lower_byte((unsigned char)byte) >= 'a' &&
							    lower_byte((unsigned char)byte) <= 'z');
	unsigned fits = 0;
	if (alnum || (byte != 0 && byte < 0x80 && strchr("-.", (int)byte) != NULL))
		fits |= HOST;
	if (alnum || (byte != 0 && byte < 0x80 && strchr("-._~+/", (int)byte) != NULL))
		fits |= 1u << AT_TOKEN68;
	if (alnum || (byte != 0 && byte < 0x80 && strchr("-.!%*_+`'~/ \t", (int)byte) != NULL))
		fits |= PRODUCT;
	if (byte == ':')
		fits |= URI;
	if (byte == '=')
		fits |= AUTH;
	return (struct hostile){ name, { bytes, 3 }, fits };
}

static struct hostile long_input(char byte, unsigned fits, size_t len)
{
	static char bytes[65536];
	memset(bytes, byte, len);
	return (struct hostile){ "64 KiB", { bytes, len }, fits };
}

size_t hostile_count(void)
{
	return COUNT(table) + 256 + 2;
}

struct hostile hostile_input(size_t index)
{
	if (index < COUNT(table))
		return table[index];
	index -= COUNT(table);
	if (index < 256)
		return sweep((unsigned)index);
	return index == 256 ? long_input('a', WORD | HOST, 65536) : long_input('"', 0, 65535);
}

/* One or more letters, digits and `marks`. */
static bool is_made_of(sipw_str s, const char *marks)
{
	for (size_t i = 0; i < s.len; i++) {
		const unsigned char c = lower_byte((unsigned char)s.ptr[i]);
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) &&
		    (c == '\0' || c >= 0x80 || strchr(marks, c) == NULL))
			return false;
	}
	return s.len > 0;
}

static bool is_token(sipw_str s)
{
	return is_made_of(s, "-.!%*_+`'~");
}

/* callid = word [ "@" word ] */
static bool is_call_id(sipw_str s)
{
	static const char word[] = "-.!%*_+`'~()<>:\\\"/[]?{}";
	const char *at = s.len == 0 ? NULL : memchr(s.ptr, '@', s.len);
	if (at == NULL)
		return is_made_of(s, word);
	const size_t first = (size_t)(at - s.ptr);
	return is_made_of(sipw_sn(s.ptr, first), word) && is_made_of(sipw_sn(at + 1, s.len - first - 1), word);
}

/* Parts of at most `longest` letters, digits and `marks`, with `between` between two of them. */
static bool is_parted(sipw_str s, char between, const char *marks, size_t longest)
{
	for (;;) {
		const char *stop = s.len == 0 ? NULL : memchr(s.ptr, between, s.len);
		const size_t len = stop == NULL ? s.len : (size_t)(stop - s.ptr);
		if (len > longest || !is_made_of(sipw_sn(s.ptr, len), marks))
			return false;
		if (stop == NULL)
			return true;
		s = sipw_sn(stop + 1, s.len - len - 1);
	}
}

/* dot-atom "@" dot-atom (RFC 3892 3) */
static bool is_msg_id(sipw_str s)
{
	static const char atom[] = "-!%*_+`'~";
	const char *at = s.len == 0 ? NULL : memchr(s.ptr, '@', s.len);
	if (at == NULL)
		return false;
	const size_t first = (size_t)(at - s.ptr);
	return is_parted(sipw_sn(s.ptr, first), '.', atom, SIZE_MAX) &&
	       is_parted(sipw_sn(at + 1, s.len - first - 1), '.', atom, SIZE_MAX);
}

static bool is_lhex(sipw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!((s.ptr[i] >= '0' && s.ptr[i] <= '9') || (s.ptr[i] >= 'a' && s.ptr[i] <= 'f')))
			return false;
	return true;
}

static bool has_digit(sipw_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
			return true;
	return false;
}

static void add_quoted(struct text *t, sipw_str plain, const char *marks)
{
	text_add(t, sipw_sn(marks, 1));
	for (size_t i = 0; i < plain.len; i++) {
		if (plain.ptr[i] != '\0' && strchr(marks, plain.ptr[i]) != NULL)
			text_add_s(t, "\\");
		text_add(t, sipw_sn(plain.ptr + i, 1));
	}
	text_add(t, sipw_sn(marks + 1, 1));
}

/* The length of one element of wire text (RFC 3261 25.1 quoted-string); 0 if there is none. */
static size_t wire_element(const char *p, size_t n)
{
	uint32_t point = 0;
	if (n >= 2 && p[0] == '\\')
		return (unsigned char)p[1] < 0x80 && p[1] != '\r' && p[1] != '\n' ? 2 : 0;
	if (n >= 3 && p[0] == '\r' && p[1] == '\n' && (p[2] == ' ' || p[2] == '\t'))
		return 3;
	size_t length = decode_utf8((const unsigned char *)p, n, &point);
	return (point < 0x20 && point != '\t') || point == 0x7f || point == '\\' ? 0 : length;
}

/* Wire text: escapes stay, a fold becomes a space. A comment may hold whole comments. */
static bool add_wire(struct text *t, sipw_str wire, bool comment)
{
	size_t depth = 0;
	for (size_t i = 0; i < wire.len;) {
		size_t n = wire_element(wire.ptr + i, wire.len - i);
		const char c = wire.ptr[i];
		if (n == 0 || (c == '"' && !comment) || (comment && c == ')' && depth == 0))
			return false;
		if (comment && c == '(')
			depth++;
		if (comment && c == ')')
			depth--;
		text_add(t, n == 3 && c == '\r' ? sipw_s(" ") : sipw_sn(wire.ptr + i, n));
		i += n;
	}
	return depth == 0;
}

static bool add_between(struct text *t, sipw_str s, bool escaped, bool comment)
{
	if (!escaped && is_plain_text(s)) {
		add_quoted(t, s, comment ? "()\\" : "\"\"\\");
		return true;
	}
	text_add_s(t, comment ? "(" : "\"");
	if (!escaped || !add_wire(t, s, comment))
		return false;
	text_add_s(t, comment ? ")" : "\"");
	return true;
}

/* The bytes of a header value; single continuation bytes are part of it, but not of TEXT-UTF8-TRIM. */
static bool add_value(struct text *t, sipw_str s, bool lone)
{
	const size_t start = t->len;
	text_add_unfolded(t, s);
	const char *p = t->bytes + start;
	for (size_t n = t->len - start; n > 0;) {
		uint32_t point = 0;
		size_t length = decode_utf8((const unsigned char *)p, n, &point);
		if (length == 0 && lone && ((unsigned char)*p & 0xc0) == 0x80)
			length = 1;
		else if (length == 0 || (point < 0x20 && point != '\t') || point == 0x7f)
			return false;
		p += length;
		n -= length;
	}
	return true;
}

/* Reason-Phrase has neither quotes, nor brackets, nor a backslash, and a "%" only in an escape; single
 * continuation bytes (UTF8-CONT) are part of it. */
static bool is_reason(sipw_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		const char c = s.ptr[i];
		if (c != '\0' && strchr("\"#<>[\\]^`{|}", c) != NULL)
			return false;
		if (c == '%' && (s.len - i < 3 || strspn(s.ptr + i + 1, "0123456789abcdefABCDEF") < 2))
			return false;
		uint32_t point = 0;
		const unsigned char *p = (const unsigned char *)s.ptr + i;
		if (*p >= 0x80 && decode_utf8(p, s.len - i, &point) == 0 && (*p & 0xc0) != 0x80)
			return false;
		if ((*p < 0x20 && *p != '\t') || *p == 0x7f)
			return false;
	}
	return true;
}

/* A host without its brackets gets them where it is written as a host. */
static void add_host(struct text *t, sipw_str host)
{
	const bool bare = host.ptr[0] != '[' && memchr(host.ptr, ':', host.len) != NULL;
	text_add_s(t, bare ? "[" : "");
	text_add(t, host);
	text_add_s(t, bare ? "]" : "");
}

static bool add_as_it_is(struct text *t, sipw_str s, bool fits)
{
	if (fits)
		text_add(t, s);
	return fits;
}

static bool fits_by_row(const struct hostile *input, enum position at, struct text *t)
{
	const sipw_str s = input->bytes;
	if ((input->fits & 1u << at) == 0)
		return false;
	if (at == AT_AUTH_PARAMS && s.len > 0 && s.ptr[0] != ',' && s.ptr[0] != ' ')
		text_add_s(t, ", ");
	if (at == AT_HOST)
		add_host(t, s);
	else if (at == AT_PRODUCTS)
		text_add_unfolded(t, s);
	else if (s.len == 0 || s.ptr[0] != ' ')
		text_add(t, s);
	return true;
}

bool hostile_fits(const struct hostile *input, enum position at, bool escaped, struct text *ret_text)
{
	const sipw_str s = input->bytes;
	switch (at) {
	case AT_TOKEN:
		return add_as_it_is(ret_text, s, is_token(s));
	case AT_CALL_ID:
		return add_as_it_is(ret_text, s, is_call_id(s));
	case AT_LHEX:
		return is_lhex(s) && add_between(ret_text, s, false, false);
	case AT_MSG_ID:
		return is_msg_id(s) && add_between(ret_text, s, false, false);
	case AT_AGENT:
		return add_as_it_is(ret_text, s, is_token(s) || (input->fits & AGENT) != 0);
	case AT_TOKENS:
		return add_as_it_is(ret_text, s, is_parted(s, ';', "-.!%*_+`'~", SIZE_MAX));
	case AT_DOTTED:
		return add_as_it_is(ret_text, s, is_parted(s, '.', "-!%*_+`'~", SIZE_MAX));
	case AT_NODOT:
		return add_as_it_is(ret_text, s, is_made_of(s, "-!%*_+`'~"));
	case AT_LANGUAGE:
		return add_as_it_is(ret_text, s, is_parted(s, '-', "", 8) && !has_digit(s));
	case AT_DISPLAY:
		return is_token(s) ? add_as_it_is(ret_text, s, true) : add_between(ret_text, s, escaped, false);
	case AT_QUOTED:
		return add_between(ret_text, s, escaped, false);
	case AT_COMMENT:
		return add_between(ret_text, s, escaped, true);
	case AT_VALUE:
		return add_value(ret_text, s, true);
	case AT_TEXT:
		return add_value(ret_text, s, false);
	case AT_REASON:
		return add_as_it_is(ret_text, s, is_reason(s));
	case AT_NOWHERE:
		return false;
	default:
		return fits_by_row(input, at, ret_text);
	}
}
