/* enrol.c: see enrol.h. */
#include "nhi/enrol.h"

#include "base/check.h"

const struct relation_row relations[RELATION_COUNT] = {
        [RELATION_SELF] = {"self", "本人", "oneself", LINE_SELF, 0},
        [RELATION_SPOUSE] = {"spouse", "配偶", "spouse", LINE_SPOUSE, 0},
        [RELATION_PARENT] = {"parent", "父母", "parent", LINE_ASCENDANT, 1},
        [RELATION_CHILD] = {"child", "子女", "child", LINE_DESCENDANT, 1},
        [RELATION_GRANDPARENT] = {"grandparent", "祖父母", "grandparent", LINE_ASCENDANT, 2},
        [RELATION_GRANDCHILD] = {"grandchild", "孫子女", "son's child", LINE_DESCENDANT, 2},
        [RELATION_MATERNAL_GRANDPARENT] = {"maternal_grandparent", "外祖父母",
                                           "maternal grandparent", LINE_ASCENDANT, 2},
        [RELATION_DAUGHTERS_CHILD] = {"daughters_child", "外孫子女", "daughter's child",
                                      LINE_DESCENDANT, 2},
        [RELATION_GREAT_GRANDPARENT] = {"great_grandparent", "曾祖父母", "great-grandparent",
                                        LINE_ASCENDANT, 3},
        [RELATION_MATERNAL_GREAT_GRANDPARENT] = {"maternal_great_grandparent", "外曾祖父母",
                                                 "maternal great-grandparent", LINE_ASCENDANT, 3},
};

const struct reason_row entry_reasons[ENTRY_REASON_COUNT] = {
        {"", "", "", false},
        [ENTRY_START] = {"start", "到職起薪", "work with pay starts", false},
        [ENTRY_FOLLOW] = {"follow", "隨同被保險人加保", "enrols with the insured person", false},
        [ENTRY_LOST_INSURED] = {"lost_insured", "喪失被保險人身分",
                                "is no longer an insured person", false},
        [ENTRY_MARRIAGE] = {"marriage", "結婚", "marriage", false},
        [ENTRY_ADOPTION] = {"adoption", "收養", "adoption", false},
        [ENTRY_NEWBORN] = {"newborn", "新生嬰兒", "newborn", false},
        [ENTRY_OTHER_INSURED] = {"other_insured", "更換所依附之被保險人",
                                 "follows another insured person", false},
        [ENTRY_SCHOOL] = {"school", "在學就讀且無職業", "in school without a job", false},
        [ENTRY_GUARDIANSHIP] = {"guardianship", "受監護（禁治產）宣告", "under guardianship",
                                false},
        [ENTRY_DISABILITY] = {"disability", "身心障礙不能自謀生活", "disabled and unable to earn",
                              false},
        [ENTRY_ILLNESS] = {"illness", "罹患重大傷病且無職業", "catastrophic illness without a job",
                           false},
        [ENTRY_GRADUATE] = {"graduate", "應屆畢業或退伍且無職業",
                            "graduated or discharged within a year, without a job", false},
        [ENTRY_TRANSFER] = {"transfer", "轉入", "transfer in", false},
        [ENTRY_AMOUNT] = {"amount", "投保金額調整", "insured amount changed", false},
        [ENTRY_STATUS] = {"status", "改變投保身分", "status changed", false},
        [ENTRY_MEMBERSHIP] = {"membership", "加入公會、工會、農會或漁會", "joined an association",
                              false},
        [ENTRY_REGISTERED] = {"registered", "設籍或居留期滿", "waiting period completed", false},
        [ENTRY_ABSENCE] = {"absence", "留職停薪或其期滿", "unpaid leave begins or ends", false},
        [ENTRY_RESUMED] = {"resumed", "復保", "insurance resumed", false},
        [ENTRY_CALLED] = {"called", "入營、入監或認定低收入戶",
                          "called up, imprisoned or recognised as low-income", false},
        [ENTRY_TAKEOVER] = {"takeover", "移轉前已在保", "covered before the take-over", false},
};

const struct reason_row leave_reasons[LEAVE_REASON_COUNT] = {
        [LEAVE_NONE] = {"", "", "", false},
        [LEAVE_TRANSFER] = {"transfer", "轉出", "transfer out", false},
        [LEAVE_STATUS] = {"status", "改變投保身分", "status changed", false},
        [LEAVE_CONTINUED] = {"continued", "異動後續保", "goes on with changed particulars", false},
        [LEAVE_DEATH] = {"death", "死亡", "death", true},
        [LEAVE_MISSING] = {"missing", "失蹤滿六個月", "missing for six months", true},
        [LEAVE_DISASTER] = {"disaster", "因災難失蹤", "missing in a disaster", true},
        [LEAVE_UNQUALIFIED] = {"unqualified", "喪失投保資格", "no longer qualified", true},
        [LEAVE_FOLLOW] = {"follow", "隨同被保險人退保", "leaves with the insured person", true},
        [LEAVE_DEPENDENT] = {"dependent", "喪失眷屬資格", "no longer a dependent", false},
        [LEAVE_UNIT] = {"unit", "投保單位停業、歇業或註銷", "unit suspended or closed", false},
        [LEAVE_WITHDRAWN] = {"withdrawn", "保險人逕予退保", "withdrawn by the insurer", true},
        [LEAVE_SUSPENDED] = {"suspended", "停保", "suspension of insurance", true},
};

const struct reason_row absences[ABSENCE_COUNT] = {
        [ABSENCE_NONE] = {"none", "在職", "at work", false},
        [ABSENCE_UNPAID] = {"unpaid", "留職停薪", "leave without pay", false},
        [ABSENCE_PARENTAL] = {"parental", "育嬰留職停薪", "parental leave", false},
};

const struct reason_row conditions[CONDITION_COUNT] = {
        [CONDITION_SCHOOL] = {"school", "在學就讀", "in school", false},
        [CONDITION_GUARDIANSHIP] = {"guardianship", "受監護宣告", "under guardianship", false},
        [CONDITION_DISABILITY] = {"disability", "身心障礙不能自謀生活",
                                  "disabled and unable to earn", false},
        [CONDITION_ILLNESS] = {"illness", "重大傷病不能自謀生活",
                               "catastrophic illness, unable to earn", false},
        [CONDITION_GRADUATE] = {"graduate", "應屆畢業一年內", "graduated within a year", false},
        [CONDITION_DISCHARGED] = {"discharged", "退伍一年內", "discharged within a year", false},
};

bool relation_find(struct str text, enum relation *out) {
	for (int i = 0; i < RELATION_COUNT; i++) {
		if (!str_is(text, relations[i].code) && !str_is(text, relations[i].zh)) continue;
		*out = (enum relation)i;
		return true;
	}
	return false;
}

int relation_rank(enum relation r) {
	CHECK(r < RELATION_COUNT);
	return relations[r].degree <= 1 ? 1 : relations[r].degree;
}

enum relation relation_inverse(enum relation r) {
	static const enum relation inverse[RELATION_COUNT] = {
	        [RELATION_SELF] = RELATION_SELF,
	        [RELATION_SPOUSE] = RELATION_SPOUSE,
	        [RELATION_PARENT] = RELATION_CHILD,
	        [RELATION_CHILD] = RELATION_PARENT,
	        [RELATION_GRANDPARENT] = RELATION_GRANDCHILD,
	        [RELATION_GRANDCHILD] = RELATION_GRANDPARENT,
	        [RELATION_MATERNAL_GRANDPARENT] = RELATION_DAUGHTERS_CHILD,
	        [RELATION_DAUGHTERS_CHILD] = RELATION_MATERNAL_GRANDPARENT,
	        [RELATION_GREAT_GRANDPARENT] = RELATION_SELF,
	        [RELATION_MATERNAL_GREAT_GRANDPARENT] = RELATION_SELF,
	};
	CHECK(r < RELATION_COUNT);
	return inverse[r];
}

/* Place of the row whose code or official words are `text`, or -1. */
static int reason_place(const struct reason_row *rows, int count, struct str text) {
	for (int i = 0; i < count && text.n > 0; i++)
		if (str_is(text, rows[i].code) || str_is(text, rows[i].zh)) return i;
	return -1;
}

bool entry_reason_find(struct str text, enum entry_reason *out) {
	int i = reason_place(entry_reasons, ENTRY_REASON_COUNT, text);
	if (i >= 0) *out = (enum entry_reason)i;
	return i >= 0;
}

bool leave_reason_find(struct str text, enum leave_reason *out) {
	int i = reason_place(leave_reasons, LEAVE_REASON_COUNT, text);
	if (i >= 0) *out = (enum leave_reason)i;
	return i >= 0;
}

bool absence_find(struct str text, enum absence *out) {
	int i = reason_place(absences, ABSENCE_COUNT, text);
	if (i >= 0) *out = (enum absence)i;
	return i >= 0;
}

bool condition_find(struct str text, enum condition *out) {
	int i = reason_place(conditions, CONDITION_COUNT, text);
	if (i >= 0) *out = (enum condition)i;
	return i >= 0;
}

bool enrol_charged_at_end(enum leave_reason reason) {
	CHECK(reason < LEAVE_REASON_COUNT);
	return !leave_reasons[reason].leaves_scheme;
}

date_t enrol_transfer_from(date_t day) { return day == month_last(month_of(day)) ? day + 1 : day; }

date_t enrol_amount_from(date_t notified) { return month_first(month_of(notified) + 1); }

date_t enrol_amount_due(const struct enrol_adjust *law, date_t changed) {
	int32_t year = date_to_ymd(changed).year, month = date_to_ymd(changed).month;
	if (month >= law->autumn_first && month <= law->autumn_last)
		return month_last(month_make(year, law->autumn_month));
	/* August to December are notified by February of the next year, January by that February.
	 */
	int32_t due_year = month > law->autumn_last ? year + 1 : year;
	return month_last(month_make(due_year, law->spring_month));
}

date_t enrol_due(date_t event, int32_t days, const struct calendar *calendar) {
	CHECK(days >= 0);
	return calendar_next_working_day(calendar, event + days).date;
}
