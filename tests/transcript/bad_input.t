Files that are not what they should be: each gets an answer that says what to do, exit code 3, and nothing is printed that looks like a result.

  $ printf '\320\317\021\340xxxx' > old.xls; printf '\377\376i\0d\0' > unicode.txt; printf '%%PDF-1.4' > a.pdf; printf 'PK\003\004xxxxxxxx' > broken.xlsx
  $ : > empty.csv; printf 'id,wage\n"A123,1\n' > quote.csv; printf 'id,wa\0ge\n' > zero.csv; mkdir folder; printf '\377\377\377\377\377\377\377' > bytes.csv
  $ for f in old.xls unicode.txt a.pdf broken.xlsx empty.csv quote.csv zero.csv bytes.csv folder absent.csv; do nhi premium quote --category 12 --at 2026-07-01 --file $f --lang en 2>&1; echo "= $?"; done
  nhi: old.xls: this is an old .xls workbook; save it as .xlsx or CSV UTF-8 and send that
  = 3
  nhi: unicode.txt: this is UTF-16 text (“Unicode text”); save it as CSV UTF-8 and send that
  = 3
  nhi: a.pdf: this is a PDF; send the CSV or .xlsx it was made from
  = 3
  nhi: broken.xlsx: the .xlsx file is damaged and cannot be read; save it again and send that
  = 3
  nhi: empty.csv: the file is empty
  = 3
  nhi: quote.csv: a quote in row 2 is not closed or out of place
  = 3
  nhi: zero.csv: this is not a text file (it contains zero bytes); send CSV or .xlsx
  = 3
  nhi: bytes.csv: the text is neither UTF-8 nor Big5 (7 places, the first at byte 1); save it as UTF-8 or Big5 and send that
  = 3
  nhi: folder is a folder and not a file
  = 3
  nhi: there is no absent.csv
  = 3

With --json the same as an object; standard output stays empty.

  $ nhi premium quote --category 12 --at 2026-07-01 --file empty.csv --json
  ! {"error":{"code":"INPUT","message_zh":"檔案是空的","message_en":"the file is empty","where":"empty.csv"}}
  [3]

A list of staff is judged row by row: swapped columns, amounts over the range, unknown categories, huge cells. The good row has its answer.

  $ (printf 'id,name,category,wage,dependents\nA123456789,王,12,36000,1\n王,A123456789,12,36000,1\nA123456789,王,99,36000,1\nA123456789,王,12,99999999999,1\nA123456789,王,12,many,1\nA123456789,王,12,36000,99\n'; printf 'A123456789,'; head -c 5000 /dev/zero | tr '\0' x; printf ',12,36000,1\n') > staff.csv
  $ nhi premium quote --at 2026-07-01 --file staff.csv --lang en | cut -d, -f1,2,13-
  row,id,status,problem
  2,A123456789,ok,
  3,王,refused,the id is “王” and the name looks like an id: the columns may be swapped: check the order of the columns
  4,A123456789,refused,"the category is unknown, or the private-school mark stands outside item 11: give two digits, 11 to 62"
  5,A123456789,refused,“99999999999” is not an amount in whole dollars: write a whole number of dollars from 0 on
  6,A123456789,refused,“many” is not an amount in whole dollars: write a whole number of dollars from 0 on
  7,A123456789,refused,“99” is not a number of dependents: write a whole number from 0 to 30
  8,A123456789,refused,the cell “xxxxxxxxxxxx…” is far too long: the file may have lost line ends or quotes; export it again
  $ nhi premium quote --at 2026-07-01 --file staff.csv --lang en | wc -c | awk '{print ($1 < 4000) ? "bounded" : $1}'
  bounded

Changes within a month: a day outside, an unknown word, no order, too large a file.

  $ for row in '2026-08-01,in,A' '2026-07-32,in,A' '2026-07-10,hire,A' '2026-07-10,in,'; do printf 'day,event,unit\n%s\n' "$row" > e.csv; nhi premium charge --month 2026-07 --events e.csv --lang en 2>&1; echo "= $?"; done
  nhi: e.csv: events row 2: the day is not one of the month
  = 3
  nhi: e.csv: events row 2: the day is not one of the month
  = 3
  nhi: e.csv: events row 2: event must be in, out or leave
  = 3
  nhi: e.csv: events row 2: an entry needs a unit
  = 3
  $ printf 'day,event,unit\n2026-07-10,in,A\n2026-07-09,out,A\n' > e.csv; nhi premium charge --month 2026-07 --events e.csv --lang en
  ! nhi: e.csv: events row 3: the changes are not in order of days
  [3]
  $ printf 'unit,event\n' > e.csv; nhi premium charge --month 2026-07 --events e.csv --lang en
  ! nhi: e.csv: the column “day” is missing; the first row must be: day,event,unit
  [3]
  $ head -c 2000000 /dev/zero | tr '\0' a > e.csv; nhi premium charge --month 2026-07 --events e.csv --lang en
  ! nhi: e.csv exceeds the limit of 1048576 bytes
  [3]

Law folders of one's own: a figure that is no number, out of range, unsorted, of an unknown parameter, cut off.

  $ mkdir what; for row in 'premium.rate,2027-01-01,many,ppm,what-if,no' 'premium.rate,2027-13-01,1,ppm,what-if,no' 'no.such,2027-01-01,1,ppm,what-if,no' 'premium.rate,2027-01-01'; do printf 'parameter,effective_from,value,unit,source,verified\n%s\n' "$row" > what/premium.csv; nhi law show premium.rate --at 2027-07-01 --law what --lang en 2>&1; echo "= $?"; done
  nhi: premium.csv:2: premium.csv row 2: the value is not a whole number within the declared range
  = 3
  nhi: premium.csv:2: premium.csv row 2: effective_from is not a date
  = 3
  nhi: premium.csv:2: premium.csv row 2: the parameter is not declared in parameters.csv
  = 3
  nhi: premium.csv:2: premium.csv row 2: the value is not a whole number within the declared range
  = 3
