/* SPDX-License-Identifier: MIT */
/* Digest computations against the examples of RFC 7616 and against values of another program. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "sipwright-digest.h"
#include "sipwright.h"
#include "support/check.h"

static void check_response(const sipw_digest_input *in, const char *expected)
{
	char text[SIPW_HASH_TEXT_MAX];
	sipw_error error = { .code = SIPW_OK };
	const int n = sipw_digest_response(in, sipw_hasher_nettle(), text, &error);
	CHECK_INT(error.code, SIPW_OK);
	CHECKF(n > 0, "no digest");
	if (n > 0)
		CHECK_TEXT(sipw_sn(text, (size_t)n), expected);
}

/* RFC 7616 3.9.1 */
Test(digest, mufasa)
{
	sipw_digest_input in = {
		.algorithm = SIPW_DIGEST_MD5,
		.username = SIPW_S("Mufasa"),
		.realm = SIPW_S("http-auth@example.org"),
		.password = SIPW_S("Circle of Life"),
		.nonce = SIPW_S("7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"),
		.cnonce = SIPW_S("f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"),
		.nc = 1,
		.qop = SIPW_S("auth"),
		.method = SIPW_S("GET"),
		.uri = SIPW_S("/dir/index.html"),
	};
	check_response(&in, "8ca523f5e9506fed4657c9700eebdbec");
	in.algorithm = SIPW_DIGEST_SHA_256;
	check_response(&in, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
}

/* RFC 7616 3.9.2, whose digests are not right as they are printed; these are what its text makes. */
Test(digest, jason_doe)
{
	char text[SIPW_HASH_TEXT_MAX];
	const sipw_digest_input in = {
		.algorithm = SIPW_DIGEST_SHA_512_256,
		.username = SIPW_S("J\xc3\xa4s\xc3\xb8n Doe"),
		.realm = SIPW_S("api@example.org"),
		.password = SIPW_S("Secret, or not?"),
		.nonce = SIPW_S("5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK"),
		.cnonce = SIPW_S("NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v"),
		.nc = 1,
		.qop = SIPW_S("auth"),
		.method = SIPW_S("GET"),
		.uri = SIPW_S("/doe.json"),
	};
	check_response(&in, "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5");
	const int n = sipw_digest_userhash(in.algorithm, in.username, in.realm, sipw_hasher_nettle(), text, NULL);
	CHECK_INT(n, 64);
	CHECK_TEXT(sipw_sn(text, 64), "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b");
}

static const sipw_digest_input bob = {
	.username = SIPW_S("bob"),
	.realm = SIPW_S("biloxi.com"),
	.password = SIPW_S("zanzibar"),
	.nonce = SIPW_S("dcd98b7102dd2f0e8b11d0f600bfb0c093"),
	.cnonce = SIPW_S("0a4f113b"),
	.nc = 1,
	.method = SIPW_S("INVITE"),
	.uri = SIPW_S("sip:bob@biloxi.com"),
	.body = SIPW_S("v=0\r\n"),
};

/* Computed by Python's hashlib. */
Test(digest, every_algorithm_and_qop)
{
	static const struct {
		const char *algorithm, *qop, *response;
	} rows[] = {
		{ "MD5", NULL, "bf57e4e0d0bffc0fbaedce64d59add5e" },
		{ "MD5", "auth", "89eb0059246c02b2f6ee02c7961d5ea3" },
		{ "MD5-sess", "auth", "e4e4ea61d186d07a92c9e1f6919902e9" },
		{ "MD5", "auth-int", "77226bb823dc077c1ad3537415667bae" },
		{ "MD5-sess", "auth-int", "8527c9ab1b4eed3fd75491f811944e26" },
		{ "SHA-256", NULL, "38aad98c50c33abe72c5f88dd17246ffcfa6b1f68852c855719ff0659386c0ca" },
		{ "SHA-256", "auth", "b3b5a6c69453abafaab9ae4dccdac90a076b6c80615d5f3498e7433b6e93bf4f" },
		{ "SHA-256-sess", "auth", "5da59c9ca40954be9d5063a15a174066c8251be2c10cf47c144c366dc7daf792" },
		{ "SHA-256", "auth-int", "554a9ffe79ce71c3cb6c9630deddd2787d8033f895e5cdef6a73c8e84ed4c979" },
		{ "SHA-256-sess", "auth-int", "0b4a1efc19e1b701ec5775b6b16dde0fc416102e34a6c5bd6f957b20b5d79170" },
		{ "SHA-512-256", NULL, "9e960b3a01beb63f1ea5d45d43bd8a2178879d3c9ddbbdb0624187ca823c6eca" },
		{ "sha-512-256", "auth", "7f1a09de0f19af0a1eac2b28d33e3f2fb89cca1ad8fb01bba5e1883b288bac14" },
		{ "SHA-512-256-sess", "auth", "077d9677be83f41f162d1a4453dc163389919f81e5927391d972f477da767633" },
		{ "SHA-512-256", "auth-int", "e9a7fbc1c80a10421c59a0c982f28d40e0ddc7b62ef3dc4faf68f179c6e05922" },
		{ "SHA-512-256-SESS", "auth-int", "0220683d8c9faccc1d05bd2ef0e7ccdff87eacd5f06fb6bfd9cd7d3acf66a00b" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		sipw_digest_input in = bob;
		in.algorithm = sipw_digest_algorithm(sipw_s(rows[i].algorithm));
		in.qop = sipw_s(rows[i].qop);
		check_response(&in, rows[i].response);
	}
	CHECK_INT(sipw_digest_algorithm((sipw_str){ NULL, 0 }), SIPW_DIGEST_MD5);
	CHECK_INT(sipw_digest_algorithm(sipw_s("")), SIPW_DIGEST_UNKNOWN);
	CHECK_INT(sipw_digest_algorithm(sipw_s("SHA-1")), SIPW_DIGEST_UNKNOWN);
}

/* rspauth is without the method; a session's A1 is that of its first nonce and cnonce. */
Test(digest, rspauth_and_sessions)
{
	sipw_digest_input in = bob;
	in.algorithm = SIPW_DIGEST_MD5;
	in.qop = sipw_s("auth");
	in.method = (sipw_str){ NULL, 0 };
	check_response(&in, "9175a7857f138ef9768651f475f1d73a");
	in = bob;
	in.algorithm = SIPW_DIGEST_MD5 | SIPW_DIGEST_SESS;
	in.qop = sipw_s("auth");
	in.nonce = sipw_s("N2");
	in.cnonce = sipw_s("C2");
	in.nc = 2;
	in.first_nonce = sipw_s("N1");
	in.first_cnonce = sipw_s("C1");
	check_response(&in, "edd2f86f2abb510ec9101567737e5013");
}

/* The hash of name, realm and password instead of the password. */
Test(digest, ha1_instead_of_the_password)
{
	sipw_digest_input in = bob;
	unsigned char bytes[SIPW_HASH_MAX];
	char ha1[2 * SIPW_HASH_MAX + 1];
	const sipw_str pieces[] = { SIPW_S("bob:biloxi"), SIPW_S(".com:zanz"), SIPW_S("ibar") };
	const sipw_hasher *nettle = sipw_hasher_nettle();
	CHECK_INT(nettle->hash(nettle->ctx, SIPW_DIGEST_MD5, pieces, 3, bytes), 16);
	for (int i = 0; i < 16; i++)
		snprintf(ha1 + 2 * i, 3, "%02x", bytes[i]);
	in.algorithm = SIPW_DIGEST_MD5;
	in.qop = sipw_s("auth");
	in.password = in.username = (sipw_str){ NULL, 0 };
	in.ha1 = sipw_s(ha1);
	check_response(&in, "89eb0059246c02b2f6ee02c7961d5ea3");
}

/* Takes one part away; the digest then names it. */
static void check_missing(void (*take)(sipw_digest_input *in), const char *field)
{
	char text[SIPW_HASH_TEXT_MAX];
	sipw_error error = { .code = SIPW_OK };
	sipw_digest_input in = bob;
	in.algorithm = SIPW_DIGEST_MD5;
	in.qop = sipw_s("auth");
	take(&in);
	CHECK_INT(sipw_digest_response(&in, sipw_hasher_nettle(), text, &error), SIPW_ERR_ARGUMENT);
	CHECK_INT(error.code, SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(error.field), field);
	CHECK_INT(sipw_digest_response(&in, sipw_hasher_nettle(), text, NULL), SIPW_ERR_ARGUMENT);
}

#define TAKE(name, change) \
	static void take_##name(sipw_digest_input *in) { change; }
TAKE(username, in->username.ptr = NULL)
TAKE(realm, in->realm.ptr = NULL)
TAKE(password, in->password.ptr = NULL)
TAKE(nonce, in->nonce.ptr = NULL)
TAKE(cnonce, in->cnonce.ptr = NULL)
TAKE(uri, in->uri.ptr = NULL)
TAKE(nc, in->nc = 0)
TAKE(qop, in->qop = sipw_s("auth-conf"))
TAKE(algorithm, in->algorithm = 7)

Test(digest, names_what_is_missing)
{
	check_missing(take_username, "username");
	check_missing(take_realm, "realm");
	check_missing(take_password, "password");
	check_missing(take_nonce, "nonce");
	check_missing(take_cnonce, "cnonce");
	check_missing(take_uri, "uri");
	check_missing(take_nc, "nc");
	check_missing(take_qop, "qop");
	check_missing(take_algorithm, "algorithm");
}

static size_t no_hash(void *ctx, int algorithm, const sipw_str *pieces, size_t n, unsigned char *ret_hash)
{
	(void)ctx, (void)algorithm, (void)pieces, (void)n, (void)ret_hash;
	return 0;
}

Test(digest, without_a_hash_function)
{
	static const sipw_hasher without = { no_hash, NULL }, empty = { NULL, NULL };
	char text[SIPW_HASH_TEXT_MAX];
	sipw_error error;
	sipw_digest_input in = bob;
	in.algorithm = SIPW_DIGEST_MD5;
	CHECK_INT(sipw_digest_response(&in, &without, text, &error), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(error.field), "algorithm");
	CHECK_INT(sipw_digest_response(&in, &empty, text, &error), SIPW_ERR_ARGUMENT);
	CHECK_INT(sipw_digest_response(&in, NULL, text, &error), SIPW_ERR_ARGUMENT);
	CHECK_TEXT(sipw_s(error.field), "hasher");
	CHECK_INT(sipw_digest_userhash(SIPW_DIGEST_MD5, in.username, in.realm, &without, text, NULL), SIPW_ERR_ARGUMENT);
}

Test(digest, equal)
{
	CHECK(sipw_digest_equal(sipw_s("abc"), sipw_s("abc")));
	CHECK(!sipw_digest_equal(sipw_s("abc"), sipw_s("abd")));
	CHECK(!sipw_digest_equal(sipw_s("abc"), sipw_s("ab")));
	CHECK(sipw_digest_equal(sipw_s(""), (sipw_str){ NULL, 0 }));
}
