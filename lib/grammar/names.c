/* SPDX-License-Identifier: MIT */
#include "grammar/names.h"

#include "grammar/escape.h"

static uint32_t mix(uint32_t hash, unsigned octet)
{
	return (hash ^ octet) * UINT32_C(0x01000193);
}

/* Names that are the same have the same one. */
static uint32_t hash_of(const struct sipw__names *t, sipw_str name)
{
	const char *at = name.ptr, *end = at + name.len;
	uint32_t hash = UINT32_C(0x811c9dc5);
	while (at < end)
		hash = mix(hash, t->escapes ? sipw__octet_nocase(&at, end, CLASS_RESERVED) : sipw__lower(*at++));
	return hash;
}

static bool same_name(const struct sipw__names *t, sipw_str a, sipw_str b)
{
	return t->escapes ? sipw__same_octets_nocase(a, b, CLASS_RESERVED) : sipw__equal_nocase(a, b);
}

static unsigned find(const struct sipw__names *t, sipw_str name, uint32_t hash)
{
	unsigned i = 0;
	while (i < t->n && (t->hashes[i] != hash || !same_name(t, t->names[i], name)))
		i++;
	return i;
}

unsigned sipw__names_find(const struct sipw__names *t, sipw_str name)
{
	return find(t, name, hash_of(t, name));
}

bool sipw__names_add(struct sipw__names *t, sipw_str name)
{
	const uint32_t hash = hash_of(t, name);
	if (find(t, name, hash) < t->n)
		return false;
	if (t->n < NAMES_MAX) {
		t->hashes[t->n] = hash;
		t->names[t->n++] = name;
	}
	return true;
}
