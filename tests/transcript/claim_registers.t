A story of the registers and the claims behind them: who is insured when, under whose contract, with which
certificate and approval, decides what is paid. Persons, providers and numbers are invented. While a register
is empty it decides nothing.

  $ printf 'day=$1; shift; nhi "$@" --lang en --now ${day}T09:00:00+08:00\n' >at
  > printf 'sed "s/1060510/$1/g; s/A110000004/$2/; s/<t2>[0-9]*/<t2>3501180014/; s/10605</${1%%??}</; s/1060510/$1/g; $3" $SOURCE/tests/files/claims/one.xml >c.xml; nhi claim check c.xml --registers --lang en >v; grep -A1 ^E v || { grep -q accepted v && echo paid; }\n' >claim
  > printf 'sh claim $1 $2 "s/<d15>D10/<d15>001/; s/<d40>50/<d40>0/; s/446/496/; /<t39>/d; /<t40>/d"\n' >free; nhi db init >/dev/null
  > printf '醫事機構代碼,醫事機構名稱,機構地址,分區別代碼\n3501180014,春天診所,臺中市西屯區市政北一路 66 號,3\n3501180023,夏天診所,臺中市西屯區市政北一路 68 號,3\n' >p.csv; sh at 2026-01-02 provider import p.csv | head -1
  > sh at 2026-01-02 unit add --name 測試公司 --kind enterprise --county 台中市 --business-number 04595257 --on 2026-01-01 | head -1
  > sh claim 1150310 A110000004
  > sh at 2026-01-02 provider contract 3501180023 --licensed-on 2026-01-02 --applied-on 2026-01-02 | head -1
  > sh at 2026-01-02 enrol in --unit 390000001 --id C110000024 --name 測試丙 --birth 1956-01-02 --wage 40000 --on 2026-01-02 | head -1
  > sh at 2026-01-05 illness grant C110000024 --category 01 --icd C50.911 --stage 2 --certificate-on 2026-01-02 --hospital 0401180014 | head -1
  > sh claim 1150310 A110000004
  import of providers: accepted
  unit 390000001: accepted
  paid
  contract: accepted
  enrolment: accepted
  certificate: accepted
  E01 line 19, case 09-1: “A110000004” is not in the register of insured persons
      → Check the document; if it is right, the person asks the insurer.
  E03 line 19, case 09-1: the provider 3501180014 had no contract on 2026-03-10
      → Check the day of the visit.

Nobody has the number. Insured from March on, but the clinic has no contract; then both are there.

  $ sh at 2026-03-01 enrol in --unit 390000001 --id A110000004 --name 測試甲 --birth 1983-03-15 --wage 40000 --on 2026-03-01 | head -1
  > sh claim 1150310 A110000004
  > sh at 2026-03-02 provider contract 3501180014 --licensed-on 2026-02-20 --applied-on 2026-02-23 | head -1
  > sh claim 1150310 A110000004
  enrolment: accepted
  E03 line 19, case 09-1: the provider 3501180014 had no contract on 2026-03-10
      → Check the day of the visit.
  contract: accepted
  paid

A certificate of catastrophic illness: before it the exemption is not backed, on the next claim it is.

  $ sh free 1150310 A110000004
  > sh at 2026-03-16 illness grant A110000004 --category 01 --icd C50.911 --stage 2 --certificate-on 2026-03-10 --hospital 0401180014 | head -1
  > sh free 1150310 A110000004
  > sh free 1150320 A110000004
  > sh claim 1150320 A110000004
  E05 line 17, case 09-1: exempt by 001, but no certificate of catastrophic illness holds on 2026-03-10
      → Collect the copayment, or claim again when the certificate is granted.
  certificate: accepted
  E05 line 17, case 09-1: exempt by 001, but no certificate of catastrophic illness holds on 2026-03-10
      → Collect the copayment, or claim again when the certificate is granted.
  paid
  E08 line 19, case 09-1: a certificate of catastrophic illness holds on 2026-03-20, and copayment was taken
      → Give the copayment back if the visit was for the illness.

An approval of twelve weeks from 2 March: the twelfth week is paid, the thirteenth cut.

  $ sh at 2026-03-02 enrol in --unit 390000001 --id B210000016 --name 測試乙 --birth 1976-07-20 --wage 40000 --on 2026-03-01 | head -1
  > sh at 2026-03-02 approval grant B210000016 --kind service --item 90004X --provider 3501180014 --requested 24 --to 2026-05-24 | head -1
  > sh claim 1150518 B210000016
  > sh claim 1150525 B210000016
  enrolment: accepted
  prior authorisation: accepted
  paid
  E06 line 49, case 09-1, order 2: no prior approval covers “90004X” on 2026-05-25
      → Apply for an extension.

The clinic is suspended: from that day its claims are refused.

  $ sh at 2026-06-01 provider punish 3501180014 --article 39 --violated 虛報醫療費用 --months 1 | tail -1
  > sh free 1150601 A110000004
  > sh free 1150602 A110000004
  > sh free 1150702 A110000004
  measure=suspension article=39 escalated=no from=2026-06-02 last_day=2026-07-01 amount=0 measure_no=31150000001 contract_ended=no
  paid
  E04 line 17, case 09-1: the provider 3501180014 was suspended or terminated on 2026-06-02
      → Check the day and the scope of the measure.
  paid

The insurance ends: the claim of a later day is refused with its reason.

  $ sh at 2026-07-10 enrol out --unit 390000001 --id A110000004 --reason unqualified --on 2026-07-10 | head -1
  > sh free 1150710 A110000004
  > sh free 1150715 A110000004
  leave: accepted
  paid
  E02 line 17, case 09-1: not insured on 2026-07-15
      → Ask the person about the insurance; claim again when it is mended.

The same when it is received and judged: the case is not paid, the reason is kept.

  $ nhi claim receive c.xml --lang en --now 2026-08-03T09:00:00+08:00; nhi claim adjudicate --lang en --now 2026-08-03T10:00:00+08:00
  > nhi claim found --month 2026-07 --lang en | tail -1
  c.xml: receipt 115000000001, accepted, 1 cases, 496 points claimed
  1 batches, 0 returned, 1 cases, 1 cases not paid, 1 findings, 496 points claimed, 0 points left
  115000000001,3501180014,09,1,1,0,E02,case,496,17

What was approved is used up by what was judged: of three units two are used, the next claim is cut to one.

  $ sh at 2026-07-01 approval grant C110000024 --kind service --item 90004X --provider 3501180014 --requested 3 --to 2026-09-30 | head -1
  > sh free 1150720 C110000024; nhi claim receive c.xml --lang en --now 2026-08-04T09:00:00+08:00; nhi claim adjudicate --lang en --now 2026-08-04T10:00:00+08:00
  > sh free 1150820 C110000024
  prior authorisation: accepted
  paid
  c.xml: receipt 115000000002, accepted, 1 cases, 496 points claimed
    replaces 115000000001: same 0, changed 1, new 0, gone 0
  1 batches, 0 returned, 1 cases, 0 cases not paid, 0 findings, 496 points claimed, 496 points left
  E07 line 47, case 09-1, order 2: “90004X” is more than was approved; 1.0 is left
      → Claim what was approved.

Whom the check asked about is recorded.

  $ nhi audit list --reads --person 1 --lang en | grep -c claim
  2
