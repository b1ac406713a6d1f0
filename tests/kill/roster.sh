#!/usr/bin/env bash
# roster.sh NHI: an import of filings killed at random instants and run again gives the same answers and
# the same register as one that was never disturbed: nothing lost, nothing doubled. NHI_KILLS (20) times
# on each database. Run under tests/lib/pg.sh it does PostgreSQL too. Prints `N passed, N failed`.
set -u
nhi=$1
kills=${NHI_KILLS:-20}
rows=${NHI_ROWS:-6000}
folder=$(mktemp -d /tmp/nhi-kill.XXXXXX) || exit 4
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0 inside=0
RANDOM=${NHI_TEST_SEED:-1}
now="--now 2026-07-10T09:00:00+08:00"

# Insured persons with right check digits (letter A counts 1), every third with a dependent.
awk -v rows="$rows" 'BEGIN {
	print "action,unit,role,id,name,birth,insured_id,relation,amount,reason,date"
	for (i = 0; i < rows; i++) {
		d = sprintf("1%07d", i * 37 % 9999991); sum = 1
		for (k = 1; k <= 8; k++) sum += substr(d, k, 1) * (9 - k)
		id = "A" d (10 - sum % 10) % 10
		if (i % 3 == 2)
			printf "enrol,390000001,2,%s,測試%d,2015-03-04,%s,子女,,隨同被保險人加保,2026-07-08\n", id, i, last
		else
			printf "enrol,390000001,1,%s,測試%d,1985-03-04,,,36300,到職起薪,2026-07-08\n", id, i
		last = id
	}
}' >"$folder/staff.csv"

sql() { psql -qtAX -v ON_ERROR_STOP=1 "$1" -c "$2" </dev/null; }
fresh() { # KIND NUMBER: a copy of the prepared database; prints its address
	if [ "$1" = sqlite ]; then
		cp "$folder/base.db" "$folder/$2.db" && echo "sqlite:$folder/$2.db"
	else
		sql "$NHI_TEST_PG" "CREATE DATABASE roster_$2 TEMPLATE roster_base" >&2 &&
			echo "${NHI_TEST_PG/\/postgres/\/roster_$2}"
	fi
}
drop() { [ "$1" = sqlite ] && rm -f "$folder/$2".db* || sql "$NHI_TEST_PG" "DROP DATABASE roster_$2"; }
import() { "$nhi" enrol file "$folder/staff.csv" --db "$1" --answers "$2" --no-progress $now; }
# Who is covered how, without internal numbers.
people() {
	"$nhi" unit show 390000001 --people --json --on 2026-07-09 --db "$1" |
		sed 's/"\(insured_\)\{0,1\}person_id": [0-9]*/id/'
}

for kind in sqlite ${NHI_TEST_PG:+postgresql}; do
	if [ $kind = sqlite ]; then
		base=sqlite:$folder/base.db
	else
		sql "$NHI_TEST_PG" "CREATE DATABASE roster_base" || exit 4
		base=${NHI_TEST_PG/\/postgres/\/roster_base}
	fi
	"$nhi" db init --db "$base" >/dev/null &&
		"$nhi" unit add --name 測試 --kind enterprise --county 03 --on 2026-01-01 $now --db "$base" >/dev/null ||
		exit 4
	whole=$(fresh $kind whole) || exit 4
	began=$(date +%s%N)
	import "$whole" "$folder/whole.csv" >/dev/null || { echo "the undisturbed import failed"; exit 1; }
	took=$((($(date +%s%N) - began) / 1000))
	people "$whole" >"$folder/whole.json" || exit 1
	for i in $(seq "$kills"); do
		db=$(fresh $kind "$i") || exit 4
		wait_us=$((took * (RANDOM % 1000) / 1000))
		# Not by the function: the signal must reach the program itself.
		"$nhi" enrol file "$folder/staff.csv" --db "$db" --no-progress $now >/dev/null 2>&1 &
		pid=$!
		sleep "$(printf '%d.%06d' $((wait_us / 1000000)) $((wait_us % 1000000)))"
		kill -9 $pid 2>/dev/null
		wait $pid 2>/dev/null
		[ $? = 137 ] && inside=$((inside + 1))
		if import "$db" "$folder/again.csv" >/dev/null && cmp -s "$folder/again.csv" "$folder/whole.csv" &&
			people "$db" | cmp -s - "$folder/whole.json"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "$kind: killed after $wait_us us: other answers or another register"
		fi
		drop $kind "$i"
	done
done
[ $inside -gt 0 ] || { echo "no kill came while the import was at work"; failed=$((failed + 1)); }
echo "$passed passed, $failed failed"
[ $failed = 0 ]
