/* SPDX-License-Identifier: MIT */
#include "support/generate.h"

#include <stdarg.h>
#include <stdio.h>

#include "support/check.h"

/* ---- lines ---- */

/* In values, a place where there may be blank space. */
#define SWS "\1"

enum { LINES_MAX = 40, LINE_MAX = 500 };

struct draft {
	struct generated *g;
	uint64_t *state;
	struct {
		const char *name;
		char compact; /* or NUL */
		char value[LINE_MAX];
	} lines[LINES_MAX];
	size_t n;
};

static bool one_in(struct draft *d, uint32_t n)
{
	return below(d->state, n) == 0;
}

static const char *pick(struct draft *d, const char *const *texts, uint32_t n)
{
	return texts[below(d->state, n)];
}

#define PICK(d, ...) \
	pick(d, (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

__attribute__((format(printf, 4, 5)))
static void add(struct draft *d, const char *name, char compact, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	if (!CHECK(d->n < LINES_MAX))
		d->n--;
	d->lines[d->n].name = name;
	d->lines[d->n].compact = compact;
	CHECK(vsnprintf(d->lines[d->n].value, LINE_MAX, format, arguments) < LINE_MAX);
	d->n++;
	va_end(arguments);
}

/* Another order, but among those of one name. */
static void shuffle(struct draft *d)
{
	static char value[LINE_MAX];
	for (size_t i = d->n; i > 1; i--) {
		const size_t k = below(d->state, (uint32_t)i);
		const char *name = d->lines[k].name;
		const char compact = d->lines[k].compact;
		size_t last = i - 1;
		/* What moves to the end is the last one of its name among those that are left. */
		while (strcmp(d->lines[last].name, name) != 0)
			last--;
		memcpy(value, d->lines[last].value, LINE_MAX);
		memmove(&d->lines[last], &d->lines[last + 1], (i - 1 - last) * sizeof d->lines[0]);
		d->lines[i - 1].name = name;
		d->lines[i - 1].compact = compact;
		memcpy(d->lines[i - 1].value, value, LINE_MAX);
	}
}

static void put_name(struct draft *d, size_t i)
{
	const uint32_t how = below(d->state, 8);
	const char *name = d->lines[i].name;
	if (d->lines[i].compact != '\0' && how < 2) {
		text_add(&d->g->text, sipw_sn(&d->lines[i].compact, 1));
		return;
	}
	for (; *name != '\0'; name++) {
		char c = *name;
		if (how == 2)
			c = (char)lower_byte((unsigned char)c);
		else if (how == 3 && c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		text_add(&d->g->text, sipw_sn(&c, 1));
	}
}

static void put_line(struct draft *d, size_t i)
{
	struct text *text = &d->g->text;
	put_name(d, i);
	text_add_s(text, PICK(d, ": ", ": ", ": ", ":", " : ", "\t:\t", ":\r\n "));
	for (const char *p = d->lines[i].value; *p != '\0'; p++)
		if (*p == *SWS)
			text_add_s(text, PICK(d, "", "", "", "", " ", "\t", "\r\n ", " \r\n\t "));
		else
			text_add(text, sipw_sn(p, 1));
	text_add_s(text, "\r\n");
}

/* ---- pieces ---- */

static const char *token(struct draft *d, size_t len)
{
	static const char bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~";
	static char texts[8][40];
	static unsigned turn;
	char *text = texts[turn++ % 8];
	for (size_t i = 0; i < len; i++)
		text[i] = bytes[below(d->state, sizeof bytes - 1)];
	text[len] = '\0';
	return text;
}

static const char *host(struct draft *d)
{
	return PICK(d, "a.example", "192.0.2.17", "[2001:db8::9:1]", "a-very.long-name.of-a-host.atlanta.example.com", "h", "EXAMPLE.com.");
}

static const char *port(struct draft *d)
{
	return PICK(d, "", "", ":5060", ":5061", ":1", ":65535");
}

static const char *user(struct draft *d)
{
	return PICK(d, "", "alice@", "alice:secret@", "%61l%2Fice@", "+1-201-555-0123@", "a;b=c&d=e+f$,/?@", "*~'()@");
}

/* A URI that may stand in From, To and Contact alike. */
static void make_uri(struct draft *d, char out[100])
{
	const char *who = user(d), *where = host(d), *rest = PICK(d, "", "", ";user=phone", ";x=%41;y");
	snprintf(out, 100, "%s:%s%s%s", d->g->scheme, who, where, rest);
}

static const char *display(struct draft *d)
{
	return PICK(d, "", "", "Alice ", "\"\" ", "\"Alice, \\\"B\\\\\" ", "A Very Long  Name ", "\"\xc3\xa4;tag=x\" ", "Bob");
}

static const char *params(struct draft *d)
{
	return PICK(d, "", "", "", SWS ";" SWS "x=y", SWS ";" SWS "x", ";z=\"a;tag=b,\\\"\"");
}

static void add_party(struct draft *d, const char *name, char compact, bool tagged)
{
	char uri[100];
	make_uri(d, uri);
	const char *shown = display(d), *first = params(d), *tag = tagged ? token(d, 1 + below(d->state, 20)) : "";
	if (one_in(d, 6))
		add(d, name, compact, "%s:a.example%s%s", d->g->scheme, tagged ? SWS ";" SWS "tag=" : "", tag);
	else
		add(d, name, compact, "%s<%s>%s%s%s", shown, uri, first, tagged ? SWS ";" SWS "tag=" : "", tag);
}

/* ---- the lines of a request ---- */

/* One of the sender, then those of proxies, two on a line. */
static void add_vias(struct draft *d)
{
	const char *transport = PICK(d, "UDP", "TCP", "TLS", "SCTP", "udp"), *where = host(d), *at = port(d);
	const char *branch = token(d, 1 + below(d->state, 20)), *rport = PICK(d, "", SWS ";rport");
	const char *rest = PICK(d, "", ";x=y", ";maddr=192.0.2.1");
	add(d, "Via", 'v', "SIP/2.0/%s %s%s" SWS ";" SWS "branch=z9hG4bK%s%s%s", transport, where, at, branch, rport, rest);
	for (uint32_t i = below(d->state, 3); i > 0; i--) {
		const char *first = token(d, 5), *second = token(d, 5);
		add(d, "Via", 'v', "SIP/2.0/UDP p%u.example;branch=z9hG4bK%s" SWS "," SWS "SIP/2.0/TCP 192.0.2.%u;received=192.0.2.1;branch=z9hG4bK%s",
		    i, first, i, second);
	}
}

static void make_router(struct draft *d, struct router *r, size_t i)
{
	const char *who = PICK(d, "", "u@"), *at = PICK(d, "", ":5070");
	const char *loose = PICK(d, ";lr", ";lr=on", ";x=1;LR"), *strict = PICK(d, "", ";x=lr");
	r->loose = !one_in(d, 3);
	snprintf(r->uri, sizeof r->uri, "%s:%sp%zu.example%s%s", d->g->scheme, who, i, at, r->loose ? loose : strict);
}

/* Routers of both kinds, in lists of any length. */
static void add_routers(struct draft *d)
{
	struct generated *g = d->g;
	char value[LINE_MAX] = "";
	g->n_routers = below(d->state, ROUTERS_MAX + 1);
	for (size_t i = 0; i < g->n_routers; i++) {
		const size_t len = strlen(value);
		const char *shown = PICK(d, "", "P ", "\"P, <1>\" "), *rest = PICK(d, "", SWS ";" SWS "x=y", ";z=\"a,b\"");
		make_router(d, &g->routers[i], i);
		snprintf(value + len, sizeof value - len, "%s%s<%s>%s", len > 0 ? SWS "," SWS : "", shown, g->routers[i].uri, rest);
		if (one_in(d, 2) || i + 1 == g->n_routers) {
			add(d, "Record-Route", '\0', "%s", value);
			*value = '\0';
		}
	}
}

static void add_contact(struct draft *d)
{
	const char *shown = display(d), *rest = PICK(d, "", SWS ";" SWS "q=0.5", ";expires=60", ";+sip.instance=\"<urn:x>\"");
	make_uri(d, d->g->contact);
	add(d, "Contact", 'm', "%s<%s>%s", shown, d->g->contact, rest);
}

/* What the tables want of a method. */
static void add_needed(struct draft *d)
{
	switch (d->g->method) {
	case SIPW_NOTIFY:
		add(d, "Subscription-State", '\0', "active" SWS ";" SWS "expires=60");
		add(d, "Event", 'o', "presence");
		break;
	case SIPW_SUBSCRIBE:
		add(d, "Event", 'o', "presence" SWS ";" SWS "id=7");
		break;
	case SIPW_PUBLISH:
		add(d, "Event", 'o', "presence");
		add(d, "SIP-If-Match", '\0', "%s", token(d, 6));
		break;
	case SIPW_REFER:
		add(d, "Refer-To", 'r', "<%s:carol@c.example?Replaces=a%%40b%%3Bto-tag%%3D1%%3Bfrom-tag%%3D2>", d->g->scheme);
		break;
	case SIPW_PRACK:
		add(d, "RAck", '\0', "776656 1 INVITE");
		break;
	case SIPW_INVITE:
		if (one_in(d, 2))
			add(d, "Session-Expires", 'x', "1800" SWS ";" SWS "refresher=uac");
		break;
	default:
		break;
	}
}

static void add_others(struct draft *d)
{
	static const char *const credentials =
		"Digest username=\"a\"," SWS "realm=\"r\", nonce=\"n\", uri=\"sip:b\", response=\"00000000000000000000000000000000\"";
	if (one_in(d, 3))
		add(d, "Proxy-Authorization", '\0', "%s", credentials);
	if (one_in(d, 4) && d->g->method != SIPW_CANCEL)
		add(d, "Authorization", '\0', "%s", credentials);
	if (one_in(d, 3) && d->g->method != SIPW_ACK)
		add(d, "Supported", 'k', "100rel" SWS "," SWS "timer");
	if (one_in(d, 4))
		add(d, "Timestamp", '\0', "54.21");
	if (one_in(d, 4))
		add(d, "Session-ID", '\0', "ab30317f1a784dc48ff824d0d3715d86" SWS ";" SWS "remote=00000000000000000000000000000000");
	if (one_in(d, 4))
		add(d, "Date", '\0', "Sat, 13 Nov 2010 23:29:00 GMT");
	for (uint32_t i = below(d->state, 3); i > 0; i--) {
		const char *name = PICK(d, "X-Any", "X-Other"), *word = token(d, 3);
		add(d, name, '\0', "%s %s", word, PICK(d, "", "\xc3\xa4", "a, b;c=\"d\""));
	}
}

static bool is_in_dialog(int method)
{
	return method == SIPW_BYE || method == SIPW_INFO || method == SIPW_PRACK || method == SIPW_UPDATE || method == SIPW_NOTIFY;
}

static void add_lines(struct draft *d)
{
	struct generated *g = d->g;
	const sipw_str method = g->method != 0 ? sipw_method_name(g->method) : sipw_s("FLY");
	sipw_method_info info = { .id = 0 };
	sipw_method_describe(g->method, &info);
	add_vias(d);
	add(d, "Max-Forwards", '\0', "%u", 10 + below(d->state, 246));
	add_party(d, "From", 'f', true);
	add_party(d, "To", 't', is_in_dialog(g->method));
	const char *word = token(d, 1 + below(d->state, 20));
	add(d, "Call-ID", 'i', "%s%s", word, PICK(d, "", "@a.example", "<>:\\\"/[]?{}@(x)"));
	add(d, "CSeq", '\0', "%u %.*s", 1 + below(d->state, 2000000000), (int)method.len, method.ptr);
	for (uint32_t i = below(d->state, 3); i > 0; i--)
		add(d, "Route", '\0', "<%s:r%u.example;lr>" SWS "," SWS "<%s:q%u.example;lr>", g->scheme, i, g->scheme, i);
	add_routers(d);
	if (info.creates_dialog || info.target_refresh)
		add_contact(d);
	add_needed(d);
	add_others(d);
}

static void put_body(struct draft *d)
{
	static const char body[] = "v=0\r\n\r\n\x01:\xff\r\nVia: no line\r\n";
	const size_t len = one_in(d, 3) ? 1 + below(d->state, sizeof body - 2) : 0;
	char line[60];
	if (len > 0)
		text_add_s(&d->g->text, PICK(d, "Content-Type: application/sdp\r\n", "c: text/plain\r\nContent-Language: en\r\n"));
	snprintf(line, sizeof line, "%s: %zu\r\n", PICK(d, "Content-Length", "l"), len);
	if (one_in(d, 2))
		text_add_s(&d->g->text, line);
	text_add_s(&d->g->text, "\r\n");
	text_add(&d->g->text, sipw_sn(body, len));
}

static int any_method(struct draft *d)
{
	int method = 0;
	for (uint32_t i = below(d->state, 20); i > 0; i--)
		method = sipw_method_next(method);
	return method == SIPW_ACK || method == SIPW_CANCEL || method >= 4096 ? SIPW_INVITE : method;
}

void generate_request(struct generated *g, uint64_t seed, int method)
{
	static struct draft draft;
	uint64_t state = seed * 2654435761u + 1;
	char start[200];
	draft = (struct draft){ .g = g, .state = &state };
	g->text.len = 0;
	g->method = method >= 0 ? method : any_method(&draft);
	g->scheme = one_in(&draft, 5) ? "sips" : "sip";
	const sipw_str name = g->method != 0 ? sipw_method_name(g->method) : sipw_s("FLY");
	const char *who = user(&draft), *where = host(&draft), *rest = PICK(&draft, "", ";transport=tcp", ";lr;maddr=192.0.2.8");
	snprintf(start, sizeof start, "%.*s %s:%s%s%s SIP/2.0\r\n", (int)name.len, name.ptr, g->scheme,
		 g->method == SIPW_REGISTER ? "" : who, where, rest);
	text_add_s(&g->text, start);
	add_lines(&draft);
	shuffle(&draft);
	for (size_t i = 0; i < draft.n; i++)
		put_line(&draft, i);
	put_body(&draft);
}

const char *generate_target(const struct generated *g, uint64_t *state)
{
	static char uri[100];
	const uint32_t who = below(state, 1000), where = below(state, 255);
	snprintf(uri, sizeof uri, "%s:t%u@192.0.2.%u%s", g->scheme, who, where, below(state, 2) ? ";x=y" : "");
	return uri;
}
