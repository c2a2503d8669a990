/* SPDX-License-Identifier: MIT */
/*
 * A request from its parts. Checked, every part goes through the library, and the first refusal
 * ends it. Unchecked, what the library refuses goes in as raw bytes where it would have stood.
 */
#include "compose.h"

#include <stdio.h>
#include <stdlib.h>

#include "body.h"
#include "diagnose.h"
#include "message.h"
#include "part.h"
#include "sipwright/lookup.h"
#include "sipwright/names.h"
#include "sipwright/wire.h"
#include "text.h"
#include "tool.h"

struct job {
	struct recipe *recipe;
	sipw_msg *m;
	sipw_msg *trial;      /* unchecked: a part is tried here before it goes into m */
	bool stand_in_method; /* the one given was refused, m has another */
	bool stand_in_uri;
	bool claimed; /* a Content-Length was given */
	int *raw;     /* header fields that went in raw, which the library does not see */
	size_t n_raw;
};

/* ---- the start line ---- */

static int start_refused(const struct job *job)
{
	const sipw_error *error = sipw_msg_error(job->m);
	const bool method = error->field != NULL && strcmp(error->field, "method") == 0;
	const sipw_str argument = method ? job->recipe->method : job->recipe->uri;
	complain_at(method ? "METHOD" : "URI", argument, argument, error);
	return status_of(error->code);
}

static bool takes_start(sipw_msg *m, sipw_str method, sipw_str uri)
{
	sipw_msg_reset(m);
	return sipw_request_named(m, method, uri) == SIPW_OK;
}

/* A message has a start line of the library's. Where that refuses a part, another stands in for it
 * until the bytes are there. */
static int put_stand_in(struct job *job)
{
	sipw_str method = SIPW_S("OPTIONS"), uri = SIPW_S("sip:stand-in.invalid");
	const struct recipe *r = job->recipe;
	job->stand_in_method = !takes_start(job->m, r->method, uri);
	job->stand_in_uri = !takes_start(job->m, method, r->uri);
	if (!job->stand_in_method)
		method = r->method;
	if (!job->stand_in_uri)
		uri = r->uri;
	return takes_start(job->m, method, uri) ? STATUS_FINE : start_refused(job);
}

static int put_start(struct job *job)
{
	const struct recipe *r = job->recipe;
	if (sipw_request_named(job->m, r->method, r->uri) == SIPW_OK)
		return STATUS_FINE;
	return r->unchecked ? put_stand_in(job) : start_refused(job);
}

/* ---- header lines ---- */

/* The sticky error of m, if there is one. */
static int failure(const struct job *job, const char *place)
{
	const sipw_error *error = sipw_msg_error(job->m);
	if (error->code == SIPW_OK)
		return STATUS_FINE;
	complain_error(place, error);
	return status_of(error->code);
}

/* The line as it was typed, or with the name that the option implies. */
static int put_raw(struct job *job, const struct part *part)
{
	if (part->name.ptr != NULL && part->name.ptr != part->argument.ptr) {
		sipw_add_raw(job->m, part->name);
		sipw_add_raw(job->m, sipw_s(": "));
	}
	sipw_add_raw(job->m, part->argument);
	sipw_add_raw(job->m, sipw_s("\r\n"));
	job->raw[job->n_raw++] = sipw_header_find(part->name);
	return failure(job, part->option);
}

/* Content-Length is computed. Unchecked, the first number given is claimed instead. */
static int put_length(struct job *job, const struct part *part)
{
	char place[PLACE_SIZE];
	uint64_t length;
	if (!job->recipe->unchecked) {
		complain("%s: it is computed from the body; with --unchecked another length can be "
			 "claimed [RFC 3261 20.14]", place_of(part, place));
		return STATUS_INVALID;
	}
	if (job->claimed || !parse_number(trim(part->value), UINT32_MAX, &length))
		return put_raw(job, part);
	job->claimed = true;
	sipw_claim_length(job->m, (uint32_t)length);
	return failure(job, part->option);
}

static bool is_accepted(const struct job *job, const struct part *part)
{
	sipw_msg_reset(job->trial);
	return sipw_add_named(job->trial, part->name, part->value, 0) == SIPW_OK;
}

static int put_part(struct job *job, const struct part *part)
{
	const bool unchecked = job->recipe->unchecked;
	if (part->name.ptr == NULL)
		return unchecked ? put_raw(job, part) : no_colon(part);
	if (sipw_header_find(part->name) == SIPW_HDR_CONTENT_LENGTH)
		return put_length(job, part);
	if (unchecked && !is_accepted(job, part))
		return put_raw(job, part);
	if (sipw_add_named(job->m, part->name, part->value, 0) == SIPW_OK)
		return STATUS_FINE;
	return part_refused(part, sipw_msg_error(job->m));
}

static int put_headers(struct job *job)
{
	int status = STATUS_FINE;
	for (size_t i = 0; status == STATUS_FINE && i < job->recipe->given.n_headers; i++) {
		const struct part part = header_part(job->recipe->given.headers[i]);
		status = put_part(job, &part);
	}
	return status;
}

/* ---- what is missing ---- */

/* To and CSeq come from the start line; from one that was refused, as it was typed. */
static void put_refused_start(struct job *job)
{
	const struct recipe *r = job->recipe;
	if (job->stand_in_uri && !has_given(&r->given, SIPW_HDR_TO)) {
		sipw_add_raw(job->m, sipw_s("To: <"));
		sipw_add_raw(job->m, r->uri);
		sipw_add_raw(job->m, sipw_s(">\r\n"));
		job->raw[job->n_raw++] = SIPW_HDR_TO;
	}
	if (job->stand_in_method && !has_given(&r->given, SIPW_HDR_CSEQ)) {
		sipw_add_raw(job->m, sipw_s("CSeq: 1 "));
		sipw_add_raw(job->m, r->method);
		sipw_add_raw(job->m, sipw_s("\r\n"));
		job->raw[job->n_raw++] = SIPW_HDR_CSEQ;
	}
}

static int complete(const struct job *job)
{
	char place[PLACE_SIZE];
	if (sipw_complete(job->m, &job->recipe->local, &job->recipe->given.ids, NULL) == SIPW_OK)
		return STATUS_FINE;
	return failure(job, at_header(place, "cannot complete the request", sipw_msg_error(job->m)));
}

/* A field that stands raw only is missing to the library; what it adds for it goes again. */
static int fill(struct job *job)
{
	put_refused_start(job);
	for (size_t i = 0; i < job->n_raw; i++)
		if (sipw_count(job->m, job->raw[i]) > 0)
			job->raw[i] = 0;
	const int status = complete(job);
	for (size_t i = 0; status == STATUS_FINE && i < job->n_raw; i++)
		if (job->raw[i] != 0)
			sipw_remove(job->m, job->raw[i]);
	return status;
}

/* ---- the body ---- */

static int put_body(struct job *job)
{
	const struct given *given = &job->recipe->given;
	const sipw_str body = given->body.bytes;
	int status = STATUS_FINE;
	if (body.len == 0)
		return STATUS_FINE;
	if (given->type != NULL || !has_given(given, SIPW_HDR_CONTENT_TYPE)) {
		const struct part part = type_part(given->type != NULL ? given->type : guess_type(body));
		status = put_part(job, &part);
	}
	if (status != STATUS_FINE)
		return status;
	sipw_body(job->m, (sipw_str){ 0 }, body);
	return failure(job, "-d");
}

/* ---- the bytes ---- */

/* Gives the message its own start line back. `text` has room for it in front of the message. */
static size_t restore_start(const struct recipe *r, char *text, size_t room, size_t len)
{
	static const sipw_str version = SIPW_S(" SIP/2.0\r\n");
	const size_t skipped = (size_t)((char *)memchr(text + room, '\n', len) + 1 - (text + room));
	memmove(text + room, text + room + skipped, len - skipped);
	memcpy(text, r->method.ptr, r->method.len);
	text[r->method.len] = ' ';
	memcpy(text + r->method.len + 1, r->uri.ptr, r->uri.len);
	memcpy(text + r->method.len + 1 + r->uri.len, version.ptr, version.len);
	return room + len - skipped;
}

static int write_message(const struct job *job, struct bytes *ret)
{
	const struct recipe *r = job->recipe;
	const bool stand_in = job->stand_in_method || job->stand_in_uri;
	const size_t room = stand_in ? r->method.len + 1 + r->uri.len + strlen(" SIP/2.0\r\n") : 0;
	const int status = message_bytes(job->m, r->unchecked, room, ret);
	if (status == STATUS_FINE && stand_in)
		ret->len = restore_start(r, ret->ptr, room, ret->len - room);
	return status;
}

static int compose_in(struct job *job, struct bytes *ret)
{
	int status = put_start(job);
	if (status == STATUS_FINE)
		status = put_headers(job);
	if (status == STATUS_FINE && job->recipe->fill)
		status = fill(job);
	if (status == STATUS_FINE)
		status = put_body(job);
	if (status == STATUS_FINE && sipw_style(job->m, job->recipe->given.style) != SIPW_OK)
		status = failure(job, "style");
	return status == STATUS_FINE ? write_message(job, ret) : status;
}

int compose(struct recipe *recipe, struct bytes *ret)
{
	/* Besides the arguments, To, CSeq and Content-Type can go in raw. */
	struct job job = {
		.recipe = recipe,
		.m = sipw_msg_new(NULL),
		.trial = sipw_msg_new(NULL),
		.raw = malloc((recipe->given.n_headers + 3) * sizeof *job.raw),
	};
	const bool ready = job.m != NULL && job.trial != NULL && job.raw != NULL;
	const int status = ready ? compose_in(&job, ret) : no_memory();
	free(job.raw);
	sipw_msg_free(job.trial);
	sipw_msg_free(job.m);
	return status;
}
