/* SPDX-License-Identifier: MIT */
#include "grammar/names.h"

#include "grammar/escape.h"

/* Names that are the same have the same one. */
static uint32_t hash_of(const struct sipw__names *t, sipw_str name)
{
	uint32_t hash = HASH_START;
	if (t->escapes)
		return sipw__octets_hash_nocase(name);
	for (size_t i = 0; i < name.len; i++)
		hash = sipw__hash_mix(hash, sipw__lower(name.ptr[i]));
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
