/* SPDX-License-Identifier: MIT */
#ifndef SPEC_H
#define SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "fault.h"

/*
 * The rows of the spec files, read and checked. An emitter can rely on all that specgen refuses
 * otherwise: names are unique and make unique C identifiers, references are resolved, numbers fit
 * the types of the tables.
 *
 * Sheets with ids (methods, headers, kinds, conditions) are arrays by index: the id itself, or for
 * the id of an extra row the number of standard rows plus id - EXTRA_ID. Index 0 is "unknown"; its
 * name, as that of a retired row, is NULL.
 */

enum {
	EXTRA_ID = 4096,
	EXTRA_ID_LAST = 8191,
	CODE_FIRST = 100,
	CODE_LAST = 699,
	SLOTS = 1 + CODE_LAST - CODE_FIRST + 1, /* slot 0 is "a request", slot c - 99 is code c */
	CELLS_MAX = 256,
	CLASSES_MAX = 64,
	PLACE_URI = -1,
	URI_PLACES = 6, /* the columns of RFC 3261 19.1.1, table 1 */
	REQUEST_SLOT = 0,
};

/* A keyword of a spec file and the C constant of the library it stands for; lists end with NULL. */
struct word {
	const char *text;
	const char *constant;
};

/* A keyword's value is its position in its list; a flag's bit is 1 << position. */
extern const struct word property_words[], times_words[], header_flag_words[], status_flag_words[];
extern const struct word force_words[], cell_words[], form_words[], severity_words[];
extern const struct word uri_cell_words[], alone_words[], advice_words[];
extern const struct word enforced_words[], sees_words[], transport_words[];
extern const struct word yes_no_words[], member_words[];

/* The values of some of those keywords, in the order of their lists. */
enum times { TIMES_ONE, TIMES_LIST, TIMES_LINES };
enum force { FORCE_TABLE, FORCE_MUST, FORCE_SEND };
enum cell {
	CELL_SILENT,
	CELL_MANDATORY,
	CELL_EXPECTED,
	CELL_OPTIONAL,
	CELL_STREAM,
	CELL_BODY,
	CELL_CONDITIONAL,
	CELL_FORBIDDEN,
};
enum { FLAG_COMPUTED = 1 << 6 };
enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* What a member holds, in the order of member_words. */
enum hold {
	HOLD_NOTHING, /* the row of a struct itself */
	HOLD_WIRE,
	HOLD_TOKEN,
	HOLD_HOST,
	HOLD_ADDRESS,
	HOLD_URI,
	HOLD_PARAMS,
	HOLD_AUTH_PARAMS,
	HOLD_QUOTED,
	HOLD_DISPLAY,
	HOLD_COMMENT,
	HOLD_NUMBER,
	HOLD_DATE,
	HOLD_OPTIONAL,
	HOLD_Q,
	HOLD_YESNO,
	HOLD_FLAG,
	HOLD_ESCAPED,
	HOLD_WORD,
	HOLD_PARAM,
};

/* What all rows have; a row without a column of that name leaves it zero. */
struct row {
	struct origin at;
	int id;
	bool extra;     /* of the extra specs */
	bool duplicate; /* reported: its identifiers are not claimed again */
	const char *name;
	const char *source;
};

struct method {
	struct row row;
	unsigned properties;
	const char *meaning;
};

/* A row of members.spec. */
struct member {
	struct row row;          /* name: the member's; NULL in the row of the struct itself */
	const char *struct_name; /* "sipw_via" */
	int hold;                /* enum hold */
	const char *meaning;     /* NULL: none */
};

/* A struct of members.spec: its own row, and its members, count of them, behind it. */
struct record {
	const struct member *row;
	size_t count;
	size_t first; /* number of its first member among the members of all structs */
	bool used;    /* some kind has it */
};

struct kind {
	struct row row;
	const char *ctype; /* as written */
	int params;
	const char *accepted, *rejected;
	const char *type; /* ctype without the asterisk */
	bool by_value;
	const struct record *record; /* of a struct */
	bool listed; /* some header takes a list of it */
};

struct header {
	struct row row;
	int compact; /* letter, 0 = none */
	const char *kind_name;
	int times;
	unsigned flags;
	const char *meaning;
	struct kind *kind;
};

struct status {
	struct row row; /* name: the constant's own word, or NULL */
	int code;
	const char *phrase;
	unsigned flags;
	const char *constant;
};

struct form {
	int word;
	bool optional;
	unsigned min, max; /* of the number, or of the digits' number */
	const char *words; /* of which the value is one, "a|b"; else NULL */
};

struct param {
	struct row row;
	const char *places;
	struct form form;
};

/* one place of one row of params.spec */
struct param_place {
	const struct param *param;
	int place; /* header index or PLACE_URI */
};

/* uint32_t, int64_t and sipw_str; their members are the first ones, numbered as they are here. */
enum { VALUE_RECORDS = 3 };
extern const struct record value_records[VALUE_RECORDS];

static inline size_t code_slot(int code)
{
	return (size_t)(code - CODE_FIRST + 1);
}

struct range {
	int first, last; /* codes; 0, 0 = a request */
};

struct rule {
	struct row row; /* name: the header's */
	const char *where;
	int force;
	unsigned char cells[CELLS_MAX]; /* by method index, 0 = any other method */
	const char *named_cells;        /* extra specs: METHOD=cell, ... */
	bool inherits;                  /* its cells of extra methods are those of "other" */
	size_t header;
	bool slots[SLOTS];
	int size; /* number of slots: the smaller, the more specific */
	size_t first_range, range_count;
};

/* What a condition's predicate is asked about, in the order of sees_words. */
enum sees { SEES_START, SEES_LINE, SEES_VALUE, SEES_MESSAGE };
enum enforced { ENFORCED_NO, ENFORCED_ADD, ENFORCED_WRITE };

struct condition {
	struct row row;
	int severity, enforced, sees;
	const char *in; /* "all", "R", "r", or the methods of requests: where it is asked */
	const char *of; /* header fields and <kinds> whose lines or values it sees; NULL for none */
	bool *headers;  /* the same, by header index */
	const char *sentence;
};

/* A component of sip and sips URIs: a part, or the parameter of this name ("*": any other). */
struct transport {
	struct row row;
	unsigned properties;
};

struct uri_part {
	struct row row;
	const char *param;
	int cells[URI_PLACES];
	int alone;
};

/* What RFC 3261 19.1.5 advises about a header field that a URI asks for. */
struct uri_header {
	struct row row;
	int advice;
	size_t header;
};

struct class {
	struct row row;
	bool members[256];
};

/*
 * The cells of all headers that decide for one method in a situation, a request or some codes: each
 * different set once. There is one such family for the rules that serializing enforces, one for those
 * of tables.
 */
struct cell_sets {
	size_t situations[SLOTS];
	size_t situation_count;
	size_t *index;        /* [situation * method_count + method] */
	unsigned char **sets; /* a CELL_ value a header index */
	size_t count;
};

struct spec {
	struct method *methods;
	struct header *headers;
	struct kind *kinds;
	struct status *statuses; /* by code */
	struct param *params;
	struct rule *rules; /* by header index, most specific first */
	struct condition *conditions;
	struct class *classes;
	struct transport *transports;
	struct uri_part *uri_parts;
	struct uri_header *uri_headers;
	struct member *members; /* as in the file */
	struct record *records;
	size_t method_count, header_count, kind_count, status_count, param_count, rule_count;
	size_t condition_count, class_count, transport_count, uri_part_count, uri_header_count, member_count, record_count;
	size_t method_standard, header_standard;

	struct param_place *places; /* grouped by parameter name */
	size_t place_count;

	struct range *ranges;
	size_t range_count;
	size_t *rule_first; /* by header index, and one past the last */

	struct cell_sets must, table;
};

/* How a function takes a value of a kind: "const sipw_via *value", "sipw_str value". */
const char *kind_parameter(const struct kind *kind);

/* A value that can be given typed, and is not the library's own to write. */
static inline bool header_has_setters(const struct header *header)
{
	return (header->flags & FLAG_COMPUTED) == 0;
}

/* The bytes that the beginning of a line, "Via: ", and the name of a method are copied with, where they are not longer. */
enum { HEADER_COPY = 32, METHOD_COPY = 16 };

static inline bool header_fits(const struct header *header)
{
	return strlen(header->row.name) + strlen(": ") <= HEADER_COPY;
}

/* One whose lines ask for nothing out of the ordinary. */
static inline bool header_is_usual(const struct header *header)
{
	return header_fits(header) && header_has_setters(header);
}

/*
 * Both report all faults they find. With any, what they made is not complete, and the second may
 * still be called for its faults only.
 */
void spec_read(struct spec *spec, const char *dir, const char *extra_dir);
void rules_resolve(struct spec *spec);

#endif
