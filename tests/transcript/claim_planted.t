needs: ../shared/data/open/manifest.csv

Every fault that is planted in cases and orders is found where it was planted, and nothing else is.

  $ nhi claim sample TOTFA.xml --seed 11 --month 2017-05 --cases 60 --faults C01,C02,C03,C04,C05,C06,C07,C08,C09,C10,O01,O02,O03,O05,O06,O08 | tail -n +2 | sort > planted
  $ nhi claim check TOTFA.xml --ref $SOURCE/../shared/data/open --lang en > verdict
  [1]
  $ sed -nE 's/^([CO][0-9]+) line [0-9]+, case 01-([0-9]+)(, order ([0-9]+))?: .*/\1,\2,\4/p' verdict | sed 's/,$/,0/' | sort > found
  $ diff planted found && wc -l < found
  16

Without planted faults there is nothing to find.

  $ nhi claim sample TOTFA.xml --seed 12 --month 2017-05 --cases 300 > /dev/null
  $ nhi claim check TOTFA.xml --ref $SOURCE/../shared/data/open --lang en
  TOTFA.xml: accepted: no findings
  outpatient, 300 cases, [..] orders, 120,300 points applied for
