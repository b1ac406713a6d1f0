/* card_batch.h: the file that goes to the maker of the cards (docs/formats/card-batch.md): CSV,
 * UTF-8, one row a card in the order of the batch, closed by a row with the count. */
#ifndef WIRE_CARD_BATCH_H
#define WIRE_CARD_BATCH_H

#include "base/date.h"
#include "base/str.h"

struct card_batch_row {
	int64_t serial; /* from 1 */
	struct str card_no, id, name;
	char sex;
	date_t birth;
	bool has_photo;
	struct str delivery, address; /* address only for post */
};

void card_batch_title(struct buf *out);
void card_batch_row(struct buf *out, const struct card_batch_row *row);
/* "end,N": a file without it was cut off. */
void card_batch_end(struct buf *out, int64_t count);

#endif
