Official documents and certificates, on a small synthetic nation.

  $ nhi demo --people 300 --months 2026-01..2026-03 --db sqlite:demo.db > demo.txt

Forms are data: their fields are declared, and what is not declared cannot be said.

  $ nhi letter check
  $ nhi letter make notice --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set colour=red --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  $ nhi letter make notice --to 100000001 --division 1 --set matter=投保資料核對 --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  $ nhi letter make notice --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set reply_by=soon --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  $ nhi letter make nothing --to 100000001 --division 1 --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  $ nhi letter make notice --to 999999999 --division 1 --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db

The draft has no number and is not kept; the letter is numbered without gaps, and the same key gives the same letter.

  $ nhi letter make notice --draft --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set reply_by=2026-04-30 --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  $ nhi letter make notice --key a1 --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set reply_by=2026-04-30 --copy 基隆市政府 --out one.pdf --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db
  $ nhi letter make notice --key a1 --to 100000001 --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --set reply_by=2026-04-30 --copy 基隆市政府 --out again.pdf --now 2026-04-11T10:00:00+08:00 --db sqlite:demo.db
  $ cmp one.pdf again.pdf && echo the same bytes
  $ nhi letter make notice --key a1 --to 100000001 --division 1 --set matter=別的事 --set text=請核對後回復。 --now 2026-04-11T10:00:00+08:00 --db sqlite:demo.db
  $ nhi letter make notice --to 臺中市政府 --address 臺中市西屯區臺灣大道三段99號 --division 3 --set matter=資料交換 --set text=請提供。 --lang en --now 2026-04-11T10:00:00+08:00 --db sqlite:demo.db
  $ nhi letter list --db sqlite:demo.db
  $ nhi letter print 健保北字第1150000001號 --out copy.pdf --db sqlite:demo.db
  $ nhi letter show 健保北字第1150000009號 --db sqlite:demo.db

A certificate at once, with a check code that anybody can look up; a code that nobody has is told as such.

  $ nhi certificate issue 100000001 --now 2026-04-12T10:00:00+08:00 --db sqlite:demo.db
  $ nhi certificate issue '#5' --kind premium --year 2026 --out paid.pdf --json --now 2026-04-12T10:00:00+08:00 --db sqlite:demo.db > paid.json; cat paid.json
  $ nhi certificate verify $(grep -o '[0-9A-Z]*-[0-9A-Z]*-[0-9A-Z]*-[0-9A-Z]*' paid.json | tr 'A-Z-' 'a-z ' | tr -d ' ') --db sqlite:demo.db
  $ nhi certificate verify 00000-00000-00000-00000 --db sqlite:demo.db
  $ nhi certificate issue '#5' --kind premium --year 2019 --now 2026-04-12T10:00:00+08:00 --db sqlite:demo.db
  $ nhi certificate issue 100000001 --kind clearance --now 2026-04-12T10:00:00+08:00 --db sqlite:demo.db

A unit that paid what was due gets its clearance. Receipts stand in the ledger with the payer.

  $ unit=$(nhi unit list --limit 1 --json --db sqlite:demo.db | grep -o '"unit": "[0-9]*' | cut -d'"' -f4); echo $unit

  $ nhi certificate issue 100000001 --kind premium --year 2026 --now 2026-04-12T10:00:00+08:00 --db sqlite:demo.db

What was altered behind the program's back is not shown as genuine.

  $ sqlite3 demo.db "UPDATE letter_content SET content = replace(content, '請核對後回復', '不必回復')"
  $ nhi letter show 健保北字第1150000001號 --db sqlite:demo.db
