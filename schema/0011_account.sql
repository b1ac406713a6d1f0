-- People who sign in: accounts, posts and units they act for, secrets, sessions, why they looked at
-- somebody. (The accounts of the ledger are another thing: table account.) What a post or a unit
-- allows stands in catalogue/rights.csv, not here.

CREATE TABLE login_account (
	account_id @int NOT NULL PRIMARY KEY, -- internal id; actor "u:<id>" of acts
	login TEXT NOT NULL UNIQUE, -- name typed at sign-in, lower case
	kind TEXT NOT NULL CHECK (kind IN ('clerk', 'citizen', 'agent', 'provider')), -- codes/person_kinds.csv
	person_id @int REFERENCES person (person_id), -- who this is in the register, NULL not known
	provider_code TEXT NOT NULL, -- provider acted for, "" none
	act_id @int NOT NULL REFERENCES act (act_id) -- act that made it
) @strict;
@frozen(login_account);
CREATE INDEX login_account_by_person ON login_account (person_id);

-- Name and status.
CREATE TABLE login_state (
	account_id @int NOT NULL REFERENCES login_account (account_id), -- whose
	fact_no @int NOT NULL, -- 1, 2, … of the account
	valid_from @date NOT NULL, -- first day
	valid_to @date NOT NULL, -- first day after
	known_from @instant NOT NULL, -- learnt
	known_to @instant NOT NULL, -- no longer believed
	act_id @int NOT NULL REFERENCES act (act_id), -- act that wrote it
	ended_by_act_id @int REFERENCES act (act_id), -- act that closed known_to
	name TEXT NOT NULL, -- for pages and letters
	status TEXT NOT NULL CHECK (status IN ('open', 'locked', 'closed')), -- locked by an administrator
	second_factor @bool NOT NULL, -- must sign in with a second factor
	PRIMARY KEY (account_id, fact_no),
	CHECK (valid_from < valid_to)
) @strict_keyed;
@facts(login_state);

-- Posts that somebody holds: unit / section / function / level.
CREATE TABLE login_post (
	account_id @int NOT NULL REFERENCES login_account (account_id), -- whose
	fact_no @int NOT NULL, -- 1, 2, … of the account
	valid_from @date NOT NULL, -- first day
	valid_to @date NOT NULL, -- first day after
	known_from @instant NOT NULL, -- learnt
	known_to @instant NOT NULL, -- no longer believed
	act_id @int NOT NULL REFERENCES act (act_id), -- act that wrote it
	ended_by_act_id @int REFERENCES act (act_id), -- act that closed known_to
	post TEXT NOT NULL, -- "central/enrolment-1/enrol/3"
	org_unit TEXT NOT NULL, -- code of catalogue/org.yaml: central
	section TEXT NOT NULL, -- code of a section of it, "" the unit itself
	function TEXT NOT NULL, -- of catalogue/roles.csv: enrol
	level @int NOT NULL, -- 1 top … 4 case officer
	PRIMARY KEY (account_id, fact_no),
	CHECK (valid_from < valid_to),
	CHECK (level BETWEEN 1 AND 4)
) @strict_keyed;
@facts(login_post);
CREATE INDEX login_post_by_place ON login_post (org_unit, section, function, level);

-- Insured units that an agent acts for.
CREATE TABLE login_unit (
	account_id @int NOT NULL REFERENCES login_account (account_id), -- whose
	fact_no @int NOT NULL, -- 1, 2, … of the account
	valid_from @date NOT NULL, -- first day
	valid_to @date NOT NULL, -- first day after
	known_from @instant NOT NULL, -- learnt
	known_to @instant NOT NULL, -- no longer believed
	act_id @int NOT NULL REFERENCES act (act_id), -- act that wrote it
	ended_by_act_id @int REFERENCES act (act_id), -- act that closed known_to
	unit_code TEXT NOT NULL, -- 投保單位代號
	unit_id @int NOT NULL REFERENCES unit (unit_id), -- the same unit
	PRIMARY KEY (account_id, fact_no),
	CHECK (valid_from < valid_to)
) @strict_keyed;
@facts(login_unit);
CREATE INDEX login_unit_by_unit ON login_unit (unit_id);

-- Passwords (Argon2id) and second factors; the newest of a kind counts, "" takes it away.
CREATE TABLE login_secret (
	account_id @int NOT NULL REFERENCES login_account (account_id), -- whose
	kind TEXT NOT NULL CHECK (kind IN ('password', 'totp')), -- what
	secret_no @int NOT NULL, -- 1, 2, …
	value TEXT NOT NULL, -- hash of the password; key of the second factor, base32
	must_change @bool NOT NULL, -- given by somebody else: to be changed at the next sign-in
	set_at @instant NOT NULL, -- when
	act_id @int NOT NULL REFERENCES act (act_id), -- act that set it
	PRIMARY KEY (account_id, kind, secret_no)
) @strict_keyed;
@frozen(login_secret);

-- Step of the last second factor taken, so that none is used twice.
CREATE TABLE login_step (
	account_id @int NOT NULL PRIMARY KEY REFERENCES login_account (account_id), -- whose
	step @int NOT NULL -- 30-second step since 1970
) @strict_keyed;

-- Failed attempts by name and by address, both hashed: names that nobody has are kept the same way.
CREATE TABLE login_try (
	who TEXT NOT NULL PRIMARY KEY, -- "name:" or "from:" and a hash
	failures @int NOT NULL, -- in a row
	last_at @instant NOT NULL, -- the last of them
	locked_to @instant NOT NULL -- no attempt before; 0 none
) @strict_keyed;
CREATE INDEX login_try_by_time ON login_try (last_at);

-- Sessions. Only the hash of what the browser holds is kept.
CREATE TABLE login_session (
	session_id @int NOT NULL PRIMARY KEY, -- internal id
	token_hash TEXT NOT NULL UNIQUE, -- SHA-256 of the cookie, hex
	account_id @int NOT NULL REFERENCES login_account (account_id), -- whose
	stage TEXT NOT NULL CHECK (stage IN ('code', 'setup', 'open', 'ended')), -- how far signed in
	csrf TEXT NOT NULL, -- token that every form carries
	made_at @instant NOT NULL, -- signed in
	seen_at @instant NOT NULL, -- last request, to the minute
	ends_at @instant NOT NULL, -- ends then at the latest
	post TEXT NOT NULL, -- post acted in, "" none or the only one
	unit_code TEXT NOT NULL, -- unit acted for, "" none or the only one
	address TEXT NOT NULL -- where from
) @strict;
CREATE INDEX login_session_by_account ON login_session (account_id, seen_at);
CREATE INDEX login_session_by_end ON login_session (stage, seen_at);

-- Why a clerk looks at a person, asked before the data are shown; is_glass: without the right to,
-- in an emergency (break-glass), which a superior reviews.
CREATE TABLE login_purpose (
	purpose_id @int NOT NULL PRIMARY KEY, -- internal id
	account_id @int NOT NULL REFERENCES login_account (account_id), -- who looks
	person_id @int NOT NULL REFERENCES person (person_id), -- at whom
	purpose TEXT NOT NULL, -- codes/purposes.csv
	reason TEXT NOT NULL, -- in words; "" where none is asked
	is_glass @bool NOT NULL, -- break-glass
	said_at @instant NOT NULL, -- from then
	until @instant NOT NULL, -- to then
	act_id @int NOT NULL REFERENCES act (act_id) -- act that noted it
) @strict;
@frozen(login_purpose);
CREATE INDEX login_purpose_by_account ON login_purpose (account_id, person_id, until);
CREATE INDEX login_purpose_by_glass ON login_purpose (is_glass, purpose_id);

-- What the superior found.
CREATE TABLE login_review (
	purpose_id @int NOT NULL PRIMARY KEY REFERENCES login_purpose (purpose_id), -- of which access
	account_id @int NOT NULL REFERENCES login_account (account_id), -- who reviewed
	is_justified @bool NOT NULL, -- the access was needed
	note TEXT NOT NULL, -- in words
	act_id @int NOT NULL REFERENCES act (act_id) -- act of the review
) @strict;
@frozen(login_review);

-- Which groups of reads name a person, so that he can be shown who looked at his data. Made from
-- the groups themselves, which are the record.
CREATE TABLE read_person (
	person_id @int NOT NULL, -- who was read
	group_id @int NOT NULL REFERENCES read_group (group_id), -- in which group
	PRIMARY KEY (person_id, group_id)
) @strict_keyed;
@frozen(read_person);
