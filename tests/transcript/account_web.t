The doors of the site, tried by who should not pass. A small demo with its users; `say` prints the status
and the code of an answer.

  $ nhi demo --people 2390 --seed 1 --months 2026-06..2026-07 --no-progress --db sqlite:demo.db >/dev/null && nhi user demo --now 2026-08-01T09:00:00+08:00 --db sqlite:demo.db >/dev/null && serve --quiet --db sqlite:demo.db
  $ printf '#!/bin/sh\npath=$1; shift; curl -sS --path-as-is -b cookies -c cookies -H "Accept: application/json" -o body -w "%%{http_code} " "$@" "$(cat url)$path"; grep -o "\\"code\\":\\"[A-Z_]*\\"" body | head -1 | grep . || echo fine\n' > say
  $ printf '#!/bin/sh\nget /persons -D - -o page.html | tr -d "\\r" | sed -n "s/^X-Form-Token: //p"\n' > token; chmod +x say token

Nobody sees what is not public; a program is told so, a browser is led to the sign-in and back.

  $ for p in /bills /units /persons /persons/1 /my /desk /employer /admin /admin/users /account; do printf '%s ' $p; ./say $p; done
  /bills 401 "code":"LOGIN"
  /units 401 "code":"LOGIN"
  /persons 401 "code":"LOGIN"
  /persons/1 401 "code":"LOGIN"
  /my 401 "code":"LOGIN"
  /desk 401 "code":"LOGIN"
  /employer 401 "code":"LOGIN"
  /admin 401 "code":"LOGIN"
  /admin/users 401 "code":"LOGIN"
  /account 401 "code":"LOGIN"
  $ get /admin/users?text=a -o /dev/null -w '%{http_code} %{redirect_url}\n' | sed "s#$(cat url)##"
  303 /login?back=%2Fadmin%2Fusers%3Ftext%3Da

A form without its token, with another's, or from another site is not taken (CSRF).

  $ ./say /login -d 'login=admin&password=taiwan-nhi-demo'
  403 "code":"FORM_STALE"
  $ ./say /login -d 'csrf=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&login=admin&password=taiwan-nhi-demo'
  403 "code":"FORM_STALE"
  $ login counter
  $ ./say /persons -H 'Origin: http://evil.example' --data-urlencode "csrf=$(./token)" -d text=x; ./say /persons -H 'Sec-Fetch-Site: cross-site' --data-urlencode "csrf=$(./token)" -d text=x; ./say /persons -H "Origin: $(cat url)" --data-urlencode "csrf=$(./token)" -d text=x
  403 "code":"FORM_STALE"
  403 "code":"FORM_STALE"
  200 fine

A session that somebody else put into the browser is worth nothing after the sign-in (fixation); signing out ends it.

  $ rm cookies; fixed=fixedfixedfixedfixedfixedfixedfixedfixedfix; printf '127.0.0.1\tFALSE\t/\tFALSE\t0\tnhi_session\t%s\n' $fixed > cookies; login counter; grep -c $fixed cookies; curl -s -o /dev/null -w '%{http_code}\n' -H 'Accept: application/json' -b nhi_session=$fixed $(cat url)/desk
  0
  401
  $ grep nhi_session cookies | cut -f1,4 | sed 's/127.*y/HttpOnly/'; old=$(grep nhi_session cookies | cut -f7); ./say /desk; post /logout; curl -s -o /dev/null -w '%{http_code}\n' -H 'Accept: application/json' -b nhi_session=$old $(cat url)/desk
  #HttpOnly_127.0.0.1	FALSE
  200 fine
  303 /
  401

Hostile text is text: in names, searches, addresses (SQL, markup, other folders).

  $ login counter; post /persons "text=' OR 1=1 --" | tr ',' '\n' | grep -c person_id
  0
  [1]
  $ FORM=/persons post /persons 'text=%' | tr ',' '\n' | grep -c '"person_id"'
  0
  [1]
  $ token=$(./token); curl -sS -b cookies -o found.html -w '%{http_code}\n' --data-urlencode "csrf=$token" --data-urlencode 'text="><script>alert(1)</script>' $(cat url)/persons; grep -c '<script>alert' found.html; grep -c '&lt;script&gt;alert' found.html
  200
  0
  1
  $ for p in /assets/../../../../etc/passwd /assets/%2e%2e%2f%2e%2e%2fetc/passwd /persons/../admin /persons/1%00 /persons/-1 /persons/1e9 "/persons/1'" /bills/..%2f..%2fetc; do printf '%s ' "$p"; ./say "$p"; done
  /assets/../../../../etc/passwd 404 "code":"NOT_FOUND"
  /assets/%2e%2e%2f%2e%2e%2fetc/passwd 404 "code":"NOT_FOUND"
  /persons/../admin 404 "code":"NOT_FOUND"
  /persons/1%00 400 "code":"BAD_REQUEST"
  /persons/-1 404 "code":"NOT_FOUND"
  /persons/1e9 404 "code":"NOT_FOUND"
  /persons/1' 404 "code":"NOT_FOUND"
  /bills/..%2f..%2fetc 404 "code":"NOT_FOUND"
  $ head -c 1100000 /dev/zero | tr '\0' a > big; ./say /persons --data-binary @big
  413 "code":"LIMIT"
  $ (printf 'csrf=x'; for i in $(seq 1 70); do printf '&a%d=1' $i; done) > many; ./say /persons --data-binary @many
  400 "code":"BAD_REQUEST"

Who is not let in learns nothing: a person who exists and one who does not look alike to others than clerks,
and so do bills.

  $ login employer; for p in /persons/1 /persons/999999999; do printf '%s ' $p; ./say $p; done
  /persons/1 404 "code":"NOT_FOUND"
  /persons/999999999 404 "code":"NOT_FOUND"
  $ login citizen; bill=$(get /my?format=json | grep -o '"bill_id":"[0-9]*"' | head -1 | cut -d'"' -f4); own=$(get /my?format=json | grep -o '"person_id":"[0-9]*"' | head -1 | cut -d'"' -f4); ./say /bills/$bill/why/$own; ./say /bills/$bill/why/1; ./say /bills/$bill/why/999999999; ./say /bills/$bill; ./say /bills
  200 fine
  403 "code":"FORBIDDEN"
  403 "code":"FORBIDDEN"
  403 "code":"FORBIDDEN"
  403 "code":"FORBIDDEN"

On line one applies for oneself: another's number gets the answer of an unknown one, and neither name nor address;
what only the office can say, as a fee received, is not asked and not taken. An employer's form tells nothing of strangers.

  $ login citizen; get '/apply/card.reissue?format=json' | grep -o '"value":"[A-Z][0-9]\{9\}"' | head -1 | cut -d'"' -f4 > own; mkdir out; nhi export out --db sqlite:demo.db >/dev/null 2>&1; awk -F, -v own=$(cat own) '$6 == "national" && $7 ~ /^[A-Z][12]/ && $7 != own { print $7; exit }' out/keys.csv > other
  $ for id in $(cat other) A123456789; do post /apply/card.reissue person_id=$id reason=lost photo_use=new delivery=post > answer; head -1 answer; grep -o '"message_en":"[^"]*"' answer; done
  422 
  "message_en":"On line one applies for oneself; for somebody else come to the counter or write, with the power of attorney."
  422 
  "message_en":"On line one applies for oneself; for somebody else come to the counter or write, with the power of attorney."
  $ get '/apply/card.reissue?format=json' | grep -c '"name":"paid"\|"name":"document"'; post /apply/card.reissue person_id=$(cat own) reason=lost photo_use=new delivery=post paid=200 way=cash > answer; head -1 answer; grep -o '"message_en":"[^"]*"' answer
  0
  422 
  "message_en":"This is filled in by the office."
  "message_en":"This is filled in by the office."
  $ post /apply/card.reissue person_id=$(cat own) person_name=本人 address=臺中市 reason=lost photo_use=new delivery=post | sed 's/[0-9]*$/NUMBER/'
  303 /cases/C311500000001?new=NUMBER
  $ login employer; post /apply/enrol.in insured_id=$(cat other) > answer; head -1 answer; grep -o '"field":"[a-z_]*"' answer
  422 
  "field":"insured_name"
  $ get '/employer?format=json' | grep -o '"code":"[0-9]\{9\}"' | head -1 | cut -d'"' -f4 > unit; case=$(post /apply/enrol.in insured_id=$(cat other) insured_name=王小明 | grep -o '/cases/[A-Z0-9]*'); get "$case?format=json" | grep -c "$(cat unit)"; get "$case?format=json" | grep -o '王小明' | head -1
  1
  王小明

A clerk of another division breaks the glass with a reason; the chief reviews it once, nobody their own.

  $ login citizen; get '/my?format=json' | grep -o '"person_id":"[0-9]*"' | head -1 | cut -d'"' -f4 > id; login enrol-taipei; get "/persons/$(cat id)?format=json" | grep -o '"glass":[a-z]*'
  "glass":true
  $ post /persons/$(cat id) reason= | head -1; post /persons/$(cat id) 'reason=急診室來電，病人昏迷' | sed 's/[0-9]*$/ID/'; get "/persons/$(cat id)?format=json" | grep -o '"purpose":"[a-z]*","glass":[a-z]*'
  422 
  303 /persons/ID
  "purpose":"glass","glass":true
  $ login chief; row=$(get '/admin/glass?format=json' | grep -o '"id":"[0-9]*"' | cut -d'"' -f4); post /admin/glass id=$row verdict=maybe | head -1; post /admin/glass id=$row verdict=yes note=查證屬實; post /admin/glass id=$row verdict=no | head -1
  422 
  303 /admin/glass
  409 
  $ nhi audit list --purpose person.glass --limit 1 --json --db sqlite:demo.db | grep reason
      "reason": "急診室來電，病人昏迷",
  $ nhi audit verify --lang en --db sqlite:demo.db | sed 's/ [0-9a-f]\{64\} / HASH /; s/  *[0-9]*  HASH/ N HASH/'
  act N HASH  sound
  ledger N HASH  sound
  read N HASH  sound
