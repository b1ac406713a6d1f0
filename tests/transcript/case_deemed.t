A provider asks for prior authorisation; nobody decides within two weeks: on the day after it is approved by law, unless
something was asked for.

  $ printf 'who=$1; t=$2; shift 2; exec nhi case "$@" --as $who --now 2026-08-${t}:00:00+08:00\n' >c; chmod +x c
  > nhi demo --people 239 --now 2026-08-01T10:00:00+08:00 >/dev/null 2>&1
  > nhi user demo --now 2026-08-01T11:00:00+08:00 >/dev/null
  > nhi provider enter 3501180014 --name 光明醫院 --kind hospital --level regional --address 臺中市西區二路1號 --head 王院長 --division 3 --on 2026-01-01 --now 2026-08-01T12:00:00+08:00 | head -1
  > nhi user add hospital --kind provider --provider 3501180014 --name 醫院申報 --now 2026-08-01T13:00:00+08:00 >/dev/null
  > nhi user add reviewer --post central/expense-3/medical/4 --name 審查承辦 --now 2026-08-01T13:00:00+08:00 >/dev/null
  > nhi person add --id A223456790 --name 林小玉 --birth 1980-01-01 --sex F --county 臺中市 --address 臺中市西區一路1號 --now 2026-08-02T10:00:00+08:00 | grep -o 受理
  醫事機構：受理
  受理
  $ for n in 1 2; do ./c hospital 03T10 open --service authorisation.apply --channel web --set patient_id=A223456790 --set patient_name=林小玉 --set icd=C50.9 --set contact=王 --set phone=04-22580000 --set kind=drug --set item=KC00909248 --set quantity=3 --set grounds=第${n}件 --key h$n; done
  C311500000001 authorisation.apply received，期限 2026-08-17
  C311500000002 authorisation.apply received，期限 2026-08-17
  $ ./c reviewer 04T10 supplement C311500000002 --note 病理報告
  > ./c reviewer 06T10 supply C311500000002
  C311500000002 authorisation.apply supplement，期間停止計算
  C311500000002 authorisation.apply received，期限 2026-08-19
  $ nhi case deem --now 2026-08-17T10:00:00+08:00; nhi case deem --now 2026-08-18T10:00:00+08:00; nhi case deem --now 2026-08-30T10:00:00+08:00
  > ./c reviewer 30T11 show C311500000001 | grep -o 'level_needed.*'
  > ./c hospital 30T12 show C311500000002 | grep -o 'state=[a-z]*'
  > ./c citizen 30T12 show C311500000002
  0 件
  1 件
  0 件
  level_needed=0 level_used=0 by= title= acting_for= decided_on=2026-08-18 remedy=objection effect=approval.grant letter=健保中字第1150000001號
  state=received
  ! nhi: 找不到C311500000002
  [1]
