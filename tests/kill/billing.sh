#!/usr/bin/env bash
# billing.sh NHI: a bill run killed at random instants and taken up again leaves the same bytes as one
# that was never disturbed. NHI_KILLS (20) times on each database. Run under tests/lib/pg.sh it does
# PostgreSQL too. Prints `N passed, N failed`, a case a kill.
set -u
nhi=$1
kills=${NHI_KILLS:-20}
month=2026-04
folder=$(mktemp -d /tmp/nhi-kill.XXXXXX) || exit 4
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0 inside=0
RANDOM=${NHI_TEST_SEED:-1}

how="--month $month --units-per-part 5 --no-progress --now 2026-05-10"
dump() {
	"$nhi" bill export --month $month --db "$1" &&
		"$nhi" bill totals --month $month --csv --db "$1" &&
		"$nhi" ledger balance --db "$1"
}
sql() { psql -qtAX -v ON_ERROR_STOP=1 "$1" -c "$2" </dev/null; }
# fresh KIND NUMBER: a copy of the prepared database; prints its address
fresh() {
	if [ "$1" = sqlite ]; then
		cp "$folder/base.db" "$folder/$2.db" && echo "sqlite:$folder/$2.db"
	else
		sql "$NHI_TEST_PG" "CREATE DATABASE kill_$2 TEMPLATE kill_base" >&2 &&
			echo "${NHI_TEST_PG/\/postgres/\/kill_$2}"
	fi
}
drop() { [ "$1" = sqlite ] && rm -f "$folder/$2".db* || sql "$NHI_TEST_PG" "DROP DATABASE kill_$2"; }

for kind in sqlite ${NHI_TEST_PG:+postgresql}; do
	if [ $kind = sqlite ]; then
		base=sqlite:$folder/base.db
	else
		sql "$NHI_TEST_PG" "CREATE DATABASE kill_base" || exit 4
		base=${NHI_TEST_PG/\/postgres/\/kill_base}
	fi
	"$nhi" demo --people 6000 --months 2026-01..2026-03 --db "$base" >/dev/null || exit 4
	whole=$(fresh $kind whole) || exit 4
	began=$(date +%s%N)
	"$nhi" bill run $how --db "$whole" >/dev/null || { echo "the undisturbed run failed"; exit 1; }
	took=$((($(date +%s%N) - began) / 1000))
	dump "$whole" >"$folder/whole.txt" || exit 1
	for i in $(seq "$kills"); do
		db=$(fresh $kind "$i") || exit 4
		wait_us=$((took * (RANDOM % 1000) / 1000))
		"$nhi" bill run $how --db "$db" >/dev/null 2>&1 &
		pid=$!
		sleep "$(printf '%d.%06d' $((wait_us / 1000000)) $((wait_us % 1000000)))"
		kill -9 $pid 2>/dev/null
		wait $pid 2>/dev/null
		[ $? = 137 ] && inside=$((inside + 1))
		"$nhi" bill run $how --db "$db" >/dev/null 2>"$folder/said.txt"
		code=$?
		if [ $code = 0 ] && dump "$db" | cmp -s - "$folder/whole.txt"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "$kind: killed after $wait_us us: exit $code, or other bytes"
			cat "$folder/said.txt"
		fi
		drop $kind "$i"
	done
	drop $kind whole
	[ $kind = sqlite ] || sql "$NHI_TEST_PG" "DROP DATABASE kill_base"
done
echo "$inside of $((passed + failed)) kills met a run at work"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
