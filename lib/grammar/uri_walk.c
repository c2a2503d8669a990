/* SPDX-License-Identifier: MIT */
/* The parameters and header fields of a URI, one after the other. */
#include "grammar/escape.h"
#include "grammar/scan.h"

int sipw_uri_params_next(sipw_str *rest, sipw_uri_pair *ret_param)
{
	struct sipw__scan s = sipw__scan_of(*rest, PLACE_URI);
	struct sipw__param param;
	if (rest->len == 0)
		return 0;
	if (!sipw__scan_char(&s, ';', "';' is expected here", "RFC 3261 19.1.1") || !sipw__scan_uri_param(&s, &param))
		return s.code;
	*ret_param = (sipw_uri_pair){ param.name, param.value };
	*rest = sipw_sn(s.at, (size_t)(s.end - s.at));
	return 1;
}

int sipw_uri_params_find(sipw_str params, sipw_str name, sipw_str *ret_value)
{
	sipw_uri_pair param;
	int found;
	if (!sipw__given(name))
		return SIPW_ERR_ARGUMENT;
	while ((found = sipw_uri_params_next(&params, &param)) == 1)
		if (sipw__same_octets_nocase(param.name, name, CLASS_RESERVED)) {
			*ret_value = param.value;
			break;
		}
	return found;
}

int sipw_uri_headers_next(sipw_str *rest, sipw_uri_pair *ret_header)
{
	struct sipw__scan s = sipw__scan_of(*rest, PLACE_URI);
	sipw_uri_pair header;
	if (rest->len == 0)
		return 0;
	if (*s.at != '?' && *s.at != '&')
		return SIPW_ERR_SYNTAX;
	s.at++;
	if (!sipw__scan_uri_header(&s, &header.name, &header.value))
		return s.code;
	*ret_header = header;
	*rest = sipw_sn(s.at, (size_t)(s.end - s.at));
	return 1;
}
