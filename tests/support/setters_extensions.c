/* SPDX-License-Identifier: MIT */
/* Rows of the kinds that RFC 3261's less common header fields and its extensions have. */
#include <stddef.h>

#include "support/setters.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A setter of a value by slice, and one of a struct. */
#define PUT_STR(kind) \
	static int put_##kind(sipw_msg *m, int header, const void *value) \
	{ \
		return sipw_put_##kind(m, header, *(const sipw_str *)value); \
	}
#define PUT_STRUCT(kind, type) \
	static int put_##kind(sipw_msg *m, int header, const void *value) \
	{ \
		return sipw_put_##kind(m, header, value, sizeof(type)); \
	}

PUT_STR(semicolon_token_list)
PUT_STR(event_type)
PUT_STR(language_tag)
PUT_STR(directive)
PUT_STRUCT(auth_info, sipw_auth_info)
PUT_STRUCT(rack, sipw_rack)
PUT_STRUCT(timestamp, sipw_timestamp)
PUT_STRUCT(version, sipw_mime_version)
PUT_STRUCT(warning, sipw_warning)
PUT_STRUCT(resource_priority, sipw_resource_priority)

static const sipw_str word = SIPW_S("zqword");
static const sipw_str tag = SIPW_S("zq-zqword");
static const sipw_str no_fork = SIPW_S("no-fork");
static const struct setter_field tokens_fields[] = { { "value", 0, AT_TOKENS, "zqword", NULL } };
static const struct setter_field event_type_fields[] = { { "value", 0, AT_DOTTED, "zqword", NULL } };
static const struct setter_field tag_fields[] = { { "value", 0, AT_LANGUAGE, "zq-zqword", NULL } };
static const struct setter_field directive_fields[] = { { "value", 0, AT_NOWHERE, "no-fork", NULL } };

static const sipw_auth_info auth_info = {
	.nextnonce = SIPW_S("zqnext"), .qop = SIPW_S("zqqop"), .rspauth = SIPW_S("zqrsp"), .cnonce = SIPW_S("zqcn"),
	.nc = { 10, 1 },	       .params = SIPW_S(", zqparam=1"),
};
static const struct setter_field auth_info_fields[] = {
	{ "nextnonce", offsetof(sipw_auth_info, nextnonce), AT_QUOTED, "\"zqnext\"",
	  "qop=zqqop, rspauth=\"zqrsp\", cnonce=\"zqcn\", nc=0000000a, zqparam=1" },
	{ "qop", offsetof(sipw_auth_info, qop), AT_TOKEN, "zqqop",
	  "nextnonce=\"zqnext\", rspauth=\"zqrsp\", cnonce=\"zqcn\", nc=0000000a, zqparam=1" },
	{ "rspauth", offsetof(sipw_auth_info, rspauth), AT_QUOTED, "\"zqrsp\"",
	  "nextnonce=\"zqnext\", qop=zqqop, cnonce=\"zqcn\", nc=0000000a, zqparam=1" },
	{ "cnonce", offsetof(sipw_auth_info, cnonce), AT_QUOTED, "\"zqcn\"",
	  "nextnonce=\"zqnext\", qop=zqqop, rspauth=\"zqrsp\", nc=0000000a, zqparam=1" },
	{ "params", offsetof(sipw_auth_info, params), AT_AUTH_PARAMS, ", zqparam=1",
	  "nextnonce=\"zqnext\", qop=zqqop, rspauth=\"zqrsp\", cnonce=\"zqcn\", nc=0000000a" },
};

static const sipw_rack rack = { .rseq = 7, .cseq = 8, .method = SIPW_S("ZQMETHOD") };
static const struct setter_field rack_fields[] = {
	{ "method", offsetof(sipw_rack, method), AT_TOKEN, "ZQMETHOD", "7 8 INVITE" },
};

static const sipw_timestamp timestamp = { .time = SIPW_S("54.25"), .delay = SIPW_S(".5") };
static const struct setter_field timestamp_fields[] = {
	{ "time", offsetof(sipw_timestamp, time), AT_DECIMAL, "54.25", NULL },
	{ "delay", offsetof(sipw_timestamp, delay), AT_DECIMAL, ".5", "54.25" },
};

static const sipw_mime_version version = { 1, 0 };

static const sipw_warning warning = { .code = 7, .agent = SIPW_S("zqagent"), .text = SIPW_S("zq text") };
static const struct setter_field warning_fields[] = {
	{ "agent", offsetof(sipw_warning, agent), AT_AGENT, "zqagent", NULL },
	{ "text", offsetof(sipw_warning, text), AT_QUOTED, "\"zq text\"", NULL },
};

static const sipw_resource_priority priority = { .name_space = SIPW_S("zqspace"), .priority = SIPW_S("zqpriority") };
static const struct setter_field priority_fields[] = {
	{ "name_space", offsetof(sipw_resource_priority, name_space), AT_NODOT, "zqspace", NULL },
	{ "priority", offsetof(sipw_resource_priority, priority), AT_NODOT, "zqpriority", NULL },
};

#define ROW(number, value, text, escaped, put, fields) \
	{ number, sizeof(value), &(value), text, escaped, put, fields, COUNT(fields) }

const struct setter extension_setters[] = {
	ROW(SIPW_KIND_SEMICOLON_TOKEN_LIST, word, "zqword", 0, put_semicolon_token_list, tokens_fields),
	ROW(SIPW_KIND_EVENT_TYPE, word, "zqword", 0, put_event_type, event_type_fields),
	ROW(SIPW_KIND_LANGUAGE_TAG, tag, "zq-zqword", 0, put_language_tag, tag_fields),
	ROW(SIPW_KIND_DIRECTIVE, no_fork, "no-fork", 0, put_directive, directive_fields),
	ROW(SIPW_KIND_AUTH_INFO, auth_info,
	    "nextnonce=\"zqnext\", qop=zqqop, rspauth=\"zqrsp\", cnonce=\"zqcn\", nc=0000000a, zqparam=1",
	    offsetof(sipw_auth_info, escaped), put_auth_info, auth_info_fields),
	ROW(SIPW_KIND_RACK, rack, "7 8 ZQMETHOD", 0, put_rack, rack_fields),
	ROW(SIPW_KIND_TIMESTAMP, timestamp, "54.25 .5", 0, put_timestamp, timestamp_fields),
	{ SIPW_KIND_VERSION, sizeof version, &version, "1.0", 0, put_version, NULL, 0 },
	ROW(SIPW_KIND_WARNING, warning, "007 zqagent \"zq text\"", offsetof(sipw_warning, escaped), put_warning,
	    warning_fields),
	ROW(SIPW_KIND_RESOURCE_PRIORITY, priority, "zqspace.zqpriority", 0, put_resource_priority, priority_fields),
};

const size_t extension_setter_count = COUNT(extension_setters);
