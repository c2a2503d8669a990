/* SPDX-License-Identifier: MIT */
#ifndef PEERS_PEER_H
#define PEERS_PEER_H

/* The messages A, B, C and X10 to X80 of ../../vectors/ by the library that a program is called
 * after. Each implements the four functions below; peer.c measures all of them alike. */

#include <stddef.h>

enum peer_message { PEER_A, PEER_B, PEER_C, PEER_X10, PEER_X20, PEER_X40, PEER_X80, PEER_MESSAGES };

/* Sets the library up, once. */
void peer_start(void);

/* Makes the message from its parts and has it in wire form, ready to be sent. */
void peer_build(enum peer_message message);

/* Copies the wire form of the message that was built last to `out`; the bytes copied. Not measured. */
size_t peer_bytes(char *out, size_t cap);

/* Gives back what the message took. */
void peer_release(void);

/* Extension header fields of X10 to X80, number 0 first, and how many a message has. */
#define PEER_LOADS 80
extern char peer_load_names[PEER_LOADS][16];
extern char peer_load_values[PEER_LOADS][32];
int peer_loads(enum peer_message message);

#endif
