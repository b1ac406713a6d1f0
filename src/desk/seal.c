/* seal.c: see seal.h. */
#include "desk/seal.h"

#include "base/check.h"
#include "base/file.h"
#include "store/account.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, PLAIN_MAX = 256, BOX_MAX = 512, TEXT_MAX = 1024, OPEN_MAX = 10000 };

static const char mark[] = "s1:";

struct key {
	unsigned char bytes[crypto_secretbox_KEYBYTES];
	char path[PATH_SIZE];
};

static void forget(struct key *k) { sodium_memzero(k->bytes, sizeof k->bytes); }

static enum nhi_status find_path(const struct desk_call *call, struct key *k, struct err *err) {
	static const char scheme[] = "sqlite:";
	const char *named = getenv("NHI_KEY_FILE"), *url = call->desk->db_url;
	int n = -1;
	if (named != NULL && named[0] != '\0')
		n = snprintf(k->path, sizeof k->path, "%s", named);
	else if (url != NULL && strncmp(url, scheme, sizeof scheme - 1) == 0)
		n = snprintf(k->path, sizeof k->path, "%s.key", url + sizeof scheme - 1);
	if (n > 0 && (size_t)n < sizeof k->path) return NHI_OK;
	return err_set(err, NHI_KEY_FILE_MISSING, "%s", "NHI_KEY_FILE");
}

/* A new key, durable before anything is sealed with it. */
static enum nhi_status make_file(struct key *k, struct err *err) {
	randombytes_buf(k->bytes, sizeof k->bytes);
	int fd = open(k->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) return err_set(err, NHI_IO, "%s" ERR_SEP "%s", k->path, strerror(errno));
	bool kept =
	        write(fd, k->bytes, sizeof k->bytes) == (ssize_t)sizeof k->bytes && fsync(fd) == 0;
	if (close(fd) != 0 || !kept || !file_sync_folder(k->path))
		return err_set(err, NHI_IO, "%s" ERR_SEP "%s", k->path, strerror(errno));
	return NHI_OK;
}

static enum nhi_status read_file(struct key *k, int fd, struct err *err) {
	struct stat s;
	if (fstat(fd, &s) != 0 || (s.st_mode & 077) != 0)
		return err_set(err, NHI_KEY_FILE_MODE, "%s", k->path);
	bool whole = s.st_size == (off_t)sizeof k->bytes &&
	             read(fd, k->bytes, sizeof k->bytes) == (ssize_t)sizeof k->bytes;
	return whole ? NHI_OK : err_set(err, NHI_KEY_FILE_WRONG, "%s", k->path);
}

/* `may_make`: for the very first secret of a database. */
static enum nhi_status load(struct desk_call *call, bool may_make, struct key *k, struct err *err) {
	int64_t sealed = 0;
	CHECK(sodium_init() >= 0);
	enum nhi_status st = find_path(call, k, err);
	if (st != NHI_OK) return st;
	int fd = open(k->path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		st = read_file(k, fd, err);
		(void)close(fd); /* it was only read */
		return st;
	}
	if (errno != ENOENT)
		return err_set(err, NHI_IO, "%s" ERR_SEP "%s", k->path, strerror(errno));
	if (may_make) st = account_secrets_sealed(call->write_db, &sealed, err);
	if (st != NHI_OK) return st;
	if (!may_make || sealed > 0) return err_set(err, NHI_KEY_FILE_MISSING, "%s", k->path);
	return make_file(k, err);
}

enum nhi_status seal_close(struct desk_call *call, int64_t account_id, struct str plain,
                           struct str *out, struct err *err) {
	struct key k;
	char text[PLAIN_MAX], coded[TEXT_MAX];
	unsigned char box[BOX_MAX];
	*out = plain;
	if (plain.n == 0) return NHI_OK;
	int n = snprintf(text, sizeof text, "%lld:%.*s", (long long)account_id, STR_ARG(plain));
	CHECK(n > 0 && (size_t)n < sizeof text);
	enum nhi_status st = load(call, true, &k, err);
	if (st != NHI_OK) return st;
	randombytes_buf(box, crypto_secretbox_NONCEBYTES);
	CHECK(crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, (unsigned char *)text,
	                            (unsigned long long)n, box, k.bytes) == 0);
	forget(&k);
	sodium_memzero(text, sizeof text);
	memcpy(coded, mark, sizeof mark - 1);
	(void)sodium_bin2base64(coded + sizeof mark - 1, sizeof coded - sizeof mark + 1, box,
	                        crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + (size_t)n,
	                        sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return arena_str(call->arena, str_from(coded), out) ? NHI_OK
	                                                    : err_set(err, NHI_MEMORY, "%s", "");
}

enum nhi_status seal_open(struct desk_call *call, int64_t account_id, struct str stored,
                          struct str *out, struct err *err) {
	struct key k;
	char text[PLAIN_MAX];
	unsigned char box[BOX_MAX];
	size_t n = 0;
	int64_t whose = 0;
	*out = stored;
	if (!str_starts(stored, str_from(mark))) return NHI_OK;
	struct str coded = str_slice(stored, sizeof mark - 1, stored.n);
	enum nhi_status st = load(call, false, &k, err);
	if (st != NHI_OK) return st;
	enum { HEAD = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES };
	bool good =
	        sodium_base642bin(box, sizeof box, coded.p, coded.n, NULL, &n, NULL,
	                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
	        n > HEAD && n - HEAD < sizeof text &&
	        crypto_secretbox_open_easy((unsigned char *)text, box + crypto_secretbox_NONCEBYTES,
	                                   n - crypto_secretbox_NONCEBYTES, box, k.bytes) == 0;
	forget(&k);
	struct str rest = good ? (struct str){text, n - HEAD} : STR("");
	struct str id = str_cut(&rest, ':');
	good = good && str_to_i64(id, 1, INT64_MAX, &whose) && whose == account_id;
	if (good && !arena_str(call->arena, rest, out)) st = err_set(err, NHI_MEMORY, "%s", "");
	sodium_memzero(text, sizeof text);
	return good ? st : err_set(err, NHI_KEY_FILE_WRONG, "%s", k.path);
}

/* ---- What stands in the open ------------------------------------------------------------------
 */

struct sealing {
	struct desk_call *call;
	int64_t count;
};

static enum nhi_status seal_rows(struct db *db, void *context, struct err *err) {
	struct sealing *s = context;
	struct account_open_secret *rows;
	size_t count;
	struct act act;
	s->count = 0;
	enum nhi_status st = account_secrets_open(db, OPEN_MAX, s->call->arena, &rows, &count, err);
	if (st != NHI_OK || count == 0) return st;
	const struct act_request request = {
	        .actor = s->call->who->actor, .reason = STR("seal"), .purpose = STR("login.seal")};
	st = act_begin(db, &request, &act, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct str sealed;
		st = seal_close(s->call, rows[i].account_id, rows[i].value, &sealed, err);
		if (st == NHI_OK)
			st = account_secret_seal(db, rows[i].account_id, rows[i].secret_no, sealed,
			                         err);
		s->count += st == NHI_OK;
	}
	return st;
}

enum nhi_status seal_all(struct desk_call *call, int64_t *count, struct err *err) {
	struct sealing s = {.call = call};
	enum nhi_status st = desk_need_write(call, err);
	if (st == NHI_OK) st = db_transact(call->write_db, DB_WRITE, seal_rows, &s, err);
	*count = s.count;
	return st;
}
