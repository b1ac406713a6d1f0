#!/bin/sh
# Builds and runs the benches in a release build: bench/run.sh [NAME …]. Prints the machine first.
set -eu
cd "$(dirname "$0")/.."
[ -d build-bench ] || meson setup build-bench --buildtype=release >/dev/null
grep -m1 'model name' /proc/cpuinfo || true
printf 'cores %s, memory %s kB\n' "$(nproc)" "$(awk '/MemTotal/{print $2}' /proc/meminfo)"
[ $# -gt 0 ] || set -- quote big5 claim_scan claim_rules population bill_kernel store roster http where
for name; do
	ninja -C build-bench "bench/bench_$name" >/dev/null
	echo "== $name"
	NHI_DATA=. "build-bench/bench/bench_$name"
done
