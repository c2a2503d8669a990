/* SPDX-License-Identifier: MIT */
#ifndef BENCH_CASES_H
#define BENCH_CASES_H

/* What the benchmark runs. A case is a row of the table in cases.c; run.sh learns of it by itself,
 * and table.awk makes a figure of it. */

#include <stdbool.h>
#include <stddef.h>

#include "sipwright.h"

struct bench_case {
	const char *name; /* one word */
	void (*run)(int arg);
	sipw_str (*expected)(int arg); /* the message it has to leave in bench_out; NULL for none */
	int arg;
	int units; /* the figure is for one of them: a run makes so many */
	const char *less; /* the case that does the same without what is measured; NULL for none */
};

extern const struct bench_case bench_cases[];
extern const size_t bench_case_count;

/* Where every case that makes a message leaves it, and its length. */
#define OUT_SIZE 16384
extern char bench_out[OUT_SIZE];
extern ptrdiff_t bench_len;

/* The finished messages, by their places in bench_vectors. */
enum { A, B, C, X10, X20, X40, X80, MESSAGE_COUNT };

/* The request that B answers. */
sipw_str finished_request(void);

/* A, B or C by one snprintf(). */
void run_snprintf(int message);

/* One of them, parsed. */
sipw_msg *parse_message(int message);

/* The values that nearly every program asks for; false if one of them is not there. */
struct decoded {
	sipw_via via;
	sipw_address from, to;
	sipw_contact contact;
	sipw_cseq cseq;
};
bool decode_message(const sipw_msg *m, struct decoded *ret);

/* The request that B answers, parsed, and B as the reply to it. */
void run_parse_request(int arg);
void run_reply(int arg);

/* A BYE in the dialog of A and B, and what it has to be. */
void run_bye(int arg);
sipw_str finished_bye(int arg);

/* Compiles the template; false, with a line on stderr, if that fails. */
bool compile_template(void);

/* A from a template with five slots: with A's values, and with ids and a number that are made. */
void run_render(int arg);
void run_render_ids(int arg);

/* What is added to A by id and by name, and the name of the id. */
#define FIELD_ID SIPW_HDR_ORIGINATION_ID
#define FIELD_ID_NAME "Origination-Id"
#define FIELD_NAME "X-Load"
#define FIELD_VALUE "value-0123456789abcd"

/* What is looked up. */
struct lookup_name {
	sipw_str name;
	int id; /* 0: none has it */
};
enum { NAME_COUNT = 30, METHOD_NAMES = 16, CODE_COUNT = 12 };
extern const struct lookup_name lookup_names[NAME_COUNT];
/* Two words that are no methods, and the methods of the tables, as many as have room; there after list_methods(). */
extern struct lookup_name lookup_methods[METHOD_NAMES];
extern const int lookup_codes[CODE_COUNT];

void list_methods(void);

/* Called instead of a look-up; they are elsewhere, so that the compiler cannot leave them out. */
void find_nothing(sipw_str name);
void find_no_reason(int code);

/* Reads the files of the messages; false, with a line on stderr, if one is missing. */
bool read_messages(void);

/* What a case has to make, valid after read_messages(). */
sipw_str finished_message(int message);
sipw_str finished_by_id(int fields);
sipw_str finished_by_name(int fields);

/* Runs every case once; false, with a line on stderr each, if one did not make what it has to. */
bool verify_cases(void);

#endif
