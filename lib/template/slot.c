/* SPDX-License-Identifier: MIT */
/* What slots take. */
#include "template/template.h"

#include "grammar/scan.h"
#include "fields/kinds.h"
#include "text/number.h"
#include "text/utf8.h"

/* What closes and what opens stand in wild samples of their own, since a value may have one without the other. */
const struct slot_rule sipw__slot_rules[SIPW_SLOT_CALL_ID + 1] = {
	[SIPW_SLOT_BODY] = { "body", 0, false, SIPW_S("a1"), { SIPW_S("a1") }, "any bytes are expected here" },
	[SIPW_SLOT_TEXT] = { "text", 0, false, SIPW_S("a1"),
			     { SIPW_S("a)\"b ;,>@: c"), SIPW_S("\\(\"<;,:@ \xc3\xa9") },
			     "a line of text is expected here: no control characters, well-formed UTF-8" },
	[SIPW_SLOT_QUOTED] = { "quoted", 0, false, SIPW_S("a1"),
			       { SIPW_S("a\\\"b\\\\c) ;,>@: d"), SIPW_S("\\\"b(<;,:@ \xc3\xa9\\\\") },
			       "a line of text is expected here: no control characters, well-formed UTF-8" },
	[SIPW_SLOT_URI] = { "uri", 0, true, SIPW_S("sip:a1@a1.example"),
			    { SIPW_S("sip:a1,;?@a1.example;x=y"), SIPW_S("urn:a,b;c?d") }, "an absolute URI is expected here" },
	[SIPW_SLOT_WORD] = { "word", CLASS_WORD, false, SIPW_S("a1"),
			     { SIPW_S("a1-.!%*_+`'~)>:/]?}\""), SIPW_S("\\(<{?[/:~'`+_*%!.-1a"), SIPW_S("42") },
			     "a word is expected here" },
	[SIPW_SLOT_USER] = { "user", CLASS_USER, false, SIPW_S("a1"),
			     { SIPW_S("a1-_.!~*')&=+$,;?/%41"), SIPW_S("%41/?;,$+=&('*~!._-1a"), SIPW_S("42") },
			     "characters of a user part are expected here" },
	[SIPW_SLOT_PARAM] = { "param", CLASS_PARAMCHAR, false, SIPW_S("a1"),
			      { SIPW_S("a1-_.!~*')]/:&+$%41"), SIPW_S("%41$+&:/[('*~!._-1a"), SIPW_S("42") },
			      "characters of a URI parameter are expected here" },
	[SIPW_SLOT_TOKEN] = { "token", CLASS_TOKEN, false, SIPW_S("a1"),
			      { SIPW_S("a1-.!%*_+`'~"), SIPW_S("~'`+_*%!.-1a"), SIPW_S("42") }, "a token is expected here" },
	[SIPW_SLOT_HOST] = { "host", 0, true, SIPW_S("a1.example"),
			     { SIPW_S("a-1.example"), SIPW_S("192.0.2.1"), SIPW_S("[2001:db8::1]") },
			     "a host name or IP address is expected here" },
	[SIPW_SLOT_ALNUM] = { "alnum", CLASS_ALPHANUM, false, SIPW_S("a1"), { SIPW_S("zZ9"), SIPW_S("9zZ"), SIPW_S("42") },
			      "letters and digits are expected here" },
	[SIPW_SLOT_NUMBER] = { "number", 0, true, SIPW_S("1"), { SIPW_S("1") }, "digits are expected here" },
	[SIPW_SLOT_DATE] = { "date", 0, true, SIPW_S("Sat, 13 Nov 2010 23:29:00 GMT"),
			     { SIPW_S("Sun, 14 Nov 2010 00:00:00 GMT") }, "a date is expected here" },
	[SIPW_SLOT_CALL_ID] = { "call-id", 0, true, SIPW_S("a1@a1.example"),
				{ SIPW_S("a1-.!%*_+`'~)>:/]?}\"@b1"), SIPW_S("\\(<{?[/:~'`+_*%!.-1a@-"), SIPW_S("42") },
				"a word, or two with @ between them, is expected here" },
};

sipw_str sipw_slot_class_name(int slot_class)
{
	return slot_class >= SIPW_SLOT_BODY && slot_class <= SIPW_SLOT_CALL_ID ? sipw_s(sipw__slot_rules[slot_class].name)
									     : (sipw_str){ NULL, 0 };
}

int sipw_slot_class_find(sipw_str name)
{
	for (int i = SIPW_SLOT_BODY; i <= SIPW_SLOT_CALL_ID; i++)
		if (sipw__equal(name, sipw_s(sipw__slot_rules[i].name)))
			return i;
	return 0;
}

static bool refuse(sipw_error *ret_error, int code, sipw_str value, const char *at, const char *sentence)
{
	const size_t offset = (size_t)(at - value.ptr);
	if (ret_error != NULL)
		*ret_error = (sipw_error){
			.code = code,
			.offset = offset,
			.byte = offset < value.len ? (unsigned char)*at : -1,
			.sentence = sentence,
		};
	return false;
}

/* UTF-8 without control characters. */
static const char *text_end(const char *at, const char *end)
{
	for (;;) {
		at = sipw__span(at, end, CLASS_TEXT_UTF8CHAR | CLASS_WSP);
		const size_t length = sipw__utf8_length(at, end);
		if (length == 0)
			return at;
		at += length;
	}
}

static bool takes_text(const struct slot *slot, sipw_str value, sipw_error *ret_error)
{
	const char *end = value.ptr + value.len;
	const char *stop = text_end(value.ptr, end);
	return (stop == end) || refuse(ret_error, SIPW_ERR_SYNTAX, value, stop, sipw__slot_rules[slot->slot_class].sentence);
}

static bool takes_number(const struct slot *slot, sipw_str value, sipw_error *ret_error)
{
	uint64_t number;
	const char *end = value.ptr + value.len;
	const char *stop = sipw__span(value.ptr, end, CLASS_DIGIT);
	if (stop != end || value.len == 0)
		return refuse(ret_error, SIPW_ERR_SYNTAX, value, stop, sipw__slot_rules[slot->slot_class].sentence);
	if (value.len > slot->digits)
		return refuse(ret_error, SIPW_ERR_RANGE, value, value.ptr + slot->digits, "the number has more digits than its place allows");
	return sipw__read_number(value, slot->max, &number) ||
	       refuse(ret_error, SIPW_ERR_RANGE, value, value.ptr, "the number is larger than its place allows");
}

static bool takes_element(const struct slot *slot, sipw_str value, sipw_error *ret_error)
{
	struct sipw__scan s = sipw__scan_of(value, PLACE_URI);
	sipw_str whole;
	int64_t date;
	bool right;
	if (slot->slot_class == SIPW_SLOT_URI)
		right = sipw__scan_uri(&s, URI_ANY, &whole);
	else if (slot->slot_class == SIPW_SLOT_HOST)
		right = sipw__scan_host(&s, &whole);
	else
		right = sipw__scan_date(&s, &date);
	if (right && sipw__scan_done(&s))
		return true;
	return refuse(ret_error, right ? SIPW_ERR_SYNTAX : s.code, value, right ? s.at : s.fault,
		      right ? sipw__slot_rules[slot->slot_class].sentence : s.sentence);
}

static bool takes_bytes(uint64_t class_bit, const char *sentence, sipw_str value, sipw_error *ret_error)
{
	if (LIKELY(value.len > 0 && sipw__all(value.ptr, value.len, class_bit)))
		return true;
	const bool escapes = class_bit == CLASS_USER || class_bit == CLASS_PARAMCHAR;
	const char *end = value.ptr + value.len;
	const char *stop = escapes ? sipw__escaped_run(value.ptr, end, class_bit) : sipw__span(value.ptr, end, class_bit);
	return (stop == end && value.len > 0) || refuse(ret_error, SIPW_ERR_SYNTAX, value, stop, sentence);
}

static bool takes_call_id(const struct slot *slot, sipw_str value, sipw_error *ret_error)
{
	const char *end = value.ptr + value.len;
	const char *stop = sipw__span(value.ptr, end, CLASS_WORD);
	const char *host = stop < end && stop > value.ptr && *stop == '@' ? stop + 1 : NULL;
	if (host != NULL)
		stop = sipw__span(host, end, CLASS_WORD);
	return (stop == end && value.len > 0 && stop != host) ||
	       refuse(ret_error, SIPW_ERR_SYNTAX, value, stop, sipw__slot_rules[slot->slot_class].sentence);
}

bool sipw__slot_takes(const struct slot *slot, sipw_str value, sipw_error *ret_error)
{
	const struct slot_rule *rule = &sipw__slot_rules[slot->slot_class];
	if (slot->width != 0 && value.len != slot->width)
		return refuse(ret_error, SIPW_ERR_RANGE, value, value.ptr + (value.len < slot->width ? value.len : slot->width),
			      "the value is not as wide as its slot");
	if (rule->bytes != 0)
		return takes_bytes(rule->bytes, rule->sentence, value, ret_error);
	switch (slot->slot_class) {
	case SIPW_SLOT_BODY:
		return true;
	case SIPW_SLOT_TEXT:
		return (value.len > 0 || refuse(ret_error, SIPW_ERR_SYNTAX, value, value.ptr, rule->sentence)) &&
		       takes_text(slot, value, ret_error);
	case SIPW_SLOT_QUOTED:
		return takes_text(slot, value, ret_error);
	case SIPW_SLOT_NUMBER:
		return takes_number(slot, value, ret_error);
	case SIPW_SLOT_CALL_ID:
		return takes_call_id(slot, value, ret_error);
	default:
		return takes_element(slot, value, ret_error);
	}
}
