/* SPDX-License-Identifier: MIT */
#ifndef SIPW_TABLES_H
#define SIPW_TABLES_H

/*
 * The generated tables: one struct a row, all of them constant and free of pointers, so that they
 * need no relocation and are shared between processes. Text lies in a pool a table; a row holds
 * offsets into it. Row 0 of each table is the unknown row, all zero.
 *
 * An id below 4096 is its own index; ids from 4096, a user's extra rows, follow the standard ones.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sipwright/base.h"
#include "sipwright/lookup.h"
#include "sipwright/names.h"
#include "sipwright/values.h"
#include "tables/classes.h"
#include "tables/compare.h"
#include "tables/counts.h"
#include "tables/uri_parts.h"

#define EXTRA_IDS 4096

enum { TIMES_ONE = SIPW_TIMES_ONE, TIMES_LIST = SIPW_TIMES_LIST, TIMES_LINES = SIPW_TIMES_LINES };

enum {
	HEADER_EMPTY = 1,
	HEADER_DEPRECATED = 2,
	HEADER_3GPP = 4,
	HEADER_P = 8,
	HEADER_INFORMATIONAL = 16,
	HEADER_UNREGISTERED = 32,
	HEADER_COMPUTED = 64,
	HEADER_LAX = 128
};

/* The first three are what a line of the message keeps of its field, in the same order there. */
struct header_row {
	uint32_t value; /* where the value starts in a line: behind "Via: " */
	uint16_t index; /* its own */
	uint16_t name_len; /* of "Via"; 0: a retired id */
	uint32_t name; /* the pool has "Via: " here, and HEADER_COPY bytes from here on in any case */
	uint16_t id;
	uint8_t kind;
	uint8_t times;
	uint8_t flags;
	char compact;
	uint8_t usual; /* the kind again, if values are set and the name is not too long: most lines ask no more */
	uint8_t unused[13]; /* a row has 64 bytes, so that it is found by a shift and is in one piece in the cache */
	char start[HEADER_COPY]; /* "Via: " again, if it is not too long */
};

_Static_assert(sizeof(struct header_row) == 64, "a row is found by a shift");

#define GLANCES 1024

/* What is said of a header field, apart from what lines are made with. */
struct header_text {
	uint32_t source;
	uint32_t meaning;
};

enum {
	METHOD_DIALOG = 1,
	METHOD_REFRESH = 2,
	METHOD_NO_RESPONSE = 4,
	METHOD_BODY = 8,
	METHOD_OPTIONAL_BODY = 16
};

struct method_row {
	uint32_t name; /* the pool has METHOD_COPY bytes from here on in any case */
	uint32_t source;
	uint32_t meaning;
	uint16_t name_len;
	uint16_t id;
	uint8_t properties;
};

enum { STATUS_DEPRECATED = 1 };

struct status_row {
	uint32_t source;
	uint16_t code;
	uint8_t flags;
};

/* The phrase of a code, as bytes from the first of these structs on; len 0: none. */
struct reason {
	uint32_t at;
	uint32_t len;
};

/* The phrases stand behind the 600 structs of all codes. */
#define PHRASES_AT (600 * sizeof(struct reason))

struct kind_row {
	uint32_t name;
	uint32_t source;
	uint32_t accepted;
	uint32_t rejected;
	uint32_t type;
	uint16_t size; /* of the C type */
	uint16_t first_member; /* in sipw__member_rows */
	uint16_t members; /* how many; a value without a struct is its own member */
	uint8_t name_len;
	uint8_t params;
};

struct member_row {
	uint32_t name;
	uint32_t meaning;
	uint16_t offset;
	uint8_t name_len;
	uint8_t holds; /* enum sipw_holds */
};

/* Value forms of parameters; params.spec says what each is. From FORM_QUOTED on they are quoted. */
enum {
	FORM_TOKEN,
	FORM_WORD,
	FORM_VALUE,
	FORM_ANY,
	FORM_HOST,
	FORM_HOSTNAME,
	FORM_HOSTPORT,
	FORM_ADDRESS,
	FORM_NUMBER,
	FORM_DIGITS,
	FORM_DECIMAL,
	FORM_HEX,
	FORM_LHEX,
	FORM_Q,
	FORM_ONE_OF,
	FORM_FLAG,
	FORM_INDEX,
	FORM_OC_SEQ,
	FORM_RATE,
	FORM_BRACKETED,
	FORM_QUOTED,
	FORM_QUOTED_URI,
	FORM_QUOTED_URN,
	FORM_QUOTED_CID,
	FORM_QUOTED_LHEX,
	FORM_MSG_ID,
	FORM_INSTANCE,
	FORM_FEATURE,
	FORM_JIP,
	FORM_TRANSIT_IOI,
	FORM_OC_ALGO,
	FORM_REALM
};

#define PLACE_URI (-1)

struct param_row {
	int16_t place; /* index of a header field, or PLACE_URI */
	uint8_t form;
	uint8_t optional; /* the value may be missing */
	uint32_t min; /* the least number, or number of digits */
	uint32_t max;
	uint32_t words; /* of which the value is one: "a|b" */
	uint32_t sentence; /* what is expected, if only the row knows */
	uint32_t source;
};

enum {
	RULE_TABLE = 0,
	RULE_MUST = 1,
	RULE_SEND = 2 /* as must for who writes a message; a received one is only warned of */
};

enum {
	CELL_SILENT = SIPW_PRESENCE_SILENT,
	CELL_MANDATORY = SIPW_PRESENCE_MANDATORY,
	CELL_EXPECTED = SIPW_PRESENCE_EXPECTED,
	CELL_OPTIONAL = SIPW_PRESENCE_OPTIONAL,
	CELL_STREAM = SIPW_PRESENCE_STREAM,
	CELL_BODY = SIPW_PRESENCE_BODY,
	CELL_CONDITIONAL = SIPW_PRESENCE_CONDITIONAL,
	CELL_FORBIDDEN = SIPW_PRESENCE_FORBIDDEN
};

struct rule_row {
	uint32_t source;
	uint16_t header;
	uint16_t first_range;
	uint8_t range_count;
	uint8_t force;
	uint8_t cells[METHOD_COUNT]; /* [0]: any other method */
};

/* Codes first..last; 0..0 is the request. */
struct rule_range {
	uint16_t first;
	uint16_t last;
};

/*
 * The cells in force for one method in one situation, a bit a header index: those of rows that
 * serializing enforces, or those of the tables' rows.
 */
struct cell_set {
	uint64_t present[2][HEADER_WORDS]; /* without a body and with one; in tables, whether mandatory or only expected */
	uint64_t absent[HEADER_WORDS];
	uint64_t stream[HEADER_WORDS]; /* present in a stream */
};

enum { CONDITION_ERROR = 0, CONDITION_WARNING = 1 };

struct condition_row {
	uint32_t name; /* never empty, so 0 only in the unknown row */
	uint32_t sentence;
	uint32_t source;
	uint32_t place; /* what it is asked about */
	uint8_t severity;
	bool enforced;
};

enum { URI_CELL_FORBIDDEN, URI_CELL_OPTIONAL, URI_CELL_MANDATORY };

/* A component of sip and sips URIs (RFC 3261 19.1.1, table 1). */
struct uri_part_row {
	uint32_t param; /* the parameter's name, "*" for any other one, "" for a part that is none */
	uint32_t sentence; /* says that a URI in its place does not have it */
	uint32_t source;
	uint8_t cells[6]; /* in the order of enum sipw_uri_place, which begins at 1 */
	uint8_t alone; /* a parameter in one URI only makes it another one (19.1.4) */
};

enum { TRANSPORT_STREAM = 1, TRANSPORT_FRAGMENTS = 2 };

struct transport_row {
	char name[16];
	uint8_t name_len;
	uint8_t properties;
};

extern const uint64_t sipw__chars[256];
extern const char sipw__header_pool[];
extern const struct header_row sipw__header_rows[HEADER_COUNT];
extern const uint16_t sipw__header_glances[GLANCES]; /* see sipw__header_glance() */
extern const struct header_text sipw__header_texts[HEADER_COUNT];
extern const uint64_t sipw__header_single[HEADER_WORDS]; /* a bit for each field of TIMES_ONE */
extern const char sipw__method_pool[];
extern const struct method_row sipw__method_rows[METHOD_COUNT];
extern const struct kind_row sipw__kind_rows[KIND_COUNT];
extern const char sipw__member_pool[];
extern const struct member_row sipw__member_rows[MEMBER_COUNT];
extern const char sipw__param_pool[];
extern const char sipw__rule_pool[];
extern const uint8_t sipw__must_situations[601];
extern const uint16_t sipw__must_index[SITUATION_COUNT][METHOD_COUNT];
extern const struct cell_set sipw__must_sets[MUST_COUNT];
extern const uint8_t sipw__table_situations[601];
extern const uint16_t sipw__table_index[TABLE_SITUATION_COUNT][METHOD_COUNT];
extern const struct cell_set sipw__table_sets[TABLE_COUNT];
extern const char sipw__condition_pool[];
extern const char sipw__uri_pool[];
extern const struct uri_part_row sipw__uri_part_rows[URI_PART_COUNT];
extern const uint8_t sipw__uri_advice[HEADER_COUNT]; /* an enum sipw_advice a header index */
extern const struct condition_row sipw__condition_rows[CONDITION_COUNT];

/* The index of a header id; 0 if it is unknown. */
static inline unsigned sipw__header_index(int id)
{
	unsigned index = (unsigned)id;
	if (index < HEADER_STANDARD)
		return index;
	index = index - EXTRA_IDS + HEADER_STANDARD;
	return index >= HEADER_STANDARD && index < HEADER_COUNT ? index : 0;
}

/* The source of a header field's row. */
static inline const char *sipw__header_source(unsigned index)
{
	return sipw__header_pool + sipw__header_texts[index].source;
}

/* The index of a header field's name or compact form, in any case; 0 if it is unknown. */
unsigned sipw__header_find(const char *name, size_t len);

/*
 * The row of the header field whose name begins a line as most write it, "Name: " with a colon at `len`, 1 to
 * HEADER_COPY - 2; NULL means nothing but "look closer". No name has a colon, so one comparison tells all.
 * specgen fills the table by the same formula; of two names in one place it has the first. Where no name
 * belongs stands the unknown row, whose text is the first name of all, which belongs elsewhere.
 */
static inline const struct header_row *sipw__header_glance(const char *line, size_t len)
{
	const unsigned char *u = (const unsigned char *)line;
	const unsigned place = 4u * u[0] + 5u * u[len - 1] + 64u * (unsigned)len;
	const struct header_row *row = &sipw__header_rows[sipw__header_glances[place % GLANCES]];
	return sipw__same_exactly(sipw__header_pool + row->name, line, len + 2) ? row : NULL;
}

/* The row of a header id; the unknown row, whose name_len is 0, if there is none. */
static inline const struct header_row *sipw__header_row(int id)
{
	return &sipw__header_rows[sipw__header_index(id)];
}

static inline unsigned sipw__method_index(int id)
{
	unsigned index = (unsigned)id;
	if (index < METHOD_STANDARD)
		return index;
	index = index - EXTRA_IDS + METHOD_STANDARD;
	return index >= METHOD_STANDARD && index < METHOD_COUNT ? index : 0;
}

static inline const struct method_row *sipw__method_row(int id)
{
	return &sipw__method_rows[sipw__method_index(id)];
}

/* What serializing enforces for a method in a request (code 0) or a response. */
static inline const struct cell_set *sipw__must_set(int method, int code)
{
	unsigned situation = sipw__must_situations[code == 0 ? 0 : code - 99];
	return &sipw__must_sets[sipw__must_index[situation][sipw__method_index(method)]];
}

/* What the tables say besides. */
static inline const struct cell_set *sipw__table_set(int method, int code)
{
	unsigned situation = sipw__table_situations[code == 0 ? 0 : code - 99];
	return &sipw__table_sets[sipw__table_index[situation][sipw__method_index(method)]];
}

/* The next number after `number`, below `count`, of a row that `is` there; 0 if there is none. */
static inline int sipw__next_number(int number, int count, bool (*is)(int number))
{
	if (number < 0)
		return 0;
	for (int next = number; next < count - 1;)
		if (is(++next))
			return next;
	return 0;
}

/* The row of a transport, in any case; NULL if there is none. */
const struct transport_row *sipw__transport_find(sipw_str name);

/* The rows of one parameter name; NULL if no row has it. */
const struct param_row *sipw__param_find(sipw_str name, size_t *ret_n);

/* The form of a parameter at a place (header index or PLACE_URI); NULL: any generic-param. */
const struct param_row *sipw__param_form(sipw_str name, int place);

/* The same, never NULL: the row "+*" of the place for a name that begins with "+", its row "*", or generic-param. */
const struct param_row *sipw__param_row(sipw_str name, int place);

/* The row that decides for a header index; NULL if none does. */
const struct rule_row *sipw__rule_row(unsigned header_index, int method, int code);

#endif
