/* SPDX-License-Identifier: MIT */
#include "troff.h"

#include <string.h>

#include "keep.h"
#include "text.h"

static const char *const tables[] = {"headers", "methods", "codes", "rules"};

enum { TABLES = sizeof tables / sizeof *tables };

struct escape {
	char c;
	const char *as;
};

static const struct escape escapes[] = {
	{'\\', "\\e"},
	{'-', "\\-"},
	{'\'', "\\(aq"},
	{'`', "\\(ga"},
	{'^', "\\(ha"},
	{'~', "\\(ti"},
	{'"', "\\(dq"},
};

static const char *find_escape(unsigned c)
{
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
		if ((unsigned char)escapes[i].c == c)
			return escapes[i].as;
	return NULL;
}

void troff_text(FILE *f, const char *text)
{
	while (*text != '\0') {
		unsigned c = next_utf8(&text);
		const char *escape = find_escape(c);

		if (escape != NULL)
			fputs(escape, f);
		else if (c < 0x80)
			fputc((int)c, f);
		else
			fprintf(f, "\\[u%04X]", c);
	}
}

void troff_line(FILE *f, const char *text)
{
	if (*text == '.')
		fputs("\\&", f);
	troff_text(f, text);
	fputc('\n', f);
}

void troff_begin(FILE *f, const char *table, const char *purpose, const char *const *paragraphs)
{
	fprintf(f, ".TH %s 7 \"\" sipwright \"SIP tables\"\n", upper_name("SIPWRIGHT\\-", table));
	fputs(".nh\n.ad l\n", f); /* names are not hyphenated */
	troff_section(f, "NAME");
	fprintf(f, "sipwright\\-%s \\- ", table);
	troff_line(f, purpose);
	troff_section(f, "DESCRIPTION");
	for (; *paragraphs != NULL; paragraphs++) {
		fputs(".PP\n", f);
		troff_line(f, *paragraphs);
	}
}

void troff_end(FILE *f, const char *table)
{
	troff_section(f, "SEE ALSO");
	fputs(".BR sipwright (1)", f);
	for (size_t i = 0; i < TABLES; i++)
		if (strcmp(tables[i], table) != 0)
			fprintf(f, ",\n.BR sipwright\\-%s (7)", tables[i]);
	fputc('\n', f);
}

void troff_section(FILE *f, const char *title)
{
	fprintf(f, ".SH %s\n", title);
}

void troff_tag(FILE *f, const char *tag, const char *behind)
{
	fputs(".TP\n\\fB", f);
	troff_text(f, tag);
	fputs("\\fR", f);
	if (behind != NULL) {
		fputc(' ', f);
		troff_text(f, behind);
	}
	fputs("\n.br\n", f);
}
