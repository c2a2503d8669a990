/* SPDX-License-Identifier: MIT */
/* The typed functions of every header field, against the functions that take any kind. */
#include <stdio.h>
#include <string.h>

#include "sipwright.h"
#include "support/bytes.h"
#include "support/check.h"
#include "support/message.h"
#include "support/tables.h"

/* The typed functions behind pointers, so that a loop can call them. */
struct accessors {
	int header;
	size_t size; /* of a value */
	int (*add)(sipw_msg *m, const void *value);
	int (*replace)(sipw_msg *m, const void *value);
	int (*push)(sipw_msg *m, const void *value); /* NULL: it stands once at most */
	int (*list)(sipw_msg *m, const void *values, size_t n); /* NULL: it has one value a line */
	int (*get)(const sipw_msg *m, size_t index, void *ret_value);
	int (*put)(sipw_msg *m, int header, const void *value, size_t size); /* NULL: no struct */
	int (*read)(const sipw_msg *m, int header, size_t index, void *ret_value, size_t size);
};

/* How a setter takes a value, and the functions there are for structs alone. */
#define VALUE(value, type) (*(const type *)(value))
#define STRUCT(value, type) ((const type *)(value))
#define SIZED_VALUE(name, kind)
#define SIZED_STRUCT(name, kind) \
	static int put_##name(sipw_msg *m, int header, const void *value, size_t size) \
	{ \
		return sipw_put_##kind(m, header, value, size); \
	} \
	static int read_##name(const sipw_msg *m, int header, size_t index, void *ret_value, size_t size) \
	{ \
		return sipw_read_##kind(m, header, index, ret_value, size); \
	}

/* The functions there are by how often the field may stand. */
#define MORE_ONE(form, name, type)
#define MORE_LINES(form, name, type) \
	static int push_##name(sipw_msg *m, const void *value) \
	{ \
		return sipw_push_##name(m, form(value, type)); \
	}
#define MORE_LIST(form, name, type) \
	MORE_LINES(form, name, type) \
	static int list_##name(sipw_msg *m, const void *values, size_t n) \
	{ \
		return sipw_add_##name##_list(m, values, n); \
	}

#define ACCESSORS(form, times, header, name, type, kind) \
	static int add_##name(sipw_msg *m, const void *value) \
	{ \
		return sipw_add_##name(m, form(value, type)); \
	} \
	static int replace_##name(sipw_msg *m, const void *value) \
	{ \
		return sipw_replace_##name(m, form(value, type)); \
	} \
	static int get_##name(const sipw_msg *m, size_t index, void *ret_value) \
	{ \
		return sipw_get_##name(m, index, ret_value); \
	} \
	MORE_##times(form, name, type) \
	SIZED_##form(name, kind)
#include "accessors.inc"
#undef ACCESSORS

#define PUT_VALUE(name) NULL
#define PUT_STRUCT(name) put_##name
#define READ_VALUE(name) NULL
#define READ_STRUCT(name) read_##name
#define PUSH_ONE(name) NULL
#define PUSH_LINES(name) push_##name
#define PUSH_LIST(name) push_##name
#define LIST_ONE(name) NULL
#define LIST_LINES(name) NULL
#define LIST_LIST(name) list_##name
#define ACCESSORS(form, times, header, name, type, kind) \
	{ header, sizeof(type), add_##name, replace_##name, PUSH_##times(name), LIST_##times(name), get_##name, \
	  PUT_##form(name), READ_##form(name) },

static const struct accessors rows[] = {
#include "accessors.inc"
};

/* The sample of the field's kind, and the line it makes by the way of any kind. */
struct sample_value {
	const char *name; /* of the field, for what is said of a failure */
	sipw_value value;
	sipw_str line;
};

static struct sample_value sample_of(const struct accessors *row)
{
	struct sample_value sample = { 0 };
	sipw_header_info info = { 0 };
	sipw_kind_info kind = { 0 };
	CHECK(sipw_header_describe(row->header, &info) && sipw_kind_describe(info.kind, &kind));
	sample.name = check_show(info.name);
	CHECKF(kind.size == row->size, "%s: %zu bytes, not %zu", sample.name, row->size, kind.size);
	CHECKF(sipw_decode(row->header, kind.accepted, &sample.value, sizeof sample.value, NULL) == SIPW_OK,
	       "%s: its sample does not decode", sample.name);
	sipw_msg *m = roomy_message(0);
	CHECKF(sipw_put(m, row->header, &sample.value, sizeof sample.value) == SIPW_OK, "%s: its sample does not go out",
	       sample.name);
	sample.line = last_line(m);
	return sample;
}

/* A message whose only line is this one. */
static void check_alone(const sipw_msg *m, const struct sample_value *sample, const char *how)
{
	CHECKF(sipw_line_count(m) == 1 && same_bytes(last_line(m), sample->line), "%s %s: %s", sample->name, how,
	       check_show(last_line(m)));
}

static void check_added(const struct accessors *row, const struct sample_value *sample)
{
	sipw_msg *m = roomy_message(1);
	CHECKF(row->add(m, &sample->value) == SIPW_OK, "%s: not added", sample->name);
	check_alone(m, sample, "added");
	CHECKF(row->replace(m, &sample->value) == SIPW_OK, "%s: not replaced", sample->name);
	check_alone(m, sample, "replaced");
	CHECKF(row->add(NULL, &sample->value) == SIPW_ERR_MEMORY, "%s: added to nothing", sample->name);
	if (row->put != NULL) {
		CHECKF(row->add(m, NULL) == SIPW_ERR_ARGUMENT, "%s: nothing added", sample->name);
		CHECKF(row->add(m, &sample->value) == SIPW_ERR_ARGUMENT, "%s: its error does not stick", sample->name);
	}
}

/* The line pushed is the first, the one added after it the last. */
static void check_pushed(const struct accessors *row, const struct sample_value *sample)
{
	sipw_msg *m = roomy_message(1);
	sipw_line old = { 0 }, line = { 0 };
	row->add(m, &sample->value);
	sipw_line_get(m, 0, &old);
	CHECKF(row->push(m, &sample->value) == SIPW_OK && row->add(m, &sample->value) == SIPW_OK, "%s: not pushed",
	       sample->name);
	CHECKF(sipw_line_get(m, 1, &line) == SIPW_OK && line.bytes.ptr == old.bytes.ptr, "%s: not pushed to the front",
	       sample->name);
	CHECKF(sipw_count(m, row->header) == 3 && same_bytes(last_line(m), sample->line), "%s: pushed as %s",
	       sample->name, check_show(last_line(m)));
}

/* Two values in a line, with a comma between them. */
static void check_listed(const struct accessors *row, const struct sample_value *sample)
{
	static struct text expected;
	char values[2 * sizeof(sipw_value)];
	sipw_msg *m = roomy_message(1);
	const size_t name_len = sipw_header_name(row->header).len + 2;
	memcpy(values, &sample->value, row->size);
	memcpy(values + row->size, &sample->value, row->size);
	expected.len = 0;
	text_add(&expected, sipw_sn(sample->line.ptr, sample->line.len - 2));
	text_add_s(&expected, ", ");
	text_add(&expected, sipw_sn(sample->line.ptr + name_len, sample->line.len - name_len));
	CHECKF(row->list(m, values, 2) == SIPW_OK && same_bytes(last_line(m), text_all(&expected)), "%s: listed as %s",
	       sample->name, check_show(last_line(m)));
	CHECKF(row->list(m, values, 0) == SIPW_ERR_ARGUMENT, "%s: a list of nothing", sample->name);
	CHECKF(row->list(roomy_message(1), NULL, 1) == SIPW_ERR_ARGUMENT, "%s: a list from nowhere", sample->name);
}

/* What is got goes out as the same line. */
static void check_got(const struct accessors *row, const struct sample_value *sample)
{
	sipw_msg *m = roomy_message(1), *again = roomy_message(2);
	sipw_value value;
	row->add(m, &sample->value);
	CHECKF(row->get(m, 0, &value) == SIPW_OK && row->add(again, &value) == SIPW_OK, "%s: not got", sample->name);
	check_alone(again, sample, "got");
	CHECKF(row->get(m, 1, &value) == SIPW_ERR_ARGUMENT, "%s: a second one got", sample->name);
	CHECKF(row->get(m, 0, NULL) == SIPW_ERR_ARGUMENT, "%s: got into nothing", sample->name);
	CHECKF(row->get(NULL, 0, &value) == SIPW_ERR_MEMORY, "%s: got from nothing", sample->name);
}

/* A received value off its grammar is an error, and the caller's value stays as it was. */
static void check_broken(const struct accessors *row, const struct sample_value *sample)
{
	char bytes[256];
	sipw_value value, before;
	const sipw_str name = sipw_header_name(row->header);
	const int len = snprintf(bytes, sizeof bytes, "OPTIONS sip:a.example SIP/2.0\r\n%.*s: \x01\r\n\r\n", (int)name.len,
				 name.ptr);
	sipw_msg *m = roomy_message(1);
	memset(&value, 0x5a, sizeof value);
	before = value;
	CHECK_INT(sipw_parse(m, sipw_sn(bytes, (size_t)len), SIPW_DATAGRAM, NULL), SIPW_OK);
	CHECKF(row->get(m, 0, &value) == SIPW_ERR_SYNTAX, "%s: a control character got", sample->name);
	CHECKF(memcmp(&value, &before, sizeof value) == 0, "%s: a value was touched", sample->name);
}

/* A caller whose struct is newer, and so longer: what the library does not know is passed over, and reads as zero. */
static void check_sized(const struct accessors *row, const struct sample_value *sample)
{
	struct {
		sipw_value value;
		char room[64];
	} longer;
	sipw_msg *m = roomy_message(1);
	memset(&longer, 0x5a, sizeof longer);
	memcpy(&longer, &sample->value, row->size);
	CHECKF(row->put(m, row->header, &longer, row->size + 64) == SIPW_OK, "%s: no longer struct put", sample->name);
	check_alone(m, sample, "put from a longer struct");
	CHECKF(row->read(m, row->header, 0, &longer, row->size + 64) == SIPW_OK, "%s: no longer struct read", sample->name);
	for (size_t i = 0; i < 64; i++)
		CHECKF(((const char *)&longer)[row->size + i] == 0, "%s: byte %zu behind the struct", sample->name, i);
}

void check_accessors(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct sample_value sample = sample_of(&rows[i]);
		check_added(&rows[i], &sample);
		if (rows[i].push != NULL)
			check_pushed(&rows[i], &sample);
		if (rows[i].list != NULL)
			check_listed(&rows[i], &sample);
		check_got(&rows[i], &sample);
		check_broken(&rows[i], &sample);
		if (rows[i].put != NULL)
			check_sized(&rows[i], &sample);
	}
}
