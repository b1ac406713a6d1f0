/* budget_page.c: see budget_page.h. */
#include "desk/budget_page.h"

#include "nhi/budget_value.h"
#include "store/budget.h"

static const char *const methods[BUDGET_METHODS][2] = {
        [BUDGET_PREVIOUS_QUARTER] = {"前一季點值", "value of the quarter before"},
        [BUDGET_SIMULTANEOUS] = {"各區聯立", "all regions solved together"},
        [BUDGET_UNIFORM] = {"全國單一", "one value for the nation"},
};

/* A copy that lives as long as the view; "" when memory is out. */
static struct str keep(struct arena *arena, struct buf *b) {
	struct str kept = STR("");
	if (!arena_str(arena, buf_str(b), &kept)) kept = STR("");
	buf_free(b);
	return kept;
}

static void put_row(struct view *v, const struct budget_settled_row *r, twd_t budget) {
	struct buf value = BUF_INIT(64);
	struct view *row = view_item(v, "rows", "point_value");
	enum budget_method method;
	view_both(row, "sector", str_from(budget_sector_zh[r->sector]),
	          str_from(budget_sector_names[r->sector]));
	view_both(row, "region", str_from(budget_region_zh[r->region]),
	          str_from(budget_region_names[r->region]));
	budget_value_print(&value, r->floating);
	view_text(row, "floating", keep(v->arena, &value));
	view_twd(row, "budget", budget);
	if (!budget_method_find(r->method, &method)) method = BUDGET_PREVIOUS_QUARTER;
	view_both(row, "method", str_from(methods[method][0]), str_from(methods[method][1]));
}

static enum nhi_status put_rows(struct desk_call *call, struct view *v, quarter_t quarter,
                                struct err *err) {
	struct budget_settled_row *rows;
	struct budget_stored amounts;
	size_t count;
	enum nhi_status st =
	        budget_settled_rows(call->db, quarter, call->arena, &rows, &count, err);
	if (st == NHI_OK) st = budget_stored_amounts(call->db, quarter, &amounts, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		put_row(v, &rows[i], twd(amounts.value[rows[i].sector][rows[i].region]));
	return st;
}

enum nhi_status point_values_page(struct desk_call *call, const struct form *in, struct view **out,
                                  struct err *err) {
	const struct str asked = form_get(in, "quarter");
	struct view *v = view_new(call->arena, "point_values");
	struct buf text = BUF_INIT(16);
	quarter_t quarter = 0;
	bool is_bad = asked.n > 0 && !quarter_parse(asked, &quarter);
	*out = v;
	view_list(v, "rows");
	enum nhi_status st = desk_need_db(call, err);
	bool is_empty = st == NHI_NO_DATA; /* no usable database: said on the page */
	if (st == NHI_OK && asked.n == 0) st = budget_newest_settled(call->db, &quarter, err);
	if (st != NHI_OK && !is_empty) return st;
	if (quarter > 0) quarter_print(&text, quarter);
	view_text(v, "quarter", is_bad ? asked : keep(call->arena, &text));
	if (is_bad)
		form_error(v, "quarter", "季別的寫法是 2026Q1。", "Write the quarter as 2026Q1.");
	if (is_empty)
		form_error(v, "quarter", "這裡沒有可用的資料庫，無從顯示結算。",
		           "There is no usable database here: no settlement can be shown.");
	return quarter > 0 && !is_empty ? put_rows(call, v, quarter, err) : NHI_OK;
}
