/* claim_facts.h: what the registers say about a person and a provider, and what follows for a case
 * (codes E): is the person insured on the day, is the provider under contract and not suspended, is
 * the exemption of a catastrophic illness backed by a certificate, does an approval cover what it
 * is cited for. (L0060006:18; 健保法 27, 48; L0060008:38–40; L0060035:62–66.)
 *
 * Pure: whoever runs a batch fills the facts (engine/claim_facts.h by look-ups in what it loaded
 * once); texts and arrays are borrowed. What the registers do not know is not judged. */
#ifndef NHI_CLAIM_FACTS_H
#define NHI_CLAIM_FACTS_H

#include "nhi/approval.h"
#include "nhi/claim.h"
#include "nhi/claim_ref.h"
#include "nhi/copay_code.h"
#include "nhi/illness.h"
#include "nhi/provider.h"

/* A certificate of catastrophic illness. */
struct claim_certificate {
	struct period free; /* days on which its copayment is free (illness_free_from) */
	int32_t category;
	struct str icd; /* ICD-10-CM with or without point */
};

/* What was approved in advance, as far as it is not used up. */
struct claim_approval {
	struct str item, provider, acceptance_no; /* provider "": any */
	struct period valid;
	qty10_t approved; /* 0: no limit but the days */
	qty10_t used;     /* by orders that were judged before; claim_facts_judge adds to it */
};

struct claim_person_facts {
	bool is_known;                 /* the register has the number */
	date_t died;                   /* DATE_OPEN: not known to be dead */
	const struct period *coverage; /* ascending */
	size_t coverage_count;
	const struct claim_certificate *certificate;
	size_t certificate_count;
	struct claim_approval *approval;
	size_t approval_count;
};

struct claim_provider_facts {
	bool is_known;
	struct str code;
	const struct period *contract;
	size_t contract_count;
	const struct provider_event *event;
	size_t event_count;
	enum copay_level level; /* COPAY_LEVELS: not known */
};

struct claim_facts {
	const struct claim_provider_facts *provider;
	const struct claim_person_facts *person;
	const struct copay_law *copay; /* figures of the day, NULL: not judged */
	const struct copay_codes *copay_codes;
	bool asks_illness; /* certificates are kept: without one there is none */
};

/*  E01 the person is not in the register        case refused
 *  E02 not insured on the day                   case refused
 *  E03 the provider had no contract on the day  case refused
 *  E04 the provider was suspended on the day    case refused (of a department: its cases)
 *  E05 exempt for catastrophic illness without a certificate that holds: the copayment is cut
 *  E06 no approval covers the day or the item that cites one: the order is not paid
 *  E07 more than was approved: the order is cut to the rest
 *  E08 a certificate holds and copayment was taken: a note
 *  D10 treated on or after the day from which insurance ended by death: a note, for a person's eye
 *      (beside E02, which refuses)                                                              */
void claim_facts_judge(const struct claim_facts *facts, const struct claim_case *c,
                       struct claim_sink *sink);

/* The copayment of a case as if its exemption did not hold; -1: figures are not known. */
int64_t claim_facts_copay(const struct claim_facts *facts, const struct claim_case *c);

#endif
