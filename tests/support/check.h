/* SPDX-License-Identifier: MIT */
#ifndef TEST_CHECK_H
#define TEST_CHECK_H

/*
 * What tests assert, without regard to who runs them: the same checks run under Criterion and
 * under the plain runner. A program says in check_fail() what a failure means to it.
 */

#include <stdbool.h>

#include "sipwright/base.h"

/* Counts a check, and reports it if it did not hold. Returns `held`. */
__attribute__((format(printf, 4, 5)))
bool check_report(bool held, const char *file, int line, const char *format, ...);

bool check_int(long long actual, long long expected, const char *what, const char *file, int line);
bool check_str(sipw_str actual, sipw_str expected, const char *what, const char *file, int line);

#define CHECK(held) check_report((held), __FILE__, __LINE__, "%s", #held)
#define CHECKF(held, ...) check_report((held), __FILE__, __LINE__, __VA_ARGS__)
#define CHECK_INT(actual, expected) \
	check_int((long long)(actual), (long long)(expected), #actual, __FILE__, __LINE__)
#define CHECK_STR(actual, expected) check_str((actual), (expected), #actual, __FILE__, __LINE__)
#define CHECK_TEXT(actual, literal) CHECK_STR((actual), sipw_s(literal))

/* Bytes as printable text, for messages: CRLF as \r\n, others as \xHH; cut if long. One of four
 * static buffers, used in turn. */
const char *check_show(sipw_str bytes);

/* Defined by the program: a check failed. */
void check_fail(const char *file, int line, const char *text);

/* The number of checks so far. */
unsigned long check_count(void);

#endif
