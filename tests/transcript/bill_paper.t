Bills on paper. A small demo has its months billed; a unit's bill is printed, listed and handed over.

  $ nhi demo --people 60 --months 2026-01..2026-02 --db sqlite:demo.db > demo.txt

One bill: slip and calculation sheet.

  $ nhi bill print 100000001 --month 2026-02 --at 2026-03-05 --out bill.pdf --db sqlite:demo.db
  已寫入 bill.pdf：繳款單 1 張，2 頁
  $ head -c 8 bill.pdf
  %PDF-1.5
  \ (no line end)
  $ nhi bill print 100000001 --month 2026-02 --at 2026-03-05 --out again.pdf --db sqlite:demo.db > again.txt
  $ cmp bill.pdf again.pdf && echo the same bytes
  the same bytes

The summary by employee adds up to the bill; the detail list has a row a head.

  $ nhi bill lines 100000001 --month 2026-02 --db sqlite:demo.db
  bill,month,kind,name,number,category,insured_amount,charged,self,subsidy,unit_share,total,cause
  2026020001000001,2026-02,premium,黃麗怡,G20****009,12,66800,0,1036,0,3233,4269,
  $ nhi bill lines 100000001 --month 2026-02 --heads --db sqlite:demo.db
  bill,month,kind,name,number,insured_name,self,subsidy,payable,subsidies
  2026020001000001,2026-02,insured,黃麗怡,G20****009,黃麗怡,1036,0,1036,

All bills of the month in one file, as the post sorts them.

  $ nhi bill print --all --month 2026-02 --at 2026-03-05 --out all.pdf --json --db sqlite:demo.db
  {
    "bills": 38,
    "pages": 76,
    "files": 1,
    "file": "all.pdf"
  }

More than a reader of PDF can take becomes several files; a bill is never torn apart.

  $ nhi bill print --all --month 2026-02 --at 2026-03-05 --file-mb 0 --out part.pdf --lang en --db sqlite:demo.db
  part.pdf written: 38 bills, 76 pages, in 38 files
  $ ls part-*.pdf | wc -l; ls part.pdf 2>/dev/null; pdfinfo part-38.pdf | grep Pages
  38
  Pages:           2
  $ nhi bill print --all --month 2026-02 --file-mb 0 --out - --db sqlite:demo.db
  ! nhi: --out -超過上限 1 PDF
  [3]

What does not exist is said.

  $ nhi bill print 999999999 --month 2026-02 --out no.pdf --db sqlite:demo.db
  ! nhi: 找不到999999999 2026-02
  [1]
  $ nhi bill print A123456789 --month 2026-02 --out no.pdf --db sqlite:demo.db
  ! nhi: 找不到A123456789 2026-02
  [1]
  $ nhi bill print --all --month 2031-02 --out no.pdf --db sqlite:demo.db
  ! nhi: 找不到 2031-02
  [1]
  $ nhi bill print --month 2026-02 --out no.pdf --db sqlite:demo.db
  ! nhi: 請指定一個投保單位代號或身分證明號碼，或用 --all
  [2]
  $ nhi bill print --all --month 2026-02 --parts envelope --out no.pdf --db sqlite:demo.db
  ! nhi: --parts的值「envelope」不在 slip,sheet,detail 的範圍
  [2]
  $ nhi bill print --all --month 2026-02 --out nowhere/no.pdf --db sqlite:demo.db
  ! nhi: 無法讀寫 nowhere/no.pdf：No such file or directory
  [4]

The hand-over: letters and e-bills, once. A letter that came back goes out again, and only that.

  $ mkdir box
  $ nhi bill dispatch --month 2026-02 --at 2026-03-05 --out box --db sqlite:demo.db
  郵寄第 1 批：21 件，42 頁；清冊 post-2026-02-1.csv，文件 post-2026-02-1.pdf
  電子帳單第 1 批：17 件，34 頁；清冊 ebill-2026-02-1.csv
  檔案已寫好，等待交付；本程式不寄送郵件。
  $ nhi bill dispatch --month 2026-02 --at 2026-03-05 --out box --db sqlite:demo.db
  郵寄：沒有待交付的繳款單
  電子帳單：沒有待交付的繳款單
  $ head -3 box/post-2026-02-1.csv
  piece,bill,unit_code,name,county,address,payable,first_page
  1,2026020001000005,100000005,臺北市宏圖國民小學,01,臺北市中山區中山路111號,2886,1
  2,2026020001000010,100000010,潘均德,01,臺北市大安區學府路365號,826,3
  $ bill=$(sed -n 2p box/post-2026-02-1.csv | cut -d, -f2); nhi bill returned $bill --on 2026-03-20 --reason closed --db sqlite:demo.db
  已登記退件；以 nhi bill dispatch --again 重寄。
  $ bill=$(sed -n 2p box/post-2026-02-1.csv | cut -d, -f2); nhi bill returned $bill --on 2026-03-21 --reason closed --db sqlite:demo.db
  ! nhi: 繳款單 2026020001000005 最近一次交寄的退件已經登記
  [5]
  $ nhi bill returned 2026010001000001 --on 2026-03-21 --reason closed --db sqlite:demo.db
  ! nhi: 繳款單 2026010001000001 沒有交寄紀錄
  [1]
  $ nhi bill returned 2026010001000001 --on 2026-03-21 --reason rain --db sqlite:demo.db
  ! nhi: --reason的值「rain」不在 absent, address, closed, deceased, refused, unknown 的範圍
  [2]
  $ nhi bill dispatch --again --month 2026-02 --at 2026-03-25 --out box --db sqlite:demo.db
  郵寄第 2 批：1 件，2 頁；清冊 post-2026-02-2.csv，文件 post-2026-02-2.pdf
  電子帳單：沒有待交付的繳款單
  檔案已寫好，等待交付；本程式不寄送郵件。
  $ nhi bill dispatched --month 2026-02 --db sqlite:demo.db
  方式   批次  件數  頁數  退回  時間
  -----  ----  ----  ----  ----  --------------------------------
  post      1    21    42     1  [..]
  ebill     1    17    34     0  [..]
  post      2     1     2     0  [..]
  $ ls box/*.pdf | wc -l
  19

Totals as a picture that is also text.

  $ nhi bill totals --month 2026-02 --at 2026-03-05 --plot totals.svg --csv --db sqlite:demo.db > totals.csv
  $ grep '<title>' totals.svg
  <title>115年2月保險費合計 217,039 元，其中被保險人自付最多（63.8 %）</title>
  $ nhi bill totals --month 2026-02 --at 2026-03-05 --plot en.svg --csv --lang en --db sqlite:demo.db > totals.csv
  $ grep '<title>' en.svg
  <title>2026-02: NT$217,039 of premiums, the largest part from insured persons (63.8 %)</title>

A withholding agent's own slip of a supplementary premium; a kind that does not exist is refused.

  $ nhi slip supplement 04595257 --name 大甲製造 --kind 63 --month 2026-07 --amount 6330 --at 2026-08-05 --out own.pdf
  已寫入 own.pdf
  $ nhi slip supplement 04595257 --name 大甲製造 --kind 64 --month 2026-07 --amount 6330 --out own.pdf
  ! nhi: --kind的值「64」不在 61 62 63 65 66 67 68 的範圍
  [2]
  $ nhi slip supplement 0459525 --name 大甲製造 --kind 63 --month 2026-07 --amount 6330 --out own.pdf
  ! nhi: 請給扣費義務人的統一編號（8 碼）
  [2]

Whoever gives many persons out at once has them recorded as read, each once a file: nobody of the part that names no one, everybody of the register with an export.

  $ nhi bill print --all --month 2026-02 --at 2026-03-05 --parts slip --out slips.pdf --lang en --db sqlite:demo.db
  > nhi bill export --month 2026-02 --db sqlite:demo.db | wc -l
  > mkdir out; nhi export out --at 2026-03-05 --lang en --db sqlite:demo.db | head -2
  > printf 'id,name,wage,deducted\nG200000009,黃麗怡,66800,1\n' >payroll.csv; nhi bill compare --month 2026-02 --csv 100000001 payroll.csv --db sqlite:demo.db
  slips.pdf written: 38 bills, 38 pages
  39
  units.csv       38 rows
  persons.csv     60 rows
  line,number,name,deducted,billed,difference,cause,message,filing
  2,G200000009,黃麗怡,1,1036,-1035,arithmetic,投保資料相同，扣繳金額算法不同,依負擔金額表（nhi premium table）更正扣繳
  [1]
  $ nhi audit list --reads --limit 2000 --db sqlite:demo.db >reads.txt; grep -o 'bill [a-z]*\|export' reads.txt | sort | uniq -c | tr -s ' '
   1 bill compare
   61 bill dispatch
   60 bill export
   2 bill lines
   212 bill print
   60 export
  $ nhi doctor --lang en --db sqlite:demo.db | grep read
  ok   chain:read               67 links are whole
