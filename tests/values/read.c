/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "support/check.h"
#include "values.h"

/* Where a reader of the file stands. */
struct reader {
	struct values *file;
	int line;
	sipw_str sentence; /* of the refusals to come */
	sipw_str source;
	bool right;
};

static void complain(struct reader *r, const char *what)
{
	CHECKF(false, "%s:%d: %s", r->file->path, r->line, what);
	r->right = false;
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* \xHH, with small letters, is that byte; everything else is itself. In place. */
static sipw_str unescape(char *text)
{
	char *out = text;
	for (const char *at = text; *at != '\0';) {
		if (at[0] == '\\' && at[1] == 'x' && hex_digit(at[2]) >= 0 && hex_digit(at[3]) >= 0) {
			*out++ = (char)(hex_digit(at[2]) * 16 + hex_digit(at[3]));
			at += 4;
		} else {
			*out++ = *at++;
		}
	}
	return sipw_sn(text, (size_t)(out - text));
}

static bool begins(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

/* ": blanks CHARACTERS", ": bytes", ": commas", ": few", ": borne" */
static void read_setting(struct reader *r, const char *text)
{
	if (begins(text, "blanks"))
		snprintf(r->file->blanks, sizeof r->file->blanks, "%s", text[6] == ' ' ? text + 7 : "");
	else if (begins(text, "bytes"))
		r->file->bytes = true;
	else if (begins(text, "commas"))
		r->file->commas = true;
	else if (begins(text, "few"))
		r->file->few = true;
	else if (begins(text, "borne"))
		r->file->borne = true;
	else
		complain(r, "no such setting");
}

/* "? SENTENCE [SOURCE]" */
static void read_sentence(struct reader *r, char *text)
{
	char *source = strrchr(text, '[');
	char *end = text + strlen(text) - 1;
	if (source == NULL || source - text < 2 || *end != ']') {
		complain(r, "a sentence and, in brackets, its source are expected");
		return;
	}
	r->sentence = sipw_sn(text, (size_t)(source - 1 - text));
	r->source = sipw_sn(source + 1, (size_t)(end - source - 1));
}

/* "NAME: VALUE" */
static bool read_field(struct reader *r, char *text, struct vector *v)
{
	char *colon = strchr(text, ':');
	sipw_header_info info;
	if (colon == NULL)
		return false;
	v->header = sipw_header_find(sipw_sn(text, (size_t)(colon - text)));
	v->value = unescape(colon[1] == ' ' ? colon + 2 : colon + 1);
	return sipw_header_describe(v->header, &info) && info.kind == r->file->kind;
}

/* "+ FIELD", "= FIELD", "- OFFSET FIELD", "! OFFSET FIELD" */
static void read_vector(struct reader *r, char *text)
{
	struct vector *v = &r->file->vectors[r->file->n];
	char *field = text + 2;
	if (r->file->n == VECTORS_MAX) {
		complain(r, "too many vectors");
		return;
	}
	*v = (struct vector){ .line = r->line, .taken = text[0] == '+' || text[0] == '=', .alone = text[0] == '=' };
	if (!v->taken) {
		v->code = text[0] == '!' ? SIPW_ERR_RANGE : SIPW_ERR_SYNTAX;
		v->offset = strtoul(text + 2, &field, 10);
		v->sentence = r->sentence;
		v->source = r->source;
		field++;
	}
	if (read_field(r, field, v))
		r->file->n++;
	else
		complain(r, "a header field of this kind and its value are expected");
}

static void read_line(struct reader *r, char *text)
{
	const bool spaced = text[0] != '\0' && text[1] == ' ';
	if (text[0] == '\0')
		r->sentence = r->source = (sipw_str){ 0 };
	else if (text[0] == '#')
		return;
	else if (spaced && text[0] == ':')
		read_setting(r, text + 2);
	else if (spaced && text[0] == '?')
		read_sentence(r, text + 2);
	else if (spaced && strchr("+=-!", text[0]) != NULL)
		read_vector(r, text);
	else
		complain(r, "no line of this form");
}

static size_t read_text(struct values *file)
{
	FILE *stream = fopen(file->path, "rb");
	if (stream == NULL)
		return 0;
	size_t n = fread(file->text, 1, sizeof file->text, stream);
	fclose(stream);
	return n;
}

bool values_read(struct values *file, sipw_str kind, const char *folder)
{
	static char path[1024];
	struct reader r = { .file = file, .right = true };
	snprintf(path, sizeof path, "%s/%.*s.values", folder, (int)kind.len, kind.ptr);
	file->path = path;
	file->bytes = file->commas = file->few = file->borne = false;
	file->n = 0;
	strcpy(file->blanks, ";=,");
	const size_t n = read_text(file);
	if (!CHECKF(n > 0 && n < sizeof file->text && file->text[n - 1] == '\n', "%s: %zu bytes", path, n))
		return false;
	for (char *at = file->text; at < file->text + n;) {
		char *end = memchr(at, '\n', (size_t)(file->text + n - at));
		*end = '\0';
		r.line++;
		read_line(&r, at);
		at = end + 1;
	}
	return r.right;
}
