/* trace_view.h: "why?" on a page: the steps and notes of a computed figure, citations that open. */
#ifndef DESK_TRACE_VIEW_H
#define DESK_TRACE_VIEW_H

#include "desk/desk.h"
#include "nhi/trace.h"

/* Adds the lists "trace" (view trace_step) and "notes" (view note). The trace must outlive the
 * view. False when the trace is incomplete. */
MUST_USE bool trace_view(struct view *v, const struct trace *t);
/* Adds the list "sources" (view source: text, law, article, day, url) for a source such as
 * "L0060001:27@2012-07-01;dataset:20246@2021-01-01". */
void source_view(struct view *v, struct str source);
/* Adds the field as text for people in both languages: "5.17 %", "826 元" / "NT$826". */
void law_value_view(struct view *v, const char *field, enum law_unit unit, int64_t value);

#endif
