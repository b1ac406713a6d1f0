The government's yearly calendar becomes rows of law/holidays.csv. The year here is composed: weekends, New Year, one named weekday.

  $ awk 'BEGIN{split("日 一 二 三 四 五 六",w," ");print "西元日期,星期,是否放假,備註";for(m=1;m<=12;m++){n=(m==2)?28:(m==4||m==6||m==9||m==11)?30:31;for(d=1;d<=n;d++){k=(4+i++)%7;print sprintf("2026%02d%02d",m,d)","w[k+1]","((k==0||k==6||i==1)?2:0)","(i==1?"開國紀念日":"")}}}' > 2026.csv
  $ wc -l < 2026.csv
  366
  $ nhi law calendar import 2026.csv --lang en
  date,is_holiday,name_zh,source,verified
  2026-01-01,1,開國紀念日,dataset:14718@2026-01-01,yes
  ! nhi: dry run, nothing was written; --out DIR writes into a law folder

The same in Big5, into a folder that has another year already.

  $ mkdir over; printf 'date,is_holiday,name_zh,source,verified\n2025-01-01,1,開國紀念日,dataset:14718@2025-01-01,yes\n' > over/holidays.csv
  $ iconv -t cp950 2026.csv > big5.csv; nhi law calendar import big5.csv --out over --lang en
  1 weekdays off, 0 weekend days worked
  written: over/holidays.csv
  $ cat over/holidays.csv
  date,is_holiday,name_zh,source,verified
  2025-01-01,1,開國紀念日,dataset:14718@2025-01-01,yes
  2026-01-01,1,開國紀念日,dataset:14718@2026-01-01,yes

A file with a day missing, doubled, swapped columns or a strange flag is refused with its row, and nothing is written.

  $ grep -v 20260704 2026.csv > missing.csv; nhi law calendar import missing.csv --out over --lang en
  ! nhi: missing.csv: row 365: 2026-07-04 is missing
  [3]
  $ (cat 2026.csv; tail -1 2026.csv) > doubled.csv; nhi law calendar import doubled.csv --lang en
  ! nhi: doubled.csv: row 367: the date appears twice
  [3]
  $ sed '3s/五/四/' 2026.csv > weekday.csv; nhi law calendar import weekday.csv --lang en
  ! nhi: weekday.csv: row 3: the weekday does not fit the date (columns swapped?)
  [3]
  $ sed '3s/,0,/,1,/' 2026.csv > flag.csv; nhi law calendar import flag.csv --lang en
  ! nhi: flag.csv: row 3: the flag must be 0 (working) or 2 (off)
  [3]
  $ sed 1d 2026.csv > titles.csv; nhi law calendar import titles.csv --lang en
  ! nhi: titles.csv: the column “西元日期” is missing; the first row must be: 西元日期,星期,是否放假,備註
  [3]
  $ printf '\320\317\021\340xxxx' > old.xls; nhi law calendar import old.xls --lang en
  ! nhi: old.xls: this is an old .xls workbook; save it as .xlsx or CSV UTF-8 and send that
  [3]
  $ nhi law calendar export 2026.csv --lang en
  ! nhi: usage: nhi law calendar import FILE [--out DIR]
  [2]
  $ grep -c . over/holidays.csv
  3
