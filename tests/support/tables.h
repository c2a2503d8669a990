/* SPDX-License-Identifier: MIT */
#ifndef TEST_TABLES_H
#define TEST_TABLES_H

/* Every row of the spec files through the look-ups, both ways. */

void check_methods(void);
void check_headers(void);
void check_kinds(void);
void check_known_conditions(void);
void check_members(void);
void check_accessors(void);
void check_codes(void);
void check_phrases(void);
void check_presence(void);

#endif
