Rules of items and prices in the check of a claim file: the practice file is good, and each change is told by its own code.

  $ nhi claim sample good.xml --seed 7 --cases 3 --month 2026-06 --lang en >/dev/null
  $ nhi claim check good.xml --lang en | grep -E "^(good|[PR]0)"
  good.xml: accepted: no findings
  $ echo 'sed "$1" good.xml >bad.xml; nhi claim check bad.xml --lang en | grep -E "^(O09|[PR]0)" | head -2' >say
  $ sh ./say '0,/<p4>MA1/{s/<p4>MA1/<p4>MA2/}'
  R01 line 74, case 01-1, order 3: MA2: only under 13 years
  P02 line 74, case 01-1, order 3: the day rate of MA2 is 22.00; that of the day is 31.00, 93 points
  $ sh ./say 's/<p8>100.00/<p8>400.00/'
  P01 line 82, case 01-1, order 4: the rate 400.00 % of 00110C is higher than all add-ons together (113.00 %): at most 398 points
  P01 line 165, case 01-2, order 4: the rate 400.00 % of 00110C is higher than all add-ons together (113.00 %): at most 398 points
  $ sh ./say 's/<p11>22.00/<p11>25.00/'
  P02 line 74, case 01-1, order 3: the day rate of MA1 is 25.00; that of the day is 22.00, 66 points
  P02 line 157, case 01-2, order 3: the day rate of MA1 is 25.00; that of the day is 22.00, 66 points
  $ sh ./say '0,/<p4>00110C/{s/<p4>00110C/<p4>91002C/}'
  O09 line 82, case 01-1, order 4: 91002C: the site must be a zone of the mouth
  O09 line 82, case 01-1, order 4: 91002C: not the only treatment of a case

Windows look at all cases of the person in the file, whatever their order.

  $ sh ./say 's/<p4>MA1/<p4>12068C/;s/<d3>[^<]*/<d3>A123456789/'
  R01 line 227, case 01-3, order 2: 12068C: once a calendar year
  R01 line 74, case 01-1, order 3: 12068C: once a calendar year
