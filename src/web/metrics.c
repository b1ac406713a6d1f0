/* metrics.c: see metrics.h. */
#include "web/metrics.h"

static const uint64_t bounds_us[METRICS_BUCKETS - 1] = {250,   1000,   5000,   10000,
                                                        50000, 100000, 500000, 1000000};

void metrics_add(struct metrics *m, size_t route, int status, int64_t us, size_t bytes) {
	size_t class = status >= 100 && status < 600 ? (size_t)status / 100 : 0;
	if (route < METRICS_ROUTES_MAX) m->requests[route][class]++;
	size_t b = 0;
	while (b < METRICS_BUCKETS - 1 && us > (int64_t)bounds_us[b]) b++;
	m->bucket[b]++;
	m->sum_us += us > 0 ? (uint64_t)us : 0;
	m->bytes += bytes;
}

static void put_seconds(struct buf *out, uint64_t us) {
	buf_put_i64(out, (int64_t)(us / 1000000));
	buf_put_char(out, '.');
	buf_put_i64_padded(out, (int64_t)(us % 1000000), 6);
}

static void head(struct buf *out, const char *name, const char *type, const char *help) {
	buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void put_durations(const struct metrics *m, struct buf *out) {
	head(out, "nhi_http_request_duration_seconds", "histogram", "Time to answer a request.");
	uint64_t sum = 0;
	for (size_t i = 0; i < METRICS_BUCKETS; i++) {
		sum += m->bucket[i];
		buf_put_c(out, "nhi_http_request_duration_seconds_bucket{le=\"");
		if (i < METRICS_BUCKETS - 1)
			put_seconds(out, bounds_us[i]);
		else
			buf_put_c(out, "+Inf");
		buf_printf(out, "\"} %llu\n", (unsigned long long)sum);
	}
	buf_put_c(out, "nhi_http_request_duration_seconds_sum ");
	put_seconds(out, m->sum_us);
	buf_printf(out, "\nnhi_http_request_duration_seconds_count %llu\n",
	           (unsigned long long)sum);
}

void metrics_print(const struct metrics *m, const char *const *names, size_t count, int64_t now_ns,
                   struct buf *out) {
	head(out, "nhi_http_requests_total", "counter", "Requests answered.");
	for (size_t r = 0; r < count && r < METRICS_ROUTES_MAX; r++) {
		for (size_t c = 0; c < METRICS_CLASSES; c++) {
			uint64_t n = m->requests[r][c];
			if (n == 0) continue;
			buf_printf(out,
			           "nhi_http_requests_total{route=\"%s\",status=\"%zuxx\"} %llu\n",
			           names[r], c, (unsigned long long)n);
		}
	}
	put_durations(m, out);
	head(out, "nhi_http_response_bytes_total", "counter", "Bytes of bodies sent.");
	buf_printf(out, "nhi_http_response_bytes_total %llu\n", (unsigned long long)m->bytes);
	head(out, "nhi_http_requests_open", "gauge", "Requests being answered now.");
	buf_printf(out, "nhi_http_requests_open %llu\n", (unsigned long long)m->open);
	head(out, "nhi_uptime_seconds", "gauge", "Time since the program was started.");
	buf_put_c(out, "nhi_uptime_seconds ");
	put_seconds(out, (uint64_t)((now_ns - m->started_ns) / 1000));
	buf_put_char(out, '\n');
}
