/* slip.c: the payment slip on one page of A4; see slip.h.
 *
 *    1200  office                              number, month, payer code
 *    3600  address in the window of an envelope
 *    8300  title
 *   10000  amount | due | end of grace
 *   13000  what the amount consists of          notes
 *   ~20600 - - - - - - - - - - - - - - - - - cut
 *   21000  part for the collector: fields, QR, three Code 39 symbols
 */
#include "wire/slip.h"

enum { LEFT = 1500, RIGHT = 19500, CUT = 20900, MODULE = 30 };
enum { PARTS_WIDTH = 8200, PARTS_AMOUNT = 5600 };

static const struct paper_style kai = {PAPER_KAI, 100, PAPER_LEFT, PAPER_BLACK};
static const struct paper_style label = {PAPER_KAI, 90, PAPER_LEFT, PAPER_GREY};
static const struct paper_style english = {PAPER_SANS, 60, PAPER_LEFT, PAPER_GREY};
static const struct paper_style figure = {PAPER_SANS, 100, PAPER_LEFT, PAPER_BLACK};

static struct paper_style with(struct paper_style s, int32_t size, enum paper_align align) {
	s.size = size;
	s.align = align;
	return s;
}

static void put_month(struct buf *b, month_t m) {
	buf_printf(b, "%d年%d月", (int)month_year(m) - 1911, (int)month_number(m));
}

/* Whole percent where it is whole, else as many places as it has: 1000 ppm is 0.1. */
static void put_percent(struct buf *b, ppm_t rate) {
	int64_t rest = rate.v % 10000;
	buf_put_i64(b, rate.v / 10000);
	if (rest == 0) return;
	buf_put_char(b, '.');
	for (int64_t unit = 1000; rest > 0; unit /= 10) {
		buf_put_char(b, (char)('0' + rest / unit));
		rest %= unit;
	}
}

/* A printing buffer for one piece of text. */
static struct str text_of(struct buf *b) {
	struct str s = buf_str(b);
	return buf_ok(b) ? s : STR("");
}

static void draw_head(struct paper *p, const struct slip *s, struct buf *b) {
	paper_text(p, with(kai, 150, PAPER_LEFT), LEFT, 1200, 11000, s->office);
	paper_text(p, with(english, 65, PAPER_LEFT), LEFT, 1900, 11000, s->office_en);
	paper_text(p, with(label, 85, PAPER_LEFT), LEFT, 2250, 11000, s->office_contact);
	const bool is_bill = s->kind == SLIP_PREMIUM;
	const struct {
		const char *name, *en;
	} payers[] = {{"統一編號", "Business number"},
	              {"投保單位代號", "Unit code"},
	              {"身分證明號碼", "Personal number"}},
	  names[] = {{"繳款單編號", "Bill number"},
	             payers[s->is_person ? 2 : is_bill],
	             {is_bill ? "保險費年月" : "給付年月",
	              is_bill ? "Premium month" : "Month of payment"},
	             {"製單日期", "Issued on"}};
	const mm100_t x = 12300, value_x = 15200;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		mm100_t y = 3500 + (mm100_t)i * 950;
		paper_text(p, label, x, y, value_x - x, str_from(names[i].name));
		paper_text(p, english, x, y + 430, value_x - x, str_from(names[i].en));
		buf_reset(b);
		if (i == 0) buf_put(b, s->number);
		if (i == 1) buf_put(b, s->payer_code);
		if (i == 2) put_month(b, s->month);
		if (i == 3) date_print_people_zh(b, s->issued);
		paper_text(p, i < 2 ? figure : with(kai, 105, PAPER_LEFT), value_x, y + 30,
		           RIGHT - value_x, text_of(b));
		paper_line(p, x, y + 800, RIGHT, y + 800, 8, PAPER_RULE);
	}
}

/* In the window of a DL or C5 envelope: 20 mm from the left, 35 to 75 mm from the top. */
static void draw_address(struct paper *p, const struct slip *s, struct buf *b) {
	const mm100_t x = 2000, width = 8800;
	mm100_t y = 3500;
	/* A slip that the payer fills in is not mailed and needs no address. */
	if (s->address.n == 0 && s->kind != SLIP_SUPPLEMENT)
		y += paper_text(p, label, x, y, width, STR("（尚無通訊地址，請洽本署更新）")) + 150;
	if (s->address.n > 0) {
		if (s->postal_code.n > 0)
			y += paper_text(p, with(figure, 110, PAPER_LEFT), x, y, width,
			                s->postal_code) +
			     100;
		y += paper_text(p, with(kai, 120, PAPER_LEFT), x, y, width, s->address) + 200;
	}
	buf_reset(b);
	buf_put(b, s->payer_name);
	buf_put_c(b, s->is_person ? "　君　收" : "　啟");
	paper_text(p, with(kai, 140, PAPER_LEFT), x, y, width, text_of(b));
}

/* What is to be paid, by when, and until when without late fee: three boxes, told by their size. */
static void draw_key(struct paper *p, const struct slip *s, struct buf *b) {
	static const struct {
		const char *zh, *en;
		mm100_t x, width;
	} boxes[] = {{"應繳金額（新臺幣元）", "Amount payable (NT$)", LEFT, 6600},
	             {"繳款期限", "Due on", LEFT + 6600, 5700},
	             {"寬限期至", "No late fee until", LEFT + 12300, 5700}};
	const mm100_t y = 10000, height = 2300;
	paper_fill(p, (struct paper_area){LEFT, y, RIGHT - LEFT, height}, PAPER_TINT);
	paper_line(p, LEFT, y, RIGHT, y, 50, PAPER_ACCENT);
	paper_line(p, LEFT, y + height, RIGHT, y + height, 15, PAPER_ACCENT);
	for (size_t i = 0; i < COUNT_OF(boxes); i++) {
		mm100_t x = boxes[i].x + 250, width = boxes[i].width - 400;
		if (i > 0)
			paper_line(p, boxes[i].x, y + 250, boxes[i].x, y + height - 250, 10,
			           PAPER_RULE);
		paper_text(p, with(kai, 100, PAPER_LEFT), x, y + 180, width, str_from(boxes[i].zh));
		paper_text(p, english, x, y + 630, width, str_from(boxes[i].en));
		buf_reset(b);
		if (i == 0)
			buf_put_i64_grouped(b, s->payable > 0 ? s->payable : 0);
		else if (s->payable > 0)
			date_print_people_zh(b, i == 1 ? s->due : s->grace_end);
		else
			buf_put_c(b, "－");
		paper_text(p, i == 0 ? with(figure, 240, PAPER_LEFT) : with(kai, 150, PAPER_LEFT),
		           x, y + (i == 0 ? 1010 : 1230), width, text_of(b));
	}
}

struct part_row {
	const char *sign;
	struct str name;
	int64_t amount;
	bool is_shown;
};

/* How the amount comes about: every row is a figure of the bill, and they add up on the paper. */
static mm100_t draw_part(struct paper *p, const struct part_row *row, mm100_t y, struct buf *b) {
	const mm100_t x = LEFT, amount_x = x + PARTS_AMOUNT, name_x = x + 500;
	mm100_t height;
	paper_line(p, x, y, x + PARTS_WIDTH, y, 8, PAPER_RULE);
	paper_text(p, kai, x, y + 120, 500, str_from(row->sign));
	height = paper_text(p, kai, name_x, y + 120, amount_x - name_x, row->name);
	buf_reset(b);
	buf_put_i64_grouped(b, row->amount);
	paper_text(p, with(figure, 100, PAPER_RIGHT), amount_x, y + 130, PARTS_WIDTH - PARTS_AMOUNT,
	           text_of(b));
	return y + (height > 520 ? height + 240 : 640);
}

static mm100_t draw_bill_parts(struct paper *p, const struct slip *s, mm100_t y, struct buf *b) {
	const struct part_row rows[] = {
	        {"", STR("被保險人及眷屬自付保險費"), s->self, true},
	        {"－", STR("政府補助自付保險費"), s->subsidy, s->subsidy != 0},
	        {"＋", STR("投保單位負擔保險費"), s->unit_share, !s->is_person},
	        {s->correction < 0 ? "－" : "＋", STR("以前月份更正（明細見計算表）"),
	         s->correction < 0 ? -s->correction : s->correction, s->correction != 0},
	};
	buf_reset(b);
	buf_printf(b, "計費人數：被保險人 %lld 人、眷屬 %lld 口", (long long)s->insured,
	           (long long)s->dependents);
	paper_text(p, label, LEFT, y, PARTS_WIDTH, text_of(b));
	y += 600;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rows[i].is_shown) y = draw_part(p, &rows[i], y, b);
	return y;
}

static mm100_t draw_parts(struct paper *p, const struct slip *s, struct buf *b) {
	const mm100_t x = LEFT, amount_x = x + PARTS_AMOUNT;
	mm100_t y = 12750;
	paper_text(p, with(kai, 110, PAPER_LEFT), x, y, PARTS_WIDTH, STR("金額怎麼來的"));
	y += 620;
	if (s->kind == SLIP_PREMIUM) y = draw_bill_parts(p, s, y, b);
	for (size_t i = 0; i < s->part_count; i++) {
		const struct part_row row = {"", s->parts[i].name, s->parts[i].amount, true};
		y = draw_part(p, &row, y, b);
	}
	paper_line(p, x, y, x + PARTS_WIDTH, y, 25, PAPER_ACCENT);
	buf_reset(b);
	buf_put_i64_grouped(b, s->payable);
	paper_text(p, with(kai, 110, PAPER_LEFT), x + 500, y + 130, 5000, STR("合計"));
	paper_text(p, with(figure, 115, PAPER_RIGHT), amount_x, y + 120, PARTS_WIDTH - PARTS_AMOUNT,
	           text_of(b));
	y += 760;
	if (s->government == 0) return y;
	buf_reset(b);
	buf_put_c(b, "另由政府負擔 ");
	buf_put_i64_grouped(b, s->government);
	buf_put_c(b, " 元，不在本單收取。");
	return y + paper_text(p, label, x, y + 100, PARTS_WIDTH, text_of(b)) + 200;
}

/* Stamped by the collector, the upper part is the payer's receipt. */
static void draw_stamp(struct paper *p, const struct slip *s, mm100_t y) {
	const struct paper_area box = {LEFT, y, 8200, CUT - 700 - y};
	if (s->payable <= 0 || box.height < 1800) return;
	paper_frame(p, box, 8, PAPER_RULE);
	paper_text(p, with(label, 80, PAPER_LEFT), box.x + 150, box.y + 120, box.width - 300,
	           STR("收訖戳記（蓋章後即為收據）"));
}

static void put_note_pay(struct buf *b, const struct slip *s) {
	if (s->payable <= 0) {
		buf_put_c(b, "本期無須繳款。");
		if (s->payable < 0) {
			buf_put_c(b, "應退還的 ");
			buf_put_i64_grouped(b, -s->payable);
			buf_put_c(b, " 元，於次月保險費中結算。");
		}
		return;
	}
	buf_put_c(b, "請持本單至金融機構或郵局繳納，或以自動櫃員機、網路銀行轉帳；金額在 ");
	buf_put_i64_grouped(b, s->terms.store_max);
	buf_put_c(b,
	          " 元以下也可到便利商店繳納。已約定自動轉帳者，到期日會自動扣款，請勿重複繳納。");
}

static void put_note_late(struct buf *b, const struct slip *s) {
	buf_put_c(b, "逾寬限期才繳，自寬限期滿的次日起到繳款前一日止，每逾一日加徵應繳金額的 ");
	put_percent(b, s->terms.latefee_rate);
	buf_put_c(b, "% 為滯納金，最多加徵 ");
	put_percent(b, s->terms.latefee_cap);
	buf_put_c(b, "%（健保法第 35 條）。");
}

static void put_note_objection(struct buf *b, const struct slip *s) {
	if (s->kind == SLIP_SUPPLEMENT) {
		buf_put_c(b, "多扣、少扣或誤繳，依扣取及繳納補充保險費辦法第 9 條更正、補繳或申請退"
		             "還。");
		return;
	}
	buf_put_c(b,
	          "金額有疑問，請先洽本署；申報有錯，更正後的差額併入次月保險費結算（施行細則第 49 "
	          "條）。不服核定，可在收到本單次日起 ");
	buf_put_i64(b, s->terms.objection_days);
	buf_put_c(b, " 日內，填申請書經本署向衛生福利部申請爭議審議（爭議事項審議辦法第 4 條）。");
}

static void put_note_payroll(struct buf *b, const struct slip *s) {
	if (s->kind == SLIP_SUPPLEMENT)
		buf_put_c(b,
		          "各類補充保險費按給付月份分別填單；扣費明細另依規定期限申報（扣取及繳納補"
		          "充保險費辦法第 10 條）。");
	else if (s->is_person)
		buf_put_c(b, "一時無力繳納，可申請分期繳納；經濟困難者可申請紓困貸款。請洽本署各服"
		             "務據點。");
	else
		buf_put_c(b,
		          "員工自付的部分，由投保單位自薪資扣繳並註明於薪資單（施行細則第 53 條）；"
		          "逐人金額見所附保險費計算表。");
}

static void put_note_sources(struct buf *b, const struct slip *s) {
	if (!s->terms.collection_verified && s->payable > 0)
		buf_put_c(b, "本單條碼的代收項目代號尚未經代收機構確認。");
	if (!s->dates_verified)
		buf_put_c(b, "該年政府行政機關辦公日曆表尚未公布，期限是按星期推算的。");
}

static void draw_notes(struct paper *p, const struct slip *s, struct buf *b) {
	static void (*const notes[])(struct buf * b, const struct slip *s) = {
	        put_note_pay, put_note_late, put_note_objection, put_note_payroll,
	        put_note_sources};
	const mm100_t x = 10400, width = RIGHT - x - 450;
	mm100_t y = 12750;
	paper_text(p, with(kai, 110, PAPER_LEFT), x, y, width, STR("繳款須知"));
	y += 620;
	int number = 0;
	for (size_t i = 0; i < COUNT_OF(notes); i++) {
		char mark[16];
		buf_reset(b);
		notes[i](b, s);
		if (b->n == 0) continue;
		(void)snprintf(mark, sizeof mark, "%d.", ++number);
		paper_text(p, with(figure, 85, PAPER_LEFT), x, y + 20, 450, str_from(mark));
		y += paper_text(p, with(kai, 92, PAPER_LEFT), x + 450, y, width, text_of(b)) + 130;
	}
}

static void draw_title(struct paper *p, const struct slip *s, struct buf *b) {
	buf_reset(b);
	buf_put_c(b, "全民健康保險　");
	buf_put(b, s->kind_name);
	buf_put_c(b, "繳款單");
	paper_text(p, with(kai, 210, PAPER_CENTRE), LEFT, 8150, RIGHT - LEFT, text_of(b));
	paper_text(p, with(english, 75, PAPER_CENTRE), LEFT, 9200, RIGHT - LEFT,
	           STR("National Health Insurance — payment slip"));
}

static enum nhi_status draw_symbols(struct paper *p, const struct slip *s, struct buf *b,
                                    struct err *err) {
	struct collection code;
	const struct collection_in in = {s->item, s->number, s->month, s->grace_end, s->payable};
	enum nhi_status st = collection_parts(&in, &code, err);
	const mm100_t x = 12100;
	for (size_t i = 0; i < COLLECTION_PARTS && st == NHI_OK; i++) {
		mm100_t y = CUT + 1350 + (mm100_t)i * 1900;
		st = paper_code39(p, x, y, MODULE, 1150, str_from(code.part[i]), NULL, err);
		paper_text(p, with(figure, 85, PAPER_LEFT), x, y + 1200, RIGHT - x,
		           str_from(code.part[i]));
	}
	if (st != NHI_OK) return st;
	buf_reset(b);
	collection_qr(&code, b);
	return paper_qr(p, 8300, CUT + 1350, 2600, text_of(b), err);
}

/* What the collector keeps. */
static enum nhi_status draw_stub(struct paper *p, const struct slip *s, struct buf *b,
                                 struct err *err) {
	static const char *const names[] = {"繳款單編號", "代號", "名稱", "年月", "期限", "金額"};
	paper_cut_line(p, 0, PAPER_WIDTH, CUT);
	paper_text(p, with(label, 75, PAPER_RIGHT), LEFT, CUT - 430, RIGHT - LEFT,
	           STR("請勿裁切摺疊條碼；繳款後由代收機構自虛線撕下"));
	buf_reset(b);
	buf_put_c(b, "全民健康保險");
	buf_put(b, s->kind_name);
	buf_put_c(b, "　代收機構存查聯");
	paper_text(p, with(kai, 120, PAPER_LEFT), LEFT, CUT + 350, 12000, text_of(b));
	const mm100_t value_x = LEFT + 1900, width = 4700;
	mm100_t y = CUT + 1300;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct paper_style style = i < 2 ? figure : kai;
		buf_reset(b);
		if (i == 0) buf_put(b, s->number);
		if (i == 1) buf_put(b, s->payer_code);
		if (i == 2) buf_put(b, s->payer_name);
		if (i == 3) put_month(b, s->month);
		if (i == 4) date_print_people_zh(b, s->grace_end);
		if (i == 5) {
			buf_put_c(b, "NT$ ");
			buf_put_i64_grouped(b, s->payable > 0 ? s->payable : 0);
			style = with(figure, 125, PAPER_LEFT);
		}
		paper_text(p, label, LEFT, y + 20, value_x - LEFT, str_from(names[i]));
		mm100_t height = paper_text(p, style, value_x, y, width, text_of(b));
		y += (height > 560 ? height : 560) + 140;
	}
	if (s->payable > 0) return draw_symbols(p, s, b, err);
	paper_text(p, with(kai, 140, PAPER_CENTRE), 8300, CUT + 3200, RIGHT - 8300,
	           STR("本期無須繳款"));
	return NHI_OK;
}

enum nhi_status slip_draw(struct paper *p, const struct slip *s, struct err *err) {
	struct buf b = BUF_INIT(64 * 1024);
	paper_page(p);
	draw_head(p, s, &b);
	draw_address(p, s, &b);
	draw_title(p, s, &b);
	draw_key(p, s, &b);
	draw_stamp(p, s, draw_parts(p, s, &b) + 400);
	draw_notes(p, s, &b);
	enum nhi_status st = draw_stub(p, s, &b, err);
	buf_free(&b);
	return st;
}
