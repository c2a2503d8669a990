/* SPDX-License-Identifier: MIT */
/* A message's life and its error. */
#include "message/msg.h"

#include <stdlib.h>

#include "text/compiler.h"

#define ALIGN _Alignof(max_align_t)
#define FIRST_SIZE 4096

_Static_assert(sizeof(sipw_msg) + sizeof(struct line) + ALIGN <= SIPW_MSG_MIN, "SIPW_MSG_MIN holds a message");

static const sipw_error no_memory = { .code = SIPW_ERR_MEMORY, .byte = -1, .sentence = "there is no message" };

/* Empties everything that belongs to the content; the start line's record comes to stand again. */
HOT static inline void clear(sipw_msg *m)
{
	m->arena.records = m->arena.top - sizeof(struct line);
	m->n = 1;
	m->edition++;
	m->method = 0;
	m->code = 0;
	m->method_name = (sipw_str){ 0 };
	m->style = 0;
	m->sip_uri = 0;
	m->foreign = 0;
	m->scattered = 0;
	m->has_claim = 0;
	m->keeps_length = 0;
	m->owns_head = 0;
	m->owns_body = 0;
	m->gap = 0;
	memset(m->seen, 0, sizeof m->seen);
	memset(m->repeated, 0, sizeof m->repeated);
	m->body = (sipw_str){ 0 };
	m->head = (sipw_str){ 0 };
	m->error = (sipw_error){ .byte = -1 };
	m->writer.error.code = SIPW_OK;
	memset(m->writer.settled, 0, sizeof m->writer.settled);
	*sipw__line(m, 0) = (struct line){ .ptr = m->arena.free, .flags = LINE_BUILT };
}

static sipw_msg *make(char *memory, size_t size)
{
	sipw_msg *m = (sipw_msg *)(void *)memory;
	char *top = memory + ((size < REGION_MAX ? size : REGION_MAX) & ~(ALIGN - 1));
	m->arena = (struct sipw__arena){ .free = (char *)(m + 1), .top = top };
	m->edition = 0;
	m->writer.arena = &m->arena;
	m->writer.method = &m->method_name;
	m->writer.where = 0;
	clear(m);
	return m;
}

sipw_msg *sipw_msg_init(void *memory, size_t size)
{
	if (memory == NULL || size < SIPW_MSG_MIN)
		return NULL;
	size_t skip = (size_t)(-(uintptr_t)memory) & (ALIGN - 1);
	return make((char *)memory + skip, size - skip);
}

static void *allocate(void *ctx, size_t size)
{
	(void)ctx;
	return malloc(size);
}

static void release(void *ctx, void *memory, size_t size)
{
	(void)ctx;
	(void)size;
	free(memory);
}

sipw_msg *sipw_msg_new(const sipw_allocator *allocator)
{
	static const sipw_allocator standard = { allocate, release, NULL };
	if (allocator == NULL)
		allocator = &standard;
	/* The first region is a chunk like those that follow; the message stands at its front. */
	char *memory = allocator->allocate(allocator->ctx, FIRST_SIZE);
	if (memory == NULL)
		return NULL;
	sipw_msg *m = make(memory, FIRST_SIZE);
	struct sipw__chunk *chunk = (struct sipw__chunk *)(void *)(m + 1);
	*chunk = (struct sipw__chunk){ NULL, FIRST_SIZE };
	m->arena.free = (char *)(chunk + 1);
	m->arena.newest = chunk;
	m->allocator = *allocator;
	m->arena.allocator = &m->allocator;
	clear(m);
	return m;
}

void sipw_msg_free(sipw_msg *m)
{
	if (m == NULL || m->arena.allocator == NULL)
		return;
	const sipw_allocator allocator = m->allocator;
	sipw__arena_release(&m->arena);
	allocator.release(allocator.ctx, m, FIRST_SIZE);
}

void sipw_msg_reset(sipw_msg *m)
{
	if (m == NULL)
		return;
	sipw__arena_reset(&m->arena, (char *)(m + 1));
	m->edition += (uint32_t)m->n;
	clear(m);
}

void sipw__msg_keep(sipw_msg *m, char *p)
{
	m->arena.free = p;
	if (m->n == 1 && sipw__line(m, 0)->len == 0)
		return;
	m->scattered |= m->gap != 0 && m->gap != m->n;
	m->gap = m->n;
}

const sipw_error *sipw_msg_error(const sipw_msg *m)
{
	return m == NULL ? &no_memory : &m->error;
}

/* What is wrong, where the code says it all. */
static const char *sentence_of(int code)
{
	switch (code) {
	case SIPW_ERR_SPACE:
		return "the message's memory is full";
	case SIPW_ERR_MEMORY:
		return "the allocator gave no memory";
	default:
		return "the head of a message has 2147483647 bytes at most";
	}
}

int sipw__fail(sipw_msg *m, const sipw_error *error)
{
	if (m->error.code != SIPW_OK)
		return m->error.code;
	m->error = *error;
	m->writer.error.code = error->code;
	if (m->error.sentence == NULL)
		m->error.sentence = sentence_of(error->code);
	return m->error.code;
}

int sipw__fail_code(sipw_msg *m, int code, int header, const char *sentence)
{
	const sipw_error error = { .code = code, .header = header, .byte = -1, .sentence = sentence };
	return sipw__fail(m, &error);
}
