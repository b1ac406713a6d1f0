#!/usr/bin/env bash
# cov.sh BUILD: lines and branches that the quick tests reach, a row a file of lib/ and src/, from
# gcov's own figures.
set -u
build=$1
root=$PWD
cd "$build" || exit 4
printf '%8s %8s %8s  %s\n' lines '%' 'branch %' file
find lib src -name '*.gcda' | while read -r f; do
	gcov -b -n "$f" 2>/dev/null
done | awk -v root="$root/" '
	/^File / { f = $2; gsub("\x27", "", f); sub(root, "", f); sub(/^\.\.\//, "", f) }
	/^Lines executed/ { split($0, a, /[:% ]+/); l = a[3]; n = a[5] }
	/^Branches executed/ { next }
	/^Taken at least once/ { split($0, a, /[:% ]+/); b = a[5] }
	/^(Calls|No calls)/ { if (f ~ /^(lib|src)\/.*\.c$/) printf "%8d %8s %8s  %s\n", n, l, b, f; b = "-" }
' | sort -k4 -u
