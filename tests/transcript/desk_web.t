The pages of the desk, asked without a browser. A small demo with its users.

  $ nhi demo --people 2390 --seed 1 --months 2026-06..2026-07 --no-progress --db sqlite:demo.db >/dev/null && nhi user demo --now 2026-08-01T09:00:00+08:00 --db sqlite:demo.db >/dev/null && serve --quiet --db sqlite:demo.db --now 2026-08-03T09:00:00+08:00
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
  "number":"1","holder":"中區承保一科科長","title_zh":"承保科長","title_en":"chief of enrolment","level":3,"deputy":"中區承保一科承辦","from":"2026-08-03","to":"2026-08-14","kind":"deputy","reason":"休假","now":true,"own":true,"may_end":true}],"errors":[]}
  $ login enrol; get '/desk?format=json' | grep -o '"acting":\[[^]]*\]'; post /deputies do=add holder=$(cat holder) account=$(cat deputy) to=115年8月20日 kind=deputy reason=x | head -1
  "acting":[{"name":"中區承保一科科長","title_zh":"承保科長","title_en":"chief of enrolment","from":"2026-08-03","to":"2026-08-14"}]
  403 
  $ login chief; post /deputies do=end number=1; get '/deputies?format=json' | grep -o '"to":"[0-9-]*"'; login employer; get /deputies?format=json -o /dev/null -w '%{http_code}\n'
  303 /deputies
  "to":""
  "to":"2026-08-03"
  403
