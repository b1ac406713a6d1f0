Incoming mail: a registered letter is signed for, numbered, opened, scanned, routed, and becomes a case whose day of
filing is that of the postmark; a letter for another agency is handed on; a secret one is not scanned.

  $ printf 'who=$1; t=$2; shift 2; exec nhi "$@" --as $who --now 2026-08-${t}:00:00+08:00\n' >c; chmod +x c
  > nhi demo --people 239 --now 2026-08-01T10:00:00+08:00 >/dev/null 2>&1
  > nhi user demo --now 2026-08-01T11:00:00+08:00 >/dev/null
  > nhi person add --id A223456790 --name 林小玉 --birth 1980-01-01 --sex F --county 臺中市 --address 臺中市西區一路1號 --now 2026-08-02T10:00:00+08:00 | grep -o 受理
  受理
  $ ./c records 10T09 incoming add --sender 林小玉 --subject 投保資格疑義 --registered --postmark 2026-08-07 --pages 3
  > ./c records 10T10 incoming add --sender 臺中市政府 --sender-number 府社字第1號 --subject 社會救助 --channel exchange --speed urgent
  > ./c records 10T11 incoming add --sender 匿名 --subject 檢舉 --secret
  收文 31150000001：完成
  收文 31150000002：完成
  收文 31150000003：完成
  $ ./c records 10T12 incoming add --sender 甲 --subject 乙 --postmark 2026-08-12
  ! nhi: 收文要有來文者、主旨、方式、速別，日期不能在今天之後，郵戳不能晚於收到
  [3]
  $ echo scan >scan.pdf
  > ./c records 10T13 incoming open 31150000001 --scan scan.pdf
  > ./c records 10T13 incoming route 31150000001 --to central/enrolment-1
  > ./c records 10T14 incoming forward 31150000002 --to 臺中市政府社會局
  收文 31150000001：完成
  收文 31150000001：完成
  收文 31150000002：完成
  $ ./c records 10T14 incoming open 31150000003 --scan scan.pdf
  ! nhi: 與現有資料不符：31150000003 received
  [5]
  $ ./c records 10T14 incoming open 31150000001
  ! nhi: 與現有資料不符：31150000001 routed
  [5]
  $ ./c records 11T10 case open --service enrol.decide --incoming 31150000001 --applicant A223456790 --set category=1 --set question=能否依附 --set on=2026-08-01
  > ./c enrol 11T11 case show C311500000001 | grep -E 'channel|31150000001' | grep -o 'channel=post received_on=[0-9-]*\|name=31150000001'
  C311500000001 enrol.decide received，期限 2026-10-07
  channel=post received_on=2026-08-07
  name=31150000001
  $ ./c records 11T12 case open --service enrol.decide --incoming 31150000001 --applicant A223456790 --set category=1 --set question=再來一次 --set on=2026-08-01
  ! nhi: 與現有資料不符：31150000001 filed
  [5]
  $ for s in received routed filed forwarded; do ./c records 11T13 incoming list --state $s; done
  next=0
    rows
      number=31150000003 channel=post registered=no received_on=2026-08-10 filed_on=2026-08-10 sender=匿名 subject= speed=normal secret=yes scan= section= state=received forwarded_to=
  next=0
  next=0
    rows
      number=31150000001 channel=post registered=yes received_on=2026-08-10 filed_on=2026-08-07 sender=林小玉 subject=投保資格疑義 speed=normal secret=no scan=a0d5b1d283deb3666314daff4bcc72968cbb13cf3f23434b633f936f78977879 section=central/enrolment-1 state=filed forwarded_to=
  next=0
    rows
      number=31150000002 channel=exchange registered=no received_on=2026-08-10 filed_on=2026-08-10 sender=臺中市政府 subject=社會救助 speed=urgent secret=no scan= section= state=forwarded forwarded_to=臺中市政府社會局
  $ ./c enrol-taipei 11T13 incoming route 31150000003 --to taipei
  ! nhi: 沒有「案件」的權限
  [1]

The same at the desk: what is missing or contradicts itself is told beside its field and nothing typed is lost; the
button pressed twice takes in one piece; a scan is what its bytes say and is given back as it came; a letter goes with a
case that is open.

  $ serve --quiet; login records; post /incoming do=add 'sender=<b>甲</b>' channel=post speed=normal received=2199-01-01 pages=x > answer; head -1 answer; grep -o '"field":"[a-z]*"\|"typed":{"sender":"[^"]*"' answer
  422 
  "typed":{"sender":"<b>甲</b>"
  "field":"subject"
  "field":"pages"
  "field":"received"
  $ KEY=twice post /incoming do=add sender=甲 subject=補件 channel=post speed=normal registered=yes postmark=2026-08-12 received=2026-08-13; KEY=twice post /incoming do=add sender=甲 subject=補件 channel=post speed=normal registered=yes postmark=2026-08-12 received=2026-08-13
  303 /incoming/31150000004
  303 /incoming/31150000004
  $ printf 'MZ' > scan.exe; printf '%%PDF-1.4' > real.pdf; post /incoming/31150000004 do=open scan=@scan.exe | grep -o '^422\|"message_en":"[^"]*"'; post /incoming/31150000004 do=open pages=2 scan=@real.pdf; get /incoming/31150000004/scan; echo
  422
  "message_en":"Save the scan as PDF, JPEG, PNG or TIFF."
  303 /incoming/31150000004
  %PDF-1.4
  $ post /incoming/31150000004 do=file case=C999 | grep -o '^422\|"message_en":"[^"]*"'; post /incoming/31150000004 do=file case=C311500000001; post /incoming/31150000004 do=route section=central/enrolment-1 | grep -o '^409\|"code":"[A-Z]*"'; get '/cases/C311500000001?format=json' | grep -o '"name":"31150000004"'
  422
  "message_en":"Not found; look at the number again."
  303 /incoming/31150000004
  409
  "code":"CONFLICT"
  "name":"31150000004"
  $ post /incoming do=returned letter=健保中字第1號 reason=absent | grep -o '^422\|"field":"[a-z]*"'; get '/incoming?state=filed&format=json' | grep -o '"number":"[0-9]*"'; login citizen; get /incoming -o /dev/null -w '%{http_code}\n'; get /incoming/31150000004/scan -o /dev/null -w '%{http_code}\n'
  422
  "field":"letter"
  "number":"31150000001"
  "number":"31150000004"
  403
  403

A general case goes on as a service: what that asks must be there, else nothing changes; the new case keeps the day of
filing and the documents, the old one ends and says where it went; a case that is no general one cannot.

  $ ./c counter 12T10 case open --service enrol.other --applicant A223456790 --received-on 2026-08-11 --file paper=real.pdf --set topic=status --set wish=能否依附
  C311500000002 enrol.other received，期限 2026-10-12
  $ ./c counter 12T11 case convert C311500000002 --service enrol.decide --set category=1 --set question=能否依附 --set on=2026-08-01
  ! nhi: 案件在「已收件」這一步，不能這樣辦（convert）
  [5]
  $ ./c counter 12T12 case accept C311500000002 >/dev/null; ./c counter 12T13 case convert C311500000002 --service enrol.decide --set category=1
  沒有辦理：
  不符：question 這一項還沒有填。（FIELD_MISSING）
  不符：on 這一項還沒有填。（FIELD_MISSING）
  [1]
  $ ./c counter 12T13 case convert C311500000002 --service enrol.decide --set category=1 --set question=能否依附 --set on=2026-08-01
  C311500000003 enrol.decide received，期限 2026-10-12
  $ ./c counter 12T14 case show C311500000003 | grep -o 'received_on=2026-08-11\|name=real.pdf\|C311500000002'; ./c counter 12T14 case history C311500000002 | grep -o 'kind=convert\|note=C3115[0-9]*'
  received_on=2026-08-11
  name=real.pdf
  C311500000002
  note=C311500000003
  $ ./c counter 12T15 case convert C311500000003 --service enrol.decide --set category=1 --set question=再一次 --set on=2026-08-01
  ! nhi: 案件在「已收件」這一步，不能這樣辦（convert）
  [5]
