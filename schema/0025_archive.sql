-- Letters whose term of keeping is over and whose text was destroyed by an approved list (檔案法 12): the entry
-- stays for ever, and so does the hash of what stood there.
CREATE TABLE letter_destroyed (
	letter_id @int NOT NULL PRIMARY KEY REFERENCES letter (letter_id), -- which
	list_no TEXT NOT NULL, -- case that approved the list
	on_day @date NOT NULL, -- day
	content_hash TEXT NOT NULL, -- SHA-256 of what was destroyed, hex
	act_id @int NOT NULL REFERENCES act (act_id) -- act of the destruction
) @strict;
@frozen(letter_destroyed);
CREATE INDEX letter_destroyed_by_list ON letter_destroyed (list_no, letter_id);
