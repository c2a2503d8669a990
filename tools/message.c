/* SPDX-License-Identifier: MIT */
#include "message.h"

#include <stdio.h>
#include <stdlib.h>

#include "diagnose.h"
#include "sipwright/check.h"
#include "sipwright/lookup.h"
#include "sipwright/parse.h"
#include "sipwright/wire.h"
#include "tool.h"

int status_of(int code)
{
	return code == SIPW_ERR_MEMORY || code == SIPW_ERR_ENTROPY ? STATUS_SYSTEM : STATUS_INVALID;
}

const char *at_header(char out[PLACE_SIZE], const char *what, const sipw_error *error)
{
	const sipw_str name = sipw_header_name(error->header);
	if (name.ptr == NULL)
		return what;
	snprintf(out, PLACE_SIZE, "%s: %.*s", what, (int)name.len, name.ptr);
	return out;
}

/* ---- read ---- */

int read_message(struct source *source)
{
	const int status = read_file(source->file.path, &source->file);
	if (status != STATUS_FINE)
		return status;
	const struct bytes bytes = source->file.bytes;
	source->m = sipw_msg_new(NULL);
	if (sipw_parse(source->m, sipw_sn(bytes.ptr, bytes.len), SIPW_DATAGRAM, NULL) == SIPW_OK)
		return STATUS_FINE;
	const sipw_error *error = sipw_msg_error(source->m);
	if (error->code == SIPW_ERR_MEMORY)
		return no_memory();
	return complain_in_file(&source->file, error->offset, (sipw_str){ NULL, 0 }, error);
}

void free_message(struct source *source)
{
	sipw_msg_free(source->m);
	free_file(&source->file);
}

/* Where the checker finds what an error is about. */
struct wanted {
	const sipw_error *error;
	const char *at; /* NULL: nowhere yet */
};

static void look(void *ctx, const sipw_finding *f)
{
	struct wanted *wanted = ctx;
	if (wanted->at == NULL && f->line != SIPW_WHOLE && f->header == wanted->error->header &&
	    f->code == wanted->error->code && f->byte == wanted->error->byte &&
	    strcmp(f->sentence, wanted->error->sentence) == 0)
		wanted->at = f->bytes.ptr + f->offset;
}

int source_refused(const struct source *source, const sipw_error *error)
{
	char shown[SHOWN_SIZE], place[PLACE_SIZE];
	struct wanted wanted = { error, NULL };
	if (error->code == SIPW_ERR_SYNTAX || error->code == SIPW_ERR_RANGE)
		sipw_check(source->m, look, &wanted);
	if (wanted.at != NULL)
		return complain_in_file(&source->file, (size_t)(wanted.at - source->file.bytes.ptr), (sipw_str){ NULL, 0 },
					error);
	complain_error(at_header(place, file_name(&source->file, shown), error), error);
	return status_of(error->code);
}

/* ---- written ---- */

int part_refused(const struct part *part, const sipw_error *error)
{
	char place[PLACE_SIZE];
	const bool name = error->field != NULL && strcmp(error->field, "name") == 0;
	complain_at(place_of(part, place), part->argument, name ? part->name : part->value, error);
	return status_of(error->code);
}

int no_colon(const struct part *part)
{
	char shown[SHOWN_SIZE];
	complain("%s '%s': a header field is 'Name: value', the colon is missing [RFC 3261 7.3]",
		 part->option, show(shown, part->argument));
	return STATUS_INVALID;
}

static int message_refused(const sipw_msg *m, int code)
{
	char place[PLACE_SIZE];
	sipw_error error = { .code = code };
	sipw_verify(m, &error);
	complain_error(at_header(place, "invalid message", &error), &error);
	return status_of(code);
}

int message_bytes(const sipw_msg *m, bool unchecked, size_t room, struct bytes *ret)
{
	ptrdiff_t (*serialize)(const sipw_msg *, char *, size_t) =
		unchecked ? sipw_serialize_unchecked : sipw_serialize;
	const ptrdiff_t len = serialize(m, NULL, 0);
	if (len < 0)
		return message_refused(m, (int)len);
	char *text = malloc(room + (size_t)len);
	if (text == NULL)
		return no_memory();
	const ptrdiff_t written = serialize(m, text + room, (size_t)len);
	if (written < 0) {
		free(text);
		return message_refused(m, (int)written);
	}
	*ret = (struct bytes){ text, room + (size_t)len };
	return STATUS_FINE;
}
