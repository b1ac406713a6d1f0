#!/usr/bin/env bash
# claims.sh [CLAIMS]: claim files of three providers received, checked, adjudicated and durably
# written; SQLite in a folder of its own, or the database that NHI_BENCH_DB names (empty).
set -eu
claims=${1:-300000}
nhi=${NHI:-$(dirname "$0")/../build/nhi}
nhi=$(realpath "$nhi")
folder=$(mktemp -d "${TMPDIR:-/tmp}/nhi-claims.XXXXXX")
trap 'rm -rf "$folder"' EXIT
export NHI_DATA=${NHI_DATA:-$(realpath "$(dirname "$0")/..")} NHI_DB=${NHI_BENCH_DB:-sqlite:$folder/x.db}
cd "$folder"
"$nhi" db init >init.txt
for i in 1 2 3; do
	printf '醫事機構代碼,醫事機構名稱,機構地址,分區別代碼\n350118001%d,量測診所,臺中市,3\n' $i >p.csv
	"$nhi" provider import p.csv --now 2026-03-01T09:00:00+08:00 >import.txt
	"$nhi" claim sample $i.xml --seed $i --cases $((claims / 3)) --month 2026-03 --provider 350118001$i >truth.csv
done
time "$nhi" claim receive 1.xml 2.xml 3.xml --now 2026-04-10T09:00:00+08:00
time "$nhi" claim adjudicate --now 2026-04-13T09:00:00+08:00
