The rules of the house can fail: a tree that breaks each of them.

  $ mkdir -p lib/nhi lib/wire src/web src/desk law
  > printf '/* a. */\n#include "store/db.h"\n#include <microhttpd.h>\n#include "a.h"\n' >lib/nhi/a.c
  > printf '/* b. */\n#include "base/clock.h"\n' >lib/wire/b.c
  > printf '/* c. */\n#include "desk/page.h"\n#include <microhttpd.h>\n' >src/web/c.c
  > NHI_SOURCE=$PWD "$NHI_BUILD/tests/arrows"
  ! sh: 5: /tests/arrows: not found
  [127]

  $ rm -r lib src law; mkdir -p lib/nhi src/desk law
  > { echo 'static int f(void) {'; seq 1 80 | sed 's/.*/\t;/'; echo '}'; } >src/desk/long.c
  > printf '/* x */\nfloat rate; /* a float in a comment is none */\nint *p = malloc(1);\n' >lib/nhi/x.c
  > printf '/* y */\nconst char *q = "SELECT 1"; // FIX''ME\n' >src/desk/y.c
  > printf '/* z */\n#ifndef Z_H\n#endif\n' >src/desk/z.h
  > printf 'parameter,value\na,1\n' >law/none.csv
  > printf 'parameter,source\na,\n' >law/empty.csv
  > printf "x = dependency('nosuchthing')\n" >meson.build
  > NHI_SOURCE=$PWD "$NHI_BUILD/tests/tidy"
  ! sh: 9: /tests/tidy: not found
  [127]
