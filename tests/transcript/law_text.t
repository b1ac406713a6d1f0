The texts of law behind the figures are taken from the national law database's files, and a citation opens its article.

  $ mkdir -p laws/zh laws/en
  $ printf '{"法規名稱":"某法","法規網址":"https://example.org/?pcode=L0000001","最新異動日期":"20230628","沿革內容":"1.某年","法規內容":[{"編章節":"第 一 章 總則"},{"條號":"第 1 條","條文內容":"甲：\\r\\n一、子。\\r\\n乙。"},{"條號":"第 36-1 條","條文內容":"丙。"}]}' > laws/zh/L0000001.json
  $ printf '{"英文法規名稱":"An Act","法規網址":"https://example.org/?pcode=L0000001","最新英文異動日期":"20200101","法規內容":[{"條號":"Article 1","條文內容":"A:\\r\\n1.a.\\r\\nB."}]}' > laws/en/L0000001.json
  $ nhi law text list --from laws
  L0000001	en	2020-01-01	1	An Act
  L0000001	zh	2023-06-28	2	某法
  $ nhi db init --db sqlite:law.db > /dev/null
  $ nhi law text import laws --db sqlite:law.db
  2 個法規檔，其中 2 個是新的（3 條）
  $ nhi law text import laws --db sqlite:law.db --json
  {"texts":2,"inserted":0,"articles":0}
  $ nhi law text list --db sqlite:law.db --lang en
  L0000001	en	2020-01-01	1	An Act
  L0000001	zh	2023-06-28	2	某法
  $ nhi law text show L0000001:1 --db sqlite:law.db
  某法 第 1 條（2023-06-28 修正之條文）
  甲：
  一、子。
  乙。
  $ nhi law text show L0000001:1:2@2013-01-01 --db sqlite:law.db --lang en
  An Act, article 1, paragraph 2 (text of 2020-01-01)
  B.
  $ nhi law text show L0000001:36-1 --db sqlite:law.db --json
  {"law":"L0000001","name":"某法","language":"zh","amended":"2023-06-28","article":"36-1","paragraph":0,"chapter":"第 一 章 總則","text":"丙。"}
  $ nhi law text show L0000001:36-1@2024-01-01 --db sqlite:law.db
  某法 第 36-1 條（2023-06-28 修正之條文）
  （來源所引的條文比這份新）
  丙。
  $ nhi law text show L0000001:1:3 --db sqlite:law.db
  ! nhi: 找不到L0000001:1:3
  [1]
  $ nhi law text show L0000001:9 --from laws --lang en
  ! nhi: L0000001:9 not found
  [1]
  $ nhi law text show L0000002:1 --from laws --lang en
  ! nhi: L0000002 not found
  [1]
  $ nhi law text show notice:1@2024-01-01 --from laws --lang en
  ! nhi: there is no parameter “notice:1@2024-01-01”
  [2]
  $ nhi law text show premium.rate --from laws --lang en
  ! nhi: L0060001 not found
  [1]
  $ nhi law text open --lang en
  ! nhi: usage: nhi law text import DIR | export DIR | list | history L0060001 | search WORDS | show L0060001:27
  [2]

A source that names an article that does not exist is a defect; what is younger than the text, or of a law that is not there, is said.

  $ mkdir reform && printf 'parameter,effective_from,value,unit,source,verified\nsupplement.small,2027-01-01,1,twd,L0000001:2@2013-01-01,yes\nsupplement.small,2027-02-01,1,twd,L0000001:1:2@2013-01-01,yes\nsupplement.small,2027-03-01,1,twd,L0000001:2@2026-01-01,yes\nsupplement.small,2027-04-01,1,twd,L0000001:1:3@2013-01-01,yes\n' > reform/supplement.csv
  $ nhi law check --texts --from laws --law reform --lang en | grep -A1 L0000001
  supplement.csv:2: no_article: the source “L0000001:2@2013-01-01” names an article or paragraph that the law does not have
    → look the article up
  supplement.csv:4: old_text: “L0000001:2@2026-01-01” is younger than the imported text, so it could not be looked up
    → import the newer text
  supplement.csv:5: no_article: the source “L0000001:1:3@2013-01-01” names an article or paragraph that the law does not have
    → look the article up
  $ nhi law check --texts --from laws --lang en | grep -A1 L0060020
  [..]: no_text: the text of “L0060020” is not imported, so it could not be looked up
    → import it with nhi law text import
  $ nhi law check --texts --db sqlite:law.db --law reform > /dev/null
  [1]
  $ printf '{' > laws/zh/broken.json; nhi law text import laws --db sqlite:law.db --lang en
  ! nhi: laws/zh/broken.json: line 1 is not JSON: string or '}' expected near end of file
  [3]
  $ nhi law text import nowhere --db sqlite:law.db --lang en
  ! nhi: there is no nowhere
  [3]

The register of texts keeps every version: one can be chosen by its day, searched, and written out again as it came in.

  $ rm -r laws/zh/broken.json reform
  $ sed 's/20230628/20240715/; s/丙。/丙，逾十五日者。/' laws/zh/L0000001.json > newer.json && mv newer.json laws/zh/L0000001.json
  $ nhi law text import laws --db sqlite:law.db
  2 個法規檔，其中 1 個是新的（2 條）
  $ nhi law text history L0000001 --db sqlite:law.db
  L0000001	en	2020-01-01	1	An Act
  L0000001	zh	2024-07-15	2	某法
  L0000001	zh	2023-06-28	2	某法

  1.某年
  $ nhi law text show L0000001:36-1 --db sqlite:law.db
  某法 第 36-1 條（2024-07-15 修正之條文）
  丙，逾十五日者。
  $ nhi law text show L0000001:36-1 --db sqlite:law.db --at 2024-07-14
  某法 第 36-1 條（2023-06-28 修正之條文）
  丙。
  $ nhi law text search '丙 十五日' --db sqlite:law.db
  L0000001:36-1	某法	丙，逾十五日者。
  $ nhi law text search '丁' --db sqlite:law.db
  [1]
  $ nhi law text search 'B.' --db sqlite:law.db --json
  [{"law":"L0000001","name":"An Act","language":"en","article":"1","line":"B."}]
  $ nhi law text export out --db sqlite:law.db && nhi law text import out --db sqlite:law.db
  已寫出 2 個法規檔
  2 個法規檔，其中 0 個是新的（0 條）
  $ nhi law text export out2 --from out && diff -r out out2 && cat out/en/L0000001.json
  已寫出 2 個法規檔
  {
    "英文法規名稱": "An Act",
    "法規網址": "https://law.moj.gov.tw/Eng/LawClass/LawAll.aspx?pcode=L0000001",
    "最新英文異動日期": "20200101",
    "沿革內容": "",
    "法規內容": [
      {
        "條號": "Article 1",
        "條文內容": "A:\r\n1.a.\r\nB."
      }
    ]
  }
  $ nhi law text history L0000009 --db sqlite:law.db --lang en
  ! nhi: L0000009 not found
  [1]
