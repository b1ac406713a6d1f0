-- Check codes of certificates (schema/0008_letter.sql): what anybody may learn who has the code.

CREATE TABLE letter_check (
	code TEXT NOT NULL PRIMARY KEY, -- 100 random bits in Crockford's base 32, four groups of five
	letter_id @int NOT NULL UNIQUE REFERENCES letter (letter_id), -- the certificate
	name TEXT NOT NULL, -- whom it is about, masked
	statement_zh TEXT NOT NULL, -- what it certifies, name and number masked
	statement_en TEXT NOT NULL, -- the same in English
	act_id @int NOT NULL REFERENCES act (act_id) -- by which act
) @strict_keyed;
@frozen(letter_check);
