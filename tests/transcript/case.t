# Cases: from the mail room to the decision, and who may not

A demo nation, its staff, two more posts and the person of the story.

  $ printf 'who=$1; t=$2; shift 2; exec nhi case "$@" --as $who --now 2026-08-${t}:00:00+08:00\n' >c; chmod +x c
  > nhi demo --people 239 --now 2026-08-01T10:00:00+08:00 >/dev/null 2>&1
  > nhi user demo --now 2026-08-01T11:00:00+08:00 >/dev/null
  > nhi user add books --post accounting//enrol/3 --name 主計科長 --now 2026-08-01T12:00:00+08:00 >/dev/null
  > nhi user add chief3 --post central/enrolment-3/enrol/3 --name 承保三科科長 --now 2026-08-01T13:00:00+08:00 >/dev/null
  > nhi person add --id A223456790 --name 林小玉 --birth 1980-01-01 --sex F --county 臺中市 --address 臺中市西區一路1號 --now 2026-08-02T10:00:00+08:00 | grep -o 受理
  受理

A letter by registered mail: the postmark is the day of filing. What the register knows is not asked again.

  $ ./c records 10T10 open --service enrol.decide --channel post --applicant A223456790 --received-on 2026-08-07 --key k1
  > ./c records 10T10 open --service enrol.decide --channel post --applicant A223456790 --received-on 2026-08-07 --key k2 \
  >   --set category=1 --set question=能否依附 --set on=2026-08-01
  沒有辦理：
  不符：category 這一項還沒有填。（FIELD_MISSING）
  不符：question 這一項還沒有填。（FIELD_MISSING）
  不符：on 這一項還沒有填。（FIELD_MISSING）
  C311500000001 enrol.decide received，期限 2026-10-07

The same request again gives the same answer; other words under the same key are refused.

  $ ./c records 10T11 open --service enrol.decide --channel post --applicant A223456790 --received-on 2026-08-07 --key k2 \
  >   --set category=1 --set question=能否依附 --set on=2026-08-01
  {"done":true,"case":"C311500000001","service":"enrol.decide","state":"received","step":"received","version":1,"section":"central/enrolment-1","due":"2026-10-07","standing":false,"await_level":0,"result":"","letter":"","lines":[]}
  $ ./c records 10T11 open --service enrol.decide --channel post --applicant A223456790 --received-on 2026-08-07 --key k2 \
  >   --set category=1 --set question=別的 --set on=2026-08-01
  ! nhi: 識別鍵「k2」先前已用於不同的內容
  [5]

The clock stands for a supplement and goes on after it.

  $ ./c enrol 11T10 accept C311500000001
  > ./c enrol 12T10 supplement C311500000001 --note 戶籍謄本
  > ./c enrol 13T10 propose C311500000001 --result approve
  C311500000001 enrol.decide received，期限 2026-10-07
  C311500000001 enrol.decide supplement，期間停止計算
  ! nhi: 案件在「等候補件」這一步，不能這樣辦（propose）
  [5]
  $ ./c enrol 19T10 supply C311500000001
  > ./c enrol 19T10 extend C311500000001 --days 3 --note 會同鑑定
  C311500000001 enrol.decide received，期限 2026-10-14
  ! nhi: 案件 C311500000001 不能再延長：只能在到期前延長一次，最多 2
  [5]
  $ ./c enrol 19T10 extend C311500000001 --days 1 --note 會同鑑定
  > ./c enrol 19T10 extend C311500000001 --days 1 --note 再延
  C311500000001 enrol.decide received，期限 2026-11-16
  ! nhi: 案件 C311500000001 不能再延長：只能在到期前延長一次，最多 2
  [5]

A refusal needs reasons. Who drafts does not decide; who read an older version is told.

  $ ./c enrol 20T10 propose C311500000001 --result reject
  沒有辦理：
  不符：reason 不准的決定要寫理由。（REASON_MISSING）
  [1]
  $ ./c enrol 20T10 propose C311500000001 --result reject --reason 與規定不符
  > ./c enrol 20T10 decide C311500000001
  C311500000001 enrol.decide proposed，期限 2026-11-16
  ! nhi: 這件事（投保資格之認定）要由第 3 層以上決定；請陳核
  [1]
  $ ./c chief 20T10 decide C311500000001 --version 2
  ! nhi: C311500000001 剛才已由別人變更；請重新開啟後再辦
  [5]
  $ ./c enrol-taipei 20T10 decide C311500000001
  ! nhi: 沒有「案件」的權限
  [1]
  $ ./c chief 20T10 return C311500000001 --note 理由要寫條文
  > ./c chief 21T10 propose C311500000001 --result reject --reason 不符健保法第二條
  > ./c chief 21T10 decide C311500000001
  C311500000001 enrol.decide received，期限 2026-11-16
  C311500000001 enrol.decide proposed，期限 2026-11-16
  ! nhi: 擬辦的人不能自己核定
  [1]

The head decides in place of the chief, who drafted it himself this time. The letter has its number; nothing can be done twice.

  $ ./c head 21T10 decide C311500000001
  > ./c head 21T10 decide C311500000001
  C311500000001 enrol.decide decided reject
  公文 健保中字第1150000001號
  ! nhi: 案件在「已決定」這一步，不能這樣辦（decide）
  [5]
  $ nhi case show C311500000001 --now 2026-08-22T10:00:00+08:00 | grep -o 'level_used.*'
  level_used=2 by=中區業務組組長 title=業務組組長 acting_for= decided_on=2026-08-21 remedy=dispute effect= letter=健保中字第1150000001號

Served; the objection comes within its days, as a case of its own, and the section that decided does not decide it alone.

  $ ./c enrol 26T10 notify C311500000001 --on 2026-08-25
  > ./c records 27T10 object C311500000001 --service objection.enrolment --channel post \
  >   --set decision_number=健保中字第1150000001號 --set notice_on=2026-08-25 --set grounds=我是他的配偶 --set category=1
  > ./c enrol 27T10 show C311500000002 | grep -A1 links
  C311500000001 enrol.decide decided reject
  C311500000002 objection.enrolment received，期限 2026-10-27
    links
      case=C311500000001 service=enrol.decide state=decided kind=objection later=no

Who withdrew from a case decides nothing in it; the next level does.

  $ ./c enrol 28T10 accept C311500000002
  > ./c enrol 28T10 propose C311500000002 --result approve --reason 補證足認
  > ./c chief 28T10 decide C311500000002
  C311500000002 objection.enrolment received，期限 2026-10-27
  C311500000002 objection.enrolment proposed，期限 2026-10-27
  ! nhi: 這件事（異議申復）要由第 2 層以上決定；請陳核
  [1]
  $ ./c head 28T10 recuse C311500000002 --ground spouse --note 當事人為配偶
  > ./c head 28T10 decide C311500000002
  C311500000002 objection.enrolment proposed，期限 2026-10-27
  ! nhi: 您已就本案迴避
  [1]
  $ ./c director 28T10 decide C311500000002
  C311500000002 objection.enrolment decided approve
  公文 健保中字第1150000002號

An amount above the chief's: the head is away, his deputy signs, accounting before him.

  $ ./c records 28T11 open --service premium.refund --channel post --applicant A223456790 --set bank=台銀 --set account=0123456789 \
  >   --set month=2026-05 --set amount=60000 --set cause=twice
  > ./c finance 28T12 accept C311500000003
  > ./c finance 28T13 propose C311500000003 --result approve
  > ./c chief3 28T14 decide C311500000003
  C311500000003 premium.refund received，期限 2026-10-28
  C311500000003 premium.refund received，期限 2026-10-28
  C311500000003 premium.refund proposed，期限 2026-10-28
  ! nhi: 這件事（退還保險費）要由第 2 層以上決定；請陳核
  [1]
  $ ./c enrol 28T14 deputy --holder head --account chief3 --from 2026-08-28 --to 2026-08-31 --reason 出差
  ! nhi: 沒有「職務代理」的權限
  [1]
  $ ./c head 28T14 deputy --holder head --account chief3 --from 2026-08-28 --to 2026-08-31 --reason 出差
  > ./c chief3 28T15 decide C311500000003
  number=1 holder=中區業務組組長 deputy=承保三科科長 title=業務組組長 level=2 from=2026-08-28 to=2026-08-31 kind=deputy reason=出差
  ! nhi: 還沒有會辦 accounting
  [5]
  $ ./c books 28T15 cosign C311500000003
  C311500000003 premium.refund proposed，期限 2026-10-28
  $ ./c chief3 28T16 decide C311500000003
  C311500000003 premium.refund decided approve
  公文 健保中字第1150000003號
  $ ./c finance 28T16 show C311500000003 | grep -o 'level_needed.*decided_on'
  level_needed=2 level_used=2 by=承保三科科長 title=承保科長 acting_for=中區業務組組長 decided_on

A remark, a hand-over of all open cases, lists by deadline, and what an outsider sees.

  $ ./c records 29T10 open --service enrol.decide --channel fax --applicant A223456790 --set category=1 --set question=甲 --set on=2026-08-01
  > ./c chief 29T11 assign C311500000004 --to enrol
  > ./c head 29T12 hand-over --from enrol --to chief --reason 離職
  > ./c chief 29T13 list
  C311500000004 enrol.decide received，期限 2026-10-29
  C311500000004 enrol.decide received，期限 2026-10-29
  1 件
  next=-
    rows
      case=C311500000004 service=enrol.decide title=林小玉 section=central/enrolment-1 state=received step=received result= received_on=2026-08-29 due=2026-10-29 standing=no closed_on=- officer=5 await_level=0 version=3
  $ ./c enrol-taipei 29T13 list --section central/enrolment-1
  ! nhi: 沒有「案件」的權限
  [1]
  $ ./c citizen 29T13 show C311500000004
  ! nhi: 找不到C311500000004
  [1]
  $ ./c chief 30T10 withdraw C311500000004
  > ./c chief 30T10 history C311500000004
  > nhi doctor | tail -1
  C311500000004 enrol.decide withdrawn
  number=1 at=2026-08-29T10:00:00+08:00 event=open actor=u:16 name=中區文書檔案 acting_for= note=
  number=2 at=2026-08-29T11:00:00+08:00 event=assign actor=u:5 name=中區承保一科科長 acting_for= note=
  number=3 at=2026-08-29T12:00:00+08:00 event=assign actor=u:14 name=中區業務組組長 acting_for= note=離職
  number=4 at=2026-08-30T10:00:00+08:00 event=withdraw actor=u:5 name=中區承保一科科長 acting_for= note=
  正常  ledger                   42 張傳票、266 筆分錄借貸平衡

What is wrong with a form is told field by field; hostile text stays text.

  $ ./c records 30T10 open --service premium.refund --channel fax --applicant A223456790 --set bank="<script>alert(1)</script>" \
  >   --set account="'; DROP TABLE case_file; --" --set month=2026-13 --set amount=-5 --set cause=whatever
  沒有辦理：
  不符：account 帳號請填數字。（FIELD_FORM）
  不符：month 請填月份，例如 115年7月 或 2026-07。（FIELD_DATE）
  不符：amount 請填 1 到 100000000 的整數。（FIELD_NUMBER）
  不符：cause 請從清單裡選一個。（FIELD_CODE）
  [1]
  $ ./c records 30T10 open --service no.such
  ! nhi: 找不到no.such
  [1]
  $ ./c records 30T10 open --service enrol.decide --applicant A123456788
  沒有辦理：
  不符：applicant 登記裡找不到這位申請人；請確認號碼，或先建立資料。（APPLICANT_UNKNOWN）
  不符：person_id 這一項還沒有填。（FIELD_MISSING）
  不符：person_name 這一項還沒有填。（FIELD_MISSING）
  不符：address 這一項還沒有填。（FIELD_MISSING）
  不符：category 這一項還沒有填。（FIELD_MISSING）
  不符：question 這一項還沒有填。（FIELD_MISSING）
  不符：on 這一項還沒有填。（FIELD_MISSING）
  [1]
  $ nhi case show "C3115' OR 1=1 --" --now 2026-08-30T10:00:00+08:00
  ! nhi: 找不到C3115' OR 1=1 --
  [1]

A change of the organisation: what was open with one section goes to another, by rule, from its day on, and once.

  $ mkdir other; for f in law codes catalogue schema web; do cp -r "$NHI_DATA/$f" other/; done
  > printf '2026-09-01,central/enrolment-1,central/enrolment-2,,業務移撥,work is handed over\n' >>other/catalogue/case_moves.csv
  > ./c enrol 30T10 open --service enrol.decide --channel post --applicant A223456790 --key moved --set category=1 --set question=移撥 --set on=2026-08-01 | grep -o enrol.decide
  > nhi case reorganise --data other --now 2026-08-31T10:00:00+08:00
  > nhi case reorganise --data other --now 2026-09-01T10:00:00+08:00
  > nhi case reorganise --data other --now 2026-09-01T11:00:00+08:00
  > nhi case list --section central/enrolment-2 --now 2026-09-01T12:00:00+08:00 | grep -c enrol.decide
  enrol.decide
  0 件
  1 件
  0 件
  1
  $ printf '2026-09-01,central/enrolment-2,central/moon,,業務移撥,work is handed over\n' >>other/catalogue/case_moves.csv
  > nhi case reorganise --data other --now 2026-09-01T13:00:00+08:00 --lang en
  ! nhi: case_moves.csv 3: the day, the section or the reason is wrong
  [3]
