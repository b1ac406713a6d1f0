Claims of many files laid side by side. The files are made: a clinic, a second clinic, a pharmacy.

  $ cp $SOURCE/tests/files/claims/op.xml clinic.xml; cp clinic.xml again.xml
  > nhi claim twins clinic.xml --lang en; echo $?
  > nhi claim twins clinic.xml again.xml --lang en; echo $?
  > sed 's/<d29>0003/<d29>0009/' clinic.xml >other.xml; nhi claim twins clinic.xml other.xml --lang en; echo $?
  0
  D02 again.xml 09-1: the same case was claimed in clinic.xml
  D02 again.xml 01-1: the same case was claimed in clinic.xml
  1
  D02 other.xml 01-1: the same case was claimed in clinic.xml
  1

Another provider at the same time; with other times there is nothing.

  $ sed 's/<t2>3500000001/<t2>3599999991/' clinic.xml >second.xml; nhi claim twins clinic.xml second.xml --lang en; echo $?
  > sed 's/10605101000/10605101200/; s/10605101010/10605101210/' second.xml >later.xml; nhi claim twins clinic.xml later.xml --lang en; echo $?
  D03 second.xml 09-1 / 2: treated at 3500000001 at the same time
  0
  0

A pharmacy against its prescriber: handed out by both, more than was prescribed, another drug, no such visit.

  $ sed 's/A110000406/A110000004/; s/<d7>0008/<d7>0003/; s/<d14>1060514/<d14>1060510/; s/<d21>3500000001/<d21>3500000001/' $SOURCE/tests/files/claims/ph.xml >pharmacy.xml
  > nhi claim twins clinic.xml pharmacy.xml --lang en; echo $?
  > sed 's/<d28>0/<d28>1/' clinic.xml >released.xml; nhi claim twins released.xml pharmacy.xml --lang en; echo $?
  > sed 's/<p7>7.0/<p7>21.0/' pharmacy.xml >more.xml; nhi claim twins released.xml more.xml --lang en; echo $?
  > sed '0,/X000002100/s//X000001100/' pharmacy.xml >drug.xml; nhi claim twins released.xml drug.xml --lang en; echo $?
  > sed 's/<d14>1060510/<d14>1060509/' pharmacy.xml >day.xml; nhi claim twins released.xml day.xml --lang en --json; echo $?
  D05 pharmacy.xml 1-1 / 1: “X000002100” is claimed by the prescriber and by the pharmacy
  1
  0
  D07 more.xml 1-1 / 1: more of “X000002100” than was prescribed; 6 points can be paid
  1
  D06 drug.xml 1-1 / 1: “X000001100” is not in the prescription
  0
  [
    {
      "code": "D04",
      "level": "note",
      "effect": "none",
      "file": "day.xml",
      "case": 1,
      "order": 0,
      "d1": "1",
      "d2": "1",
      "message_zh": "在處方院所 3500000001 之申報中找不到該次就醫",
      "message_en": "the prescriber 3500000001 has no claim for the visit"
    }
  ]
  0

Four places on one day.

  $ for i in 1 2 3 4; do sed "s/<t2>3500000001/<t2>350000001$i/; s/106051010[01]0/10605101${i}10/; s/1060510100/10605101${i}0/; s/<p14>[0-9]*<.p14>//; s/<p15>[0-9]*<.p15>//" clinic.xml >c$i.xml; done
  > nhi claim twins c1.xml c2.xml c3.xml --lang en; nhi claim twins c1.xml c2.xml c3.xml c4.xml --lang en; echo $?
  > printf x >none.xml; nhi claim twins none.xml --lang en; echo $?
  D11 c4.xml 09-1: visits at 4 providers on one day
  D11 c4.xml 01-1: visits at 4 providers on one day
  0
  3
  ! nhi: none.xml: the file comes back whole; look at it with nhi claim check first
