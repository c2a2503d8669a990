/* SPDX-License-Identifier: MIT */
/* Requests from URIs (RFC 3261 19.1.5): what is taken, what is left out and told, and that nothing gets through. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "support/check.h"
#include "support/counting.h"
#include "support/guard.h"
#include "support/message.h"
#include "support/spec.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The URI, and the whole message. */
static const struct {
	int method;
	const char *uri;
	const char *message;
} formed[] = {
	{ 0, "sip:alice@atlanta.com", "INVITE sip:alice@atlanta.com SIP/2.0\r\n" },
	{ SIPW_OPTIONS, "sip:alice@atlanta.com:5061", "OPTIONS sip:alice@atlanta.com:5061 SIP/2.0\r\n" },
	{ 0, "sips:alice@atlanta.com?subject=project%20x&priority=urgent",
	  "INVITE sips:alice@atlanta.com SIP/2.0\r\nSubject: project x\r\nPriority: urgent\r\n" },
	{ 0, "sip:atlanta.com;method=REGISTER?to=sip:alice%40atlanta.com",
	  "REGISTER sip:atlanta.com SIP/2.0\r\nTo: sip:alice@atlanta.com\r\n" },
	{ SIPW_BYE, "sip:a;x=1;method=MESSAGE;y", "MESSAGE sip:a;x=1;y SIP/2.0\r\n" },
	{ 0, "sip:a;%6dethod=%4dESSAGE", "MESSAGE sip:a SIP/2.0\r\n" },
	{ 0, "sip:a;method=invite", "invite sip:a SIP/2.0\r\n" },
	{ 0, "sip:a;transport=tcp;maddr=1.2.3.4;ttl=1;user=phone;lr;new=x",
	  "INVITE sip:a;transport=tcp;maddr=1.2.3.4;ttl=1;user=phone;lr;new=x SIP/2.0\r\n" },
	{ 0, "sip:a?X-Own=%41%20b&s=hi", "INVITE sip:a SIP/2.0\r\nX-Own: A b\r\nSubject: hi\r\n" },
	{ 0, "sip:a?%73ubject=", "INVITE sip:a SIP/2.0\r\nSubject: \r\n" },
	{ 0, "sip:a?Replaces=98732%40sip.example.com%3Bfrom-tag%3Dr33th4x0r%3Bto-tag%3Dff87ff",
	  "INVITE sip:a SIP/2.0\r\nReplaces: 98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff\r\n" },
	{ 0, "sip:a?Require=a&Require=b", "INVITE sip:a SIP/2.0\r\nRequire: a\r\nRequire: b\r\n" },
	{ SIPW_MESSAGE, "sip:a?content-type=text%2Fplain&body=one%0D%0Atwo%00%FF",
	  "MESSAGE sip:a SIP/2.0\r\nContent-Type: text/plain\r\n" },
	{ 0, "sip:a?BODY=&subject=x", "INVITE sip:a SIP/2.0\r\nSubject: x\r\n" },
	/* left out */
	{ 0, "sip:user@example.com?Route=%3Csip:example.com%3E", "INVITE sip:user@example.com SIP/2.0\r\n" },
	{ 0, "sip:a?From=sip:eve%40a&Via=x&f=x&v=x&i=x&Call-ID=x&CSeq=1&Record-Route=x&%46rom=x&subject=x",
	  "INVITE sip:a SIP/2.0\r\nSubject: x\r\n" },
	{ 0, "sip:a?Content-Type=text/plain&Content-Length=7&Date=x", "INVITE sip:a SIP/2.0\r\n" },
	{ SIPW_MESSAGE, "sip:a?body=x&Content-Length=1&Content-Language=en", "MESSAGE sip:a SIP/2.0\r\nContent-Language: en\r\n" },
	/* other schemes */
	{ 0, "tel:+1-201-555-0123;a=b", "INVITE tel:+1-201-555-0123;a=b SIP/2.0\r\n" },
	{ SIPW_OPTIONS, "urn:service:sos", "OPTIONS urn:service:sos SIP/2.0\r\n" },
	{ 0, "http://a/?subject=x", "INVITE http://a/?subject=x SIP/2.0\r\n" },
};

/* Start line and lines, without what follows them. */
static sipw_str head_of(const sipw_msg *m)
{
	const sipw_str all = written(m);
	return sipw_sn(all.ptr, find_bytes(all, sipw_s("Content-Length: ")));
}

Test(from_uri, formed)
{
	for (size_t i = 0; i < COUNT(formed); i++) {
		sipw_msg *m = roomy_message(0);
		struct guard g = guard_open(256);
		CHECKF(sipw_request_from_uri(m, formed[i].method, guard_copy(&g, sipw_s(formed[i].uri)), NULL, NULL) == SIPW_OK,
		       "%s: %s", formed[i].uri, sipw_msg_error(m)->sentence == NULL ? "" : sipw_msg_error(m)->sentence);
		guard_close(&g);
		CHECK_TEXT(head_of(m), formed[i].message);
	}
}

Test(from_uri, body)
{
	static const sipw_str plain = B("one\r\ntwo\0\xff");
	sipw_msg *m = roomy_message(0);
	char uri[] = "sip:a;method=MESSAGE?content-type=text%2Fplain&Content-Length=10&body=one%0D%0Atwo%00%FF";
	CHECK_INT(sipw_request_from_uri(m, 0, sipw_s(uri), NULL, NULL), SIPW_OK);
	memset(uri, 'x', sizeof uri - 1);
	CHECK_STR(sipw_body_get(m), plain);
	CHECK_INT(sipw_msg_own(m), SIPW_OK);
	m = roomy_message(0);
	CHECK_INT(sipw_request_from_uri(m, 0, sipw_s("sip:a"), NULL, NULL), SIPW_OK);
	CHECK_STR(sipw_body_get(m), sipw_s(NULL));
}

/* Each header field is left out as its row of uri-headers.spec says; any other is taken. */
static int advice_of(const struct spec *rows, const char *name)
{
	static const char *const words[] = { "dangerous", "advertises", "body", "moment" };
	const size_t row = spec_find(rows, "header", name);
	for (int i = 0; row < rows->n && i < 4; i++)
		if (strcmp(spec_cell(rows, row, "advice"), words[i]) == 0)
			return i + 1;
	return row < rows->n ? -1 : 0;
}

struct heard {
	size_t n;
	sipw_uri_header fields[16];
	bool advised[16];
	unsigned decisions; /* a bit a field: what is answered where `deciding` */
	bool deciding;
};

static bool hear(void *ctx, const sipw_uri_header *field, bool advised)
{
	struct heard *heard = ctx;
	const size_t i = heard->n++;
	CHECK(i < COUNT(heard->fields));
	heard->fields[i] = *field;
	heard->advised[i] = advised;
	return heard->deciding ? heard->decisions >> i & 1 : advised;
}

Test(from_uri, all_header_fields)
{
	struct spec rows = spec_open("uri-headers.spec");
	CHECK(rows.n >= 22);
	for (int header = 0; (header = sipw_header_next(header)) != 0;) {
		for (unsigned body = 0; body < 2; body++) {
			char uri[200];
			sipw_msg *m = roomy_message(0);
			struct heard heard = { .deciding = true };
			const sipw_str name = sipw_header_name(header);
			const int advice = advice_of(&rows, name.ptr == NULL ? "" : check_show(name));
			snprintf(uri, sizeof uri, "sip:a?%.*s=x%s", (int)name.len, name.ptr, body ? "&body=y" : "");
			heard.decisions = body;
			CHECK_INT(sipw_request_from_uri(m, 0, sipw_s(uri), hear, &heard), SIPW_OK);
			CHECK_INT(heard.n, 1 + body);
			CHECK_STR(heard.fields[body].name, name);
			CHECK_INT(heard.fields[body].header, header);
			CHECKF(heard.fields[body].advice == advice, "%s: advice %d", uri, heard.fields[body].advice);
			CHECKF(heard.advised[body] == (advice == 0 || (advice == SIPW_ADVICE_BODY && body)), "%s", uri);
			CHECK_INT(sipw_line_count(m), 0);
		}
	}
	spec_close(&rows);
}

/* What is decided goes against the advice, both ways; the body is asked for first. */
Test(from_uri, decided)
{
	static const char uri[] = "sip:a?From=sip:b%40c&Subject=x&body=y&X-Own=z&Content-Type=a/b";
	static const struct {
		unsigned decisions;
		const char *head;
		const char *body;
	} rows[] = {
		{ 0x1f, "INVITE sip:a SIP/2.0\r\nFrom: sip:b@c\r\nSubject: x\r\nX-Own: z\r\nContent-Type: a/b\r\n", "y" },
		{ 0x00, "INVITE sip:a SIP/2.0\r\n", NULL },
		{ 0x0a, "INVITE sip:a SIP/2.0\r\nFrom: sip:b@c\r\nX-Own: z\r\n", NULL },
		{ 0x11, "INVITE sip:a SIP/2.0\r\nContent-Type: a/b\r\n", "y" },
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		sipw_msg *m = roomy_message(0);
		struct heard heard = { .deciding = true, .decisions = rows[i].decisions };
		CHECK_INT(sipw_request_from_uri(m, 0, sipw_s(uri), hear, &heard), SIPW_OK);
		CHECK_INT(heard.n, 5);
		CHECK_TEXT(heard.fields[0].name, "body");
		CHECK_TEXT(heard.fields[0].value, "y");
		CHECK_TEXT(heard.fields[1].value, "sip:b%40c");
		CHECK_TEXT(head_of(m), rows[i].head);
		CHECK_TEXT(sipw_body_get(m), rows[i].body);
	}
}

/* Without a decision the visitor only hears. */
Test(from_uri, heard)
{
	sipw_msg *m = roomy_message(0);
	struct heard heard = { 0 };
	CHECK_INT(sipw_request_from_uri(m, 0, sipw_s("sip:a?Route=x&Subject=y&Accept=z&Date=x&Content-Encoding=x"), hear, &heard),
		  SIPW_OK);
	static const int advice[] = { SIPW_ADVICE_DANGEROUS, SIPW_ADVICE_TAKE, SIPW_ADVICE_ADVERTISES, SIPW_ADVICE_MOMENT,
				      SIPW_ADVICE_BODY };
	CHECK_INT(heard.n, 5);
	for (size_t i = 0; i < 5; i++) {
		CHECK_INT(heard.fields[i].advice, advice[i]);
		CHECK_INT(heard.advised[i], i == 1);
	}
	CHECK_TEXT(head_of(m), "INVITE sip:a SIP/2.0\r\nSubject: y\r\n");
}

static const struct refusal {
	const char *uri;
	size_t offset;
	int byte;
	int header;
	int code;
} refusals[] = {
	{ "sip:", 4, -1, 0, SIPW_ERR_SYNTAX },
	{ "alice", 5, -1, 0, SIPW_ERR_SYNTAX },
	{ "sip:a?b", 7, -1, 0, SIPW_ERR_SYNTAX },
	{ "sip:a;ttl=256", 10, '2', 0, SIPW_ERR_RANGE },
	{ "sip:a;method=%20x", 13, '%', 0, SIPW_ERR_SYNTAX },
	{ "sip:a;method=a%0d%0ab", 14, '%', 0, SIPW_ERR_SYNTAX },
	{ "sip:a;method=a%25b:", 18, ':', 0, SIPW_ERR_SYNTAX },
	/* RFC 3261 19.1.3 prints it, but it is no To. */
	{ "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com", 40, '%', SIPW_HDR_TO, SIPW_ERR_SYNTAX },
	{ "sip:a?priority=a%20b", 16, '%', SIPW_HDR_PRIORITY, SIPW_ERR_SYNTAX },
	{ "sip:a?Expires=%34294967296", 14, '%', SIPW_HDR_EXPIRES, SIPW_ERR_RANGE },
	{ "sip:a?Priority=", 15, -1, SIPW_HDR_PRIORITY, SIPW_ERR_SYNTAX },
	{ "sip:a?Priority=&a=b", 15, '&', SIPW_HDR_PRIORITY, SIPW_ERR_SYNTAX },
	/* line ends, bare or as folds, and other octets that no value has */
	{ "sip:a?s=x%0D%0AEvil:%201", 9, '%', 0, SIPW_ERR_SYNTAX },
	{ "sip:a?s=x%0d%0a%20y", 9, '%', 0, SIPW_ERR_SYNTAX },
	{ "sip:a?s=x%0A", 9, '%', 0, SIPW_ERR_SYNTAX },
	{ "sip:a?x-own=%0d", 12, '%', 0, SIPW_ERR_SYNTAX },
	{ "sip:a?s=a%00b", 9, '%', SIPW_HDR_SUBJECT, SIPW_ERR_SYNTAX },
	{ "sip:a?s=a%C3", 9, '%', SIPW_HDR_SUBJECT, SIPW_ERR_SYNTAX },
	{ "sip:a?x%0D%0AEvil=1", 7, '%', 0, SIPW_ERR_SYNTAX },
	{ "sip:a?x%3Ay=1", 7, '%', 0, SIPW_ERR_SYNTAX },
	{ "sip:a?x:y=1", 7, ':', 0, SIPW_ERR_SYNTAX },
	{ "sip:a?%20=1", 6, '%', 0, SIPW_ERR_SYNTAX },
	/* bodies */
	{ "sip:a?body=x&body=y", 13, 'b', 0, SIPW_ERR_RULE },
	{ "sip:a?body=&b%6Fdy=y", 12, 'b', 0, SIPW_ERR_RULE },
	{ "sip:a?body=x&Content-Length=2", 28, '2', 0, SIPW_ERR_RULE },
	{ "sip:a?l=0&body=x", 8, '0', 0, SIPW_ERR_RULE },
	{ "sip:a?body=%41%42&l=6", 20, '6', 0, SIPW_ERR_RULE },
	{ "sip:a?body=x&l=", 15, -1, 0, SIPW_ERR_RULE },
	{ "sip:a?body=x&l=99999999999999999999", 15, '9', 0, SIPW_ERR_RULE },
	{ "sip:a?body=x&l=+1", 15, '+', 0, SIPW_ERR_RULE },
};

/* Refused with the place in the URI, and the message is as it was, whatever it was. */
Test(from_uri, refused)
{
	for (size_t i = 0; i < COUNT(refusals); i++)
		for (unsigned built = 0; built < 2; built++) {
			char uri[128];
			const struct refusal *row = &refusals[i];
			sipw_msg *m = roomy_message(0), *twin = roomy_message(1);
			if (built) {
				build_invite(m);
				build_invite(twin);
			}
			/* a field that is taken before the fault, where there is room for one */
			const char *mark = strchr(row->uri, '?');
			const int at = mark == NULL ? 0 : (int)(mark - row->uri) + 1;
			const char *before = mark == NULL || strcmp(row->uri, "sip:a?b") == 0 ? "" : "x-a=1&";
			snprintf(uri, sizeof uri, "%.*s%s%s", at, row->uri, before, row->uri + at);
			CHECKF(sipw_request_from_uri(m, 0, sipw_s(uri), NULL, NULL) == row->code, "%s", uri);
			const sipw_error *error = sipw_msg_error(m);
			CHECK_INT(error->code, row->code);
			CHECKF(error->offset == row->offset + strlen(before), "%s: at %zu", uri, error->offset);
			CHECKF(error->byte == row->byte, "%s: byte %d", uri, error->byte);
			CHECKF(error->header == row->header, "%s: header %d", uri, error->header);
			CHECK_TEXT(sipw_s(error->field), "uri");
			CHECK(error->sentence != NULL);
			CHECKF(same_content(m, twin), "%s", uri);
			const sipw_cseq cseq = { .number = 1, .method = sipw_s("INVITE") };
			CHECKF(sipw_add_cseq(m, &cseq) == row->code && same_content(m, twin), "%s: its error does not stick", uri);
		}
}

Test(from_uri, arguments)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_request_from_uri(NULL, 0, sipw_s("sip:a"), NULL, NULL), SIPW_ERR_MEMORY);
	CHECK_INT(sipw_request_from_uri(m, 0, sipw_s(NULL), NULL, NULL), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_request_from_uri(m, 0, sipw_s("sip:a"), NULL, NULL), SIPW_ERR_ARGUMENT);
	m = roomy_message(0);
	CHECK_INT(sipw_request_from_uri(m, 4000, sipw_s("sip:a"), NULL, NULL), SIPW_ERR_ARGUMENT);
	m = roomy_message(0);
	CHECK_INT(sipw_request_from_uri(m, 4000, sipw_s("sip:a;method=BYE"), NULL, NULL), SIPW_OK);
}

/* Lines of a message stay, and the new ones come behind them. */
Test(from_uri, behind_others)
{
	sipw_msg *m = roomy_message(0);
	CHECK_INT(sipw_response(m, 200, sipw_s(NULL)), SIPW_OK);
	CHECK_INT(sipw_add(m, SIPW_HDR_SUBJECT, sipw_s("x")), SIPW_OK);
	CHECK_INT(sipw_request_from_uri(m, 0, sipw_s("sip:a?priority=urgent"), NULL, NULL), SIPW_OK);
	CHECK_TEXT(head_of(m), "INVITE sip:a SIP/2.0\r\nSubject: x\r\nPriority: urgent\r\n");
}

static const char long_uri[] =
	"sip:bob@biloxi.example.com;method=MESSAGE;x=1?subject=one%20two%20three&x-own=%41%42%43&to=%3Csip:bob%40biloxi.example."
	"com%3E&content-type=text%2Fplain&body=a%20body%20with%20escapes";

/* A completed one is valid. */
Test(from_uri, completed)
{
	const sipw_local me = { .user = sipw_s("alice"), .host = sipw_s("192.0.2.1") };
	sipw_msg *m = roomy_message(0);
	sipw_ids ids;
	sipw_ids_seeded(&ids, 1);
	CHECK_INT(sipw_request_from_uri(m, 0, sipw_s(long_uri), NULL, NULL), SIPW_OK);
	CHECK_INT(sipw_complete(m, &me, &ids, NULL), SIPW_OK);
	CHECK_INT(sipw_verify(m, NULL), SIPW_OK);
	CHECK(has_bytes(written(m), sipw_s("MESSAGE sip:bob@biloxi.example.com;x=1 SIP/2.0\r\n")));
	CHECK(has_bytes(written(m), sipw_s("Content-Length: 19\r\n\r\na body with escapes")));
}

/* In every amount of memory: all of it, or an error and nothing. */
Test(from_uri, memory)
{
	sipw_msg *whole = roomy_message(0), *empty = roomy_message(1);
	struct guard g = guard_open(4096);
	size_t enough = 0;
	CHECK_INT(sipw_request_from_uri(whole, 0, sipw_s(long_uri), NULL, NULL), SIPW_OK);
	for (size_t size = SIPW_MSG_MIN; size <= 4096; size++) {
		sipw_msg *m = sipw_msg_init(guard_last(&g, size), size);
		const int code = sipw_request_from_uri(m, 0, sipw_s(long_uri), NULL, NULL);
		if (!CHECKF(code == SIPW_OK || (code == SIPW_ERR_SPACE && enough == 0), "%d in %zu bytes", code, size))
			break;
		CHECKF(same_content(m, code == SIPW_OK ? whole : empty), "%zu bytes", size);
		enough += code == SIPW_OK;
	}
	CHECK(enough > 2000);
	guard_close(&g);
}

/* Each allocation failed once. */
Test(from_uri, allocations)
{
	static struct text uri;
	sipw_msg *whole = roomy_message(0), *empty = roomy_message(1);
	uri.len = 0;
	text_add_s(&uri, long_uri);
	for (int i = 0; i < 200; i++)
		text_add_s(&uri, "&x-more=%41%20%42%20%43%20%44%20%45%20%46%20%47%20%48%20%49");
	CHECK_INT(sipw_request_from_uri(whole, 0, text_all(&uri), NULL, NULL), SIPW_OK);
	for (size_t fail_at = 2;; fail_at++) {
		struct counting counting = { .fail_at = fail_at };
		const sipw_allocator allocator = counting_allocator(&counting);
		sipw_msg *m = sipw_msg_new(&allocator);
		const int code = sipw_request_from_uri(m, 0, text_all(&uri), NULL, NULL);
		CHECK(code == SIPW_OK || code == SIPW_ERR_MEMORY);
		CHECK(same_content(m, code == SIPW_OK ? whole : empty));
		sipw_msg_free(m);
		CHECK(counting.live == 0 && counting.wrong_sizes == 0);
		if (code == SIPW_OK) {
			CHECK(fail_at > 3);
			break;
		}
	}
}

/* Each octet escaped in a value, a name and the method: never another line. */
Test(from_uri, all_octets)
{
	for (unsigned octet = 0; octet < 256; octet++)
		for (unsigned place = 0; place < 4; place++) {
			static const char *const before[] = { "sip:a?s=x", "sip:a?x-own=", "sip:a?x", "sip:a;method=x" };
			static const char *const after[] = { "y", "", "y=1", "y" };
			char uri[64];
			snprintf(uri, sizeof uri, "%s%%%02X%s", before[place], octet, after[place]);
			sipw_msg *m = roomy_message(0);
			const int code = sipw_request_from_uri(m, 0, sipw_s(uri), NULL, NULL);
			CHECKF(sipw_line_count(m) == (code == SIPW_OK && place < 3), "%s", uri);
			if (code != SIPW_OK)
				continue;
			sipw_str rest = written(m), line;
			unsigned lines = 0;
			while (next_line(&rest, &line) && line.len > 0)
				lines++;
			CHECKF(lines == (place < 3 ? 3 : 2), "%s: %u lines", uri, lines);
		}
}
