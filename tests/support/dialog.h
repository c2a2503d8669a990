/* SPDX-License-Identifier: MIT */
#ifndef TEST_DIALOG_H
#define TEST_DIALOG_H

/* Dialogs between A, who called, and B. Texts are as in support/derived.h. */

#include "sipwright.h"

#define PARTY_A "\"A, a\" <sip:a@a.example>;tag=a1"
#define PARTY_B "Bob <sip:b@b.example;x=y>;p=q;tag=b1"
#define CONTACT_A "Contact: <sip:a@192.0.2.1>\n"
#define CONTACT_B "Contact: \"B\" <sip:b@192.0.2.4:5070;transport=tcp;x=%41>;q=0.5\n"

#define REQUEST_OF(method, uri, call, from, to, number, rest) \
	method " " uri " SIP/2.0\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK1\nMax-Forwards: 70\nFrom: " from "\nTo: " to \
	       "\nCall-ID: " call "\nCSeq: " number " " method "\n" rest "\n"
#define INVITE_FROM(rest, contact) \
	REQUEST_OF("INVITE", "sip:b@b.example", "c@a.example", PARTY_A, "<sip:b@b.example>", "42", rest contact)
#define INVITE_WITH(rest) INVITE_FROM(rest, CONTACT_A)
#define INVITE_TO(uri, rest) \
	REQUEST_OF("INVITE", uri, "c@a.example", PARTY_A, "<sip:b@b.example>", "42", rest CONTACT_A)
#define ANY_REQUEST(method, to_tag, rest) \
	REQUEST_OF(method, "sip:b@b.example", "c@a.example", PARTY_A, "<sip:b@b.example>" to_tag, "42", rest)
#define OTHER_INVITE(call, tag, cseq) \
	"INVITE sip:b SIP/2.0\nFrom: <sip:a@a.example>;tag=" tag "\nTo: <sip:b>\nCall-ID: " call "\nCSeq: " cseq "\n" CONTACT_A "\n"

/* Within the dialog. */
#define IN_BY_A(method, number, rest) REQUEST_OF(method, "sip:b@192.0.2.4", "c@a.example", PARTY_A, PARTY_B, number, rest)
#define IN_BY_B(method, number, rest) REQUEST_OF(method, "sip:a@192.0.2.1", "c@a.example", PARTY_B, PARTY_A, number, rest)

#define RESPONSE_OF(code, from, to, cseq, rest) \
	"SIP/2.0 " code "\nVia: SIP/2.0/UDP a.example;branch=z9hG4bK1\nFrom: " from "\nTo: " to "\nCall-ID: c@a.example\nCSeq: " cseq \
	"\n" rest "\n"
#define ANSWER_WITH(code, to, rest) RESPONSE_OF(code, PARTY_A, to, "42 INVITE", rest)
#define ANY_ANSWER(method, rest) RESPONSE_OF("200 OK", PARTY_A, PARTY_B, "42 " method, rest)

/* A dialog in static memory, made from these; a failed check if it cannot be made. And a second one. */
sipw_dialog *dialog_of(int side, const char *request, const char *response);
sipw_dialog *other_dialog_of(int side, const char *request, const char *response);

/* One that was not made yet, in memory of its own. */
sipw_dialog *empty_dialog(void);

/* Why none is made, as sipw_error_text() writes it, in static memory, and what the dialog holds then. */
const char *dialog_refusal(int side, const char *request, const char *response, sipw_dialog_state *ret_state);

#endif
