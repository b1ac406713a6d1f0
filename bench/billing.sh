#!/usr/bin/env bash
# The product's own path: register in the database → durable bills, all rules, with its split into
# reading, computing and writing. bench/billing.sh [PEOPLE [FOLDER]]: SQLite in FOLDER (default: a
# temporary one); under tests/lib/pg.sh PostgreSQL too. Prints what it did not do.
set -eu
people=${1:-2390000}
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"
[ -d build-bench ] || meson setup build-bench --buildtype=release >/dev/null
ninja -C build-bench nhi >/dev/null
folder=${2:-$(mktemp -d /tmp/nhi-bench.XXXXXX)}
[ $# -ge 2 ] || trap 'rm -rf "$folder"' EXIT
grep -m1 'model name' /proc/cpuinfo || true
echo "cores $(nproc), load $(cut -d' ' -f1-3 /proc/loadavg), people $people, seed 1"

peak() { # peak COMMAND…: runs it, prints seconds of the wall clock and of the cores, peak memory
	local t0 t1
	t0=$(date +%s%N)
	"$@" &
	local pid=$! most=0 now
	while kill -0 $pid 2>/dev/null; do
		now=$(awk '/VmHWM/ {print $2}' /proc/$pid/status 2>/dev/null || echo 0)
		[ "${now:-0}" -gt "$most" ] && most=$now
		sleep 0.1
	done
	wait $pid
	t1=$(date +%s%N)
	echo "  $(((t1 - t0) / 1000000)) ms, peak memory $((most / 1024)) MiB"
}

bench() { # bench NAME URL
	echo "== $1: load (units, persons, coverage, subsidies; the month 2026-01)"
	peak build-bench/nhi demo --lean --people "$people" --months 2026-01..2026-01 --db "$2" --lang en
	for month in 2 3 4; do
		echo "== $1: bill run 2026-0$month, load $(cut -d' ' -f1 /proc/loadavg)"
		peak build-bench/nhi bill run --month 2026-0$month --now 2026-0$((month + 1))-10 --json --db "$2" \
			>"$folder/run.txt"
		grep -E '"(bills|heads_read|read|compute|write|whole)"' "$folder/run.txt" | tr -d '\n"' | tr -s ' '
		awk '/heads_read/ {gsub(/[^0-9]/, "", $2); n = $2} /whole/ {gsub(/[^0-9]/, "", $2); w = $2}
			END {printf "\n  %.2f million persons/s\n", n / w / 1000}' "$folder/run.txt"
		grep ' ms, peak' "$folder/run.txt"
	done
}
bench SQLite "sqlite:$folder/bench.db"
if [ -n "${NHI_TEST_PG:-}" ]; then
	psql -qtAX "$NHI_TEST_PG" -c 'CREATE DATABASE bench_billing' </dev/null
	bench PostgreSQL "${NHI_TEST_PG/\/postgres/\/bench_billing}"
fi
echo "not done: names and identity numbers in the register, late news, slips, dispatch"
