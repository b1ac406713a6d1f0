Providers: import of open data, contract, inspection, measures that grow, objection, what is paid on a day.

  $ nhi db init --lang en
  the database is up to date; [..] migrations applied now
  $ printf '\357\273\277醫事機構代碼,醫事機構名稱,機構地址,分區別代碼\n3501180014,春天診所,臺中市西屯區市政北一路 66 號,3\n0401180014,中部醫院,臺中市西區三民路一段 199 號,3\n' >p.csv; nhi provider import p.csv --lang en --now 2026-07-01T09:00:00+08:00
  > sed -i 's/春天診所/春田診所/' p.csv; nhi provider import p.csv --lang en --now 2026-07-20T09:00:00+08:00
  > printf '醫事機構代碼,醫事機構名稱\n35011,春\n' >bad.csv; nhi provider import bad.csv --lang en
  import of providers: accepted
  rows=2 added=2 changed=0 contracts=0
  import of providers: accepted
  rows=2 added=0 changed=1 contracts=0
  ! nhi: row 2: the code needs ten digits, the name a text, the branch 1 to 6
  [3]
  $ nhi provider contract 3501180014 --licensed-on 2026-07-20 --applied-on 2026-08-03 --grounds debt --lang en --now 2026-08-20T09:00:00+08:00
  contract: refused
  refused: a ground of refusal holds (article 4, item 4: debt) (PROVIDER_GROUND, L0060008:4) apply again when it is gone
  [1]
  $ nhi provider contract 3501180014 --licensed-on 2026-07-20 --applied-on 2026-08-03 --lang en --now 2026-08-20T09:00:00+08:00
  contract: accepted
  from=2026-07-20 last_day=2029-07-19 contract_no=3115000001
  $ nhi provider contract 3501180014 --licensed-on 2026-07-20 --applied-on 2026-08-03 --lang en --now 2026-08-21T09:00:00+08:00
  contract: refused
  refused: there is a contract already on 2026-07-20 (PROVIDER_THERE, L0060008:7) renew it before its end
  [1]
  $ for day in 2026-07-19 2026-07-20; do nhi provider pays 3501180014 --on $day; done
  on=2026-07-19 pays=no_contract
  on=2026-07-20 pays=yes

Codes of institutions may hold letters.

  $ nhi id check 350102A009 JY01010089 327200000I AC01234567 3501020A0Z1 --lang en
  350102A009  valid  provider code (ten digits, nothing to check)
  JY01010089  valid  provider code (ten digits, nothing to check)
  327200000I  valid  provider code (ten digits, nothing to check)
  AC01234567  valid  resident number, old form
  3501020A0Z1  not valid  no known kind of number
  [1]

Guidance, an inspection with its record, a complaint.

  $ nhi provider guide 3501180014 --subject 健保卡上傳 --outcome 已完成設定 --lang en --now 2026-09-01T09:00:00+08:00
  guidance: accepted
  $ nhi provider inspect 3501180014 --planned-on 2026-09-10 --note 申報異常 --inspectors 林查核 --lang en --now 2026-09-01T09:00:00+08:00
  inspection: accepted
  inspection_no=31150000001
  $ nhi provider record 31150000001 --note 訪查紀錄 --findings 三筆病歷無記載 --lang en --now 2026-09-10T17:00:00+08:00
  record: accepted
  $ nhi provider record 31150000001 --note 訪查紀錄 --lang en --now 2026-09-10T18:00:00+08:00
  record: refused
  refused: the inspection was recorded on 2026-09-10 already (PROVIDER_RECORDED, L0060008:37) nothing to do
  [1]
  $ nhi provider complain 3501180014 --subject 多收部分負擔 --outcome 已退還 --refund 100 --lang en --now 2026-09-11T09:00:00+08:00
  complaint: accepted

Three deductions, and the fourth suspends for a month. The doctor is then not paid anywhere.

  $ for day in 2026-09-14 2026-09-15 2026-09-16; do nhi provider punish 3501180014 --article 37 --violated 病歷無記載 --points 1234 --value 91234567 --lang en --now ${day}T09:00:00+08:00 | tail -1; done
  measure=deduction article=37 escalated=no from=2026-09-14 last_day=2026-09-14 amount=11258 measure_no=31150000001 contract_ended=no
  measure=deduction article=37 escalated=no from=2026-09-15 last_day=2026-09-15 amount=11258 measure_no=31150000002 contract_ended=no
  measure=deduction article=37 escalated=no from=2026-09-16 last_day=2026-09-16 amount=11258 measure_no=31150000003 contract_ended=no
  $ nhi provider punish 3501180014 --article 37 --violated 病歷無記載 --points 500 --value 91234567 --persons A123456789 --lang en --now 2026-09-17T09:00:00+08:00
  measure: accepted
  measure=suspension article=38 escalated=yes from=2026-09-18 last_day=2026-10-17 amount=0 measure_no=31150000004 contract_ended=no
  $ for day in 2026-09-17 2026-09-18 2026-10-17 2026-10-18; do nhi provider pays 3501180014 --on $day; done
  on=2026-09-17 pays=yes
  on=2026-09-18 pays=suspended
  on=2026-10-17 pays=suspended
  on=2026-10-18 pays=yes
  $ nhi provider contract 0401180014 --licensed-on 2026-01-05 --applied-on 2026-08-03 --lang en --now 2026-08-20T09:00:00+08:00 | tail -1
  > nhi provider pays 0401180014 --on 2026-09-20 --staff A123456789
  from=2026-08-03 last_day=2029-08-02 contract_no=3115000002
  on=2026-09-20 pays=barred

An objection within thirty days is allowed: the measure is taken back, and care is paid.

  $ nhi provider object 31150000004 --allowed --note 查證有理由 --filed-on 2026-10-20 --lang en --now 2026-11-01T09:00:00+08:00
  objection: refused
  refused: the last day for an objection was 2026-10-19 (PROVIDER_OBJECT_LATE, L0060008:48:1) it cannot be taken any more
  [1]
  $ nhi provider object 31150000004 --allowed --note 查證有理由 --filed-on 2026-10-01 --lang en --now 2026-10-20T09:00:00+08:00
  objection: accepted
  object_by=2026-10-19 allowed=yes
  $ nhi provider pays 3501180014 --on 2026-09-18
  on=2026-09-18 pays=yes

Grave fraud ends the contract; for a year there is none.

  $ nhi provider punish 3501180014 --article 39 --violated 自創就醫紀錄 --points 100001 --cards --lang en --now 2026-11-02T09:00:00+08:00
  measure: accepted
  measure=termination article=40 escalated=yes from=2026-11-03 last_day=2027-11-02 amount=0 measure_no=31150000005 contract_ended=yes
  $ nhi provider contract 3501180014 --licensed-on 2026-11-20 --applied-on 2026-11-25 --lang en --now 2026-11-25T09:00:00+08:00
  contract: refused
  refused: in execution (termination) until before 2027-11-03 (PROVIDER_SERVING, L0060008:4) apply afterwards
  [1]
  $ nhi provider close 0401180014 --on 2026-11-30 --lang en --now 2026-11-30T09:00:00+08:00
  closing: accepted
  contract_ended=yes
  $ nhi provider show 3501180014
  code=3501180014
    contracts
      contract_no=3115000001 from=2026-07-20 last_day=2026-11-02 ended=terminated
    history
      from=2026-07-01 to=2026-07-20 name=春天診所 kind= level= division=3 address=臺中市西屯區市政北一路 66 號 head= status=open
      from=2026-07-20 to=- name=春田診所 kind= level= division=3 address=臺中市西屯區市政北一路 66 號 head= status=open
    measures
      measure_no=31150000001 measure=deduction article=37 violated=病歷無記載 on=2026-09-14 from=2026-09-14 to=2026-09-15 scope= amount=11258 points=1234 voided_on=-
      measure_no=31150000002 measure=deduction article=37 violated=病歷無記載 on=2026-09-15 from=2026-09-15 to=2026-09-16 scope= amount=11258 points=1234 voided_on=-
      measure_no=31150000003 measure=deduction article=37 violated=病歷無記載 on=2026-09-16 from=2026-09-16 to=2026-09-17 scope= amount=11258 points=1234 voided_on=-
      measure_no=31150000004 measure=suspension article=38 violated=病歷無記載 on=2026-09-17 from=2026-09-18 to=2026-10-18 scope= amount=0 points=500 voided_on=2026-10-20
      measure_no=31150000005 measure=termination article=40 violated=自創就醫紀錄 on=2026-11-02 from=2026-11-03 to=2027-11-03 scope= amount=0 points=100001 voided_on=-
    inspections
      inspection_no=31150000001 planned_on=2026-09-10 reason=申報異常 inspectors=林查核 on=2026-09-10 record=訪查紀錄 findings=三筆病歷無記載
    notes
      kind=guidance on=2026-09-01 subject=健保卡上傳 outcome=已完成設定 refund=0
      kind=complaint on=2026-09-11 subject=多收部分負擔 outcome=已退還 refund=100
  $ nhi provider list --text 醫院
  code=0401180014 name=中部醫院 kind= level= division=3 address=臺中市西區三民路一段 199 號 status=closed
  $ nhi doctor --lang en | grep -v ^ok
  [1]
