The program says what is wrong and how to go on.

  $ nhi nonsense
  ! nhi: 沒有「nonsense」這個指令；用 nhi --help 查看
  [2]

  $ nhi premium quote --at 2026-02-30 --category 12
  ! nhi: --at的值「2026-02-30」不在 YYYY-MM-DD 的範圍
  [2]

Every command is registered once.

  $ nhi --help | awk '/^  [a-z]/ {print $1, $2}' | sort | uniq -d
