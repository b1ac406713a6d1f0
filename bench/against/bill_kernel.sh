#!/usr/bin/env bash
# The kernel and the best set-based SQL in turns on the same rows in the same minutes:
# bench/against/bill_kernel.sh [ROWS]. Run under tests/lib/pg.sh, which gives NHI_TEST_PG. Says the
# ratio of the medians and whether the totals agree to the dollar.
set -eu
rows=${1:-2390000}
top=$(cd "$(dirname "$0")/../.." && pwd)
[ -n "${NHI_TEST_PG:-}" ] || { echo "no PostgreSQL server: run under tests/lib/pg.sh" >&2; exit 2; }
folder=$(mktemp -d /tmp/nhi-bench.XXXXXX)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
psql -qAtX "$NHI_TEST_PG" -c "ALTER SYSTEM SET max_wal_size = '8GB'" -c "SELECT pg_reload_conf()" >/dev/null
for round in 1 2 3; do
	NHI_DATA=$top "$top/build-bench/bench/bench_bill_kernel" --rows "$rows" --csv 1 | tee kernel.$round
	psql -qX -v ON_ERROR_STOP=1 "$NHI_TEST_PG" -f "$top/bench/against/bill_kernel.sql" | tee sql.$round
done
middle() { sort -n | sed -n 2p; }
sql=$(sed -n 's/^sql ms:.*whole \([0-9]*\)$/\1/p' sql.? | middle)
ours=$(for round in 1 2 3; do sed -n 's/^2 threads:.*durable file \([0-9.]*\) ms$/\1/p' kernel.$round; done | middle)
[ "$(grep -h '^totals:' kernel.? sql.? | sort -u | wc -l)" = 1 ] && same=equal || same=DIFFERENT
awk -v s="$sql" -v o="$ours" -v t="$same" 'BEGIN {
	printf "SQL %d ms, columns to durable file %.1f ms (2 threads): %.1f times; totals %s\n", s, o, s / o, t }'
[ $same = equal ]
