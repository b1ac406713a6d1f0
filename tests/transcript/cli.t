The program says what is wrong and how to go on.

  $ nhi nonsense
  ! nhi: 沒有「nonsense」這個指令；用 nhi --help 查看
  [2]

  $ nhi premium quote --at 2026-02-30 --category 12
  ! nhi: --at的值「2026-02-30」不在 YYYY-MM-DD 的範圍
  [2]

Every command is registered once.

  $ nhi --help | awk '/^  [a-z]/ {print $1, $2}' | sort | uniq -d

The message speaks the language and form that were asked for, also when the fault stands before them.

  $ nhi enrol in --nonsense --lang en
  ! nhi: there is no option --nonsense; did you mean --consent?
  [2]
  $ nhi law show --at 2026-02-30 --lang en
  ! nhi: the value “2026-02-30” of --at is not within YYYY-MM-DD
  [2]
  $ nhi enrol in --key a --key b --lang en
  ! nhi: --key may be given only once
  [2]
  $ nhi enrol in --nonsense --json
  ! {"error":{"code":"USAGE","message_zh":"沒有 --nonsense 這個選項；是否要用 --consent？","message_en":"there is no option --nonsense; did you mean --consent?","where":""}}
  [2]

A file of the catalogue that is no YAML is told in one line of our own.

  $ mkdir -p bad/catalogue && ln -s $NHI_DATA/law $NHI_DATA/codes $NHI_DATA/schema bad && printf 'a: [\n b: }\n' > bad/catalogue/org.yaml
  $ nhi org check --data bad --lang en
  ! nhi: org.yaml: it is not well-formed YAML
  [3]
