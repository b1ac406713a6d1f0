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

The three-in-one worksheet that payroll programs make: entries with a dependent, then a change and an exit; first as CSV, then the same rows as .xlsx.

  $ nhi db init --db sqlite:t.db >/dev/null
  > nhi unit add --db sqlite:t.db --lang en --now 2026-07-10T09:00:00+08:00 --name 測試公司 --kind enterprise --county 03 --on 2026-01-01
  > printf '異動種類,勞保證號,勞保檢查碼,健保投保單位代號,申報範圍,身分,外籍註記,被保險人證號,姓名,出生日期,月薪資總額,健保投保金額,勞保特殊身分別一,勞保特殊身分別二,眷屬證號,眷屬姓名,眷屬出生日期,稱謂代碼,健保署業務組,健保加保原因,加保日期,性別（外籍）,提繳身分別,雇主提繳率,個人提繳率,提繳日期\n4,01234567,8,390000001,2,1,,A123456789,王大明,0760311,36300,36300,,,,,,,3,1,1150708,,1,6,0,\n4,01234567,8,390000001,3,2,,A123456789,王大明,0760311,,,,,B100000011,王小明,1030901,子女,3,4,1150708,,,,,\n4,01234567,8,390000001,2,1,,F100000015,陳大文,0690202,28000,28000,,,,,,,3,1,1150708,,1,6,0,\n' >entry.csv
  > nhi enrol file entry.csv --db sqlite:t.db --now 2026-07-10T09:00:00+08:00 --lang en
  unit 390000001: accepted
  3 rows: 2 accepted, 1 refused; 2 people changed, 0 months to bill anew
  row 4: 28000 is not an amount of the grade table of 2026-01-01 (L0060001:19) the next grade at or above it is 29500
  [1]
  $ printf '異動種類,勞保證號,勞保檢查碼,健保投保單位代號,健保署業務組,外籍註記,姓名,證號,居留證號,出生日期,調整後月薪資總額,調整前健保投保金額,調整後健保投保金額,月薪資低於投保金額註記\n3,01234567,8,390000001,3,,王大明,A123456789,,0760311,40000,36300,40100,\n' >change.csv
  > csv_to_xlsx change.csv change.xlsx && nhi enrol file change.xlsx --db sqlite:t.db --now 2026-07-12T09:00:00+08:00 --lang en
  1 rows: 1 accepted, 0 refused; 1 people changed, 0 months to bill anew
  $ printf '異動種類,勞保證號,勞保檢查碼,健保投保單位代號,健保署業務組,申報範圍,身分,外籍註記,姓名,證號,居留證號,出生日期,退保或轉出,原因代碼,原因,退保日期\n2,01234567,8,390000001,3,2,1,,王大明,A123456789,,0760311,2,,,1150820\n' >exit.csv
  > csv_to_xlsx exit.csv exit.xlsx && nhi enrol file exit.xlsx --db sqlite:t.db --now 2026-08-20T09:00:00+08:00 --lang en
  > nhi coverage --person A123456789 --on 2026-08-20 --db sqlite:t.db --lang en | grep -o 'insured_amount=.*to=.*'
  > nhi coverage --person B100000011 --on 2026-08-21 --db sqlite:t.db --lang en | grep -o 'covered=[a-z]*'
  1 rows: 1 accepted, 0 refused; 2 people changed, 0 months to bill anew
  insured_amount=40100 private_school=no absence=none entry_reason=amount entry_reason_zh=投保金額調整 leave_reason=transfer leave_reason_zh=轉出 from=2026-08-01 to=2026-08-21
  covered=no
