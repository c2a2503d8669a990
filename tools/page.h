/* SPDX-License-Identifier: MIT */
#ifndef PAGE_H
#define PAGE_H

/*
 * Output for people: a head line, then lines of a key and a value. A value that is long goes on in
 * lines indented as far as the first one; the width is always the same, so that output is, too.
 */

#include "sipwright/base.h"

/* A value that is being printed. */
struct flow {
	size_t column;
	size_t items; /* printed since flow_start() or flow_words() */
};

/* Begins the line of a key. */
void flow_start(struct flow *flow, const char *key);
/* A mark behind what stands before. */
void flow_mark(struct flow *flow, char mark);
/* Words, broken where the line is full; behind a mark, if it is not 0. */
void flow_words(struct flow *flow, char mark, sipw_str words);
/* An item of a list, not broken, with a comma behind the one before. */
void flow_item(struct flow *flow, sipw_str item);
void flow_end(void);

/* A whole line; put_words() breaks the value, put_line() never does. */
void put_words(const char *key, sipw_str value);
void put_line(const char *key, sipw_str value);

#endif
