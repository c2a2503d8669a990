/* SPDX-License-Identifier: MIT */
/* Event and Subscription-State (RFC 6665 8.4): event-type *( SEMI event-param ), substate-value *( SEMI
 * subexp-params ). */
#include "fields/named.h"

char *sipw__encode_event(struct sipw__out *o, char *p, const sipw_event *v)
{
	static const struct sipw__part type = { "type", "not allowed in the name of an event package", "RFC 6665 8.4" };
	return sipw__out_named(o, sipw__out_scanned(o, p, v->type, sipw__scan_event_type, &type), SIPW_KIND_EVENT, v);
}

bool sipw__scan_event(struct sipw__scan *s, sipw_event *ret)
{
	*ret = (sipw_event){ .escaped = true };
	return sipw__scan_event_type(s, &ret->type) && sipw__scan_named(s, SIPW_KIND_EVENT, ret);
}

char *sipw__encode_subscription_state(struct sipw__out *o, char *p, const sipw_subscription_state *v)
{
	static const struct sipw__part state = { "state", "a state is a token", "RFC 6665 8.4" };
	return sipw__out_named(o, sipw__out_token(o, p, v->state, &state), SIPW_KIND_SUBSCRIPTION_STATE, v);
}

bool sipw__scan_subscription_state(struct sipw__scan *s, sipw_subscription_state *ret)
{
	*ret = (sipw_subscription_state){ .escaped = true };
	return sipw__scan_class(s, CLASS_TOKEN, &ret->state, "a state is a token", "RFC 6665 8.4") &&
	       sipw__scan_named(s, SIPW_KIND_SUBSCRIPTION_STATE, ret);
}
