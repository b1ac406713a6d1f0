/* shell.c: see shell.h. */
#include "shell.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GROUPS_MAX = 1024, OUTPUT_MAX = 16 * 1024 * 1024, CODE_TIMEOUT = 124, CODE_SIGNAL = 128 };

static pid_t groups[GROUPS_MAX];
static size_t group_count;

void shell_end(void) {
	for (size_t i = 0; i < group_count; i++)
		(void)kill(-groups[i], SIGKILL); /* gone already, mostly */
	group_count = 0;
}

static void become(const char *command, const char *folder, int out, int err) {
	int null = open("/dev/null", O_RDONLY);
	if (setpgid(0, 0) != 0 || chdir(folder) != 0 || null < 0 || dup2(null, 0) < 0 ||
	    dup2(out, 1) < 0 || dup2(err, 2) < 0)
		_exit(126);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static bool read_back(struct arena *arena, int fd, struct str *out) {
	off_t size = lseek(fd, 0, SEEK_END);
	if (size < 0) return false;
	if (size > OUTPUT_MAX) size = OUTPUT_MAX;
	char *p = arena_alloc(arena, (size_t)size);
	if (p == NULL) return false;
	size_t n = 0;
	while (n < (size_t)size) {
		ssize_t got = pread(fd, p + n, (size_t)size - n, (off_t)n);
		if (got <= 0) return false;
		n += (size_t)got;
	}
	*out = (struct str){p, n};
	return true;
}

static int wait_for(pid_t pid, int seconds) {
	int fd = pidfd_open(pid, 0), status = 0;
	struct pollfd p = {.fd = fd, .events = POLLIN};
	int ready;
	do ready = poll(&p, 1, seconds * 1000);
	while (ready < 0 && errno == EINTR);
	if (fd >= 0) close(fd);
	if (ready == 0) (void)kill(-pid, SIGKILL); /* waited for below */
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
	if (ready == 0) return CODE_TIMEOUT;
	return WIFEXITED(status) ? WEXITSTATUS(status) : CODE_SIGNAL + WTERMSIG(status);
}

bool shell_run(struct arena *arena, const char *command, const char *folder, int seconds,
               struct shell_result *out) {
	int so = memfd_create("stdout", 0), se = memfd_create("stderr", 0);
	bool ok = so >= 0 && se >= 0 && group_count < GROUPS_MAX;
	fflush(NULL);
	pid_t pid = ok ? fork() : -1;
	if (pid == 0) become(command, folder, so, se);
	if (pid > 0) {
		(void)setpgid(pid, pid); /* both sides set it: whoever is first */
		groups[group_count++] = pid;
		out->exit_code = wait_for(pid, seconds);
		ok = read_back(arena, so, &out->out) && read_back(arena, se, &out->err);
	}
	if (so >= 0) close(so);
	if (se >= 0) close(se);
	return ok && pid > 0;
}
