People who sign in. A real database has nobody: the first account is the administrator's, made where the
program runs, with a password to be used once.

  $ nhi db init --db sqlite:real.db --lang en >/dev/null
  $ nhi user demo --db sqlite:real.db --lang en
  ! nhi: you have no right to this: demo accounts outside a demo database
  [1]
  $ nhi user add boss --first --db sqlite:real.db --lang en | sed 's/[a-z0-9]*-[a-z0-9]*-[a-z0-9]*-[a-z0-9]*/XXXX/'
  account boss: done
  password to be used once: XXXX (shown only now)
  $ nhi user add other --first --db sqlite:real.db --lang en
  ! nhi: there are accounts already; --first is for the first one
  [5]

Staff have a post of the organisation; its function and level give the role. What is wrong is told.

  $ nhi user add wang --name 王小明 --post central/enrolment-1/enrol/4 --db sqlite:real.db --lang en --json | sed 's/"password": ".*"/"password": "…"/'
  {
    "login": "wang",
    "password": "…"
  }
  $ nhi user add wang --name 王小明 --post central/enrolment-1/enrol/4 --db sqlite:real.db --lang en
  ! nhi: wang already exists
  [5]
  $ nhi user add li --name 李四 --post central/enrolment-9/enrol/4 --db sqlite:real.db --lang en
  ! nhi: no such unit or section; a post is written central/enrolment-1/enrol/4
  [3]
  $ nhi user add li --name 李四 --post central/enrolment-1/enrol/1 --db sqlite:real.db --lang en
  ! nhi: catalogue/roles.csv has no role of this function and level
  [3]
  $ nhi user add 'Li Si' --name 李四 --post central/enrolment-1/enrol/4 --db sqlite:real.db --lang en
  ! nhi: a name has 2 to 64 small letters, digits or . - _ @
  [3]
  $ nhi user add li --name 李四 --kind citizen --db sqlite:real.db --lang en
  ! nhi: a citizen is given an identity number
  [3]
  $ nhi user add li --name 李四 --kind agent --unit 300000001 --db sqlite:real.db --lang en
  ! nhi: 300000001 not found
  [1]
  $ nhi user add li --name 李四 --kind owner --db sqlite:real.db --lang en
  ! nhi: the kind is clerk, citizen, agent or provider
  [3]
  $ nhi user post wang central/customer-service/counter/4 --now 2026-08-01T09:00:00+08:00 --db sqlite:real.db --lang en
  account wang: done
  $ nhi user post wang central/customer-service/counter/4 --now 2026-08-01T09:00:00+08:00 --db sqlite:real.db --lang en
  ! nhi: the period 2026-08-01 – 9999-12-31 of login_post overlaps the open fact 2
  [5]
  $ nhi user lock wang --db sqlite:real.db --lang en
  account wang: done
  $ nhi user list --db sqlite:real.db --lang en
  login  kind   name    status
  -----  -----  ------  ------
  boss   clerk  boss    open
  wang   clerk  王小明  locked
  $ nhi user unlock wang --db sqlite:real.db
  帳號 wang：完成
  $ nhi user reset wang --db sqlite:real.db --lang en | tail -1 | sed 's/: .*(/: XXXX (/'
  password to be used once: XXXX (shown only now)
  $ nhi user totp wang --db sqlite:real.db --lang en | tail -1 | sed 's/: .*/: XXXX/'
  key of the second factor: XXXX
  $ stat -c %a real.db.key; nhi user totp wang --db sqlite:real.db --lang en | tail -1 | sed 's/.*: //' > key; cat real.db* | grep -c -f key
  600
  0
  [1]
  $ nhi user seal --db sqlite:real.db --lang en; chmod 644 real.db.key; nhi user totp wang --db sqlite:real.db --lang en; mv real.db.key away; nhi user totp wang --db sqlite:real.db --lang en; mv away real.db.key; chmod 600 real.db.key
  0 keys sealed
  ! nhi: the key file “real.db.key” can be read by others; make it readable by the program's user alone (0600)
  ! nhi: the key file “real.db.key” of sealed secrets is missing; put it back from the backup or name it in NHI_KEY_FILE
  $ nhi user close wang --db sqlite:real.db --lang en
  account wang: done
  $ nhi user unlock wang --db sqlite:real.db --lang en
  ! nhi: the account is closed for good
  [3]
  $ nhi user lock nobody --db sqlite:real.db --lang en
  ! nhi: nobody not found
  [1]
