The figures of law can be listed, shown on any day, followed through time, compared and checked.

  $ nhi law check
  [..] 個檔案，0 項缺失

  $ nhi law show premium.rate --at 2026-07-01 --lang en
  parameter       premium.rate
  what it is      premium rate
  value           5.17%
  effective from  2021-01-01
  source          dataset:20246@2021-01-01
  legal basis     L0060001:18
  $ nhi law show premium.rate --at 2020-12-31 --json
  {"parameter":"premium.rate","value":46900,"unit":"ppm","effective_from":"2016-01-01","effective_to":"2021-01-01","source":"dataset:20246@2016-01-01","verified":true,"printed_zh":"4.69%","printed_en":"4.69%","text_zh":"一般保險費率","text_en":"premium rate","article":"L0060001:18","law_hash":"[..]"}
  $ nhi law show premium.floor.14.average --at 2026-07-01
  ! nhi: 參數 premium.floor.14.average 在 2026-07-01 沒有數值
  [1]
  $ nhi law show premium.rate --at 1990-01-01 --lang en
  ! nhi: parameter premium.rate has no value on 1990-01-01
  [1]
  $ nhi law show no.such.thing --lang en
  ! nhi: there is no parameter “no.such.thing”
  [2]
  $ nhi law show premium.rate wage.basic --lang en
  ! nhi: usage: nhi law show PARAMETER --at DATE
  [2]
  $ nhi law history supplement.rate --lang en
  2013-01-01	2%	L0060001:33@2013-01-01
  2016-01-01	1.91%	notice:衛部保字第1041260973號@2015-12-31
  2021-01-01	2.11%	L0060001:33@2013-01-01;facts:enrolment-premium:4.1
  $ nhi law history latefee.waiver
  2012-07-01	0 元（未經查證）	facts:enrolment-premium:5.1
  $ nhi law list --area latefee --at 2026-07-01
  latefee.cap.person	5%	2012-07-01	滯納金上限（保險對象）
  latefee.cap.unit	15%	2012-07-01	滯納金上限（投保單位、扣費義務人）
  latefee.grace	15 日	2012-07-01	繳費寬限期間
  latefee.rate.day	0.1%	2012-07-01	滯納金每日加徵率
  latefee.shift	2（未經查證）	2012-07-01	期限遇休息日之順延：0 不順延、1 僅寬限期限、2 應繳日及寬限期限
  latefee.waiver	0 元（未經查證）	2012-07-01	滯納金免徵金額（此金額以下）
  $ nhi law list --area nothing --lang en
  ! nhi: there is no parameter “nothing”
  [2]
  $ nhi law diff 2025-12-31 2026-01-01 --lang en
  budget.year.clinic: no figure [2024-01-01; facts:payment:2.2; unverified] → NT$162,635,000,000 [2026-01-01; facts:payment:2.2; unverified]
  budget.year.dental: no figure [2024-01-01; facts:payment:2.2; unverified] → NT$58,369,000,000 [2026-01-01; facts:payment:2.2; unverified]
  budget.year.dialysis: no figure [2024-01-01; facts:payment:2.2; unverified] → NT$48,796,000,000 [2026-01-01; facts:payment:2.2; unverified]
  budget.year.hospital: no figure [2024-01-01; facts:payment:2.2; unverified] → NT$660,074,000,000 [2026-01-01; facts:payment:2.2; unverified]
  budget.year.other: NT$20,883,000,000 [2025-01-01; facts:payment:2.2; unverified] → NT$22,032,000,000 [2026-01-01; facts:payment:2.2; unverified]
  budget.year.tcm: no figure [2024-01-01; facts:payment:2.2; unverified] → NT$36,429,000,000 [2026-01-01; facts:payment:2.2; unverified]
  copay.inpatient.ceiling.admission: NT$51,000 [2025-01-01; notice:衛部保字第1131260705號@2024-12-09] → NT$57,000 [2026-01-01; facts:benefits:1.8; unverified]
  copay.inpatient.ceiling.year: NT$86,000 [2025-01-01; notice:衛部保字第1131260705號@2024-12-09] → NT$94,000 [2026-01-01; facts:benefits:1.8; unverified]
  premium.floor.21: NT$28,590 [2025-01-01; facts:enrolment-premium:2.2; unverified] → NT$29,500 [2026-01-01; facts:enrolment-premium:2.2; unverified]
  reimburse.cap.emergency: (none) → NT$3,825 [2026-01-01; facts:benefits:3.3; unverified]
  reimburse.cap.inpatient: (none) → NT$6,887 [2026-01-01; facts:benefits:3.3; unverified]
  reimburse.cap.outpatient: (none) → NT$1,133 [2026-01-01; facts:benefits:3.3; unverified]
  supplement.floor.63: NT$28,590 [2025-01-01; L0060027:4@2014-09-01;dataset:20251@2025-01-01] → NT$29,500 [2026-01-01; L0060027:4@2014-09-01;notice:衛部保字第1140153424號@2025-12-12]
  supplement.floor.weak: NT$28,590 [2025-01-01; L0060027:4:2@2015-01-01;dataset:20251@2025-01-01] → NT$29,500 [2026-01-01; L0060027:4:2@2015-01-01;notice:衛部保字第1140153424號@2025-12-12]
  wage.basic: NT$28,590 [2025-01-01; dataset:20251@2025-01-01] → NT$29,500 [2026-01-01; notice:衛部保字第1140153424號@2025-12-12]
  grades: 59 grades 28,590–313,000 [2025-01-01] → 58 grades 29,500–313,000 [2026-01-01]
  $ nhi law diff 2026-01-01 2026-01-02 --lang en
  no difference
  $ nhi law show grades --at 2022-06-30 --lang en | head -4
  2022-01-01	facts:enrolment-premium:2.1 (unverified)
  grade	group	wage_from	wage_to	insured_amount
  1	1	0	25250	25250
  2	1	25251	26400	26400

A second folder laid over the first is a what-if; it replaces rows of the same day and adds others.

  $ mkdir reform && printf 'parameter,effective_from,value,unit,source,verified\npremium.rate,2027-01-01,56700,ppm,facts:study:1,no\n' > reform/premium.csv
  $ nhi law show premium.rate --at 2027-01-01 --law reform --lang en
  parameter       premium.rate
  what it is      premium rate
  value           5.67% (unverified)
  effective from  2027-01-01
  source          facts:study:1
  legal basis     L0060001:18
  $ nhi law show premium.rate --at 2026-12-31 --law reform --json
  {"parameter":"premium.rate","value":51700,"unit":"ppm","effective_from":"2021-01-01","effective_to":"2027-01-01","source":"dataset:20246@2021-01-01","verified":true,"printed_zh":"5.17%","printed_en":"5.17%","text_zh":"一般保險費率","text_en":"premium rate","article":"L0060001:18","law_hash":"[..]"}
  $ nhi law diff $SOURCE/law reform --lang en
  premium.rate: (none) → 5.67% [2027-01-01; facts:study:1; unverified]
  $ nhi law diff $SOURCE/law $SOURCE/law
  沒有差異
  $ nhi law diff reform $SOURCE/law --lang en
  ! nhi: the data file parameters.csv is missing
  [3]
  $ printf 'premium.rate,2027-01-01,567000,twd,,yes\n' >> reform/premium.csv
  $ nhi law check --law reform --lang en
  premium.csv:3: overlap: “premium.rate” has another row for 2027-01-01 (premium.csv:2)
    → remove one of them
  premium.csv:3: no_source: no source
    → name the article, notice or data set
  premium.csv:3: range: 567000 is not within the declared range 0 – 200000
    → mend the value, or widen the range with good reason
  premium.csv:3: unit_differs: the unit “twd” differs from the declared “ppm”
    → make both the same
  [..] files, 4 defects
  [1]
  $ nhi law check --law reform --json
  [{"rule":"overlap","level":"error","file":"premium.csv","row":3,"message_zh":"「premium.rate」在 2027-01-01 已有一列（premium.csv:2）","message_en":"“premium.rate” has another row for 2027-01-01 (premium.csv:2)","remedy_zh":"刪去其中一列","remedy_en":"remove one of them"},{"rule":"no_source","level":"error","file":"premium.csv","row":3,"message_zh":"沒有來源","message_en":"no source","remedy_zh":"補上法規條次、公告文號或資料集","remedy_en":"name the article, notice or data set"},{"rule":"range","level":"error","file":"premium.csv","row":3,"message_zh":"567000 不在宣告的範圍 0 – 200000 內","message_en":"567000 is not within the declared range 0 – 200000","remedy_zh":"更正數值，或有依據地放寬範圍","remedy_en":"mend the value, or widen the range with good reason"},{"rule":"unit_differs","level":"error","file":"premium.csv","row":3,"message_zh":"單位「twd」與宣告的「ppm」不同","message_en":"the unit “twd” differs from the declared “ppm”","remedy_zh":"兩處應相同","remedy_en":"make both the same"}]
  [1]

All of it can be printed.

  $ nhi law book --lang en | grep -A 10 '`premium.rate`'
  `premium.rate` (ppm), legal basis L0060001:18

  | from | value | source |
  |---|---|---|
  | 1995-03-01 | 4.25% | facts:enrolment-premium:3.1 (unverified) |
  | 2002-09-01 | 4.55% | facts:enrolment-premium:3.1 (unverified) |
  | 2010-04-01 | 5.17% | facts:enrolment-premium:3.1 (unverified) |
  | 2013-01-01 | 4.91% | dataset:20246@2013-01-01 |
  | 2016-01-01 | 4.69% | dataset:20246@2016-01-01 |
  | 2021-01-01 | 5.17% | dataset:20246@2021-01-01 |
  $ nhi law book | grep -A 4 '^## 投保金額分級表'
  ## 投保金額分級表

  | 生效 | 級數 | 最低 | 最高 | 來源 |
  |---|---|---|---|---|
  | 2013-01-01 | 53 | 18,780 | 182,000 | L0060001:19:2@2013-01-01;dataset:6281@2012-01-01（未經查證） |
