#!/usr/bin/env bash
# check_all.sh: the long checks before an issue is closed (DESIGN §9, at most 60 minutes): ./test,
# then clang, TSan, clang-tidy and cppcheck, fuzzers 60 s each, kill loops of 1,000, allocations, writes and SQL steps that fail.
set -u
cd "$(dirname "$0")/../.."
failed=
step() { # name, command…
	local name=$1 began=$SECONDS
	shift
	echo "== $name"
	"$@" || failed="$failed $name"
	echo "== $name: $((SECONDS - began)) s"
}
missing=
for tool in clang clang-format clang-tidy cppcheck; do
	command -v $tool >/dev/null || missing="$missing $tool"
done
[ -z "$missing" ] || { echo "needed: apt-get install$missing"; exit 4; }
clang_build() {
	[ -f build-clang/build.ninja ] || CC=clang meson setup build-clang >/dev/null
	ninja -C build-clang >/dev/null && meson test -C build-clang --suite quick --quiet --print-errorlogs
}
kill_loops() {
	make -s >/dev/null && ninja -C build >/dev/null &&
		tests/lib/pg.sh meson test -C build --no-rebuild --suite kill --quiet --print-errorlogs -t 60
}
step test ./test
step clang clang_build
step tsan make -s tsan
step tidy make -s tidy
step fuzz make -s fuzz
# 170 kills of each of three works on each of two databases: 1,020. NHI_FAULT_POINTS=0 would fail every
# call there is (10,000 runs, an hour of its own).
export NHI_KILLS=170 NHI_SERVER_KILLS=20 NHI_FAULT_POINTS=60
step kill kill_loops
[ -z "$failed" ] && echo "all passed" || { echo "FAILED:$failed"; exit 1; }
