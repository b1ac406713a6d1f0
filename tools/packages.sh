#!/usr/bin/env bash
# packages.sh LIST…: installs what the lists name and the system lacks. Without the right to install,
# without the network or on another system it names what is missing and stops with 4.
set -u
wanted=$(sed 's/#.*//' "$@" | tr -s ' \t\n' '\n' | sort -u)
missing=
for p in $wanted; do
	[ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] ||
		missing="$missing $p"
done
# npm conflicts with other packages of Node, so any npm will do.
for list in "$@"; do
	[ "$list" != packages-test.txt ] || command -v npm >/dev/null || missing="$missing npm"
done
[ -n "$missing" ] || exit 0

say_missing() {
	echo "缺少套件 / missing packages:$missing" >&2
	echo "$1" >&2
	exit 4
}
command -v apt-get >/dev/null || say_missing "This is not Debian: install what they hold by hand."
as_root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null && sudo -n true 2>/dev/null ||
		say_missing "請以 root 執行 / as root: apt-get install$missing"
	as_root=sudo
fi
echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# The server's package must not start a cluster of its own.
conf=/etc/postgresql-common/createcluster.conf
case "$missing" in
*postgresql*) [ -e $conf ] || { $as_root mkdir -p ${conf%/*} &&
	echo 'create_main_cluster = false' | $as_root tee $conf >/dev/null; } ;;
esac
install() {
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
		-o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 $missing </dev/null >&2
}
$as_root apt-get update -q </dev/null >&2 || say_missing "apt-get update failed: is there a network?"
install || say_missing "apt-get install failed."
