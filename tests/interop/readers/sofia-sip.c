/* SPDX-License-Identifier: MIT */
#include <sofia-sip/msg.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>

#include "reader.h"

static size_t count_vias(const sip_via_t *via)
{
	size_t n = 0;
	for (; via != NULL; via = via->v_next)
		n++;
	return n;
}

static size_t count_contacts(const sip_contact_t *contact)
{
	size_t n = 0;
	for (; contact != NULL; contact = contact->m_next)
		n++;
	return n;
}

static void put_facts(const sip_t *sip)
{
	if (sip->sip_request != NULL)
		put_request(piece(sip->sip_request->rq_method_name));
	else
		put_status(sip->sip_status->st_status, piece(sip->sip_status->st_phrase));
	put_call_id(piece(sip->sip_call_id->i_id));
	put_cseq(sip->sip_cseq->cs_seq, piece(sip->sip_cseq->cs_method_name));
	put_tags(piece(sip->sip_from->a_tag), piece(sip->sip_to->a_tag));
	put_via(count_vias(sip->sip_via), piece(sip->sip_via->v_branch));
	put_contacts(count_contacts(sip->sip_contact));
	put_body(sip->sip_payload == NULL ? 0 : sip->sip_payload->pl_len);
}

bool reader_read(const char *bytes, size_t len)
{
	msg_t *msg = msg_make(sip_default_mclass(), 0, bytes, (ssize_t)len);
	const sip_t *sip = msg == NULL ? NULL : (const sip_t *)msg_object(msg);
	const bool read = sip != NULL && !msg_has_error(msg) && sip->sip_error == NULL &&
			  sip->sip_call_id != NULL && sip->sip_cseq != NULL && sip->sip_from != NULL &&
			  sip->sip_to != NULL && sip->sip_via != NULL &&
			  (sip->sip_request != NULL || sip->sip_status != NULL);
	if (read)
		put_facts(sip);
	msg_destroy(msg);
	return read;
}
