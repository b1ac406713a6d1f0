/* match.h: one person of the register held against what other agencies know: who must be insured
 * and is not, since when; who is insured and must not be; gaps, wrong status, amounts below the
 * wage (輔導納保, 投保資料清理; facts on enrolment §1.1, §1.4, §1.6). Pure.
 *
 * The caller has gathered everything about one person from sorted files (engine/match.h). Nothing
 * is decided here: a finding is work for an officer. */
#ifndef NHI_MATCH_H
#define NHI_MATCH_H

#include "nhi/coverage.h"
#include "nhi/enrol_law.h"

/* Kinds of work; codes/match_kinds.csv has their names. Stored by code, never renumbered. */
enum match_kind {
	MATCH_UNINSURED,    /* 未投保: must be insured from `from` on */
	MATCH_DEAD,         /* 死亡未退保 */
	MATCH_UNQUALIFIED,  /* 除籍或居留屆滿未退保 */
	MATCH_STATUS,       /* 身分不符: has an employer and is insured as less */
	MATCH_GAP,          /* 中斷投保 */
	MATCH_LOW,          /* 投保金額低於薪資 */
	MATCH_OVERLAP,      /* 重複投保: two records of one human being */
	MATCH_UNIT_CLOSED,  /* 歇業未註銷之單位 */
	MATCH_UNIT_MISSING, /* 有員工而未成立投保單位 */
	MATCH_KIND_COUNT
};
const char *match_kind_name(enum match_kind kind); /* "uninsured" */
MUST_USE bool match_kind_find(struct str name, enum match_kind *out);

enum { MATCH_JOBS_MAX = 16, MATCH_EXITS_MAX = 64, MATCH_FINDINGS_MAX = 32 };

/* Work for pay, as labour insurance or the tax office knows it. */
struct match_job {
	int64_t unit_id; /* insured unit with that business number, 0: none */
	struct str business_number;
	date_t from, to; /* half-open */
	int64_t wage;    /* a month, dollars; 0 not known */
};

struct match_person {
	bool is_citizen;
	bool has_presence; /* in the file of household registration or of residence */
	date_t present_from, present_to;
	date_t birth, died; /* DATE_UNKNOWN */
	struct period exit[MATCH_EXITS_MAX];
	size_t exit_count;
	struct match_job job[MATCH_JOBS_MAX];
	size_t job_count;
	struct timeline coverage; /* count 0: not in the register or never insured */
	bool is_absent; /* a complete file of household registration was given, this citizen is not
	                   in it */
};

struct match_finding {
	enum match_kind kind;
	date_t from, to;             /* the days in question; to DATE_OPEN: still */
	int64_t unit_id;             /* held, or of the employer; 0 none */
	const struct match_job *job; /* that shows it, or NULL */
	int64_t held, due;           /* MATCH_LOW: insured amount held and due */
};

/* Findings as of `on` into `out`, at most MATCH_FINDINGS_MAX; returns their number. `law` is that
 * of the day. */
size_t match_judge(const struct enrol_law *law, const struct match_person *p, date_t on,
                   struct match_finding *out);

#endif
