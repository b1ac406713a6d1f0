/* mail.c: see mail.h. */
#include "engine/mail.h"

#include "base/check.h"

#include <curl/curl.h>

enum { TIMEOUT_S = 60, WORD_BYTES = 45, PERMANENT = 500, LINE_MAX_BYTES = 4096 };

/* A word of a header in base 64 (RFC 2047), cut between characters. */
static void put_word(struct buf *out, struct str text) {
	static const char letters[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	buf_put_c(out, "=?UTF-8?B?");
	for (size_t i = 0; i < text.n; i += 3) {
		uint32_t v = 0;
		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (i + k < text.n ? (unsigned char)text.p[i + k] : 0U);
		for (size_t k = 0; k < 4; k++)
			buf_put_char(out, i + k > text.n ? '=' : letters[v >> (18 - 6 * k) & 63]);
	}
	buf_put_c(out, "?=");
}

static void put_header(struct buf *out, const char *name, struct str text) {
	buf_printf(out, "%s: ", name);
	for (size_t from = 0; from < text.n;) {
		size_t to = from;
		while (to < text.n) {
			size_t next = to;
			(void)str_next_char(text, &next); /* steps over one character */
			if (next - from > WORD_BYTES) break;
			to = next;
		}
		if (from > 0) buf_put_c(out, "\r\n ");
		put_word(out, str_slice(text, from, to));
		from = to;
	}
	buf_put_char(out, '\0');
}

/* An address or id from outside must not end its header line. */
static bool is_one_line(struct str s) {
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '<' || s.p[i] == '>') return false;
	return s.n > 0;
}

static struct curl_slist *add_header(struct curl_slist *list, struct buf *line, bool *failed) {
	struct curl_slist *more = buf_ok(line) ? curl_slist_append(list, line->p) : NULL;
	buf_reset(line);
	*failed = *failed || more == NULL;
	return more == NULL ? list : more;
}

static struct curl_slist *headers_of(const struct mail_server *server, const struct mail_message *m,
                                     bool *failed) {
	struct curl_slist *list = NULL;
	struct buf line = BUF_INIT(LINE_MAX_BYTES);
	buf_printf(&line, "To: <%.*s>%c", STR_ARG(m->to), '\0');
	list = add_header(list, &line, failed);
	buf_printf(&line, "From: <%s>%c", server->from, '\0');
	list = add_header(list, &line, failed);
	buf_printf(&line, "Message-ID: <%.*s>%c", STR_ARG(m->id), '\0');
	list = add_header(list, &line, failed);
	put_header(&line, "Subject", m->subject);
	list = add_header(list, &line, failed);
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	                         *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	const date_t day = instant_date(m->at);
	const struct ymd d = date_to_ymd(day);
	const int64_t s = (m->at - instant_of_date(day)) / 1000000;
	buf_printf(&line, "Date: %s, %d %s %d %02d:%02d:%02d +0800%c", days[date_weekday(day)],
	           (int)d.day, months[d.month - 1], (int)d.year, (int)(s / 3600),
	           (int)(s / 60 % 60), (int)(s % 60), '\0');
	list = add_header(list, &line, failed);
	buf_free(&line);
	return list;
}

static bool add_parts(curl_mime *mime, const struct mail_message *m) {
	curl_mimepart *part = curl_mime_addpart(mime);
	bool ok = curl_mime_data(part, m->text.p, m->text.n) == CURLE_OK &&
	          curl_mime_type(part, "text/plain; charset=utf-8") == CURLE_OK &&
	          curl_mime_encoder(part, "base64") == CURLE_OK;
	if (!ok || m->pdf.n == 0) return ok;
	part = curl_mime_addpart(mime);
	char name[128];
	(void)snprintf(name, sizeof name, "%.*s", STR_ARG(m->file_name));
	return curl_mime_data(part, m->pdf.p, m->pdf.n) == CURLE_OK &&
	       curl_mime_type(part, "application/pdf") == CURLE_OK &&
	       curl_mime_encoder(part, "base64") == CURLE_OK &&
	       curl_mime_filename(part, name) == CURLE_OK;
}

static enum mail_result judge(CURL *curl, CURLcode code, const char *text, struct buf *answer) {
	long status = 0;
	if (code == CURLE_OK) return MAIL_SENT;
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status); /* 0 stays when unknown */
	if (status > 0) buf_printf(answer, "%ld ", status);
	buf_put_c(answer, text[0] != '\0' ? text : curl_easy_strerror(code));
	return status >= PERMANENT ? MAIL_REFUSED : MAIL_AGAIN;
}

static void set_options(CURL *curl, const struct mail_server *server, char *error,
                        struct curl_slist *to, struct curl_slist *headers, curl_mime *mime) {
	const CURLcode all[] = {
	        curl_easy_setopt(curl, CURLOPT_URL, server->url),
	        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
	        curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY),
	        curl_easy_setopt(curl, CURLOPT_MAIL_FROM, server->from),
	        curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to),
	        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers),
	        curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime),
	        curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error),
	        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L),
	        curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)TIMEOUT_S),
	};
	for (size_t i = 0; i < COUNT_OF(all); i++) CHECK(all[i] == CURLE_OK);
}

enum nhi_status mail_send(const struct mail_server *server, const struct mail_message *m,
                          enum mail_result *result, struct buf *answer, struct err *err) {
	char error[CURL_ERROR_SIZE] = "", to[512];
	bool failed = false;
	buf_reset(answer);
	if (!is_one_line(m->to) || !is_one_line(m->id) || m->to.n >= sizeof to) {
		*result = MAIL_REFUSED;
		buf_put_c(answer, "not an e-mail address");
		return NHI_OK;
	}
	(void)snprintf(to, sizeof to, "%.*s", STR_ARG(m->to));
	CURL *curl = curl_easy_init();
	curl_mime *mime = curl == NULL ? NULL : curl_mime_init(curl);
	struct curl_slist *receivers = curl_slist_append(NULL, to),
	                  *headers = headers_of(server, m, &failed);
	failed = failed || mime == NULL || receivers == NULL || !add_parts(mime, m);
	if (!failed) {
		set_options(curl, server, error, receivers, headers, mime);
		*result = judge(curl, curl_easy_perform(curl), error, answer);
	}
	curl_slist_free_all(receivers);
	curl_slist_free_all(headers);
	curl_mime_free(mime);
	curl_easy_cleanup(curl);
	return failed ? err_set(err, NHI_MEMORY, " ") : NHI_OK;
}
