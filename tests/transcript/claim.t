A maker of practice software makes a file with planted faults and gets told where they are.

  $ nhi claim sample TOTFA.xml --seed 7 --month 2017-05 --cases 20 --faults B01,C07,C08,O03,O05
  code,case,order
  B01,0,0
  C07,5,0
  C08,8,0
  O03,11,4
  O05,15,2

The check finds each of them there, and nothing else; without reference data what needs it is not judged.

  $ nhi claim check TOTFA.xml --lang en
  TOTFA.xml: rejected: correct it and send it again
  outpatient, 20 cases, 91 orders, 8,041 points applied for
  C07 line 337, case 01-5: d39 total points is 461; its parts add up to 451
      → Add up again.
  C08 line 549, case 01-8: d41 points applied for is 411, it should be 401
      → Compute it again.
  O03 line 840, case 01-11, order 4: 353 points; quantity × price × rate gives 352
      → Compute the points again.
  O05 line 1143, case 01-15, order 2: order sequence 1 is missing, repeated or not ascending
      → Number the orders again.
  B01 line 15: t38 total: points is 8141; the cases give 8041
      → Compute the head from the cases again.
  [1]

A good file keeps every byte when it is read and written.

  $ nhi claim sample good.xml --seed 1 --month 2017-05
  code,case,order
  $ nhi claim check good.xml
  good.xml：受理：沒有發現錯誤
  outpatient，50 件，226 筆醫令，20,050 點申請點數
  $ nhi claim copy good.xml copy.xml
  $ cmp good.xml copy.xml

What is not a claim file has exit code 3 and the agency's answer file.

  $ nhi claim sample bad.xml --seed 3 --month 2017-05 --faults A04
  code,case,order
  A04,0,0
  $ nhi claim check good.xml bad.xml --lang en --answer answer.txt
  good.xml: accepted: no findings
  ...
  bad.xml: rejected: correct it and send it again
  A04 line [..] character 11: not well-formed: tags are unpaired or cross
      → Mend the place; write special characters in full width.
  [3]
  $ tr -d '\r' < answer.txt
  第[2920]列;第[11]字元; 項目無效–不是格式完整的 XML：標籤未成對或交錯

The stand-alone program takes rules and reference data as one package and answers the same, byte for byte.

  $ nhi claim package rules.zip --month 2026-11
  [..]  rules.zip
  $ nhi claim check TOTFA.xml good.xml bad.xml --json > one.json
  [3]
  $ nhi-check --rules rules.zip --json TOTFA.xml good.xml bad.xml > two.json
  [3]
  $ cmp one.json two.json
  $ printf x | dd of=rules.zip bs=1 seek=2000 conv=notrunc 2>/dev/null
  $ nhi-check --rules rules.zip --lang en good.xml
  ! nhi-check: the rules package is damaged or was changed
  [3]

Every code has its page: cause, example, remedy.

  $ nhi claim findings C08 --lang en
  C08 case  [..]
      example: [..]
      → [..]
  $ nhi claim findings Z99 --lang en
  ! nhi: Z99 not found
  [1]
