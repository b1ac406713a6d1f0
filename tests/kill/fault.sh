#!/usr/bin/env bash
# fault.sh NHI NHI_FAULT: fails the 1st, 2nd, … allocation, file operation, write of the database and SQL
# statement (fault.c) of each work until none fails. The program ends with a message and an exit code of
# its own, never by a signal; if it says that it is done, it is; the command given again leaves what an
# undisturbed one leaves. PostgreSQL too when run under tests/lib/pg.sh. NHI_FAULT_POINTS (5) places of
# each kind, evenly spread; 0: every one. A case a place.
set -u
nhi=$1 nhi_fault=$2
NHI_ROWS=4 NHI_PEOPLE=120
. "$(dirname "$0")/work.sh"
works=${NHI_KILL_WORKS:-$works ledger form}
trap 'rm -rf "$folder"' EXIT
points=${NHI_FAULT_POINTS:-5}
said=$folder/said.txt
# with_fault KIND N: runs the work so on a fresh copy; `calls` is how many calls of the kind it made.
with_fault() {
	rm -f "$folder/seen" "$folder/answers.csv"
	fresh $kind $work f || exit 4
	db=$(address $kind ${work}f)
	${work}_command "$db"
	NHI_FAULT=$1:$2 NHI_FAULT_SEEN=$folder/seen "$nhi_fault" "${command[@]:1}" >/dev/null 2>"$said"
	code=$?
	calls=$(cat "$folder/seen" 2>/dev/null || echo lost)
}
wrong() {
	failed=$((failed + 1))
	echo "FAILED: $kind: $work, $fault $n of $all: $1 (exit $code)"
	tail -5 "$said"
}
judge() {
	case $code in
	0) ${work}_state "$db" 2>/dev/null | cmp -s - "$folder/$work.txt" ||
		{ wrong "said done, but left something else"; return; } ;;
	3 | 4) [ -s "$said" ] || { wrong "no message"; return; } ;;
	*) wrong "neither done nor a failure of the system"; return ;;
	esac
	"$nhi" doctor --db "$db" >"$said" 2>&1 || { wrong "the doctor finds something"; return; }
	done_again $work "$db" "$kind: $fault $n of $all" >"$said" || return
	[ ! -s "$said" ] || cat "$said"
}
for work in $works; do
	for kind in sqlite ${NHI_TEST_PG:+postgresql}; do
		began=$SECONDS
		make_base $kind $work && undisturbed $kind $work || { echo "$kind: the undisturbed $work failed"; exit 1; }
		counts=
		for fault in alloc file disk sql; do
			with_fault $fault 0
			drop $kind ${work}f
			all=$calls
			[ "$all" != lost ] || { echo "FAILED: $work: nothing was counted"; failed=$((failed + 1)); continue; }
			counts="$counts $fault $all"
			step=1
			[ "$points" = 0 ] || [ "$all" -le "$points" ] || step=$((all / points))
			for ((n = 1; n <= all; n += step)); do
				with_fault $fault $n
				judge
				drop $kind ${work}f
			done
		done
		drop $kind $work
		echo "$kind: $work:$counts, $((SECONDS - began)) s"
	done
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
