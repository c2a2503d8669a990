/* SPDX-License-Identifier: MIT */
/* sipwright request: a request in a dialog. */
#include <stdlib.h>

#include "derive.h"
#include "diagnose.h"
#include "local.h"
#include "sipwright/dialog.h"
#include "sipwright/getters.h"
#include "sipwright/lookup.h"
#include "sipwright/names.h"
#include "sipwright/uri.h"
#include "tool.h"

enum key { KEY_DIALOG = 256, KEY_AS, KEY_CSEQ, KEY_LOCAL, KEY_TRANSPORT };

static const struct option_row rows[] = {
	{ KEY_DIALOG, "dialog", "INVITE RESPONSE", "what made the dialog, two files" },
	{ KEY_AS, "as", "uac|uas", "we sent the INVITE, or its response; else uac" },
	{ KEY_CSEQ, "cseq", "N", "its number in CSeq; else one more than our last" },
	MAX_FORWARDS_ROW,
	{ KEY_LOCAL, "local", "HOST[:PORT]", "our address; else that of our message" },
	{ KEY_TRANSPORT, "transport", "T", "UDP, TCP, TLS ...; else that of the INVITE" },
};

static const struct syntax syntax = {
	.command = "request",
	.operands = "METHOD --dialog INVITE RESPONSE [OPTION...]",
	.about = "Prints a request in the dialog that an INVITE and its response made. Request-URI\n"
		 "and Route follow from Contact and Record-Route of the other side. A SUBSCRIBE or\n"
		 "REFER and the NOTIFY that followed it are fine as well.\n",
	.shared = given_rows,
	.n_shared = GIVEN_BODY,
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "Example:\n"
		 "  sipwright request BYE --dialog invite.sip ok.sip\n",
};

struct request {
	struct derivation d;
	const char *method;
	const char *as;
	bool called; /* --as uas */
	const char *local;
	sipw_local at;
	char *transport; /* in capitals, or NULL */
	sipw_opt cseq;
	sipw_dialog_options options;
};

/* ---- the command line ---- */

/* What follows --dialog INVITE is the response. */
static int take_operand(struct request *r, const char *operand)
{
	if (r->d.n_sources == 1)
		return take_source(&r->d, operand, "");
	return take_once(&syntax, &r->method, operand, "request takes a method; the messages stand behind --dialog");
}

static int take_dialog(struct request *r, const char *argument)
{
	if (r->d.n_sources > 0)
		return misuse(&syntax, "--dialog is given twice; a request is in one dialog");
	return take_source(&r->d, argument, "");
}

static int take_as(struct request *r, const char *argument)
{
	r->called = strcmp(argument, "uas") == 0;
	if (!r->called && strcmp(argument, "uac") != 0)
		return misuse(&syntax, "--as takes uac or uas");
	return take_once(&syntax, &r->as, argument, "--as is given twice");
}

static int take(void *ctx, int key, const char *argument)
{
	struct request *r = ctx;
	switch (key) {
	case OPERAND:
		return take_operand(r, argument);
	case KEY_DIALOG:
		return take_dialog(r, argument);
	case KEY_AS:
		return take_as(r, argument);
	case KEY_CSEQ:
		return take_cseq(&syntax, argument, &r->cseq);
	case KEY_TRANSPORT:
		return take_transport(argument, &r->transport);
	default:
		r->local = argument;
		return parse_local(argument, &r->at);
	}
}

static int ready(void *ctx)
{
	struct request *r = ctx;
	if (r->method == NULL)
		return misuse(&syntax, "METHOD is missing");
	r->options.contact = take_contact(&r->d);
	return STATUS_FINE;
}

/* ---- where we are ---- */

/* The message that we sent. */
static const struct source *ours(const struct request *r)
{
	return &r->d.sources[r->called ? 1 : 0];
}

static int unreadable(const struct source *source, int header, const char *sentence)
{
	const sipw_error error = { .code = SIPW_ERR_ARGUMENT, .header = header, .byte = -1, .sentence = sentence };
	return source_refused(source, &error);
}

/* As UAC, Via is that of our INVITE, but for its branch. As UAS only its transport is ours as well. */
static int start_via(struct request *r)
{
	sipw_via *via = &r->options.via;
	if (sipw_get_via(r->d.sources[0].m, 0, via) != SIPW_OK)
		return unreadable(&r->d.sources[0], SIPW_HDR_VIA, "the first Via cannot be read");
	via->branch = via->received = (sipw_str){ NULL, 0 };
	via->rport.number = 0;
	if (r->called)
		*via = (sipw_via){ .transport = via->transport, .rport = sipw_num(0) };
	return STATUS_FINE;
}

/* As UAS, we are reached where our Contact says. */
static int take_address_of_contact(struct request *r)
{
	sipw_contact contact;
	sipw_uri uri;
	if (sipw_get_contact(ours(r)->m, 0, &contact) != SIPW_OK || contact.star ||
	    sipw_uri_decode(contact.uri, &uri, NULL) != SIPW_OK || uri.host.ptr == NULL)
		return unreadable(ours(r), SIPW_HDR_CONTACT, "it does not say where we are; --local can");
	r->options.via.host = uri.host;
	r->options.via.port = uri.port;
	return STATUS_FINE;
}

static int find_address(struct request *r)
{
	sipw_via *via = &r->options.via;
	const int status = start_via(r);
	if (status != STATUS_FINE)
		return status;
	if (r->transport != NULL)
		via->transport = sipw_s(r->transport);
	if (r->local == NULL)
		return r->called ? take_address_of_contact(r) : STATUS_FINE;
	via->host = r->at.host;
	via->port = r->at.port;
	return STATUS_FINE;
}

/* A target refresh request needs a Contact, which is the one that we stated before. */
static void find_contact(struct request *r, int method)
{
	sipw_method_info info;
	if (r->options.contact.ptr == NULL && sipw_method_describe(method, &info) && info.target_refresh)
		sipw_get(ours(r)->m, SIPW_HDR_CONTACT, 0, &r->options.contact);
}

/* ---- the request ---- */

static int make_dialog(const struct request *r, sipw_dialog *dialog)
{
	const sipw_msg *request = r->d.sources[0].m, *answer = r->d.sources[1].m;
	sipw_start start;
	sipw_error error;
	const bool notified = !r->called && sipw_start_get(answer, &start) == SIPW_OK && start.code == 0;
	const int code = notified ? sipw_dialog_make_notified(dialog, request, answer, &error)
				  : sipw_dialog_make(dialog, r->called ? SIPW_UAS : SIPW_UAC, request, answer, &error);
	return code == SIPW_OK ? STATUS_FINE : derivation_refused(&r->d, &error);
}

static int put_request(struct request *r, sipw_dialog *dialog)
{
	struct derivation *d = &r->d;
	const int method = sipw_method_find(sipw_s(r->method));
	struct option_place places[] = {
		{ 0, "method_name", "METHOD", sipw_s(r->method) },
		{ 0, "host", "--local", r->at.host },
		{ 0, "transport", "--transport", r->options.via.transport },
		{ SIPW_HDR_CSEQ, NULL, "--cseq", { NULL, 0 } },
		{ 0, NULL, "METHOD", { NULL, 0 } },
	};
	d->places = places;
	d->n_places = sizeof places / sizeof places[0];
	find_contact(r, method);
	r->options.ids = &d->given.ids;
	r->options.max_forwards = d->max_forwards;
	r->options.cseq = r->cseq.number;
	r->options.method_name = sipw_s(r->method);
	return derived(d, sipw_dialog_request(d->m, dialog, method, &r->options, &d->extras));
}

/* All that a dialog copies stands in the two messages. */
static int derive(void *ctx)
{
	struct request *r = ctx;
	const struct source *sources = r->d.sources;
	const size_t size = SIPW_DIALOG_MIN + 2 * (sources[0].file.bytes.len + sources[1].file.bytes.len);
	void *memory = malloc(size);
	if (memory == NULL)
		return no_memory();
	sipw_dialog *dialog = sipw_dialog_init(memory, size);
	int status = make_dialog(r, dialog);
	if (status == STATUS_FINE)
		status = find_address(r);
	if (status == STATUS_FINE)
		status = put_request(r, dialog);
	free(memory);
	return status;
}

int cmd_request(int argc, char **argv)
{
	static const struct deriving how = {
		&syntax, 2, "what made the dialog is missing: --dialog INVITE RESPONSE", take, ready, derive
	};
	struct request r = { .d = { .how = &how } };
	r.d.ctx = &r;
	const int status = run_derivation(&r.d, argc, argv);
	free(r.transport);
	return status;
}
