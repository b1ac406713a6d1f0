#!/usr/bin/env bash
# each.sh PROGRAM…: runs each test program and adds up the cases of their closing lines.
passed=0 failed=0
for program in "$@"; do
	last=$("$program" | tee /dev/stderr | tail -1)
	read -r p f < <(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' <<<"$last")
	passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1}))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
