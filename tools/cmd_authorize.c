/* SPDX-License-Identifier: MIT */
/* sipwright authorize: a request once more, with credentials. */
#include "derive.h"
#include "digest.h"
#include "password.h"
#include "sipwright/authorize.h"
#include "sipwright/names.h"
#include "tool.h"

enum key { KEY_PASSWORD_FILE = 256, KEY_PASSWORD, KEY_REALM, KEY_AUTH_INT };

static const struct option_row rows[] = {
	{ 'u', "user", "USER", "the user name, as it is" },
	{ KEY_PASSWORD_FILE, "password-file", "FILE", "the password is the file's first line" },
	{ KEY_PASSWORD, "password", "", NULL }, /* else it would be short for the one above */
	{ KEY_REALM, "realm", "REALM", "answer the challenges of this realm alone" },
	{ KEY_AUTH_INT, "auth-int", NULL, "protect the body as well, where it is offered" },
};

static const struct syntax syntax = {
	.command = "authorize",
	.operands = "REQUEST [CHALLENGE] -u USER [OPTION...]",
	.about = "Prints a request once more, with credentials that answer its 401 or 407; both\n"
		 "are files, the response may be standard input. Branch and CSeq are new ones.\n",
	.shared = given_rows,
	.n_shared = GIVEN_IDS,
	.rows = rows,
	.n_rows = sizeof rows / sizeof rows[0],
	.notes = "The password is the first line of --password-file, or the value of\n"
		 "SIPWRIGHT_PASSWORD in the environment, or else is asked for at the terminal.\n\n"
		 "Example:\n"
		 "  sipwright authorize register.sip 401.sip -u bob --password-file secret\n",
};

struct authorize {
	struct derivation d;
	const char *user, *path, *realm;
	bool auth_int;
	const sipw_hasher *hasher;
	struct password password;
};

static int take(void *ctx, int key, const char *argument)
{
	struct authorize *a = ctx;
	switch (key) {
	case OPERAND:
		return take_source(&a->d, argument, "authorize takes a request and a response, and options");
	case 'u':
		return take_once(&syntax, &a->user, argument, "-u is given twice");
	case KEY_PASSWORD_FILE:
		a->d.aside = argument;
		return take_once(&syntax, &a->path, argument, "--password-file is given twice");
	case KEY_PASSWORD:
		return misuse(&syntax, "a password is no argument, which others could see; see --password-file");
	case KEY_REALM:
		return take_once(&syntax, &a->realm, argument, "--realm is given twice");
	default:
		a->auth_int = true;
		return STATUS_FINE;
	}
}

static int ready(void *ctx)
{
	struct authorize *a = ctx;
	if (a->user == NULL)
		return misuse(&syntax, "the user is missing: -u USER");
	a->hasher = find_hasher();
	return a->hasher != NULL ? STATUS_FINE : STATUS_USAGE;
}

/* Each time with the same ids. */
static int authorize(struct authorize *a)
{
	struct derivation *d = &a->d;
	sipw_ids ids = d->given.ids;
	const sipw_login login = {
		.realm = a->realm != NULL ? sipw_s(a->realm) : (sipw_str){ NULL, 0 },
		.username = sipw_s(a->user),
		.password = sipw_sn(a->password.text, a->password.len),
	};
	const sipw_authorize_options options = {
		.logins = &login,
		.n_logins = 1,
		.hasher = a->hasher,
		.ids = &ids,
		.auth_int = a->auth_int,
	};
	struct option_place places[] = {
		{ 0, "username", "-u", login.username },
		{ SIPW_HDR_AUTHORIZATION, NULL, "-u", { NULL, 0 } },
		{ SIPW_HDR_PROXY_AUTHORIZATION, NULL, "-u", { NULL, 0 } },
	};
	d->places = places;
	d->n_places = sizeof places / sizeof places[0];
	sipw_msg_reset(d->m);
	return derived(d, sipw_authorize(d->m, d->sources[0].m, d->sources[1].m, &options, &d->extras));
}

/* Nobody is asked for a password that would not be used: it is tried with an empty one. */
static int derive(void *ctx)
{
	struct authorize *a = ctx;
	int status = authorize(a);
	if (status == STATUS_FINE)
		status = get_password(a->path, a->user, &a->password);
	if (status == STATUS_FINE)
		status = authorize(a);
	wipe(&a->password, sizeof a->password);
	return status;
}

int cmd_authorize(int argc, char **argv)
{
	static const struct deriving how = { &syntax, 2, "the request is missing", take, ready, derive };
	struct authorize a = { .d = { .how = &how } };
	a.d.ctx = &a;
	return run_derivation(&a.d, argc, argv);
}
