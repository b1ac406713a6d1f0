#!/bin/sh
# headers.sh: compiles every header of lib/ and src/ alone: it includes what it needs, no more is
# asked of its user. A case a header.
cd "$NHI_SOURCE" || exit 4
passed=0 failed=0
flags="-std=c17 -fsyntax-only -Wall -Wextra -Werror -D_GNU_SOURCE -include lib/base/banned.h
	-Ilib -Isrc -I$NHI_BUILD/lib -I$NHI_BUILD/src $(pkg-config --cflags libpq sqlite3 2>/dev/null)"
headers=$(ls lib/*/*.h src/*/*.h)
# All at once is quick; only when that fails are they tried one by one, to say which.
# shellcheck disable=SC2086
if ${CC:-cc} $flags -x c $headers 2>/dev/null; then
	passed=$(echo "$headers" | wc -l)
else
	for h in $headers; do
		if ${CC:-cc} $flags -x c "$h"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
		fi
	done
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
