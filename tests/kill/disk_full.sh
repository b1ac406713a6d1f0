#!/usr/bin/env bash
# disk_full.sh NHI: a disk that is full in the middle of a posting: a clear message, exit code 4,
# nothing of it written; with room again the same command does it once. Needs the right to mount a
# small disk in memory; without it the cases are left out, and that is said. Run under tests/lib/pg.sh
# it does PostgreSQL too, in a tablespace on that disk.
set -u
nhi=$1
. "$(dirname "$0")/../lib/folder.sh"
folder=$(mktemp -d "$TMPDIR"/nhi-full.XXXXXX) || exit 4
passed=0 failed=0
small=$folder/small
mkdir "$small"
if ! mount -t tmpfs -o size=200m,mode=0755 nhi-full "$small" 2>/dev/null; then
	rmdir "$small" "$folder"
	echo "left out: disk_full: mounting is not allowed here"
	echo "0 passed, 0 failed"
	exit 0
fi
clean_up() {
	[ -z "${NHI_TEST_PG-}" ] || {
		sql "$NHI_TEST_PG" "DROP DATABASE IF EXISTS full_disk"
		sql "$NHI_TEST_PG" "DROP TABLESPACE IF EXISTS full_disk"
	}
	umount "$small"
	rm -rf "$folder"
}
trap clean_up EXIT
sql() { psql -qtAX "$1" -c "$2" </dev/null; }
check() { # TITLE, then a command that must succeed
	local title=$1
	shift
	if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $title"; fi
}
says_full() { grep -q "disk is full" "$folder/said.txt"; }
room() { mount -o remount,size="$1" "$small"; }

awk 'BEGIN { print "key,booked_on,source,note,fund,account,debit,credit"
	for (i = 1; i <= 120000; i++) { print "k,2026-07-31,test,n,nhi,1101,1,"
		print "k,2026-07-31,test,n,nhi,4109,,1" } }' >"$folder/big.csv"
printf 'key,booked_on,source,note,fund,account,debit,credit\n%s\n%s\n' \
	a,2026-07-31,test,n,nhi,1101,7, a,2026-07-31,test,n,nhi,4109,,7 >"$folder/small.csv"

for kind in sqlite ${NHI_TEST_PG:+postgresql}; do
	db=sqlite:$small/full.db
	if [ $kind = postgresql ]; then
		mkdir "$small/space" && chown postgres "$small/space" && chmod 755 "$folder"
		sql "$NHI_TEST_PG" "CREATE TABLESPACE full_disk LOCATION '$small/space'" || exit 4
		sql "$NHI_TEST_PG" "CREATE DATABASE full_disk TABLESPACE full_disk TEMPLATE template0" || exit 4
		db=${NHI_TEST_PG/\/postgres/\/full_disk}
	fi
	"$nhi" db init --db "$db" >/dev/null || exit 4
	"$nhi" ledger post "$folder/small.csv" --db "$db" >/dev/null || exit 4
	before=$("$nhi" ledger balance --db "$db")
	used=$(du -sk "$small" | cut -f1)
	room $((used + 1500))k
	"$nhi" ledger post "$folder/big.csv" --db "$db" --lang en >/dev/null 2>"$folder/said.txt"
	code=$?
	check "$kind: exit code 4 when the disk is full, not $code" [ $code = 4 ]
	check "$kind: the message says that the disk is full: $(cat "$folder/said.txt")" says_full
	room 200m
	check "$kind: nothing of it was written" [ "$("$nhi" ledger balance --db "$db")" = "$before" ]
	check "$kind: the doctor finds all well" "$nhi" doctor --db "$db" >/dev/null
	check "$kind: with room again it is done" \
		[ "$("$nhi" ledger post "$folder/big.csv" --db "$db" --lang en)" = "1 entries, 0 of them were posted before" ]
	check "$kind: and only once" \
		[ "$("$nhi" ledger post "$folder/big.csv" --db "$db" --lang en)" = "1 entries, 1 of them were posted before" ]
	rm -f "$small"/full.db*
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
