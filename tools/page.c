/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <stdio.h>

#define WIDTH 80
#define KEY_WIDTH 14
#define INDENT (2 + KEY_WIDTH + 1)

void flow_start(struct flow *flow, const char *key)
{
	const size_t len = strlen(key);
	printf("  %-*s", KEY_WIDTH, key);
	if (len > KEY_WIDTH)
		printf("\n%*s", INDENT - 1, "");
	*flow = (struct flow){ .column = INDENT - 1 };
}

static void put(struct flow *flow, sipw_str text)
{
	if (flow->column + 1 + text.len >= WIDTH && flow->column >= INDENT) {
		printf("\n%*s", INDENT - 1, "");
		flow->column = INDENT - 1;
	}
	putchar(' ');
	fwrite(text.ptr, 1, text.len, stdout); /* finish_output() sees to failures */
	flow->column += 1 + text.len;
}

void flow_mark(struct flow *flow, char mark)
{
	putchar(mark);
	flow->column++;
}

void flow_words(struct flow *flow, char mark, sipw_str words)
{
	if (mark != 0)
		flow_mark(flow, mark);
	while (words.len > 0) {
		const char *space = memchr(words.ptr, ' ', words.len);
		const size_t len = space != NULL ? (size_t)(space - words.ptr) : words.len;
		put(flow, sipw_sn(words.ptr, len));
		words = sipw_sn(words.ptr + len, words.len - len);
		if (words.len > 0)
			words = sipw_sn(words.ptr + 1, words.len - 1);
	}
	flow->items = 0;
}

void flow_item(struct flow *flow, sipw_str item)
{
	if (flow->items++ > 0)
		flow_mark(flow, ',');
	put(flow, item);
}

void flow_end(void)
{
	putchar('\n');
}

void put_words(const char *key, sipw_str value)
{
	struct flow flow;
	flow_start(&flow, key);
	flow_words(&flow, 0, value);
	flow_end();
}

void put_line(const char *key, sipw_str value)
{
	printf("  %-*s %.*s\n", KEY_WIDTH, key, (int)value.len, value.ptr);
}
