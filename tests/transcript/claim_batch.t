A batch of claims from the file to the money: received, judged, paid provisionally, approved, settled.

  $ nhi db init --lang en >init.txt; printf '\357\273\277醫事機構代碼,醫事機構名稱,機構地址,分區別代碼\n3501180014,春天診所,臺中市西屯區市政北一路 66 號,3\n' >p.csv; nhi provider import p.csv --now 2026-03-01T09:00:00+08:00 >import.txt
  $ nhi claim sample a.xml --seed 1 --cases 30 --month 2026-03 --provider 3501180014
  code,case,order
  $ nhi claim receive a.xml --now 2026-04-10T09:00:00+08:00 --lang en
  a.xml: receipt 115000000001, accepted, 30 cases, 12030 points claimed
  $ nhi claim receive a.xml --now 2026-04-11T09:00:00+08:00 --lang en
  a.xml: receipt 115000000001 (received before), accepted, 30 cases, 12030 points claimed

Until something is paid a new file of the month takes the place of the old one.

  $ nhi claim sample b.xml --seed 1 --cases 31 --month 2026-03 --provider 3501180014
  code,case,order
  $ nhi claim receive b.xml --now 2026-04-12T09:00:00+08:00 --lang en
  b.xml: receipt 115000000002, accepted, 31 cases, 12431 points claimed
    replaces 115000000001: same 30, changed 0, new 1, gone 0
  $ nhi claim adjudicate --now 2026-04-13T09:00:00+08:00 --lang en
  1 batches, 0 returned, 31 cases, 0 cases not paid, 0 findings, 12,431 points claimed, 12,431 points left
  $ nhi claim adjudicate --now 2026-04-13T09:00:00+08:00 --lang en
  0 batches, 0 returned, 0 cases, 0 cases not paid, 0 findings, 0 points claimed, 0 points left
  $ nhi claim pay --now 2026-04-20T09:00:00+08:00 --lang en
  paid provisionally: 1 batches, NT$10500; nothing to pay for 0
  $ nhi claim pay --now 2026-04-20T09:00:00+08:00 --lang en
  paid provisionally: 0 batches, NT$0; nothing to pay for 0
  $ nhi claim void 115000000002 --reason wrong --lang en
  ! nhi: claim 115000000002 was paid for or approved; it cannot be replaced or withdrawn: file a supplement or an appeal
  [5]
  $ nhi claim deduct 115000000002 --case 3 --order 2 --points 50 --code 0001A --reason 'not needed' --reviewer r1 --now 2026-05-02T09:00:00+08:00 --lang en
  review: 50 points taken off
  $ nhi claim deduct 115000000002 --case 3 --points 4000 --reason 'too much' --reviewer r1 --now 2026-05-02T09:00:00+08:00 --lang en
  refused: 4000 points are not within what can be taken off or given back (at most 351) (CLAIM_POINTS, L0060006:22) correct the points
  [1]
  $ nhi claim approve --now 2026-06-01T09:00:00+08:00 --lang en
  approved: 1 batches, NT$1881; nothing to pay for 0
  $ nhi claim list
  receipt,provider,month,format,kind,received,cases,orders,points,verdict,state
  115000000001,3501180014,2026-03,op,original,2026-04-10,30,137,12030,accepted,replaced
  115000000002,3501180014,2026-03,op,original,2026-04-12,31,141,12431,accepted,decided
  $ nhi claim show 115000000002 | grep -v actor
  {
    "receipt": "115000000002",
    "provider": "3501180014",
    "format": "op",
    "kind": "original",
    "state": "decided",
    "verdict": "accepted",
    "sha256": "1020844f3e7e9a854140492ce5de331d1db67b951147cefbd802400637f9d337",
    "cases": 31,
    "refused": 0,
    "points_claimed": 12431,
    "points_left": 12431,
    "fixed": 2046,
    "paid": 12381,
    "steps": [
      {
        "step": 1,
        "state": "received",
        "on": "2026-04-12",
        "detail": "",
        "at": "2026-04-12T09:00:00+08:00"
      },
      {
        "step": 2,
        "state": "adjudicated",
        "on": "2026-04-13",
        "detail": "cases 31 refused 0 approved 12431",
        "at": "2026-04-13T09:00:00+08:00"
      },
      {
        "step": 3,
        "state": "provisional",
        "on": "2026-04-20",
        "detail": "10500",
        "at": "2026-04-20T09:00:00+08:00"
      },
      {
        "step": 4,
        "state": "decided",
        "on": "2026-06-01",
        "detail": "12381",
        "at": "2026-06-01T09:00:00+08:00"
      }
    ],
    "causes": []
  }

An appeal: decided by another reviewer, within its term, never more than was taken.

  $ nhi claim appeal 115000000002 --case 3 --points 50 --reason 'record shows it' --reviewer r1 --now 2026-07-01T09:00:00+08:00 --lang en
  refused: an appeal is not decided by the reviewer of the first decision (CLAIM_SAME_REVIEWER, L0060006:33:1) hand it to another reviewer
  [1]
  $ nhi claim appeal 115000000002 --case 3 --points 51 --reason 'record shows it' --reviewer r2 --now 2026-09-01T09:00:00+08:00 --lang en
  refused: 51 points are not within what can be taken off or given back (at most 50) (CLAIM_POINTS, L0060006:22) correct the points
  refused: the term to appeal ended on 2026-07-31 (CLAIM_APPEAL_LATE, L0060006:32) late appeals are not taken; tell of force majeure
  [1]
  $ nhi claim appeal 115000000002 --case 3 --points 30 --reason 'record shows it' --reviewer r2 --now 2026-07-01T09:00:00+08:00 --lang en
  appeal: 30 points given back, NT$30 paid

  $ nhi claim statement 115000000002
  不予核銷金額,醫事機構代碼,費用年月,申請申報日期,案件分類,流水號,就醫日期,出生日期,身分證號,醫令序號,醫令代碼,執行時間起,分區別,拆帳金額,核付日期,追扣原因,院所申復事項,院所說明
  0000000050,3501180014,202603,20260405,01,3,20260326,19620808,Q25888****,2,A013382100,,3,50,20260601,0001A not needed,,
  -0000000030,3501180014,202603,20260405,01,3,20260326,19620808,Q25888****,0,,,3,-30,20260601,record shows it,,

For a program: each with its stage, reason and who decided.

  $ nhi claim statement 115000000002 --json
  [
    {
      "case": 3,
      "class": "01",
      "serial": 3,
      "order": 2,
      "item": "A013382100",
      "stage": "review",
      "points": 50,
      "code": "0001A",
      "reason": "not needed",
      "reviewer": "r1"
    },
    {
      "case": 3,
      "class": "01",
      "serial": 3,
      "order": 0,
      "item": "",
      "stage": "appeal",
      "points": -30,
      "code": "",
      "reason": "record shows it",
      "reviewer": "r2"
    }
  ]

A file of appeals has its receipt, and waits: nothing judges or pays it as a claim.

  $ printf '<?xml version="1.0" encoding="Big5"?>\n<outpatient><tdata><t1>3501180014</t1><t2>11503</t2><t3>4</t3><t4>1150405</t4><t5>1150702</t5><t6>1</t6><t7>20</t7><t14>1</t14><t15>20</t15><t38>1</t38><t39>20</t39></tdata><ddata><dhead><d1>01</d1><d2>3</d2></dhead><dbody><d3>1</d3><d5>20</d5><d6>0</d6><pdata><p1>2</p1><p2>A013382100</p2><p6>20</p6><p7>N</p7><p8>record</p8></pdata></dbody></ddata></outpatient>\n' >appeal.xml; nhi claim receive appeal.xml --now 2026-07-02T09:00:00+08:00 --lang en
  appeal.xml: receipt 115000000003, accepted, 1 cases, 20 points claimed
    an appeal: it waits, to be decided one by one on the claim with nhi claim appeal
  $ nhi claim adjudicate --now 2026-07-03T09:00:00+08:00 --lang en
  0 batches, 0 returned, 0 cases, 0 cases not paid, 0 findings, 0 points claimed, 0 points left
  1 files of appeals left out: decide them one by one on the claim with nhi claim appeal
  $ nhi claim pay --now 2026-07-03T09:00:00+08:00 --lang en
  paid provisionally: 0 batches, NT$0; nothing to pay for 0
  1 files of appeals left out: decide them one by one on the claim with nhi claim appeal
  $ nhi claim approve --now 2026-07-03T09:00:00+08:00 --lang en
  approved: 0 batches, NT$0; nothing to pay for 0
  1 files of appeals left out: decide them one by one on the claim with nhi claim appeal
  $ nhi claim list | grep appeal
  115000000003,3501180014,2026-03,appeal,appeal,2026-07-02,1,1,20,accepted,appealed
  $ nhi claim show 115000000003 | grep -E 'format|kind|state|paid'
    "format": "appeal",
    "kind": "appeal",
    "state": "appealed",
    "paid": 0,
        "state": "appealed",

The quarter: its budget, its settlement from the approved claims; once.

  $ printf 'sector,region,amount\nclinic,central,10000\n' >budget.csv; nhi budget enter --quarter 2026Q1 --budget budget.csv --now 2026-06-02T09:00:00+08:00
  $ nhi budget close --quarter 2026Q1 --now 2026-07-05T09:00:00+08:00 --lang en
  clinic: budget 10000 = inside 7954 + outside 0 + fixed 2046 + unspent 0; floating central 0.76739026
  1 providers: due 10000, paid 12411, difference NT$-2411
  $ nhi budget close --quarter 2026Q1 --now 2026-07-05T09:00:00+08:00 --lang en
  ! nhi: budget_value already exists
  [5]
  $ nhi claim list | cut -d, -f1,11
  receipt,state
  115000000001,replaced
  115000000002,settled
  115000000003,appealed
  $ nhi claim show 115000000002 | grep -A2 settled
    "state": "settled",
    "verdict": "accepted",
    "sha256": "1020844f3e7e9a854140492ce5de331d1db67b951147cefbd802400637f9d337",
  --
        "state": "settled",
        "on": "2026-07-05",
        "detail": "2026Q1",
  $ nhi ledger balance | grep -E '1151|1152|2101|5101'
  nhi,1151,暫付醫療費用,Advances to providers,10500,10500,0
  nhi,1152,應收醫事機構款,Receivable from providers,2411,0,2411
  nhi,2101,應付醫療費用,Medical benefits payable,0,12411,-12411
  nhi,5101,保險給付,Insurance benefits,12411,2411,10000
  $ nhi doctor --lang en | tail -1
  ok   ledger                   4 entries with 9 postings balance

A worker judges too: ordered, stopped before it began, gone on with, done.

  $ nhi claim sample d.xml --seed 2 --cases 5 --month 2026-04 --provider 3501180014 >/dev/null; nhi claim receive d.xml --now 2026-07-06T09:00:00+08:00 --lang en
  d.xml: receipt 115000000004, accepted, 5 cases, 2005 points claimed
  $ nhi claim adjudicate --later --now 2026-07-06T09:00:00+08:00 --lang en
  ordered as job 257
  $ nhi job stop 257 --now 2026-07-06T09:10:00+08:00 --lang en
  257  claim.adjudicate 769  stopped  0/0
  $ nhi work --until-idle --now 2026-07-06T10:00:00+08:00 --lang en
  0 done, 0 failed
  $ nhi job resume 257 --now 2026-07-06T09:30:00+08:00 --lang en
  257  claim.adjudicate 769  due  0/0
  $ nhi work --until-idle --now 2026-07-06T10:00:00+08:00 --lang en
  1 done, 0 failed
  $ nhi job show 257 --lang en
  257  claim.adjudicate 769  done  1/1  {"batches":1,"returned":0,"cases":5,"refused":0,"findings":0,"applied":2005,"approved":2005,"appeals":1}
  $ nhi claim list --month 2026-04 | cut -d, -f1,11
  receipt,state
  115000000004,adjudicated
  $ nhi claim adjudicate --later --now 2026-07-06T11:00:00+08:00 --lang en
  no claim waits

What is no claim, or nobody's, is told and not kept.

  $ printf 'no claim\n' >c.xml; nhi claim receive c.xml --lang en
  c.xml: not received: no known provider or month
  [1]
