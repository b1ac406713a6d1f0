The trial price of a practice file: what the orders claim, what the fee schedule gives, the copayment of its code.

  $ nhi claim sample good.xml --seed 7 --cases 20 --month 2026-06 --lang en >/dev/null
  $ nhi claim price good.xml --level clinic --lang en
  20 cases, orders claimed 9,020 points, computed 9,020 points; 0 not priced (Tw-DRG)
  $ sed 's/<p8>100.00/<p8>400.00/' good.xml >dear.xml
  $ nhi claim price dear.xml --level clinic --lang en | tail -2
  01-20  451 → 451  P01 00110C
  20 cases, orders claimed 9,020 points, computed 9,020 points; 0 not priced (Tw-DRG)
  $ nhi claim price good.xml --json | grep -c '"copay_computed"'
  20
  $ sed 's/<d40>50</<d40>10</' good.xml >less.xml
  $ nhi claim price less.xml --lang en | tail -2
  01-20  451 → 451  copayment 10 → 50
  20 cases, orders claimed 9,020 points, computed 9,020 points; 0 not priced (Tw-DRG)

A file that would come back whole is not priced.

  $ sed 's/d40>/D40>/g' good.xml >broken.xml
  $ nhi claim price broken.xml --lang en
  ! nhi: broken.xml: the file would come back whole: use nhi claim check first
  [3]
