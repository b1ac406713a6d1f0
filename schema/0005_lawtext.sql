-- Texts of law, as the national law database gives them, so that a citation opens its article. Rows
-- are never changed: a newer text of the same law is another row.

CREATE TABLE law_text (
	law_text_id @int NOT NULL PRIMARY KEY, -- internal id
	pcode TEXT NOT NULL, -- code in the national law database: L0060001
	language TEXT NOT NULL CHECK (language IN ('zh', 'en')), -- of the text
	amended @date NOT NULL, -- latest amendment that this text has
	name TEXT NOT NULL, -- of the law, in its language
	history TEXT NOT NULL, -- promulgations and amendments, as printed
	hash TEXT NOT NULL UNIQUE, -- SHA-256 of the text, hex: the same text is taken once
	act_id @int NOT NULL REFERENCES act (act_id) -- the import
) @strict;
@frozen(law_text);
CREATE INDEX law_text_by_law ON law_text (pcode, language, amended);

CREATE TABLE law_article (
	law_text_id @int NOT NULL REFERENCES law_text (law_text_id), -- of which text
	place @int NOT NULL, -- order in the law, from 1
	number TEXT NOT NULL, -- 36-1
	chapter TEXT NOT NULL, -- heading above it, "" when there is none
	body TEXT NOT NULL, -- the article; paragraphs and items are lines
	PRIMARY KEY (law_text_id, place)
) @strict_keyed;
@frozen(law_article);
