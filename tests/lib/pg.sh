#!/usr/bin/env bash
# pg.sh COMMAND…: starts a PostgreSQL server of its own in a temporary folder, runs COMMAND with
# NHI_TEST_PG set to its address, then stops and removes the server. Local socket only. A test makes
# one database for itself there. Without the server's programs COMMAND runs with NHI_TEST_PG unset.
# NHI_PG_FSYNC=off spares the disk where no test stops the server itself.
set -u
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
	echo "pg.sh: no PostgreSQL server is installed (packages-test.txt)" >&2
	unset NHI_TEST_PG
	exec "$@"
fi
folder=$(mktemp -d /tmp/nhi-pg.XXXXXX) || exit 4
if [ "$(id -u)" = 0 ]; then
	chown postgres "$folder"
	server() { (cd / && exec runuser -u postgres -- "$@"); }
else
	server() { (cd / && exec "$@"); }
fi
stop() {
	[ ! -f "$folder/data/postmaster.pid" ] ||
		server "$bin/pg_ctl" stop -D "$folder/data" -m immediate -s >/dev/null 2>&1
	rm -rf "$folder"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
server "$bin/initdb" -D "$folder/data" -U nhi -A trust --locale=C.UTF-8 -E UTF8 \
	>"$folder.log" 2>&1 </dev/null || { cat "$folder.log" >&2; rm -f "$folder.log"; exit 4; }
rm -f "$folder.log"
server "$bin/pg_ctl" start -D "$folder/data" -l "$folder/data/log" -w -s \
	-o "-c listen_addresses= -c unix_socket_directories=$folder -c max_connections=60 -c fsync=${NHI_PG_FSYNC:-on}" \
	</dev/null >/dev/null || { cat "$folder/data/log" >&2; exit 4; }
export NHI_TEST_PG="postgresql://nhi@/postgres?host=$folder"
"$@"
code=$?
exit "$code"
