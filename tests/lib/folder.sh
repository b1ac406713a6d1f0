# folder.sh: sourced by what makes folders for tests: TMPDIR in memory where 4 GiB are free there. fsync
# stays on everywhere and costs nothing there; what the tests kill are processes and servers, and memory
# outlives these as a disk does.
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && ! grep -q '^[^ ]* /dev/shm .*noexec' /proc/mounts &&
	[ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -ge 4194304 ]; then
	TMPDIR=/dev/shm
fi
TMPDIR=${TMPDIR:-/tmp}
export TMPDIR
