The tables of law go out and come in as the agency publishes them.

  $ nhi law export --layout 20251 --at 2026-07-01 | sed -n '2,3p;$p' | tr -d '\r'
  第一組級距1200元,1,29500,29500以下
  第二組級距1500元,2,30300,29501-30300
  第十二組級距10000元,58,313000,303001以上
  $ nhi law export --layout 20246 --at 2026-07-01 > shares.csv; sed -n 2p shares.csv | tr -d '\r'
  1,29500,458,916,1374,1832,1428,238
  $ nhi law import --layout 20246 shares.csv --effective 2026-01-01 --lang en
  58 grades, 0 figures differ from the law
  $ sed 's/^1,29500,458,/1,29500,459,/' shares.csv > wrong.csv
  $ nhi law import --layout 20246 wrong.csv --effective 2026-01-01 --lang en
  line 2, column 3: error: self: the file has 459; the law gives 458. check the day, the rate and the average number of dependents.
  58 grades, 1 figures differ from the law
  [1]
  $ nhi law export --layout 20246 --at 2012-01-01 --lang en
  ! nhi: parameter grades has no value on 2012-01-01
  [1]
  $ nhi law export --layout 1 --lang en
  ! nhi: the value “1” of --layout is not within 20246, 20251
  [2]

A new version is tried first; what it changes is shown, and what is wrong with it.

  $ nhi law export --layout 20251 --at 2026-01-01 > now.csv
  $ nhi law import --layout 20251 now.csv --effective 2026-01-01 --lang en
  58 grades: 0 added, 0 removed
  dry run, nothing written (--out DIR writes)
  $ sed 's/第二組級距1500元,2,30300,29501-30300/第二組級距1500元,2,30400,29501-30400/; s/,30301-31800/,30401-31800/' now.csv > new.csv
  $ nhi law import --layout 20251 new.csv --effective 2026-01-01 --lang en
  - 2	30300	29501–30300
  - 3	31800	30301–31800
  + 2	30400	29501–30400
  + 3	31800	30401–31800
  58 grades: 2 added, 2 removed
  dry run, nothing written (--out DIR writes)
  $ sed 's/,30301-31800/,30302-31800/; s/48,219500/48,2195OO/' now.csv > bad.csv
  $ nhi law import --layout 20251 bad.csv --effective 2026-01-01 --lang en
  line 49, column 3: error: “2195OO” is not a number. give a whole number.
  the file has defects; nothing was written
  [1]
  $ sed 's/,30301-31800/,30302-31800/' now.csv > gap.csv
  $ nhi law import --layout 20251 gap.csv --effective 2026-01-01 --lang en --out nowhere
  grades.csv:4: grade_step: the wages of grade 3 in the table of 2026-01-01 must begin at 30301
    → continue where the grade below ends
  the file has defects; nothing was written
  [1]

Written, it is a law folder of its own that can be laid over the first.

  $ mkdir reform && nhi law import --layout 20251 new.csv --effective 2026-07-01 --out reform --lang en
  - 2	30300	29501–30300
  - 3	31800	30301–31800
  + 2	30400	29501–30400
  + 3	31800	30401–31800
  58 grades: 2 added, 2 removed
  written to reform/grades.csv
  $ nhi law show grades --law reform --at 2026-07-01 --lang en | sed -n '1p;4p'
  2026-07-01	dataset:20251@2026-07-01
  2	2	29501	30400	30400
  $ nhi law import --layout 20251 now.csv --effective 2026-03-01 --out reform --lang en > /dev/null; cut -d, -f1 reform/grades.csv | uniq -c | sed 's/^ *//'
  1 effective_from
  58 2026-03-01
  58 2026-07-01
  $ nhi law import --layout 20251 now.csv --effective 2026-07-01 --out reform --lang en > /dev/null; cut -d, -f1 reform/grades.csv | uniq -c | sed 's/^ *//'
  1 effective_from
  58 2026-03-01
  58 2026-07-01
  $ nhi law check --law reform --lang en
  [..] files, 0 defects
