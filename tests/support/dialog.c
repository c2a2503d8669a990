/* SPDX-License-Identifier: MIT */
#include "support/dialog.h"

#include "support/check.h"
#include "support/derived.h"

static _Alignas(16) char memory[3][4000];

static sipw_dialog *make(char *where, int side, const char *request, const char *response, sipw_error *ret_error)
{
	sipw_dialog *d = sipw_dialog_init(where, sizeof memory[0]);
	const int code = sipw_dialog_make(d, side, received_message(0, request), received_message(1, response), ret_error);
	CHECK_INT(code, ret_error->code);
	return d;
}

static sipw_dialog *must_make(char *where, int side, const char *request, const char *response)
{
	sipw_error error = { 0 };
	sipw_dialog *d = make(where, side, request, response, &error);
	CHECKF(error.code == SIPW_OK, "no dialog: %s", error.sentence);
	return d;
}

sipw_dialog *dialog_of(int side, const char *request, const char *response)
{
	return must_make(memory[0], side, request, response);
}

sipw_dialog *other_dialog_of(int side, const char *request, const char *response)
{
	return must_make(memory[1], side, request, response);
}

sipw_dialog *empty_dialog(void)
{
	return sipw_dialog_init(memory[2], sizeof memory[2]);
}

const char *dialog_refusal(int side, const char *request, const char *response, sipw_dialog_state *ret_state)
{
	static char text[500];
	sipw_error error = { 0 };
	sipw_dialog_get(make(memory[2], side, request, response, &error), ret_state);
	const ptrdiff_t n = error.code == SIPW_OK ? 0 : sipw_error_text(&error, text, sizeof text - 1);
	text[n > 0 ? n : 0] = '\0';
	return text;
}
