/* law_check.h: lists every defect of a set of law files, where law_read stops at the first.
 *
 * Looked at: encoding and form of every file; declarations (names, units, bounds, both languages,
 * legal basis); values (declared, within bounds, unit as declared, source and its form, verified,
 * order, doubles); gaps: a parameter without any row, or whose first row comes after the day from
 * which rules ask for it (column needed_from of parameters.csv, optional); the three shares of a
 * category, which make up the whole premium; grade tables (numbers, steps without gap or overlap,
 * the open top, the lowest grade = basic wage and the spread of 全民健康保險法 19). An overlay is
 * judged with the base that it lies on: give the base's files first, then the overlay's.
 *
 * Pure; findings live in out->arena and borrow the files' names. */
#ifndef NHI_LAW_CHECK_H
#define NHI_LAW_CHECK_H

#include "nhi/law.h"
#include "nhi/law_finding.h"
#include "nhi/law_text.h"

void law_check(struct law_findings *out, const struct law_file *files, size_t count);

/* Looks up every article and paragraph that sources and declarations name, in the Chinese texts.
 * Adds LAW_RULE_NO_ARTICLE for what does not exist and, as notes, LAW_RULE_OLD_TEXT for what is
 * younger than the text at hand and one LAW_RULE_NO_TEXT for each law that is not at hand. Call
 * after law_check. */
void law_check_texts(struct law_findings *out, const struct law_file *files, size_t count,
                     const struct law_texts *texts);

#endif
