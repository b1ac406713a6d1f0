The demo nation's history: cases through the channels, told once, the same each time.

  $ export NHI_DB=sqlite:demo.db; nhi demo --people 2390 --seed 1 --no-progress >/dev/null; nhi case demo --count 45
  案件 44 件（已決定 27），健保卡 14 件，收文 24 件，未准開立 1 件
  $ export NHI_DB=sqlite:demo.db; nhi case demo --count 45; nhi doctor | grep -vc 正常
  案件 0 件（已決定 0），健保卡 0 件，收文 0 件，未准開立 0 件
  0
  [1]

A real database gets none.

  $ export NHI_DB=sqlite:real.db; nhi db init >/dev/null; nhi case demo
  ! nhi: 沒有「示範帳號只能在示範資料庫」的權限
  [1]
