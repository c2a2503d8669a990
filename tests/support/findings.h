/* SPDX-License-Identifier: MIT */
#ifndef TEST_FINDINGS_H
#define TEST_FINDINGS_H

/* What sipw_check() finds, as text to compare with. */

#include "sipwright.h"
#include "support/bytes.h"

/*
 * A line for each finding, in their order: "error cseq-method CSeq at 6:8". Without the header field if
 * it is none that is known, without the place if it is about the message as a whole. Each finding is
 * held to what must be so of any, and the number that sipw_check() returns to what it told.
 */
void text_add_findings(struct text *text, const sipw_msg *m);

#endif
