# work.sh: sourced by the kill loops: long writes and how to see what they left. A work is NAME_prepare DB,
# NAME_command DB (sets `command`, the writing program) and NAME_state DB (prints the register without
# internal numbers). `nhi` names the program. Makes `folder` and counts in `passed` and `failed`.
. "$(dirname "${BASH_SOURCE[0]}")/../lib/folder.sh"
folder=$(mktemp -d "$TMPDIR"/nhi-kill.XXXXXX) || exit 4
passed=0 failed=0
RANDOM=${NHI_TEST_SEED:-1}
works=${NHI_KILL_WORKS:-billing roster takeover}
now="--now 2026-07-10T09:00:00+08:00"
month=2026-04

people=${NHI_PEOPLE:-3000}
billing_prepare() { "$nhi" demo --people "$people" --months 2026-01..2026-03 --db "$1" >/dev/null; }
billing_command() {
	command=("$nhi" bill run --month $month --units-per-part 5 --no-progress --now 2026-05-10 --db "$1")
}
billing_state() {
	"$nhi" bill export --month $month --db "$1" && "$nhi" bill totals --month $month --csv --db "$1" &&
		"$nhi" ledger balance --db "$1"
}

# Insured persons with right check digits (letter A counts 1), every third with a dependent.
roster_prepare() {
	awk -v rows="${NHI_ROWS:-1500}" 'BEGIN {
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
	"$nhi" db init --db "$1" >/dev/null &&
		"$nhi" unit add --name 測試 --kind enterprise --county 03 --on 2026-01-01 $now --db "$1" >/dev/null
}
roster_command() {
	command=("$nhi" enrol file "$folder/staff.csv" --answers "$folder/answers.csv" --no-progress $now --db "$1")
}
roster_state() {
	cat "$folder/answers.csv" &&
		"$nhi" unit show 390000001 --people --json --on 2026-07-09 --db "$1" |
		sed 's/"\(insured_\)\{0,1\}person_id": [0-9]*/id/'
}

# The old system's files are those of a nation of its own, exported once.
takeover_prepare() {
	local old=sqlite:$folder/old.db
	[ -d "$folder/old" ] ||
		{ mkdir "$folder/old" && "$nhi" demo --people "$people" --months 2026-01..2026-03 --db "$old" >/dev/null &&
			"$nhi" export "$folder/old" --at 2026-03-31 --db "$old" >/dev/null; } || return
	"$nhi" db init --db "$1" >/dev/null
}
takeover_command() {
	command=("$nhi" takeover load "$folder/old" --at 2026-03-31 --no-progress $now --db "$1")
}
takeover_state() {
	rm -rf "$folder/new" && mkdir "$folder/new" && "$nhi" export "$folder/new" --at 2026-03-31 --db "$1" >/dev/null &&
		cat "$folder/new"/* && "$nhi" ledger balance --db "$1"
}

# Three entries; the sums differ, so that one lost or doubled shows.
ledger_prepare() {
	awk 'BEGIN { print "key,booked_on,source,note,fund,account,debit,credit"
		for (i = 1; i <= 3; i++) { printf "k%d,2026-07-31,test,n,nhi,1101,%d,\n", i, 10 ^ i
			printf "k%d,2026-07-31,test,n,nhi,4109,,%d\n", i, 10 ^ i } }' >"$folder/entries.csv"
	"$nhi" db init --db "$1" >/dev/null
}
ledger_command() { command=("$nhi" ledger post "$folder/entries.csv" $now --db "$1"); }
ledger_state() { "$nhi" ledger balance --db "$1" && "$nhi" ledger verify --db "$1"; }

# One form of a person not yet known, with a key: given again it gives the first answer.
form_prepare() {
	"$nhi" db init --db "$1" >/dev/null &&
		"$nhi" unit add --name 測試 --kind enterprise --county 03 --on 2026-01-01 $now --db "$1" >/dev/null
}
form_command() {
	command=("$nhi" enrol in --unit 390000001 --id A123456789 --name 王小明 --birth 1990-01-01
		--wage 40000 --on 2026-07-06 --key form-1 $now --db "$1")
}
form_state() {
	"$nhi" unit show 390000001 --people --json --on 2026-07-09 --db "$1" |
		sed 's/"\(insured_\)\{0,1\}person_id": [0-9]*/id/'
}

sql() { psql -qtAX -v ON_ERROR_STOP=1 "$1" -c "$2" </dev/null; }
# The databases carry the process's number: several of these loops share the run's server.
address() { # KIND NAME
	if [ "$1" = sqlite ]; then echo "sqlite:$folder/$2.db"; else echo "${NHI_TEST_PG/\/postgres/\/kill$$_$2}"; fi
}
make_base() { # KIND WORK: the prepared database
	[ "$1" = sqlite ] || sql "$NHI_TEST_PG" "CREATE DATABASE kill$$_$2" || return
	"$2_prepare" "$(address "$1" "$2")"
}
fresh() { # KIND WORK NUMBER: a copy of it
	if [ "$1" = sqlite ]; then
		cp "$folder/$2.db" "$folder/$2$3.db"
	else
		sql "$NHI_TEST_PG" "CREATE DATABASE kill$$_$2$3 TEMPLATE kill$$_$2"
	fi
}
drop() { # KIND NAME
	if [ "$1" = sqlite ]; then rm -f "$folder/$2".db*; else sql "$NHI_TEST_PG" "DROP DATABASE kill$$_$2"; fi
}
# undisturbed KIND WORK: what the work leaves when nothing happens, in $folder/WORK.txt; `took`, in
# microseconds.
undisturbed() {
	local db began
	fresh "$1" "$2" whole || return
	db=$(address "$1" "$2whole")
	began=$(date +%s%N)
	"$2_command" "$db" && "${command[@]}" >/dev/null || return
	took=$((($(date +%s%N) - began) / 1000))
	"$2_state" "$db" >"$folder/$2.txt" && drop "$1" "$2whole"
}
# wait_within: sleeps a random part of `took`.
wait_within() {
	wait_us=$((took * (RANDOM % 1000) / 1000))
	sleep "$(printf '%d.%06d' $((wait_us / 1000000)) $((wait_us % 1000000)))"
}
# done_again WORK DB TITLE: the same command ends well and leaves what the undisturbed one left.
done_again() {
	"$1_command" "$2"
	if "${command[@]}" >/dev/null 2>"$folder/said.txt" && "$1_state" "$2" | cmp -s - "$folder/$1.txt"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $3: $1 after $wait_us us: other bytes, or an exit code"
		cat "$folder/said.txt"
	fi
}
