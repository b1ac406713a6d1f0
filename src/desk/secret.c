/* secret.c: see secret.h. */
#include "desk/secret.h"

#include "base/check.h"

#include <oath.h>
#include <sodium.h>

static_assert(SECRET_HASH_SIZE >= crypto_pwhash_STRBYTES, "room for the hash");

enum { TOKEN_BYTES = 32, TOTP_BYTES = 20, TOTP_DIGITS = 6 };

static void start(void) { CHECK(sodium_init() >= 0); /* may be called again, from any thread */ }

/* Argon2id with the library's interactive limits: 2 passes, 64 MiB. */
enum nhi_status secret_hash(struct str password, char out[SECRET_HASH_SIZE], struct err *err) {
	start();
	CHECK(password.n <= SECRET_PASSWORD_MAX);
	if (crypto_pwhash_str(out, password.p, password.n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
	                      crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
		return err_set(err, NHI_MEMORY, "");
	return NHI_OK;
}

/* Of a random password that nobody knows, so that a name without account costs the same time. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$zqW3wXhzv4k4wsUWmJN1rA"
                             "$DiiUQoLCwlwB0VXO/agY+WTRAzQj+YzcDzgr5TM2ReM";

bool secret_verify(struct str hash, struct str password) {
	start();
	char text[SECRET_HASH_SIZE];
	bool known = hash.n > 0 && hash.n < sizeof text;
	struct str used = known ? hash : str_from(nobody);
	snprintf(text, sizeof text, "%.*s", STR_ARG(used));
	struct str tried = password.n > SECRET_PASSWORD_MAX ? STR("") : password;
	bool same = crypto_pwhash_str_verify(text, tried.p, tried.n) == 0;
	return same && known && password.n > 0 && password.n <= SECRET_PASSWORD_MAX;
}

void secret_token(char out[SECRET_TOKEN_SIZE]) {
	unsigned char bytes[TOKEN_BYTES];
	start();
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(out, SECRET_TOKEN_SIZE, bytes, sizeof bytes,
	                  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
}

void secret_token_hash(struct str token, char out[SHA256_HEX_SIZE + 1]) { sha256_hex(token, out); }

bool secret_equal(struct str a, struct str b) {
	return a.n == b.n && (a.n == 0 || sodium_memcmp(a.p, b.p, a.n) == 0);
}

void secret_once(char out[SECRET_ONCE_SIZE]) {
	/* without letters and digits that look alike */
	static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
	start();
	for (size_t i = 0; i < SECRET_ONCE_SIZE - 1; i++)
		out[i] = i % 5 == 4 ? '-' : letters[randombytes_uniform(sizeof letters - 1)];
	out[SECRET_ONCE_SIZE - 1] = '\0';
}

/* --- second factor ---------------------------------------------------------------------------- */

void secret_totp_new(char out[SECRET_TOTP_SIZE]) {
	char bytes[TOTP_BYTES], *text = NULL;
	size_t n = 0;
	start();
	randombytes_buf(bytes, sizeof bytes);
	CHECK(oath_base32_encode(bytes, sizeof bytes, &text, &n) == OATH_OK);
	CHECK(n < SECRET_TOTP_SIZE);
	memcpy(out, text, n);
	out[n] = '\0';
	sodium_memzero(bytes, sizeof bytes);
	free(text);
}

bool secret_totp_is_key(struct str key) {
	bool good = key.n == SECRET_TOTP_SIZE - 1;
	for (size_t i = 0; i < key.n; i++)
		good &= (key.p[i] >= 'A' && key.p[i] <= 'Z') ||
		        (key.p[i] >= '2' && key.p[i] <= '7');
	return good;
}

static bool code_of_step(struct str key, int64_t step, char out[8]) {
	char *bytes = NULL;
	size_t n = 0;
	if (!secret_totp_is_key(key) || step < 0) return false;
	if (oath_base32_decode(key.p, key.n, &bytes, &n) != OATH_OK) return false;
	int rc = oath_hotp_generate(bytes, n, (uint64_t)step, TOTP_DIGITS, false,
	                            OATH_HOTP_DYNAMIC_TRUNCATION, out);
	sodium_memzero(bytes, n);
	free(bytes);
	return rc == OATH_OK;
}

static int64_t step_of(instant_t now) { return now / 1000000 / SECRET_STEP_S; }

bool secret_totp_code(struct str key, instant_t now, char out[8]) {
	return code_of_step(key, step_of(now), out);
}

bool secret_totp_verify(struct str key, struct str code, instant_t now, int64_t *step) {
	bool found = false;
	for (int64_t s = step_of(now) - 1; s <= step_of(now) + 1; s++) {
		char right[8];
		if (!code_of_step(key, s, right) || !secret_equal(code, str_from(right))) continue;
		*step = s;
		found = true;
	}
	return found;
}
