/* drg_pay.c: see drg_pay.h. */
#include "nhi/drg_pay.h"

#include "base/check.h"

#include <stdio.h>

enum { NAME_SIZE = 48, WEIGHT_ONE = 1000, CHILD_STEPS = 3 };

static const char *const levels[DRG_LEVELS] = {"center", "regional", "district"};
static const char *const children[DRG_CHILD_KINDS] = {"newborn", "medical", "surgical"};

struct figures {
	const struct law *law;
	date_t on;
	struct err *err;
	enum nhi_status status;
};

static int64_t use(struct figures *f, const char *name) {
	const struct law_value *v;
	if (f->status != NHI_OK) return 0;
	f->status = law_need(f->law, name, f->on, &v, f->err);
	return f->status == NHI_OK ? v->value : 0;
}

static int64_t use_step(struct figures *f, const char *name, int32_t step) {
	char full[2 * NAME_SIZE];
	(void)snprintf(full, sizeof full, "%s.%d", name, (int)step);
	return use(f, full);
}

static int64_t child_addon(struct figures *f, const struct drg_case *in) {
	char name[NAME_SIZE];
	if (in->age_months < 0) return 0;
	(void)snprintf(name, sizeof name, "drg.child.%s", children[in->child]);
	for (int32_t i = 1; i <= CHILD_STEPS; i++)
		if (in->age_months < use_step(f, "drg.child.months", i))
			return use_step(f, name, i);
	return 0;
}

/* Add-ons are added, not multiplied (facts payment §1.6). */
static int64_t addons(struct figures *f, const struct drg_case *in) {
	char name[NAME_SIZE];
	(void)snprintf(name, sizeof name, "drg.level.%s", levels[in->level]);
	int64_t sum = use(f, name) + child_addon(f, in);
	if (in->area == DRG_AREA_MOUNTAIN) sum += use(f, "drg.area.mountain");
	if (in->area == DRG_AREA_ISLAND) sum += use(f, "drg.area.island");
	if (in->case_mix > 0) sum += use_step(f, "drg.cmi", in->case_mix);
	return sum;
}

static enum drg_section section_of(const struct drg_case *in, int64_t claimed, int64_t fixed) {
	if (claimed < in->lower.v) return DRG_A;
	if (claimed >= in->upper.v) return DRG_C;
	return claimed < fixed ? DRG_B1 : DRG_B2;
}

/* Above the upper threshold: a share of what exceeds it. A fixed amount above the threshold takes
 * its place. */
static int64_t margin_of(struct figures *f, const struct drg_case *in, int64_t claimed,
                         int64_t fixed) {
	int64_t from = in->upper.v, share = use(f, "drg.outlier");
	if (in->pays_excess_whole) share = PPM_ONE;
	return claimed > from && claimed > fixed
	               ? round_half_up((i128_t)(claimed - from) * share, PPM_ONE)
	               : 0;
}

enum nhi_status drg_pay(const struct law *law, const struct drg_case *in, struct drg_paid *out,
                        struct err *err) {
	struct figures f = {law, in->on, err, NHI_OK};
	CHECK(in->level < DRG_LEVELS && in->case_mix >= 0 && in->case_mix <= 3);
	int64_t spr = use(&f, "drg.spr"), more = in->is_bare ? 0 : addons(&f, in);
	int64_t claimed = in->claimed.v - (in->is_bare ? 0 : in->separate.v);
	int64_t fixed = round_half_up((i128_t)in->weight1000 * spr * (PPM_ONE + more),
	                              (i128_t)WEIGHT_ONE * PPM_ONE);
	int64_t margin = margin_of(&f, in, claimed, fixed);
	int64_t extra = use(&f, "drg.extra_day"), capped = use(&f, "drg.cap_fixed");
	*out = (struct drg_paid){.fixed = {fixed}, .section = section_of(in, claimed, fixed)};
	if (f.status != NHI_OK) return f.status;
	out->points.v = fixed;
	bool early = in->leave == DRG_LEAVE_EARLY && in->days < in->mean_days;
	if (in->is_bare) return NHI_OK;
	if (claimed < in->lower.v) {
		out->points.v = claimed;
		out->is_as_claimed = true;
	} else if (early) {
		out->points.v = round_half_up((i128_t)fixed * (in->days + extra), in->mean_days);
		if (capped != 0 && out->points.v > fixed) out->points.v = fixed;
		out->is_by_day = true;
	} else if (in->weight1000 == 0 || in->is_rare) {
		out->points.v = claimed;
		out->is_as_claimed = true;
	} else {
		out->margin.v = margin;
		out->points.v = fixed + margin;
	}
	return NHI_OK;
}
