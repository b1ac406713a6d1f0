The NHI card from the application to its replacement: fee, receipt, stock, delivery, history.

  $ nhi db init --lang en
  the database is up to date; [..] migrations applied now
  $ nhi unit add --lang en --now 2026-07-01T09:00:00+08:00 --name 測試公司 --kind enterprise --county 03 --on 2026-01-01
  > nhi enrol in --lang en --now 2026-07-01T09:00:00+08:00 --unit 390000001 --id A123456789 --name 王小明 --birth 1990-01-01 --wage 36000 --on 2026-07-01 | head -1
  unit 390000001: accepted
  enrolment: accepted
  $ nhi card fee --on 2026-08-03
  reason=new fee=0 article=L0060023:2;L0060029:5
  reason=lost fee=200 article=L0060023:2;L0060029:5
  reason=damaged fee=200 article=L0060023:2;L0060029:5
  reason=worn fee=0 article=L0060023:2;L0060029:5
  reason=misprinted fee=0 article=L0060023:2;L0060029:5
  reason=data_changed fee=200 article=L0060023:2;L0060029:5
  reason=photo_changed fee=200 article=L0060023:2;L0060029:5

The first card is free; without a blank at the site it cannot be made on the spot.

  $ nhi card issue A123456789 --reason new --delivery spot --site central-1f --photo new --document id_card --lang en --now 2026-08-03T09:00:00+08:00
  application for a card: refused
  refused: no blank cards are left at central-1f (CARD_NO_BLANK, L0060029:3) note a delivery of blanks, or order the card by post
  [1]
  $ nhi card stock central-1f --kind received --quantity 3 --note '交貨單 17' --lang en --now 2026-08-03T09:01:00+08:00
  movement of blanks: accepted
  blanks=3
  $ nhi card issue A123456789 --reason new --delivery spot --site central-1f --photo new --document id_card --lang en --now 2026-08-03T09:02:00+08:00
  application for a card: accepted
  card_no=000000000001 fee=0
  $ nhi card issue A123456789 --reason new --delivery spot --site central-1f --photo new --document id_card --lang en --now 2026-08-03T09:03:00+08:00
  application for a card: refused
  refused: a card is being made or waits already (CARD_COMING, L0060029:3) collect or cancel that card first
  [1]
  $ nhi card made 000000000001 --lang en --now 2026-08-03T09:05:00+08:00
  card made: accepted
  card_no=000000000001 state=made
  $ nhi card deliver 000000000001 --lang en --now 2026-08-03T09:06:00+08:00
  card handed over: accepted
  card_no=000000000001 state=active

Lost: the card is blocked at once; what is paid must be what is due, and a card terminal has a slip. Nothing is written by a refusal.

  $ nhi card replace A123456789 --reason lost --delivery spot --site central-1f --photo stored --photo-consent --document id_card --lang en --now 2026-08-20T10:00:00+08:00
  application for a new card: refused
  refused: 200 dollars are due; 0 were noted as paid (FEE_AMOUNT, L0060023:2) take the right sum and note it
  [1]
  $ nhi card replace A123456789 --reason lost --delivery spot --site central-1f --photo stored --photo-consent --document id_card --paid 200 --way credit_card --lang en --now 2026-08-20T10:00:00+08:00
  application for a new card: refused
  refused: paying by credit_card needs the number of the slip (FEE_REFERENCE, L0060023:2) give the number on the slip
  [1]
  $ nhi card replace A123456789 --reason lost --delivery spot --site central-1f --photo stored --photo-consent --document id_card --paid 200 --way credit_card --reference 004711 --key k1 --lang en --now 2026-08-20T10:01:00+08:00
  application for a new card: accepted
  card_no=000000000002 fee=200 receipt_no=31150000001
  $ nhi card replace A123456789 --reason lost --delivery spot --site central-1f --photo stored --photo-consent --document id_card --paid 200 --way credit_card --reference 004711 --key k1 --lang en --now 2026-08-20T10:01:00+08:00
  application for a new card: accepted
  given before; the first answer was:
    entry=card.replace accepted=yes dry_run=no
    result
      card_no=000000000002 fee=200 receipt_no=31150000001

The first blank is spoilt: a new card is ordered in its place, nothing more is due. The lost card is void when the new one is handed over.

  $ nhi card failed 000000000002 --note '晶片讀取失敗' --lang en --now 2026-08-20T10:05:00+08:00
  card spoilt: accepted
  new_card_no=000000000003
  $ nhi card made 000000000003 --lang en --now 2026-08-20T10:06:00+08:00
  card made: accepted
  card_no=000000000003 state=made
  $ nhi card deliver 000000000003 --lang en --now 2026-08-20T10:07:00+08:00
  card handed over: accepted
  card_no=000000000003 state=active void_card_no=000000000001
  $ nhi card deliver 000000000001 --lang en --now 2026-08-20T10:08:00+08:00
  card handed over: refused
  refused: card 000000000001 is void; it cannot become active (CARD_STATE, L0060029:14) look at the history of the card
  [1]
  $ nhi card blanks
  site=central-1f blanks=0 received=3 used=2 spoilt=1
  $ nhi card history A123456789 --now 2026-08-20T11:00:00+08:00
  person_id=1 card_in_use=000000000003 cards=3
    history
      card_no=000000000001 reason=new state=ordered from=2026-08-03 to=2026-08-03 learnt_at=2026-08-03T09:02:00+08:00 note= batch_no=- receipt_no=-
      card_no=000000000001 reason=new state=made from=2026-08-03 to=2026-08-03 learnt_at=2026-08-03T09:05:00+08:00 note= batch_no=- receipt_no=-
      card_no=000000000001 reason=new state=active from=2026-08-03 to=2026-08-20 learnt_at=2026-08-20T10:01:00+08:00 note= batch_no=- receipt_no=-
      card_no=000000000001 reason=new state=lost from=2026-08-20 to=2026-08-20 learnt_at=2026-08-20T10:01:00+08:00 note= batch_no=- receipt_no=-
      card_no=000000000001 reason=new state=void from=2026-08-20 to=- learnt_at=2026-08-20T10:07:00+08:00 note=L0060029:14 batch_no=- receipt_no=-
      card_no=000000000002 reason=lost state=ordered from=2026-08-20 to=2026-08-20 learnt_at=2026-08-20T10:01:00+08:00 note= batch_no=- receipt_no=31150000001
      card_no=000000000002 reason=lost state=failed from=2026-08-20 to=- learnt_at=2026-08-20T10:05:00+08:00 note=晶片讀取失敗 batch_no=- receipt_no=31150000001
      card_no=000000000003 reason=misprinted state=ordered from=2026-08-20 to=2026-08-20 learnt_at=2026-08-20T10:05:00+08:00 note= batch_no=- receipt_no=-
      card_no=000000000003 reason=misprinted state=made from=2026-08-20 to=2026-08-20 learnt_at=2026-08-20T10:06:00+08:00 note= batch_no=- receipt_no=-
      card_no=000000000003 reason=misprinted state=active from=2026-08-20 to=- learnt_at=2026-08-20T10:07:00+08:00 note= batch_no=- receipt_no=-
  $ nhi receipt list --site central-1f --from 2026-08-01 --to 2026-08-31

    receipts
      receipt_no=31150000001 taken_on=2026-08-20 item=card amount=200 way=credit_card reference=004711 site=central-1f voided_on=-
    sums
      item=card way=credit_card receipts=1 amount=200

  $ nhi ledger balance --account 1104 --lang en
  fund,account,name_zh,name_en,debit,credit,balance
  nhi,1104,櫃檯收款待解繳,Counter takings not yet banked,200,0,200

By post: a batch for the maker, handed over only when the operator says so.

  $ nhi card replace A123456789 --reason photo_changed --delivery post --site central-1f --photo new --document passport --paid 200 --way post --reference 8812345 --lang en --now 2026-09-01T10:00:00+08:00
  application for a new card: accepted
  card_no=000000000004 fee=200 receipt_no=31150000002
  $ nhi card batch-make --site central-1f --lang en --now 2026-09-01T17:00:00+08:00
  batch of cards: accepted
  batch_no=311500001 cards=1 file=[..]
  $ nhi card batch-file 311500001
  serial,card_no,id,name,sex,birth_date,photo,delivery,address
  1,000000000004,A123456789,王小明,M,1990-01-01,yes,post,
  end,1
  $ nhi card batch-receive 311500001 --lang en --now 2026-09-02T09:00:00+08:00
  batch received: refused
  refused: this step cannot be noted for batch 311500001 now (received) (CARD_BATCH_STEP, L0060029:3) the order is: file made; handed over; received
  [1]
  $ nhi card batch-hand-over 311500001 --note '製卡廠 林先生簽收' --lang en --now 2026-09-02T09:00:00+08:00
  batch handed over: accepted
  batch_no=311500001
  $ nhi card batch-receive 311500001 --failed 000000000004 --lang en --now 2026-09-03T09:00:00+08:00
  batch received: accepted
  batch_no=311500001 new_card_no=000000000005 good=0 failed=1
  $ nhi card batch-make --site central-1f --lang en --now 2026-09-03T10:00:00+08:00
  batch of cards: accepted
  batch_no=311500002 cards=1 file=[..]
  $ nhi card batch-hand-over 311500002 --note '製卡廠 林先生簽收' --lang en --now 2026-09-03T10:10:00+08:00 | tail -1
  batch_no=311500002
  $ nhi card batch-receive 311500002 --lang en --now 2026-09-04T09:00:00+08:00 | tail -1
  batch_no=311500002 good=1 failed=0
  $ nhi card send 000000000005 --mail-no 30021 --lang en --now 2026-09-04T11:00:00+08:00
  card sent: accepted
  card_no=000000000005 state=mailed
  $ nhi card return 000000000005 --note '郵局退件' --lang en --now 2026-09-09T11:00:00+08:00 | tail -1
  card_no=000000000005 state=returned
  $ nhi card send 000000000005 --mail-no 30077 --lang en --now 2026-09-10T11:00:00+08:00 | tail -1
  card_no=000000000005 state=mailed
  $ nhi card deliver 000000000005 --lang en --now 2026-09-12T11:00:00+08:00 | tail -1
  card_no=000000000005 state=active void_card_no=000000000003
  $ nhi card batch
  batch_no=311500002 site=central-1f made_on=2026-09-03 cards=1 handed_over_on=2026-09-03 received_on=2026-09-04 good=1 failed=0
  batch_no=311500001 site=central-1f made_on=2026-09-01 cards=1 handed_over_on=2026-09-02 received_on=2026-09-03 good=0 failed=1

PIN, on-line registration, virtual card: a code is good once and for five minutes.

  $ nhi card pin A123456789 --document id_card --lang en --now 2026-09-15T09:00:00+08:00
  PIN reset: accepted
  $ nhi card register A123456789 --email wang@example.org --lang en --now 2026-09-15T09:01:00+08:00
  on-line registration: accepted
  $ nhi card register A123456789 --email wang@example.org --lang en --now 2026-09-15T09:02:00+08:00
  on-line registration: refused
  refused: it is registered since 2026-09-15 (SERVICE_THERE, L0060029:8) nothing to do
  [1]
  $ nhi card virtual A123456789 --device 手機 --lang en --now 2026-09-15T09:03:00+08:00
  virtual card: accepted
  $ nhi card token A123456789 --json --now 2026-09-15T09:04:00+08:00 | grep -o '"token":"[0-9a-f]*"' | cut -d'"' -f4 >token; wc -c <token
  33
  $ nhi card check $(cat token) --lang en --now 2026-09-15T09:08:00+08:00
  check of a code: accepted
  person_id=1
  $ nhi card check $(cat token) --lang en --now 2026-09-15T09:08:30+08:00
  check of a code: refused
  refused: this code of a virtual card was used already (CARD_TOKEN_USED, L0060029:3:4) make a new code
  [1]
  $ nhi card token A123456789 --json --now 2026-09-15T09:10:00+08:00 | grep -o '"token":"[0-9a-f]*"' | cut -d'"' -f4 >token
  > nhi card check $(cat token) --lang en --now 2026-09-15T09:16:00+08:00
  check of a code: refused
  refused: the code of the virtual card is no longer good (CARD_TOKEN_EXPIRED, L0060029:3:4) make a new code
  [1]
  $ nhi card virtual A123456789 --end --lang en --now 2026-09-20T09:03:00+08:00
  virtual card: accepted
  $ nhi card lose A123456789 --note '夜市' --lang en --now 2026-09-21T09:00:00+08:00
  loss: accepted
  card_no=000000000005
  $ nhi card lose A123456789 --lang en --now 2026-09-21T09:00:00+08:00
  loss: refused
  refused: there is no card in use (CARD_UNUSED, L0060029:3:4) collect a card first
  [1]
  $ nhi card report --from 2026-08-01 --to 2026-09-30
  from=2026-08-01 to=2026-09-30
    applied
      reason=lost delivery=spot cards=1 paid=1
      reason=misprinted delivery=post cards=1 paid=0
      reason=misprinted delivery=spot cards=1 paid=0
      reason=new delivery=spot cards=1 paid=0
      reason=photo_changed delivery=post cards=1 paid=1
    states
      state=failed cards=2
      state=lost cards=1
      state=void cards=2

A fee taken by mistake is given back; the receipt stays and says so.

  $ nhi receipt void 31150000001 --note '重複收費' --lang en --now 2026-09-21T10:00:00+08:00
  receipt taken back: accepted
  returned=200
  $ nhi receipt void 31150000001 --note '重複收費' --lang en --now 2026-09-21T10:00:00+08:00
  receipt taken back: refused
  refused: receipt 31150000001 was taken back on 2026-09-21 already (RECEIPT_VOID, L0060023:2) nothing to do
  [1]
  $ nhi ledger balance --account 1104 --lang en
  fund,account,name_zh,name_en,debit,credit,balance
  nhi,1104,櫃檯收款待解繳,Counter takings not yet banked,400,200,200
  $ nhi ledger verify --lang en
  3 entries, 6 postings: 0 altered, 0 unbalanced; 3 links, whole
  $ nhi doctor --lang en | tail -2
  ok   chain:read               2 links are whole
  ok   ledger                   3 entries with 6 postings balance
