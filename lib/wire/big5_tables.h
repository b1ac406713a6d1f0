/* big5_tables.h: the tables that gen_big5 makes of codes/big5.txt; for big5.c only. */
#ifndef WIRE_BIG5_TABLES_H
#define WIRE_BIG5_TABLES_H

#include <stdint.h>

enum {
	BIG5_LEAD_FIRST = 0x81,
	BIG5_LEAD_LAST = 0xFE,
	BIG5_CELLS = 157, /* trail bytes 40-7E and A1-FE of one lead byte */
	BIG5_PAIRS = (BIG5_LEAD_LAST - BIG5_LEAD_FIRST + 1) * BIG5_CELLS
};

/* [(lead - BIG5_LEAD_FIRST) * BIG5_CELLS + cell]: the character, 0 where there is none. */
extern const uint16_t big5_to_bmp[BIG5_PAIRS];
/* big5_from_bmp[big5_page_of[u >> 8]][u & 255]: the code, 0 where there is none. */
extern const uint8_t big5_page_of[256];
extern const uint16_t big5_from_bmp[][256];

#endif
