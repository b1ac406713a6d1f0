/* letter.h: official documents going out: composed from a form of catalogue/letters, numbered,
 * kept, queued for dispatch; previewed before anybody signs.
 *
 * A use case that decides something names the form and the values; the letter is written in the
 * transaction of the decision, so that neither stands without the other:
 *
 *	struct letter_values *v = …;                     typed, what the form declares and no more
 *	letter_set_text(v, "reason", reason);
 *	const struct letter_request q = {.form = STR("enrol-refused"), .to = {.person_id = id},
 *	        .division = 3, .signer = …, .case_no = number, .values = v};
 *	st = letter_make(place, &act, &q, &made, err);
 *
 * Nothing is drawn here: the letter is kept as JSON (wire/letter.h) and drawn when it is read. */
#ifndef DESK_LETTER_H
#define DESK_LETTER_H

#include "desk/org.h"
#include "nhi/law.h"
#include "store/act.h"
#include "store/number.h"
#include "wire/letter_form.h"

/* Forms, remedies, words of document numbers, number formats: read once, immutable. */
struct letters {
	struct letter_forms forms;
	struct number_formats numbers;
	struct letter_word *words;
	size_t word_count;
	struct letter_code *codes; /* codes/mail_returns.csv, codes/service_ways.csv */
	size_t code_count;
	const struct org *org; /* borrowed */
	const struct law *law; /* borrowed */
};

/* The word (字) before a document's number, by unit of catalogue/org.yaml. */
struct letter_word {
	struct str unit, word;
	bool verified;
};

/* Why mail came back, how a letter was served: as the history of a case says it. */
struct letter_code {
	struct str code, zh, en;
	bool is_return; /* else a way of service */
};
/* The code itself when no list has it. */
struct str letter_code_zh(const struct letters *l, struct str code);

/* Reads catalogue/letters/, codes/document_words.csv, law/numbers.csv. NHI_CATALOGUE with file and
 * place for a form that names an undeclared field, lacks a language …: the build refuses it. */
MUST_USE enum nhi_status letters_load(struct letters *out, struct arena *a, const char *data_dir,
                                      const struct org *org, const struct law *law,
                                      struct err *err);

/* To whom: a person or unit of the register (name and address are looked up), or somebody else by
 * name and address. */
struct letter_party {
	int64_t person_id, unit_id;
	struct str name, address;
};

struct letter_signer {
	struct letter_text title;     /* 署長; {0}: the head of the agency */
	struct str name;              /* "" when the post's holder is not known */
	struct letter_text delegated; /* by whom decided under delegation; {0}: not delegated */
};

struct letter_request {
	struct str form; /* catalogue/letters */
	struct letter_party to;
	int64_t division;   /* 1–6 sends it; 0: the headquarters unit `office` */
	struct str office;  /* unit of org.yaml when division is 0: "enrolment" */
	struct str contact; /* officer in charge, with extension; "" none */
	struct letter_signer signer;
	struct str case_no; /* "" outside a case */
	const struct letter_values *values;
	const struct str *copies; /* 副本 */
	size_t copy_count;
	bool english;   /* with the English translation; a certificate in English */
	bool is_handed; /* handed over at the counter or read on line: not queued for dispatch */
	struct str check_code, check_url; /* of certificates (desk/certificate.h) */
};

/* What the use cases of letters share; borrowed. */
struct letter_place {
	struct db *db; /* inside a write transaction for letter_make */
	const struct letters *letters;
	struct arena *arena;
};

struct letter_made {
	int64_t letter_id;
	struct str number; /* 發文字號 */
	date_t issued;
	bool english;               /* as it was asked for */
	int64_t person_id, unit_id; /* to whom; 0 somebody outside the register */
	int64_t division;
	struct letter letter;
};

/* Composes as of `on` without number: for the preview before signing. Reads only. NHI_NOT_FOUND
 * when the form is unknown or was not in force; NHI_LETTER_FIELD as letter_compose. */
MUST_USE enum nhi_status letter_preview(const struct letter_place *place, date_t on,
                                        const struct letter_request *request, struct letter *out,
                                        struct err *err);
/* Numbers, keeps and queues the letter within the act's transaction. */
MUST_USE enum nhi_status letter_make(const struct letter_place *place, const struct act *act,
                                     const struct letter_request *request, struct letter_made *out,
                                     struct err *err);
/* A letter of the store again, as it was written. NHI_CORRUPT when it no longer has its hash,
 * NHI_LETTER_DESTROYED after its destruction. */
MUST_USE enum nhi_status letter_open(const struct letter_place *place, struct str number,
                                     struct letter_made *out, struct err *err);

#endif
