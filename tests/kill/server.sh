#!/usr/bin/env bash
# server.sh NHI: the PostgreSQL server itself killed (SIGKILL of its main process and of every session, or
# an immediate shutdown, in turns) in the middle of bill run, roster import and takeover load: the program
# says that the database is gone (exit code 4), the server recovers, and the same command given again
# leaves what an undisturbed one leaves. NHI_SERVER_KILLS (4) times a work. Starts a server of its own.
set -u
nhi=$1
here=$(dirname "$0")
. "$here/../lib/pg_server.sh"
[ -n "$pg_bin" ] || { echo "left out: kill_server: no PostgreSQL server is installed"; exit 77; }
. "$here/work.sh"
server=$(mktemp -d "$TMPDIR"/nhi-pg.XXXXXX) || exit 4
trap 'pg_stop "$server"; rm -rf "$folder" "$server"' EXIT
pg_make "$server" && pg_start "$server" || exit 4
NHI_TEST_PG=$(pg_url "$server")
main_process() { head -1 "$server/data/postmaster.pid"; }
kill_server() {
	if [ $((i % 2)) = 0 ]; then
		pg_stop "$server"
		return
	fi
	local main all
	main=$(main_process)
	all="$main $(ps -o pid= --ppid "$main")"
	kill -9 $all
	# A new one may not start while a process of the old one lives.
	for _ in $(seq 1000); do kill -0 $all 2>/dev/null || return 0; sleep 0.01; done
	return 1
}
for work in $works; do
	inside=0 began=$SECONDS
	make_base postgresql $work && undisturbed postgresql $work || { echo "the undisturbed $work failed"; exit 1; }
	for i in $(seq "${NHI_SERVER_KILLS:-4}"); do
		fresh postgresql $work "$i" || exit 4
		db=$(address postgresql $work"$i")
		${work}_command "$db"
		"${command[@]}" --lang en >/dev/null 2>"$folder/said.txt" &
		pid=$!
		wait_within
		kill_server || exit 4
		wait $pid
		code=$?
		# 0: it had ended before; 4 with its reason: the database is gone.
		if [ $code = 4 ] && grep -q "database" "$folder/said.txt"; then
			inside=$((inside + 1))
		elif [ $code != 0 ]; then
			failed=$((failed + 1))
			echo "FAILED: $work: exit $code when the server died after $wait_us us"
			cat "$folder/said.txt"
		fi
		pg_start "$server" || exit 4
		done_again $work "$db" "server killed"
		"$nhi" doctor --db "$db" >"$folder/said.txt" 2>&1 || { failed=$((failed + 1)); cat "$folder/said.txt"; }
		drop postgresql $work"$i"
	done
	drop postgresql $work
	echo "$work: $inside kills met it at work, $((SECONDS - began)) s"
	[ $inside -gt 0 ] || { echo "FAILED: no kill met $work at work"; failed=$((failed + 1)); }
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
