A synthetic Taiwan is made and billed month by month; a second time nothing is done and the same is said.

  $ nhi demo --people 600 --months 2026-01..2026-03 --db sqlite:bill.db --lang en
  synthetic Taiwan: 600 people, seed 1

  month    bills  insured  dependents  free  left  corrections  payable NT$  due on
  -------  -----  -------  ----------  ----  ----  -----------  -----------  ----------
  2026-01    183      436         162     1     0            0    1,404,241  2026-03-02
  2026-02    183      436         162     1     0            0    1,402,596  2026-03-31
  2026-03    182      436         162     1     0            1    1,411,816  2026-04-30
  $ nhi demo --people 600 --months 2026-01..2026-03 --db sqlite:bill.db --lang en
  synthetic Taiwan: 600 people, seed 1

  month    bills  insured  dependents  free  left  corrections  payable NT$  due on
  -------  -----  -------  ----------  ----  ----  -----------  -----------  ----------
  2026-01    183      436         162     1     0            0    1,404,241  2026-03-02
  2026-02    183      436         162     1     0            0    1,402,596  2026-03-31
  2026-03    182      436         162     1     0            1    1,411,816  2026-04-30
  $ nhi demo --people 601 --months 2026-01..2026-03 --db sqlite:bill.db --lang en
  ! nhi: the database holds other data; a demo begins in an empty one: sqlite:bill.db
  [5]
  $ nhi demo --people 0 --db sqlite:other.db --lang en
  ! nhi: the value “0” of --people is not within 1–60000000
  [2]
  $ nhi demo --months 2026-03..2026-01 --db sqlite:other.db --lang en
  ! nhi: the value “2026-03..2026-01” of --months is not within YYYY-MM..YYYY-MM
  [2]

A month is billed when it is over, in its turn, once.

  $ nhi bill run --month 2026-04 --now 2026-04-30 --db sqlite:bill.db --lang en
  ! nhi: 2026-04 is not over; its bills can be run from 2026-05-01 on
  [5]
  $ nhi bill run --month 2026-05 --now 2026-06-10 --db sqlite:bill.db --lang en
  ! nhi: bills are run month by month: after 2026-03 comes 2026-04
  [5]
  $ nhi bill run --month 2026-04 --now 2026-05-10 --db sqlite:bill.db --lang en --no-progress
  2026-04 is billed
    due on 2026-06-01
    bills 182
    insured persons 436
    dependents charged 162
    dependents beyond the number charged 1
    left on the last day, not charged 0
    held: dependents without insured person 0
    correction lines 0
    payable, NT$ 1,411,284
  $ nhi bill run --month 2026-04 --now 2026-05-10 --db sqlite:bill.db --lang en --no-progress
  2026-04 was billed before; nothing done
    due on 2026-06-01
    bills 182
    insured persons 436
    dependents charged 162
    dependents beyond the number charged 1
    left on the last day, not charged 0
    held: dependents without insured person 0
    correction lines 0
    payable, NT$ 1,411,284

A month can be ordered and left to a worker.

  $ nhi bill run --month 2026-05 --later --now 2026-06-10 --db sqlite:bill.db --lang en
  ordered as job [..]
  $ nhi work --until-idle --now 2026-06-10 --db sqlite:bill.db --lang en
  1 done, 0 failed
  $ nhi work --until-idle --now 2026-06-10 --db sqlite:bill.db --lang en
  0 done, 0 failed

Where the site is served, its worker does what was ordered; not with --no-work.

  $ nhi bill run --month 2026-06 --later --now 2026-07-10 --db sqlite:bill.db --lang en
  ordered as job [..]
  $ nhi serve --no-work --port 0 --quiet --now 2026-07-10 --db sqlite:bill.db >/dev/null & server=$!; sleep 1; kill $server; wait $server
  > nhi job list --db sqlite:bill.db --json | grep -o '"state": "[a-z]*"' | sort | uniq -c | tr -s ' '
   6 "state": "done"
   1 "state": "due"
  $ nhi serve --port 0 --quiet --now 2026-07-10 --db sqlite:bill.db >/dev/null & server=$!
  > for i in $(seq 240); do nhi job list --db sqlite:bill.db --json | grep -qE '"state": "(due|running)"' || break; sleep 0.25; done; kill $server; wait $server
  > nhi job list --db sqlite:bill.db --json | grep -o '"state": "[a-z]*"' | sort | uniq -c | tr -s ' '
   7 "state": "done"

Bills can be listed, shown, added up and explained.

  $ nhi bill list --month 2026-04 --count 3 --db sqlite:bill.db
  單位代號   名稱                        自繳者  被保險人  眷屬   自付  補助  單位負擔  更正   應繳
  ---------  --------------------------  ------  --------  ----  -----  ----  --------  ----  -----
  100000001  基隆市海昇貿易有限公司                     2     2  3,152     0     4,917     0  8,069
  100000002  基隆市信義區公所（社會課）  陳欣鳳         1     0    826     0         0     0    826
  100000002  基隆市信義區公所（社會課）  王毅宇         1     0    826     0         0     0    826
  $ nhi bill list --month 2026-04 --count 2 --division 3 --csv --db sqlite:bill.db
  bill_id,unit_id,person_id,unit_code,unit_name,payer,division,insured,dependents,self,subsidy,unit_share,correction,payable
  2026040002000012,56,0,300000056,彰化縣安泰物流有限公司,,3,8,6,24470,16649,15384,0,23205
  2026040002000013,57,323,300000057,彰化縣員林市公所（社會課）,謝詩秀,3,1,0,826,0,0,0,826
  $ nhi bill show --month 2026-04 100000001 --db sqlite:bill.db --lang en
  100000001 基隆市海昇貿易有限公司  2026-04
  payable NT$8,069, due on 2026-06-01, bill 2026040001000001

  name    id          item  amount   self  charged  enrolled  subsidy   unit  government  payable  note
  ------  ----------  ----  ------  -----  -------  --------  -------  -----  ----------  -------  ----
  黃麗怡  C20****005  12    66,800  1,036        1         1        0  3,233         539    5,305
  陳琪欣  C20****866  12    34,800    540        1         1        0  1,684         281    2,764

    self parts 3,152
    subsidies 0
    unit's share 4,917
    corrections of earlier months 0
    payable 8,069
    (government's share, not paid here) 820
  $ nhi bill show --month 2026-04 999999999 --db sqlite:bill.db --lang en
  ! nhi: unit not found
  [1]
  $ nhi bill show --month 2031-04 100000002 --db sqlite:bill.db --lang en
  ! nhi: bill 2031-04 not found
  [1]
  $ nhi bill totals --month 2026-04 --db sqlite:bill.db --lang en
  item  heads  insured persons    units  government   sum, NT$
  ----  -----  ---------------  -------  ----------  ---------
  11       19           22,474   40,752           0     63,226
  11p       2            1,569    2,857       2,857      7,283
  12      245          207,242  449,677      79,718    736,637
  13        1              458    1,428         238      2,124
  14       84          490,914        0      31,301    522,215
  15        2           10,459        0       8,091     18,550
  21       83           85,572        0      58,205    143,777
  22        1            1,185        0         790      1,975
  31       44           16,368        0      38,236     54,604
  32        5            1,860        0       4,345      6,205
  41        3                0        0       4,131      4,131
  43        2                0        0       2,754      2,754
  51        8                0        0      11,016     11,016
  61        1                0        0       1,377      1,377
  62       98           78,469        0      56,477    134,946
  sum     598          916,570  494,714     299,536  1,710,820

  division    heads  insured persons    units  government   sum, NT$
  ----------  -----  ---------------  -------  ----------  ---------
  1 Taipei      208          315,898  202,003     105,393    623,294
  2 Northern    100          155,184   82,367      40,482    278,033
  3 Central     118          198,047   73,465      67,283    338,795
  4 Southern     78          114,721   47,448      38,450    200,619
  5 Kao-Ping     84          121,430   83,972      43,568    248,970
  6 Eastern      10           11,290    5,459       4,360     21,109
  sum           598          916,570  494,714     299,536  1,710,820

  payer                         heads  insured persons    units  government   sum, NT$
  ----------------------------  -----  ---------------  -------  ----------  ---------
  insured persons                 598          916,570        0           0    916,570
  insured units                     0                0  494,714           0    494,714
  central government                0                0        0     277,530    277,530
  Ministry of National Defense      0                0        0       4,131      4,131
  Ministry of Justice               0                0        0       2,754      2,754
  central welfare authority         0                0        0      11,016     11,016
  Veterans Affairs Council          0                0        0       1,377      1,377
  local government                  0                0        0       2,728      2,728
  sum                             598          916,570  494,714     299,536  1,710,820
  $ nhi bill explain --month 2026-04 A123456789 --db sqlite:bill.db --lang en
  ! nhi: person not found
  [1]
  $ nhi bill explain --month 2026-04 --db sqlite:bill.db --lang en
  ! nhi: give one identity number
  [2]
