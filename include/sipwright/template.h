/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_TEMPLATE_H
#define SIPWRIGHT_TEMPLATE_H

/**
 * @file
 * Templates: a message with named slots, compiled and checked once, rendered many times at close to the
 * speed of a copy.
 *
 *   OPTIONS sip:{user}@biloxi.example.com SIP/2.0
 *   Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK{branch}
 *   ...
 *
 *   sipw_template *t = sipw_template_compile(memory, sizeof memory, text, &fault);
 *   sipw_fill fills[2] = {
 *           { .value = sipw_s("bob") },
 *           { .source = SIPW_SOURCE_ID, .number = seed } };
 *   for (uint64_t i = 0; t != NULL && i < count; i++)
 *           send(sipw_template_render(t, fills, 2, i, out, sizeof out, &error));
 *
 * Here user is bob in all messages, and branch another one in each.
 *
 * The text is a message. `{name}` marks a slot, `{name:class}` one that is held to less than its place
 * allows, `{{` is a brace. `{name:class:8}` and `{name::8}` take values of 8 bytes alone, so that messages have
 * the same length. Lines of the head may end in LF alone; a folded one is joined by a space. A name has
 * letters, digits, `-` and `_`; the same name at several places is one slot with one value. Slots stand in
 * values: in parts of URIs, parameters, display names, tags, numbers and so on, and in the body, but not in
 * header names, methods or punctuation.
 *
 * Compiling finds out what each slot may hold: the most that its place, by the grammar of the header
 * field, takes as one element. No value that a slot takes can end the element it stands in: it adds no
 * line, header field, parameter or second URI. The message is checked as a whole with samples in its
 * slots (sipw_check()); what the checker calls an error is a fault of the template.
 *
 * Content-Length is computed; a line of that name in the text is dropped, and it comes last in the head.
 *
 * A compiled template is never changed: any threads may render it at the same time.
 */

#include <stdbool.h>

#include "sipwright/base.h"
#include "sipwright/error.h"
#include "sipwright/message.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a slot takes; the words that stand behind a colon are those in quotes. */
enum sipw_slot_class {
	SIPW_SLOT_BODY = 1,    /**< "body": any bytes */
	SIPW_SLOT_TEXT = 2,    /**< "text": a line of text, UTF-8 without control characters */
	SIPW_SLOT_QUOTED = 3,  /**< "quoted": the same between double quotes; escaped as needed */
	SIPW_SLOT_URI = 4,     /**< "uri": an absolute URI */
	SIPW_SLOT_WORD = 5,    /**< "word": as in a Call-ID (RFC 3261 25.1 word) */
	SIPW_SLOT_USER = 6,    /**< "user": characters of a URI's user part, and %HH */
	SIPW_SLOT_PARAM = 7,   /**< "param": characters of a URI parameter's value, and %HH */
	SIPW_SLOT_TOKEN = 8,   /**< "token" */
	SIPW_SLOT_HOST = 9,    /**< "host": a name or address; IPv6 in brackets */
	SIPW_SLOT_ALNUM = 10,  /**< "alnum": letters and digits */
	SIPW_SLOT_NUMBER = 11, /**< "number": digits, up to what its place allows */
	SIPW_SLOT_DATE = 12,   /**< "date": `Sat, 13 Nov 2010 23:29:00 GMT` */
	SIPW_SLOT_CALL_ID = 13 /**< "call-id": a word, or two with "@" between them */
};

/** The word for a class, or absent. */
SIPW_API sipw_str sipw_slot_class_name(int slot_class);
/** The class of a word, or 0. */
SIPW_API int sipw_slot_class_find(sipw_str name);

/** The most slots of a template. */
#define SIPW_SLOTS_MAX 64

typedef struct sipw_template sipw_template;

/** What is wrong with a template, and where in its text. */
typedef struct {
	sipw_error error; /**< `offset` is in the text */
	size_t line;      /**< from 1 */
	size_t column;    /**< in bytes, from 1 */
} sipw_template_fault;

/** Memory that sipw_template_compile() needs for a text of `len` bytes, to be on the safe side. */
#define SIPW_TEMPLATE_SIZE(len) (128 * (size_t)(len) + 32768)

/**
 * Compiles a text in `size` bytes of the caller's memory, where the template stays; the text may go away.
 * NULL if the memory is not enough or something is wrong, which `*ret_fault` (may be NULL) then says.
 * SIPW_ERR_LIMIT: more than SIPW_SLOTS_MAX slots.
 */
SIPW_API sipw_template *sipw_template_compile(void *memory, size_t size, sipw_str text, sipw_template_fault *ret_fault);

/** A slot of a built message: wherever its value stands in it. */
typedef struct {
	sipw_str name;
	sipw_str sample; /**< the value as it stands in the message, such as "SLOT-1"; at least one byte */
	int slot_class;  /**< enum sipw_slot_class; 0: by its place */
	bool fixed;      /**< values have as many bytes as the sample */
} sipw_slot_mark;

/**
 * The same from a message. Wherever a sample stands behind the header names, there is its slot; the
 * longest one counts where several fit. A sample that stands nowhere is SIPW_ERR_ARGUMENT. The offset of
 * a fault, its line and column are those in the serialized message with `{name:class}` in place of samples.
 */
SIPW_API sipw_template *sipw_template_from(void *memory, size_t size, const sipw_msg *m, const sipw_slot_mark *marks,
					   size_t n, sipw_template_fault *ret_fault);

/** A slot of a template. */
typedef struct {
	sipw_str name;
	int slot_class;  /**< enum sipw_slot_class */
	uint32_t max;    /**< of SIPW_SLOT_NUMBER: the largest number */
	uint32_t width;  /**< bytes of each value; 0: any number of them */
	uint32_t places; /**< where it stands */
} sipw_slot;

/** The number of slots. */
SIPW_API size_t sipw_template_slots(const sipw_template *t);
/** Slot `index`, in the order in which names come first; false, leaving `*ret_slot` untouched, beyond the last. */
SIPW_API bool sipw_template_slot(const sipw_template *t, size_t index, sipw_slot *ret_slot);
/** The index of a slot's name, or -1. */
SIPW_API int sipw_template_slot_find(const sipw_template *t, sipw_str name);

/** Where the value of a slot comes from that is not given. */
enum sipw_source {
	SIPW_SOURCE_VALUE = 0,   /**< nowhere: it has to be given */
	SIPW_SOURCE_COUNTER = 1, /**< `number` plus the instance, as digits */
	SIPW_SOURCE_ID = 2,      /**< 16 letters and digits, another one for each instance, from `number` as the seed */
	SIPW_SOURCE_RANDOM = 3,  /**< digits: a number below `range` from `number` as the seed */
	SIPW_SOURCE_DATE = 4     /**< `number` plus the instance as seconds since 1970, as a date */
};

/**
 * What fills a slot: its value or, if that is absent, what its source makes. In a slot with a width, numbers
 * get zeros in front, and ids are cut, to 13 characters at least, which are never the same either.
 */
typedef struct {
	int source;      /**< enum sipw_source */
	sipw_str value;  /**< plain where the slot is quoted, else as it stands on the wire */
	uint64_t number; /**< for the source: first number, seed, or seconds since 1970 */
	uint64_t range;  /**< of SIPW_SOURCE_RANDOM: 1 at least */
} sipw_fill;

/**
 * Writes instance `instance` of the message: `fills[i]` is for slot i, `n` the number of slots. Sources are
 * pure functions of slot, number and instance: the same message on any machine, and two instances never share
 * an id of one slot. Returns the bytes written; SIPW_ERR_SPACE, with
 * nothing promised about `out`; SIPW_ERR_SYNTAX or SIPW_ERR_RANGE if a value is not of its slot's class:
 * `ret_error->field` (may be NULL) is the slot's name, in the template's memory, and the offset that in the
 * value; SIPW_ERR_ARGUMENT for another `n`, or if there is neither value nor source. `out` NULL and `cap` 0: the
 * bytes needed. Values of letters and digits, up to 32, and a buffer with room for 32 bytes more at each place
 * are what it is fastest with.
 */
SIPW_API ptrdiff_t sipw_template_render(const sipw_template *t, const sipw_fill *fills, size_t n, uint64_t instance,
					char *out, size_t cap, sipw_error *ret_error);

#ifdef __cplusplus
}
#endif

#endif
