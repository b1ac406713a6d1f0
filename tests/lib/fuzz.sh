#!/usr/bin/env bash
# fuzz.sh BUILD SECONDS: runs every fuzzer for SECONDS, two at a time, starting from its corpus; what
# crashes is kept in tests/fuzz/regression/<target> and fails. New inputs stay in the build folder.
set -u
build=$1 seconds=$2
failed=0 passed=0
one() {
	target=$1
	found=$build/fuzz-found/$target
	keep=tests/fuzz/regression/$target
	mkdir -p "$found" "$keep"
	"$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
		-print_final_stats=1 -artifact_prefix="$keep/" "$found" "tests/fuzz/corpus/$target" \
		"$keep" >"$found.log" 2>&1
	code=$?
	rmdir "$keep" 2>/dev/null
	grep -E 'number_of_executed_units|new_units_added' "$found.log" | sed "s/^/$target: /"
	[ $code = 0 ] || { tail -30 "$found.log"; echo "$target: FAILED"; }
	return $code
}
targets=$(ls tests/fuzz/*.c | sed 's|.*/||; s|\.c$||' | grep -v '^fuzz_')
set -- $targets
while [ $# -gt 0 ]; do
	one "$1" & a=$!
	b=
	[ $# -lt 2 ] || { one "$2" & b=$!; }
	for p in $a $b; do
		if wait "$p"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
	done
	shift
	[ $# -eq 0 ] || shift
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
