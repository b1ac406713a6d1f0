-- Applications on their way: what somebody filled in page by page and has not sent yet. No facts and no
-- cases: they change in place, belong to who began them, and are emptied when sent or thrown away.

CREATE TABLE application (
	application_id @int NOT NULL PRIMARY KEY, -- internal id
	token TEXT NOT NULL UNIQUE, -- random, in the address of its pages
	account @int NOT NULL, -- who fills it in
	unit_id @int NOT NULL, -- unit acted for, 0 oneself
	service TEXT NOT NULL, -- what is applied for
	parent TEXT NOT NULL, -- number of the case objected to, "" none
	form TEXT NOT NULL, -- JSON object of answers; "" once it is sent or thrown away
	seen TEXT NOT NULL, -- pages that were answered, a blank after each
	version @int NOT NULL, -- grows with every change
	state TEXT NOT NULL CHECK (state IN ('open', 'sent', 'discarded')), -- how it stands
	case_number TEXT NOT NULL, -- what it became, "" nothing yet
	saved_at @instant NOT NULL, -- last change
	act_id @int NOT NULL REFERENCES act (act_id) -- act of the last change
) @strict;
CREATE INDEX application_by_account ON application (account, state, application_id);

-- Files that belong to it. Sent, they are kept with the case (original_file); these rows go.
CREATE TABLE application_file (
	application_id @int NOT NULL REFERENCES application (application_id), -- whose
	file_no @int NOT NULL, -- 1, 2, …
	field TEXT NOT NULL, -- field of the form, or document of the service
	name TEXT NOT NULL, -- as the sender calls it
	size @int NOT NULL, -- bytes
	sha256 TEXT NOT NULL, -- of them: the same file sent twice is kept once
	content @bytes NOT NULL, -- as received
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	PRIMARY KEY (application_id, file_no)
) @strict_keyed;
