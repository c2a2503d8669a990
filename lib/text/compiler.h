/* SPDX-License-Identifier: MIT */
#ifndef SIPW_COMPILER_H
#define SIPW_COMPILER_H

/*
 * COLD: a function off the usual way, kept out of its callers so that they stay small.
 * APART: a function of the usual way that its callers had better not have inside, since it would take the
 * registers that they do without.
 * HOT: one of the few steps of the usual way that are worth being inlined wherever they stand.
 * LIKELY: a condition of the usual way, which then is laid out in one piece.
 */
#if defined(__GNUC__)
#define COLD __attribute__((cold, noinline))
#define APART __attribute__((noinline))
#define HOT __attribute__((always_inline))
#define LIKELY(condition) __builtin_expect(condition, 1)
#else
#define COLD
#define APART
#define HOT
#define LIKELY(condition) (condition)
#endif

#endif
