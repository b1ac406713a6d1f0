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

Lists go into the database with what they change against the list of their kind before them; an import
can be taken back, and stays as taken back.

  $ nhi db init --db sqlite:ref.db --lang en >/dev/null
  $ nhi ref diff $SOURCE/tests/files/ref --db sqlite:ref.db --lang en --rows 2 | grep -c written
  11
  $ nhi ref list --db sqlite:ref.db --lang en
  $ nhi ref import $SOURCE/tests/files/ref/items_old.csv --kind service-item --as-of 2017-05-01 --db sqlite:ref.db --lang en --rows 2
    + 90001X 2016-04-01 260.00
    + 90002X 2016-04-01 100.00
  items_old.csv (service-item): 6 rows, 3 left out; 6 added, 0 changed, 0 removed
  line 8, column 2: warning: “oops” is no number of points; the row is left out. look at this row of the published file.
  line 9, column 1: warning: “” is no code; the row is left out. look at this row of the published file.
  line 10, column 3: warning: “20160431” is no day; the row is left out. look at this row of the published file.
  $ sed 's/90002X,0000100/90002X,0000110/; /^90004X/d' $SOURCE/tests/files/ref/items_old.csv | grep -v oops >later.csv
  $ nhi ref import later.csv --kind service-item --as-of 2017-06-01 --db sqlite:ref.db --lang en
    ~ 90002X 2016-04-01 100.00 → 2016-04-01 110.00
    - 90004X 1995-03-01 50.00
  later.csv (service-item): 5 rows, 2 left out; 0 added, 1 changed, 1 removed
  line 7, column 1: warning: “” is no code; the row is left out. look at this row of the published file.
  line 8, column 3: warning: “20160431” is no day; the row is left out. look at this row of the published file.
  $ nhi ref import later.csv --kind service-item --as-of 2017-06-01 --db sqlite:ref.db --lang en
  later.csv (service-item): 5 rows, 2 left out; 0 added, 1 changed, 1 removed; imported before
  line 7, column 1: warning: “” is no code; the row is left out. look at this row of the published file.
  line 8, column 3: warning: “20160431” is no day; the row is left out. look at this row of the published file.
  $ nhi fee show 90002X --at 2017-06-01 --db sqlite:ref.db --lang en
  90002X  乙項目
               – 2016-04-01  valid
  * 2016-04-01 – 2018-06-01  110.00  later.csv
    2018-06-01 –             valid
  $ nhi ref undo 257 --reason 'wrong file' --db sqlite:ref.db --lang en
  import 257 taken back
  $ nhi ref undo 257 --reason 'wrong file' --db sqlite:ref.db --lang en
  ! nhi: conflicts with what is stored: ref_undo 257
  [5]
  $ nhi fee show 90002X --at 2017-06-01 --db sqlite:ref.db --lang en
  90002X  乙項目
               – 2016-04-01  valid
  * 2016-04-01 – 2018-05-01  100.00  items_old.csv
    2018-05-01 –             valid
  $ nhi ref list --db sqlite:ref.db --lang en --now 2026-07-01 | sed 's/20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]  /DAY  /'
       1  service-item                6  DAY  2017-05-01
     257  service-item                5  DAY  2017-06-01  taken back
  $ nhi ref import later.csv --kind service-item --db sqlite:ref.db --lang en
  ! nhi: --as-of is missing
  [2]
  $ nhi ref import later.csv --kind nothing --as-of 2017-06-01 --db sqlite:ref.db --lang en
  ! nhi: later.csv: “nothing” is no kind of list
  [3]

What is no reference data is told.

  $ nhi fee show 90001X --ref $SOURCE/README.md --lang en
  ! nhi: this is no image of reference data, or it is damaged; make it anew with nhi ref build
  [3]
  $ nhi fee show 90001X --ref nowhere --lang en
  ! nhi: there is no nowhere
  [3]
  $ nhi fee show 90001X --lang en
  ! nhi: the database sqlite:nhi.db does not exist; run nhi db init --db sqlite:nhi.db first
  [4]
  $ mkdir -p bad && printf 'file,kind,as_of,complete\n../x.csv,drug,2026,yes\n' >bad/manifest.csv
  $ nhi ref build --ref bad --out x.ref --lang en
  ! nhi: bad: manifest.csv names “../x.csv”, which is not in its folder
  [3]
  $ printf 'file,kind,as_of,complete\na.csv,drug,2026,yes\n' >bad/manifest.csv; printf 'x,y\n' >bad/a.csv
  $ nhi ref build --ref bad --out x.ref --lang en
  ! nhi: a.csv: the title row has no column of codes; use the file as the agency publishes it
  [3]
