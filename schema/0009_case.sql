-- Cases: one row a case as it stands now (case_file), and beside it what was said and done, written
-- once: values, events, documents, requests for supplements, drafts, signatures, decisions, links,
-- service of notices. A case is changed only with the version that was read (optimistic), by an act,
-- with an event. Rules: lib/nhi/case_clock.h, case_authority.h; facts/administration §1, §3, §7.

CREATE TABLE case_file (
	case_id @int NOT NULL PRIMARY KEY, -- internal id
	number TEXT NOT NULL, -- official number, without gaps
	service TEXT NOT NULL, -- id of catalogue/services
	service_from @date NOT NULL, -- version of the service that the case keeps
	version @int NOT NULL, -- 1, 2, …: counts the changes of this row
	state TEXT NOT NULL, -- received, supplement, proposed, decided, withdrawn, moved
	step TEXT NOT NULL, -- step of the service; "" when it has none
	party @int NOT NULL, -- applicant: 0 nobody known, 1 unit, 2 person, 3 provider
	party_id @int NOT NULL, -- unit_id, person_id, provider_id; 0 with nobody
	party_name TEXT NOT NULL, -- as filed
	person_id @int NOT NULL, -- whom it is about, 0 nobody
	unit_id @int NOT NULL, -- insured unit it is about, 0 none
	agent_name TEXT NOT NULL, -- who acts with power of attorney, "" oneself
	agent_person_id @int NOT NULL, -- of the register, 0 not known
	agent_file TEXT NOT NULL, -- SHA-256 of the power of attorney, hex; "" none
	channel TEXT NOT NULL, -- counter, post, fax, web, file, call
	opened_by TEXT NOT NULL, -- actor
	received_on @date NOT NULL, -- day of filing in law: postmark of registered mail (行政程序法 49)
	received_at @instant NOT NULL, -- when it reached the agency
	opened_at @instant NOT NULL, -- when the case was opened, the act's instant
	division @int NOT NULL, -- in charge: 1–6, 0 headquarters
	section TEXT NOT NULL, -- in charge: central/enrolment-1
	officer @int NOT NULL, -- account of the case officer, 0 nobody yet
	await_level @int NOT NULL, -- level whose decision is awaited, 0 none
	term_unit TEXT NOT NULL, -- day, working_day, week, month, year; "" no clock
	term_length @int NOT NULL, -- of the clock
	term_extension_max @int NOT NULL, -- 0: cannot be extended
	term_deemed TEXT NOT NULL, -- none, approve, reject
	term_deemed_unless_paused @bool NOT NULL, -- not deemed where a supplement was asked for
	term_source TEXT NOT NULL, -- legal basis of the term
	started_on @date NOT NULL, -- event from which the clock runs
	extended @int NOT NULL, -- units by which it was extended, 0 not
	is_standing @bool NOT NULL, -- the clock stands
	due_on @date NOT NULL, -- last day; 9999-12-31 without clock or while it stands
	deemed_on @date NOT NULL, -- deemed decided from this day on; 9999-12-31 never
	is_verified @bool NOT NULL, -- the calendar of the due day is official
	value_no @int NOT NULL, -- current version of the form
	draft_no @int NOT NULL, -- current draft decision, 0 none
	result TEXT NOT NULL, -- approve, partly, reject, …; "" while open
	closed_on @date, -- NULL while open
	parent_case_id @int NOT NULL, -- case objected to, 0 none
	title TEXT NOT NULL, -- what a list shows besides the service: name, unit
	act_id @int NOT NULL REFERENCES act (act_id), -- act of the last change
	CHECK (state IN ('received', 'supplement', 'proposed', 'decided', 'withdrawn', 'moved')),
	CHECK (channel IN ('counter', 'post', 'fax', 'web', 'file', 'call')),
	CHECK (party BETWEEN 0 AND 3),
	CHECK (await_level BETWEEN 0 AND 4),
	CHECK ((state IN ('decided', 'withdrawn', 'moved')) = (closed_on IS NOT NULL))
) @strict;
CREATE UNIQUE INDEX case_file_by_number ON case_file (number);
CREATE INDEX case_file_by_section ON case_file (section, due_on, case_id, is_standing, officer) WHERE closed_on IS NULL;
CREATE INDEX case_file_by_service ON case_file (section, service, due_on, case_id) WHERE closed_on IS NULL;
CREATE INDEX case_file_by_officer ON case_file (officer, due_on, case_id) WHERE closed_on IS NULL;
CREATE INDEX case_file_by_level ON case_file (await_level, division, due_on, case_id) WHERE closed_on IS NULL AND await_level > 0;
CREATE INDEX case_file_by_deemed ON case_file (deemed_on, case_id) WHERE closed_on IS NULL AND deemed_on < '9999-12-31';
CREATE INDEX case_file_by_party ON case_file (party_id, party, case_id) WHERE party > 0;
CREATE INDEX case_file_by_person ON case_file (person_id, case_id) WHERE person_id > 0;
CREATE INDEX case_file_by_parent ON case_file (parent_case_id) WHERE parent_case_id > 0;

-- The form as sent in and as amended.
CREATE TABLE case_value (
	case_id @int NOT NULL REFERENCES case_file (case_id), -- whose
	value_no @int NOT NULL, -- 1, 2, …
	values_json @lines NOT NULL, -- object of field name to text, schema/lines.md
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	PRIMARY KEY (case_id, value_no)
) @strict_keyed;
@frozen(case_value);

-- What happened, in order: the timeline.
CREATE TABLE case_event (
	case_id @int NOT NULL REFERENCES case_file (case_id), -- whose
	event_no @int NOT NULL, -- 1, 2, …: the version of the case after it
	at @instant NOT NULL, -- the act's instant
	actor TEXT NOT NULL, -- who
	actor_name TEXT NOT NULL, -- name for people
	acting_for TEXT NOT NULL, -- as deputy or agent of whom, "" oneself
	kind TEXT NOT NULL, -- codes/case_events.csv: open, assign, supplement …
	note TEXT NOT NULL, -- for people, may be empty
	detail @lines NOT NULL, -- for programs, an object, schema/lines.md
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	PRIMARY KEY (case_id, event_no)
) @strict_keyed;
@frozen(case_event);

-- Documents of a case; the bytes stand in original_file.
CREATE TABLE case_document (
	case_id @int NOT NULL REFERENCES case_file (case_id), -- whose
	document_no @int NOT NULL, -- 1, 2, …
	direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'internal')), -- from outside, to outside, inside
	kind TEXT NOT NULL, -- document of the service: id-copy, power-of-attorney …; letter
	name TEXT NOT NULL, -- file name or title
	media_type TEXT NOT NULL, -- image/png, application/pdf …
	file_hash TEXT NOT NULL, -- SHA-256 in original_file; "" for paper seen and given back
	received_on @date NOT NULL, -- day it came or went
	note TEXT NOT NULL, -- for people
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	PRIMARY KEY (case_id, document_no)
) @strict_keyed;
@frozen(case_document);

-- Days on which the clock stands.
CREATE TABLE case_pause (
	case_id @int NOT NULL REFERENCES case_file (case_id), -- whose
	pause_no @int NOT NULL, -- 1, 2, …
	reason TEXT NOT NULL CHECK (reason IN ('supplement', 'records', 'force_majeure')), -- why
	from_on @date NOT NULL, -- the clock stands after this day
	to_on @date NOT NULL, -- until this day; 9999-12-31 while it stands
	asked TEXT NOT NULL, -- what is wanted, for people
	answer_due_on @date NOT NULL, -- last day for the supplement; 9999-12-31 none
	source TEXT NOT NULL, -- legal basis
	act_id @int NOT NULL REFERENCES act (act_id), -- act that began it
	ended_by_act_id @int REFERENCES act (act_id), -- act that ended it
	PRIMARY KEY (case_id, pause_no)
) @strict_keyed;

-- Draft decisions: a new one replaces the one before.
CREATE TABLE case_draft (
	case_id @int NOT NULL REFERENCES case_file (case_id), -- whose
	draft_no @int NOT NULL, -- 1, 2, …
	account @int NOT NULL, -- who drafted
	account_name TEXT NOT NULL, -- name for people
	result TEXT NOT NULL, -- as in case_decision
	reason_code TEXT NOT NULL, -- of the catalogue of reasons, "" none
	reason TEXT NOT NULL, -- as it will stand in the letter
	metric @int NOT NULL, -- amount, persons or days for the delegation table
	level @int NOT NULL, -- lowest level that may decide it
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	PRIMARY KEY (case_id, draft_no)
) @strict_keyed;
@frozen(case_draft);

-- Signatures on a draft: checked, co-signed, sent back, withdrawn from the case.
CREATE TABLE case_signature (
	case_id @int NOT NULL REFERENCES case_file (case_id), -- whose
	signature_no @int NOT NULL, -- 1, 2, …
	draft_no @int NOT NULL, -- on which draft, 0 on the case
	kind TEXT NOT NULL CHECK (kind IN ('check', 'cosign', 'return', 'recuse')), -- what
	account @int NOT NULL, -- who; of a recusal: who must not act
	account_name TEXT NOT NULL, -- name for people
	org_unit TEXT NOT NULL, -- for which unit: accounting, central/enrolment-1
	level @int NOT NULL, -- of the post, 0 none
	acting_for TEXT NOT NULL, -- as deputy of whom
	ground TEXT NOT NULL, -- of a recusal: codes/recusal_grounds.csv
	note TEXT NOT NULL, -- for people
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	PRIMARY KEY (case_id, signature_no)
) @strict_keyed;
@frozen(case_signature);

-- Decisions; a further one of the same case withdraws or corrects the one before.
CREATE TABLE case_decision (
	case_id @int NOT NULL REFERENCES case_file (case_id), -- whose
	decision_no @int NOT NULL, -- 1, 2, …
	result TEXT NOT NULL, -- approve, partly, reject, deemed_approve, deemed_reject, inadmissible
	reason_code TEXT NOT NULL, -- of the catalogue of reasons, "" none
	reason TEXT NOT NULL, -- as it stands in the letter
	item TEXT NOT NULL, -- row of the delegation table, "" by law (deemed)
	table_version TEXT NOT NULL, -- of the delegation table
	band_no @int NOT NULL, -- band of the item
	metric @int NOT NULL, -- amount, persons or days
	level_needed @int NOT NULL, -- lowest level that might decide
	level_used @int NOT NULL, -- level of who decided, 0 by law
	account @int NOT NULL, -- who decided, 0 by law
	account_name TEXT NOT NULL, -- name for people
	title TEXT NOT NULL, -- title of the post
	acting_for TEXT NOT NULL, -- as deputy of whom, "" oneself
	drafted_by @int NOT NULL, -- account of the drafter, 0 none
	decided_on @date NOT NULL, -- day
	remedy TEXT NOT NULL, -- objection, dispute, appeal, court, "" none
	effect TEXT NOT NULL, -- effect that was run, "" none
	changes @lines NOT NULL, -- what it changed: [[zh,en],…], schema/lines.md
	effect_result @lines NOT NULL, -- for programs: an object
	letter TEXT NOT NULL, -- form of the letter, "" none
	act_id @int NOT NULL REFERENCES act (act_id), -- act of the decision and of all it changed
	PRIMARY KEY (case_id, decision_no)
) @strict_keyed;
@frozen(case_decision);

-- Cases that belong together, besides the objection (parent_case_id).
CREATE TABLE case_link (
	case_id @int NOT NULL REFERENCES case_file (case_id), -- the later case
	other_case_id @int NOT NULL REFERENCES case_file (case_id), -- the earlier case
	kind TEXT NOT NULL CHECK (kind IN ('objection', 'dispute', 'merged', 'follow_up', 'same_visit')), -- how
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	PRIMARY KEY (case_id, other_case_id, kind)
) @strict_keyed;
@frozen(case_link);
CREATE INDEX case_link_by_other ON case_link (other_case_id, case_id);

-- Incoming mail register (收文).
CREATE TABLE incoming (
	incoming_id @int NOT NULL PRIMARY KEY, -- internal id
	number TEXT NOT NULL, -- 收文號, without gaps
	version @int NOT NULL, -- counts the changes of this row
	channel TEXT NOT NULL CHECK (channel IN ('post', 'fax', 'courier', 'counter', 'exchange')), -- how it came
	is_registered @bool NOT NULL, -- registered mail: the postmark counts
	postmark_on @date, -- NULL: none legible
	received_on @date NOT NULL, -- day it came
	received_at @instant NOT NULL, -- moment it was signed for
	opened_at @instant, -- NULL: not opened yet
	sender TEXT NOT NULL, -- as on the envelope or letter
	sender_number TEXT NOT NULL, -- their document number, "" none
	subject TEXT NOT NULL, -- what it is about
	pages @int NOT NULL, -- sheets, 0 not counted
	speed TEXT NOT NULL CHECK (speed IN ('urgent', 'fast', 'normal')), -- 速別
	is_secret @bool NOT NULL, -- not opened at intake
	file_hash TEXT NOT NULL, -- SHA-256 of the scan, "" not scanned yet
	division @int NOT NULL, -- 1–6, 0 headquarters
	section TEXT NOT NULL, -- routed to, "" not routed yet
	case_id @int NOT NULL, -- case it became or belongs to, 0 none yet
	state TEXT NOT NULL CHECK (state IN ('received', 'opened', 'routed', 'filed', 'forwarded')), -- see src/store/incoming.h
	forwarded_to TEXT NOT NULL, -- another agency (行政程序法 17), "" none
	act_id @int NOT NULL REFERENCES act (act_id) -- act of the last change
) @strict;
CREATE UNIQUE INDEX incoming_by_number ON incoming (number);
CREATE INDEX incoming_by_division ON incoming (division, state, incoming_id);
CREATE INDEX incoming_by_case ON incoming (case_id) WHERE case_id > 0;
