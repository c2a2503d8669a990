/* SPDX-License-Identifier: MIT */
/*
 * What slots take. In each line that has some, mild samples are tried until the line fits its grammar. Then
 * each slot gets the first class, of those with many bytes before those with few, whose wild sample leaves
 * the place one element.
 */
#include "template/compile.h"

#include "sipwright/check.h"
#include "sipwright/parse.h"
#include "text/class.h"
#include "text/copy.h"
#include "text/str.h"

/* The most slots of a line: what keeps the trials few. */
#define LINE_SLOTS 8

struct trial {
	struct compiler *c;
	sipw_msg *probe;
	char *line; /* memory for it */
	size_t from, to; /* plain bytes */
	size_t first, n; /* places */
	bool start;
	sipw_str samples[LINE_SLOTS];
};

/* The line with its samples; *ret_at: where that of place `which` begins. */
static sipw_str line_of(const struct trial *t, size_t which, size_t *ret_at)
{
	char *p = t->line;
	size_t from = t->from;
	for (size_t i = 0; i < t->n; i++) {
		const size_t at = t->c->places[t->first + i].at;
		p = sipw__copy(p, t->c->plain + from, at - from);
		if (i == which)
			*ret_at = (size_t)(p - t->line);
		p = sipw__copy(p, t->samples[i].ptr, t->samples[i].len);
		from = at;
	}
	p = sipw__copy(p, t->c->plain + from, t->to - from);
	return sipw_sn(t->line, (size_t)(p - t->line));
}

/* One of them fits wherever a slot can stand. */
static const sipw_str mild[] = {
	SIPW_S("a1"), SIPW_S("1"), SIPW_S("sip:a1@a1.example"), SIPW_S("Sat, 13 Nov 2010 23:29:00 GMT"),
};

/* Tries the samples of place `i` and of those behind it. */
static bool find_fit(struct trial *t, size_t i)
{
	size_t at = 0;
	if (i == t->n)
		return sipw__line_fits(t->probe, t->start, line_of(t, 0, &at));
	const int given = t->c->places[t->first + i].given;
	for (size_t k = 0; k < (given != 0 ? 1 : sizeof mild / sizeof mild[0]); k++) {
		t->samples[i] = given != 0 ? sipw__slot_rules[given].mild : mild[k];
		if (find_fit(t, i + 1))
			return true;
	}
	return false;
}

static bool is_element(struct trial *t, size_t i, sipw_str sample, bool whole)
{
	size_t at = 0;
	const sipw_str before = t->samples[i];
	t->samples[i] = sample;
	const sipw_str line = line_of(t, i, &at);
	const bool result = sipw__is_element(t->probe, t->start, line, at, sample.len, whole);
	t->samples[i] = before;
	return result;
}

static bool fits_with(struct trial *t, size_t i, sipw_str sample)
{
	size_t at = 0;
	const sipw_str before = t->samples[i];
	t->samples[i] = sample;
	const bool result = sipw__line_fits(t->probe, t->start, line_of(t, i, &at));
	t->samples[i] = before;
	return result;
}

/* Whether a byte beside a slot is one of those; the end of the line is. */
static bool is_beside(const struct trial *t, size_t at, const char *bytes)
{
	return at < t->from || at >= t->to || (t->c->plain[at] != '\0' && strchr(bytes, t->c->plain[at]) != NULL);
}

/* It is a number by itself: not the beginning or the end of a name. */
static bool stands_free(const struct trial *t, size_t i)
{
	const size_t at = t->c->places[t->first + i].at;
	return at > t->from && is_beside(t, at - 1, " \t=:.,@\"") && is_beside(t, at, " \t;>,.:?&)\"");
}

/* Digits beside it would be part of the number. */
static bool is_alone(const struct trial *t, size_t i)
{
	const struct place *place = &t->c->places[t->first + i];
	return (place->at == t->from || !sipw__is(t->c->plain[place->at - 1], CLASS_DIGIT)) &&
	       (place->at == t->to || !sipw__is(t->c->plain[place->at], CLASS_DIGIT)) &&
	       (i == 0 || place[-1].at != place->at) && (i + 1 == t->n || place[1].at != place->at);
}

/* What a place makes of the numbers in it. */
struct limits {
	uint32_t max;
	uint32_t digits;
};

/* The largest number that fits, of those that places allow, and whether zeros may stand before it. */
static bool find_limits(struct trial *t, size_t i, struct limits *ret)
{
	static const struct {
		sipw_str text;
		uint32_t number;
	} numbers[] = {
		{ SIPW_S("4294967295"), UINT32_MAX }, { SIPW_S("2147483647"), INT32_MAX }, { SIPW_S("65535"), 65535 },
		{ SIPW_S("999"), 999 },		      { SIPW_S("255"), 255 },		   { SIPW_S("1"), 1 },
	};
	size_t k = 0;
	while (k < sizeof numbers / sizeof numbers[0] && !fits_with(t, i, numbers[k].text))
		k++;
	if (k == sizeof numbers / sizeof numbers[0])
		return false;
	ret->max = numbers[k].number;
	ret->digits = fits_with(t, i, sipw_s("00000000001")) ? UINT32_MAX : (uint32_t)numbers[k].text.len;
	return true;
}

static bool is_number(struct trial *t, size_t i, struct limits *ret)
{
	return is_alone(t, i) && find_limits(t, i, ret) && (stands_free(t, i) || is_element(t, i, sipw_s("42"), false));
}

static bool is_class(struct trial *t, size_t i, int slot_class, struct limits *ret)
{
	const struct slot_rule *rule = &sipw__slot_rules[slot_class];
	if (slot_class == SIPW_SLOT_BODY)
		return false;
	if (slot_class == SIPW_SLOT_NUMBER)
		return is_number(t, i, ret);
	if (slot_class == SIPW_SLOT_DATE)
		return fits_with(t, i, rule->wild[0]);
	for (size_t k = 0; k < WILD_MAX && sipw__given(rule->wild[k]); k++)
		if (!is_element(t, i, rule->wild[k], rule->whole))
			return false;
	return true;
}

static int find_class(struct trial *t, size_t i, struct limits *ret)
{
	static const int order[] = {
		SIPW_SLOT_TEXT,	 SIPW_SLOT_QUOTED, SIPW_SLOT_URI,  SIPW_SLOT_CALL_ID, SIPW_SLOT_WORD,	SIPW_SLOT_USER,
		SIPW_SLOT_PARAM, SIPW_SLOT_TOKEN,  SIPW_SLOT_HOST, SIPW_SLOT_ALNUM,   SIPW_SLOT_NUMBER, SIPW_SLOT_DATE,
	};
	for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
		if (is_class(t, i, order[k], ret))
			return order[k];
	return 0;
}

/* A slot that stands at several places takes what all of them take: the same class, the smallest number. */
static bool settle(struct compiler *c, const struct place *place, int slot_class, struct limits limits)
{
	struct slot *slot = &c->t->slots[place->slot];
	if (slot->slot_class != 0 && slot->slot_class != slot_class)
		return sipw__template_fault(c, SIPW_ERR_SYNTAX, place->origin,
					    "this slot takes something else at its first place; name a class that both take", NULL);
	slot->max = slot->slot_class == 0 || limits.max < slot->max ? limits.max : slot->max;
	slot->digits = slot->slot_class == 0 || limits.digits < slot->digits ? limits.digits : slot->digits;
	slot->slot_class = slot_class;
	return true;
}

static bool classify_place(struct trial *t, size_t i)
{
	const struct place *place = &t->c->places[t->first + i];
	struct limits limits = { UINT32_MAX, UINT32_MAX };
	if (place->given != 0 && !is_class(t, i, place->given, &limits))
		return sipw__template_fault(t->c, SIPW_ERR_SYNTAX, place->origin, "not everything of this class can stand here", NULL);
	const int slot_class = place->given != 0 ? place->given : find_class(t, i, &limits);
	if (slot_class == 0)
		return sipw__template_fault(t->c, SIPW_ERR_SYNTAX, place->origin, "no slot can stand here", NULL);
	return settle(t->c, place, slot_class, limits);
}

static bool classify_line(struct trial *t)
{
	const struct place *first = &t->c->places[t->first];
	if (t->n > LINE_SLOTS)
		return sipw__template_fault(t->c, SIPW_ERR_LIMIT, first[LINE_SLOTS].origin, "a line has 8 slots at most", NULL);
	const char *mark = memchr(t->c->plain + t->from, t->start ? ' ' : ':', t->to - t->from);
	if (mark == NULL || first->at <= (size_t)(mark - t->c->plain))
		return sipw__template_fault(t->c, SIPW_ERR_SYNTAX, first->origin, "a slot stands in a value", NULL);
	if (!find_fit(t, 0))
		return sipw__template_fault(t->c, SIPW_ERR_SYNTAX, first->origin,
					    "the line does not fit its grammar, whatever stands in its slots", NULL);
	for (size_t i = 0; i < t->n; i++)
		if (!classify_place(t, i))
			return false;
	return true;
}

/* In the body, anything can stand; a slot of the head takes there what it takes in the head. */
static bool classify_body(struct compiler *c)
{
	for (size_t i = c->head_places; i < c->n_places; i++) {
		const int given = c->places[i].given;
		const bool first = c->t->slots[c->places[i].slot].slot_class == 0;
		if ((first || given != 0) && !settle(c, &c->places[i], given != 0 ? given : SIPW_SLOT_BODY, (struct limits){ UINT32_MAX, UINT32_MAX }))
			return false;
	}
	return true;
}

/* A slot without a place stood in a line that was dropped. */
static bool have_places(struct compiler *c)
{
	for (size_t i = 0; i < c->t->n_slots; i++)
		if (c->t->slots[i].slot_class == 0)
			return sipw__template_fault(c, SIPW_ERR_SYNTAX, (size_t)(c->t->slots[i].name - c->text.ptr),
						    "Content-Length is computed and has no slot", "RFC 3261 20.14");
	return true;
}

/* A message in lent memory. */
static sipw_msg *lend_message(const struct compiler *c, size_t skip)
{
	return c->lent_size > skip ? sipw_msg_init(c->lent + skip, c->lent_size - skip) : NULL;
}

/* Bytes that samples make of the whole text at most. */
static size_t sampled_size(const struct compiler *c)
{
	return c->n + 40 * c->n_places + 64;
}

bool sipw__template_classify(struct compiler *c)
{
	struct trial t = { .c = c, .line = c->lent, .probe = lend_message(c, sampled_size(c)) };
	size_t place = 0;
	if (t.probe == NULL || c->lent_size < 5 * sampled_size(c) + 8192)
		return sipw__template_fault(c, SIPW_ERR_SPACE, 0, "the memory is not enough", NULL);
	for (t.from = 0; t.from < c->head; t.from = t.to + 2) {
		const char *end = memchr(c->plain + t.from, '\n', c->head - t.from);
		t.to = (size_t)(end - 1 - c->plain);
		t.start = t.from == 0;
		for (t.first = place, t.n = 0; place < c->n_places && c->places[place].at <= t.to; place++)
			t.n++;
		if (t.n > 0 && !classify_line(&t))
			return false;
	}
	return classify_body(c) && have_places(c);
}

/* ---- the message as a whole ---- */

/* Writes plain bytes with some places, and the mild samples of their slots' classes there. Returns the end. */
static char *write_sample(const struct compiler *c, size_t from, size_t to, size_t first, size_t n_places, char *out)
{
	for (size_t i = first; i < n_places; i++) {
		const size_t at = c->places[i].at;
		const struct slot_rule *rule = &sipw__slot_rules[c->t->slots[c->places[i].slot].slot_class];
		out = sipw__copy(out, c->plain + from, at - from);
		out = sipw__copy(out, rule->mild.ptr, rule->mild.len);
		from = at;
	}
	return sipw__copy(out, c->plain + from, to - from);
}

/* The plain byte that a byte of the sample message stems from, or is the place of. */
static size_t plain_of(const struct compiler *c, size_t at)
{
	size_t added = 0;
	for (size_t i = 0; i < c->n_places && c->places[i].at + added <= at; i++) {
		const size_t len = sipw__slot_rules[c->t->slots[c->places[i].slot].slot_class].mild.len;
		if (at < c->places[i].at + added + len)
			return c->places[i].at;
		added += len;
	}
	return at - added;
}

struct finder {
	struct compiler *c;
	const char *sample;
};

static void find_error(void *ctx, const sipw_finding *finding)
{
	struct finder *f = ctx;
	size_t origin = 0;
	if (finding->severity != SIPW_ERROR || f->c->error.code != SIPW_OK)
		return;
	if (finding->line != SIPW_WHOLE) {
		const size_t at = plain_of(f->c, (size_t)(finding->bytes.ptr - f->sample) + finding->offset);
		origin = at < f->c->n ? f->c->origins[at] : f->c->text.len;
	}
	sipw__template_fault(f->c, finding->code, origin, finding->sentence, finding->source);
	if (finding->line == SIPW_WHOLE)
		f->c->error.byte = -1; /* it is none that is wrong */
	f->c->error.header = finding->header;
}

bool sipw__template_check(struct compiler *c)
{
	struct finder f = { c, c->lent };
	char *p = write_sample(c, 0, c->head, 0, c->head_places, c->lent);
	p = sipw__copy_literal(p, "\r\n");
	p = write_sample(c, c->head, c->n, c->head_places, c->n_places, p);
	const sipw_str sample = sipw_sn(c->lent, (size_t)(p - c->lent));
	sipw_msg *m = lend_message(c, sample.len);
	if (m == NULL)
		return sipw__template_fault(c, SIPW_ERR_SPACE, 0, "the memory is not enough", NULL);
	const int code = sipw_parse(m, sample, SIPW_DATAGRAM, NULL);
	if (code != SIPW_OK)
		return sipw__template_fault(c, code, 0, sipw_msg_error(m)->sentence, sipw_msg_error(m)->source);
	sipw_check(m, find_error, &f);
	return c->error.code == SIPW_OK;
}
