An agency's register is taken over: judged whole, listed what does not fit, loaded what fits.

  $ mkdir old
  $ printf 'unit,valid_from,valid_to,known_from,known_to,status,business_number,name,kind,category,county,division,head,address,mail_address,contact,dispatch\n110000001,2020-01-01,,,,open,04595257,大甲製造,enterprise,12,03,3,王大明,臺中市大甲區,,,paper\n330000002,2015-05-01,,,,open,,中區職業工會,union,21,03,3,陳會長,臺中市,,,ebill\n330000003,2015-05-01,,,,open,,不明單位,union,21,03,9,,,,,ebill\n' > old/units.csv
  $ printf 'person,valid_from,valid_to,known_from,known_to,name,sex,birth_date,birth_order,death_date,citizen,county,address\n1,1980-02-03,,,,王大明,M,1980-02-03,0,,1,03,臺中市\n2,2012-08-09,,,,王小明,M,2012-08-09,0,,1,03,臺中市\n7,1990-01-01,,2024-05-06T10:00:00+08:00,,李四,F,1990-01-01,0,,1,03,\n8,1990-13-01,,,,壞日期,F,1990-01-01,0,,1,03,\n' > old/persons.csv
  $ printf 'person,valid_from,valid_to,known_from,known_to,kind,value\n1,1980-02-03,,,,national,A123456789\n7,1990-01-01,,,,national,A123456789\n' > old/keys.csv
  $ printf 'person,valid_from,valid_to,known_from,known_to,unit,insured_person,role,category,private_school,relation,absence,insured_amount,entry_reason,leave_reason\n1,2020-03-01,2024-01-01,,,110000001,1,1,12,0,0,0,30300,1,2\n1,2024-01-01,,,,110000001,1,1,12,0,0,0,36300,1,0\n2,2020-03-01,,,,110000001,1,2,12,0,3,0,36300,1,0\n7,2021-01-01,,,,330000003,7,1,21,0,0,0,30300,1,0\n7,2022-01-01,,,,330000002,7,1,21,0,0,0,30300,1,0\n7,2023-01-01,,,,330000002,7,1,21,0,0,0,30300,1,0\n8,2023-01-01,,,,330000002,8,1,21,0,0,0,30300,1,0\n' > old/coverage.csv
  $ printf 'division,units,heads,insured_amount\n3,2,3,66600\n' > old/control.csv
  $ nhi takeover load old --at 2026-07-31 --dry-run --rejects rejects.csv
  units.csv       3 列，不能載入 1
  persons.csv     4 列，不能載入 1
  keys.csv        2 列，不能載入 1
  coverage.csv    7 列，不能載入 3
    業務組 3
      檔案：單位 2、人數 3、投保金額 66,600
      原系統：單位 2、人數 3、投保金額 66,600
  控制總數相符
  [1]
  $ cut -d, -f1-5,7,9 rejects.csv
  file,row,level,code,column,reason_en,remedy_en
  units.csv,4,error,TAKEOVER_NUMBER,12,“9” is not a whole number from 1 to 6,give a whole number without separators
  persons.csv,5,error,TAKEOVER_DATE,2,“1990-13-01” is not a date,give YYYY-MM-DD; leave an open end empty
  keys.csv,3,error,TAKEOVER_KEY_TWICE,7,the number “A123456789” belongs to another person already,join the records in links.csv if they are one person; else find out and correct
  coverage.csv,5,error,TAKEOVER_UNIT,6,unit “330000003” is not in units.csv or was refused,add the unit or correct its row first
  coverage.csv,7,error,TAKEOVER_OVERLAP,2,the period overlaps that of row 6,one row holds at a time: correct the days
  coverage.csv,8,error,TAKEOVER_PERSON,7,person “8” is not in persons.csv or was refused,add the person or correct its row first

Nothing was written by the dry run; then the load, and the same again.

  $ nhi db init --db sqlite:new.db
  資料庫已是最新[..]
  $ nhi takeover load old --at 2026-07-31 --db sqlite:new.db --lang en
  units.csv       3 rows, refused 1
  persons.csv     4 rows, refused 1
  keys.csv        2 rows, refused 1
  coverage.csv    7 rows, refused 3
    division 3
      files: units 2, heads 3, insured amounts 66,600
      database: units 2, heads 3, insured amounts 66,600
      old system: units 2, heads 3, insured amounts 66,600
  the control sums agree
  [1]
  $ nhi takeover load old --at 2026-07-31 --db sqlite:new.db --lang en
  this folder was loaded before; nothing was written again
  units.csv       3 rows, refused 1
  persons.csv     4 rows, refused 1
  keys.csv        2 rows, refused 1
  coverage.csv    7 rows, refused 3
    division 3
      files: units 2, heads 3, insured amounts 66,600
      database: units 2, heads 3, insured amounts 66,600
      old system: units 2, heads 3, insured amounts 66,600
  the control sums agree
  [1]

What was loaded and exported and loaded elsewhere and exported is the same, byte for byte.

  $ mkdir one two
  $ nhi export one --at 2026-07-31 --db sqlite:new.db
  units.csv [..]
  persons.csv [..]
  keys.csv        1 列
  links.csv       0 列
  conditions.csv  0 列
  subsidies.csv   0 列
  presence.csv    0 列
  suspensions.csv 0 列
  coverage.csv    4 列
  bills.csv [..]
  balances.csv [..]
    業務組 3
      資料庫：單位 2、人數 3、投保金額 66,600
  $ nhi db init --db sqlite:again.db
  資料庫已是最新[..]
  $ nhi takeover load one --at 2026-07-31 --db sqlite:again.db --json | grep -c agrees
  1
  $ nhi export two --at 2026-07-31 --db sqlite:again.db --json | grep -c '"file"'
  11
  $ diff -r one two && echo the same
  the same

A register that holds something does not take over another one; a folder without units says so.

  $ rm old/keys.csv
  $ nhi takeover load old --at 2026-07-31 --db sqlite:new.db
  ! nhi: 與現有資料不符：5 筆單位或人 (units or persons)
  [5]
  $ mkdir empty
  $ nhi takeover load empty --at 2026-07-31 --db sqlite:new.db
  ! nhi: 找不到 empty/units.csv
  [3]
  $ printf 'unit,valid_from\n' > empty/units.csv
  $ printf 'person\n' > empty/persons.csv
  $ nhi takeover load empty --at 2026-07-31 --db sqlite:new.db --lang en
  ! nhi: units.csv: the column “valid_to” is missing; the first row must be: unit,valid_from,valid_to,known_from,known_to,status,business_number,name,kind,category,county,division,head,address,mail_address,contact,dispatch
  [3]

A whole small nation with its bills and balances goes out, in and out again, unchanged.

  $ mkdir three four
  $ nhi demo --people 2390 --months 2026-01..2026-02 --db sqlite:nation.db --no-progress | tail -1 | cut -c1-7
  2026-02
  $ nhi export three --at 2026-02-28 --db sqlite:nation.db | head -11
  units.csv [..]
  persons.csv [..]
  ...
  bills.csv [..]
  balances.csv [..]
  $ nhi db init --db sqlite:other.db
  資料庫已是最新[..]
  $ nhi takeover load three --at 2026-02-28 --db sqlite:other.db | tail -1
  控制總數相符
  $ nhi export four --at 2026-02-28 --db sqlite:other.db | head -1
  units.csv [..]
  $ diff -r three four && echo the same
  the same

Balances of a fund that do not add up to zero are refused as a whole.

  $ sed -i '2s/[0-9]*$/1/' three/balances.csv
  $ nhi takeover load three --dry-run --rejects rejects.csv | grep balances
  balances.csv [..]不能載入[..]
  $ grep balances rejects.csv | cut -d, -f3,4
  error,TAKEOVER_BALANCE

A parallel month: the old system's bills of the month beside ours. Here they are made from our own, so nothing differs;
then mistakes are planted, one of each cause.

  $ echo unit,id,insured_amount,dependents,self,subsidy,unit_share,government > title.csv
  $ nhi takeover compare title.csv --month 2026-02 --db sqlite:nation.db --differences ours.csv --lang en
  persons [..], old NT$0, new NT$[..]  not charged there: look at late filings and withdrawals
  [1]
  $ awk -F, 'NR > 1 {print $11 "," $3 "," $12 "," $13 "," $14 "," $15 "," $16 "," $17}' ours.csv | sort > rows.csv
  $ cat title.csv rows.csv > old.csv
  $ nhi takeover compare old.csv --month 2026-02 --db sqlite:nation.db --lang en
  persons [..]  equal
  $ awk -F, -v OFS=, 'NR==2{$1=999999999} NR==3{$3+=1} NR==4{$4+=1} NR==5{$6+=1} NR==6{$5+=1} NR==7{$5="x"} NR==8{$2="A000000000"} NR!=9' old.csv > bad.csv
  $ nhi takeover compare bad.csv --month 2026-02 --db sqlite:nation.db --json | grep -A4 '"cause"' | grep -E '"(cause|persons)"' | paste - - | sed 's/ *//' | tail -9
  "cause": "unreadable",	      "persons": 1,
  "cause": "unknown",	      "persons": 1,
  "cause": "not_charged",	      "persons": 0,
  "cause": "not_old",	      "persons": 3,
  "cause": "unit",	      "persons": 1,
  "cause": "amount",	      "persons": 1,
  "cause": "dependents",	      "persons": 1,
  "cause": "subsidy",	      "persons": 1,
  "cause": "arithmetic",	      "persons": 1,
  $ nhi takeover compare bad.csv --month 2025-02 --db sqlite:nation.db
  ! nhi: 找不到該月繳款單 (bills of the month)
  [1]
  $ nhi takeover compare absent.csv --month 2026-02 --db sqlite:nation.db
  ! nhi: 找不到 absent.csv
  [3]
