/* enrol_parts.h: what the use cases of the register share: looking up what the register knows, and
 * writing answers. Private to desk/enrol*.c, desk/unit.c and desk/person.c. */
#ifndef DESK_ENROL_PARTS_H
#define DESK_ENROL_PARTS_H

#include "desk/enrol.h"
#include "store/coverage.h"
#include "store/person.h"
#include "store/unit.h"

/* in->unit of a code on in->on; unit_id 0 when there is none. */
MUST_USE enum nhi_status enrol_load_unit(struct register_desk *desk, struct str code,
                                         struct judge_in *in, struct err *err);
/* Conditions, presence, exits and the last resumption of a person, on in->on. */
MUST_USE enum nhi_status enrol_load_periods(struct register_desk *desk, int64_t person_id,
                                            struct judge_in *in, struct err *err);
/* Timelines of the person and of those who follow. */
MUST_USE enum nhi_status enrol_load_people(struct register_desk *desk, int64_t person_id,
                                           struct judge_in *in, struct err *err);
/* Relatives of the person whom dependence ever showed, on in->on. */
MUST_USE enum nhi_status enrol_load_relatives(struct register_desk *desk, int64_t person_id,
                                              struct judge_in *in, struct err *err);
/* Records since when a citizen is registered or a foreigner resident, unless it is known. */
MUST_USE enum nhi_status enrol_add_presence(struct register_desk *desk, const struct act *act,
                                            int64_t person_id, date_t from, struct judge_in *in,
                                            struct err *err);
/* 續保: the condition holds from the day of the coming of age on (施行細則 30), at the latest from
 * the filing's day. */
MUST_USE enum nhi_status enrol_add_condition(struct register_desk *desk, const struct act *act,
                                             int64_t person_id, const struct enrol_request *request,
                                             const struct enrol_law *law, const struct judge_in *in,
                                             struct err *err);
MUST_USE enum nhi_status enrol_record_death(struct register_desk *desk, const struct act *act,
                                            int64_t person_id, date_t on, struct err *err);

/* The command as kept with its filing, and the answer; identity numbers stand in full, since the
 * register is where they belong. */
MUST_USE enum nhi_status enrol_request_json(struct register_desk *desk,
                                            const struct enrol_request *request, struct str *out,
                                            struct err *err);
MUST_USE enum nhi_status enrol_answer_json(struct register_desk *desk,
                                           const struct enrol_request *request,
                                           const struct enrol_answer *answer, struct str *out,
                                           struct err *err);
/* Runs a use case; a dry run inside somebody's transaction is undone by itself, without him. */
MUST_USE enum nhi_status enrol_transact(struct register_desk *desk, bool dry_run, db_work work,
                                        void *context, struct err *err);
/* Copies a finished buffer into the desk's arena and frees it. */
MUST_USE enum nhi_status enrol_keep(struct register_desk *desk, struct buf *b, struct str *out,
                                    struct err *err);

#endif
