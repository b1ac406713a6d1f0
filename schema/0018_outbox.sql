-- Letters on their way: what waits, what was handed over to the post or accepted by the receiver's mail
-- server, what came back, and how a notice was served (行政程序法 67–91). "sent" is never written
-- before the other side took it.

-- A letter to be delivered on one way. The row says how it stands; letter_attempt what was tried.
CREATE TABLE outbox (
	outbox_id @int NOT NULL PRIMARY KEY, -- internal id
	letter_id @int NOT NULL REFERENCES letter (letter_id), -- which letter
	channel TEXT NOT NULL, -- registered, post, email, sms
	name TEXT NOT NULL, -- to whom
	address TEXT NOT NULL, -- where to: postal address, e-mail address, telephone number
	state TEXT NOT NULL, -- due, held (no address), handed (to the carrier), sent, failed, returned
	due_at @instant NOT NULL, -- not tried before
	attempts @int NOT NULL, -- tried so often
	last_error TEXT NOT NULL, -- why the last one failed, "" else
	batch_id @int NOT NULL, -- hand-over, 0 none
	act_id @int NOT NULL REFERENCES act (act_id), -- act of the last change
	CHECK (channel IN ('registered', 'post', 'email', 'sms')),
	CHECK (state IN ('due', 'held', 'handed', 'sent', 'failed', 'returned'))
) @strict;
CREATE INDEX outbox_by_letter ON outbox (letter_id);
CREATE INDEX outbox_by_state ON outbox (state, channel, outbox_id);

CREATE TABLE letter_attempt (
	outbox_id @int NOT NULL REFERENCES outbox (outbox_id), -- of which row
	attempt @int NOT NULL, -- 1, 2, …
	at @instant NOT NULL, -- when
	result TEXT NOT NULL, -- handed, sent, again, failed, returned
	note TEXT NOT NULL, -- answer of the mail server; reason of a return, codes/mail_returns.csv
	returned_on @date, -- day of the post's mark, of a return
	act_id @int NOT NULL REFERENCES act (act_id), -- by which act
	PRIMARY KEY (outbox_id, attempt)
) @strict_keyed;
@frozen(letter_attempt);

-- A hand-over to a carrier: one list and its document.
CREATE TABLE letter_batch (
	batch_id @int NOT NULL PRIMARY KEY, -- internal id
	kind TEXT NOT NULL CHECK (kind IN ('post', 'sms')), -- to whom
	serial @int NOT NULL, -- 1, 2, … of the kind
	pieces @int NOT NULL, -- letters or messages
	pages @int NOT NULL, -- pages of the document
	list_hash TEXT NOT NULL, -- SHA-256 of the list, hex
	act_id @int NOT NULL REFERENCES act (act_id) -- by which act
) @strict;
@frozen(letter_batch);
CREATE UNIQUE INDEX letter_batch_by_serial ON letter_batch (kind, serial);

-- How somebody wishes to be told, where the law leaves the choice.
CREATE TABLE notice_wish (
	@fact_of(person),
	way TEXT NOT NULL CHECK (way IN ('post', 'email', 'sms')), -- how
	address TEXT NOT NULL, -- e-mail address or telephone number; "" by post
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(notice_wish);

CREATE TABLE notice_wish_unit (
	@fact_of(unit),
	way TEXT NOT NULL CHECK (way IN ('post', 'email', 'sms')), -- how
	address TEXT NOT NULL, -- e-mail address or telephone number; "" by post
	PRIMARY KEY (unit_id, fact_no)
) @strict_keyed;
@facts(notice_wish_unit);

-- Service of a notice (送達證書, 行政程序法 76).
CREATE TABLE letter_service (
	letter_id @int NOT NULL REFERENCES letter (letter_id), -- what was served
	service_no @int NOT NULL, -- 1, 2, …
	way TEXT NOT NULL, -- codes/service_ways.csv: person, substitute, left, deposit, public, public_abroad, electronic
	served_on @date NOT NULL, -- day of delivery, deposit or posting
	receiver TEXT NOT NULL, -- who took it, "" nobody
	relation TEXT NOT NULL, -- to the addressee, of a substitute
	place TEXT NOT NULL, -- where; of a deposit the office, of a public notice the board
	effect_on @date NOT NULL, -- day on which it counts as served
	kept_to @date, -- of a deposit: last day on which it can be fetched
	note TEXT NOT NULL, -- for people
	act_id @int NOT NULL REFERENCES act (act_id), -- act that noted it
	PRIMARY KEY (letter_id, service_no)
) @strict_keyed;
@frozen(letter_service);
