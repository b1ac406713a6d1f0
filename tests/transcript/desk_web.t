The pages of the desk, asked without a browser. A small demo with its users.

  $ nhi demo --people 2390 --seed 1 --months 2026-06..2026-07 --no-progress --db sqlite:demo.db >/dev/null && nhi user demo --now 2026-08-01T09:00:00+08:00 --db sqlite:demo.db >/dev/null && serve --quiet --db sqlite:demo.db --now 2026-08-12T09:00:00+08:00
  $ printf 'tr "{" "\\n" | grep "$1"\n' > rows; printf 'head -1; grep -o "\\"field\\":\\"[a-z_]*\\"\\|\\"message_en\\":\\"[^\\"]*\\"" answer.json | cut -d: -f2\n' > told; chmod +x rows told

Who is away names a deputy, with the last day as people say it; mistakes stand beside the fields. Nobody names one for another's post.

  $ printf 'get "/deputies?format=json" | grep -o "\\"accounts\\":.*" | ./rows "\\"name_zh\\":\\"$1" | head -1 | cut -d\\" -f4\n' > id; chmod +x id
  $ login chief; ./id 中區承保一科科長 > holder; ./id 中區承保一科承辦 > deputy; post /deputies do=add holder=$(cat holder) account=$(cat holder) to=115年8月1日 | ./told
  422 
  "to"
  "The last day lies before the first."
  "account"
  "Nobody stands in for himself."
  "reason"
  "Say why, for example leave or a journey."
  $ post /deputies do=add holder=$(cat holder) account=$(cat deputy) to=115年8月14日 kind=deputy reason=休假
  303 /deputies
  $ get '/deputies?format=json' | ./rows '"holder":'
  "number":"1","holder":"中區承保一科科長","title_zh":"承保科長","title_en":"chief of enrolment","level":3,"deputy":"中區承保一科承辦","from":"2026-08-12","to":"2026-08-14","kind":"deputy","reason":"休假","now":true,"own":true,"may_end":true}],"errors":[]}
  $ login enrol; get '/desk?format=json' | grep -o '"acting":\[[^]]*\]'; post /deputies do=add holder=$(cat holder) account=$(cat deputy) to=115年8月20日 kind=deputy reason=x | head -1
  "acting":[{"name":"中區承保一科科長","title_zh":"承保科長","title_en":"chief of enrolment","from":"2026-08-12","to":"2026-08-14"}]
  403 
  $ login chief; post /deputies do=end number=1; get '/deputies?format=json' | grep -o '"to":"[0-9-]*"'; login employer; get /deputies?format=json -o /dev/null -w '%{http_code}\n'
  303 /deputies
  "to":""
  "to":"2026-08-12"
  403

Many cases at once: each is decided by its own rules, with one reason of the catalogue, which the letter says with its article. Sent twice it acts once.

  $ as() { who=$1; shift; nhi case "$@" --db sqlite:demo.db --as $who --now 2026-08-11T09:00:00+08:00; }; for n in 20000 60000 30000; do as chief-finance open --service premium.refund --channel post --set person_id=A123456789 --set person_name=林小玉 --set address=臺中市 --set bank=臺銀 --set account=0123456789 --set account_name=林小玉 --set month=2026-05 --set cause=twice --set amount=$n | cut -d' ' -f1; done | tee numbers; as finance bulk accept $(cat numbers) C311500000099 --lang en
  C311500000001
  C311500000002
  C311500000003
  C311500000001 received
  C311500000002 received
  C311500000003 received
  C311500000099 not done: C311500000099 not found
  [1]
  $ login finance; get '/cases?list=section&format=json' | grep -o '"code":"papers"[^}]*'; post /cases list=section do=propose number=C311500000001 number=C311500000002 number=C311500000003 result=reject reason_code=complete | grep -o '"done":[0-9]*,"failed":[0-9]*'
  "code":"papers","result":"reject","name_zh":"經通知補正，逾期仍未補齊文件","name_en":"The papers that were asked for did not come in time","law_zh":"行政程序法第40條","law_en":"Administrative Procedure Act, art. 40","selected":false
  "done":0,"failed":3
  $ post /cases list=section do=propose number=C311500000001 number=C311500000002 number=C311500000003 result=reject reason_code=papers reason=收據未附 | grep -o '"done":[0-9]*,"failed":[0-9]*'
  "done":3,"failed":0
  $ login chief-finance; post /cases list=level do=decide number=C311500000001 number=C311500000002 number=C311500000003 | tr '{' '\n' | grep '"done":[tf]' | cut -d, -f1-2,5,6,8
  "number":"C311500000001","done":true,"letter":"健保中字第1150000001號","why_zh":null,
  "number":"C311500000002","done":false,"letter":"","why_zh":"這件事（退還保險費）要由第 2 層以上決定；請陳核",
  "number":"C311500000003","done":true,"letter":"健保中字第1150000002號","why_zh":null,"done":2
  $ get '/cases/C311500000002?list=section&format=json' | grep -o '"\(next\|previous\)":"[^"]*"\|"cosigns":\[[^]]*\]'; nhi letter show 健保中字第1150000001號 --db sqlite:demo.db | grep -A1 收據未附
  "cosigns":[{"unit_zh":"主計室","unit_en":"Accounting and Statistics Office","done":false,"name":"","note":""}]
    二、理由：經通知補正，逾期仍未補齊文件（行政程序法第40條）。收據未附
  救濟教示：台端（貴單位）如不服本核定，得於收到本件之次日起60日內，填具爭議審議申請書，敘明事實及理由，連同本件影本及有關文件，經由本署向衛生福利部申請爭議審議（全民健康保險法第6條、全民健康保險爭議事項審議辦法第2條、第4條）。

A field that the choices so far do not ask for is not shown; a button draws the form anew.

  $ login citizen; get '/apply/card.reissue?format=json' | grep -c '"name":"agent_name"'; post /apply/card.reissue agent=yes refresh=yes address=甲 > anew; head -1 anew; grep -o '"name":"\(agent_name\|address\)"' anew; grep -o '"value":"甲"' anew
  0
  200 
  "name":"address"
  "name":"agent_name"
  "value":"甲"

Letters: the register by the state of their way, a batch ordered from the page and done by the worker, one letter with its PDF. Certificates at once.

  $ login chief-finance; post /letters do=dispatch | grep -o '"ordered":true'; for i in 1 2 3 4 5 6 7 8 9; do get '/letters?format=json' | grep -q '"state":"done"' && break; sleep 0.2; done; get '/letters?format=json' | grep -o '"state":"[a-z]*","pieces":"[0-9]*"'
  "ordered":true
  "state":"done","pieces":"2"
  $ post /letters/健保中字第1150000001號 do=returned reason=refused on=115年8月12日; get '/cases/C311500000001?format=json' | grep -o '"kind":"returned"[^}]*'
  303 /letters/%E5%81%A5%E4%BF%9D%E4%B8%AD%E5%AD%97%E7%AC%AC1150000001%E8%99%9F
  "kind":"returned","name":"中區承保三科科長","acting_for":"","note":"健保中字第1150000001號：拒收"
  $ n=/letters/健保中字第1150000002號; get $n/letter.pdf -o letter.pdf -w '%{http_code} %{content_type}\n'; head -c 5 letter.pdf; echo; post $n do=returned reason=refused on=115年8月20日 | head -1; get "$n?format=json" | grep -o '"\(to\|case_no\|may_return\)":[^,]*'
  200 application/pdf
  %PDF-
  422 
  "to":"林小玉"
  "case_no":"C311500000003"
  "may_return":true
  $ login citizen; post /certificates kind=coverage english=yes > made; head -1 made; c=/letters/$(grep -o '"made":"[^"]*"' made | cut -d'"' -f4); get "$c?lang=en&format=json" | grep -o 'Certificate of[^\\]*' | head -1; get "$n?format=json" | grep -o '"code":"[A-Z_]*"'; login employer; get "$c/letter.pdf" -o /dev/null -w '%{http_code}\n'; post /certificates kind=premium year=2020 | grep -o '"message_en":"[^"]*"'
  200 
  Certificate of National Health Insurance Coverage
  403
  "message_en":"nothing to certify: 2020"

A unit's file: rehearsed, answered row by row, filed; another unit's rows and another agent's files are not touched.

  $ printf 'for i in 1 2 3 4 5 6 7 8 9; do get "$1?format=json" | grep -q "\\"$2\\":true" && exit; sleep 0.2; done\n' > await; chmod +x await; login employer; u=$(get '/employer?format=json' | grep -o '"code":"[0-9]\{9\}"' | head -1 | cut -d'"' -f4); echo $u > unit; printf '異動別,投保單位代號,身分,身分證號,姓名,出生日期,投保金額,原因,日期\n加保,%s,1,A123456789,王大明,76/3/11,36300,到職起薪,115/8/10\n加保,%s,1,A123456788,錯,76/3/11,36300,到職起薪,115/8/10\n加保,999999999,1,F131104093,別家,76/3/11,36300,到職起薪,115/8/10\n' $u $u > f.csv; post /employer/files | ./told; post /employer/files "text=$(cat f.csv)" | grep -o '/employer/files/[0-9]*' > job; ./await $(cat job) is_done; get "$(cat job)?format=json" | grep -o '"dry_run":[a-z]*\|"rows_read.*people":[0-9]*\|"row":"[0-9]*","column":"[0-9]*"'
  422 
  "file"
  "Choose a file, or paste its rows below."
  "dry_run":true
  "rows_read":3,"accepted":1,"refused":2,"people":1
  "row":"3","column":"4"
  "row":"4","column":""
  $ get "$(cat job)/answers.csv" | cut -d, -f1-4; post $(cat job) | grep -o '/employer/files/[0-9]*' > next; ./await $(cat next) is_done; get "$(cat next)?format=json" | grep -o '"dry_run":[a-z]*\|"accepted":[0-9]*\|"may_send":[a-z]*'; get "/units/$(cat unit)?format=json" | grep -o 王大明
  row,column,verdict,code
  2,,accepted,
  3,4,refused,FILING_ID_CHECK
  4,,refused,UNIT_NOT_YOURS
  "dry_run":false
  "accepted":1
  "may_send":false
  王大明
  $ post /employer/files "text=x" | grep -o '/employer/files/[0-9]*' > bad; ./await $(cat bad) is_failed; get "$(cat bad)?format=json" | grep -o '"failure_en":"[^:]*'; login citizen; for p in $(cat job) $(cat job)/answers.csv; do get $p -o /dev/null -w '%{http_code}\n'; done
  "failure_en":"the column “action 異動別” is missing; the first row must be
  403
  403
