-- Who stands in for the holder of a post (代理, 代行): with dates, a reason and the act that said so.

CREATE TABLE deputy (
	deputy_id @int NOT NULL PRIMARY KEY, -- internal id
	holder @int NOT NULL, -- account of the holder of the post
	holder_name TEXT NOT NULL, -- name for people
	holder_person_id @int NOT NULL, -- who the holder is in the register, 0 not known
	account @int NOT NULL, -- account of the deputy
	account_name TEXT NOT NULL, -- name for people
	org_unit TEXT NOT NULL, -- unit of the post
	section TEXT NOT NULL, -- its section, "" none
	level @int NOT NULL CHECK (level BETWEEN 1 AND 4), -- of the post
	title_zh TEXT NOT NULL, -- of the post
	title_en TEXT NOT NULL, -- of the post
	from_on @date NOT NULL, -- first day
	to_on @date NOT NULL, -- first day after; 9999-12-31 open
	kind TEXT NOT NULL CHECK (kind IN ('deputy', 'acting')), -- 代理; 代行: the post is vacant
	reason TEXT NOT NULL, -- leave, journey, vacancy …
	act_id @int NOT NULL REFERENCES act (act_id), -- act that said so
	ended_by_act_id @int REFERENCES act (act_id), -- act that ended it early
	CHECK (from_on < to_on),
	CHECK (holder <> account)
) @strict;
CREATE INDEX deputy_by_account ON deputy (account, from_on);
CREATE INDEX deputy_by_unit ON deputy (org_unit, from_on);
