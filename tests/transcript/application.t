Applying on line, a question a page: saved with each, looked over, sent once. `step` answers the page of a field and prints the next.

  $ nhi demo --people 2390 --seed 1 --months 2026-07..2026-07 --no-progress --db sqlite:demo.db >/dev/null && nhi user demo --now 2026-08-01T09:00:00+08:00 --db sqlite:demo.db >/dev/null && serve --quiet --db sqlite:demo.db
  $ printf '#!/bin/sh\nf=$1; shift; FORM=/apply/card.reissue post $(cat app)/$f "$@" > answer; head -1 answer | sed "s#$(cat app)##"; grep -o "\\"message_en\\":\\"[^\\"]*\\"" answer\n' > step; chmod +x step
  $ login citizen; post /apply/card.reissue | sed 's/.* //' > app; sed 's/[^/]*$/TOKEN/' app
  /applications/TOKEN
  $ get $(cat app) -o /dev/null -w '%{http_code} %{redirect_url}\n' | sed "s#$(cat url)##; s#$(cat app)##"
  303 /person_name

Missing and wrong answers are told beside their field; a good one is kept and leads on. What is asked depends on the
answers; what only the office says, and the reason that has one choice, is not asked.

  $ ./step person_name phone=abc
  422 
  "message_en":"Give the telephone in digits, such as 04-22580000#123."
  $ ./step person_name phone=0912345678; ./step lost_on lost_on=yesterday; ./step photo_use
  303 /lost_on
  422 
  "message_en":"Give a day, for example 2026-07-01."
  422 
  "message_en":"This is not filled in yet."
  $ ./step lost_on 'lost_on=2026-07-30'; ./step photo_use photo_use=new; ./step delivery 'delivery="><script>'; ./step delivery delivery=post; ./step photo
  303 /photo_use
  303 /photo
  422 
  "message_en":"Choose one of the list."
  303 /photo
  303 /check
  [1]

A file is what its bytes say; others are refused with the way to save them. The same file sent twice is kept once.

  $ printf '%%PDF-1.4 photo' > photo.exe; printf 'PK\003\004[Content_Types].xml' > photo.pdf; head -c 17000000 /dev/zero > huge.pdf; : > none.pdf
  $ ./step photo photo=@photo.pdf; ./step photo photo=@huge.pdf; ./step photo photo=@none.pdf
  422 
  "message_en":"Save a Word or Excel file as PDF (File → Save as → PDF) and send that."
  422 
  "message_en":"The file is too large, at most 16 MB each; split it or save the picture smaller."
  422 
  "message_en":"This file is empty; choose it again."
  $ ./step photo photo=@photo.exe; ./step photo photo=@photo.exe; get "$(cat app)/check?format=json" | grep -o '"files":\[{[^]]*'
  303 /check
  303 /check
  "files":[{"number":1,"name":"photo.exe","size":"1 KB"}

Somebody else's application is not there; one's own is on one's page.

  $ get /my?format=json | grep -o '"drafts":\[{"token"'; login employer; get $(cat app)/check -o /dev/null -w '%{http_code}\n'; login citizen
  "drafts":[{"token"
  404

An older "check" page does not send what was changed since; sent twice, or by two at once, there is one case. After
that answers and files of the application are gone, and its address leads to the receipt.

  $ ./step check do=send version=1
  422 
  "message_en":"You changed answers after this page; look once more, then send."
  $ ./step lost_on 'lost_on=2026-07-29'; v=$(get "$(cat app)/check?format=json" | grep -o '"version":[0-9]*' | cut -d: -f2); for i in 1 2; do mkdir $i; cp url app cookies $i; (cd $i; FORM=/apply/card.reissue post $(cat app)/check do=send version=$v > ../s$i) & done; wait; cat s1 s2; FORM=/apply/card.reissue post $(cat app)/check do=send version=$v
  303 /check
  303 /cases/C311500000001/receipt
  303 /cases/C311500000001/receipt
  303 /cases/C311500000001/receipt
  $ ./step lost_on lost_on=2026-07-01; get "$(sed 's/.* //' s1)?format=json" | grep -o '"number":"[^"]*"\|"day"'; get "$(sed 's/.* //; s/receipt/qr.svg/' s1)" | head -c 4; echo
  303 /cases/C311500000001/receipt
  "number":"C311500000001"
  "day"
  "day"
  "day"
  <svg

The file is shown to who may see the case, as what it is; the citizen sees who looked.

  $ case=$(sed 's/.* //; s#/receipt##' s1); get $case/documents/1 -D - | tr -d '\r' | grep -i '^content-type\|^content-disp\|PDF'; get $case/documents/9 -o /dev/null -w '%{http_code}\n'; login employer; get $case/documents/1 -o /dev/null -w '%{http_code}\n'
  Content-Type: application/pdf
  Content-Disposition: inline; filename*=UTF-8''photo.exe
  %PDF-1.4 photo
  404
  404

Thrown away, an application is gone; the button pressed twice begins one.

  $ login citizen; post /apply/card.reissue | sed 's/.* //' > app; FORM=/apply/card.reissue post $(cat app) do=discard; get $(cat app) -o /dev/null -w '%{http_code}\n'; get /my?format=json | grep -o '"drafts":\[\]'
  303 /my#drafts
  404
  "drafts":[]
