#!/usr/bin/env bash
# Matching the register with a household file of the whole nation and a labour file of every third
# person, sorted and shuffled. bench/match.sh [PEOPLE [FOLDER]]: SQLite in FOLDER (default: a temporary
# one). Prints the rate, the time and the peak memory. Not done: reading from a network, Big5 files.
set -eu
people=${1:-2390000}
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"
nhi=${NHI_PROGRAM:-build-bench/nhi}
if [ "$nhi" = build-bench/nhi ]; then
	[ -d build-bench ] || meson setup build-bench --buildtype=release >/dev/null
	ninja -C build-bench nhi >/dev/null
fi
folder=${2:-$(mktemp -d /tmp/nhi-bench.XXXXXX)}
[ $# -ge 2 ] || trap 'rm -rf "$folder"' EXIT
grep -m1 'model name' /proc/cpuinfo || true
echo "cores $(nproc), load $(cut -d' ' -f1-3 /proc/loadavg), people $people, seed 1"
url=sqlite:$folder/match.db
"$nhi" demo --people "$people" --months 2026-01..2026-01 --db "$url" >/dev/null
mkdir -p "$folder/out"
"$nhi" export "$folder/out" --db "$url" --now 2026-03-01 >/dev/null
awk -F, 'FNR == NR { if ($6 == "national") id[$1] = $7; next }
	FNR > 1 && ($1 in id) { print id[$1] "," $6 "," $8 "," $7 "," $12 "," $8 "," }' \
	"$folder/out/keys.csv" "$folder/out/persons.csv" >"$folder/rows"
titles=身分證統一編號,姓名,出生日期,性別,縣市,設籍日期,除籍日期
(echo $titles; LC_ALL=C sort "$folder/rows") >"$folder/household.csv"
(echo $titles; shuf --random-source=<(yes 1) "$folder/rows") >"$folder/shuffled.csv"
(echo 身分證統一編號,統一編號,月投保薪資,加保日期,退保日期
	awk -F, 'NR % 3 == 0 { print $1 ",10000009,45800,2026-01-01," }' "$folder/rows") >"$folder/labour.csv"

run() { # run NAME HOUSEHOLD
	local t0 t1
	t0=$(date +%s%N)
	"$nhi" match run --at 2026-01-31 --household "$2" --labour "$folder/labour.csv" --whole --no-progress \
		--now 2026-03-01 --db "$url" --json >"$folder/report" &
	local pid=$! most=0 now
	while kill -0 $pid 2>/dev/null; do
		now=$(awk '/VmHWM/ {print $2}' /proc/$pid/status 2>/dev/null || echo 0)
		[ "${now:-0}" -gt "$most" ] && most=$now
		sleep 0.1
	done
	wait $pid
	t1=$(date +%s%N)
	echo "== $1: load $(cut -d' ' -f1 /proc/loadavg)"
	tr -d '\n' <"$folder/report" | tr -s ' '
	awk -v n="$people" -v t=$((t1 - t0)) -v m="$most" \
		'BEGIN {printf "\n  %.2f s, %.0f persons/s, peak memory %d MiB\n", t / 1e9, n / (t / 1e9), m / 1024}'
}
run 'sorted files' "$folder/household.csv"
run 'shuffled household file' "$folder/shuffled.csv"
