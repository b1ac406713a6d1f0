Services by everyday words: what to bring, what it costs, how long it takes; what nobody knows is said to be unknown.

  $ nhi where 健保卡掉了 --lang zh | head -5
  健保卡遺失補發
    聯合服務中心  1F
    帶什麼: 身分證明文件；委託書（由別人代辦）；代辦人身分證明文件（由別人代辦）；請領健保卡申請表；照片
    費用: 200 元
    時間: 當場辦理

A misspelt word leads there too.

  $ nhi where lost helth card --lang en | head -2
  Re-issue of a lost NHI card
    Joint Service Centre  1F

In another division the service is the same, the floor is not known.

  $ nhi where 健保卡掉了 --division 臺南市 --lang zh | head -2
  健保卡遺失補發
    聯合服務中心

  $ nhi where 健保卡掉了 --division 火星 --lang zh
  ! nhi: 找不到火星
  [1]

  $ nhi where qqqq --lang zh
  沒有找到，請換個說法。
  [1]

  $ nhi where --lang zh
  ! nhi: 請寫要找什麼，例如：nhi where 健保卡掉了
  [2]

All rows of the inventory stand in the coverage, whatever their depth.

  $ nhi seed coverage --json | grep -c '"depth"'
  567

The site checks itself without a browser.

  $ nhi serve --once-check --port 0 --db sqlite:/nonexistent/none.db | grep -c '^200 '
  6
