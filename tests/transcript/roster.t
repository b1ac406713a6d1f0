A batch of filings: each row is answered; a dry run writes nothing; the same file again gives the same answers.

  $ printf '異動別,投保單位代號,身分,身分證號,姓名,出生日期,性別,被保險人證號,稱謂,投保金額,原因,日期\n加保,390000001,1,A123456789,王大明,76/3/11,,,,36300,到職起薪,115/7/8\n加保,390000001,2,,王小明,115/7/9,M,A123456789,子女,,新生嬰兒,115/7/9\n加保,390000001,1,A123456788,王大明,76/3/11,,,,36300,到職起薪,115/7/8\n調整,390000001,1,A123456789,,,,,,40100,,115/7/10\n轉出,390000009,1,A123456789,,,,,,,,115/7/10\n' > staff.csv
  $ nhi db init --db sqlite:r.db --lang en
  the database is up to date; [..] migrations applied now
  $ nhi unit add --db sqlite:r.db --lang en --now 2026-07-10T09:00:00+08:00 --name 測試公司 --kind enterprise --county 03 --on 2026-01-01
  unit 390000001: accepted
  $ nhi enrol file staff.csv --db sqlite:r.db --now 2026-07-10T09:00:00+08:00 --dry-run --lang zh
  5 列：受理 3，不予受理 2；2 人異動，0 個月份需重計（試算，未寫入）
  第 4 列第 4 欄：證號「A123456788」檢查碼不符（L0060002:28）請對照身分證明文件後更正
  第 6 列：沒有投保單位「390000009」（L0060002:27）請核對投保單位代號，或先辦理單位成立
  [1]
  $ nhi person show A123456789 --db sqlite:r.db --lang en
  ! nhi: A12****789 not found
  [1]
  $ nhi enrol file staff.csv --db sqlite:r.db --now 2026-07-10T09:00:00+08:00 --answers answers.csv --lang en
  5 rows: 3 accepted, 2 refused; 2 people changed, 0 months to bill anew
  row 4, column 4: the check digit of the number “A123456788” does not fit (L0060002:28) correct it by the identity document
  row 6: there is no unit “390000009” (L0060002:27) check the unit code, or set the unit up first
  [1]
  $ cut -d, -f1-7 answers.csv
  row,column,verdict,code,unit,id,effective_from
  2,,accepted,,390000001,A123456789,2026-07-08
  3,,accepted,,390000001,,2026-07-09
  4,4,refused,FILING_ID_CHECK,390000001,A123456788,
  5,,accepted,,390000001,A123456789,2026-08-01
  6,,refused,UNIT_UNKNOWN,390000009,A123456789,
  $ nhi enrol file staff.csv --db sqlite:r.db --now 2026-07-11T09:00:00+08:00 --json | grep repeated
    "repeated": true,
  $ nhi coverage --person A123456789 --on 2026-08-01 --db sqlite:r.db --lang en
  person_id=[..] insured_amount=40100 [..]
