/* SPDX-License-Identifier: MIT */
/* Replaces, Join and Target-Dialog (RFC 3891 6.1, RFC 3911 7.1, RFC 4538 7): callid *( SEMI param ), where
 * two tags must be among the parameters. */
#include "fields/named.h"

static char *put_call_id(struct sipw__out *o, char *p, sipw_str call_id)
{
	static const struct sipw__part part = { "call_id", "not allowed in a Call-ID", "RFC 3261 25.1" };
	return sipw__out_scanned(o, p, call_id, sipw__scan_call_id, &part);
}

/* A tag that must be there, and what is said where it is not. */
struct tag {
	sipw_str name;
	const char *field;
	const char *sentence;
};

/* Whether a parameter stands among those without a member. */
static bool is_among(sipw_str params, int place, sipw_str name)
{
	struct sipw__scan s = sipw__scan_of(params, place);
	struct sipw__param param;
	while (sipw__scan_param(&s, ';', &param))
		if (sipw__param_is(&param, name))
			return true;
	return false;
}

static char *need_tag(struct sipw__out *o, char *p, sipw_str value, sipw_str params, const struct tag *tag)
{
	if (sipw__given(value) || sipw__out_failed(o) || is_among(params, o->place, tag->name))
		return p;
	return sipw__out_missing(o, tag->field, tag->sentence, sipw__header_source((unsigned)o->place));
}

static bool scan_tag(struct sipw__scan *s, sipw_str value, const struct tag *tag)
{
	return sipw__given(value) || sipw__scan_misfit(s, tag->sentence, sipw__header_source((unsigned)s->place));
}

static const struct tag to_tag = { SIPW_S("to-tag"), "to_tag", "a to-tag has to be among the parameters" };
static const struct tag from_tag = { SIPW_S("from-tag"), "from_tag", "a from-tag has to be among the parameters" };

char *sipw__encode_call_id_params(struct sipw__out *o, char *p, const sipw_replaces *v)
{
	p = sipw__out_named(o, put_call_id(o, p, v->call_id), SIPW_KIND_CALL_ID_PARAMS, v);
	p = need_tag(o, p, v->to_tag, v->params, &to_tag);
	return need_tag(o, p, v->from_tag, v->params, &from_tag);
}

bool sipw__scan_call_id_params(struct sipw__scan *s, sipw_replaces *ret)
{
	*ret = (sipw_replaces){ .escaped = true };
	return sipw__scan_call_id(s, &ret->call_id) && sipw__scan_named(s, SIPW_KIND_CALL_ID_PARAMS, ret) &&
	       scan_tag(s, ret->to_tag, &to_tag) && scan_tag(s, ret->from_tag, &from_tag);
}

static const struct tag local_tag = { SIPW_S("local-tag"), "local_tag", "a local-tag has to be among the parameters" };
static const struct tag remote_tag = { SIPW_S("remote-tag"), "remote_tag", "a remote-tag has to be among the parameters" };

char *sipw__encode_target_dialog(struct sipw__out *o, char *p, const sipw_target_dialog *v)
{
	p = sipw__out_named(o, put_call_id(o, p, v->call_id), SIPW_KIND_TARGET_DIALOG, v);
	p = need_tag(o, p, v->local_tag, v->params, &local_tag);
	return need_tag(o, p, v->remote_tag, v->params, &remote_tag);
}

bool sipw__scan_target_dialog(struct sipw__scan *s, sipw_target_dialog *ret)
{
	*ret = (sipw_target_dialog){ .escaped = true };
	return sipw__scan_call_id(s, &ret->call_id) && sipw__scan_named(s, SIPW_KIND_TARGET_DIALOG, ret) &&
	       scan_tag(s, ret->local_tag, &local_tag) && scan_tag(s, ret->remote_tag, &remote_tag);
}
