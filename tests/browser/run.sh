#!/bin/sh
# run.sh PROGRAM: the browser walks on a small demo database. Installs the exact versions of the lock
# file into a temporary folder, so that the checkout stays clean.
set -eu
program=$(realpath "$1") # the tests run in a folder of their own
here=$(cd "$(dirname "$0")" && pwd)
for tool in node npm "${CHROMIUM:-/usr/bin/chromium}"; do
	command -v "$tool" >/dev/null 2>&1 || { echo "left out: browser: $tool is not installed"; exit 77; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$here"/package.json "$here"/package-lock.json "$here"/site.mjs "$here"/cases.mjs "$folder"
if [ -d "$here/node_modules/playwright-core" ]; then
	ln -s "$here/node_modules" "$folder/node_modules"
else
	(cd "$folder" && npm ci --no-audit --no-fund --loglevel=error >&2)
fi
"$program" demo --people 2390 --db "sqlite:$folder/demo.db" --no-progress >"$folder/demo.log" 2>&1 || { cat "$folder/demo.log"; exit 1; }
"$program" user demo --now 2026-08-01T09:00:00+08:00 --db "sqlite:$folder/demo.db" >>"$folder/demo.log" 2>&1 || { cat "$folder/demo.log"; exit 1; }
cd "$folder"
node site.mjs "$program" "sqlite:$folder/demo.db" ${NHI_PICTURES:+"$NHI_PICTURES"}
