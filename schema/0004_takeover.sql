-- What was owed when a register was taken over (engine/takeover.h): the old system's open bills.
CREATE TABLE takeover_bill (
	unit_id @int NOT NULL REFERENCES unit (unit_id), -- whose bill, or through which unit
	person_id @int NOT NULL, -- who pays alone; 0 when the unit pays
	month @month NOT NULL, -- month charged
	due_on @date NOT NULL, -- last day to pay
	payable @int NOT NULL, -- dollars; below 0: a credit
	paid @int NOT NULL, -- paid of it before the take-over, dollars
	act_id @int NOT NULL REFERENCES act (act_id), -- the take-over
	PRIMARY KEY (unit_id, person_id, month)
) @strict_keyed;
@frozen(takeover_bill);
