# pg_server.sh: sourced by what needs a PostgreSQL server of its own: pg_bin, pg_as, pg_make, pg_start,
# pg_stop. A server lives in one temporary folder, listens on a local socket there only, and as root
# runs as `postgres` (the server refuses root). fsync stays on: tests kill it.
. "$(dirname "${BASH_SOURCE[0]}")/folder.sh"
pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
if [ "$(id -u)" = 0 ]; then
	pg_as() { (cd / && exec runuser -u postgres -- "$@"); }
else
	pg_as() { (cd / && exec "$@"); }
fi
pg_make() { # FOLDER: a new server in an empty folder, not started
	[ "$(id -u)" != 0 ] || chown postgres "$1"
	pg_as "$pg_bin/initdb" -D "$1/data" -U nhi -A trust --locale=C.UTF-8 -E UTF8 \
		>"$1.log" 2>&1 </dev/null || { cat "$1.log" >&2; rm -f "$1.log"; return 4; }
	rm -f "$1.log"
}
pg_start() { # FOLDER
	pg_as "$pg_bin/pg_ctl" start -D "$1/data" -l "$1/data/log" -w -s \
		-o "-c listen_addresses= -c unix_socket_directories=$1 -c max_connections=60 -c fsync=on" \
		</dev/null >/dev/null || { cat "$1/data/log" >&2; return 4; }
}
pg_stop() { # FOLDER
	[ ! -f "$1/data/postmaster.pid" ] ||
		pg_as "$pg_bin/pg_ctl" stop -D "$1/data" -m immediate -s >/dev/null 2>&1
}
pg_url() { echo "postgresql://nhi@/postgres?host=$1"; } # FOLDER
