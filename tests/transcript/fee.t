Reference data of the claim check: published lists become one image; an item's price is shown by day.

  $ nhi ref build --ref $SOURCE/tests/files/ref --out claims.ref --lang en | sed "s/inputs .*/inputs HASH/"
  12 items, 4 providers, 4 diagnoses, 1 procedures; inputs HASH
    diagnosis                   1  2014-01-01  part
    service-item                6  2017-05-01  complete
    provider-branch             1  2019-01-01  complete
    procedure                   1  2023-01-01  complete
    service-item-names          4  2024-05-01  complete
    service-item-levels         3  2024-12-01  part
    diagnosis                   3  2025-01-01  complete
    service-item                2  2025-10-27  part
    material                    1  2026-01-01  part
    provider                    4  2026-04-01  complete
    drug                        4  2026-05-22  complete
  line 8, column 2: warning: “oops” is no number of points; the row is left out. look at this row of the published file.
  line 9, column 1: warning: “” is no code; the row is left out. look at this row of the published file.
  line 10, column 3: warning: “20160431” is no day; the row is left out. look at this row of the published file.
  $ nhi fee show 90001X --at 2025-03-01 --ref claims.ref --lang en
  90001X  甲項目
               – 2016-04-01  valid
    2016-04-01 – 2018-05-01  260.00  items_old.csv
    2018-05-01 – 2024-12-01  valid
    2024-12-01 – 2025-03-01  280.00  levels.csv
  * 2025-03-01 – 2026-10-27  300.00  items_new.csv
    2026-10-27 –             valid
  $ nhi fee show 90002X --at 2024-06-01 --ref $SOURCE/tests/files/ref --json
  [
    {
      "code": "90002X",
      "group": "service",
      "name": "乙項目",
      "levels": [],
      "at": {
        "from": "2024-05-01",
        "to": null,
        "status": "ended"
      },
      "spells": [
        {
          "from": null,
          "to": "2016-04-01",
          "status": "valid"
        },
        {
          "from": "2016-04-01",
          "to": "2018-05-01",
          "status": "priced",
          "price": "100.00",
          "list": "items_old.csv"
        },
        {
          "from": "2018-05-01",
          "to": "2024-05-01",
          "status": "valid"
        },
        {
          "from": "2024-05-01",
          "to": null,
          "status": "ended"
        }
      ]
    }
  ]
  $ nhi fee show 99999C --ref claims.ref --lang en
  99999C  no such item
  [1]

What is no reference data is told.

  $ nhi fee show 90001X --ref $SOURCE/README.md --lang en
  ! nhi: this is no image of reference data, or it is damaged; make it anew with nhi ref build
  [3]
  $ nhi fee show 90001X --ref nowhere --lang en
  ! nhi: there is no nowhere
  [3]
  $ nhi fee show 90001X --lang en
  ! nhi: --ref is missing
  [2]
  $ mkdir -p bad && printf 'file,kind,as_of,complete\n../x.csv,drug,2026,yes\n' >bad/manifest.csv
  $ nhi ref build --ref bad --out x.ref --lang en
  ! nhi: bad: manifest.csv names “../x.csv”, which is not in its folder
  [3]
  $ printf 'file,kind,as_of,complete\na.csv,drug,2026,yes\n' >bad/manifest.csv; printf 'x,y\n' >bad/a.csv
  $ nhi ref build --ref bad --out x.ref --lang en
  ! nhi: a.csv: the title row has no column of codes; use the file as the agency publishes it
  [3]
