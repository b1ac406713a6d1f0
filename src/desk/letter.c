/* letter.c: see letter.h. */
#include "desk/letter.h"

#include "base/file.h"
#include "desk/catalogue.h"
#include "store/letter.h"
#include "store/outbox.h"
#include "store/person.h"
#include "store/unit.h"

enum {
	FORM_FILE_MAX = 1 << 20,
	WORDS_MAX = 64,
	PATH_SIZE = 2048,
	NAME_SIZE = 512,
	NUMBER_MAX = 256
};

/* ---- Loading --------------------------------------------------------------------------------- */

static enum nhi_status read_file(struct arena *a, const char *data_dir, const char *path,
                                 struct str *out, struct err *err) {
	char full[PATH_SIZE];
	(void)snprintf(full, sizeof full, "%s/%s", data_dir, path);
	return file_read(a, full, FORM_FILE_MAX, out, err);
}

static enum nhi_status read_forms(struct letters *l, struct arena *a, const char *data_dir,
                                  struct err *err) {
	char folder[PATH_SIZE], path[NAME_SIZE];
	struct file_list list;
	struct str bytes;
	(void)snprintf(folder, sizeof folder, "%s/catalogue/letters", data_dir);
	enum nhi_status st = file_list(a, folder, ".yaml", &list, err);
	if (st != NHI_OK) return st;
	l->forms.forms = ARENA_ARRAY(a, list.count, struct letter_form);
	if (l->forms.forms == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < list.count && st == NHI_OK; i++) {
		(void)snprintf(path, sizeof path, "catalogue/letters/%s", list.name[i].p);
		st = read_file(a, data_dir, path, &bytes, err);
		const struct str name =
		        str_slice(list.name[i], 0, list.name[i].n - strlen(".yaml"));
		if (st == NHI_OK)
			st = letter_form_read(&l->forms.forms[l->forms.count++], a, name, bytes,
			                      err);
	}
	if (st == NHI_OK)
		st = read_file(a, data_dir, "catalogue/letters/remedies.csv", &bytes, err);
	if (st == NHI_OK) st = letter_remedies_read(&l->forms, a, bytes, err);
	return st == NHI_OK ? letter_forms_check(&l->forms, err) : st;
}

static enum nhi_status read_words(struct letters *l, struct arena *a, const char *data_dir,
                                  struct err *err) {
	static const char *const titles[] = {"unit", "word", "verified"};
	size_t at[COUNT_OF(titles)];
	struct csv *c = ARENA_NEW(a, struct csv);
	l->words = ARENA_ARRAY(a, WORDS_MAX, struct letter_word);
	if (c == NULL || l->words == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = catalogue_open(c, a, data_dir, "codes/document_words.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK && more;) {
		st = csv_next(c, &more, err);
		if (st != NHI_OK || !more) break;
		if (l->word_count == WORDS_MAX)
			return err_set(err, NHI_LIMIT, "document_words.csv" ERR_SEP "%d",
			               WORDS_MAX);
		l->words[l->word_count++] =
		        (struct letter_word){csv_field(c, at[0]), csv_field(c, at[1]),
		                             str_is(csv_field(c, at[2]), "yes")};
	}
	return st;
}

static const char returns_path[] = "codes/mail_returns.csv";

static enum nhi_status read_codes(struct letters *l, struct arena *a, const char *data_dir,
                                  const char *path, struct err *err) {
	static const char *const titles[] = {"code", "zh", "en"};
	size_t at[COUNT_OF(titles)];
	struct csv *c = ARENA_NEW(a, struct csv);
	bool is_return = strcmp(path, returns_path) == 0;
	if (l->codes == NULL) l->codes = ARENA_ARRAY(a, WORDS_MAX, struct letter_code);
	if (c == NULL || l->codes == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st =
	        catalogue_open(c, a, data_dir, path, titles, COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(c, &more, err);
		if (st != NHI_OK || !more) break;
		if (l->code_count == WORDS_MAX)
			return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", path, WORDS_MAX);
		l->codes[l->code_count++] = (struct letter_code){
		        csv_field(c, at[0]), csv_field(c, at[1]), csv_field(c, at[2]), is_return};
	}
	return st;
}

struct str letter_code_zh(const struct letters *l, struct str code) {
	for (size_t i = 0; i < l->code_count; i++)
		if (str_eq(l->codes[i].code, code)) return l->codes[i].zh;
	return code;
}

enum nhi_status letters_load(struct letters *out, struct arena *a, const char *data_dir,
                             const struct org *org, const struct law *law, struct err *err) {
	struct str bytes;
	*out = (struct letters){.org = org, .law = law};
	enum nhi_status st = read_forms(out, a, data_dir, err);
	if (st == NHI_OK) st = read_words(out, a, data_dir, err);
	if (st == NHI_OK) st = read_codes(out, a, data_dir, returns_path, err);
	if (st == NHI_OK) st = read_codes(out, a, data_dir, "codes/service_ways.csv", err);
	if (st == NHI_OK) st = read_file(a, data_dir, "law/numbers.csv", &bytes, err);
	return st == NHI_OK ? number_formats_read(&out->numbers, a, bytes, err) : st;
}

/* ---- Composing ------------------------------------------------------------------------------- */

static const struct org_unit *office_of(const struct letters *l, const struct letter_request *q,
                                        date_t on) {
	char number[8];
	if (q->division == 0) return org_find(l->org, q->office, on);
	(void)snprintf(number, sizeof number, "%d", (int)q->division);
	return org_division(l->org, str_from(number), on);
}

static void set_office(struct letter *out, const struct org *org, const struct org_unit *unit) {
	out->agency = (struct letter_text){org->zh, org->en};
	out->office = (struct letter_text){unit->zh, unit->en};
	out->address = (struct letter_text){org->address_zh, org->address_en};
	out->phone = (struct letter_text){org->phone, org->phone};
	if (unit->address_zh.n > 0)
		out->address = (struct letter_text){unit->address_zh, unit->address_en};
	/* A division whose number nobody confirmed is reached by the hotline. */
	if (unit->is_division) out->phone = (struct letter_text){org->hotline, org->hotline};
	if (unit->phone.n > 0) out->phone = (struct letter_text){unit->phone, unit->phone};
}

static enum nhi_status set_person(const struct letter_place *p, int64_t person_id, date_t on,
                                  struct letter *out, struct err *err) {
	struct person_fact fact;
	enum nhi_status st =
	        person_fact_on(p->db, person_id, on, INSTANT_OPEN - 1, p->arena, &fact, err);
	if (st != NHI_OK) return st;
	out->to_name = fact.name;
	out->to_address = fact.address;
	out->salutation = (struct letter_text){STR("君"), STR("")};
	return NHI_OK;
}

static enum nhi_status set_unit(const struct letter_place *p, int64_t unit_id, date_t on,
                                struct letter *out, struct err *err) {
	struct unit_facts facts;
	enum nhi_status st =
	        unit_facts_read(p->db, unit_id, INSTANT_OPEN - 1, p->arena, &facts, err);
	if (st != NHI_OK) return st;
	const struct unit_fact *f = unit_fact_on(&facts, on);
	if (f == NULL) return err_set(err, NHI_NOT_FOUND, "unit %lld", (long long)unit_id);
	out->to_name = f->name;
	out->to_address = f->mail_address.n > 0 ? f->mail_address : f->address;
	return NHI_OK;
}

static enum nhi_status set_addressee(const struct letter_place *p, const struct letter_party *to,
                                     date_t on, struct letter *out, struct err *err) {
	enum nhi_status st = NHI_OK;
	if (to->person_id != 0)
		st = set_person(p, to->person_id, on, out, err);
	else if (to->unit_id != 0)
		st = set_unit(p, to->unit_id, on, out, err);
	if (to->name.n > 0) out->to_name = to->name;
	if (to->address.n > 0) out->to_address = to->address;
	return st;
}

static enum nhi_status set_remedy(const struct letters *l, const struct letter_form *form,
                                  struct arena *arena, struct letter *out, struct err *err) {
	const struct letter_remedy *r = letter_remedy_find(&l->forms, form->remedy);
	const struct law_value *days = NULL;
	char name[64];
	if (r == NULL) return NHI_OK; /* "none": letter_forms_check */
	if (r->parameter.n > 0) {
		(void)snprintf(name, sizeof name, "%.*s", STR_ARG(r->parameter));
		enum nhi_status st = law_need(l->law, name, out->issued, &days, err);
		if (st != NHI_OK) return st;
	}
	return letter_remedy_text(&out->remedy, arena, r, days == NULL ? 0 : days->value, err);
}

static void set_signer(struct letter *out, const struct letter_signer *s) {
	out->signer = s->title.zh.n > 0
	                      ? s->title
	                      : (struct letter_text){STR("署長"), STR("Director General")};
	out->signer_name = s->name;
	out->delegated = s->delegated;
}

enum nhi_status letter_preview(const struct letter_place *place, date_t on,
                               const struct letter_request *q, struct letter *out,
                               struct err *err) {
	const struct letters *l = place->letters;
	const struct letter_form *form = letter_form_find(&l->forms, q->form, on);
	const struct org_unit *office = office_of(l, q, on);
	*out = (struct letter){.issued = on,
	                       .case_no = q->case_no,
	                       .contact = q->contact,
	                       .check_code = q->check_code,
	                       .check_url = q->check_url};
	if (form == NULL || office == NULL)
		return err_set(err, NHI_NOT_FOUND, "%.*s",
		               STR_ARG(form == NULL ? q->form : q->office));
	out->copy_count = q->copy_count;
	out->copies = ARENA_ARRAY(place->arena, q->copy_count, struct str);
	if (out->copies == NULL) return err_set(err, NHI_MEMORY, " ");
	for (size_t i = 0; i < q->copy_count; i++) out->copies[i] = q->copies[i];
	enum nhi_status st = letter_compose(out, place->arena, form, q->values, err);
	if (st == NHI_OK) st = set_addressee(place, &q->to, on, out, err);
	if (st == NHI_OK) st = set_remedy(l, form, place->arena, out, err);
	set_office(out, l->org, office);
	set_signer(out, &q->signer);
	return st;
}

/* ---- Making ---------------------------------------------------------------------------------- */

static struct str word_of(const struct letters *l, struct str unit) {
	for (size_t i = 0; i < l->word_count; i++)
		if (str_eq(l->words[i].unit, unit)) return l->words[i].word;
	return STR("");
}

static enum nhi_status take_number(const struct letter_place *p, const struct org_unit *office,
                                   struct letter *letter, struct err *err) {
	struct buf number = BUF_INIT(NUMBER_MAX);
	const struct str word = word_of(p->letters, office->code);
	const struct str kind =
	        letter->kind == LETTER_CERTIFICATE ? STR("certificate") : STR("letter");
	if (word.n == 0)
		return err_set(err, NHI_NOT_FOUND, "document_words.csv: %.*s",
		               STR_ARG(office->code));
	enum nhi_status st =
	        number_take(p->db, &p->letters->numbers, word, kind, letter->issued, &number, err);
	if (st == NHI_OK &&
	    (!buf_ok(&number) || !arena_str(p->arena, buf_str(&number), &letter->number)))
		st = err_set(err, NHI_MEMORY, " ");
	buf_free(&number);
	return st;
}

static enum nhi_status keep(const struct letter_place *p, const struct act *act,
                            const struct letter_request *q, const struct org_unit *office,
                            struct letter_made *made, struct err *err) {
	const struct letter *l = &made->letter;
	struct buf json = BUF_INIT(4 << 20);
	letter_put_json(&json, l);
	struct letter_row row = {.number = l->number,
	                         .kind = str_from(letter_kinds[l->kind].code),
	                         .form = l->form_id,
	                         .issued_on = l->issued,
	                         .division = office->division,
	                         .office = office->code,
	                         .person_id = q->to.person_id,
	                         .unit_id = q->to.unit_id,
	                         .to_name = l->to_name,
	                         .case_no = q->case_no,
	                         .subject = l->subject.zh.n > 0 ? l->subject.zh : l->title.zh,
	                         .english = q->english,
	                         .is_decision = l->is_decision,
	                         .file_class = l->file_class,
	                         .years = l->years,
	                         .content = buf_str(&json)};
	enum nhi_status st = buf_ok(&json) ? letter_add(p->db, act, &row, err)
	                                   : err_set(err, NHI_LIMIT, "letter" ERR_SEP "4 MiB");
	buf_free(&json);
	made->letter_id = row.letter_id;
	return st;
}

/* Where the law wants service, by registered mail; where it leaves the choice, as the receiver
 * wishes. A secret paper never leaves electronically (administration §6.5). */
static enum nhi_status queue(const struct letter_place *p, const struct act *act,
                             const struct letter_request *q, enum letter_delivery delivery,
                             const struct letter_made *made, struct err *err) {
	const struct letter *l = &made->letter;
	struct notice_wish wish;
	if (q->is_handed || !letter_kinds[l->kind].has_addressee) return NHI_OK;
	enum nhi_status st = notice_wish_on(p->db, q->to.person_id, q->to.unit_id, made->issued,
	                                    p->arena, &wish, err);
	if (st != NHI_OK) return st;
	if (delivery != LETTER_ANY || l->secrecy.n > 0 || str_is(wish.way, "post"))
		wish = (struct notice_wish){delivery == LETTER_REGISTERED ? STR("registered")
		                                                          : STR("post"),
		                            l->to_address};
	return outbox_add(p->db, act, made->letter_id, wish.way, l->to_name, wish.address, err);
}

enum nhi_status letter_make(const struct letter_place *place, const struct act *act,
                            const struct letter_request *q, struct letter_made *out,
                            struct err *err) {
	const date_t on = instant_date(act->at);
	*out = (struct letter_made){.issued = on,
	                            .english = q->english,
	                            .person_id = q->to.person_id,
	                            .unit_id = q->to.unit_id,
	                            .division = q->division};
	enum nhi_status st = letter_preview(place, on, q, &out->letter, err);
	if (st != NHI_OK) return st;
	const struct org_unit *office = office_of(place->letters, q, on);
	st = take_number(place, office, &out->letter, err);
	out->number = out->letter.number;
	if (st == NHI_OK) st = keep(place, act, q, office, out, err);
	const struct letter_form *form =
	        letter_form_find(&place->letters->forms, out->letter.form_id, on);
	return st == NHI_OK ? queue(place, act, q, form->delivery, out, err) : st;
}

enum nhi_status letter_open(const struct letter_place *place, struct str number,
                            struct letter_made *out, struct err *err) {
	struct letter_row row;
	*out = (struct letter_made){0};
	enum nhi_status st = letter_read(place->db, number, place->arena, &row, err);
	if (st != NHI_OK) return st;
	if (row.is_destroyed) return err_set(err, NHI_LETTER_DESTROYED, "%.*s", STR_ARG(number));
	out->letter_id = row.letter_id;
	out->number = row.number;
	out->issued = row.issued_on;
	out->english = row.english;
	out->person_id = row.person_id;
	out->unit_id = row.unit_id;
	out->division = row.division;
	return letter_read_json(&out->letter, place->arena, row.content, err);
}
