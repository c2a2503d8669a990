/* SPDX-License-Identifier: MIT */
#ifndef SIPWRIGHT_LOOKUP_H
#define SIPWRIGHT_LOOKUP_H

/**
 * @file
 * Names and numbers: methods, header fields, response codes, reason phrases, the checker's rules, and
 * what the RFCs' tables say of where a header field may stand.
 *
 * Ids are the constants of names.h and part of the ABI: an id never changes its meaning. Rows a
 * user added with --with-extra-specs have ids from 4096. Unknown is an ordinary answer, never an
 * error: 0, an absent slice, or false. Every int and all bytes are safe input, no function
 * allocates, and everything returned is static.
 */

#include <stdbool.h>

#include "sipwright/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- methods (names compare with case, RFC 3261 7.1) ---- */

/** What is known of a method. */
typedef struct {
	int id;
	sipw_str name;
	bool creates_dialog;   /**< a 2xx to it (NOTIFY: itself) makes a dialog */
	bool target_refresh;   /**< updates the remote target inside a dialog */
	bool no_response;      /**< ACK: nothing answers it */
	sipw_str source;       /**< "RFC 3261 13" */
	sipw_str meaning;      /**< one line */
} sipw_method_info;

/** The id of a method's name, or 0. Upper case counts: "invite" is another method. */
SIPW_API int sipw_method_find(sipw_str name);
/** The name of a method, or absent. */
SIPW_API sipw_str sipw_method_name(int method);
/** Fills `*ret_info`; false, leaving it untouched, for an unknown method. */
SIPW_API bool sipw_method_describe(int method, sipw_method_info *ret_info);
/** The next known id after `method`, 0 after the last: `for (i = 0; (i = sipw_method_next(i)); )`. */
SIPW_API int sipw_method_next(int method);

/* ---- header fields (names compare without case, RFC 3261 7.3.1) ---- */

/** How often a header field may stand. */
enum sipw_times {
	SIPW_TIMES_ONE = 0,  /**< once at most */
	SIPW_TIMES_LIST = 1, /**< any number of values, on one line with commas or on several */
	SIPW_TIMES_LINES = 2 /**< any number of lines, never joined with commas (RFC 3261 7.3.1) */
};

/** What is known of a header field. */
typedef struct {
	int id;
	sipw_str name;
	char compact;      /**< the compact form's letter, lower case, or 0 (RFC 3261 7.3.3) */
	int kind;          /**< enum sipw_kind */
	int times;         /**< enum sipw_times */
	bool may_be_empty; /**< the value may have no bytes at all */
	bool deprecated;
	bool unregistered; /**< in wide use, but not in the IANA registry */
	sipw_str source;   /**< "RFC 3261 20.42" */
	sipw_str meaning;  /**< one line */
	bool computed;     /**< written by the serializer: it cannot be added */
} sipw_header_info;

/** The id of a header field's name or compact form, in any case, or 0. */
SIPW_API int sipw_header_find(sipw_str name);
/** The full name of a header field, or absent. */
SIPW_API sipw_str sipw_header_name(int header);
/** The letter of the compact form, or 0. */
SIPW_API char sipw_header_compact(int header);
/** Fills `*ret_info`; false, leaving it untouched, for an unknown header field. */
SIPW_API bool sipw_header_describe(int header, sipw_header_info *ret_info);
/** The next known id after `header`, 0 after the last. */
SIPW_API int sipw_header_next(int header);

/* ---- value kinds ---- */

/** What is known of a value kind. */
typedef struct {
	int id;
	sipw_str name;
	bool has_params;
	sipw_str source;   /**< of its grammar */
	sipw_str accepted; /**< a sample value */
	sipw_str rejected; /**< a sample the grammar refuses; absent if none */
	sipw_str type;     /**< the C type of a value: "uint32_t", "sipw_via" ... */
	size_t size;       /**< of that type, in bytes */
} sipw_kind_info;

/** Fills `*ret_info`; false, leaving it untouched, for an unknown kind. */
SIPW_API bool sipw_kind_describe(int kind, sipw_kind_info *ret_info);
/** The next known kind after `kind`, 0 after the last. */
SIPW_API int sipw_kind_next(int kind);

/** The C type of a member. */
enum sipw_member_type {
	SIPW_TYPE_STR = 1,    /**< sipw_str */
	SIPW_TYPE_NUMBER = 2, /**< uint32_t */
	SIPW_TYPE_DATE = 3,   /**< int64_t */
	SIPW_TYPE_OPT = 4,    /**< sipw_opt */
	SIPW_TYPE_BOOL = 5    /**< bool */
};

/** What a member holds. */
enum sipw_holds {
	/* sipw_str, in the form that stands on the wire */
	SIPW_HOLDS_WIRE = 1,         /**< of a grammar of its own */
	SIPW_HOLDS_TOKEN = 2,        /**< a token (RFC 3261 25.1) */
	SIPW_HOLDS_HOST = 3,         /**< a host; an IPv6 address gets its brackets when written */
	SIPW_HOLDS_ADDRESS = 4,      /**< a host; an IPv6 address keeps its brackets or their lack */
	SIPW_HOLDS_URI = 5,          /**< an absolute URI */
	SIPW_HOLDS_PARAMS = 6,       /**< parameters, each as `;a=b` or `;a` */
	SIPW_HOLDS_AUTH_PARAMS = 7,  /**< parameters, each as `, a=b` */
	/* sipw_str, plain text; in wire form if the member of SIPW_HOLDS_ESCAPED is true */
	SIPW_HOLDS_QUOTED = 8,       /**< written between double quotes */
	SIPW_HOLDS_DISPLAY = 9,      /**< a display name: a token, or between double quotes */
	SIPW_HOLDS_COMMENT = 10,     /**< written between parentheses */
	/* uint32_t, int64_t */
	SIPW_HOLDS_NUMBER = 11,      /**< a number */
	SIPW_HOLDS_DATE = 12,        /**< seconds since 1970-01-01 00:00:00 UTC */
	/* sipw_opt */
	SIPW_HOLDS_OPTIONAL = 13,    /**< a number */
	SIPW_HOLDS_Q = 14,           /**< thousandths, 0 to 1000 */
	SIPW_HOLDS_YESNO = 15,       /**< 0 for false, 1 for true */
	/* bool */
	SIPW_HOLDS_FLAG = 16,        /**< what the member's name says */
	SIPW_HOLDS_ESCAPED = 17,     /**< the value was decoded: its plain texts are in wire form */
	/* sipw_str, plain text, like SIPW_HOLDS_QUOTED */
	SIPW_HOLDS_WORD = 18,        /**< written as a token if it is one, else between double quotes */
	SIPW_HOLDS_PARAM = 19        /**< a parameter's value, written in the form that the parameter has */
};

/** A member of a kind's struct. */
typedef struct {
	sipw_str name;
	int type;         /**< enum sipw_member_type */
	int holds;        /**< enum sipw_holds */
	size_t offset;    /**< in the struct, in bytes */
	size_t size;      /**< of the type, in bytes */
	sipw_str meaning; /**< its comment in values.h; absent if it has none */
} sipw_member_info;

/**
 * Fills `*ret_info` with member `index` of the struct of a kind, in their order; false, leaving it
 * untouched, after the last one and for a kind without a C type. A value that is no struct has one
 * member, `value`, which is the value itself. So a program can walk values it knows nothing about:
 *
 *   for (size_t i = 0; sipw_member_describe(kind, i, &info); i++)
 *           print(info.name, info.type, (const char *)&value + info.offset);
 */
SIPW_API bool sipw_member_describe(int kind, size_t index, sipw_member_info *ret_info);

/* ---- response codes ---- */

/** What is known of a response code. */
typedef struct {
	int code;
	sipw_str phrase;
	bool deprecated;
	sipw_str source;
} sipw_code_info;

/** The registered reason phrase of a code, or absent: sipw_reason(486) is "Busy Here". */
SIPW_API sipw_str sipw_reason(int code);
/**
 * All codes with a reason phrase (in any case): their number, of which the first `cap` are
 * written to `ret_codes` in rising order. "Not Acceptable" has two. 0 for an unknown phrase.
 */
SIPW_API size_t sipw_reason_codes(sipw_str phrase, int *ret_codes, size_t cap);
/** 1 to 6 for codes from 100 to 699 (RFC 3261 7.2), registered or not; else 0. */
SIPW_API int sipw_code_class(int code);
/** The word for a code's class: "Provisional", "Success", ... (RFC 3261 7.2), or absent. */
SIPW_API sipw_str sipw_code_class_name(int code);
/** Fills `*ret_info`; false, leaving it untouched, for a code that is not registered. */
SIPW_API bool sipw_code_describe(int code, sipw_code_info *ret_info);
/** The next registered code after `code`, 0 after the last. */
SIPW_API int sipw_code_next(int code);

/* ---- conditions: rules about a message that no table has ---- */

/** What is known of a condition, one of the rules that sipw_check() reports by name (check.h). */
typedef struct {
	int id;
	sipw_str name;     /**< as a finding's `rule` has it: "cseq-method" */
	int severity;      /**< enum sipw_severity (check.h) */
	bool enforced;     /**< what breaks it is refused in a message built here */
	sipw_str place;    /**< what it is asked about: "requests: lines of CSeq" */
	sipw_str source;
	sipw_str sentence; /**< the rule as it holds for a valid message, without a full stop */
} sipw_condition_info;

/** Fills `*ret_info`; false, leaving it untouched, for an unknown condition. */
SIPW_API bool sipw_condition_describe(int condition, sipw_condition_info *ret_info);
/** The next known condition after `condition`, 0 after the last. */
SIPW_API int sipw_condition_next(int condition);

/* ---- presence: the RFCs' tables 2 and 3 ---- */

/** A cell of the tables (RFC 3261 20). */
enum sipw_presence {
	SIPW_PRESENCE_SILENT = 0,      /**< no table and no sentence says anything */
	SIPW_PRESENCE_MANDATORY = 1,   /**< `m` */
	SIPW_PRESENCE_EXPECTED = 2,    /**< `m*`: should be sent, need not be there */
	SIPW_PRESENCE_OPTIONAL = 3,    /**< `o` */
	SIPW_PRESENCE_STREAM = 4,      /**< `t`: should be sent, must be over a stream transport */
	SIPW_PRESENCE_BODY = 5,        /**< `*`: mandatory if the body is not empty */
	SIPW_PRESENCE_CONDITIONAL = 6, /**< `c`: depends on the context */
	SIPW_PRESENCE_FORBIDDEN = 7    /**< `-` */
};

/** What the tables say of one header field in one kind of message. */
typedef struct {
	int presence;    /**< enum sipw_presence */
	bool must;       /**< a sentence of an RFC says MUST or MUST NOT: serializing enforces it */
	sipw_str source; /**< of the row; absent if silent */
} sipw_rule;

/**
 * May `header` stand in this message? `method` is the request's (0: an extension method, also in
 * its responses), `code` is 0 for the request itself, else the response's code. The row that
 * names the fewest codes wins. Unknown ids give SIPW_PRESENCE_SILENT.
 */
SIPW_API sipw_rule sipw_rule_find(int header, int method, int code);

#ifdef __cplusplus
}
#endif

#endif
