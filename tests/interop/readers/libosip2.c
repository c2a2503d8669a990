/* SPDX-License-Identifier: MIT */
#include <osipparser2/osip_parser.h>

#include <stdlib.h>
#include <string.h>

#include "reader.h"

static struct piece param(osip_list_t *params, const char *name)
{
	osip_generic_param_t *p = NULL;
	osip_generic_param_get_byname(params, (char *)name, &p);
	return piece(p == NULL ? NULL : p->gvalue);
}

static void put_start_line(const osip_message_t *sip)
{
	if (MSG_IS_REQUEST(sip))
		put_request(piece(sip->sip_method));
	else
		put_status(sip->status_code, piece(sip->reason_phrase));
}

/* It splits a Call-ID at its '@'. */
static void put_whole_call_id(const osip_call_id_t *id)
{
	char *text = NULL;
	osip_call_id_to_str(id, &text);
	put_call_id(piece(text));
	osip_free(text);
}

static void put_facts(osip_message_t *sip)
{
	osip_via_t *top = osip_list_get(&sip->vias, 0);
	osip_body_t *body = osip_list_get(&sip->bodies, 0);
	put_start_line(sip);
	put_whole_call_id(sip->call_id);
	put_cseq(strtoul(sip->cseq->number, NULL, 10), piece(sip->cseq->method));
	put_tags(param(&sip->from->gen_params, "tag"), param(&sip->to->gen_params, "tag"));
	put_via((size_t)osip_list_size(&sip->vias), param(&top->via_params, "branch"));
	put_contacts((size_t)osip_list_size(&sip->contacts));
	put_body(body == NULL ? 0 : body->length);
}

bool reader_read(const char *bytes, size_t len)
{
	osip_message_t *sip;
	parser_init();
	if (osip_message_init(&sip) != 0)
		return false;
	const bool read = osip_message_parse(sip, bytes, len) == 0 && sip->call_id != NULL &&
			  sip->cseq != NULL && sip->from != NULL && sip->to != NULL &&
			  osip_list_size(&sip->vias) > 0;
	if (read)
		put_facts(sip);
	osip_message_free(sip);
	return read;
}
