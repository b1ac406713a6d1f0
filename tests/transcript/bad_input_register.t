Files for the register, the bills and the ledger: what cannot be read says why, and the nation stays as it was.

  $ nhi db init --db sqlite:r.db --lang en
  the database is up to date; [..] migrations applied now
  $ nhi unit add --db sqlite:r.db --lang en --now 2026-07-10T09:00:00+08:00 --name 測試公司 --kind enterprise --county 03 --on 2026-01-01
  unit 390000001: accepted

The first sheet of a workbook, and a three-in-one sheet in Big5, are read like our own CSV; a dry run writes nothing.

  $ nhi enrol file $SOURCE/tests/files/roster.xlsx --db sqlite:r.db --now 2026-07-10T09:00:00+08:00 --dry-run --lang en
  1 rows: 1 accepted, 0 refused; 1 people changed, 0 months to bill anew (dry run, nothing written)
  $ (printf '異動,勞保,檢,健保,範圍,身分,外籍,證號,姓名,生日,薪資,金額,a,b,眷證,眷名,眷生,稱謂,組,原因,日期,性別,提,雇,個,提日\n'; printf '4,12345678,9,390000001,2,1,,A123456789,王大明,0760311,36000,36300,,,,,,,3,1,1150708,,,,,\n') | iconv -t cp950 > three.csv
  $ nhi enrol file three.csv --db sqlite:r.db --now 2026-07-10T09:00:00+08:00 --dry-run --lang en
  1 rows: 1 accepted, 0 refused; 1 people changed, 0 months to bill anew (dry run, nothing written)
  $ nhi enrol file three.csv --db sqlite:r.db --now 2026-07-10T09:00:00+08:00 --lang en
  1 rows: 1 accepted, 0 refused; 1 people changed, 0 months to bill anew
  $ mkdir before after; nhi export before --db sqlite:r.db --at 2026-07-31 --lang en > /dev/null 2>&1; ls before | head -3
  balances.csv
  bills.csv
  conditions.csv

Truncated, mis-encoded, binary, empty, too wide, not closed, swapped, doubled, out of range, unknown: an answer each.

  $ printf '\320\317\021\340' > old.xls; head -c 600 $SOURCE/tests/files/roster.xlsx > cut.xlsx; : > empty.csv; head -c 40 three.csv > cut.csv; printf '\377\376a\0' > u16.txt
  $ printf 'action,unit,id,date\nenrol,"390000001,A123456789,2026-07-01\n' > quote.csv; (printf 'action,unit,id'; for i in $(seq 300); do printf ',c'; done; echo) > wide.csv; printf 'action,action,unit,id\n' > twice.csv
  $ for f in old.xls cut.xlsx empty.csv cut.csv u16.txt quote.csv wide.csv twice.csv absent.csv; do nhi enrol file $f --db sqlite:r.db --now 2026-07-11T09:00:00+08:00 --lang en 2>&1; echo "= $?"; done
  nhi: old.xls: this is an old .xls workbook; save it as .xlsx or CSV UTF-8 and send that
  = 3
  nhi: cut.xlsx: the .xlsx file is damaged and cannot be read; save it again and send that
  = 3
  nhi: empty.csv: the file is empty
  = 3
  nhi: cut.csv: the column “action 異動別” is missing; the first row must be: action,unit,role,id,name,birth,sex,foreigner,insured_id,relation,category,private_school,wage,amount,reason,date,address,county,filed,absence,proved,birth_order
  = 3
  nhi: u16.txt: this is UTF-16 text (“Unicode text”); save it as CSV UTF-8 and send that
  = 3
  nhi: quote.csv: a quote in row 2 is not closed or out of place
  = 3
  nhi: wide.csv: row 1 has more than 256 columns
  = 3
  nhi: twice.csv: the first row names the column “action” twice
  = 3
  nhi: there is no absent.csv
  = 3
  $ (printf 'action,unit,id,name,birth,amount,date\n'; printf 'enrol,390000001,A800000014,林某,1990-01-01,36300,2026-07-01\n%.0s' 1 2; printf 'enrol,390000001,林某,A800000014,1990-01-01,36300,2026-07-01\nenrol,390000001,A800000014,林某,1990-01-01,999999999999,2026-07-01\nenrol,390000001,A800000014,林某,2026-02-30,36300,1150732\nhire,39000001,A800000013,林某,,36300,2026-07-01\n') > rows.csv
  $ nhi enrol file rows.csv --db sqlite:r.db --now 2026-07-11T09:00:00+08:00 --dry-run --lang en
  6 rows: 2 accepted, 4 refused; 1 people changed, 0 months to bill anew (dry run, nothing written)
  row 4, column 3: “林某” is not a national or resident number (L0060002:28) write the 10 capital letters and digits
  row 5, column 6: “999999999999” is not an amount in whole dollars (format:text) write a whole number of dollars from 0 on
  row 6, column 5: “2026-02-30” is not a date (format:text) write 2026-07-01, 115/7/1 or 1150701
  row 6, column 7: “1150732” is not a date (format:text) write 2026-07-01, 115/7/1 or 1150701
  row 7, column 1: the kind of change “hire” is unknown (format:roster) use one of enrol 加保, transfer_in 轉入, withdraw 退保, transfer_out 轉出, amount 調整, person 變更, status 改變身分, absence 留停, cancel 撤銷
  row 7, column 2: “39000001” is not a unit code of 9 digits (format:roster) write 9 digits; a spreadsheet may have dropped leading zeros
  row 7, column 3: the check digit of the number “A800000013” does not fit (L0060002:28) correct it by the identity document
  [1]
  $ (printf 'action,unit,id,name,date\nenrol,390000001,'; head -c 3000000 /dev/zero | tr '\0' A; printf ',x,2026-07-01\n') > huge.csv; nhi enrol file huge.csv --db sqlite:r.db --now 2026-07-11T09:00:00+08:00 --dry-run --lang en
  1 rows: 0 accepted, 1 refused; 0 people changed, 0 months to bill anew (dry run, nothing written)
  row 2, column 3: the cell “AAAAAAAAAAAA…” is far too long (format:text) the file may have lost line ends or quotes; export it again
  row 2, column 3: a required field is empty (format:roster) fill it in
  [1]
  $ nhi bill compare --month 2026-07 390000001 old.xls --db sqlite:r.db --lang en
  ! nhi: old.xls: this is an old .xls workbook; save it as .xlsx or CSV UTF-8 and send that
  [3]
  $ printf 'id,name\nA123456789,x\n' > nowage.csv; nhi bill compare --month 2026-07 390000001 nowage.csv --db sqlite:r.db --lang en
  ! nhi: bill 2026-07 not found
  [1]
  $ for f in empty.csv u16.txt quote.csv wide.csv absent.csv; do nhi ledger post $f --db sqlite:r.db --lang en 2>&1; echo "= $?"; done
  nhi: empty.csv: the column “key” is missing; the first row must be: key,booked_on,source,note,fund,account,debit,credit,party,party_id
  = 3
  nhi: u16.txt: ledger is not UTF-8 text
  = 3
  nhi: quote.csv: the column “key” is missing; the first row must be: key,booked_on,source,note,fund,account,debit,credit,party,party_id
  = 3
  nhi: wide.csv: row 1 has more than 256 columns
  = 3
  nhi: absent.csv: there is no absent.csv
  = 3
  $ printf 'key,booked_on,source,note,fund,account,debit,credit\nk,2026-07-01,s,n,nhi,1101,100,\n' > half.csv; nhi ledger post half.csv --db sqlite:r.db --lang en
  ! nhi: half.csv: k: an entry has 2 to 1000000 lines
  [3]
  $ for f in empty.csv quote.csv absent.csv; do nhi takeover compare $f --month 2026-07 --db sqlite:r.db --lang en 2>&1; echo "= $?"; done
  nhi: 該月繳款單 (bills of the month) not found
  = 1
  nhi: 該月繳款單 (bills of the month) not found
  = 1
  nhi: there is no absent.csv
  = 3
  $ mkdir bare; nhi takeover load bare --at 2026-07-31 --db sqlite:r.db --lang en
  ! nhi: there is no bare/units.csv
  [3]
  $ for f in empty.csv old.xls; do nhi restore $f --db sqlite:new.db --lang en 2>&1; echo "= $?"; test ! -e new.db; done
  nhi: empty.csv is no backup (not an SQLite database)
  = 3
  nhi: old.xls is no backup (not an SQLite database)
  = 3

Nothing of that was written.

  $ nhi export after --db sqlite:r.db --at 2026-07-31 --lang en > /dev/null 2>&1; diff -r before after && echo same
  same
