/* SPDX-License-Identifier: MIT */
/* Messages in the form in which flows compare them, by code of the tests' own. */
#include "flows.h"
#include "support/check.h"

sipw_str remark(sipw_str remarks, const char *key)
{
	sipw_str found, text;
	while (next_remark(&remarks, &found, &text))
		if (same_bytes(found, sipw_s(key)))
			return text;
	return (sipw_str){ NULL, 0 };
}

sipw_str word_of(sipw_str text, unsigned index)
{
	for (;;) {
		const size_t n = find_bytes(text, sipw_s(" "));
		if (index-- == 0)
			return sipw_sn(text.ptr, n);
		if (n == text.len)
			return sipw_sn(text.ptr, 0);
		text = sipw_sn(text.ptr + n + 1, text.len - n - 1);
	}
}

bool has_word(sipw_str words, sipw_str word)
{
	while (words.len > 0) {
		const size_t n = find_bytes(words, sipw_s(","));
		size_t start = 0, end = n;
		while (start < end && words.ptr[start] == ' ')
			start++;
		while (end > start && words.ptr[end - 1] == ' ')
			end--;
		if (same_letters(sipw_sn(words.ptr + start, end - start), word))
			return true;
		words = n == words.len ? sipw_sn(words.ptr, 0) : sipw_sn(words.ptr + n + 1, words.len - n - 1);
	}
	return false;
}

/* A value unfolded, with the blanks around ";" and "," as they are to be, those in quotes aside. */
static void add_value(struct text *text, sipw_str value)
{
	static struct text unfolded;
	bool quoted = false;
	unfolded.len = 0;
	text_add_unfolded(&unfolded, value);
	for (size_t i = 0; i < unfolded.len; i++) {
		const char c = unfolded.bytes[i];
		quoted ^= c == '"';
		const bool around = !quoted && c == ' ' && i + 1 < unfolded.len &&
				    (strchr(";,", unfolded.bytes[i + 1]) != NULL || strchr(";,", unfolded.bytes[i - 1]) != NULL);
		if (!around)
			text_add(text, sipw_sn(&c, 1));
		if (!quoted && c == ',')
			text_add_s(text, " ");
	}
}

enum { LINES_MAX = 40, LINE_MAX = 1000 };

/* The header lines of a message, one after the other, by name. */
struct lines {
	char text[LINES_MAX][LINE_MAX];
	size_t n;
};

/* "Name: value" with the full name and the value in its form. */
static void keep_value(struct lines *lines, sipw_str name, sipw_str value)
{
	static struct text text;
	text.len = 0;
	text_add(&text, name);
	text_add_s(&text, ": ");
	add_value(&text, value);
	if (!CHECK(lines->n < LINES_MAX && text.len < LINE_MAX))
		return;
	memset(lines->text[lines->n], 0, LINE_MAX);
	memcpy(lines->text[lines->n++], text.bytes, text.len);
}

/* Where the first value of a list ends: at a comma that stands in no quotes and no brackets. */
static size_t value_len(sipw_str list)
{
	bool quoted = false, bracketed = false;
	size_t i = 0;
	for (; i < list.len && (quoted || bracketed || list.ptr[i] != ','); i++) {
		quoted ^= list.ptr[i] == '"';
		bracketed = !quoted && (list.ptr[i] == '<' || (bracketed && list.ptr[i] != '>'));
	}
	return i;
}

/* A line, or one for each value of a list, which may share lines or not (RFC 3261 7.3.1). */
static void keep_line(struct lines *lines, sipw_str line)
{
	const size_t colon = find_bytes(line, sipw_s(":"));
	const size_t start = colon < line.len ? colon + 1 : colon;
	const int header = sipw_header_find(sipw_sn(line.ptr, colon));
	const sipw_str name = header != 0 ? sipw_header_name(header) : sipw_sn(line.ptr, colon);
	sipw_str rest = sipw_sn(line.ptr + start, line.len - start);
	sipw_header_info info = { .times = SIPW_TIMES_ONE };
	sipw_header_describe(header, &info);
	while (info.times == SIPW_TIMES_LIST && value_len(rest) < rest.len) {
		const size_t n = value_len(rest);
		keep_value(lines, name, sipw_sn(rest.ptr, n));
		rest = sipw_sn(rest.ptr + n + 1, rest.len - n - 1);
	}
	if (info.times != SIPW_TIMES_LIST || rest.len > 0)
		keep_value(lines, name, rest);
}

/* The next header line with its folds; false at the empty one. */
static bool take_header(sipw_str *rest, sipw_str *ret)
{
	sipw_str line;
	const char *start = rest->ptr;
	if (!next_line(rest, &line) || line.len == 0)
		return false;
	while (rest->len > 0 && (rest->ptr[0] == ' ' || rest->ptr[0] == '\t'))
		next_line(rest, &line);
	*ret = sipw_sn(start, (size_t)(line.ptr + line.len - start));
	return true;
}

static size_t name_len(const char *line)
{
	return strcspn(line, ":");
}

/* Where a line goes: behind all whose names are not greater. */
static void sort(struct lines *lines)
{
	static char line[LINE_MAX];
	for (size_t i = 1; i < lines->n; i++) {
		size_t to = i;
		memcpy(line, lines->text[i], LINE_MAX);
		for (; to > 0; to--) {
			const size_t n = name_len(lines->text[to - 1]), k = name_len(line);
			const int order = memcmp(lines->text[to - 1], line, n < k ? n : k);
			if (order < 0 || (order == 0 && n <= k))
				break;
			memcpy(lines->text[to], lines->text[to - 1], LINE_MAX);
		}
		memcpy(lines->text[to], line, LINE_MAX);
	}
}

/* The start line, the header lines, and the rest. */
static sipw_str read_message(sipw_str bytes, sipw_str *ret_start, struct lines *lines)
{
	sipw_str line;
	lines->n = 0;
	next_line(&bytes, ret_start);
	while (take_header(&bytes, &line))
		keep_line(lines, line);
	return bytes;
}

static void write_message(struct text *text, sipw_str start, struct lines *lines, sipw_str body)
{
	sort(lines);
	text_add(text, start);
	text_add_s(text, "\r\n");
	for (size_t i = 0; i < lines->n; i++) {
		text_add_s(text, lines->text[i]);
		text_add_s(text, "\r\n");
	}
	text_add_s(text, "\r\n");
	text_add(text, body);
}

void text_add_normal(struct text *text, sipw_str bytes)
{
	static struct lines lines;
	sipw_str start;
	const sipw_str body = read_message(bytes, &start, &lines);
	write_message(text, start, &lines, body);
}

/* Takes a line out; false if it is not there. */
static bool drop_line(struct lines *lines, sipw_str line, size_t *ret_place)
{
	for (size_t i = 0; i < lines->n; i++) {
		if (!same_bytes(sipw_s(lines->text[i]), line))
			continue;
		lines->n--;
		memmove(lines->text[i], lines->text[i + 1], (lines->n - i) * LINE_MAX);
		*ret_place = i;
		return true;
	}
	return false;
}

static void add_line(struct lines *lines, sipw_str line, size_t place)
{
	if (!CHECK(lines->n < LINES_MAX && line.len < LINE_MAX))
		return;
	memmove(lines->text[place + 1], lines->text[place], (lines->n++ - place) * LINE_MAX);
	memset(lines->text[place], 0, LINE_MAX);
	memcpy(lines->text[place], line.ptr, line.len);
}

void text_add_patched(struct text *text, sipw_str bytes, const struct sample *row)
{
	static struct lines lines;
	sipw_str start, key, line, remarks = row->remarks;
	const sipw_str body = read_message(bytes, &start, &lines);
	size_t place = lines.n;
	bool of_start = false, named = false;
	while (next_remark(&remarks, &key, &line)) {
		if (same_bytes(key, sipw_s("patch"))) {
			place = lines.n;
			of_start = false;
			named = true;
		} else if (same_bytes(key, sipw_s("not"))) {
			of_start = same_bytes(start, line);
			check_report(named && (of_start || drop_line(&lines, line, &place)), row->file, row->line,
				     "%.*s: there is no line '%.*s'", (int)row->title.len, row->title.ptr, (int)line.len, line.ptr);
		} else if (same_bytes(key, sipw_s("but"))) {
			if (of_start)
				start = line;
			else
				add_line(&lines, line, place++);
			of_start = false;
		}
	}
	write_message(text, start, &lines, body);
}
