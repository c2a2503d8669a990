/* SPDX-License-Identifier: MIT */
/* sipwright lookup: everything that is known of a word. */
#include <stdio.h>

#include "diagnose.h"
#include "near.h"
#include "options.h"
#include "output.h"
#include "page.h"
#include "presence.h"
#include "sipwright/check.h"
#include "sipwright/lookup.h"
#include "text.h"
#include "tool.h"

static const struct syntax syntax = {
	.command = "lookup",
	.operands = "WORD...",
	.about = "Explains each word: a method, the name or compact form of a header field, a\n"
		 "response code, a class of codes (4xx), a reason phrase, a value kind, a rule\n"
		 "of check. A word that is several of these gets them all.\n",
	.notes = "\"must\" is what a sentence of an RFC demands and the library enforces; the\n"
		 "other words are those of the RFCs' tables.\n\n"
		 "Example: sipwright lookup INVITE v 486 'busy here' 4xx\n",
};

struct lookup {
	bool printed; /* a block, which the next one is set off from */
	bool words;   /* there were any */
	bool unknown; /* there were some nobody knows */
};

static void start_block(struct lookup *l)
{
	if (l->printed)
		putchar('\n');
	l->printed = true;
}

/* ---- methods ---- */

static void put_properties(const sipw_method_info *info)
{
	struct flow flow;
	if (!info->creates_dialog && !info->target_refresh && !info->no_response)
		return;
	flow_start(&flow, "properties");
	if (info->creates_dialog)
		flow_item(&flow, sipw_s("can create a dialog"));
	if (info->target_refresh)
		flow_item(&flow, sipw_s("refreshes the remote target"));
	if (info->no_response)
		flow_item(&flow, sipw_s("is not answered"));
	flow_end();
}

static bool explain_method(struct lookup *l, sipw_str word)
{
	sipw_method_info info;
	if (!sipw_method_describe(sipw_method_find(word), &info))
		return false;
	start_block(l);
	printf("method %.*s\n", (int)info.name.len, info.name.ptr);
	put_words("meaning", info.meaning);
	put_line("source", info.source);
	put_properties(&info);
	put_method_presence(info.id);
	return true;
}

/* ---- header fields ---- */

static void put_times(int times)
{
	static const char *const words[] = {
		[SIPW_TIMES_ONE] = "once at most",
		[SIPW_TIMES_LIST] = "any number, on lines of their own or with commas",
		[SIPW_TIMES_LINES] = "any number, on lines of their own, never with commas",
	};
	put_line("values", sipw_s(words[times]));
}

static void put_notes(const sipw_header_info *info)
{
	struct flow flow;
	if (!info->may_be_empty && !info->deprecated && !info->unregistered)
		return;
	flow_start(&flow, "notes");
	if (info->may_be_empty)
		flow_item(&flow, sipw_s("may be empty"));
	if (info->deprecated)
		flow_item(&flow, sipw_s("deprecated"));
	if (info->unregistered)
		flow_item(&flow, sipw_s("not registered with IANA"));
	flow_end();
}

static bool explain_header(struct lookup *l, sipw_str word)
{
	sipw_header_info info;
	sipw_kind_info kind;
	if (!sipw_header_describe(sipw_header_find(word), &info))
		return false;
	start_block(l);
	printf("header %.*s\n", (int)info.name.len, info.name.ptr);
	put_words("meaning", info.meaning);
	put_line("source", info.source);
	if (info.compact != 0)
		put_line("compact", sipw_sn(&info.compact, 1));
	if (sipw_kind_describe(info.kind, &kind)) {
		put_line("kind", kind.name);
		put_line("sample", kind.accepted);
	}
	put_times(info.times);
	put_notes(&info);
	put_header_presence(info.id);
	return true;
}

/* ---- codes, phrases and classes ---- */

static void explain_info(struct lookup *l, const sipw_code_info *info)
{
	char class[32];
	const sipw_str word = sipw_code_class_name(info->code);
	start_block(l);
	printf("code %d %.*s\n", info->code, (int)info->phrase.len, info->phrase.ptr);
	snprintf(class, sizeof class, "%dxx, %.*s", sipw_code_class(info->code), (int)word.len, word.ptr);
	put_line("class", sipw_s(class));
	put_line("source", info->source);
	if (info->deprecated)
		put_line("notes", sipw_s("deprecated"));
	put_code_presence(info->code);
}

/* Three digits that are a class and two more. */
static bool parse_code(sipw_str word, int *ret_code)
{
	uint64_t code;
	if (word.len != 3 || !parse_number(word, 699, &code))
		return false;
	*ret_code = (int)code;
	return sipw_code_class(*ret_code) != 0;
}

static bool explain_code(struct lookup *l, sipw_str word)
{
	sipw_code_info info;
	int code;
	if (!parse_code(word, &code) || !sipw_code_describe(code, &info))
		return false;
	explain_info(l, &info);
	return true;
}

static bool explain_phrase(struct lookup *l, sipw_str word)
{
	int codes[16];
	const size_t n = sipw_reason_codes(word, codes, sizeof codes / sizeof codes[0]);
	for (size_t i = 0; i < n && i < sizeof codes / sizeof codes[0]; i++) {
		sipw_code_info info;
		if (sipw_code_describe(codes[i], &info))
			explain_info(l, &info);
	}
	return n > 0;
}

static bool explain_class(struct lookup *l, sipw_str word)
{
	const int class = word.len == 3 && upper(word.ptr[1]) == 'X' && upper(word.ptr[2]) == 'X' ?
		sipw_code_class((word.ptr[0] - '0') * 100) : 0;
	if (class == 0)
		return false;
	start_block(l);
	const sipw_str name = sipw_code_class_name(class * 100);
	printf("class %dxx %.*s\n", class, (int)name.len, name.ptr);
	for (int code = 0; (code = sipw_code_next(code)) != 0;) {
		char number[12];
		snprintf(number, sizeof number, "%d", code);
		if (sipw_code_class(code) == class)
			put_line(number, sipw_reason(code));
	}
	return true;
}

/* ---- value kinds ---- */

static void put_users(int kind)
{
	struct flow flow;
	sipw_header_info info;
	flow_start(&flow, "headers");
	for (int id = 0; (id = sipw_header_next(id)) != 0;)
		if (sipw_header_describe(id, &info) && info.kind == kind)
			flow_item(&flow, info.name);
	flow_end();
}

static bool find_kind(sipw_str name, sipw_kind_info *ret_info)
{
	for (int id = 0; (id = sipw_kind_next(id)) != 0;)
		if (sipw_kind_describe(id, ret_info) && same_nocase(ret_info->name, name))
			return true;
	return false;
}

static bool explain_kind(struct lookup *l, sipw_str word)
{
	sipw_kind_info info;
	if (!find_kind(word, &info))
		return false;
	start_block(l);
	printf("kind %.*s\n", (int)info.name.len, info.name.ptr);
	put_line("source", info.source);
	put_line("parameters", sipw_s(info.has_params ? "yes" : "no"));
	put_line("sample", info.accepted);
	if (info.rejected.len > 0)
		put_line("not", info.rejected);
	put_users(info.id);
	return true;
}

/* ---- rules ---- */

static bool find_condition(sipw_str name, sipw_condition_info *ret_info)
{
	for (int id = 0; (id = sipw_condition_next(id)) != 0;)
		if (sipw_condition_describe(id, ret_info) && same_nocase(ret_info->name, name))
			return true;
	return false;
}

static bool explain_condition(struct lookup *l, sipw_str word)
{
	sipw_condition_info info;
	if (!find_condition(word, &info))
		return false;
	start_block(l);
	printf("rule %.*s\n", (int)info.name.len, info.name.ptr);
	put_words("says", info.sentence);
	put_line("source", info.source);
	put_words("asked in", info.place);
	put_line("severity", sipw_s(info.severity == SIPW_ERROR ? "error" : "warning"));
	put_line("enforced", sipw_s(info.enforced ? "yes" : "no"));
	return true;
}

/* ---- words ---- */

/* RFC 3261 8.1.3.2: a code that is not known is taken for the first of its class, a provisional
 * one for 183. */
static void complain_of_code(int code)
{
	const int taken = sipw_code_class(code) == 1 ? 183 : code / 100 * 100;
	const sipw_str phrase = sipw_reason(taken);
	complain("%d is no registered response code; it is taken for %d %.*s [RFC 3261 8.1.3.2]",
		 code, taken, (int)phrase.len, phrase.len > 0 ? phrase.ptr : "");
}

static void complain_of_word(sipw_str word)
{
	char shown[SHOWN_SIZE];
	sipw_str near[NEAR_MAX];
	char text[NEAR_MAX * SHOWN_SIZE];
	size_t used = 0;
	const size_t n = find_near(word, near);
	for (size_t i = 0; i < n; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s",
					 i == 0 ? "; did you mean " : i + 1 < n ? ", " : " or ",
					 (int)near[i].len, near[i].ptr);
	complain("'%s' is unknown%s%s", show(shown, word), n > 0 ? text : "", n > 0 ? "?" : "");
}

static int explain(void *ctx, int key, const char *argument)
{
	struct lookup *l = ctx;
	const sipw_str word = sipw_s(argument);
	int code;
	(void)key; /* there are operands only */
	bool known = explain_method(l, word);
	known |= explain_header(l, word);
	known |= explain_code(l, word);
	known |= explain_phrase(l, word);
	known |= explain_class(l, word);
	known |= explain_kind(l, word);
	known |= explain_condition(l, word);
	l->words = true;
	l->unknown |= !known;
	if (!known && parse_code(word, &code))
		complain_of_code(code);
	else if (!known)
		complain_of_word(word);
	return STATUS_FINE;
}

int cmd_lookup(int argc, char **argv)
{
	struct lookup l = { 0 };
	int status = parse_options(argc, argv, &syntax, explain, &l);
	if (status != GO_ON)
		return status;
	if (!l.words) {
		complain("there is no word to look up");
		return wrong_usage(&syntax);
	}
	status = finish_output();
	return status != STATUS_FINE || !l.unknown ? status : STATUS_INVALID;
}
