#!/bin/sh
# nhi_check_exe.sh NHI: builds nhi-check.exe and holds its answers against those of `nhi claim check`,
# byte for byte, on good and broken practice files. Left out where mingw-w64 or wine is missing.
set -eu
nhi=$(realpath "$1") # the test works in a folder of its own
wine=$(command -v wine64 || ls /usr/lib/wine/wine64 2>/dev/null || true)
if ! command -v x86_64-w64-mingw32-gcc >/dev/null || [ -z "$wine" ]; then
	echo "left out: nhi-check.exe: mingw-w64 or wine is missing"
	echo "1 skipped, 0 passed, 0 failed"
	exit 0
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export WINEPREFIX="$dir/wine" WINEDEBUG=-all LANG=C.UTF-8
"$NHI_SOURCE/tools/nhi_check_exe.sh" "$NHI_BUILD" "$dir/nhi-check.exe"
cd "$dir"
"$nhi" claim package rules.zip --month 2026-11 >/dev/null
passed=0
for faults in "" A04 A09 B01,C08,O03,O05; do
	"$nhi" claim sample f.xml --seed 5 --month 2017-05 --faults "$faults" >/dev/null
	want=0 got=0
	"$nhi" claim check f.xml --json >want.json || want=$?
	"$wine" ./nhi-check.exe --rules rules.zip --json f.xml >got.json 2>err.txt || got=$?
	if [ "$want" != "$got" ] || ! cmp want.json got.json; then
		cat err.txt
		echo "$passed passed, 1 failed"
		exit 1
	fi
	passed=$((passed + 1))
done
echo "$passed passed, 0 failed"
