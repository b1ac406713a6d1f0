-- A reimbursement that was taken back, on an allowed objection: its order is not to be paid, its payable is reversed.
CREATE TABLE reimbursement_void (
	reimbursement_id @int NOT NULL PRIMARY KEY REFERENCES reimbursement (reimbursement_id), -- which
	on_day @date NOT NULL, -- day
	why TEXT NOT NULL, -- case
	entry_id @int REFERENCES ledger_entry (entry_id), -- reversal of the payable, NULL nothing was payable
	act_id @int NOT NULL REFERENCES act (act_id) -- act that took it back
) @strict;
@frozen(reimbursement_void);
