A list of payments becomes a statement of withheld supplementary premium; what the company did not compute is computed.

  $ printf '給付日期,所得人證號,所得人姓名,單次給付金額,投保單位代號,投保金額\n115/1/15,A123456789,王大明,"100,000",110000001,36300\n115/6/20,A123456789,王大明,70000,110000001,36300\n' > pay.csv
  $ nhi withholding make pay.csv out.csv --kind 62 --business 04595257 --payer 示範公司 --contact 陳某 --file-date 2027-01-05
  可以送出
  類別 62，2 筆，給付 170,000 元，扣費 523 元

A correct file keeps every byte.

  $ nhi withholding copy out.csv copy.csv
  $ cmp out.csv copy.csv

The check answers a program in JSON.

  $ nhi withholding check out.csv --json
  {
    "verdict": "accepted",
    "kind": "62",
    "details": 2,
    "paid": 170000,
    "withheld": 523,
    "layout": "csv",
    "encoding": "big5",
    "blocks": [
      {
        "kind": "62",
        "details": 2,
        "paid": 170000,
        "withheld": 523
      }
    ],
    "findings": []
  }

A wrong check digit is a finding, never a refusal; the exit code says that there is something to look at.

  $ sed s/A123456789/A123456780/ out.csv > digit.csv
  $ nhi withholding check digit.csv --lang en
  can be sent; look at this first
  kind 62, 2 details, paid 170,000, withheld 523
  line 4, column 4 (payee id): warning: the check digit of the number “A123456780” does not fit. compare it with the identity document.
  line 5, column 4 (payee id): warning: the check digit of the number “A123456780” does not fit. compare it with the identity document.
  [1]

Swapped columns, an amount with separators, a wrong date, an unknown kind, a cut file: each says where and what to do.

  $ LC_ALL=C sed '4s/A123456789,\([^,]*\),100000/\1,A123456789,100000/' out.csv | LC_ALL=C sed '5s/1150620/1150631/' > bad.csv
  $ nhi withholding check bad.csv
  尚不能送出，請更正下列事項
  類別 62，2 筆，給付 170,000 元，扣費 523 元
  第 4 列第 4 欄（所得人證號）：錯誤：證號欄是「王大明」，姓名欄像證號：兩欄可能對調。請檢查欄位順序。
  第 5 列第 3 欄（給付日期）：錯誤：「1150631」不是民國日期。請填七位數 YYYMMDD，例如 1150701。
  [1]
  $ LC_ALL=C sed 's/,62,/,64,/' out.csv > kind.csv; nhi withholding check kind.csv --lang en | head -3
  cannot be sent yet; correct this first
  kind unknown, 2 details, paid 170,000, withheld 523
  line 2, column 3 (kind of income): error: “64” is not a kind of income of the supplementary premium. write 62 63 65 66 67 or 68.
  $ head -c 300 out.csv > cut.csv; nhi withholding check cut.csv --lang en
  cannot be sent yet; correct this first
  ...
  [1]
  $ cat out.csv out.csv > twice.csv; nhi withholding check twice.csv --lang en | grep -c 'same day'
  2
  $ iconv -f cp950 -t utf-8 out.csv > utf8.csv; nhi withholding check utf8.csv --lang en
  cannot be sent yet; correct this first
  kind 62, 2 details, paid 170,000, withheld 523
  whole file: error: the file is UTF-8; a withholding statement must be Big5. save it as Big5 (ANSI) and send that.
  [1]
  $ (head -1 out.csv; head -c 9000 /dev/zero | tr '\0' '2'; tail -n +2 out.csv) > huge.csv; nhi withholding check huge.csv --lang en | grep 'line 2'
  line 2: error: the line has 9192 bytes; the limit is 4096. the file may be damaged or have lost its line ends.

What is no statement cannot be read, and nothing is written.

  $ printf 'hello\n' > no.csv; nhi withholding check no.csv --lang en
  ! nhi: no.csv: this is no withholding statement: it has neither a header line beginning with 1 nor a detail line beginning with 2
  [3]
  $ nhi withholding copy no.csv never.csv --lang en
  ! nhi: no.csv: this is no withholding statement: it has neither a header line beginning with 1 nor a detail line beginning with 2
  [3]
  $ nhi withholding check missing.csv --lang en
  ! nhi: there is no missing.csv
  [3]
  $ printf '給付日期,所得人證號,所得人姓名,單次給付金額\n115/2/30,A123456789,王大明,many\n' > bad.csv
  $ nhi withholding make bad.csv never.csv --kind 63 --business 04595257 --payer 示範公司 --lang en
  cannot be sent yet; correct this first
  kind unknown, 0 details, paid 0, withheld 0
  line 2, column 1 (payment date): error: “115/2/30” is not a date. write 2026-07-01, 115/7/1 or 1150701.
  line 2, column 4 (amount paid): error: “many” is not an amount in whole dollars. write a whole number of dollars from 0 on.
  [1]
  $ ls never.csv
  ! [..]never.csv[..]
  [2]
  $ nhi withholding make pay.csv never.csv --kind 64 --business 04595257 --payer x --lang en
  ! nhi: the value “64” of --kind is not within 62|63|65|66|67|68
  [2]
  $ nhi withholding check --lang en
  ! nhi: usage: nhi withholding check FILE
  [2]
