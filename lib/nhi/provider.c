/* provider.c: see provider.h. */
#include "nhi/provider.h"

#include "base/check.h"

enum { ART_CORRECTION = 35, ART_POINT, ART_DEDUCTION, ART_REPEATED, ART_FRAUD, ART_GRAVE };
enum { PV_ONE = 100000000 };

const char *const provider_measures[PROVIDER_MEASURE_COUNT] = {
        "correction", "point", "deduction", "fine", "suspension", "termination"};
const char *const provider_grounds[PROVIDER_GROUNDS] = {
        "medical_penalty", "nhi_penalty", "open_case", "debt", "unfit", "licence", "shelter"};
const char *const provider_pays_names[] = {"yes", "no_contract", "suspended", "barred"};

enum nhi_status provider_law_at(const struct law *law, date_t at, struct provider_law *out,
                                struct err *err) {
	const struct {
		const char *name;
		int64_t *value;
	} figures[] = {{"provider.contract", &out->contract},
	               {"provider.backdate", &out->backdate},
	               {"provider.deduction.factor", &out->factor},
	               {"provider.refuse", &out->refuse},
	               {"provider.refuse.count", &out->refuse_count},
	               {"provider.repeat", &out->repeat},
	               {"provider.serious.any", &out->serious_any},
	               {"provider.serious.cards", &out->serious_cards},
	               {"provider.serious.gifts", &out->serious_gifts},
	               {"provider.serious.inpatient", &out->serious_inpatient},
	               {"provider.suspend.long", &out->suspend_long},
	               {"provider.suspend.short", &out->suspend_short},
	               {"provider.terminate", &out->terminate}};
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < COUNT_OF(figures) && st == NHI_OK; i++) {
		const struct law_value *v;
		st = law_need(law, figures[i].name, at, &v, err);
		if (st == NHI_OK) *figures[i].value = v->value;
	}
	return st;
}

/* --- application ------------------------------------------------------------------------------ */

static bool is_heavy(const struct provider_event *e) {
	return e->measure == PROVIDER_SUSPENSION || e->measure == PROVIDER_TERMINATION;
}

/* L0060008:5: measures that followed an executed one within the years. `after` is the first of the
 * pair, `then` the second. */
static int32_t repeats(const struct provider_law *law, const struct provider_application *a,
                       enum provider_measure after, enum provider_measure then) {
	int32_t n = 0;
	for (size_t i = 0; i < a->event_count; i++) {
		const struct provider_event *first = &a->event[i];
		if (first->measure != after || first->valid.to > a->applied_on) continue;
		date_t until = date_add_months(first->valid.to, (int32_t)law->refuse);
		int32_t of_this = 0;
		for (size_t k = 0; k < a->event_count; k++) {
			const struct provider_event *e = &a->event[k];
			if (e->measure == then && e->valid.from >= first->valid.to &&
			    e->valid.from < until &&
			    date_add_months(e->valid.from, (int32_t)law->refuse) > a->applied_on)
				of_this++;
		}
		if (of_this > n) n = of_this;
	}
	return n;
}

static void judge_history(const struct provider_law *law, const struct provider_application *a,
                          struct refusals *r) {
	for (size_t i = 0; i < a->event_count; i++) {
		const struct provider_event *e = &a->event[i];
		if (is_heavy(e) && e->scope.n == 0 && period_has(e->valid, a->applied_on))
			refusal_add(r, REFUSE_PROVIDER_SERVING, "%s" ERR_SEP "%s",
			            provider_measures[e->measure], date_text(e->valid.to).c);
	}
	int32_t again = repeats(law, a, PROVIDER_TERMINATION, PROVIDER_SUSPENSION) +
	                repeats(law, a, PROVIDER_TERMINATION, PROVIDER_TERMINATION);
	bool barred =
	        a->same_address >= law->refuse_count || again > 0 ||
	        repeats(law, a, PROVIDER_SUSPENSION, PROVIDER_TERMINATION) > 0 ||
	        repeats(law, a, PROVIDER_SUSPENSION, PROVIDER_SUSPENSION) >= law->refuse_count;
	if (barred) refusal_add(r, REFUSE_PROVIDER_HISTORY, "%d", (int)(law->refuse / 12));
}

static bool has_heavy_since(const struct provider_application *a, date_t since) {
	for (size_t i = 0; i < a->event_count; i++)
		if (is_heavy(&a->event[i]) && a->event[i].valid.to > since) return true;
	return false;
}

void provider_judge(const struct provider_law *law, const struct calendar *calendar,
                    const struct provider_application *a, struct period *valid,
                    struct refusals *r) {
	for (size_t i = 0; i < PROVIDER_GROUNDS; i++)
		if (a->ground[i])
			refusal_add(r, REFUSE_PROVIDER_GROUND, "%d" ERR_SEP "%s", (int)i + 1,
			            provider_grounds[i]);
	judge_history(law, a, r);
	if (a->is_renewal && a->has_unrepaired)
		refusal_add(r, REFUSE_PROVIDER_UNREPAIRED, "%s", "");
	if (a->is_renewal && a->earlier.from >= a->earlier.to)
		refusal_add(r, REFUSE_PROVIDER_NO_CONTRACT, "%s", date_text(a->applied_on).c);
	date_t from = a->applied_on;
	if (a->is_renewal) {
		from = a->earlier.to > a->applied_on ? a->earlier.to : a->applied_on;
	} else if (a->licensed_on <= a->applied_on &&
	           a->applied_on <= calendar_add_working_days(calendar, a->licensed_on,
	                                                      (int32_t)law->backdate)
	                                    .date &&
	           !has_heavy_since(a, date_add_months(a->applied_on, -(int32_t)law->refuse))) {
		from = a->licensed_on; /* L0060008:7:3 */
	}
	*valid = (struct period){from, date_add_months(from, (int32_t)law->contract)};
}

/* --- violations ------------------------------------------------------------------------------- */

bool provider_is_serious(const struct provider_law *law, const struct provider_violation *v) {
	return v->false_points > law->serious_any ||
	       (v->has_gifts && v->false_points > law->serious_gifts) ||
	       (v->has_cards && v->false_points > law->serious_cards) ||
	       (v->has_inpatient && v->false_points > law->serious_inpatient);
}

static int64_t times(const struct provider_event *event, size_t count,
                     enum provider_measure measure, date_t before) {
	int64_t n = 0;
	for (size_t i = 0; i < count; i++)
		n += event[i].measure == measure && event[i].valid.from < before;
	return n;
}

/* L0060008:40:1 ①: suspended for fraud, and again within the years after it was executed. */
static bool fraud_again(const struct provider_law *law, const struct provider_event *event,
                        size_t count, date_t on) {
	for (size_t i = 0; i < count; i++)
		if (event[i].article == ART_FRAUD && event[i].valid.to <= on &&
		    on < date_add_months(event[i].valid.to, (int32_t)law->refuse))
			return true;
	return false;
}

static void suspend(struct provider_outcome *out, int32_t article, date_t on, int64_t months) {
	out->measure = PROVIDER_SUSPENSION;
	out->article = article;
	out->valid = (struct period){on + 1, date_add_months(on + 1, (int32_t)months)};
}

void provider_measure(const struct provider_law *law, const struct provider_violation *v,
                      const struct provider_event *event, size_t count,
                      struct provider_outcome *out, struct refusals *r) {
	CHECK(v->article >= ART_CORRECTION && v->article <= ART_GRAVE);
	static const enum provider_measure plain[] = {PROVIDER_CORRECTION, PROVIDER_POINT,
	                                              PROVIDER_DEDUCTION};
	*out = (struct provider_outcome){.article = v->article, .valid = {v->on, v->on + 1}};
	if (v->is_self_reported && v->article >= ART_DEDUCTION) {
		refusal_add(r, REFUSE_PROVIDER_SELF_REPORT, "%s", "");
		return;
	}
	bool grave = v->article == ART_GRAVE ||
	             (v->article == ART_FRAUD &&
	              (provider_is_serious(law, v) || fraud_again(law, event, count, v->on)));
	if (grave) {
		out->measure = PROVIDER_TERMINATION;
		out->is_escalated = v->article != ART_GRAVE;
		out->article = ART_GRAVE;
		out->valid = (struct period){v->on + 1,
		                             date_add_months(v->on + 1, (int32_t)law->terminate)};
		return;
	}
	if (v->article == ART_FRAUD || v->article == ART_REPEATED) {
		int64_t months = v->months > 0 ? v->months : law->suspend_short;
		int64_t most = v->article == ART_FRAUD ? law->suspend_long : law->suspend_short;
		suspend(out, v->article, v->on, months < most ? months : most);
		return;
	}
	out->measure = plain[v->article - ART_CORRECTION];
	if (v->article != ART_CORRECTION &&
	    times(event, count, out->measure, v->on) >= law->repeat) {
		suspend(out, ART_REPEATED, v->on, law->suspend_short);
		out->is_escalated = true;
	}
}

twd_t provider_deduction(const struct provider_law *law, point_t points, pv_t value) {
	return twd(round_half_up((i128_t)points.v * law->factor * value.v, PV_ONE));
}

/* --- payment ---------------------------------------------------------------------------------- */

enum provider_pays provider_pays(const struct period *contract, size_t contract_count,
                                 const struct provider_event *event, size_t event_count,
                                 bool is_barred, struct str scope, date_t day) {
	bool has_contract = false;
	for (size_t i = 0; i < contract_count; i++)
		has_contract = has_contract || period_has(contract[i], day);
	if (!has_contract) return PROVIDER_NO_CONTRACT;
	for (size_t i = 0; i < event_count; i++)
		if (is_heavy(&event[i]) && period_has(event[i].valid, day) &&
		    (event[i].scope.n == 0 || str_eq(event[i].scope, scope)))
			return PROVIDER_SUSPENDED;
	return is_barred ? PROVIDER_BARRED : PROVIDER_PAYS;
}
