/* outbox_job.h: letters leave the house: for the post as one list and one PDF, SMS as a list for
 * the telephone company, e-mail one by one by SMTP.
 *
 * Files come first, the rows after them in one transaction, as with bills (dispatch_job.h): a run
 * that dies in between is repeated with the same names and bytes. E-mail is written down after each
 * message; a run that dies between the server's answer and the row sends that one message again,
 * under the same Message-ID. */
#ifndef ENGINE_OUTBOX_JOB_H
#define ENGINE_OUTBOX_JOB_H

#include "engine/mail.h"
#include "store/outbox.h"

struct outbox_place {
	const char *url, *data_dir;
	struct arena *arena; /* of the results' texts */
	struct str actor;
};

enum { OUTBOX_ATTEMPTS_MAX = 5, OUTBOX_BATCH_MAX = 20000 };

struct outbox_handed {
	struct letter_batch batch; /* pieces 0: nothing of this kind */
	struct str list, document; /* names of files in the folder; document "" for SMS */
	/* without a folder: SHA-256 of the files, kept as originals */
	char list_hash[SHA256_HEX_SIZE + 1], document_hash[SHA256_HEX_SIZE + 1];
};
/* At most OUTBOX_BATCH_MAX pieces a kind; the next call takes the next ones. `folder` NULL: the
 * files are kept in the database (store/original.h), in the transaction that hands them over. */
MUST_USE enum nhi_status outbox_hand_over(const struct outbox_place *place, const char *folder,
                                          struct outbox_handed *post, struct outbox_handed *sms,
                                          struct err *err);

/* The same ordered from a page (job of this kind): files in the database; the result is an object
 * of pieces, post_list, post_document, sms_list (hashes). */
extern const char outbox_job_kind[];
MUST_USE enum nhi_status outbox_job(const char *url, const char *data_dir, struct buf *result,
                                    struct err *err);

struct outbox_mailed {
	int64_t sent, again, failed;
};
/* Tries every e-mail that is due once. A passing failure is tried again after 5, 30, 120, 720
 * minutes; what is refused, or tried OUTBOX_ATTEMPTS_MAX times, has failed. Without server it is
 * NHI_OUTBOX_TRANSPORT and no row moves. `again` > 0 is no error: the rows say why. */
MUST_USE enum nhi_status outbox_mail(const struct outbox_place *place,
                                     const struct mail_server *server, struct outbox_mailed *out,
                                     struct err *err);

#endif
