-- Reference data of the claim check: published lists as they were imported (src/store/reference.h). Their
-- bytes stand in original_file; prices and spells are computed from all lists that stand.

CREATE TABLE ref_import (
	import_id @int NOT NULL PRIMARY KEY, -- internal id
	kind TEXT NOT NULL, -- as in docs/formats/reference-data.md
	file TEXT NOT NULL, -- name as it came
	as_of TEXT NOT NULL, -- day of the state in words, as in manifest.csv
	is_complete @bool NOT NULL, -- a code that is not in it does not exist on that day
	sha256 TEXT NOT NULL REFERENCES original_file (sha256), -- the bytes
	list_rows @int NOT NULL, -- rows read
	left_out @int NOT NULL, -- rows that could not be read
	added @int NOT NULL, -- against the list of its kind before it
	changed @int NOT NULL, -- …
	removed @int NOT NULL, -- …
	act_id @int NOT NULL REFERENCES act (act_id) -- who and when
) @strict;
@frozen(ref_import);
CREATE INDEX ref_import_by_file ON ref_import (sha256);

-- An import taken back: the list counts no more.
CREATE TABLE ref_undo (
	import_id @int NOT NULL PRIMARY KEY REFERENCES ref_import (import_id), -- which
	act_id @int NOT NULL REFERENCES act (act_id) -- who, when and why
) @strict;
@frozen(ref_undo);
