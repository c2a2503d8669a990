/* SPDX-License-Identifier: MIT */
/* The hash functions of nettle as those of digest authentication. */
#include "sipwright-digest.h"

#include <nettle/md5.h>
#include <nettle/sha2.h>

static size_t md5(const sipw_str *pieces, size_t n, unsigned char *ret_hash)
{
	struct md5_ctx state;
	md5_init(&state);
	for (size_t i = 0; i < n; i++)
		md5_update(&state, pieces[i].len, (const uint8_t *)pieces[i].ptr);
	md5_digest(&state, MD5_DIGEST_SIZE, ret_hash);
	return MD5_DIGEST_SIZE;
}

static size_t sha_256(const sipw_str *pieces, size_t n, unsigned char *ret_hash)
{
	struct sha256_ctx state;
	sha256_init(&state);
	for (size_t i = 0; i < n; i++)
		sha256_update(&state, pieces[i].len, (const uint8_t *)pieces[i].ptr);
	sha256_digest(&state, SHA256_DIGEST_SIZE, ret_hash);
	return SHA256_DIGEST_SIZE;
}

static size_t sha_512_256(const sipw_str *pieces, size_t n, unsigned char *ret_hash)
{
	struct sha512_256_ctx state;
	sha512_256_init(&state);
	for (size_t i = 0; i < n; i++)
		sha512_update(&state, pieces[i].len, (const uint8_t *)pieces[i].ptr);
	sha512_256_digest(&state, SHA512_256_DIGEST_SIZE, ret_hash);
	return SHA512_256_DIGEST_SIZE;
}

static size_t hash(void *ctx, int algorithm, const sipw_str *pieces, size_t n, unsigned char ret_hash[SIPW_HASH_MAX])
{
	(void)ctx;
	switch (algorithm) {
	case SIPW_DIGEST_MD5:
		return md5(pieces, n, ret_hash);
	case SIPW_DIGEST_SHA_256:
		return sha_256(pieces, n, ret_hash);
	case SIPW_DIGEST_SHA_512_256:
		return sha_512_256(pieces, n, ret_hash);
	default:
		return 0;
	}
}

const sipw_hasher *sipw_hasher_nettle(void)
{
	static const sipw_hasher nettle = { hash, NULL };
	return &nettle;
}
