/* client.h: a client of the site over one kept connection, for benches. */
#ifndef BENCH_CLIENT_H
#define BENCH_CLIENT_H

#include "base/str.h"

enum { CLIENT_PIECE = 65536 };

struct client {
	uint16_t port;
	int fd;                  /* -1: not connected */
	char head[CLIENT_PIECE]; /* the answer's first bytes */
	size_t head_n;
	size_t bytes; /* of the last answer */
	int status;
	char session[64]; /* cookie, "" nobody */
};

/* -1 when nobody answers there. */
int client_dial(uint16_t port);
/* Sends a whole request and reads the whole answer; connects again when the server closed. */
bool client_ask(struct client *c, const char *request, size_t n);
/* GET with the session's cookie. */
bool client_get(struct client *c, const char *target);
/* Signs in by the form, as a browser does. False: refused (status tells). */
bool client_sign_in(struct client *c, const char *login, const char *password);
void client_close(struct client *c);

#endif
