/* debt.h: collection as people see it: the debts of one payer with what the rules must know about
 * him, payments laid over them, and what is shown. Decisions on them are effects
 * (desk/effect_debt.c), letters by the thousand are a job (desk/dun.h). */
#ifndef DESK_DEBT_H
#define DESK_DEBT_H

#include "desk/entry.h"
#include "desk/letter.h"
#include "store/debt.h"

/* A payer with all his debts. */
struct debt_book {
	enum debtor payer;
	int64_t unit_id, person_id; /* one of them 0 */
	struct debt_row *row;
	size_t count;
	bool is_hardship; /* recognised today */
	bool is_gone;     /* died, or the unit is closed */
};

MUST_USE enum nhi_status debt_book_read(struct register_desk *desk, int64_t unit_id,
                                        int64_t person_id, struct debt_book *out, struct err *err);
/* What the rules are asked with for one debt of the book. */
struct debt_facts debt_book_facts(const struct debt_book *book, const struct debt_row *row);
/* Every bill that is due becomes a debt; `with_fees` its late fee too, as if it were paid today:
 * before instalments or a loan, which take everything (分期繳納辦法 3). The book is read again. */
MUST_USE enum nhi_status debt_book_open(struct register_desk *desk, const struct act *act,
                                        bool with_fees, struct debt_book *book, struct err *err);
/* Owed over the kinds of `kinds` (bits 1 << enum debt_kind). */
twd_t debt_book_sum(const struct debt_book *book, unsigned kinds);

/* The letter's values: lines, total, pay_by. Rows whose owed is 0 are left out; *total 0: nothing
 * to demand. */
MUST_USE enum nhi_status debt_letter_fill(struct register_desk *desk, struct debt_row *const *row,
                                          size_t count, date_t pay_by, struct letter_values *out,
                                          twd_t *total, struct err *err);
/* Last day that a demand of today sets: dun.term days, moved over rest days. */
MUST_USE enum nhi_status debt_pay_by(struct register_desk *desk, date_t *out, struct err *err);

/* Fields: payer (identity number or unit code), amount, on, channel, reference. The money is laid
 * over the debts in the order of the law; what is left is held. */
MUST_USE enum nhi_status debt_receive(struct entry *e, struct err *err);
/* What the enforcement agency answered. Fields: payer, what (certificate, return), reference, on.
 */
MUST_USE enum nhi_status debt_result(struct entry *e, struct err *err);

/* The debts of a payer with their steps. Field: payer. */
MUST_USE enum nhi_status debt_show(struct register_desk *desk, const struct form *in,
                                   struct json *json, struct err *err);
/* By kind and stage, how many and how much. */
MUST_USE enum nhi_status debt_sums(struct register_desk *desk, const struct form *in,
                                   struct json *json, struct err *err);

/* The file for the enforcement agency (docs/formats/enforcement.md): what is in enforcement and in
 * no file yet, as CSV. The file is kept by its hash and noted on each debt; *pieces 0: nothing. */
struct debt_file_made {
	struct debt_file file;
	struct str bytes;
};
MUST_USE enum nhi_status debt_file_make(struct register_desk *desk, struct debt_file_made *out,
                                        struct err *err);

#endif
