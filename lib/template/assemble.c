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

/* Whether letters and digits are of its class, whatever they are. */
static bool takes_alnum(const struct slot *slot)
{
	return sipw__slot_rules[slot->slot_class].bytes != 0 || slot->slot_class == SIPW_SLOT_BODY ||
	       slot->slot_class == SIPW_SLOT_TEXT || slot->slot_class == SIPW_SLOT_QUOTED || slot->slot_class == SIPW_SLOT_CALL_ID;
}

/* So many digits are a number that fits. */
static uint32_t sure_digits(const struct slot *slot)
{
	char digits[DIGITS64];
	const uint32_t most = (uint32_t)(sipw__write_decimal(digits, slot->max) - digits) - 1;
	return most < slot->digits ? most : slot->digits;
}

/* Ends the piece with a slot, and says which values need no closer look: mostly letters and digits. */
static void end_piece(struct compiler *c, int index)
{
	const struct slot *slot = &c->t->slots[index];
	struct piece *piece = &c->t->pieces[c->t->n_pieces - 1];
	piece->slot = index;
	piece->fill = (size_t)index * sizeof(sipw_fill);
	piece->width = slot->width;
	piece->plain = takes_alnum(slot) && slot->width == 0;
	piece->plain_width = takes_alnum(slot) && slot->width != 0;
	piece->digits = slot->slot_class == SIPW_SLOT_NUMBER ? sure_digits(slot) : 0;
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

/* Bytes of the body's values if they are always as many; false if they are not. */
static bool fixed_width(const struct compiler *c, size_t *ret_width)
{
	*ret_width = 0;
	for (size_t i = c->head_places; i < c->n_places; i++) {
		const struct slot *slot = &c->t->slots[c->places[i].slot];
		if (slot->width == 0 || slot->slot_class == SIPW_SLOT_QUOTED)
			return false;
		*ret_width += slot->width;
	}
	return true;
}

/* Content-Length and the empty line. The number is counted for each message only where it differs. */
static void add_length(struct compiler *c)
{
	char digits[DIGITS64];
	size_t width;
	c->t->counted = !fixed_width(c, &width);
	add_fixed(c, "Content-Length: ", 16);
	if (c->t->counted)
		c->t->pieces[c->t->n_pieces - 1].slot = PIECE_LENGTH;
	else
		add_fixed(c, digits, (size_t)(sipw__write_decimal(digits, c->n - c->head + width) - digits));
	add_fixed(c, "\r\n\r\n", 4);
}

static void keep_slot(struct compiler *c, struct slot *slot)
{
	slot->name = keep(c, slot->name, slot->name_len);
	*c->lent++ = '\0';
	c->lent_size--;
}

/* From the last piece on: its bytes, and those before each with a value of NOTED_MAX. */
static void set_rooms(sipw_template *t)
{
	size_t room = t->last->len;
	for (struct piece *piece = t->pieces + t->n_pieces - 1; piece-- > t->pieces;) {
		piece->stamp_room = room;
		room += piece->len + NOTED_MAX;
	}
	t->stamp_room = t->counted ? SIZE_MAX : room;
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
	add_pieces(c, c->head, c->n, c->head_places, c->n_places);
	for (size_t i = 0; i < c->n_places; i++) {
		t->slots[c->places[i].slot].places++;
		t->slots[c->places[i].slot].body_places += i >= c->head_places;
	}
	t->last = t->pieces + t->n_pieces - 1;
	set_rooms(t);
	for (size_t i = 0; i < t->n_slots; i++)
		keep_slot(c, &t->slots[i]);
}
