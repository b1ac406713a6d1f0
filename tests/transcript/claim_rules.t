The rules about items: one in full, those of an item, what cannot be executed and why.

  $ nhi claim rules show DT0001
  DT0001  00315C：1095 日內限申報一次
    種類：次數或互斥
    施行：2013-01-01
    來源：facts:claims-format:5.6（未查證）
    通過：00315C -1095:00315C
    違反：00315C -1094:00315C
  $ nhi claim rules --item 91004C --lang en
  DT0321  91004C  91004C: once within 180 days
  DT0322  91004C  91004C: the site must be the full mouth (FM)
  DT0323  91004C  the source gives a reminder to attach x-rays (XRAY) without a condition that could be tested
  DT0324  91004C  91004C: not within 90 days after 91005C, 91015C, 91016C, 91017C, 91018C, 91089C, 91103C, 91104C
  DT0325  91004C  91004C: not within 180 days after 91003C
  $ nhi claim rules --not-executable --lang en | sed -n '1p;$p'
  DT0002  00315C  the source gives a reminder to attach x-rays (XRAY) without a condition that could be tested
  GN0052  39013C  at most four a year in clinics; rules cannot be limited to a level of provider yet
  $ nhi claim rules show MA9 --lang en
  ! nhi: MA9 not found
  [1]

All examples of all rules are run; the book and the changes between two months are printed.

  $ nhi claim rules check --lang en
  425 rules run, 0 wrong, 118 not executable
  $ nhi claim rules book --at 2026-07-01 --lang en | sed -n '1,12p'
  # Rules of claim items

  In force on 2026-07-01

  Examples: item@site*quantity/days; -N: is an order N days before.

  ## 00315C

  | rule | code | what | effect | from | source | broken by |
  |---|---|---|---|---|---|---|
  | DT0001 | O09 | 00315C: once within 1095 days | not paid | 2013-01-01 | facts:claims-format:5.6 (unverified) | `00315C -1094:00315C` |
  | DT0003 | O09 | 00315C: not within 365 days after 00316C, 00317C, 01271C, 01272C, 01273C | not paid | 2013-01-01 | facts:claims-format:5.6 (unverified) | `00315C -364:00316C` |
  $ nhi claim rules diff --from 2022-02 --to 2022-03 --lang en
  + GN0033  MA2: only under 13 years
  + GN0034  MA3: only under 13 years
  + GN0035  MA4: only under 13 years
  3 begin, 0 end
  $ nhi claim rules diff --lang en
  ! nhi: --from is missing
  [2]
