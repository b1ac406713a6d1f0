A unit owes premiums: the insurer may name another one for its people (健保法 15 V).

  $ nhi db init --db sqlite:o.db >/dev/null
  > for name in 欠費公司 受託公司 北屯區公所; do nhi unit add --db sqlite:o.db --now 2026-01-05T09:00:00+08:00 --name $name --kind $([ $name = 北屯區公所 ] && echo township || echo enterprise) --county 03 --on 2026-01-01; done
  > nhi enrol in --db sqlite:o.db --now 2026-01-05T09:00:00+08:00 --unit 390000001 --id F100000015 --name 陳大文 --birth 1980-02-02 --wage 40000 --on 2026-01-05 | head -1
  > nhi enrol in --db sqlite:o.db --now 2026-01-05T09:00:00+08:00 --unit 390000001 --insured F100000015 --relation 子女 --id H200000019 --name 陳小文 --birth 2012-08-20 --registered-from 2012-08-20 --on 2026-01-05 | head -1
  > for m in 01 02; do nhi bill run --month 2026-$m --db sqlite:o.db --now 2026-03-10T09:00:00+08:00 --no-progress >/dev/null; done
  投保單位 390000001：受理
  投保單位 390000002：受理
  投保單位 390000003：受理
  加保：受理
  加保：受理

The bill of January was due on 2 March, that of February on 31 March: in the middle of March one month is owed, in April two.

  $ nhi unit entrust 390000001 --to 390000002 --consent 同意書第1號 --on 2026-03-16 --db sqlite:o.db --now 2026-03-16T09:00:00+08:00 --lang en
  unit 390000001: refused
  refused: the unit owes 1 months of premium, fewer than 2 (UNIT_ARREARS_FEW, L0060001:15:5) collect first; another unit may be named when so many months are due
  [1]
  $ nhi unit entrust 390000001 --to 390000001 --on 2026-04-01 --db sqlite:o.db --now 2026-04-01T09:00:00+08:00 --lang en
  unit 390000001: refused
  refused: unit 390000001 is the one in arrears itself (UNIT_OTHER_SAME, L0060001:15:5) name another unit
  refused: naming another unit needs its consent (UNIT_OTHER_CONSENT, L0060001:15:5) give the number of the document by which the other unit agrees
  [1]
  $ nhi unit entrust 390000001 --to 390000003 --consent 同意書第1號 --on 2026-04-01 --db sqlite:o.db --now 2026-04-01T09:00:00+08:00 --lang en
  unit 390000001: refused
  refused: a unit of the kind “township office” cannot be the unit of item 12 (CATEGORY_UNIT, L0060001:15:1) use the unit that the law names for the item, or the unit's consent where allowed
  [1]
  $ nhi unit entrust 390000001 --to 390000009 --consent 同意書第1號 --on 2026-04-01 --db sqlite:o.db --now 2026-04-01T09:00:00+08:00 --lang zh
  投保單位 390000001：不予受理
  不予受理：沒有投保單位「390000009」（UNIT_UNKNOWN，L0060002:27）請核對投保單位代號，或先辦理單位成立
  [1]
  $ nhi unit entrust 390000001 --to 390000002 --consent 同意書第1號 --on 2026-04-01 --db sqlite:o.db --now 2026-04-01T09:00:00+08:00 --lang zh
  > nhi coverage --person F100000015 --on 2026-04-01 --db sqlite:o.db
  > nhi coverage --person H200000019 --on 2026-04-01 --db sqlite:o.db
  > nhi coverage --person H200000019 --on 2026-03-31 --db sqlite:o.db
  投保單位 390000001：受理
  person_id=1 on=2026-04-01 covered=yes unit=390000002 category=12 role=insured insured_amount=40100 private_school=no absence=none entry_reason=transfer entry_reason_zh=轉入 leave_reason= leave_reason_zh= from=2026-04-01 to=-
  person_id=257 on=2026-04-01 covered=yes unit=390000002 category=12 role=dependent insured_person_id=1 relation=child relation_zh=子女 insured_amount=0 private_school=no absence=none entry_reason=transfer entry_reason_zh=轉入 leave_reason= leave_reason_zh= from=2026-04-01 to=-
  person_id=257 on=2026-03-31 covered=yes unit=390000001 category=12 role=dependent insured_person_id=1 relation=child relation_zh=子女 insured_amount=0 private_school=no absence=none entry_reason=follow entry_reason_zh=隨同被保險人加保 leave_reason=transfer leave_reason_zh=轉出 from=2026-01-05 to=2026-04-01

The unit stands with its debt and without people; what the new one owes begins with April.

  $ for m in 03 04; do nhi bill run --month 2026-$m --db sqlite:o.db --now 2026-05-10T09:00:00+08:00 --no-progress >/dev/null; done
  > nhi bill list --month 2026-04 --db sqlite:o.db --csv
  bill_id,unit_id,person_id,unit_code,unit_name,payer,division,insured,dependents,self,subsidy,unit_share,correction,payable
  2026040001000001,257,0,390000002,受託公司,,3,1,1,1244,0,1940,0,3184
  $ nhi doctor --db sqlite:o.db --lang en | tail -1
  ok   ledger                   4 entries with 20 postings balance
