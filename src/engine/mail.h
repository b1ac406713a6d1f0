/* mail.h: one e-mail by SMTP (libcurl). Nothing is sent unless a server is named; "sent" means that
 * it answered that it took the message. */
#ifndef ENGINE_MAIL_H
#define ENGINE_MAIL_H

#include "base/date.h"
#include "base/err.h"

struct mail_server {
	const char *url;  /* smtp://host:port, smtps://user:password@host */
	const char *from; /* address that sends */
};

struct mail_message {
	struct str id; /* the same for each attempt: the receiver's server can tell a repetition */
	struct str to, subject, text;
	struct str file_name, pdf; /* attachment; pdf empty: none */
	instant_t at;
};

enum mail_result { MAIL_SENT, MAIL_AGAIN, MAIL_REFUSED };

/* Sends it; `answer` is what the server or the network said. Only a message that cannot be composed
 * is an error. */
MUST_USE enum nhi_status mail_send(const struct mail_server *server,
                                   const struct mail_message *message, enum mail_result *result,
                                   struct buf *answer, struct err *err);

#endif
