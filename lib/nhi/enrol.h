/* enrol.h: words of the enrolment register: relations, reasons, absences, conditions; and the days
 * on which filings take effect.
 *
 * The numbers are stored in the register (schema/0002_register.sql): they are never renumbered, new
 * ones go to the end. Titles and reasons are those of the agency's electronic filing (facts on
 * enrolment §1.3). Legal basis: 全民健康保險法 2, 12, 13, 15, 21; 施行細則 5–8, 18–21, 29–36. */
#ifndef NHI_ENROL_H
#define NHI_ENROL_H

#include "base/calendar.h"
#include "base/date.h"
#include "base/str.h"

enum enrol_role { ROLE_INSURED = 1, ROLE_DEPENDENT = 2 };

/* What the dependent is to the insured person (Act 2②). */
enum relation {
	RELATION_SELF,
	RELATION_SPOUSE,
	RELATION_PARENT,
	RELATION_CHILD,
	RELATION_GRANDPARENT,
	RELATION_GRANDCHILD,
	RELATION_MATERNAL_GRANDPARENT,
	RELATION_DAUGHTERS_CHILD,
	RELATION_GREAT_GRANDPARENT,
	RELATION_MATERNAL_GREAT_GRANDPARENT,
	RELATION_COUNT
};

enum relation_line { LINE_SELF, LINE_SPOUSE, LINE_ASCENDANT, LINE_DESCENDANT };

struct relation_row {
	const char *code; /* for programs: "spouse" */
	const char *zh, *en;
	enum relation_line line;
	int8_t degree; /* of kinship; 0 for oneself and the spouse */
};
extern const struct relation_row relations[RELATION_COUNT];
/* Finds by code or by official title. */
MUST_USE bool relation_find(struct str text, enum relation *out);
/* Order in which one of several insured persons is to be followed (Enforcement Rules 18(1)):
 * 1 spouse or first degree, 2 second degree, 3 beyond. */
int relation_rank(enum relation r);

/* What the other is to oneself, seen from the other side; RELATION_SELF where no dependence is
 * possible that way (Act 2②: descendants within two degrees). */
enum relation relation_inverse(enum relation r);

enum entry_reason {
	ENTRY_START = 1,     /* 到職起薪 */
	ENTRY_FOLLOW,        /* 隨同被保險人加保 */
	ENTRY_LOST_INSURED,  /* 喪失被保險人身分 */
	ENTRY_MARRIAGE,      /* 結婚 */
	ENTRY_ADOPTION,      /* 收養 */
	ENTRY_NEWBORN,       /* 新生嬰兒 */
	ENTRY_OTHER_INSURED, /* 更換所依附之被保險人 */
	ENTRY_SCHOOL,        /* 在學就讀且無職業 */
	ENTRY_GUARDIANSHIP,  /* 受監護（禁治產）宣告 */
	ENTRY_DISABILITY,    /* 身心障礙不能自謀生活 */
	ENTRY_ILLNESS,       /* 罹患重大傷病且無職業 */
	ENTRY_GRADUATE,      /* 應屆畢業或退伍且無職業 */
	ENTRY_TRANSFER,      /* 轉入 */
	ENTRY_AMOUNT,        /* 投保金額調整 */
	ENTRY_STATUS,        /* 改變投保身分 */
	ENTRY_MEMBERSHIP,    /* 加入公會、工會、農會或漁會 */
	ENTRY_REGISTERED,    /* 設籍或居留期滿 */
	ENTRY_ABSENCE,       /* 留職停薪或其期滿 */
	ENTRY_RESUMED,       /* 復保 */
	ENTRY_CALLED,        /* 入營、入監或認定低收入戶 */
	ENTRY_TAKEOVER,      /* 移轉前已在保 */
	ENTRY_REASON_COUNT
};

enum leave_reason {
	LEAVE_NONE,        /* still covered */
	LEAVE_TRANSFER,    /* 轉出: another unit or insured person takes over */
	LEAVE_STATUS,      /* 改變投保身分 */
	LEAVE_CONTINUED,   /* nothing ended: the next row goes on with another amount or absence */
	LEAVE_DEATH,       /* 死亡 */
	LEAVE_MISSING,     /* 失蹤滿六個月 */
	LEAVE_DISASTER,    /* 因災難失蹤 */
	LEAVE_UNQUALIFIED, /* 喪失投保資格: registration or residence document lost */
	LEAVE_FOLLOW,      /* 隨同被保險人退保 */
	LEAVE_DEPENDENT,   /* 喪失眷屬資格 */
	LEAVE_UNIT,        /* 投保單位停業、歇業或註銷 */
	LEAVE_WITHDRAWN,   /* 保險人逕予退保 */
	LEAVE_SUSPENDED,   /* 停保 (until 2024-12-22) */
	LEAVE_REASON_COUNT
};

struct reason_row {
	const char *code; /* for programs: "transfer" */
	const char *zh, *en;
	bool leaves_scheme; /* of leave reasons: the month of leaving is not charged to anybody */
};
extern const struct reason_row entry_reasons[ENTRY_REASON_COUNT]; /* row 0 is empty */
extern const struct reason_row leave_reasons[LEAVE_REASON_COUNT];
/* Find by code or official words. */
MUST_USE bool entry_reason_find(struct str text, enum entry_reason *out);
MUST_USE bool leave_reason_find(struct str text, enum leave_reason *out);

enum absence {
	ABSENCE_NONE,
	ABSENCE_UNPAID,   /* 留職停薪: former amount, the unit pays its share (Enforcement Rules
	                     19(1)) */
	ABSENCE_PARENTAL, /* 育嬰留職停薪: government pays the unit's share (19(2)) */
	ABSENCE_COUNT
};
extern const struct reason_row absences[ABSENCE_COUNT];
MUST_USE bool absence_find(struct str text, enum absence *out);

/* By which an adult descendant may be a dependent (Enforcement Rules 6, 7, 21). */
enum condition {
	CONDITION_SCHOOL,       /* 在學就讀 */
	CONDITION_GUARDIANSHIP, /* 受監護宣告 */
	CONDITION_DISABILITY,   /* 領有身心障礙證明且不能自謀生活 */
	CONDITION_ILLNESS,      /* 重大傷病且不能自謀生活 */
	CONDITION_GRADUATE,     /* 應屆畢業一年內 */
	CONDITION_DISCHARGED,   /* 退伍一年內 */
	CONDITION_COUNT
};
extern const struct reason_row conditions[CONDITION_COUNT];
MUST_USE bool condition_find(struct str text, enum condition *out);

/* Is the last day of a month charged when the period that has it ends with that day? A transfer is
 * (facts §3.6 rule 2), a leave from the scheme is not (rule 4). */
bool enrol_charged_at_end(enum leave_reason reason);

/* First day in the new unit of a transfer on `day`: the day itself, or the 1st of the next month
 * when it is a month's last day (§3.6 rule 2). The old unit's period ends there. */
date_t enrol_transfer_from(date_t day);

/* First day of a changed insured amount: the 1st of the month after the notice (Act 21(1)). */
date_t enrol_amount_from(date_t notified);
/* Last day for the notice of an income that changed in the month of `changed`: the end of August
 * for `spring_first` … `spring_last` (February–July), else the end of February (Act 21(1)). */
struct enrol_adjust {
	int32_t autumn_first, autumn_last, autumn_month, spring_month; /* law enrol.adjust.* */
};
date_t enrol_amount_due(const struct enrol_adjust *law, date_t changed);

/* Last day to file an event with a term of `days` days: the day after the event counts as the first
 * (行政程序法 48 II); a rest day at the end moves it (48 IV). */
date_t enrol_due(date_t event, int32_t days, const struct calendar *calendar);

#endif
