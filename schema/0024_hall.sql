-- What the hall and the sections keep of services that had no register: statements of withheld
-- supplementary premium, institutions named for a person, entries about the sites.

-- A statement of withheld supplementary premium as filed (扣費明細申報); its bytes stand in original_file.
CREATE TABLE withholding_statement (
	statement_id @int NOT NULL PRIMARY KEY, -- internal id
	payer TEXT NOT NULL, -- 統一編號 of the withholder
	kind @int NOT NULL CHECK (kind BETWEEN 62 AND 68), -- kind of income
	year @int NOT NULL, -- of the payments, Gregorian
	details @int NOT NULL, -- lines
	paid @int NOT NULL, -- dollars paid to the payees
	withheld @int NOT NULL, -- dollars of premium
	filed_on @date NOT NULL, -- day of filing
	due_on @date NOT NULL, -- last day to file
	file_hash TEXT NOT NULL, -- SHA-256 of the file, hex
	case_no TEXT NOT NULL, -- case that took it in
	act_id @int NOT NULL REFERENCES act (act_id) -- act that entered it
) @strict;
@frozen(withholding_statement);
CREATE INDEX withholding_statement_by_payer ON withholding_statement (payer, year, kind);
CREATE UNIQUE INDEX withholding_statement_by_file ON withholding_statement (file_hash, kind);

-- A payment in it. A replacing line (R) stands for the earlier one of the same payer, kind, day, payee and number.
CREATE TABLE withholding_detail (
	statement_id @int NOT NULL REFERENCES withholding_statement (statement_id), -- in which
	line_no @int NOT NULL, -- line of the file
	is_replacing @bool NOT NULL, -- R
	paid_on @date NOT NULL, -- day of payment
	payee TEXT NOT NULL, -- identity number
	number TEXT NOT NULL, -- 申報編號
	paid @int NOT NULL, -- dollars
	withheld @int NOT NULL, -- dollars
	PRIMARY KEY (statement_id, line_no)
) @strict_keyed;
@frozen(withholding_detail);
CREATE INDEX withholding_detail_by_payee ON withholding_detail (payee, paid_on);

-- 指定就醫: for somebody with unusually many visits, the institution where care is paid.
CREATE TABLE named_care (
	@fact_of(person),
	provider TEXT NOT NULL, -- code of the institution
	visits @int NOT NULL, -- counted when it was decided
	PRIMARY KEY (person_id, fact_no),
	CHECK (valid_from < valid_to)
) @strict_keyed;
@facts(named_care);

-- Entries about a site (據點): counters, hours, staff, stock; what holds on a day is the last one before it.
CREATE TABLE site_entry (
	entry_id @int NOT NULL PRIMARY KEY, -- internal id
	site TEXT NOT NULL, -- code of catalogue/sites.yaml
	what TEXT NOT NULL CHECK (what IN ('counter', 'hours', 'stock', 'staff')), -- about what
	from_day @date NOT NULL, -- holds from this day
	content TEXT NOT NULL, -- for people
	case_no TEXT NOT NULL, -- case that decided
	act_id @int NOT NULL REFERENCES act (act_id) -- act that entered it
) @strict;
@frozen(site_entry);
CREATE INDEX site_entry_by_site ON site_entry (site, what, from_day, entry_id);
