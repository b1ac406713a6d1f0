/* client.c: see client.h. */
#include "client.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TOKEN = 43 }; /* characters of the site's tokens */

int client_dial(uint16_t port) {
	struct sockaddr_in to = {.sin_family = AF_INET,
	                         .sin_port = htons(port),
	                         .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0) return fd;
	if (fd >= 0) close(fd);
	return -1;
}

/* Bytes of the whole answer once its head is known; 0 before. */
static size_t answer_size(struct str got) {
	size_t end = str_find(got, STR("\r\n\r\n"));
	if (end == got.n) return 0;
	size_t at = str_find(got, STR("Content-Length: "));
	int64_t length = 0;
	if (at < end) {
		struct str rest = str_slice(got, at + STR("Content-Length: ").n, end + 2);
		if (!str_to_i64(str_slice(rest, 0, str_find(rest, STR("\r\n"))), 0, 1 << 28,
		                &length))
			return 0;
	}
	return end + 4 + (size_t)length;
}

static bool exchange(struct client *c, const char *request, size_t n) {
	char rest[CLIENT_PIECE];
	size_t got = 0, want = 0;
	if (send(c->fd, request, n, MSG_NOSIGNAL) != (ssize_t)n) return false;
	while (want == 0 || got < want) {
		char *to = want == 0 ? c->head + got : rest;
		ssize_t more = recv(c->fd, to, want == 0 ? CLIENT_PIECE - got : CLIENT_PIECE, 0);
		if (more <= 0) return false;
		got += (size_t)more;
		if (want != 0) continue;
		c->head_n = got;
		want = answer_size((struct str){c->head, got});
	}
	c->bytes = got;
	int64_t status = 0;
	c->status = str_to_i64(str_slice((struct str){c->head, got}, 9, 12), 100, 599, &status)
	                    ? (int)status
	                    : 0;
	return true;
}

bool client_ask(struct client *c, const char *request, size_t n) {
	for (int attempt = 0; attempt < 2; attempt++) {
		if (c->fd < 0) c->fd = client_dial(c->port);
		if (c->fd < 0) return false;
		if (exchange(c, request, n)) return true;
		close(c->fd); /* an idle connection that the server closed */
		c->fd = -1;
	}
	return false;
}

bool client_get(struct client *c, const char *target) {
	char request[1024];
	int n = snprintf(request, sizeof request,
	                 "GET %s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nCookie: "
	                 "nhi_session=%s\r\n\r\n",
	                 target, c->session);
	return client_ask(c, request, (size_t)n);
}

/* The token behind `mark` in the answer's head. */
static bool find_token(const struct client *c, const char *mark, char out[TOKEN + 1]) {
	struct str head = {c->head, c->head_n};
	size_t at = str_find(head, str_from(mark));
	if (at + strlen(mark) + TOKEN > head.n) return false;
	memcpy(out, c->head + at + strlen(mark), TOKEN);
	out[TOKEN] = '\0';
	return true;
}

bool client_sign_in(struct client *c, const char *login, const char *password) {
	char form[TOKEN + 1], body[512], request[1024];
	c->session[0] = '\0';
	if (!client_get(c, "/login") || !find_token(c, "nhi_form=", form)) return false;
	int m = snprintf(body, sizeof body, "csrf=%s&login=%s&password=%s", form, login, password);
	int n = snprintf(request, sizeof request,
	                 "POST /login HTTP/1.1\r\nHost: x\r\nCookie: nhi_form=%s\r\nContent-Type: "
	                 "application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
	                 form, m, body);
	return client_ask(c, request, (size_t)n) && c->status == 303 &&
	       find_token(c, "nhi_session=", c->session);
}

void client_close(struct client *c) {
	if (c->fd >= 0) close(c->fd);
	c->fd = -1;
}
