-- Dispatch of bills: what was handed over to the post or put out as e-bills, and what came back.
-- Handed over means: written to files for the carrier. Nothing here says that a bill arrived.

-- A hand-over: one list and its documents.
CREATE TABLE dispatch_batch (
	batch_id @int NOT NULL PRIMARY KEY, -- internal id
	month @month NOT NULL REFERENCES bill_run (month), -- of the bills
	kind TEXT NOT NULL, -- post, ebill
	serial @int NOT NULL, -- 1, 2, … of the month and kind
	pieces @int NOT NULL, -- letters or e-bills
	pages @int NOT NULL, -- pages in all documents
	list_hash TEXT NOT NULL, -- SHA-256 of the list, hex; the list names each document's own
	act_id @int NOT NULL REFERENCES act (act_id), -- act that handed it over
	CHECK (kind IN ('post', 'ebill')),
	CHECK (pieces > 0)
) @strict;
@frozen(dispatch_batch);
CREATE UNIQUE INDEX dispatch_batch_by_month ON dispatch_batch (month, kind, serial);

-- A bill in a hand-over. A bill that came back may go out again: a further attempt.
CREATE TABLE dispatch_piece (
	bill_id @int NOT NULL REFERENCES bill (bill_id), -- which bill
	attempt @int NOT NULL, -- 1, 2, …
	batch_id @int NOT NULL REFERENCES dispatch_batch (batch_id), -- in which hand-over
	piece_no @int NOT NULL, -- place in the list
	address TEXT NOT NULL, -- where it was sent; "" for an e-bill
	PRIMARY KEY (bill_id, attempt)
) @strict_keyed;
@frozen(dispatch_piece);
CREATE UNIQUE INDEX dispatch_piece_by_batch ON dispatch_piece (batch_id, piece_no);

-- Mail that came back.
CREATE TABLE dispatch_return (
	bill_id @int NOT NULL, -- which bill
	attempt @int NOT NULL, -- which attempt
	returned_on @date NOT NULL, -- day of the post's mark
	reason TEXT NOT NULL, -- codes/mail_returns.csv
	act_id @int NOT NULL REFERENCES act (act_id), -- act that noted it
	PRIMARY KEY (bill_id, attempt),
	FOREIGN KEY (bill_id, attempt) REFERENCES dispatch_piece (bill_id, attempt)
) @strict_keyed;
@frozen(dispatch_return);
