The global budget: a year to quarters and regions, a quarter settled, the value as it runs.

  $ printf 'sector,component,taipei,north,central,south,kaoping,east\ndental,population,30,16,19,14,16,5\n' > shares.csv
  $ nhi budget split --quarter 2026Q1 --shares shares.csv --scale 1000000
  sector,region,amount
  dental,taipei,4377
  dental,north,2335
  dental,central,2773
  dental,south,2043
  dental,kaoping,2335
  dental,east,730
  dialysis,taipei,12199
  dialysis,north,0
  dialysis,central,0
  dialysis,south,0
  dialysis,kaoping,0
  dialysis,east,0
  $ nhi budget split --quarter 2025Q1 --shares shares.csv --lang en
  sector,region,amount
  ! nhi: parameter budget.year.dental has no value on 2025-01-01
  [1]

The check example of the settlement table (facts payment 2.5), two regions, in thousands of points; its providers.

  $ printf 'sector,region,amount\ndental,taipei,1000000\ndental,north,600000\n' > budget.csv
  $ printf 'sector,region,value\ndental,taipei,0.92\ndental,north,0.98\n' > before.csv
  $ printf 'provider,sector,region,insured_region,floating,fixed,reimbursed,paid,on\n3701010001,dental,1,1,400000,160000,,500000,2026-01-05\n3701010002,dental,1,1,300000,100000,,400000,2026-02-15\n3701010002,dental,1,2,40000,0,,0,2026-02-15\n3733010003,dental,2,2,430000,150000,,560000,2026-01-20\n3733010003,dental,2,1,90000,0,,0,2026-03-02\n,dental,1,1,0,0,2000,,\n,dental,2,2,0,0,1000,,\n' > points.csv
  $ nhi budget settle --quarter 2026Q1 --points points.csv --budget budget.csv --previous before.csv --payments pay.csv --values now.csv
  總額部門  區別    浮動點值    平均點值       預算     區內    跨區   非浮動  自墊核退  餘數
  --------  ----  ----------  ----------  ---------  -------  ------  -------  --------  ----
  牙醫門診  臺北  0.92828571  0.95057034  1,000,000  649,800  88,200  260,000     2,000     0
  牙醫門診  北區  0.95860465  0.96618357    600,000  412,200  36,800  150,000     1,000     0
  牙醫門診：3 家院所，應付 1595405 元＝區內 1062000＋跨區 125000＋非浮動 410000＋跨區重計 -1594＋進位 -1；專款 0 元
  $ cat pay.csv now.csv
  provider,sector,region,floating,protected,fixed,special,value,amount,paid,difference
  3701010001,dental,taipei,400000,0,160000,0,0.92828571,531314,500000,31314
  3701010002,dental,taipei,340000,0,100000,0,0.92828571,415617,400000,15617
  3733010003,dental,north,520000,0,150000,0,0.95860465,648474,560000,88474
  sector,region,value
  dental,taipei,0.92828571
  dental,north,0.95860465
  $ nhi budget settle --quarter 2026Q1 --points points.csv --budget budget.csv --method simultaneous --json --values both.csv
  {
    "quarter": "2026Q1",
    "sectors": [
      {
        "sector": "dental",
        "method": "simultaneous",
        "regions": [
          {
            "region": "taipei",
            "floating_value": "0.93117014",
            "average_value": "0.95057034",
            "budget": 1000000,
            "inside": 651819,
            "outside": 86181,
            "fixed": 260000,
            "reimbursed": 2000,
            "unspent": 0,
            "has_value": true,
            "exhausted": false,
            "guaranteed": false
          },
          {
            "region": "north",
            "floating_value": "0.95756557",
            "average_value": "0.96618357",
            "budget": 600000,
            "inside": 411753,
            "outside": 37247,
            "fixed": 150000,
            "reimbursed": 1000,
            "unspent": 0,
            "has_value": true,
            "exhausted": false,
            "guaranteed": false
          },
          {
            "region": "central",
            "floating_value": "0.00000000",
            "average_value": "0.00000000",
            "budget": 0,
            "inside": 0,
            "outside": 0,
            "fixed": 0,
            "reimbursed": 0,
            "unspent": 0,
            "has_value": false,
            "exhausted": false,
            "guaranteed": false
          },
          {
            "region": "south",
            "floating_value": "0.00000000",
            "average_value": "0.00000000",
            "budget": 0,
            "inside": 0,
            "outside": 0,
            "fixed": 0,
            "reimbursed": 0,
            "unspent": 0,
            "has_value": false,
            "exhausted": false,
            "guaranteed": false
          },
          {
            "region": "kaoping",
            "floating_value": "0.00000000",
            "average_value": "0.00000000",
            "budget": 0,
            "inside": 0,
            "outside": 0,
            "fixed": 0,
            "reimbursed": 0,
            "unspent": 0,
            "has_value": false,
            "exhausted": false,
            "guaranteed": false
          },
          {
            "region": "east",
            "floating_value": "0.00000000",
            "average_value": "0.00000000",
            "budget": 0,
            "inside": 0,
            "outside": 0,
            "fixed": 0,
            "reimbursed": 0,
            "unspent": 0,
            "has_value": false,
            "exhausted": false,
            "guaranteed": false
          }
        ],
        "nation": {
          "floating_value": "0.94206349",
          "average_value": "0.95636581",
          "budget": 1600000,
          "inside": 1063572,
          "outside": 123428,
          "fixed": 410000,
          "reimbursed": 3000,
          "unspent": 0
        },
        "providers": 3,
        "payments": 1597000,
        "revaluation": 0,
        "rounding": 0,
        "special": 0,
        "balanced": true,
        "verified": false
      }
    ]
  }
  $ cat both.csv
  sector,region,value
  dental,taipei,0.93117014
  dental,north,0.95756557

What is missing or wrong is said with its place.

  $ nhi budget settle --quarter 2026Q1 --points points.csv --budget budget.csv --lang en
  ! nhi: dental: --previous dental taipei not found
  [1]
  $ sed 's/400000,160000/-4,160000/' points.csv > bad.csv
  $ nhi budget settle --quarter 2026Q1 --points bad.csv --budget budget.csv --previous before.csv --lang en
  ! nhi: bad.csv: 2: the value “-4” of floating is not within 0…10^12
  [2]
  $ sed 's/3733010003,dental,2,1/3733010003,dental,1,1/' points.csv > bad.csv
  $ nhi budget settle --quarter 2026Q1 --points bad.csv --budget budget.csv --previous before.csv --lang en
  ! nhi: dental: provider 3733010003 stands in two regions of one sector
  [3]
  $ nhi budget settle --quarter 2026Q5 --points points.csv --budget budget.csv --lang en
  ! nhi: the value “2026Q5” of --quarter is not within 2026Q1
  [2]

The value week by week, as a table, as CSV, as a picture.

  $ nhi budget monitor --quarter 2026Q1 --sector dental --points points.csv --budget budget.csv --previous before.csv --plot dental.svg
  截至              臺北        北區  中區  南區  高屏  東區
  ----------  ----------  ----------  ----  ----  ----  ----
  2026-01-07  0.00000000           -     -     -     -     -
  2026-01-14  0.00000000           -     -     -     -     -
  2026-01-21  0.17833250  0.00000000     -     -     -     -
  2026-01-28  0.37277750  0.08294651     -     -     -     -
  2026-02-04  0.56722250  0.19147209     -     -     -     -
  2026-02-11  0.76166750  0.30000000     -     -     -     -
  2026-02-18  0.40349143  0.32294651     -     -     -     -
  2026-02-25  0.51460286  0.43147209     -     -     -     -
  2026-03-04  0.49971429  0.54000000     -     -     -     -
  $ nhi budget monitor --quarter 2026Q1 --sector dental --points points.csv --budget budget.csv --previous before.csv --csv | tail -2
  9,2026-03-04,taipei,700000,790000,260000,0.49971429
  9,2026-03-04,north,420000,470000,150000,0.54000000
  $ grep -c chart-line dental.svg
  2
