/* SPDX-License-Identifier: MIT */
/* What 3GPP networks tell about access and charging (RFC 7315 5.4 to 5.6). */
#include "fields/named.h"

/* access-net-spec = ( access-type / access-class ) *( SEMI access-info ); both are tokens. An
 * extension-access-info is read as a parameter: a gen-value without a name would be none (RFC 3261 7.3.1). */
char *sipw__encode_access_network_info(struct sipw__out *o, char *p, const sipw_access_network_info *v)
{
	static const struct sipw__part access = { "access", "an access type is a token", "RFC 7315 5.4" };
	p = sipw__out_token(o, p, v->access, &access);
	return sipw__out_named(o, p, SIPW_KIND_ACCESS_NETWORK_INFO, v);
}

bool sipw__scan_access_network_info(struct sipw__scan *s, sipw_access_network_info *ret)
{
	*ret = (sipw_access_network_info){ .escaped = true };
	return sipw__scan_token(s, &ret->access) && sipw__scan_named(s, SIPW_KIND_ACCESS_NETWORK_INFO, ret);
}

static const char no_icid[] = "the icid-value parameter is missing";

/* icid-value *( SEMI charge-params ); in any order, as all parameters. */
char *sipw__encode_charging_vector(struct sipw__out *o, char *p, const sipw_charging_vector *v)
{
	if (!sipw__given(v->icid_value))
		return sipw__out_missing(o, "icid_value", no_icid, "RFC 7315 5.6");
	return sipw__out_named(o, p, SIPW_KIND_CHARGING_VECTOR, v);
}

bool sipw__scan_charging_vector(struct sipw__scan *s, sipw_charging_vector *ret)
{
	*ret = (sipw_charging_vector){ .escaped = true };
	return sipw__scan_named_first(s, SIPW_KIND_CHARGING_VECTOR, ret) &&
	       (sipw__given(ret->icid_value) || sipw__scan_misfit(s, no_icid, "RFC 7315 5.6"));
}

/* charge-addr-param *( SEMI charge-addr-param ) */
char *sipw__encode_charging_addresses(struct sipw__out *o, char *p, const sipw_charging_addresses *v)
{
	const size_t start = sipw__out_mark(o, p);
	p = sipw__out_named(o, p, SIPW_KIND_CHARGING_ADDRESSES, v);
	if (!sipw__out_failed(o) && sipw__out_mark(o, p) == start)
		return sipw__out_missing(o, "params", "an address is missing", "RFC 7315 5.5");
	return p;
}

bool sipw__scan_charging_addresses(struct sipw__scan *s, sipw_charging_addresses *ret)
{
	*ret = (sipw_charging_addresses){ .escaped = true };
	return sipw__scan_named_first(s, SIPW_KIND_CHARGING_ADDRESSES, ret);
}
