-- The core: migrations, acts and their hash chain, reads, jobs, numbers, ids, the ledger, original
-- files (DESIGN §4). Instants are UTC microseconds, money whole dollars. The dialect is described in
-- src/store/README.md.

-- only: postgresql
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '%: rows are never changed or removed', TG_TABLE_NAME
		USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION refuse_fact_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.known_to = 9223372036854775807 AND NEW.known_to < 9223372036854775807
		AND NEW.known_to >= OLD.known_from AND NEW.ended_by_act_id IS NOT NULL
		AND to_jsonb(OLD) - '{known_to,ended_by_act_id}'::text[]
			= to_jsonb(NEW) - '{known_to,ended_by_act_id}'::text[]
	THEN RETURN NEW; END IF;
	RAISE EXCEPTION '%: a fact is only ever closed, once', TG_TABLE_NAME
		USING ERRCODE = 'restrict_violation';
END $$;
-- only: end

-- Heads of the hash chains, so that a commit need not look for the last link.
CREATE TABLE chain_head (
	chain TEXT NOT NULL PRIMARY KEY, -- act, ledger, read
	links @int NOT NULL, -- number of the last link, 0 = empty chain
	hash @bytes NOT NULL -- of the last link, 32 bytes; zeros for an empty chain
) @strict;

-- One link an item. hash = SHA-256(chain, link_no, hash before, digest of the item).
CREATE TABLE chain_link (
	chain TEXT NOT NULL REFERENCES chain_head (chain), -- which chain
	link_no @int NOT NULL, -- 1, 2, … without gaps
	item_id @int NOT NULL, -- act_id, entry_id, group_id
	hash @bytes NOT NULL, -- 32 bytes
	PRIMARY KEY (chain, link_no)
) @strict_keyed;
@frozen(chain_link);
CREATE UNIQUE INDEX chain_link_by_item ON chain_link (chain, item_id);

-- Every write belongs to an act.
CREATE TABLE act (
	act_id @int NOT NULL PRIMARY KEY, -- internal id
	at @instant NOT NULL, -- when; known_from of its facts
	actor TEXT NOT NULL, -- who: account, job or program
	acting_for TEXT NOT NULL, -- for whom, "" oneself
	reason TEXT NOT NULL, -- why
	case_no TEXT NOT NULL, -- in which case, "" outside a case
	purpose TEXT NOT NULL, -- kind of command: enrol, bill, migrate
	idempotency_key TEXT, -- of a command that may be repeated
	content_hash TEXT NOT NULL, -- SHA-256 of what the command said, hex; "" without key
	CHECK (actor <> '')
) @strict;
@frozen(act);
CREATE UNIQUE INDEX act_by_key ON act (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX act_by_time ON act (at);
CREATE INDEX act_by_case ON act (case_no, act_id) WHERE case_no <> '';

-- Applied files of this folder. All that an upgrade applies is one act.
CREATE TABLE schema_migration (
	number @int NOT NULL PRIMARY KEY, -- of the file, 1 …
	name TEXT NOT NULL, -- file name
	hash TEXT NOT NULL, -- SHA-256 of the file when it was applied, hex
	applied_at @instant NOT NULL, -- when
	act_id @int NOT NULL REFERENCES act (act_id) -- upgrade
) @strict;
@frozen(schema_migration);

-- The answer of a command with a key, given again when it is repeated.
CREATE TABLE act_answer (
	act_id @int NOT NULL PRIMARY KEY REFERENCES act (act_id), -- whose
	answer TEXT NOT NULL -- as it was given, JSON
) @strict;
@frozen(act_answer);

-- Reads of persons, one row a group commit.
CREATE TABLE read_group (
	group_id @int NOT NULL PRIMARY KEY, -- internal id
	from_at @instant NOT NULL, -- first read of the group
	to_at @instant NOT NULL, -- written
	read_count @int NOT NULL, -- reads in it
	reads @lines NOT NULL, -- [[at,person_id,actor,purpose,view,case_no],…], schema/lines.md
	CHECK (read_count > 0)
) @strict;
@frozen(read_group);
CREATE INDEX read_group_by_time ON read_group (from_at);

-- The reads one by one.
CREATE VIEW read_event AS
SELECT g.group_id, CAST(e.value ->> 0 AS @int) AS at, CAST(e.value ->> 1 AS @int) AS person_id,
	e.value ->> 2 AS actor, e.value ->> 3 AS purpose, e.value ->> 4 AS view_name,
	e.value ->> 5 AS case_no
 FROM read_group g, @each(g.reads) e;

-- Work for the engine.
CREATE TABLE job (
	job_id @int NOT NULL PRIMARY KEY, -- internal id
	kind TEXT NOT NULL, -- which handler: bill.run
	job_key TEXT NOT NULL, -- what for: 2026-07
	payload TEXT NOT NULL, -- JSON of the order
	state TEXT NOT NULL CHECK (state IN ('due', 'running', 'done', 'stopped', 'failed')), -- see store/job.h
	due @instant NOT NULL, -- not before
	worker TEXT NOT NULL, -- holder of the lease, "" none
	lease_to @instant NOT NULL, -- end of the lease, 0 none
	attempts @int NOT NULL, -- times taken
	progress @int NOT NULL, -- units done
	total @int NOT NULL, -- units, 0 not known
	stop_wanted @bool NOT NULL, -- somebody asked to stop
	result TEXT NOT NULL, -- JSON when done, the error in JSON when failed, else ""
	created_at @instant NOT NULL, -- ordered
	changed_at @instant NOT NULL -- last change of this row
) @strict;
CREATE UNIQUE INDEX job_by_key ON job (kind, job_key);
CREATE INDEX job_by_due ON job (state, due, job_id);

-- A finished unit of a job; a restart skips it.
CREATE TABLE job_unit (
	job_id @int NOT NULL REFERENCES job (job_id), -- whose
	unit_no @int NOT NULL, -- numbered by the handler
	done_at @instant NOT NULL, -- finished
	result TEXT NOT NULL, -- JSON, "" when there is nothing to say
	PRIMARY KEY (job_id, unit_no)
) @strict_keyed;
@frozen(job_unit);

-- Official numbers without gaps.
CREATE TABLE number_series (
	office TEXT NOT NULL, -- office or division that numbers
	kind TEXT NOT NULL, -- case, receipt, document, certificate, unit
	roc_year @int NOT NULL, -- year of the series, 0 for series that do not begin anew
	last_no @int NOT NULL CHECK (last_no > 0), -- last number given
	PRIMARY KEY (office, kind, roc_year)
) @strict_keyed;

-- Blocks of internal ids.
CREATE TABLE id_block (
	kind TEXT NOT NULL, -- person, unit, act …
	shard @int NOT NULL, -- upper bits of the ids
	next_id @int NOT NULL, -- first id not given yet, without the shard
	PRIMARY KEY (kind, shard)
) @strict_keyed;

-- Funds, from codes/funds.csv.
CREATE TABLE fund (
	fund TEXT NOT NULL PRIMARY KEY, -- code
	zh TEXT NOT NULL, -- name
	en TEXT NOT NULL, -- name
	act_id @int NOT NULL REFERENCES act (act_id) -- upgrade that wrote it last
) @strict_keyed;

-- Accounts, from codes/accounts.csv.
CREATE TABLE account (
	account TEXT NOT NULL PRIMARY KEY, -- code
	zh TEXT NOT NULL, -- name
	en TEXT NOT NULL, -- name
	kind TEXT NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense')), -- side of the balance
	act_id @int NOT NULL REFERENCES act (act_id) -- upgrade that wrote it last
) @strict_keyed;

-- Entries of the ledger; a correction is a new entry.
CREATE TABLE ledger_entry (
	entry_id @int NOT NULL PRIMARY KEY, -- internal id
	idempotency_key TEXT NOT NULL UNIQUE, -- bill:2026-07:unit 12
	booked_on @date NOT NULL, -- day it counts for
	posted_at @instant NOT NULL, -- when it was written, the act's instant
	act_id @int NOT NULL REFERENCES act (act_id), -- who and why
	source TEXT NOT NULL, -- what it stands for: bill:2026-07
	note TEXT NOT NULL, -- for people
	line_count @int NOT NULL CHECK (line_count >= 2), -- postings
	lines_hash TEXT NOT NULL -- SHA-256 of its postings, hex
) @strict;
@frozen(ledger_entry);
CREATE INDEX ledger_entry_by_source ON ledger_entry (source, booked_on);

-- Lines of an entry. For each fund of an entry the amounts add up to 0.
CREATE TABLE posting (
	entry_id @int NOT NULL REFERENCES ledger_entry (entry_id), -- whose
	line_no @int NOT NULL, -- 1, 2, …
	fund TEXT NOT NULL REFERENCES fund (fund), -- which fund
	account TEXT NOT NULL REFERENCES account (account), -- which account
	amount @int NOT NULL CHECK (amount <> 0), -- dollars, debit > 0, credit < 0
	party @int NOT NULL CHECK (party BETWEEN 0 AND 3), -- 0 nobody, 1 unit, 2 person, 3 provider
	party_id @int NOT NULL, -- unit_id, person_id, provider_id, 0 with nobody
	PRIMARY KEY (entry_id, line_no)
) @strict_keyed;
@frozen(posting);
CREATE INDEX posting_by_account ON posting (fund, account, entry_id, amount);
CREATE INDEX posting_by_party ON posting (party, party_id, entry_id) WHERE party > 0;

-- Files as they were received: the legal record.
CREATE TABLE original_file (
	sha256 TEXT NOT NULL PRIMARY KEY, -- of the bytes as received, hex
	name TEXT NOT NULL, -- as the sender called it
	size @int NOT NULL, -- bytes as received
	content @bytes NOT NULL, -- compressed by zstd
	received_at @instant NOT NULL, -- when
	act_id @int NOT NULL REFERENCES act (act_id) -- by which act
) @strict;
@frozen(original_file);
