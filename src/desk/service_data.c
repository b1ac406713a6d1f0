/* service_data.c: see service_data.h. */
#include "desk/service_data.h"

#include "base/json.h"

static void put_both(struct json *j, const char *key, struct yaml_both text) {
	if (text.zh.n == 0) return;
	json_key(j, key);
	json_array_start(j);
	const struct str texts[] = {text.zh, text.en};
	const char *const langs[] = {"zh-Hant", "en"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		json_object_start(j);
		json_put_c(j, "@language", langs[i]);
		json_put_str(j, "@value", texts[i]);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_hours(struct json *j, const struct org_site *site) {
	static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
	                                   "Thursday", "Friday", "Saturday"};
	json_key(j, "hoursAvailable");
	json_array_start(j);
	for (size_t i = 0; i < site->hours_count; i++) {
		const struct site_hours *h = &site->hours[i];
		char text[16];
		json_object_start(j);
		json_put_c(j, "@type", "OpeningHoursSpecification");
		json_key(j, "dayOfWeek");
		json_array_start(j);
		for (int d = 0; d < 7; d++)
			if (h->days & 1u << d) json_str(j, str_from(days[d]));
		json_array_end(j);
		snprintf(text, sizeof text, "%02d:%02d", h->opens / 60, h->opens % 60);
		json_put_c(j, "opens", text);
		snprintf(text, sizeof text, "%02d:%02d", h->closes / 60, h->closes % 60);
		json_put_c(j, "closes", text);
		json_object_end(j);
	}
	json_array_end(j);
}

static void put_channel(struct json *j, const struct org_site *site, const struct service *s) {
	json_object_start(j);
	json_put_c(j, "@type", "ServiceChannel");
	json_key(j, "availableLanguage");
	json_array_start(j);
	json_str(j, STR("zh-Hant"));
	json_str(j, STR("en"));
	json_array_end(j);
	json_key(j, "serviceLocation");
	json_object_start(j);
	json_put_c(j, "@type", "GovernmentOffice");
	put_both(j, "name", site->name);
	put_both(j, "address", site->address);
	if (site->phone.n > 0) json_put_str(j, "telephone", site->phone);
	json_object_end(j);
	if (s->is_online) {
		struct buf url = BUF_INIT(256);
		buf_printf(&url, "/services/%.*s", STR_ARG(s->id));
		json_put_str(j, "serviceUrl", buf_str(&url));
		buf_free(&url);
	}
	json_object_end(j);
}

struct str service_data(const struct service *s, const struct service_facts *f,
                        const struct desk *d, date_t at, struct arena *a) {
	struct buf b = BUF_INIT(1 << 16);
	struct json j = JSON_INIT(&b, false);
	struct str out = STR("");
	const struct org_site *hall = NULL;
	json_object_start(&j);
	json_put_c(&j, "@context", "https://schema.org");
	json_put_c(&j, "@type", "GovernmentService");
	json_put_str(&j, "identifier", s->id);
	put_both(&j, "name", s->name);
	put_both(&j, "description", s->what);
	json_key(&j, "serviceOperator");
	json_object_start(&j);
	json_put_c(&j, "@type", "GovernmentOrganization");
	put_both(&j, "name", (struct yaml_both){d->org->zh, d->org->en});
	json_object_end(&j);
	if (f->fee_known) {
		json_key(&j, "offers");
		json_object_start(&j);
		json_put_c(&j, "@type", "Offer");
		json_put_i64(&j, "price", f->fee);
		json_put_c(&j, "priceCurrency", "TWD");
		json_object_end(&j);
	}
	json_key(&j, "availableChannel");
	json_array_start(&j);
	for (size_t i = 0; i < d->sites.count; i++) {
		const struct org_site *site = &d->sites.sites[i];
		if (at < site->from || at >= site->to || site_counter(site, s) == NULL) continue;
		put_channel(&j, site, s);
		if (hall == NULL) hall = site;
	}
	json_array_end(&j);
	if (hall != NULL) put_hours(&j, hall);
	json_object_end(&j);
	if (!buf_ok(&b) || !arena_str(a, buf_str(&b), &out)) out = STR("");
	buf_free(&b);
	return out;
}
