/* SPDX-License-Identifier: MIT */
#ifndef FAULT_H
#define FAULT_H

/* The place of a row: its file as it was opened, and its line from 1. */
struct origin {
	const char *file;
	int line;
};

/* Prints "file:line: message" on stderr. After FAULTS_SHOWN of them the run ends with exit 1. */
void fault(struct origin at, const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 2, 3)))
#endif
	;

/* how many faults there were: nothing is written when there was one */
int fault_count(void);

#endif
