A claim file is looked at before it is sent: anybody, without signing in; nothing is kept.

  $ serve --quiet; nhi claim sample good.xml --seed 3 --month 2026-06 --cases 4 >/dev/null; nhi claim sample bad.xml --seed 11 --month 2026-06 --cases 60 --faults C07,O03 | sort
  C07,25,0
  O03,41,4
  code,case,order
  $ get '/claims/check?lang=en' | grep -o 'nothing is kept\|prices and contracts were not checked'
  nothing is kept
  prices and contracts were not checked

The answer to a program is that of the command.

  $ for f in good bad; do post /claims/check file=@$f.xml > told; head -1 told; tail -n +2 told > web.json; nhi claim check $f.xml --json > cli.json; cmp web.json cli.json && grep -o '"verdict": *"[a-z-]*"' web.json; done
  200 
  "verdict": "accepted"
  200 
  "verdict": "accepted-with-findings"

A person gets words, with a link to the page of each code.

  $ printf '#!/bin/sh\nt=$(get /claims/check -D - | tr -d "\\r" | sed -n "s/^X-Form-Token: //p")\ncurl -sS -b cookies -H "Accept-Language: en" -F csrf=$t -F file=@$1 -o page.html -w "%%{http_code}\\n" "$(cat url)/claims/check"\n' > page; chmod +x page
  $ ./page good.xml; grep -o 'Would be [a-z]*: [a-z ]*\|4 cases, [0-9]* orders' page.html
  200
  Would be accepted: nothing found
  4 cases, 17 orders
  $ ./page bad.xml; grep -o 'Would be [^<]*\|href="/claims/findings/[A-Z0-9]*"\|[0-9,]* findings' page.html
  200
  Would be accepted, with the findings below
  2 findings
  href="/claims/findings/C07"
  href="/claims/findings/O03"

What comes back whole brings the answer file along; what is no claim file is told so.

  $ echo hello > no.xml; ./page no.xml; grep -o 'Would be [^<]*\|download="answer.txt"\|href="/claims/findings/[A-Z0-9]*"' page.html
  200
  Would be returned: correct it first
  download="answer.txt"
  href="/claims/findings/A02"
  href="/claims/findings/A04"

No file, one too large, a form without its token.

  $ post /claims/check file=@/dev/null | grep -o '^422\|"message_en":"[^"]*"'
  422
  "message_en":"Choose a claim file (xml or zip)."
  $ head -c 17000000 /dev/zero > large.xml; post /claims/check file=@large.xml | grep -o '^422\|"message_en":"[^"]*"'
  422
  "message_en":"The file is larger than 16 MiB: zip it, or use the program nhi-check."
  $ curl -sS -o answer -w '%{http_code}\n' -F file=@good.xml "$(cat url)/claims/check"
  403

The description for programs names the file and what is answered.

  $ get /openapi.json | grep -o '"/claims/check":.*' | head -c 1200 | grep -o 'multipart/form-data\|"format": *"binary"\|the array that nhi claim check --json prints'
  multipart/form-data
  "format":"binary"
  the array that nhi claim check --json prints
