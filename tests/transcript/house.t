The rules of the house can fail: a tree that breaks each of them.

  $ mkdir -p lib/nhi lib/wire src/web src/desk law
  > printf '/* a. */\n#include "store/db.h"\n#include <microhttpd.h>\n#include "a.h"\n' >lib/nhi/a.c
  > printf '/* b. */\n#include "base/clock.h"\n' >lib/wire/b.c
  > printf '/* c. */\n#include "desk/page.h"\n#include <microhttpd.h>\n' >src/web/c.c
  > NHI_SOURCE=$PWD "$NHI_BUILD/tests/arrows"
  1 passed, 4 failed
  ! lib/nhi/a.c:2: ring nhi must not include store/db.h
  ! lib/nhi/a.c:3: ring nhi must not include <microhttpd.h>
  ! lib/nhi/a.c:4: include “a.h” as "ring/file.h"
  ! lib/wire/b.c:2: ring wire must not include base/clock.h
  [1]

  $ rm -r lib src law; mkdir -p lib/nhi src/desk law
  > { echo 'static int f(void) {'; seq 1 80 | sed 's/.*/\t;/'; echo '}'; } >src/desk/long.c
  > printf '/* x */\nfloat rate; /* a float in a comment is none */\nint *p = malloc(1);\n' >lib/nhi/x.c
  > printf '/* y */\nconst char *q = "SELECT 1"; // FIX''ME\n' >src/desk/y.c
  > printf '/* z */\n#ifndef Z_H\n#endif\n' >src/desk/z.h
  > printf 'parameter,value\na,1\n' >law/none.csv
  > printf 'parameter,source\na,\n' >law/empty.csv
  > printf "x = dependency('nosuchthing')\n" >meson.build
  > NHI_SOURCE=$PWD "$NHI_BUILD/tests/tidy"
  30 passed, 10 failed
  ! src/desk/long.c:1: a function of 82 lines, the most is 70
  ! src/desk/y.c:2: [..]: finish it or take it out
  ! lib/nhi/x.c:2: float: money is integers (DESIGN §4)
  ! src/desk/y.c:2: SELECT: SQL text belongs in schema/
  ! lib/nhi/x.c:3: lib/nhi is pure: no malloc()
  ! law/empty.csv:2: names no source
  ! law/none.csv:1: has no column source
  ! src/desk/z.h:1: the guard should be #ifndef DESK_Z_H
  ! src/desk/long.c:1: no opening comment
  ! meson.build:1: packages.txt has no row with “# nosuchthing:”
  [1]
