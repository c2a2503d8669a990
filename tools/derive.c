/* SPDX-License-Identifier: MIT */
#include "derive.h"

#include <stdlib.h>

#include "diagnose.h"
#include "output.h"
#include "sipwright/lookup.h"
#include "sipwright/names.h"
#include "sipwright/wire.h"
#include "text.h"
#include "tool.h"

/* ---- the command line ---- */

int take_source(struct derivation *d, const char *path, const char *sentence)
{
	if (d->n_sources == d->how->n_sources)
		return misuse(d->how->syntax, sentence);
	d->sources[d->n_sources++].file.path = path;
	return STATUS_FINE;
}

int take_number(const struct syntax *syntax, const char *argument, uint64_t min, uint64_t max, const char *sentence,
		sipw_opt *ret)
{
	uint64_t number;
	if (!parse_number(sipw_s(argument), max, &number) || number < min)
		return misuse(syntax, sentence);
	*ret = sipw_num((uint32_t)number);
	return STATUS_FINE;
}

int take_cseq(const struct syntax *syntax, const char *argument, sipw_opt *ret)
{
	return take_number(syntax, argument, 1, INT32_MAX, "--cseq takes a number from 1 to 2147483647", ret);
}

static int take(void *ctx, int key, const char *argument)
{
	struct derivation *d = ctx;
	const int status = take_given(&d->given, key, argument);
	if (key == KEY_MAX_FORWARDS)
		return take_number(d->how->syntax, argument, 0, 255, "--max-forwards takes a number from 0 to 255",
				   &d->max_forwards);
	return status != GO_ON ? status : d->how->take(d->ctx, key, argument);
}

/* Standard input can be read once: by a message that is not named or named "-", the body, or aside. */
static int check_input(const struct derivation *d)
{
	size_t readers = d->given.data != NULL && strcmp(d->given.data, "@-") == 0;
	readers += d->aside != NULL && strcmp(d->aside, "-") == 0;
	for (size_t i = 0; i < d->how->n_sources; i++)
		readers += strcmp(d->sources[i].file.path, "-") == 0;
	return readers > 1 ? misuse(d->how->syntax, "standard input can be read only once; name files") : STATUS_FINE;
}

static int check_line(struct derivation *d)
{
	int status = check_given(&d->given);
	if (status == STATUS_FINE && d->how->ready != NULL)
		status = d->how->ready(d->ctx);
	if (status != STATUS_FINE)
		return status;
	if (d->n_sources + 1 < d->how->n_sources)
		return misuse(d->how->syntax, d->how->missing);
	if (d->n_sources < d->how->n_sources)
		d->sources[d->n_sources].file.path = "-";
	return check_input(d);
}

/* ---- reading ---- */

static int read_all(struct derivation *d)
{
	int status = STATUS_FINE;
	for (size_t i = 0; i < d->how->n_sources && status == STATUS_FINE; i++)
		status = read_message(&d->sources[i]);
	return status == STATUS_FINE ? read_given_body(&d->given) : status;
}

sipw_str take_contact(struct derivation *d)
{
	struct given *given = &d->given;
	size_t i = 0;
	while (i < given->n_headers && sipw_header_find(header_part(given->headers[i]).name) != SIPW_HDR_CONTACT)
		i++;
	if (i == given->n_headers)
		return (sipw_str){ NULL, 0 };
	d->contact = given->headers[i];
	for (given->n_headers--; i < given->n_headers; i++)
		given->headers[i] = given->headers[i + 1];
	return header_part(d->contact).value;
}

/* Field i of the extras is the argument i of -H. */
static int fill_extras(struct derivation *d)
{
	const struct given *given = &d->given;
	d->fields = malloc((given->n_headers + 1) * sizeof *d->fields);
	if (d->fields == NULL)
		return no_memory();
	for (size_t i = 0; i < given->n_headers; i++) {
		const struct part part = header_part(given->headers[i]);
		if (part.name.ptr == NULL)
			return no_colon(&part);
		d->fields[i] = (sipw_field){ .name = part.name, .value = part.value };
	}
	d->extras = (sipw_extras){ .fields = d->fields, .n = given->n_headers, .body = given->body.bytes };
	if (given->data != NULL && given->body.bytes.len > 0)
		d->extras.type = sipw_s(given->type != NULL ? given->type : guess_type(given->body.bytes));
	return STATUS_FINE;
}

/* ---- what is refused ---- */

static int complain_of(const char *place, const sipw_error *error)
{
	complain_error(place, error);
	return status_of(error->code);
}

/* `nth` is 0 if all of them together are at fault. */
static int extra_refused(const struct derivation *d, const sipw_error *error)
{
	size_t i = error->nth > 0 ? error->nth - 1 : 0;
	while (error->nth == 0 && i + 1 < d->extras.n && sipw_header_find(d->fields[i].name) != error->header)
		i++;
	const struct part part = header_part(d->given.headers[i]);
	return part_refused(&part, error);
}

static int body_refused(const struct derivation *d, const sipw_error *error)
{
	const struct part type = type_part(d->given.type != NULL ? d->given.type : "");
	if (error->header == SIPW_HDR_CONTENT_TYPE && d->given.type != NULL)
		return part_refused(&type, error);
	return complain_of("-d", error);
}

static bool is_about(const struct option_place *place, const sipw_error *error)
{
	if (place->field != NULL)
		return error->field != NULL && strcmp(place->field, error->field) == 0;
	return error->header == place->header;
}

static int option_refused(const struct derivation *d, const sipw_error *error)
{
	char text[PLACE_SIZE];
	if (error->header == SIPW_HDR_CONTACT && d->contact != NULL) {
		const struct part part = header_part(d->contact);
		return part_refused(&part, error);
	}
	for (size_t i = 0; i < d->n_places; i++) {
		const struct option_place *place = &d->places[i];
		if (!is_about(place, error))
			continue;
		if (place->argument.ptr == NULL)
			return complain_of(place->place, error);
		complain_at(place->place, place->argument, place->argument, error);
		return status_of(error->code);
	}
	return complain_of(at_header(text, d->how->syntax->command, error), error);
}

static bool is_one_of(const char *name, const char *const *names)
{
	while (*names != NULL && strcmp(name, *names) != 0)
		names++;
	return *names != NULL;
}

/* By what the library calls its inputs (derive.h). */
int derivation_refused(const struct derivation *d, const sipw_error *error)
{
	static const char *const firsts[] = { "request", "INVITE", NULL };
	static const char *const seconds[] = { "response", "NOTIFY", NULL };
	const char *input = error->input != NULL ? error->input : "";
	if (is_one_of(input, firsts))
		return source_refused(&d->sources[0], error);
	if (is_one_of(input, seconds))
		return source_refused(&d->sources[1], error);
	if (strcmp(input, "extra field") == 0)
		return extra_refused(d, error);
	if (strcmp(input, "body") == 0)
		return body_refused(d, error);
	return option_refused(d, error);
}

int derived(const struct derivation *d, int code)
{
	return code == SIPW_OK ? STATUS_FINE : derivation_refused(d, sipw_msg_error(d->m));
}

/* ---- the whole ---- */

static int print_message(const struct derivation *d)
{
	struct bytes bytes = { NULL, 0 };
	sipw_style(d->m, d->given.style);
	int status = message_bytes(d->m, false, 0, &bytes);
	if (status == STATUS_FINE) {
		warn_of_line_ends(d->given.body.bytes);
		status = print_bytes(sipw_sn(bytes.ptr, bytes.len));
	}
	free(bytes.ptr);
	return status;
}

static int derive(struct derivation *d)
{
	int status = check_line(d);
	if (status == STATUS_FINE)
		status = read_all(d);
	if (status == STATUS_FINE)
		status = fill_extras(d);
	if (status != STATUS_FINE)
		return status;
	d->m = sipw_msg_new(NULL);
	if (d->m == NULL)
		return no_memory();
	status = d->how->derive(d->ctx);
	return status == STATUS_FINE ? print_message(d) : status;
}

int run_derivation(struct derivation *d, int argc, char **argv)
{
	int status = start_given(&d->given, d->how->syntax, argc);
	if (status == STATUS_FINE)
		status = parse_options(argc, argv, d->how->syntax, take, d);
	if (status == GO_ON)
		status = derive(d);
	sipw_msg_free(d->m);
	for (size_t i = 0; i < sizeof d->sources / sizeof d->sources[0]; i++)
		free_message(&d->sources[i]);
	free(d->fields);
	free_given(&d->given);
	return status;
}
