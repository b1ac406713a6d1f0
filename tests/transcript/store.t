The database is made once, and says what it consists of.

  $ nhi ledger balance --lang en
  ! nhi: the database sqlite:nhi.db does not exist; run nhi db init --db sqlite:nhi.db first
  [4]
  $ nhi db init --lang en
  the database is up to date; [..] migrations applied now
  $ nhi db init --lang en
  the database is up to date; 0 migrations applied now
  $ nhi db status --lang en
  0001_core.sql                applied
  ...
  $ nhi db status --db mysql:x --lang en
  ! nhi: cannot read the database address: mysql:x (e.g. sqlite:nhi.db, postgresql://…)
  [2]

Entries of the ledger come from a file, all or none, and each key once.

  $ cat > entries.csv <<END
  > key,booked_on,source,note,fund,account,debit,credit,party,party_id
  > r-1,2026-07-31,receipt:1,收款,nhi,1101,1000,,,
  > r-1,2026-07-31,receipt:1,收款,nhi,1131,,1000,unit,42
  > r-2,2026-08-01,bill:1,保險費,nhi,1131,1500,,unit,42
  > r-2,2026-08-01,bill:1,保險費,nhi,4101,,1500,,
  > END
  $ nhi ledger post entries.csv --dry-run --lang en
  2 entries, 0 of them were posted before (dry run, nothing written)
  $ nhi ledger post entries.csv --lang en
  2 entries, 0 of them were posted before
  $ nhi ledger post entries.csv --lang en
  2 entries, 2 of them were posted before
  $ sed 's/1500/1501/' entries.csv > other.csv
  $ nhi ledger post other.csv --lang en
  ! nhi: other.csv: r-2: the idempotency key “r-2” was used before with other content
  [5]
  $ sed 's/r-/s-/; 4s/1500/1501/' entries.csv > wrong.csv
  $ nhi ledger post wrong.csv --lang en
  ! nhi: wrong.csv: s-2: the entry does not balance in fund nhi: 1 dollars are left over
  [3]
  $ sed 's/4101/9999/; s/r-/t-/' entries.csv > unknown.csv
  $ nhi ledger post unknown.csv --lang en
  ! nhi: unknown.csv: t-2: 9999 not found
  [1]
  $ sed 's/2026-08-01/2026-13-01/' entries.csv > day.csv
  $ nhi ledger post day.csv --lang en
  ! nhi: day.csv: 4: booked_on “2026-13-01”: must be YYYY-MM-DD
  [3]
  $ echo '[{"key":"j-1","booked_on":"2026-08-02","source":"x","note":"n","lines":[{"fund":"nhi","account":"1101","debit":5},{"fund":"nhi","account":"4109","credit":5}]}]' > entries.json
  $ nhi ledger post entries.json --json
  {
    "entries": 1,
    "repeated": 0,
    "dry_run": false
  }

Balances of any day and of one unit; every entry and the chain are checked.

  $ nhi ledger balance --to 2026-07-31
  fund,account,name_zh,name_en,debit,credit,balance
  nhi,1101,銀行存款－代收專戶,Bank: collection accounts,1000,0,1000
  nhi,1131,應收保險費－投保單位,Premium receivable: insured units,0,1000,-1000
  $ nhi ledger balance --unit 42
  fund,account,name_zh,name_en,debit,credit,balance
  nhi,1131,應收保險費－投保單位,Premium receivable: insured units,1500,1000,500
  $ nhi ledger verify --lang en
  3 entries, 6 postings: 0 altered, 0 unbalanced; 3 links, whole

A backup is restored on trial before it gets its name; it never overwrites.

  $ nhi backup copy.backup --lang en
  copy.backup: [..] tables, [..] rows; restored on trial, [..] checks passed
  4 acts, the chain's head is [..]
  $ nhi backup copy.backup --lang en
  ! nhi: copy.backup already exists
  [5]
  $ nhi restore copy.backup --db sqlite:second.db --lang en
  copy.backup: [..] tables, [..] rows; restored on trial, [..] checks passed
  4 acts, the chain's head is [..]
  $ nhi ledger balance --db sqlite:second.db --unit 42
  fund,account,name_zh,name_en,debit,credit,balance
  nhi,1131,應收保險費－投保單位,Premium receivable: insured units,1500,1000,500
  $ head -c 40000 copy.backup > half.backup
  $ nhi restore half.backup --db sqlite:third.db --lang en
  ! nhi: [..]
  [4]
  $ ls third.db*
  ! [..]
  [2]

The doctor finds what was altered behind the program's back.

  $ nhi doctor --lang en
  ok   migrations [..]
  ...
  $ sqlite3 nhi.db "DROP TRIGGER posting_frozen_update; UPDATE posting SET amount = amount + 1 WHERE account = '4109'"
  $ nhi doctor --lang en
  ok   migrations [..]
  ...
  BAD  triggers                 posting has lost its trigger posting_frozen_update
  ...
  BAD  ledger                   1 entries are altered, 1 do not balance; the first is [..]
  [1]
  $ nhi ledger verify --lang en
  3 entries, 6 postings: 1 altered, 1 unbalanced; 3 links, whole
  [1]
  $ nhi backup ill.backup --lang en
  ! nhi: data are damaged: [..]
  [4]

Jobs are listed, stopped and resumed by their number.

  $ nhi job list --lang en
  no jobs
  $ nhi job stop 7 --lang en
  ! nhi: job 7 not found
  [1]
  $ nhi job show x --lang en
  ! nhi: give the number of one job
  [2]
