#!/usr/bin/env bash
# program.sh NHI: bill run, roster import and takeover load killed at random instants and given again leave
# the same bytes as those that were never disturbed: nothing lost, nothing doubled. NHI_KILLS (20) times a
# work and database; PostgreSQL too when run under tests/lib/pg.sh. A case a kill.
set -u
nhi=$1
. "$(dirname "$0")/work.sh"
trap 'rm -rf "$folder"' EXIT
for work in $works; do
	inside=0 began=$SECONDS
	for kind in sqlite ${NHI_TEST_PG:+postgresql}; do
		make_base $kind $work && undisturbed $kind $work || { echo "$kind: the undisturbed $work failed"; exit 1; }
		for i in $(seq "${NHI_KILLS:-20}"); do
			fresh $kind $work "$i" || exit 4
			db=$(address $kind $work"$i")
			${work}_command "$db"
			"${command[@]}" >/dev/null 2>&1 &
			pid=$!
			wait_within
			kill -9 $pid 2>/dev/null
			wait $pid 2>/dev/null
			[ $? = 137 ] && inside=$((inside + 1))
			done_again $work "$db" "$kind, program killed"
			drop $kind $work"$i"
		done
		drop $kind $work
	done
	echo "$work: $inside kills met it at work, $((SECONDS - began)) s"
	[ $inside -gt 0 ] || { echo "FAILED: no kill met $work at work"; failed=$((failed + 1)); }
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
