/* SPDX-License-Identifier: MIT */
/* A template with any values: made, measured and checked first, then copied. */
#include "template/template.h"

#include "text/compiler.h"
#include "text/copy.h"
#include "text/number.h"
#include "text/str.h"

/* One rendering. */
struct job {
	const sipw_template *t;
	size_t total;
	size_t body;
	sipw_str values[SIPW_SLOTS_MAX];
};

COLD static int fail(const struct slot *slot, int code, const char *sentence, sipw_error *ret_error)
{
	if (ret_error != NULL)
		*ret_error = (sipw_error){ .code = code, .field = slot != NULL ? slot->name : NULL, .byte = -1,
					   .sentence = sentence };
	return code;
}

COLD static int fail_value(const struct slot *slot, sipw_str value, sipw_error *ret_error)
{
	sipw_error error;
	sipw__slot_takes(slot, value, &error);
	error.field = slot->name;
	if (ret_error != NULL)
		*ret_error = error;
	return error.code;
}

static int check_value(const struct slot *slot, sipw_str value, sipw_error *ret_error)
{
	return LIKELY(sipw__slot_takes(slot, value, NULL)) ? SIPW_OK : fail_value(slot, value, ret_error);
}

static bool is_escaped(char c)
{
	return c == '"' || c == '\\';
}

/* The bytes of a value as it is written. */
static size_t written_len(const struct slot *slot, sipw_str value)
{
	size_t n = value.len;
	if (slot->slot_class == SIPW_SLOT_QUOTED)
		for (size_t i = 0; i < value.len; i++)
			n += is_escaped(value.ptr[i]);
	return n;
}

static char *put_value(const struct slot *slot, sipw_str value, char *p)
{
	if (slot->slot_class != SIPW_SLOT_QUOTED)
		return sipw__copy(p, value.ptr, value.len);
	for (size_t i = 0; i < value.len; i++) {
		if (is_escaped(value.ptr[i]))
			*p++ = '\\';
		*p++ = value.ptr[i];
	}
	return p;
}

/* Takes a slot's value: checked and counted. */
static int take(struct job *job, size_t i, sipw_str value, sipw_error *ret_error)
{
	const struct slot *slot = &job->t->slots[i];
	if (value.len > INT32_MAX)
		return fail(slot, SIPW_ERR_LIMIT, "a value has 2147483647 bytes at most", ret_error);
	const int code = check_value(slot, value, ret_error);
	if (code != SIPW_OK)
		return code;
	const size_t len = written_len(slot, value);
	job->values[i] = value;
	job->total += len * slot->places;
	job->body += len * slot->body_places;
	return SIPW_OK;
}

static char *write_message(const struct job *job, sipw_str length, char *p)
{
	const struct piece *end = job->t->pieces + job->t->n_pieces;
	for (const struct piece *piece = job->t->pieces; piece < end; piece++) {
		p = sipw__copy(p, piece->bytes, piece->len);
		if (piece->slot >= 0)
			p = put_value(&job->t->slots[piece->slot], job->values[piece->slot], p);
		else if (piece->slot == PIECE_LENGTH)
			p = (char *)memcpy(p, length.ptr, length.len) + length.len;
	}
	return p;
}

static ptrdiff_t write_out(struct job *job, char *out, size_t cap)
{
	char digits[DIGITS64];
	const char *end = job->body <= UINT32_MAX ? sipw__write_number(digits, (uint32_t)job->body)
						  : sipw__write_decimal(digits, job->body);
	const sipw_str length = sipw_sn(digits, (size_t)(end - digits));
	if (job->t->counted)
		job->total += length.len;
	if (job->total > PTRDIFF_MAX)
		return SIPW_ERR_LIMIT;
	if (out == NULL && cap == 0)
		return (ptrdiff_t)job->total;
	if (job->total > cap)
		return SIPW_ERR_SPACE;
	return write_message(job, length, out) - out;
}

static bool all_given(const sipw_fill *fills, size_t n)
{
	size_t i = 0;
	while (i < n && sipw__given(fills[i].value))
		i++;
	return i == n;
}

/* With values for all that is absent. */
static ptrdiff_t render_made(const sipw_template *t, const sipw_fill *fills, size_t n, uint64_t instance, char *out,
			     size_t cap, sipw_error *ret_error)
{
	char made[SIPW_SLOTS_MAX][MADE_MAX];
	sipw_fill given[SIPW_SLOTS_MAX];
	for (size_t i = 0; i < n; i++) {
		given[i] = fills[i];
		if (!sipw__given(fills[i].value))
			given[i].value = sipw__made(&fills[i], &t->slots[i], i, instance, made[i]);
		if (!sipw__given(given[i].value))
			return fail(&t->slots[i], SIPW_ERR_ARGUMENT, "the value is missing", ret_error);
	}
	return sipw_template_render(t, given, n, instance, out, cap, ret_error);
}

ptrdiff_t sipw__render_closely(const sipw_template *t, const sipw_fill *fills, size_t n, uint64_t instance, char *out,
			       size_t cap, sipw_error *ret_error)
{
	struct job job;
	if (n != t->n_slots || (fills == NULL && n > 0))
		return fail(NULL, SIPW_ERR_ARGUMENT, "a template needs a value for each of its slots", ret_error);
	if (!all_given(fills, n))
		return render_made(t, fills, n, instance, out, cap, ret_error);
	job.t = t;
	job.total = t->fixed;
	job.body = t->body_fixed;
	for (size_t i = 0; i < n; i++) {
		const int code = take(&job, i, fills[i].value, ret_error);
		if (code != SIPW_OK)
			return code;
	}
	return write_out(&job, out, cap);
}

char *sipw__put_closely(const sipw_template *t, const struct piece *piece, sipw_str value, char *p, const char *end)
{
	const struct slot *slot = &t->slots[piece->slot];
	const size_t room = (size_t)(end - p) - piece->stamp_room;
	if (check_value(slot, value, NULL) != SIPW_OK || written_len(slot, value) > room)
		return NULL;
	return put_value(slot, value, p);
}

ptrdiff_t sipw__look_closely(const sipw_template *t, const sipw_fill *fills, uint64_t instance, char *out, size_t len,
			     size_t cap, sipw_error *ret_error)
{
	for (size_t i = 0; i < t->n_slots; i++) {
		const int slot_class = t->slots[i].slot_class;
		if (!sipw__given(fills[i].value))
			continue; /* it was made, and put closely */
		if (slot_class == SIPW_SLOT_QUOTED)
			return sipw__render_closely(t, fills, t->n_slots, instance, out, cap, ret_error);
		if (slot_class == SIPW_SLOT_HOST || slot_class == SIPW_SLOT_URI || slot_class == SIPW_SLOT_DATE)
			continue; /* they were put closely */
		const int code = check_value(&t->slots[i], fills[i].value, ret_error);
		if (code != SIPW_OK)
			return code;
	}
	return (ptrdiff_t)len;
}
