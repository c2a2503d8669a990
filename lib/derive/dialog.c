/* SPDX-License-Identifier: MIT */
/* The memory of a dialog: its texts one after the other, behind a head of fixed size. */
#include "derive/dialog.h"
#include "sipwright/uri.h"

#include <stdint.h>

#define ALIGN _Alignof(sipw_dialog)

/* Positions in it are 32 bits wide, and their sums as well. */
#define TEXT_MAX (UINT32_MAX / 4)

sipw_dialog *sipw_dialog_init(void *memory, size_t size)
{
	_Static_assert(sizeof(sipw_dialog) + ALIGN <= SIPW_DIALOG_MIN, "a dialog fits at every address");
	if (memory == NULL || size < SIPW_DIALOG_MIN)
		return NULL;
	const size_t skip = (size_t)(-(uintptr_t)memory) & (ALIGN - 1);
	const size_t room = size - skip - sizeof(sipw_dialog);
	sipw_dialog *d = (sipw_dialog *)(void *)((char *)memory + skip);
	*d = (sipw_dialog){ .cap = room < TEXT_MAX ? (uint32_t)room : TEXT_MAX };
	return d;
}

/* ---- reading it ---- */

void sipw_dialog_get(const sipw_dialog *d, sipw_dialog_state *ret)
{
	*ret = (sipw_dialog_state){ .stage = SIPW_DIALOG_NONE };
	if (d == NULL || d->stage == SIPW_DIALOG_NONE)
		return;
	*ret = (sipw_dialog_state){
		.stage = d->stage,
		.side = d->side,
		.secure = d->secure,
		.strict = d->strict,
		.call_id = sipw__dialog_text(d, TEXT_CALL_ID),
		.local = sipw__dialog_text(d, TEXT_LOCAL),
		.local_tag = sipw__dialog_part(d, TEXT_LOCAL, d->local_tag),
		.remote = sipw__dialog_text(d, TEXT_REMOTE),
		.remote_tag = sipw__dialog_part(d, TEXT_REMOTE, d->remote_tag),
		.target = sipw__dialog_text(d, TEXT_TARGET),
		.n_routes = d->n_routes,
		.local_cseq = d->local_cseq,
		.remote_cseq = d->remote_cseq,
		.invite_cseq = d->invite_cseq,
	};
}

bool sipw__dialog_next_route(sipw_str *rest, sipw_str *ret)
{
	uint32_t len;
	if (rest->len == 0)
		return false;
	memcpy(&len, rest->ptr, sizeof len);
	*ret = sipw_sn(rest->ptr + ROUTE_FRONT, len);
	*rest = sipw_sn(rest->ptr + ROUTE_FRONT + len, rest->len - ROUTE_FRONT - len);
	return true;
}

int sipw_dialog_route(const sipw_dialog *d, size_t index, sipw_str *ret)
{
	if (d == NULL || index >= d->n_routes)
		return SIPW_ERR_ARGUMENT;
	sipw_str rest = sipw__dialog_text(d, TEXT_ROUTES);
	sipw_str route = { 0 };
	for (size_t i = 0; i <= index; i++)
		sipw__dialog_next_route(&rest, &route);
	*ret = route;
	return SIPW_OK;
}

/* ---- changing it ---- */

bool sipw__dialog_ready(sipw_error *e, const sipw_dialog *d)
{
	if (d == NULL)
		return sipw__dialog_fails(e, "dialog", SIPW_ERR_ARGUMENT, 0, "the dialog is missing", NULL);
	return d->stage != SIPW_DIALOG_NONE ||
	       sipw__dialog_fails(e, "dialog", SIPW_ERR_STATE, 0, "the dialog was not made yet", "RFC 3261 12.1");
}

/* Where a text came from, within it. */
static struct sipw__span span_in(sipw_str text, sipw_str part)
{
	if (part.len == 0)
		return (struct sipw__span){ 0 };
	return (struct sipw__span){ (uint32_t)(part.ptr - text.ptr), (uint32_t)part.len };
}

/* Makes a text `len` bytes long, for which there is room, and returns where it is to be written. */
static char *resize(sipw_dialog *d, unsigned text, size_t len)
{
	char *at = d->text + sipw__dialog_start(d, text);
	const uint32_t old_end = d->end[text], old_len = (uint32_t)sipw__dialog_text(d, text).len;
	memmove(at + len, d->text + old_end, d->end[TEXT_COUNT - 1] - old_end);
	for (unsigned i = text; i < TEXT_COUNT; i++)
		d->end[i] = d->end[i] - old_len + (uint32_t)len;
	return at;
}

/* The length a text will have. The target is kept as it can stand in a Request-URI. */
static size_t news_len(const sipw_dialog *d, const struct sipw__news *news, unsigned text)
{
	if (text == TEXT_ROUTES)
		return news->record != NULL ? news->record->len : sipw__dialog_text(d, text).len;
	if (!sipw__given(news->texts[text]))
		return sipw__dialog_text(d, text).len;
	if (text != TEXT_TARGET)
		return news->texts[text].len;
	return (size_t)sipw_uri_strip(news->texts[text], SIPW_PLACE_REQUEST_URI, NULL, 0, NULL);
}

static bool has_room(sipw_error *e, const sipw_dialog *d, const struct sipw__news *news)
{
	size_t room = d->cap;
	for (unsigned i = 0; i < TEXT_COUNT; i++) {
		const size_t len = news_len(d, news, i);
		if (len > room)
			return sipw__dialog_fails(e, NULL, SIPW_ERR_SPACE, 0, "the dialog's memory is full", NULL);
		room -= len;
	}
	return true;
}

static void note_first_route(sipw_dialog *d)
{
	static const sipw_str lr = SIPW_S("lr");
	sipw_str rest = sipw__dialog_text(d, TEXT_ROUTES), route, value;
	const sipw_str all = rest;
	sipw_address address;
	sipw_uri uri;
	d->strict = false;
	if (!sipw__dialog_next_route(&rest, &route) ||
	    sipw_decode(SIPW_HDR_ROUTE, route, &address, sizeof address, NULL) != SIPW_OK)
		return;
	d->first_uri = span_in(all, address.uri);
	d->strict = !sipw__uri_split(address.uri, &uri) || sipw_uri_params_find(uri.params, lr, &value) != 1;
}

static void put_routes(sipw_dialog *d, const struct sipw__record *record)
{
	char *at = resize(d, TEXT_ROUTES, record->len), *end = at + record->len;
	sipw_values values = sipw_values_start(record->m, SIPW_HDR_RECORD_ROUTE);
	sipw_str value;
	while (sipw_values_next(&values, &value) == 1) {
		const uint32_t len = (uint32_t)value.len;
		const size_t whole = ROUTE_FRONT + value.len;
		char *p = record->reversed ? (end -= whole) : at;
		memcpy(p, &len, sizeof len);
		memcpy(p + ROUTE_FRONT, value.ptr, value.len);
		at += whole;
	}
	d->n_routes = record->n;
	note_first_route(d);
}

/* Takes away what no text needs any more, so that those that grow always find their room. */
static void shrink(sipw_dialog *d, const struct sipw__news *news)
{
	for (unsigned i = 0; i < TEXT_COUNT; i++) {
		const size_t len = news_len(d, news, i);
		if (len < sipw__dialog_text(d, i).len)
			resize(d, i, len);
	}
}

bool sipw__dialog_put(sipw_error *e, sipw_dialog *d, const struct sipw__news *news)
{
	if (!has_room(e, d, news))
		return false;
	shrink(d, news);
	for (unsigned i = 0; i < TEXT_ROUTES; i++) {
		const sipw_str text = news->texts[i];
		const size_t len = news_len(d, news, i);
		if (!sipw__given(text))
			continue;
		char *at = resize(d, i, len);
		if (i == TEXT_TARGET)
			sipw_uri_strip(text, SIPW_PLACE_REQUEST_URI, at, len, NULL);
		else
			memcpy(at, text.ptr, len);
	}
	if (sipw__given(news->texts[TEXT_LOCAL]))
		d->local_tag = span_in(news->texts[TEXT_LOCAL], news->local_tag);
	if (sipw__given(news->texts[TEXT_REMOTE]))
		d->remote_tag = span_in(news->texts[TEXT_REMOTE], news->remote_tag);
	if (news->record != NULL)
		put_routes(d, news->record);
	return true;
}
