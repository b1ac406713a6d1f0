-- Official documents going out (公文發文): written once, with their number, and kept. The text stands
-- in a row of its own, so that it can be destroyed after its term while the entry stays for ever
-- (檔案法 12; the list of destroyed files is permanent).

CREATE TABLE letter (
	letter_id @int NOT NULL PRIMARY KEY, -- internal id
	number TEXT NOT NULL, -- 發文字號, without gaps within its word and year
	kind TEXT NOT NULL, -- han, note, notice, meeting, memo, certificate
	form TEXT NOT NULL, -- id of catalogue/letters
	issued_on @date NOT NULL, -- 發文日期
	division @int NOT NULL, -- who sends it: 1–6, 0 headquarters
	office TEXT NOT NULL, -- unit of catalogue/org.yaml
	person_id @int NOT NULL, -- addressee of the register, 0 none
	unit_id @int NOT NULL, -- addressee, an insured unit, 0 none
	to_name TEXT NOT NULL, -- addressee as written
	case_no TEXT NOT NULL, -- "" outside a case
	subject TEXT NOT NULL, -- 主旨; of a certificate its title
	english @bool NOT NULL, -- with translation; a certificate in English
	is_decision @bool NOT NULL, -- an administrative decision with a remedy
	file_class TEXT NOT NULL, -- 分類號 of the retention schedule
	years @int NOT NULL, -- to be kept, 0 for ever
	content_hash TEXT NOT NULL, -- SHA-256 of its text, hex
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	CHECK (division BETWEEN 0 AND 6),
	CHECK (years >= 0)
) @strict;
@frozen(letter);
CREATE UNIQUE INDEX letter_by_number ON letter (number);
CREATE INDEX letter_by_person ON letter (person_id, letter_id) WHERE person_id > 0;
CREATE INDEX letter_by_unit ON letter (unit_id, letter_id) WHERE unit_id > 0;
CREATE INDEX letter_by_case ON letter (case_no, letter_id) WHERE case_no <> '';
CREATE INDEX letter_by_day ON letter (issued_on, letter_id);

-- What stands in a letter. A row is deleted by an approved destruction, never else.
CREATE TABLE letter_content (
	letter_id @int NOT NULL PRIMARY KEY REFERENCES letter (letter_id), -- whose
	content @lines NOT NULL -- JSON, schema/lines.md "letter"
) @strict;
