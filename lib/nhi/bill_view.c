/* bill_view.c: see bill_view.h. */
#include "nhi/bill_view.h"

static const struct bill_cause_row causes[CAUSE_COUNT] = {
        [0] = {"更正", "correction"},
        [CAUSE_ENTERED_LATE] = {"加保、轉入晚報", "entry filed late"},
        [CAUSE_LEFT_LATE] = {"退保、轉出晚報", "leave filed late"},
        [CAUSE_AMOUNT] = {"投保金額調整", "insured amount changed"},
        [CAUSE_DEPENDENTS] = {"眷屬異動", "dependents changed"},
        [CAUSE_CATEGORY] = {"投保身分變更", "category changed"},
        [CAUSE_SUBSIDY] = {"補助資格異動", "subsidy changed"},
};

const struct bill_cause_row *bill_cause_row(int64_t cause) {
	return &causes[cause >= 1 && cause < CAUSE_COUNT ? cause : 0];
}

const char *bill_cause_text(int64_t cause, const char *lang) {
	const struct bill_cause_row *row = bill_cause_row(cause);
	return lang[0] == 'e' ? row->en : row->zh;
}
