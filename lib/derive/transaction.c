/* SPDX-License-Identifier: MIT */
#include "sipwright/transaction.h"

#include "derive/top_via.h"
#include "fields/kinds.h"
#include "text/buffer.h"
#include "text/number.h"
#include "text/report.h"

/* What tells transactions apart. */
struct identity {
	const sipw_msg *m;
	struct sipw__top_via top;
	bool modern; /* the branch begins with the magic cookie: it tells all */
	sipw_cseq cseq;
	sipw_str method; /* of the request, or of the one that is answered */
	sipw_str call_id; /* from here on: of RFC 2543 peers only */
	sipw_str from_tag;
	sipw_str to_tag;
};

static int missing(int header, sipw_error *ret_error)
{
	return sipw__report(ret_error, (sipw_error){ .code = SIPW_ERR_ARGUMENT, .header = header, .byte = -1,
						     .sentence = "this header field is missing",
						     .source = "RFC 3261 17.2.3" });
}

static int misfit(const struct line *line, const struct sipw__scan *s, sipw_error *ret_error)
{
	const sipw_str value = sipw__line_value(line);
	const size_t offset = (size_t)(s->fault - value.ptr);
	return sipw__report(ret_error, (sipw_error){
		.code = s->code,
		.header = sipw__line_header(line),
		.offset = offset,
		.byte = offset < value.len ? (unsigned char)*s->fault : -1,
		.sentence = s->sentence,
		.source = s->source,
	});
}

static int wrong_kind(const char *sentence, sipw_error *ret_error)
{
	return sipw__report(ret_error, (sipw_error){ .code = SIPW_ERR_ARGUMENT, .byte = -1, .sentence = sentence });
}

static int read_tag(const sipw_msg *m, unsigned index, sipw_str *ret, sipw_error *ret_error)
{
	const struct line *line = sipw__input_line(m, index);
	struct sipw__scan s;
	sipw_address address;
	if (line == NULL)
		return missing((int)index, ret_error);
	if (!sipw__read_address(line, &address, &s))
		return misfit(line, &s, ret_error);
	*ret = address.tag;
	return SIPW_OK;
}

static int read_old(struct identity *id, sipw_error *ret_error)
{
	const struct line *line = sipw__input_line(id->m, SIPW_HDR_CALL_ID);
	if (line == NULL)
		return missing(SIPW_HDR_CALL_ID, ret_error);
	id->call_id = sipw__line_value(line);
	const int code = read_tag(id->m, SIPW_HDR_FROM, &id->from_tag, ret_error);
	return code != SIPW_OK ? code : read_tag(id->m, SIPW_HDR_TO, &id->to_tag, ret_error);
}

static bool begins_with_cookie(sipw_str branch)
{
	static const sipw_str cookie = SIPW_S("z9hG4bK");
	return branch.len >= cookie.len && sipw__same_nocase(branch.ptr, cookie.ptr, cookie.len);
}

static int read_identity(const sipw_msg *m, struct identity *id, sipw_error *ret_error)
{
	struct sipw__scan s;
	if (!sipw__usable(m))
		return sipw__report(ret_error, *sipw_msg_error(m));
	*id = (struct identity){ .m = m, .method = m->method_name };
	if (!sipw__given(m->method_name) && m->code == 0)
		return wrong_kind("the message has no start line", ret_error);
	if (!sipw__top_via_read(m, &id->top, &s))
		return id->top.line == NULL ? missing(SIPW_HDR_VIA, ret_error) : misfit(id->top.line, &s, ret_error);
	const struct line *cseq = sipw__input_line(m, SIPW_HDR_CSEQ);
	if (cseq == NULL)
		return missing(SIPW_HDR_CSEQ, ret_error);
	if (!sipw__read_cseq(cseq, &id->cseq, &s))
		return misfit(cseq, &s, ret_error);
	if (m->code != 0)
		id->method = id->cseq.method;
	id->modern = begins_with_cookie(id->top.via.branch);
	return id->modern ? SIPW_OK : read_old(id, ret_error);
}

static bool is_method(sipw_str name, int method)
{
	return sipw__equal(name, sipw_method_name(method));
}

/* The port of sent-by, or the one that its lack stands for (RFC 3261 18.2.2, 19.1.2). */
static uint32_t port_of(const sipw_via *via)
{
	static const sipw_str tls = SIPW_S("TLS");
	if (via->port != 0)
		return via->port;
	return via->transport.len >= tls.len && sipw__same_nocase(via->transport.ptr, tls.ptr, tls.len) ? 5061 : 5060;
}

/* ---- keys ---- */

static void put_small(struct sipw__buffer *b, sipw_str text)
{
	for (size_t i = 0; i < text.len; i++)
		sipw__buffer_char(b, (char)sipw__lower(text.ptr[i]));
	sipw__buffer_char(b, ' ');
}

static void put_number(struct sipw__buffer *b, uint32_t number)
{
	char digits[DIGITS64];
	sipw__buffer_put(b, sipw_sn(digits, (size_t)(sipw__write_number(digits, number) - digits)));
	sipw__buffer_char(b, ' ');
}

/* An ACK belongs to its INVITE's transaction, and a CANCEL to its own, unless it is asked for the other. */
static sipw_str keyed_method(const struct identity *id, int which)
{
	const bool invite = which == SIPW_KEY_CANCELLED || (which == SIPW_KEY_SERVER && is_method(id->method, SIPW_ACK));
	return invite ? sipw_method_name(SIPW_INVITE) : id->method;
}

/* No part has a space in it but the last, so that none is taken for another. */
static void put_key(struct sipw__buffer *b, const struct identity *id, int which)
{
	put_small(b, id->top.via.branch);
	if (which != SIPW_KEY_CLIENT) {
		put_small(b, id->top.via.host);
		put_number(b, port_of(&id->top.via));
	}
	sipw__buffer_put(b, keyed_method(id, which));
	if (id->modern)
		return;
	sipw__buffer_char(b, ' ');
	put_number(b, id->cseq.number);
	put_small(b, id->from_tag);
	sipw__buffer_put(b, id->call_id);
}

ptrdiff_t sipw_transaction_key(const sipw_msg *m, int which, char *out, size_t cap, sipw_error *ret_error)
{
	struct sipw__buffer b = sipw__buffer_of(out, cap);
	struct identity id;
	if (which < SIPW_KEY_CLIENT || which > SIPW_KEY_CANCELLED)
		return wrong_kind("there is no such key", ret_error);
	const int code = read_identity(m, &id, ret_error);
	if (code != SIPW_OK)
		return code;
	if (which != SIPW_KEY_CLIENT && m->code != 0)
		return wrong_kind("a response belongs to the transaction of the server that made it", ret_error);
	if (which == SIPW_KEY_CANCELLED && !is_method(id.method, SIPW_CANCEL))
		return wrong_kind("only a CANCEL cancels another transaction", ret_error);
	put_key(&b, &id, which);
	return sipw__buffer_end(&b);
}

/* ---- matches ---- */

static bool same_sent_by(const struct identity *a, const struct identity *b)
{
	return sipw__same_host(a->top.via.host, b->top.via.host) && port_of(&a->top.via) == port_of(&b->top.via);
}

static bool same_branch(const struct identity *a, const struct identity *b)
{
	return sipw__given(a->top.via.branch) == sipw__given(b->top.via.branch) &&
	       sipw__equal_nocase(a->top.via.branch, b->top.via.branch);
}

/* What all messages of a transaction have in common (RFC 3261 17.1.3, 17.2.3). */
static bool have_same_root(const struct identity *a, const struct identity *b)
{
	if (a->modern != b->modern || !same_branch(a, b))
		return false;
	return a->modern || (sipw__equal(a->call_id, b->call_id) && a->cseq.number == b->cseq.number &&
			     sipw__equal_nocase(a->from_tag, b->from_tag));
}

static bool same_uri(const sipw_msg *a, const sipw_msg *b)
{
	return sipw__equal(sipw__start_uri(a), sipw__start_uri(b)) || sipw_uri_equal(sipw__start_uri(a), sipw__start_uri(b));
}

/* An RFC 2543 peer's request: To tags compare, but for an ACK, which has that of the response sent. */
static bool fits_old(const struct identity *first, const sipw_msg *sent, const struct identity *id)
{
	sipw_str tag = first->to_tag;
	if (!same_uri(first->m, id->m))
		return false;
	if (is_method(id->method, SIPW_ACK)) {
		if (sent == NULL)
			return true;
		if (read_tag(sent, SIPW_HDR_TO, &tag, NULL) != SIPW_OK)
			return false;
	}
	return sipw__equal_nocase(id->to_tag, tag);
}

static bool is_retransmission(const struct identity *first, const sipw_msg *sent, const struct identity *id)
{
	const bool ack = is_method(id->method, SIPW_ACK) && is_method(first->method, SIPW_INVITE);
	return (ack || sipw__equal(first->method, id->method)) && same_sent_by(first, id) &&
	       (first->modern || fits_old(first, sent, id));
}

bool sipw_transaction_match(const sipw_msg *request, const sipw_msg *sent, const sipw_msg *m)
{
	struct identity first, id;
	if (read_identity(request, &first, NULL) != SIPW_OK || request->code != 0 ||
	    read_identity(m, &id, NULL) != SIPW_OK || !have_same_root(&first, &id))
		return false;
	return m->code != 0 ? sipw__equal(first.method, id.method) : is_retransmission(&first, sent, &id);
}

bool sipw_cancel_match(const sipw_msg *cancel, const sipw_msg *request)
{
	struct identity first, id;
	return read_identity(request, &first, NULL) == SIPW_OK && request->code == 0 &&
	       read_identity(cancel, &id, NULL) == SIPW_OK && cancel->code == 0 && is_method(id.method, SIPW_CANCEL) &&
	       !is_method(first.method, SIPW_CANCEL) && !is_method(first.method, SIPW_ACK) && have_same_root(&first, &id) &&
	       same_sent_by(&first, &id) && (first.modern || (same_uri(request, cancel) && sipw__equal_nocase(first.to_tag, id.to_tag)));
}
