/* SPDX-License-Identifier: MIT */
/* A template put together: pieces, each with what its value may be without a closer look. */
#include "template/compile.h"

#include "text/number.h"
#include "text/stamp.h"

static char *keep(struct compiler *c, const char *bytes, size_t n)
{
	char *at = c->lent;
	memcpy(at, bytes, n);
	c->lent += n;
	c->lent_size -= n;
	return at;
}

/* Bytes that follow others without a slot between them make one piece with them. */
static void add_fixed(struct compiler *c, const char *bytes, size_t n)
{
	sipw_template *t = c->t;
	const char *kept = keep(c, bytes, n);
	if (t->n_pieces == 0 || t->pieces[t->n_pieces - 1].slot != PIECE_END)
		t->pieces[t->n_pieces++] = (struct piece){ .bytes = kept, .slot = PIECE_END };
	t->pieces[t->n_pieces - 1].len += (uint32_t)n;
	t->fixed += n;
}

/* Ends the piece with a slot, and says which values need no closer look: mostly letters and digits. */
static void end_piece(struct compiler *c, int slot)
{
	const sipw_template *t = c->t;
	struct piece *piece = &t->pieces[t->n_pieces - 1];
	const struct slot *s = &t->slots[slot];
	char digits[DIGITS64];
	piece->slot = slot;
	piece->fill = (size_t)slot * sizeof(sipw_fill);
	if (s->slot_class == SIPW_SLOT_NUMBER)
		piece->digits = (uint32_t)(sipw__write_decimal(digits, s->max) - digits) - 1;
	piece->plain = sipw__slot_rules[s->slot_class].bytes != 0 || s->slot_class == SIPW_SLOT_TEXT ||
		       s->slot_class == SIPW_SLOT_QUOTED;
}

/* The pieces of plain bytes with some places. */
static void add_pieces(struct compiler *c, size_t from, size_t to, size_t first, size_t n_places)
{
	for (size_t i = first; i < n_places; i++) {
		add_fixed(c, c->plain + from, c->places[i].at - from);
		end_piece(c, c->places[i].slot);
		from = c->places[i].at;
	}
	add_fixed(c, c->plain + from, to - from);
}

/* Content-Length and the empty line. Of a body without slots the length is known. */
static void add_length(struct compiler *c)
{
	char digits[DIGITS64];
	add_fixed(c, "Content-Length: ", 16);
	if (c->n_places > c->head_places)
		c->t->pieces[c->t->n_pieces - 1].slot = PIECE_LENGTH;
	else
		add_fixed(c, digits, (size_t)(sipw__write_decimal(digits, c->n - c->head) - digits));
	add_fixed(c, "\r\n\r\n", 4);
}

static void keep_slot(struct compiler *c, struct slot *slot)
{
	slot->name = keep(c, slot->name, slot->name_len);
	*c->lent++ = '\0';
	c->lent_size--;
}

/* What stays takes less: all plain bytes, the line of Content-Length, all names, and what may be read
 * behind the last of them. */
static bool has_room(const struct compiler *c)
{
	return c->lent_size >= 2 * c->text.len + 64 + BLOCKS_SLACK;
}

void sipw__template_assemble(struct compiler *c)
{
	sipw_template *t = c->t;
	if (!has_room(c)) {
		sipw__template_fault(c, SIPW_ERR_SPACE, 0, "the memory is not enough", NULL);
		return;
	}
	add_pieces(c, 0, c->head, 0, c->head_places);
	add_length(c);
	t->body_fixed = c->n - c->head;
	t->counted = c->n_places > c->head_places;
	add_pieces(c, c->head, c->n, c->head_places, c->n_places);
	for (size_t i = 0; i < c->n_places; i++) {
		t->slots[c->places[i].slot].places++;
		t->slots[c->places[i].slot].body_places += i >= c->head_places;
	}
	t->last = t->pieces + t->n_pieces - 1;
	t->stamp_room = t->counted ? SIZE_MAX : t->fixed + NOTED_MAX * (t->n_pieces - 1);
	for (size_t i = 0; i < t->n_slots; i++)
		keep_slot(c, &t->slots[i]);
}
