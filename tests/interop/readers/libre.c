/* SPDX-License-Identifier: MIT */
/* Its headers know C99 only when told so. */
#define HAVE_INTTYPES_H 1
#define HAVE_STDBOOL_H 1
#include <re.h>

#include "reader.h"

static struct piece slice(const struct pl *pl)
{
	return (struct piece){ pl->p, pl->l };
}

static void put_facts(const struct sip_msg *msg)
{
	if (msg->req)
		put_request(slice(&msg->met));
	else
		put_status(msg->scode, slice(&msg->reason));
	put_call_id(slice(&msg->callid));
	put_cseq(msg->cseq.num, slice(&msg->cseq.met));
	put_tags(slice(&msg->from.tag), slice(&msg->to.tag));
	put_via(sip_msg_hdr_count(msg, SIP_HDR_VIA), slice(&msg->via.branch));
	put_contacts(sip_msg_hdr_count(msg, SIP_HDR_CONTACT));
	put_body(mbuf_get_left(msg->mb));
}

bool reader_read(const char *bytes, size_t len)
{
	struct sip_msg *msg = NULL;
	struct mbuf *mb = mbuf_alloc(len);
	mbuf_write_mem(mb, (const uint8_t *)bytes, len);
	mb->pos = 0;
	const bool read = sip_msg_decode(&msg, mb) == 0;
	if (read)
		put_facts(msg);
	mem_deref(msg);
	mem_deref(mb);
	return read;
}
