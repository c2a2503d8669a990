/* SPDX-License-Identifier: MIT */
#ifndef PRESENCE_H
#define PRESENCE_H

/* The presence rules, told from the side of a method, of a header field and of a response code. */

/* Which header fields a request of this method must have, may have ...: a line a word. */
void put_method_presence(int method);

/* Where this header field may stand: a line for requests and one a group of response codes. */
void put_header_presence(int header);

/* Which header fields a response of this code must have. */
void put_code_presence(int code);

#endif
