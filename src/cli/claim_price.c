/* claim_price.c: `nhi claim price FILE`: what each case would be paid by add-ons and limits, beside
 * what it claims, with the copayment that its code gives. A trial: nothing is booked. */
#include "nhi/claim_price.h"

#include "cli/claim_file.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "nhi/copay_code.h"
#include "wire/claim_read.h"

enum { FOUND_MAX = 64 };

struct found {
	char code[CLAIM_CODE_SIZE];
	uint32_t order;
	struct str item;
	int64_t allowed;
	bool is_cut;
};

/* Findings of the case at hand; more than FOUND_MAX are counted, not kept. */
struct listener {
	struct claim_sink sink;
	struct found found[FOUND_MAX];
	size_t count, lost;
};

static void listen(struct claim_sink *self, const struct claim_finding *f) {
	struct listener *l = (struct listener *)(void *)self;
	if (l->count == FOUND_MAX) {
		l->lost++;
		return;
	}
	struct found *to = &l->found[l->count++];
	*to = (struct found){.order = f->of_order == NULL ? 0 : f->of_order->ordinal,
	                     .item = f->of_order == NULL ? STR("") : f->of_order->item,
	                     .allowed = f->allowed.v,
	                     .is_cut = f->effect == CLAIM_EFFECT_CUT ||
	                               f->effect == CLAIM_EFFECT_ORDER};
	memcpy(to->code, f->code, sizeof to->code);
}

/* What the file needs, resolved by the day of the case: figures hold for a spell of days. */
struct trial {
	struct cli *cli;
	struct law law;
	struct fee_kinds kinds;
	struct copay_codes codes;
	struct calendar calendar;
	struct fee_law fee;
	struct copay_law copay;
	bool has_level;
	enum copay_level level;
	struct listener listener;
	struct json json;
	int64_t cases, claimed, computed, groups, differing;
};

static enum nhi_status open_trial(struct cli *cli, struct trial *t, struct err *err) {
	struct str kinds, codes, level = cli_text(cli, "level", "");
	t->cli = cli;
	t->listener.sink.found = listen;
	t->json = JSON_INIT(&cli->out, true);
	t->has_level = level.n > 0;
	if (t->has_level && !copay_level_parse(level, &t->level))
		return err_set(err, NHI_RANGE, "--level" ERR_SEP "%.*s" ERR_SEP "%s",
		               STR_ARG(level), "center|regional|district|clinic");
	enum nhi_status st = cli_law(cli, &t->law, err);
	if (st == NHI_OK) st = cli_calendar(cli, &t->calendar, err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/fee_kinds.csv", &kinds, err);
	if (st == NHI_OK) st = fee_kinds_read(&t->kinds, kinds, &cli->arena, err);
	if (st == NHI_OK) st = cli_data_file(cli, "law/copay_codes.csv", &codes, err);
	if (st == NHI_OK) st = copay_codes_read(&t->codes, &cli->arena, codes, err);
	return st;
}

static void resolve(struct trial *t, date_t day) {
	if (day < t->fee.from || day >= t->fee.to) fee_law_at(&t->law, day, &t->fee);
	if (day < t->copay.from || day >= t->copay.to) copay_law_at(&t->law, day, &t->copay);
}

static bool is_day_off(const struct trial *t, date_t day) {
	int weekday = date_weekday(day);
	bool is_verified;
	return weekday == 0 || weekday == 6 ||
	       !calendar_is_working_day(&t->calendar, day, &is_verified);
}

/* The amount that the copayment code gives; -1 when that cannot be told. */
static int64_t copay_due(const struct trial *t, const struct claim_case *c, date_t day) {
	const struct copay_code *code = copay_code_at(&t->codes, c->copay_code, day);
	struct copay_expected e;
	struct copay_claim claim = {.has_level = t->has_level && c->format != CLAIM_PHARMACY,
	                            .level = t->level,
	                            .drug_points = c->part[CLAIM_PART_DRUG].v,
	                            .is_drug_exempt = c->case_payment.n > 0,
	                            .is_refill = c->refill_days > 0 || c->refill_no > 0,
	                            .refill_no = c->refill_no,
	                            .may_be_remote = c->area.n > 0,
	                            .total = c->total.v,
	                            .claimed = c->copay.v,
	                            .stay_due = -1};
	if (code == NULL) return -1;
	copay_expect(&t->copay, code, &claim, &e);
	if (e.verdict == COPAY_NOT_JUDGED) return -1;
	return e.verdict == COPAY_FITS ? c->copay.v : e.expected;
}

static void case_json(struct trial *t, const struct claim_case *c, const struct claim_priced *p,
                      int64_t copay) {
	struct json *j = &t->json;
	json_object_start(j);
	json_put_i64(j, "case", c->ordinal);
	json_put_str(j, "d1", c->class_);
	json_put_str(j, "d2", c->serial_text);
	json_put_i64(j, "claimed", p->claimed.v);
	json_put_i64(j, "computed", p->computed.v);
	json_put_bool(j, "priced", !p->is_group);
	json_put_i64(j, "orders", p->orders);
	json_put_i64(j, "orders_judged", p->judged);
	json_put_i64(j, "copay_claimed", c->copay.v);
	if (copay >= 0)
		json_put_i64(j, "copay_computed", copay);
	else
		json_put_null(j, "copay_computed");
	json_key(j, "findings");
	json_array_start(j);
	for (size_t i = 0; i < t->listener.count; i++) {
		const struct found *f = &t->listener.found[i];
		json_object_start(j);
		json_put_c(j, "code", f->code);
		json_put_i64(j, "order", f->order);
		json_put_str(j, "item", f->item);
		if (f->is_cut) json_put_i64(j, "allowed", f->allowed);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
}

/* A line of a case that differs or was noted; the others only count. */
static void case_print(struct trial *t, const struct claim_case *c, const struct claim_priced *p,
                       int64_t copay) {
	struct buf *b = &t->cli->out;
	bool differs = copay >= 0 && copay != c->copay.v;
	if (t->listener.count == 0 && !differs) return;
	buf_printf(b, "%.*s-%.*s  ", STR_ARG(c->class_), STR_ARG(c->serial_text));
	buf_put_i64_grouped(b, p->claimed.v);
	buf_put_c(b, " → ");
	buf_put_i64_grouped(b, p->computed.v);
	for (size_t i = 0; i < t->listener.count; i++)
		buf_printf(b, "  %s %.*s", t->listener.found[i].code,
		           STR_ARG(t->listener.found[i].item));
	if (differs)
		buf_printf(b, cli_say(t->cli, "  部分負擔 %lld → %lld", "  copayment %lld → %lld"),
		           (long long)c->copay.v, (long long)copay);
	buf_put_char(b, '\n');
}

static void price_one(struct trial *t, const struct claim_case *c) {
	struct claim_priced p;
	date_t day = claim_case_day(c);
	if (day == CLAIM_DATE_NONE || day == CLAIM_DATE_BAD) return;
	resolve(t, day);
	const struct claim_price price = {.fee = &t->fee,
	                                  .kinds = &t->kinds,
	                                  .is_holiday = is_day_off(t, day),
	                                  .has_level = t->has_level,
	                                  .is_clinic = t->level == COPAY_CLINIC};
	t->listener.count = 0;
	claim_price_case(&price, c, &p, &t->listener.sink);
	int64_t copay = copay_due(t, c, day);
	t->cases++;
	t->claimed += p.claimed.v;
	t->computed += p.computed.v;
	t->groups += p.is_group;
	t->differing += t->listener.count > 0;
	if (t->cli->json)
		case_json(t, c, &p, copay);
	else
		case_print(t, c, &p, copay);
}

static void ignore(struct claim_sink *self, const struct claim_finding *f) {
	(void)self;
	(void)f;
}

static enum nhi_status price_file(struct trial *t, const struct claim_layout *layout,
                                  const char *path, struct err *err) {
	struct claim_file file;
	struct claim_reader *r = NULL;
	struct claim_sink sink = {ignore};
	struct claim_item item = {.kind = CLAIM_ITEM_END};
	enum nhi_status st = claim_file_open(&file, path, err);
	if (st != NHI_OK) return st;
	const struct claim_read_from from = {layout, &file.source, claim_file_name(path)};
	st = claim_read_open(&r, &from, &sink, err);
	while (st == NHI_OK && (st = claim_read_next(r, &item, err)) == NHI_OK &&
	       item.kind != CLAIM_ITEM_END)
		if (item.kind == CLAIM_ITEM_CASE) price_one(t, item.of_case);
	if (st == NHI_OK && claim_read_returned(r))
		st = err_set(err, NHI_INPUT,
		             "申報檔會被整份退回，請先用 nhi claim check 檢查" ERR_SEP
		             "the file would come back whole: use nhi claim check first");
	if (st != NHI_OK) err_where(err, "%s", path);
	claim_read_close(r);
	claim_file_close(&file);
	return st;
}

static void put_totals(struct trial *t) {
	struct buf *b = &t->cli->out;
	if (t->cli->json) {
		json_array_end(&t->json);
		json_put_i64(&t->json, "cases_count", t->cases);
		json_put_i64(&t->json, "claimed", t->claimed);
		json_put_i64(&t->json, "computed", t->computed);
		json_put_i64(&t->json, "not_priced", t->groups);
		json_object_end(&t->json);
		buf_put_char(b, '\n');
		return;
	}
	buf_printf(b, cli_say(t->cli, "%lld 件，醫令申報 ", "%lld cases, orders claimed "),
	           (long long)t->cases);
	buf_put_i64_grouped(b, t->claimed);
	buf_put_c(b, cli_say(t->cli, " 點，試算 ", " points, computed "));
	buf_put_i64_grouped(b, t->computed);
	buf_printf(b,
	           cli_say(t->cli, " 點；Tw-DRG 未核價 %lld 件\n",
	                   " points; %lld not priced (Tw-DRG)\n"),
	           (long long)t->groups);
}

static enum nhi_status run_price(struct cli *cli, struct err *err) {
	struct claim_layout *layout = ARENA_NEW(&cli->arena, struct claim_layout);
	struct trial *t = ARENA_NEW(&cli->arena, struct trial);
	struct str fields;
	if (layout == NULL || t == NULL) return err_set(err, NHI_MEMORY, "");
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "用法：nhi claim price FILE" ERR_SEP "usage: nhi claim price FILE");
	enum nhi_status st = open_trial(cli, t, err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/claim_fields.csv", &fields, err);
	if (st == NHI_OK) st = claim_layout_read(layout, fields, &cli->arena, err);
	if (st != NHI_OK) return st;
	if (cli->json) {
		json_object_start(&t->json);
		json_key(&t->json, "cases");
		json_array_start(&t->json);
	}
	st = price_file(t, layout, cli->argument[0].p, err);
	if (st == NHI_OK)
		put_totals(t);
	else
		buf_reset(&cli->out);
	return st;
}

static const struct cli_option price_options[] = {
        {"level", CLI_TEXT, 0, 0, "LEVEL", "院所層級：center regional district clinic",
         "level of the provider: center regional district clinic", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

const struct cli_command claim_price_commands[] = {
        {"claim", "price", price_options, "FILE", "試算申報檔：加成、上限與部分負擔，不入帳",
         "trial price of a claim file: add-ons, limits and copayment; nothing is booked",
         "nhi claim price TOTFA.zip --level clinic", run_price},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
