The premium of a month, who pays which part, and why.

  $ nhi premium quote --at 2026-07-01 --category 12 --wage 36000 --dependents 2
  自付保險費：1,689 元
  投保單位負擔：1,757 元
  政府補助：293 元

  為什麼？
    投保金額（分級表等級）：36,300（#6）  [dataset:20251@2026-01-01;notice:衛部保字第1140153424號@2025-12-12]
    一般保險費率：5.17%  [dataset:20246@2021-01-01]
    平均眷口數（投保單位及政府負擔用）：0.56  [dataset:20246@2024-01-01;dataset:20246@2025-01-01;dataset:20246@2026-01-01]
    眷屬人數：2
    第一類第2目（公、民營事業、機構受僱者）自付比率：30%  [L0060001:27@2012-07-01]
    每人自付保險費：36,300 × 5.17% × 30% = 563.013 → 563  [L0060001:27;L0060002:52]
    第一類第2目（公、民營事業、機構受僱者）投保單位負擔比率：60%  [L0060001:27@2012-07-01]
    投保單位負擔：36,300 × 5.17% × 60% × 1.56 = 1,756.60056 → 1,757  [L0060001:27;L0060002:52]
    第一類第2目（公、民營事業、機構受僱者）政府補助比率：10%  [L0060001:27@2012-07-01]
    政府補助：36,300 × 5.17% × 10% × 1.56 = 292.76676 → 293  [L0060001:27;L0060002:52]
    自付保險費合計（本人與計費眷屬）：563 × (1 + 2) = 1,689  [L0060001:18;L0060001:23]

  $ nhi premium quote --at 2026-07-01 --category 62 --dependents 4 --lang en
  self part: NT$3,304
  unit's share: NT$0
  government's share: NT$2,204

  Why?
    average premium of category 6: NT$1,377  [dataset:20246@2021-01-01]
    number of dependents: 4
    dependents charged at most: 3  [L0060001:18:2@2013-01-01;L0060001:23:2@2013-01-01]
    self share, category 6 item 2 (regional population): 60%  [L0060001:27@2012-07-01]
    self part of each person: 1,377 × 60% = 826.2 → 826  [L0060001:27;L0060002:52]
    share of government, category 6 item 2 (regional population): 40%  [L0060001:27@2012-07-01]
    share of the government a person: 1,377 × 40% = 550.8 → 551  [L0060001:27;L0060002:52]
    self part in all (the insured and the dependents charged): 826 × (1 + 3) = 3,304  [L0060001:18;L0060001:23]
    Note: 4 dependents, 3 are charged, the others are free

  $ nhi premium table --at 2026-07-01 --category 62 --csv
  grade,insured_amount,self,self_plus_1,self_plus_2,self_plus_3,unit,government
  ,1377,826,1652,2478,3304,0,551

What cannot be computed says why and how to go on.

  $ nhi premium quote --at 2026-07-01 --category 12 --amount 36301
  ! nhi: 分級表沒有投保金額 36301；月薪 36301 應歸 38200，請改用 --wage 36301
  [2]

  $ nhi premium quote --at 2026-07-01 --category 12
  ! nhi: 請給 --wage 或 --amount 其中一個
  [2]

  $ nhi premium quote --at 2026-07-01 --category 17 --wage 1
  ! nhi: --category的值「17」不在 11–15, 21–22, 31–32, 41–43, 51, 61–62 的範圍
  [2]

  $ nhi premium quote --at 2026-07-01 --category 62 --wage 36000
  ! nhi: 第三至六類不用 --wage 或 --amount
  [2]

  $ nhi premium quote --at 2026-07-01 --category 51 --dependents 1
  ! nhi: 第四、五類被保險人沒有眷屬加保（健保法第 2 條）；眷屬請各自投保
  [2]

  $ nhi premium quote --at 2026-07-01 --category 12 --wage 36000 --private-school
  ! nhi: --private-school 只適用於類目 11
  [2]

  $ nhi premium quote --at 1994-07-01 --category 12 --wage 36000 --json
  ! {"error":{"code":"LAW_NO_VALUE","message_zh":"參數 premium.rate 在 1994-07-01 沒有數值","message_en":"parameter premium.rate has no value on 1994-07-01","where":""}}
  [1]

A whole payroll: a row a person; a row that cannot be computed says what mends it.

  $ printf '身分證號,姓名,類目,薪資,投保金額,眷屬人數\nA123456789,王大明,12,36000,,2\n,李四,,,36301,0\n,陳五,21,,36300,x\n,,62,,,1\n' > staff.csv
  $ nhi premium quote --file staff.csv --at 2026-07-01
  row,id,name,category,insured_amount,grade,dependents,dependents_charged,deduction,unit_share,government_share,article,status,problem
  2,A123456789,王大明,12,36300,6,2,2,1689,1757,293,L0060001:27;L0060002:52,ok,
  3,,李四,,,,,,,,,,refused,投保金額不在分級表上；請填分級表金額，或改填薪資
  4,,陳五,21,,,,,,,,,refused,「x」不是眷屬人數，請填 0 至 30 的整數
  5,,,62,0,0,1,1,1652,0,1102,L0060001:27;L0060002:52,ok,
  [1]

Supplementary premium, late fee, instalments, the unit that is charged.

  $ nhi premium supplement --at 2026-09-20 --kind 62 --amount 36300 --bonus-before 170000 --paid 25000 --lang en
  amount charged: NT$25,000
  supplementary premium: NT$528

  Why?
    this payment: NT$25,000
    payment above which no supplementary premium is due: NT$10,000,000  [L0060001:31:1@2013-01-01]
    multiple of the insured amount free for bonuses: 4  [L0060001:31:1@2013-01-01]
    insured amount of the month: NT$36,300
    bonuses of this year, this one included: NT$195,000
    amount that is charged: min(25,000, max(0, 195,000 − 145,200), 10,000,000) = 25,000  [L0060001:31:1;L0060027:6]
    supplementary premium rate: 2.11%  [L0060001:33@2013-01-01;facts:enrolment-premium:4.1]
    supplementary premium (rounded half up to the dollar): 25,000 × 2.11% → 528  [L0060001:33;L0060002:52]

  $ nhi premium supplement --at 2026-09-20 --kind 62 --paid 25000
  ! nhi: 缺少 --amount
  [2]

  $ nhi premium supplement --at 2026-09-20 --kind 67 --paid 25000 --owner-amount 3
  ! nhi: --owner-amount 不適用於類別 67
  [2]

  $ nhi premium supplement --at 2012-09-20 --kind 67 --paid 25000
  ! nhi: 參數 supplement.cap 在 2012-09-20 沒有數值
  [1]

  $ nhi premium latefee --payer unit --amount 10000 --due 2026-03-02 --paid 2026-03-20 --lang en
  late fee: NT$20

  Why?
    days of grace: 15 days  [L0060001:35:1@2012-07-01]
    rest days move: 0 nothing, 1 the end of grace, 2 due day and grace: 2  [facts:enrolment-premium:5.1]
    late fee rate a day: 0.1%  [L0060001:35:1@2012-07-01]
    cap of the late fee, units and withholding agents: 15%  [L0060001:35:1@2012-07-01]
    late fee waived at or below: NT$0  [facts:enrolment-premium:5.1]
    last day of grace (days after the due day): 2026-03-02 + 15 = 2026-03-17  [L0060001:35;A0030055:48]
    days late (up to the day before payment): 2 days
    late fee (rounded half up to the dollar): min(10,000 × 0.1% × 2, 10,000 × 15%) → 20  [L0060001:35;L0060002:52]
    Note: the value of “rest days move: 0 nothing, 1 the end of grace, 2 due day and grace” is unverified (source: facts:enrolment-premium:5.1)
    Note: the value of “late fee waived at or below” is unverified (source: facts:enrolment-premium:5.1)

  $ nhi premium instalments --payer person --arrears 2000 --at 2026-07-01
  可分 2 至 12 期
  每期最低：826 元

  為什麼？
    保險對象申請分期最低欠費：2,000 元  [L0060020:4@2015-11-13]
    保險對象每期最低金額占平均保險費之比率：60%  [L0060020:5:1@2015-11-13]
    第六類平均保險費：1,377 元  [dataset:20246@2021-01-01]
    分期最少期數：2  [L0060020:5:1@2015-11-13]
    保險對象分期第 1 級距欠費上限（未滿）：50,000 元  [L0060020:5:1@2015-11-13]
    保險對象分期第 1 級距最多期數：12  [L0060020:5:1@2015-11-13]
    注意：依每期最低金額，實際最多 2 期

  $ nhi premium instalments --payer person --arrears 1999 --at 2026-07-01
  不得分期

  為什麼？
    保險對象申請分期最低欠費：2,000 元  [L0060020:4@2015-11-13]
    保險對象每期最低金額占平均保險費之比率：60%  [L0060020:5:1@2015-11-13]
    第六類平均保險費：1,377 元  [dataset:20246@2021-01-01]
    注意：欠費未達 2,000 元，不得申請分期；請一次繳清
  [1]

  $ printf 'day,event,unit\n31,out,110000001\n31,in,110000002\n' > events.csv
  $ nhi premium charge --month 2026-07 --unit-at-start 110000001 --events events.csv
  110000001
  當月最後一日轉出：視為次月 1 日生效，由原單位計收

  $ printf 'day,event,unit\n31,in,110000002\n30,out,110000002\n' > events.csv
  $ nhi premium charge --month 2026-07 --events events.csv
  ! nhi: events.csv: events第 3 列：異動未依日期排列
  [3]
