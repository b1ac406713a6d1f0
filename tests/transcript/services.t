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

One service whole: who decides in which category, where our own choice stands for what the guide does not say.

  $ nhi service show objection.premium --lang en | grep -E '^(fee|time|goes to)'
  fee: Free
  time: Within 2 months
  goes to: Category: Category 1 → Enrolment and Premium Section 1 2F
  goes to: Category: Category 2, Category 3, Category 6 → Enrolment and Premium Section 2 3F
  goes to: Category: Category 4 → Enrolment and Premium Section 1 2F (our choice)
  goes to: Category: Category 5 → Enrolment and Premium Section 2 3F (our choice)
  goes to: kind of unit: government agency → Enrolment and Premium Section 1 2F (our choice)
  goes to:  → Enrolment and Premium Section 1 2F (our choice)
  $ nhi service show card.reissue --json | grep -E '"(id|fee|flow|delegation|retention)":'
    "id": "card.reissue",
    "fee": 200,
    "flow": "counter",
    "delegation": "card",
    "retention": 5,
  $ nhi service show moon.landing --lang en
  ! nhi: moon.landing not found
  [1]
  $ nhi service check --lang en
  the services are in order: 146 entries, 9 flows

An entry that is wrong is told with file and line.

  $ mkdir other; for f in law codes catalogue; do cp -r "$NHI_DATA/$f" other/; done
  > sed -i 's/parameter: card.fee}/parameter: card.price}/; 0,/retention: "5"/s//retention: many/' other/catalogue/services/card.yaml
  > nhi service check --data other --lang en | sed 's/yaml:[0-9][0-9]*:/yaml:N:/'
  catalogue/services/card.yaml:N: card.first: retention: not a number, or out of range
  catalogue/services/card.yaml:N: card.first: retention: this key is missing
  catalogue/services/card.yaml:N: card.reissue: fee: there is no figure of law “card.price”
  3 defects
