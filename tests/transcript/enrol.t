The register: a unit, its people, a birth, a transfer on a month's last day, what is refused and why.

  $ nhi db init --db sqlite:r.db --lang en
  the database is up to date; [..] migrations applied now
  $ nhi unit add --db sqlite:r.db --lang en --now 2026-07-10T09:00:00+08:00 --name 測試公司 --kind enterprise --county 台中市 --business-number 04595257 --on 2026-01-01
  unit 390000001: accepted
  $ nhi unit add --db sqlite:r.db --lang en --now 2026-07-10T09:00:00+08:00 --name 第二公司 --kind enterprise --county 01 --on 2026-01-01
  unit 190000001: accepted
  $ nhi unit add --db sqlite:r.db --lang en --now 2026-07-10T09:00:00+08:00 --name 又一家 --kind enterprise --county 03 --business-number 04595257 --on 2026-01-01
  unit: refused
  refused: the business number 04595257 already has the unit 390000001 (UNIT_EXISTS, L0060002:27) use that unit, or mark the new one as a branch
  [1]

A late entry is effective from its day; the months that were due are billed anew.

  $ nhi enrol in --db sqlite:r.db --lang en --now 2026-07-10T09:00:00+08:00 --unit 390000001 --id A123456789 --name 王小明 --birth 1990-01-01 --wage 40000 --on 2026-03-05
  enrolment: accepted
  note: filed after the term ended on 2026-03-09; effective from 2026-03-05 with premium (LATE, L0060001:15:6) file within the term
  effective 2026-03-05, 1 people, 4 months to bill anew
  $ nhi enrol newborn --db sqlite:r.db --lang en --now 2026-07-10T09:00:00+08:00 --unit 390000001 --insured A123456789 --birth 2026-07-08 --sex F
  newborn: accepted
  effective 2026-07-08, 1 people, 0 months to bill anew

The transfer is dated on a month's last day: it counts from the 1st, and the dependent comes along.

  $ nhi enrol transfer --db sqlite:r.db --lang en --now 2026-07-31T09:00:00+08:00 --unit 190000001 --id A123456789 --wage 50000 --on 2026-07-31
  transfer: accepted
  effective 2026-08-01, 2 people, 0 months to bill anew
  $ nhi coverage --db sqlite:r.db --lang en --person A123456789 --on 2026-07-31
  person_id=[..] on=2026-07-31 covered=yes unit=390000001 [..] from=2026-03-05 to=2026-08-01
  $ nhi coverage --db sqlite:r.db --lang en --person A123456789 --on 2026-08-01
  person_id=[..] on=2026-08-01 covered=yes unit=190000001 category=12 role=insured insured_amount=50600 [..] from=2026-08-01 to=-

The same question with the knowledge of 20 July: the transfer was not known.

  $ nhi coverage --db sqlite:r.db --lang en --person A123456789 --on 2026-08-01 --known-on 2026-07-20
  person_id=[..] on=2026-08-01 covered=yes unit=390000001 category=12 role=insured insured_amount=40100 [..] from=2026-03-05 to=-

What is refused names the rule, the article and the remedy; a repeated key gives the first answer.

  $ nhi enrol in --db sqlite:r.db --lang en --now 2026-08-03T09:00:00+08:00 --unit 390000001 --id A123456789 --wage 40000 --on 2026-08-03
  enrolment: refused
  refused: already insured on 2026-08-03 through unit 190000001 as item 12 (ALREADY_INSURED, L0060001:11) let the former unit file the transfer out, or file a transfer in
  [1]
  $ nhi enrol out --db sqlite:r.db --lang en --now 2026-08-03T09:00:00+08:00 --unit 190000001 --id A123456789 --reason suspended --on 2026-08-03
  leave: refused
  refused: suspension of insurance was abolished from 2024-12-23 (SUSPENSION_ABOLISHED, L0060002:36-1) stays insured and pays while abroad
  [1]
  $ nhi unit close 190000001 --db sqlite:r.db --lang en --now 2026-08-10T09:00:00+08:00 --on 2026-08-10
  unit 190000001: refused
  refused: 2 persons are still insured through the unit on 2026-08-11 (UNIT_NOT_EMPTY, L0060002:43:1) file the leave or transfer of all of them with the notice
  [1]
  $ nhi unit close 190000001 --db sqlite:r.db --lang en --now 2026-08-10T09:00:00+08:00 --on 2026-08-10 --with-people --key close-1
  unit 190000001: accepted
  $ nhi unit close 190000001 --db sqlite:r.db --lang en --now 2026-08-11T09:00:00+08:00 --on 2026-08-10 --with-people --key close-1
  unit: accepted
  given before; the first answer was:
    filing=unit.close accepted=yes dry_run=no unit=190000001 on=2026-08-10 due=2026-08-25 people=2 months_to_rebill=0
