#!/usr/bin/env bash
# pg.sh COMMAND…: starts a PostgreSQL server of its own in a temporary folder, runs COMMAND with
# NHI_TEST_PG set to its address, then stops and removes the server. Where NHI_TEST_PG names one
# already, that one serves: one server a run. A test makes databases for itself there. Without the
# server's programs COMMAND runs with NHI_TEST_PG unset.
set -u
[ -z "${NHI_TEST_PG:-}" ] || exec "$@"
. "$(dirname "$0")/pg_server.sh"
if [ -z "$pg_bin" ] || [ ! -x "$pg_bin/initdb" ]; then
	echo "pg.sh: no PostgreSQL server is installed (packages-test.txt)" >&2
	unset NHI_TEST_PG
	exec "$@"
fi
folder=$(mktemp -d "$TMPDIR"/nhi-pg.XXXXXX) || exit 4
stop() {
	pg_stop "$folder"
	rm -rf "$folder"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
pg_make "$folder" && pg_start "$folder" || exit 4
NHI_TEST_PG=$(pg_url "$folder")
NHI_KEY_FILE=$folder/nhi.key # of sealed secrets: beside no file that a server has
export NHI_TEST_PG NHI_KEY_FILE
"$@"
code=$?
exit "$code"
