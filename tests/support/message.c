/* SPDX-License-Identifier: MIT */
#include "support/message.h"

#include "support/check.h"

sipw_msg *roomy_message(unsigned slot)
{
	static _Alignas(16) char memory[4][400000];
	return sipw_msg_init(memory[slot], sizeof memory[slot]);
}

static const char sdp[] =
	"v=0\r\n"
	"o=alice 2890844526 2890844526 IN IP4 client.atlanta.example.com\r\n"
	"s=-\r\n"
	"c=IN IP4 192.0.2.101\r\n"
	"t=0 0\r\n"
	"m=audio 49172 RTP/AVP 0\r\n"
	"a=rtpmap:0 PCMU/8000\r\n";

int build_invite(sipw_msg *m)
{
	const sipw_via via = { .transport = sipw_s("TCP"), .host = sipw_s("client.atlanta.example.com"),
			       .port = 5060, .branch = sipw_s("z9hG4bK74bf9") };
	const sipw_address from = { .display = sipw_s("Alice"), .uri = sipw_s("sip:alice@atlanta.example.com"),
				    .tag = sipw_s("9fxced76sl") };
	const sipw_address to = { .display = sipw_s("Bob"), .uri = sipw_s("sip:bob@biloxi.example.com") };
	const sipw_cseq cseq = { .number = 1 };
	const sipw_contact contact = { .uri = sipw_s("sip:alice@client.atlanta.example.com;transport=tcp") };
	sipw_request(m, SIPW_INVITE, sipw_s("sip:bob@biloxi.example.com"));
	sipw_add_via(m, &via);
	sipw_add_max_forwards(m, 70);
	sipw_add_from(m, &from);
	sipw_add_to(m, &to);
	sipw_add_call_id(m, sipw_s("3848276298220188511@atlanta.example.com"));
	sipw_add_cseq(m, &cseq);
	sipw_add_contact(m, &contact);
	return sipw_body(m, sipw_s("application/sdp"), sipw_s(sdp));
}

sipw_str invite_bytes(void)
{
	static const char bytes[] =
		"INVITE sip:bob@biloxi.example.com SIP/2.0\r\n"
		"Via: SIP/2.0/TCP client.atlanta.example.com:5060;branch=z9hG4bK74bf9\r\n"
		"Max-Forwards: 70\r\n"
		"From: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl\r\n"
		"To: Bob <sip:bob@biloxi.example.com>\r\n"
		"Call-ID: 3848276298220188511@atlanta.example.com\r\n"
		"CSeq: 1 INVITE\r\n"
		"Contact: <sip:alice@client.atlanta.example.com;transport=tcp>\r\n"
		"Content-Type: application/sdp\r\n"
		"Content-Length: 151\r\n"
		"\r\n"
		"v=0\r\n"
		"o=alice 2890844526 2890844526 IN IP4 client.atlanta.example.com\r\n"
		"s=-\r\n"
		"c=IN IP4 192.0.2.101\r\n"
		"t=0 0\r\n"
		"m=audio 49172 RTP/AVP 0\r\n"
		"a=rtpmap:0 PCMU/8000\r\n";
	return sipw_s(bytes);
}

sipw_str written(const sipw_msg *m)
{
	static char buffers[4][450000];
	static unsigned turn;
	char *out = buffers[turn++ % 4];
	ptrdiff_t n = sipw_serialize_unchecked(m, out, sizeof buffers[0]);
	if (!CHECKF(n >= 0, "not written: %s", sipw_err_name((int)n)))
		return (sipw_str){ NULL, 0 };
	return sipw_sn(out, (size_t)n);
}

sipw_str gathered(const sipw_msg *m)
{
	static char out[450000];
	sipw_str pieces[1024];
	char scratch[SIPW_SCRATCH];
	size_t len = 0;
	const ptrdiff_t n = sipw_gather(m, pieces, sizeof pieces / sizeof pieces[0], scratch);
	if (!CHECKF(n >= 0, "not gathered: %s", sipw_err_name((int)n)))
		return (sipw_str){ NULL, 0 };
	for (ptrdiff_t i = 0; i < n; i++) {
		if (pieces[i].len > sizeof out - len)
			return (sipw_str){ NULL, 0 };
		memcpy(out + len, pieces[i].ptr, pieces[i].len);
		len += pieces[i].len;
	}
	return sipw_sn(out, len);
}

static bool same_start(const sipw_msg *a, const sipw_msg *b)
{
	sipw_start x = { 0 }, y = { 0 };
	if (sipw_start_get(a, &x) != sipw_start_get(b, &y))
		return false;
	return x.method == y.method && x.code == y.code && same_bytes(x.method_name, y.method_name) &&
	       same_bytes(x.uri, y.uri) && same_bytes(x.reason, y.reason);
}

bool same_content(const sipw_msg *a, const sipw_msg *b)
{
	const size_t n = sipw_line_count(a);
	if (n != sipw_line_count(b) || !same_start(a, b) || !same_bytes(sipw_body_get(a), sipw_body_get(b)))
		return false;
	for (size_t i = 0; i < n; i++) {
		sipw_line x, y;
		if (sipw_line_get(a, i, &x) != SIPW_OK || sipw_line_get(b, i, &y) != SIPW_OK)
			return false;
		if (x.header != y.header || !same_bytes(x.bytes, y.bytes) || !same_bytes(x.name, y.name) ||
		    !same_bytes(x.value, y.value))
			return false;
	}
	return true;
}

static sipw_line find_last(const sipw_msg *m)
{
	sipw_line line = { 0 };
	if (sipw_line_count(m) > 0)
		CHECK_INT(sipw_line_get(m, sipw_line_count(m) - 1, &line), SIPW_OK);
	return line;
}

sipw_str last_line(const sipw_msg *m)
{
	return find_last(m).bytes;
}

sipw_str last_value(const sipw_msg *m)
{
	return find_last(m).value;
}

void check_refusal(const sipw_msg *m, int header, sipw_str input, const char *what)
{
	const sipw_error *e = sipw_msg_error(m);
	const bool known = e->code == SIPW_ERR_SYNTAX || e->code == SIPW_ERR_RANGE || e->code == SIPW_ERR_ARGUMENT ||
			   e->code == SIPW_ERR_LIMIT;
	CHECKF(known, "%s: code %s", what, sipw_err_name(e->code));
	CHECKF(e->header == header, "%s: error names header %d, not %d", what, e->header, header);
	CHECKF(e->sentence != NULL && e->sentence[0] != '\0', "%s: no sentence", what);
	if (e->code == SIPW_ERR_SYNTAX)
		CHECKF(e->field != NULL && e->field[0] != '\0', "%s: no field", what);
	if (e->code != SIPW_ERR_SYNTAX && e->byte < 0)
		return;
	CHECKF(e->offset <= input.len, "%s: offset %zu of %zu", what, e->offset, input.len);
	const int byte = e->offset < input.len ? (unsigned char)input.ptr[e->offset] : -1;
	CHECKF(e->byte == byte, "%s: byte %d at %zu, not %d", what, e->byte, e->offset, byte);
}
