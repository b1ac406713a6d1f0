-- Matching with other agencies: what was found, and what became of it (輔導納保, 投保資料清理).

-- One run over a set of files.
CREATE TABLE match_run (
	run_id @int NOT NULL PRIMARY KEY, -- internal id
	matched_on @date NOT NULL, -- day for which it was judged
	files @lines NOT NULL, -- JSON: source, name, SHA-256, rows, refused rows
	people @int NOT NULL, -- identity numbers looked at
	items @int NOT NULL, -- work found
	act_id @int NOT NULL REFERENCES act (act_id) -- act of the run
) @strict;
@frozen(match_run);

-- A piece of work: one person or unit, one kind.
CREATE TABLE match_item (
	run_id @int NOT NULL REFERENCES match_run (run_id), -- of which run
	item_no @int NOT NULL, -- 1, 2, … by kind and identity number
	kind TEXT NOT NULL, -- codes/match_kinds.csv
	person_id @int NOT NULL, -- of the register; 0: not in it, or a unit
	id_value TEXT NOT NULL, -- identity number as the files have it; "" of units
	name TEXT NOT NULL, -- as the files or the register have it
	birth_date @date NOT NULL, -- 9999-12-31 not known
	citizen @bool NOT NULL, -- household registration in Taiwan
	sex TEXT NOT NULL, -- M, F, ""
	county TEXT NOT NULL, -- as the file has it
	address TEXT NOT NULL, -- as the file has it
	present_from @date NOT NULL, -- registered or resident since; 9999-12-31 not known
	unit_id @int NOT NULL, -- unit held or of the employer; 0 none
	business_number TEXT NOT NULL, -- of the employer; ""
	valid_from @date NOT NULL, -- first day in question: from which he must be insured …
	valid_to @date NOT NULL, -- first day after; 9999-12-31 still
	held @int NOT NULL, -- insured amount held, dollars
	due @int NOT NULL, -- insured amount due, dollars; of a missing unit its employees
	months @int NOT NULL, -- months charged in the period, as far as the claim reaches
	premium @int NOT NULL, -- back premium as far as it can be told now, dollars
	fine_ground TEXT NOT NULL, -- parameter of law without .min and .max; "" none
	fine_min @int NOT NULL, -- dollars
	fine_max @int NOT NULL, -- dollars
	PRIMARY KEY (run_id, item_no),
	CHECK (valid_from <= valid_to)
) @strict_keyed;
@frozen(match_item);
CREATE INDEX match_item_by_person ON match_item (person_id) WHERE person_id <> 0;

-- What was done about it: letter, case, enrolled, withdrawn, raised, fined, closed.
CREATE TABLE match_step (
	run_id @int NOT NULL, -- of which item
	item_no @int NOT NULL, -- …
	step_no @int NOT NULL, -- 1, 2, …
	kind TEXT NOT NULL, -- what
	done_on @date NOT NULL, -- day
	detail TEXT NOT NULL, -- number of the letter or case, amount, reason
	act_id @int NOT NULL REFERENCES act (act_id), -- act
	PRIMARY KEY (run_id, item_no, step_no),
	FOREIGN KEY (run_id, item_no) REFERENCES match_item (run_id, item_no)
) @strict_keyed;
@frozen(match_step);
