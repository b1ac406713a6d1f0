/* The server on a real socket: what only shows there: HEAD, kept connections, limits, a client that
 * says nothing, a port that is taken, many clients, the end. */
#include "test.h"

#include "web/server.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static struct desk desk;
static struct site site;
static struct server *server;

enum { IDLE_S = 1, ANSWER_MAX = 1 << 20, CLIENTS = 8, REQUESTS = 60 };

static struct server_options options(uint16_t port) {
	return (struct server_options){
	        .listen = "127.0.0.1", .port = port, .idle_s = IDLE_S, .threads = 2};
}

static int start(void **state) {
	(void)state;
	char built[1024];
	struct err err = ERR_INIT;
	struct server_options o = options(0);
	snprintf(built, sizeof built, "%s/web", test_build());
	if (desk_open(&desk, test_source("."), NULL, &err) != NHI_OK ||
	    site_open(&site, &desk, built, &err) != NHI_OK ||
	    server_start(&server, &site, &o, &err) != NHI_OK)
		fail_msg("%s %s: %.*s", status_name(err.code), err.where, (int)err.detail_n,
		         err.detail);
	return 0;
}

static int stop(void **state) {
	(void)state;
	server_stop(server);
	site_close(&site);
	desk_close(&desk);
	return 0;
}

static int dial(uint16_t port) {
	struct sockaddr_in to = {.sin_family = AF_INET,
	                         .sin_port = htons(port),
	                         .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	return fd;
}

static void put(int fd, struct str bytes) {
	while (bytes.n > 0) {
		ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);
		if (n <= 0) return; /* the server has closed: the test sees it in the answer */
		bytes = str_slice(bytes, (size_t)n, bytes.n);
	}
}

/* Value of a header in the head of an answer, or "". */
static struct str header(struct str head, const char *name) {
	char wanted[64];
	snprintf(wanted, sizeof wanted, "\r\n%s: ", name);
	size_t at = str_find(head, str_from(wanted));
	if (at == head.n) return STR("");
	struct str rest = str_slice(head, at + strlen(wanted), head.n);
	return str_slice(rest, 0, str_find(rest, STR("\r\n")));
}

/* Reads one answer with its body by Content-Length; false when the connection ended before. */
static bool get_answer(int fd, struct buf *b, bool with_body) {
	size_t need = SIZE_MAX;
	buf_reset(b);
	while (b->n < need) {
		char piece[8192];
		struct str all = buf_str(b);
		size_t end = str_find(all, STR("\r\n\r\n"));
		if (end < all.n && need == SIZE_MAX) {
			int64_t length = 0;
			struct str sent = header(str_slice(all, 0, end + 2), "Content-Length");
			if (sent.n > 0) assert_true(str_to_i64(sent, 0, ANSWER_MAX, &length));
			need = end + 4 + (with_body ? (size_t)length : 0);
			continue;
		}
		size_t want = need == SIZE_MAX ? sizeof piece : need - b->n;
		ssize_t n = recv(fd, piece, want < sizeof piece ? want : sizeof piece, 0);
		if (n <= 0) return false;
		buf_put(b, (struct str){piece, (size_t)n});
	}
	return true;
}

static void head_has_the_length_but_no_body_and_the_connection_is_kept(void **state) {
	(void)state;
	struct buf b = BUF_INIT(ANSWER_MAX);
	int fd = dial(server_port(server));
	put(fd, STR("HEAD /guide HTTP/1.1\r\nHost: x\r\n\r\n"));
	assert_true(get_answer(fd, &b, false));
	assert_true(str_starts(buf_str(&b), STR("HTTP/1.1 200 ")));
	int64_t length = 0;
	assert_true(str_to_i64(header(buf_str(&b), "Content-Length"), 10000, ANSWER_MAX, &length));
	put(fd, STR("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
	assert_true(get_answer(fd, &b, true));
	assert_true(str_ends(buf_str(&b), STR("\r\n\r\nok\n")));
	close(fd);
	buf_free(&b);
}

static void every_answer_carries_the_headers_of_security(void **state) {
	(void)state;
	static const char *const names[] = {"Content-Security-Policy", "X-Content-Type-Options",
	                                    "X-Frame-Options", "Referrer-Policy"};
	static const char *const targets[] = {"/", "/none", "/openapi.json", "/bills", "/metrics"};
	struct buf b = BUF_INIT(ANSWER_MAX);
	int fd = dial(server_port(server));
	for (size_t t = 0; t < COUNT_OF(targets); t++) {
		char request[256];
		snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", targets[t]);
		put(fd, str_from(request));
		assert_true(get_answer(fd, &b, true));
		for (size_t i = 0; i < COUNT_OF(names); i++)
			if (header(buf_str(&b), names[i]).n == 0)
				fail_msg("%s lacks %s", targets[t], names[i]);
		struct str policy = header(buf_str(&b), "Content-Security-Policy");
		assert_true(str_find(policy, STR("unsafe")) == policy.n);
	}
	close(fd);
	buf_free(&b);
}

static void a_method_that_an_address_does_not_take_is_told_which_it_takes(void **state) {
	(void)state;
	struct buf b = BUF_INIT(ANSWER_MAX);
	int fd = dial(server_port(server));
	put(fd, STR("POST /guide HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b"));
	assert_true(get_answer(fd, &b, true));
	assert_true(str_starts(buf_str(&b), STR("HTTP/1.1 405 ")));
	assert_str(header(buf_str(&b), "Allow"), "GET, HEAD");
	close(fd);
	buf_free(&b);
}

static void what_is_too_large_is_refused_with_its_status(void **state) {
	(void)state;
	struct buf b = BUF_INIT(ANSWER_MAX), request = BUF_INIT(ANSWER_MAX);
	int fd = dial(server_port(server));
	put(fd, STR("POST /search HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"));
	assert_true(get_answer(fd, &b, true));
	assert_true(str_starts(buf_str(&b), STR("HTTP/1.1 413 ")));
	close(fd);
	buf_put_c(&request, "GET /");
	buf_put_repeat(&request, 'x', REQUEST_TARGET_MAX + 1);
	buf_put_c(&request, " HTTP/1.1\r\nHost: x\r\n\r\n");
	fd = dial(server_port(server));
	put(fd, buf_str(&request));
	assert_true(get_answer(fd, &b, true));
	assert_true(str_starts(buf_str(&b), STR("HTTP/1.1 400 ")));
	close(fd);
	buf_free(&request);
	buf_free(&b);
}

/* The address takes no files: the upload is read to its end, so that its sender hears that. */
static void an_upload_where_none_is_taken_is_told_so(void **state) {
	(void)state;
	struct buf b = BUF_INIT(ANSWER_MAX), request = BUF_INIT(ANSWER_MAX);
	enum { BYTES = 300000 };
	buf_printf(&request,
	           "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n"
	           "Content-Type: multipart/form-data; boundary=b\r\n\r\n",
	           BYTES);
	buf_put_repeat(&request, 'x', BYTES);
	int fd = dial(server_port(server));
	put(fd, buf_str(&request));
	assert_true(get_answer(fd, &b, true));
	assert_true(str_starts(buf_str(&b), STR("HTTP/1.1 400 ")));
	close(fd);
	buf_reset(&request);
	buf_put_c(&request, "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n"
	                    "Content-Type: multipart/form-data; boundary=b\r\n\r\n");
	fd = dial(server_port(server));
	put(fd, buf_str(&request));
	assert_true(get_answer(fd, &b, true));
	assert_true(str_starts(buf_str(&b), STR("HTTP/1.1 413 ")));
	close(fd);
	buf_free(&request);
	buf_free(&b);
}

static void a_client_that_says_nothing_is_let_go_and_others_are_served_meanwhile(void **state) {
	(void)state;
	struct buf b = BUF_INIT(ANSWER_MAX);
	int slow[4];
	for (size_t i = 0; i < COUNT_OF(slow); i++) {
		slow[i] = dial(server_port(server));
		put(slow[i], STR("GET /guide HTTP/1.1\r\nHo"));
	}
	int fd = dial(server_port(server));
	put(fd, STR("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
	assert_true(get_answer(fd, &b, true));
	close(fd);
	for (size_t i = 0; i < COUNT_OF(slow); i++) { /* ends after IDLE_S: recv waits for that */
		(void)get_answer(slow[i], &b, true);
		close(slow[i]);
	}
	buf_free(&b);
}

static void *client(void *context) {
	size_t *answered = context;
	struct buf b = BUF_INIT(ANSWER_MAX);
	int fd = dial(server_port(server));
	for (int i = 0; i < REQUESTS; i++) {
		put(fd, i % 2 == 0 ? STR("GET /calculator?category=12&wage=45800 HTTP/1.1\r\n"
		                         "Host: x\r\nAccept: application/json\r\n\r\n")
		                   : STR("GET /search?text=lost+card HTTP/1.1\r\nHost: x\r\n"
		                         "Accept-Encoding: gzip\r\n\r\n"));
		if (!get_answer(fd, &b, true)) break;
		*answered += str_starts(buf_str(&b), STR("HTTP/1.1 200 "));
	}
	close(fd);
	buf_free(&b);
	return NULL;
}

static void many_clients_at_once_all_get_their_answers(void **state) {
	(void)state;
	pthread_t threads[CLIENTS];
	size_t answered[CLIENTS] = {0};
	for (size_t i = 0; i < CLIENTS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, client, &answered[i]), 0);
	for (size_t i = 0; i < CLIENTS; i++) /* all ended before any is judged: they write here */
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	for (size_t i = 0; i < CLIENTS; i++) assert_int_equal(answered[i], REQUESTS);
}

static void a_taken_port_gives_way_only_when_told(void **state) {
	(void)state;
	struct server *second = NULL;
	struct server_options o = options(server_port(server));
	assert_int_equal(server_start(&second, &site, &o, NULL), NHI_BUSY);
	o.any_if_taken = true;
	assert_int_equal(server_start(&second, &site, &o, NULL), NHI_OK);
	assert_int_not_equal(server_port(second), server_port(server));
	server_stop(second);
	o.listen = "not an address";
	assert_int_equal(server_start(&second, &site, &o, NULL), NHI_RANGE);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(head_has_the_length_but_no_body_and_the_connection_is_kept),
	        cmocka_unit_test(every_answer_carries_the_headers_of_security),
	        cmocka_unit_test(a_method_that_an_address_does_not_take_is_told_which_it_takes),
	        cmocka_unit_test(what_is_too_large_is_refused_with_its_status),
	        cmocka_unit_test(an_upload_where_none_is_taken_is_told_so),
	        cmocka_unit_test(
	                a_client_that_says_nothing_is_let_go_and_others_are_served_meanwhile),
	        cmocka_unit_test(many_clients_at_once_all_get_their_answers),
	        cmocka_unit_test(a_taken_port_gives_way_only_when_told),
	};
	return TEST_MAIN_WITH(tests, start, stop);
}
