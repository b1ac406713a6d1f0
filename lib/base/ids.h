/* ids.h: identity numbers of people, businesses, insured units and providers: shape, check digit,
 * masked form. Pure; nothing here says that a number was ever issued.
 *
 *   national      letter, 1 or 2 (sex), 8 digits                     A123456789  國民身分證統一編號
 *   resident      letter, 8 or 9 (sex), 8 digits, from 2021-01-02    A800000014  外來人口統一證號
 *   resident old  letter, A-D (kind and sex), 8 digits               AC01234567  both kinds stand
 *                 side by side until 2031-01-01
 *   business      8 digits                                           04595257    統一編號
 *   unit          9 digits                                           投保單位代號
 *   provider      10 digits, up to two of them letters               醫事機構代碼
 *
 * Check of the first three: the letter stands for two digits (A10 … Z33), weights 1 9 8 7 6 5 4 3 2
 * 1 1, sum divisible by 10; in the old resident form the second letter counts with the units digit
 * of its value. Business: weights 1 2 1 2 1 2 4 1, sum of the digits of the products divisible by
 * 10, by 5 from 2023-04-01 (Ministry of Finance); with a seventh digit 7 the sum or the sum + 1.
 * Units and providers: no check digit is documented, so the shape alone decides. */
#ifndef BASE_IDS_H
#define BASE_IDS_H

#include "base/date.h"
#include "base/str.h"

enum id_kind {
	ID_NONE,
	ID_NATIONAL,
	ID_RESIDENT,
	ID_RESIDENT_OLD,
	ID_BUSINESS,
	ID_UNIT,
	ID_PROVIDER,
	ID_KIND_COUNT
};

enum { ID_PERSON_LENGTH = 10, ID_BUSINESS_LENGTH = 8, ID_UNIT_LENGTH = 9, ID_PROVIDER_LENGTH = 10 };

/* The kind that the shape of `s` has (letters in upper case), without looking at check digits. */
enum id_kind id_kind_of(struct str s);
/* Whole check of `s` as the kind that it has; `at` chooses the rule of business numbers. */
bool id_is_valid(struct str s, date_t at);

bool id_is_national(struct str s);
bool id_is_resident(struct str s); /* either form */
bool id_is_person(struct str s);   /* national or resident */
bool id_is_business(struct str s, date_t at);
bool id_is_unit(struct str s);
bool id_is_provider(struct str s);

/* 'M', 'F', or 0 when the number does not say or is no person's number. */
char id_sex(struct str s);

/* Stable name: "national"; both resident forms are "resident". */
const char *id_kind_name(enum id_kind kind);

/* A person's number with a right check digit for synthetic people: letter A-Z, second character
 * '1' '2' '8' '9' or 'A'-'D', serial 0 … 9,999,999. `out` holds 10 characters and a NUL. */
void id_make_person(char letter, char second, int32_t serial, char out[ID_PERSON_LENGTH + 1]);
/* A business number that both rules accept: serial 0 … 9,999,999 are its leading seven digits. */
void id_make_business(int32_t serial, char out[ID_BUSINESS_LENGTH + 1]);

/* The form for screens and messages of people who may not see the number: "A12****789". */
void id_put_masked(struct buf *b, struct str s);

#endif
