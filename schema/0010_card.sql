-- NHI cards (健保卡), the stock of blank cards, production, virtual cards; receipts of the counter.
-- Codes of states, reasons and ways of paying: lib/nhi/card.h, codes/card_states.csv,
-- codes/card_reasons.csv, codes/pay_ways.csv.

-- Money taken at a counter, with an official receipt (收據). What it was for stands in source.
CREATE TABLE receipt (
	receipt_id @int NOT NULL PRIMARY KEY, -- internal id
	receipt_no TEXT NOT NULL UNIQUE, -- official number, law/numbers.csv
	person_id @int NOT NULL REFERENCES person (person_id), -- who paid
	taken_on @date NOT NULL, -- day
	amount @int NOT NULL CHECK (amount > 0), -- dollars
	way TEXT NOT NULL, -- cash, stored_value, credit_card, post
	reference TEXT NOT NULL, -- slip of the card terminal, giro number; "" for cash
	site TEXT NOT NULL, -- counter that took it
	item TEXT NOT NULL, -- card, data, archive …
	source TEXT NOT NULL, -- card:000000000012
	entry_id @int NOT NULL REFERENCES ledger_entry (entry_id), -- as posted
	act_id @int NOT NULL REFERENCES act (act_id) -- act that took it
) @strict;
@frozen(receipt);
CREATE INDEX receipt_by_person ON receipt (person_id, taken_on);
CREATE INDEX receipt_by_day ON receipt (site, taken_on);

-- A receipt taken back: the money was returned.
CREATE TABLE receipt_void (
	receipt_id @int NOT NULL PRIMARY KEY REFERENCES receipt (receipt_id), -- which
	voided_on @date NOT NULL, -- day
	why TEXT NOT NULL, -- reason
	entry_id @int NOT NULL REFERENCES ledger_entry (entry_id), -- the contrary entry
	act_id @int NOT NULL REFERENCES act (act_id) -- act that did it
) @strict_keyed;
@frozen(receipt_void);

-- A batch of cards handed to the maker; the file stands in original_file.
CREATE TABLE card_batch (
	batch_id @int NOT NULL PRIMARY KEY, -- internal id
	batch_no TEXT NOT NULL UNIQUE, -- official number
	site TEXT NOT NULL, -- where the cards go
	made_on @date NOT NULL, -- day on which the file was made
	cards @int NOT NULL CHECK (cards > 0), -- number
	file_hash TEXT NOT NULL REFERENCES original_file (sha256), -- the file
	act_id @int NOT NULL REFERENCES act (act_id) -- act that made it
) @strict;
@frozen(card_batch);

-- What happened to a batch after that.
CREATE TABLE card_batch_step (
	batch_id @int NOT NULL REFERENCES card_batch (batch_id), -- which
	step TEXT NOT NULL CHECK (step IN ('handed_over', 'received')), -- what
	on_day @date NOT NULL, -- when
	note TEXT NOT NULL, -- to whom, by whom
	good @int NOT NULL, -- cards received in order; 0 when handed over
	failed @int NOT NULL, -- cards spoilt
	act_id @int NOT NULL REFERENCES act (act_id), -- act that says so
	PRIMARY KEY (batch_id, step)
) @strict_keyed;
@frozen(card_batch_step);

-- A card, from the application on.
CREATE TABLE card (
	card_id @int NOT NULL PRIMARY KEY, -- internal id
	card_no TEXT NOT NULL UNIQUE, -- 12 digits
	person_id @int NOT NULL REFERENCES person (person_id), -- whose
	reason TEXT NOT NULL, -- code of codes/card_reasons.csv
	applied_on @date NOT NULL, -- day of the application
	site TEXT NOT NULL, -- where it is made or collected
	delivery TEXT NOT NULL CHECK (delivery IN ('spot', 'counter', 'post')), -- made at once, collected, sent
	photo TEXT NOT NULL, -- new, stored, agency, none
	document TEXT NOT NULL, -- identity paper shown
	agent TEXT NOT NULL, -- name of the agent, "" in person
	receipt_id @int REFERENCES receipt (receipt_id), -- of the fee, NULL when free
	act_id @int NOT NULL REFERENCES act (act_id) -- act of the application
) @strict;
@frozen(card);
CREATE INDEX card_by_person ON card (person_id, card_id);

-- Where the card is in its life.
CREATE TABLE card_state (
	@fact_of(card),
	state TEXT NOT NULL, -- code of codes/card_states.csv
	note TEXT NOT NULL, -- place of loss, registered mail number, defect …
	batch_id @int REFERENCES card_batch (batch_id), -- of the production, NULL before and on the spot
	PRIMARY KEY (card_id, fact_no)
) @strict_keyed;
@facts(card_state);
-- What waits at each stage.
CREATE INDEX card_state_now ON card_state (state, card_id) WHERE valid_to = '9999-12-31'
	AND known_to = 9223372036854775807;

-- Photos filed: only the newest is used (L0060029:4-1); the picture itself stands in original_file.
CREATE TABLE card_photo (
	@fact_of(person),
	origin TEXT NOT NULL, -- new, agency
	file_hash TEXT REFERENCES original_file (sha256), -- the picture, NULL when only noted
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(card_photo);

-- Services that go with a card: on-line registration (online), virtual card (virtual).
CREATE TABLE card_service (
	@fact_of(person),
	kind TEXT NOT NULL CHECK (kind IN ('online', 'virtual')), -- which
	detail TEXT NOT NULL, -- e-mail address; device
	PRIMARY KEY (person_id, fact_no)
) @strict_keyed;
@facts(card_service);

-- Events that leave the card as it is: pin_reset, verified.
CREATE TABLE card_event (
	card_id @int NOT NULL REFERENCES card (card_id), -- which
	act_id @int NOT NULL REFERENCES act (act_id), -- act that did it
	kind TEXT NOT NULL, -- pin_reset
	on_day @date NOT NULL, -- day
	document TEXT NOT NULL, -- identity paper shown
	PRIMARY KEY (card_id, act_id)
) @strict_keyed;
@frozen(card_event);

-- Codes of the virtual card: each is good for some minutes and once. Only its hash is kept.
CREATE TABLE card_token (
	token_hash TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the code, hex
	person_id @int NOT NULL REFERENCES person (person_id), -- whose
	expires_at @instant NOT NULL, -- no longer good
	act_id @int NOT NULL REFERENCES act (act_id) -- act that gave it
) @strict_keyed;
@frozen(card_token);
CREATE TABLE card_token_use (
	token_hash TEXT NOT NULL PRIMARY KEY REFERENCES card_token (token_hash), -- which
	act_id @int NOT NULL REFERENCES act (act_id) -- act that used it
) @strict_keyed;
@frozen(card_token_use);

-- Blank cards of a site: what came, was used, spoilt, moved, and what a count found.
CREATE TABLE card_stock (
	site TEXT NOT NULL, -- whose
	move_no @int NOT NULL, -- 1, 2, … of the site
	on_day @date NOT NULL, -- day
	kind TEXT NOT NULL CHECK (kind IN ('received', 'used', 'spoilt', 'moved', 'counted')), -- what
	quantity @int NOT NULL CHECK (quantity <> 0), -- blanks, + in, - out
	note TEXT NOT NULL, -- delivery note, other site, card number
	act_id @int NOT NULL REFERENCES act (act_id), -- act that says so
	PRIMARY KEY (site, move_no)
) @strict_keyed;
@frozen(card_stock);
