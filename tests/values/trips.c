/* SPDX-License-Identifier: MIT */
/* Text to struct to text to struct: nothing is lost on the way, and the second text is the last. */
#include "support/check.h"
#include "support/message.h"

#include "member.h"
#include "values.h"

/* The text of a value, or absent and a failed check. */
static sipw_str write_value(int header, const sipw_value *value, unsigned slot, const char *what)
{
	sipw_msg *m = roomy_message(slot);
	sipw_request(m, SIPW_INVITE, sipw_s("sip:a"));
	const int code = sipw_put(m, header, value, sizeof *value);
	const sipw_error *e = sipw_msg_error(m);
	if (!CHECKF(code == SIPW_OK, "%s: does not go out again: %s at %zu: %s", what, e->field, e->offset, e->sentence))
		return (sipw_str){ NULL, 0 };
	return last_value(m);
}

static bool read_value(int header, sipw_str text, sipw_value *ret, const char *what)
{
	sipw_error error = { .sentence = "" };
	memset(ret, 0, sizeof *ret);
	const int code = sipw_decode(header, text, ret, sizeof *ret, &error);
	return CHECKF(code == SIPW_OK, "%s: '%s' is not read, at %zu: %s", what, check_show(text), error.offset, error.sentence);
}

/* From a value to text and back; the text must make the same text again. *ret is what came back, which
 * lies in the message of `slot`. */
static bool check_trip(int kind, int header, const sipw_value *first, unsigned slot, const char *what, sipw_value *ret)
{
	sipw_value second;
	const sipw_str once = write_value(header, first, slot, what);
	if (once.ptr == NULL || !read_value(header, once, &second, what))
		return false;
	const char *lost = value_difference(kind, first, &second, NULL);
	CHECKF(lost[0] == '\0', "%s: became %s, and %s differs", what, check_show(once), lost);
	const sipw_str twice = write_value(header, &second, 2, what);
	CHECKF(same_bytes(once, twice), "%s: became %s, then %s", what, check_show(once), check_show(twice));
	*ret = second;
	return true;
}

void check_trips(const struct values *file, const struct vector *v, const sipw_msg *m, const char *what)
{
	sipw_value value, again, plain;
	for (size_t i = 0; i < sipw_count(m, v->header); i++) {
		memset(&value, 0, sizeof value);
		if (!CHECKF(sipw_read(m, v->header, i, &value, sizeof value) == SIPW_OK, "%s: value %zu is not read", what, i))
			continue;
		if (check_trip(file->kind, v->header, &value, 1, what, &again) && value_plain(file->kind, &again, &plain))
			check_trip(file->kind, v->header, &plain, 3, what, &again);
	}
}
