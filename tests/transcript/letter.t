Official documents and certificates, on a small synthetic nation.

  $ nhi demo --people 300 --months 2026-01..2026-03 --db sqlite:demo.db > demo.txt

Forms are data: their fields are declared, and what is not declared cannot be said.

  $ nhi letter check
  函稿 10 份，教示 1 種，都沒有問題。
  $ nhi letter make notice --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set colour=red --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  ! nhi: 函稿 notice 的欄位 colour：這份函稿沒有宣告
  [3]
  $ nhi letter make notice --to 100000001 --division 1 --set matter=投保資料核對 --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  ! nhi: 函稿 notice 的欄位 text：沒有給值
  [3]
  $ nhi letter make notice --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set reply_by=soon --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  ! nhi: 函稿 notice 的欄位 reply_by：型別不符
  [3]
  $ nhi letter make nothing --to 100000001 --division 1 --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  ! nhi: 找不到nothing
  [1]
  $ nhi letter make notice --to 999999999 --division 1 --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  ! nhi: 找不到999999999
  [1]

The draft has no number and is not kept; the letter is numbered without gaps, and the same key gives the same letter.

  $ nhi letter make notice --draft --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set reply_by=2026-04-30 --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  衛生福利部中央健康保險署 書函
  受文者：基隆市海昇貿易有限公司
  發文日期：中華民國115年4月10日
  速別：普通件
  密等及解密條件或保密期限：
  附件：無
  主旨：有關投保資料核對，請查照。
  說明：
    一、請核對後回復。
    二、請於115年4月30日前回復。
  正本：基隆市海昇貿易有限公司
  副本：
  署長
  $ nhi letter make notice --key a1 --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set reply_by=2026-04-30 --copy 基隆市政府 --out one.pdf --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  健保北字第1150000001號：已寫入 one.pdf，1 頁
  $ nhi letter make notice --key a1 --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set reply_by=2026-04-30 --copy 基隆市政府 --out again.pdf --now 2026-04-11T10:00:00+08:00 --db sqlite:demo.db
  健保北字第1150000001號：已寫入 again.pdf，1 頁
  $ cmp one.pdf again.pdf && echo the same bytes
  the same bytes
  $ nhi letter make notice --key a1 --to 100000001 --division 1 --set matter=別的事 --set text=請核對後回復。 --now 2026-04-11T10:00:00+08:00 --db sqlite:demo.db
  ! nhi: 識別鍵「a1」先前已用於不同的內容
  [5]
  $ nhi letter make notice --to 臺中市政府 --address 臺中市西屯區臺灣大道三段99號 --division 3 --set matter=資料交換 --set text=請提供。 --lang en --now 2026-04-11T10:00:00+08:00 --db sqlite:demo.db
  National Health Insurance Administration, Ministry of Health and Welfare Note
  To: 臺中市政府
  Date: 11 April 2026
  Document no.: 健保中字第1150000001號
  Speed: normal
  Secrecy: 
  Attachments: none
  Subject: 資料交換.
  Explanation:
    1. 請提供。
  Original: 臺中市政府
  Copies: 
  Director General
  $ nhi letter list --db sqlite:demo.db
  發文字號                日期        函稿    受文者                  主旨
  ----------------------  ----------  ------  ----------------------  --------------------------
  健保中字第1150000001號  2026-04-11  notice  臺中市政府              有關資料交換，請查照。
  健保北字第1150000001號  2026-04-10  notice  基隆市海昇貿易有限公司  有關投保資料核對，請查照。
  $ nhi letter print 健保北字第1150000001號 --out copy.pdf --db sqlite:demo.db
  健保北字第1150000001號：已寫入 copy.pdf，1 頁
  $ nhi letter show 健保北字第1150000009號 --db sqlite:demo.db
  ! nhi: 找不到健保北字第1150000009號
  [1]

A certificate at once, with a check code that anybody can look up; a code that nobody has is told as such.

  $ nhi certificate issue 100000001 --now 2026-04-12T10:00:00+08:00 --db sqlite:demo.db
  衛生福利部中央健康保險署 全民健康保險投保單位證明
  受文者：基隆市海昇貿易有限公司
  發文日期：中華民國115年4月12日
  發文字號：健保北證字第1150000001號
  茲證明基隆市海昇貿易有限公司（投保單位代號100000001）自90年3月6日起為全民健康保險投保單位；截至115年4月12日狀態為正常，在保之被保險人及眷屬共2人。
  統一編號：10000009
  署長
  查驗碼：[..]
  $ nhi certificate issue '#5' --kind premium --year 2026 --out paid.pdf --json --now 2026-04-12T10:00:00+08:00 --db sqlite:demo.db > paid.json; cat paid.json
  {
    "number": "健保北證字第1150000002號",
    "pages": 1,
    "file": "paid.pdf",
    "check_code": "[..]"
  }
  $ nhi certificate verify $(grep -o '[0-9A-Z]*-[0-9A-Z]*-[0-9A-Z]*-[0-9A-Z]*' paid.json | tr 'A-Z-' 'a-z ' | tr -d ' ') --db sqlite:demo.db
  確有此證明：
  全民健康保險保險費繳納證明  健保北證字第1150000002號  2026-04-12
  茲證明游○鳳（身分證明號碼G23****932）115年度全民健康保險一般保險費，截至115年4月12日已繳0元，其中本人部分0元。
  $ nhi certificate verify 00000-00000-00000-00000 --db sqlite:demo.db
  查無此證明，請核對查驗碼。
  [1]
  $ nhi certificate issue '#5' --kind premium --year 2019 --now 2026-04-12T10:00:00+08:00 --db sqlite:demo.db
  ! nhi: 沒有可以證明的紀錄：2019
  [1]
  $ nhi certificate issue 100000001 --kind clearance --now 2026-04-12T10:00:00+08:00 --db sqlite:demo.db
  ! nhi: 不能證明無欠費：有 2 個月已逾繳納期限未繳清，共 10610 元
  [1]

A unit that paid what was due gets its clearance. Receipts stand in the ledger with the payer.

  $ id=$(sqlite3 demo.db "SELECT unit_id FROM unit WHERE code = '100000001'"); printf 'key,booked_on,source,note,fund,account,debit,credit,party,party_id\nr1,2026-04-12,receipt,繳款,nhi,1101,10610,,,\nr1,2026-04-12,receipt,繳款,nhi,1131,,10610,unit,%s\n' $id > receipt.csv; nhi ledger post receipt.csv --now 2026-04-12T11:00:00+08:00 --db sqlite:demo.db
  1 張傳票，其中 0 張先前已入帳
  $ nhi certificate issue 100000001 --kind clearance --now 2026-04-12T12:00:00+08:00 --db sqlite:demo.db
  衛生福利部中央健康保險署 全民健康保險無欠費證明
  受文者：基隆市海昇貿易有限公司
  發文日期：中華民國115年4月12日
  發文字號：健保北證字第1150000003號
  茲證明基隆市海昇貿易有限公司（100000001）截至115年4月12日，繳納期限已屆滿之全民健康保險保險費均已繳清，無積欠。
  署長
  查驗碼：[..]
  $ nhi certificate issue 100000001 --kind premium --year 2026 --now 2026-04-12T13:00:00+08:00 --db sqlite:demo.db
  衛生福利部中央健康保險署 全民健康保險投保單位保險費繳納證明
  受文者：基隆市海昇貿易有限公司
  發文日期：中華民國115年4月12日
  發文字號：健保北證字第1150000004號
  茲證明基隆市海昇貿易有限公司（投保單位代號100000001）115年度各月全民健康保險保險費，截至115年4月12日已繳10,610元，包括所屬被保險人自付及單位負擔部分。
  另有5,305元尚未繳納，不在證明之內。
    月份 | 應繳（元） | 已繳（元）
    115年1月 | 5,305 | 5,305
    115年2月 | 5,305 | 5,305
    115年3月 | 5,305 | 0
    合計 | 15,915 | 10,610
  署長
  查驗碼：[..]

What was altered behind the program's back is not shown as genuine.

  $ sqlite3 demo.db "UPDATE letter_content SET content = replace(content, '請核對後回復', '不必回復')"
  $ nhi letter show 健保北字第1150000001號 --db sqlite:demo.db
  ! nhi: 資料已損壞：letter 健保北字第1150000001號
  [4]
