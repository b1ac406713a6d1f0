Persons: two records turn out to be one; the history stays readable.

  $ nhi db init --db sqlite:p.db --lang en
  the database is up to date; [..] migrations applied now
  $ nhi unit add --db sqlite:p.db --lang en --now 2026-07-10T09:00:00+08:00 --name 測試公司 --kind enterprise --county 03 --on 2026-01-01
  unit 390000001: accepted
  $ nhi enrol in --db sqlite:p.db --lang en --now 2026-07-10T09:00:00+08:00 --unit 390000001 --id A800000014 --name 阮文明 --birth 1990-01-01 --wage 30000 --on 2026-03-02 --foreigner | head -1
  enrolment: accepted
  $ nhi enrol out --db sqlite:p.db --lang en --now 2026-07-10T09:00:00+08:00 --unit 390000001 --id A800000014 --on 2026-04-15 | head -1
  leave: accepted
  $ nhi enrol in --db sqlite:p.db --lang en --now 2026-07-10T09:00:00+08:00 --unit 390000001 --id AC01234567 --name 阮文明 --birth 1990-01-01 --wage 30000 --on 2026-06-01 | head -1
  enrolment: accepted

Same name, sex and birth: found, looked at, merged. The one record goes on with the coverage of both.

  $ nhi person duplicates --db sqlite:p.db --lang en
  person_id=1 other_person_id=[..] name=阮文明 birth_date=1990-01-01
  $ nhi person merge AC01234567 --into A800000014 --db sqlite:p.db --lang en --now 2026-07-12T09:00:00+08:00
  person: accepted
  #1
  $ nhi person duplicates --db sqlite:p.db --lang en
  $ nhi coverage --person AC01234567 --on 2026-06-15 --db sqlite:p.db --lang en
  person_id=1 on=2026-06-15 covered=yes unit=390000001 [..] from=2026-06-01 to=-
  $ nhi coverage --person A800000014 --on 2026-04-10 --db sqlite:p.db --lang en
  person_id=1 on=2026-04-10 covered=yes unit=390000001 [..] leave_reason=transfer [..] to=2026-04-16

What was believed before the merge can still be asked.

  $ nhi coverage --person '#1' --on 2026-06-15 --known-on 2026-07-11 --db sqlite:p.db --lang en
  person_id=1 on=2026-06-15 covered=no
  [1]
  $ nhi person merge AC01234567 --into A800000014 --db sqlite:p.db --lang en
  person: refused
  refused: both are the same person already (MERGE_SAME, L0060002:40) nothing to merge
  [1]

A foreigner without a job waits six months; a second exit begins the count anew.

  $ nhi unit add --db sqlite:p.db --lang en --now 2026-07-10T09:00:00+08:00 --name 西屯區公所 --kind township --county 03 --on 2026-01-01
  unit 390000002: accepted
  $ nhi person add --id A800000112 --name 瑪麗 --birth 1995-05-05 --db sqlite:p.db --lang en | head -1
  person: accepted
  $ nhi person presence A800000112 --kind residence --on 2026-01-10 --db sqlite:p.db --lang en | head -1
  person: accepted
  $ nhi person presence A800000112 --kind abroad --on 2026-02-01 --to 2026-02-05 --db sqlite:p.db --lang en | head -1
  person: accepted
  $ nhi person presence A800000112 --kind abroad --on 2026-03-01 --to 2026-03-03 --db sqlite:p.db --lang en | head -1
  person: accepted
  $ nhi enrol in --unit 390000002 --id A800000112 --name 瑪麗 --on 2026-07-20 --db sqlite:p.db --lang en --now 2026-07-20T09:00:00+08:00
  enrolment: refused
  refused: resident for less than 6 months; the first day is 2026-09-03 (WAITING_FOREIGNER, L0060001:9;L0060002:8:2) file from 2026-09-03 on; employees with a fixed employer do not wait
  [1]
  $ nhi person show '#99' --db sqlite:p.db --lang en
  ! nhi: #99 not found
  [1]

Whom a command shows is recorded before it prints, whether one person or several.

  $ nhi db init --db sqlite:q.db --lang en
  the database is up to date[..]
  $ nhi person add --id A123456789 --name 王小明 --birth 1990-01-01 --db sqlite:q.db --now 2026-07-20T09:00:00+08:00
  個人資料：受理
  #1
  $ nhi doctor --db sqlite:q.db --lang en | grep chain:read
  ok   chain:read               0 links are whole
  $ nhi person show A123456789 --db sqlite:q.db --lang en > /dev/null && nhi person find 王小明 --db sqlite:q.db > /dev/null
  $ nhi person show A800000014 --db sqlite:q.db --lang en
  ! nhi: A80****014 not found
  [1]
  $ nhi doctor --db sqlite:q.db --lang en | grep chain:read
  ok   chain:read               2 links are whole
