Registers of benefits: catastrophic illness, prior authorisation, reimbursement.

  $ nhi db init --lang en
  the database is up to date; [..] migrations applied now
  $ nhi person add --id A123456789 --name 王小明 --birth 1990-01-01 --lang en --now 2026-01-05T09:00:00+08:00 | head -1
  person: accepted

A certificate holds from the application; a breast cancer of stage I has three years, other cancers five. The diagnosis may be 30 days old.

  $ nhi illness grant A123456789 --category 01 --icd C50.911 --stage 2 --certificate-on 2025-12-01 --lang en --now 2026-01-05T09:00:00+08:00
  certificate: refused
  refused: the diagnosis certificate is of 2025-12-01, 35 days old; it is good for 30 days (ILLNESS_CERTIFICATE_OLD, L0060015:2:2) bring a new diagnosis certificate
  [1]
  $ nhi illness grant A123456789 --category 01 --icd C50.911 --stage 2 --certificate-on 2025-12-29 --hospital 0401180014 --dry-run --lang en --now 2026-01-05T09:00:00+08:00
  certificate: accepted
  from=2026-01-05 last_day=2031-01-04 joined=no noted_on=card certificate_no=31150000001
  $ nhi illness grant A123456789 --category 01 --icd C50.911 --stage 2 --certificate-on 2025-12-29 --hospital 0401180014 --lang en --now 2026-01-05T09:00:00+08:00
  certificate: accepted
  from=2026-01-05 last_day=2031-01-04 joined=no noted_on=card certificate_no=31150000001
  $ nhi illness grant A123456789 --category 01 --icd C50.912 --stage 1 --certificate-on 2025-12-29 --lang en --now 2026-01-05T09:10:00+08:00
  certificate: refused
  refused: a certificate of the same disease holds until 2031-01-04 (ILLNESS_THERE, L0060015:5:2) renew it within its window
  [1]
  $ nhi illness grant A123456789 --category 06 --icd F20.0 --certificate-on 2025-12-29 --validity 2y --lang en --now 2026-01-05T09:11:00+08:00
  certificate: accepted
  from=2026-01-05 last_day=2028-01-04 joined=no noted_on=paper certificate_no=31150000002
  $ nhi illness reissue 31150000002 --why 遺失 --lang en --now 2026-02-05T09:00:00+08:00
  paper issued again: accepted
  certificate_no=31150000002
  $ nhi illness reissue 31150000001 --why 遺失 --lang en --now 2026-02-05T09:00:00+08:00
  paper issued again: refused
  refused: category 1 is noted on the card; there is no paper to issue again (ILLNESS_PAPER_ONLY, L0060015:3:3) update the card
  [1]
  $ nhi illness on A123456789 --on 2026-01-04
  person_id=1 on=2026-01-04 holds=no
  $ nhi illness on A123456789 --on 2026-01-05
  person_id=1 on=2026-01-05 holds=yes
    diseases
      disease=01:C50 certificate_no=31150000001
      disease=06:F20 certificate_no=31150000002
  $ nhi illness revoke 31150000002 --how given_up --lang en --now 2026-03-01T09:00:00+08:00
  certificate ended: accepted
  certificate_no=31150000002
  $ nhi illness show A123456789 --now 2026-03-02T09:00:00+08:00
  person_id=1
    certificates
      certificate_no=31150000001 category=1 icd=C50.911 from=2026-01-05 last_day=2031-01-04 renewal_from=2030-10-05 ended= noted_on=card
      certificate_no=31150000002 category=6 icd=F20.0 from=2026-01-05 last_day=2026-02-28 renewal_from=- ended=given_up noted_on=paper
    copies
      certificate_no=31150000002 on=2026-02-05 why=遺失
  $ nhi illness report --on 2026-03-01
  category=1 certificates=1 persons=1

What was approved in advance: the claim check asks by item, institution and day. Home care runs four months at a time.

  $ nhi approval grant A123456789 --kind drug --item KC01013229 --provider 0401180014 --requested 12 --approved 8 --to 2026-06-30 --lang en --now 2026-01-10T09:00:00+08:00
  prior authorisation: accepted
  result=partly approved=8 from=2026-01-10 last_day=2026-06-30 term_days=14 acceptance_no=311500000001
  $ nhi approval grant A123456789 --kind drug --item KC01013229 --provider 0401180014 --requested 4 --to 2026-09-30 --lang en --now 2026-02-10T09:00:00+08:00
  prior authorisation: refused
  refused: the same item is approved until 2026-06-30 (APPROVAL_THERE, L0060006:25) apply for an extension before the end
  [1]
  $ nhi approval grant A123456789 --kind project --item KC01013229 --provider 040118001 --requested 4 --approved 5 --urgent --to 2026-09-30 --lang en --now 2026-02-10T09:00:00+08:00
  prior authorisation: refused
  refused: the value “040118001” of the field “provider” cannot be read (FIELD_INVALID, A0030055:35) correct the field
  refused: the quantity approved 5 exceeds the quantity requested 4 (APPROVAL_QUANTITY, L0060006:25) correct the quantity
  refused: a special project cannot be reported as urgent (APPROVAL_URGENT_PROJECT, L0060035:65) apply and wait for the approval
  [1]
  $ nhi approval on A123456789 --item KC01013229 --provider 0401180014 --on 2026-06-30
  on=2026-06-30 approved=8 acceptance_no=311500000001
  $ nhi approval on A123456789 --item KC01013229 --provider 0401180014 --on 2026-07-01
  on=2026-07-01 approved=0 acceptance_no=
  $ nhi approval grant A123456789 --kind homecare --provider 7201180014 --lang en --now 2026-03-02T09:00:00+08:00
  prior authorisation: accepted
  extension=no result=agreed approved=1 from=2026-03-02 last_day=2026-07-01 term_days=14 acceptance_no=311500000002
  $ nhi approval grant A123456789 --kind homecare --provider 7201180014 --deemed --lang en --now 2026-07-20T09:00:00+08:00
  prior authorisation: accepted
  extension=yes result=deemed approved=1 from=2026-07-20 last_day=2026-11-19 term_days=14 acceptance_no=311500000003
  $ nhi approval stop 311500000001 --lang en --now 2026-04-01T09:00:00+08:00
  approval ended: accepted
  $ nhi approval show A123456789
  acceptance_no=311500000001 kind=drug item=KC01013229 provider=0401180014 requested=12 approved=8 result=partly urgent=no from=2026-01-10 last_day=2026-03-31
  acceptance_no=311500000002 kind=homecare item= provider=7201180014 requested=1 approved=1 result=agreed urgent=no from=2026-03-02 last_day=2026-07-01
  acceptance_no=311500000003 kind=homecare item= provider=7201180014 requested=1 approved=1 result=deemed urgent=no from=2026-07-20 last_day=2026-11-19

Reimbursement: the rate of the last working day of the month before, the ceiling of the quarter, a payable and an order to pay. Nothing is paid here.

  $ printf 'currency,date,source,rate\nJPY,2026-02-26,1,0.2200\nJPY,2026-02-26,2,0.2300\nUSD,2026-02-26,2,32.115\n' >rates.csv; nhi reimburse rates rates.csv --lang en
  > nhi reimburse rates rates.csv --lang en | tail -1
  rates of exchange: accepted
  rows=3 added=3
  rows=3 added=0
  $ nhi reimburse grant A123456789 --ground 2 --cared-from 2026-02-10 --place 大阪醫院 --currency JPY --items 'emergency 1 40000 40000' --payee 王小明 --account 700-0001234567 --lang en --now 2026-03-10T09:00:00+08:00
  reimbursement: accepted
  file_by=2026-08-10 amount=3825 rate_on=2026-02-26 rate_e6=220000 number=31150000001 order_no=31150000001
    notes
      code=unverified message_zh=「國外急診每次核退上限」的數值未經查證（來源：facts:benefits:3.3） message_en=the value of “ceiling of an emergency visit abroad” is unverified (source: facts:benefits:3.3)
    trace
      step=accepted text_zh=審查認定金額 text_en=cost accepted by the review value=8800 unit=twd figures=40000.00 × 0.220000 = 8800 source=L0060005:7
      step=reimburse.cap.emergency text_zh=國外急診每次核退上限 text_en=ceiling of an emergency visit abroad value=3825 unit=twd source=facts:benefits:3.3 verified=no
      step=paid text_zh=核退金額 text_en=reimbursed value=3825 unit=twd figures=min(8800, 3825 × 1) source=L0060005:6:1
  $ nhi reimburse grant A123456789 --ground 2 --cared-from 2026-02-10 --place 大阪醫院 --currency JPY --items 'emergency 1 40000 40000' --payee 王小明 --lang en --now 2026-03-11T09:00:00+08:00
  reimbursement: refused
  refused: the same incident was claimed before (REIMBURSE_TWICE, L0060001:57) it cannot be claimed twice
  [1]
  $ nhi reimburse grant A123456789 --ground 2 --cared-from 2026-02-10 --place 巴黎醫院 --currency EUR --items 'emergency 1 400 400' --payee 王小明 --lang en --now 2026-03-11T09:00:00+08:00
  reimbursement: refused
  refused: no rate of EUR is known for 2026-02-26 (REIMBURSE_NO_RATE, L0060005:7) import the rates of that day (nhi reimburse rates)
  [1]
  $ nhi reimburse grant A123456789 --ground 2 --cared-from 2026-04-10 --place 東京醫院 --items 'inpatient 3 400 400; emergency x' --payee 王小明 --lang en --now 2026-05-11T09:00:00+08:00
  reimbursement: refused
  refused: the ceiling of 2026-04-10 is not among the figures of law (REIMBURSE_NO_CEILING, L0060005:6) add the announced figure to law/reimburse.csv
  refused: the value “emergency x” of the field “items” cannot be read (FIELD_INVALID, A0030055:35) correct the field
  [1]
  $ nhi reimburse grant A123456789 --ground 1 --cared-from 2025-09-01 --place 山上診所 --items 'emergency 1 3000 3000 300' --payee 王小明 --lang en --now 2026-03-03T09:00:00+08:00
  reimbursement: refused
  refused: the last day to file was 2026-03-02 (REIMBURSE_LATE, L0060001:56:1) it cannot be reimbursed any more
  [1]
  $ nhi reimburse grant A123456789 --ground 5 --year 2025 --copay-paid 93000 --payee 王小明 --lang en --now 2026-06-30T09:00:00+08:00
  reimbursement: accepted
  file_by=2026-06-30 amount=7000 number=31150000002 order_no=31150000002
    trace
      step=copay.inpatient.ceiling.year text_zh=住院部分負擔全年上限 text_en=yearly ceiling of inpatient copayment value=86000 unit=twd source=notice:衛部保字第1131260705號@2024-12-09
      step=copay text_zh=全年住院部分負擔 text_en=inpatient copayment of the year value=93000 unit=twd
      step=paid text_zh=核退金額 text_en=reimbursed value=7000 unit=twd source=L0060001:55:1
  $ nhi reimburse show A123456789
  number=31150000001 ground=2 applied_on=2026-03-10 cared_from=2026-02-10 cared_to=2026-02-10 place=大阪醫院 currency=JPY rate_e6=220000 rate_on=2026-02-26 amount=3825 order_no=31150000001 taken_back_on=-
  number=31150000002 ground=5 applied_on=2026-06-30 cared_from=2025-01-01 cared_to=2025-12-31 place=- currency=TWD rate_e6=1000000 rate_on=- amount=7000 order_no=31150000002 taken_back_on=-
  $ nhi reimburse orders --from 2026-01-01 --to 2026-12-31
  order_no=31150000001 payee=王小明 account=700-0001234567 amount=3825 source=reimburse:31150000001 ordered_on=2026-03-10
  order_no=31150000002 payee=王小明 account= amount=7000 source=reimburse:31150000002 ordered_on=2026-06-30
  $ nhi ledger balance --account 2104 --lang en
  fund,account,name_zh,name_en,debit,credit,balance
  nhi,2104,應付自墊醫療費用核退款,Reimbursements payable,0,10825,-10825
  $ nhi doctor --lang en | grep -v '^ok'
  [1]
