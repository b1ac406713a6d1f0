The synthetic nation at the doctor: every planted fault is found, and nothing else is held against anybody.

  $ nhi demo --people 600 --months 2026-01..2026-01 >made.txt; mkdir c; nhi claim demo --month 2026-01 --out c --faults 20 --lang en
  519 people, 24 providers, 24 files, 1119 cases, 49 faults planted
  $ nhi claim receive c/*.xml --now 2026-02-12T09:00:00+08:00 >receipts.txt; nhi claim adjudicate --now 2026-02-13T09:00:00+08:00 --lang en
  24 batches, 0 returned, 1,119 cases, 15 cases not paid, 49 findings, 2,375,932 points claimed, 2,348,577 points left
  $ nhi claim found --month 2026-01 | tail -n +2 | cut -d, -f2-7 | sort >found.csv; tail -n +2 c/truth.csv | sort | diff - found.csv && echo the same
  the same
  $ mkdir d; nhi claim demo --month 2026-01 --out d --faults 20 --lang en; diff -r c d && echo the same bytes
  519 people, 24 providers, 24 files, 1119 cases, 49 faults planted
  the same bytes
