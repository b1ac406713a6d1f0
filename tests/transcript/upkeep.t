What the insurer does to the register by itself: the lowest grade, coming of age, cancelled units, merges undone.

  $ nhi db init --db sqlite:u.db >/dev/null
  > nhi unit add --db sqlite:u.db --now 2025-11-03T09:00:00+08:00 --name 測試公司 --kind enterprise --county 03 --on 2025-01-01
  > nhi unit add --db sqlite:u.db --now 2025-11-03T09:00:00+08:00 --name 第二公司 --kind enterprise --county 01 --on 2025-01-01
  投保單位 390000001：受理
  投保單位 190000001：受理

The table of 2026 begins above the lowest grade of 2025: who is below is lifted from its first day, without a filing; whoever earns more stays.

  $ nhi enrol in --db sqlite:u.db --now 2025-11-10T09:00:00+08:00 --unit 390000001 --id B100000011 --name 林大同 --birth 1960-01-01 --wage 28590 --on 2025-11-10 | head -1
  > nhi enrol in --db sqlite:u.db --now 2025-11-10T09:00:00+08:00 --unit 390000001 --id F100000015 --name 陳大文 --birth 1980-02-02 --wage 40000 --on 2025-11-10 | head -1
  > nhi enrol in --db sqlite:u.db --now 2025-11-10T09:00:00+08:00 --unit 390000001 --insured F100000015 --relation 子女 --id H200000019 --name 陳小文 --birth 2008-08-20 --registered-from 2008-08-20 --on 2025-11-10 | head -1
  加保：受理
  加保：受理
  加保：受理
  $ nhi enrol lift --at 2026-01-01 --db sqlite:u.db --now 2025-12-28T09:00:00+08:00 --dry-run --lang zh
  自 2026-01-01 起之最低等級：名冊 1 人，本次調高 1 人，0 個月份需重計
  （試算，未寫入）
  $ nhi enrol lift --at 2026-01-01 --db sqlite:u.db --now 2025-12-28T09:00:00+08:00 --list lifted.csv --lang en
  > cat lifted.csv
  lowest grade from 2026-01-01: 1 on the list, 1 lifted now, 0 months to bill anew
  unit,unit_name,id,name,amount_before,amount_after,effective_from
  390000001,測試公司,B100000011,林大同,28590,29500,2026-01-01
  $ nhi enrol lift --at 2026-07-01 --db sqlite:u.db --now 2026-07-01T09:00:00+08:00 --lang en
  lowest grade from 2026-01-01: 1 on the list, 0 lifted now, 0 months to bill anew
  $ nhi coverage --person B100000011 --on 2025-12-31 --db sqlite:u.db | grep -o 'insured_amount=[0-9]*'
  > nhi coverage --person B100000011 --on 2026-01-01 --db sqlite:u.db | grep -o 'insured_amount=[0-9]*'
  insured_amount=28590
  insured_amount=29500

The list of those who come of age goes out before the month; the unit files the continuation with its proof.

  $ nhi enrol of-age --month 2026-08 --db sqlite:u.db --now 2026-07-15T09:00:00+08:00 --list age.csv --lang zh
  > cat age.csv
  自 2026-08-01 起一個月內成年之眷屬：1 人，本次退出 0 人，0 個月份需重計
  unit,insured_id,id,name,birth_date,of_age,state,due
  390000001,F100000015,H200000019,陳小文,2008-08-20,2026-08-20,open,2026-08-31
  $ nhi enrol of-age --month 2026-08 --withdraw --db sqlite:u.db --now 2026-08-31T09:00:00+08:00
  ! nhi: 2026-08-31 尚未過去，屆期後方得逕予退出
  [5]
  $ nhi enrol continue --unit 390000001 --id F100000015 --kind school --db sqlite:u.db --on 2026-08-20 --now 2026-08-25T09:00:00+08:00 --lang en
  continuation: refused
  refused: not covered through unit 390000001 on 2026-08-20 (NOT_COVERED, L0060002:34) check unit and day; enrol first where that was not done
  [1]
  $ nhi enrol continue --unit 390000001 --id H200000019 --kind school --proof 在學證明 --to 2027-06-30 --db sqlite:u.db --on 2026-08-20 --now 2026-09-02T09:00:00+08:00 --lang en
  continuation: accepted
  note: filed after the term ended on 2026-08-31; effective from 2026-08-20 with premium (LATE, L0060001:15:6) file within the term
  effective 2026-08-20, 0 people, 0 months to bill anew
  $ nhi enrol of-age --month 2026-08 --withdraw --db sqlite:u.db --now 2026-09-03T09:00:00+08:00 --list age.csv --lang en
  > cut -d, -f3,6- age.csv
  dependents coming of age in the month from 2026-08-01: 1, 0 leave now, 0 months to bill anew
  id,of_age,state,due
  H200000019,2026-08-20,continued,2026-08-31

Nobody filed for her brother: he leaves with the day.

  $ nhi enrol in --db sqlite:u.db --now 2025-11-10T09:00:00+08:00 --unit 390000001 --insured F100000015 --relation 子女 --id H100000017 --name 陳小武 --birth 2008-09-20 --registered-from 2008-09-20 --on 2025-11-10 | head -1
  > nhi enrol of-age --month 2026-09 --withdraw --db sqlite:u.db --now 2026-10-03T09:00:00+08:00 --list age.csv --lang en
  > cut -d, -f3,6- age.csv
  > nhi coverage --person H100000017 --on 2026-09-21 --db sqlite:u.db | grep -o 'covered=[a-z]*'
  加保：受理
  dependents coming of age in the month from 2026-09-01: 1, 1 leave now, 1 months to bill anew
  id,of_age,state,due
  H100000017,2026-09-20,left,2026-09-30
  covered=no

A nearer relative whom the register knows goes first: his father is insured, so he cannot follow his grandfather.

  $ nhi enrol in --db sqlite:u.db --now 2026-08-10T09:00:00+08:00 --unit 390000001 --insured B100000011 --relation 孫子女 --id H100000017 --transfer --reason other_insured --on 2026-08-10 --lang en
  enrolment: refused
  refused: a nearer relative (子女) is to be followed first (DEPENDENT_NEARER, L0060002:18:1) enrol under the nearer relative; state the exception (divorce, violence …) where one applies
  [1]
  $ nhi enrol in --db sqlite:u.db --now 2026-08-10T09:00:00+08:00 --unit 390000001 --insured F100000015 --relation 父母 --id B200000013 --name 林母 --birth 1955-01-01 --registered-from 1955-01-01 --on 2026-08-01 --lang en | head -1
  enrolment: accepted
  $ nhi enrol out --db sqlite:u.db --now 2026-08-11T09:00:00+08:00 --unit 390000001 --insured F100000015 --id B200000013 --on 2026-08-11 --lang en | head -1
  leave: accepted
  $ nhi enrol in --db sqlite:u.db --now 2026-08-20T09:00:00+08:00 --unit 390000001 --insured B100000011 --relation 祖父母 --id B200000013 --on 2026-08-20 --lang en
  enrolment: refused
  refused: a nearer relative (父母) is to be followed first (DEPENDENT_NEARER, L0060002:18:1) enrol under the nearer relative; state the exception (divorce, violence …) where one applies
  [1]

A batch file is judged alike.

  $ printf '異動別,投保單位代號,身分,身分證號,姓名,出生日期,性別,被保險人證號,稱謂,投保金額,原因,日期\n加保,390000001,2,B200000013,林母,44/1/1,,B100000011,祖父母,,,115/8/20\n' >near.csv
  > nhi enrol file near.csv --db sqlite:u.db --now 2026-08-20T09:00:00+08:00 --lang en
  1 rows: 0 accepted, 1 refused; 0 people changed, 0 months to bill anew
  row 2: a nearer relative (父母) is to be followed first (L0060002:18:1) enrol under the nearer relative; state the exception (divorce, violence …) where one applies
  [1]

Enforcement brought nothing: the unit is cancelled, and everybody leaves it with that day.

  $ nhi unit cancel 390000001 --ground enforcement --on 2026-11-30 --db sqlite:u.db --now 2026-12-01T09:00:00+08:00 --lang en
  unit 390000001: refused
  refused: cancelling a unit needs its proof (UNIT_CANCEL_PROOF, L0060002:44:1) give the notice of closing, dissolution or bankruptcy, or the certificate of fruitless enforcement
  [1]
  $ nhi unit cancel 390000001 --ground poverty --on 2026-11-30 --db sqlite:u.db --now 2026-12-01T09:00:00+08:00 --lang en
  unit 390000001: refused
  refused: “poverty” is no ground for cancelling a unit (UNIT_CANCEL_GROUND, L0060002:44:1) use empty, closed, dissolved, bankrupt or enforcement
  [1]
  $ nhi unit cancel 390000001 --ground enforcement --proof 中執字第1號債權憑證 --on 2026-11-30 --db sqlite:u.db --now 2026-12-01T09:00:00+08:00 --lang en
  > nhi coverage --person H200000019 --on 2026-12-01 --db sqlite:u.db | grep -o 'covered=[a-z]*'
  unit 390000001: accepted
  covered=no

Two records were taken for one and stand by themselves again; what was changed after the merge must be put back first.

  $ nhi person add --id B100000020 --name 張一 --birth 1991-01-01 --db sqlite:u.db --now 2026-12-02T09:00:00+08:00 | head -1
  > nhi enrol in --db sqlite:u.db --now 2026-12-02T09:00:00+08:00 --unit 190000001 --id F100000024 --name 張二 --birth 1991-01-01 --wage 40000 --on 2026-12-02 | head -1
  > nhi person merge F100000024 --into B100000020 --db sqlite:u.db --now 2026-12-03T09:00:00+08:00 | head -1
  > nhi coverage --person B100000020 --on 2026-12-03 --db sqlite:u.db | grep -o 'covered=[a-z]* unit=[0-9]*'
  > nhi person unmerge F100000024 --db sqlite:u.db --now 2026-12-04T09:00:00+08:00 | head -1
  > nhi coverage --person B100000020 --on 2026-12-03 --db sqlite:u.db | grep -o 'covered=[a-z]*'
  > nhi coverage --person F100000024 --on 2026-12-03 --db sqlite:u.db | grep -o 'covered=[a-z]* unit=[0-9]*'
  個人資料：受理
  加保：受理
  個人資料：受理
  covered=yes unit=190000001
  個人資料：受理
  covered=no
  covered=yes unit=190000001
  $ nhi person unmerge F100000024 --db sqlite:u.db --now 2026-12-05T09:00:00+08:00 --lang en
  person: refused
  refused: this record is not merged (MERGE_NONE, L0060002:40) check the number
  [1]
  $ nhi person merge F100000024 --into B100000020 --db sqlite:u.db --now 2026-12-06T09:00:00+08:00 | head -1
  > nhi enrol amount --unit 190000001 --id B100000020 --wage 60000 --on 2026-12-07 --db sqlite:u.db --now 2026-12-07T09:00:00+08:00 | head -1
  > nhi person unmerge F100000024 --db sqlite:u.db --now 2026-12-08T09:00:00+08:00 --lang en
  個人資料：受理
  投保金額調整：受理
  person: refused
  refused: the coverage from 2026-12-02 was changed after the merge; it cannot simply be undone (MERGE_CHANGED, L0060002:40) undo the later change first
  [1]
  $ nhi doctor --db sqlite:u.db --lang en | tail -1
  ok   ledger                   0 entries with 0 postings balance
