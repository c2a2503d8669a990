/* SPDX-License-Identifier: MIT */
#include "support/samples.h"

#include <stdio.h>

#include "support/bytes.h"
#include "support/check.h"

static const sipw_str mark = SIPW_S("=== ");

/* The next line of `*rest` without its LF, or what is left. */
static bool take_line(sipw_str *rest, sipw_str *ret_line)
{
	if (rest->len == 0)
		return false;
	const char *end = memchr(rest->ptr, '\n', rest->len);
	const size_t len = end == NULL ? rest->len : (size_t)(end - rest->ptr);
	const size_t whole = end == NULL ? len : len + 1;
	*ret_line = sipw_sn(rest->ptr, len);
	*rest = sipw_sn(rest->ptr + whole, rest->len - whole);
	return true;
}

static bool is_title(sipw_str line)
{
	return line.len >= mark.len && memcmp(line.ptr, mark.ptr, mark.len) == 0;
}

bool samples_open(struct sample_file *file, const char *name)
{
	static char text[600000];
	char path[1024];
	snprintf(path, sizeof path, "%s/%s", VECTOR_DIR, name);
	FILE *stream = fopen(path, "rb");
	if (!CHECKF(stream != NULL, "%s cannot be opened", path))
		return false;
	const size_t n = fread(text, 1, sizeof text, stream);
	fclose(stream);
	*file = (struct sample_file){ .name = name, .rest = sipw_sn(text, n), .line = 1 };
	return CHECKF(n > 0 && n < sizeof text, "%s has %zu bytes", name, n);
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c == '\0' ? NULL : strchr(digits, c);
	return at == NULL ? -1 : (int)(at - digits);
}

/* "{300*ab}" at `*rest`: writes its text that often. */
static bool add_repeated(struct text *text, sipw_str *rest)
{
	size_t times = 0;
	size_t i = 1;
	for (; i < rest->len && rest->ptr[i] >= '0' && rest->ptr[i] <= '9' && times < 100000; i++)
		times = 10 * times + (size_t)(rest->ptr[i] - '0');
	const char *end = memchr(rest->ptr, '}', rest->len);
	if (end == NULL || times == 0 || rest->ptr[i] != '*')
		return false;
	const sipw_str part = sipw_sn(rest->ptr + i + 1, (size_t)(end - rest->ptr) - i - 1);
	while (times-- > 0)
		text_add(text, part);
	*rest = sipw_sn(end + 1, (size_t)(rest->ptr + rest->len - end) - 1);
	return true;
}

/* What follows a backslash, at `*rest`. */
static bool add_escape(struct text *text, sipw_str *rest)
{
	if (rest->len >= 1 && rest->ptr[0] == '\\') {
		text_add_s(text, "\\");
		*rest = sipw_sn(rest->ptr + 1, rest->len - 1);
		return true;
	}
	if (rest->len >= 3 && rest->ptr[0] == 'x' && hex_digit(rest->ptr[1]) >= 0 && hex_digit(rest->ptr[2]) >= 0) {
		const char byte = (char)(hex_digit(rest->ptr[1]) * 16 + hex_digit(rest->ptr[2]));
		text_add(text, sipw_sn(&byte, 1));
		*rest = sipw_sn(rest->ptr + 3, rest->len - 3);
		return true;
	}
	return rest->len >= 1 && rest->ptr[0] == '{' && add_repeated(text, rest);
}

/* A line of the file as the message has it. */
static bool add_line(struct text *text, sipw_str line)
{
	for (;;) {
		const char *at = line.len == 0 ? NULL : memchr(line.ptr, '\\', line.len);
		const size_t plain = at == NULL ? line.len : (size_t)(at - line.ptr);
		text_add(text, sipw_sn(line.ptr, plain));
		if (at == NULL)
			break;
		line = sipw_sn(at + 1, line.len - plain - 1);
		if (line.len == 0)
			return true;
		if (!add_escape(text, &line))
			return false;
	}
	text_add_s(text, "\r\n");
	return true;
}

/* The lines up to the next title, but for the empty one before it. */
static void read_message(struct sample_file *file, struct text *text)
{
	sipw_str line;
	bool empty = false;
	while (!is_title(file->rest) && take_line(&file->rest, &line)) {
		if (empty)
			text_add_s(text, "\r\n");
		empty = line.len == 0;
		if (!empty)
			CHECKF(add_line(text, line), "%s:%d: not an escape", file->name, file->line);
		file->line++;
	}
	if (empty && file->rest.len == 0)
		text_add_s(text, "\r\n");
}

bool samples_next(struct sample_file *file, struct sample *ret_sample)
{
	static struct text text;
	sipw_str line;
	text.len = 0;
	do {
		if (!take_line(&file->rest, &line))
			return false;
		file->line++;
	} while (!is_title(line));
	*ret_sample = (struct sample){ .file = file->name, .line = file->line - 1 };
	ret_sample->title = sipw_sn(line.ptr + mark.len, line.len - mark.len);
	ret_sample->remarks = sipw_sn(file->rest.ptr, 0);
	while (take_line(&file->rest, &line) && line.len > 0) {
		ret_sample->remarks.len += line.len + 1;
		file->line++;
	}
	file->line++;
	read_message(file, &text);
	ret_sample->bytes = text_all(&text);
	return true;
}

bool next_remark(sipw_str *remarks, sipw_str *ret_key, sipw_str *ret_text)
{
	const sipw_str colon = SIPW_S(": ");
	sipw_str line;
	if (!take_line(remarks, &line))
		return false;
	const size_t at = find_bytes(line, colon);
	*ret_key = sipw_sn(line.ptr, at == line.len ? 0 : at);
	*ret_text = at == line.len ? line : sipw_sn(line.ptr + at + colon.len, line.len - at - colon.len);
	return true;
}
