/* The catalogue of services: the own one is in order; what is wrong is told with file and line
 * (desk/service.h). Each case changes one line of a good entry. */
#include "test.h"

#include "base/file.h"
#include "desk/desk.h"
#include "desk/service_view.h"

#include <sys/stat.h>
#include <unistd.h>

static struct desk desk;
static char folder[64]; /* with a catalogue of one entry */

static const char good[] = "services:\n"
                           "  - id: trial.one\n"
                           "    valid_from: 2020-01-01\n"
                           "    kind: back-office-case\n"
                           "    name_zh: 試辦\n"
                           "    name_en: Trial\n"
                           "    what_zh: 說明\n"
                           "    what_en: What it is\n"
                           "    seed: G-1F-01a\n"
                           "    applicants: person\n"
                           "    channels: [counter, web]\n"
                           "    include: [person, agent]\n"
                           "    fields:\n"
                           "      - name: kind\n"
                           "        type: code\n"
                           "        name_zh: 種類\n"
                           "        name_en: Kind\n"
                           "        choices:\n"
                           "          - {code: a, name_zh: 甲, name_en: A}\n"
                           "    fee: {kind: law, parameter: card.fee}\n"
                           "    clock:\n"
                           "      decide: {parameter: procedure.decide}\n"
                           "    routes:\n"
                           "      - {when: kind=a, section: enrolment-1, floor: 2F}\n"
                           "      - {section: enrolment-2, floor: 3F}\n"
                           "    flow: standard\n"
                           "    delegation: counter\n"
                           "    retention: 5\n"
                           "    law: \"L0060001:15@2023-06-28\"\n"
                           "    verified: yes\n";

static bool knows_effect(struct str name) { return str_is(name, "trial.effect"); }

static bool knows_item(void *context, struct str id) {
	(void)context;
	return str_is(id, "counter");
}

static bool knows_letter(void *context, struct str id) {
	(void)context;
	return str_is(id, "decision");
}

/* Writes the entry with `from` changed to `to`, loads, gives the defects without those on duties
 * that an entry alone cannot serve. */
static void load_changed(struct arena *a, struct service_catalogue *c, const char *from,
                         const char *to, struct yaml_defects *found) {
	char path[128];
	struct buf b = BUF_INIT(1 << 16);
	struct yaml_defects all = {0};
	struct err err = ERR_INIT;
	struct str text = str_from(good), old = str_from(from);
	size_t at = str_find(text, old);
	assert_true(at < text.n);
	buf_put(&b, str_slice(text, 0, at));
	buf_put_c(&b, to);
	buf_put(&b, str_slice(text, at + old.n, text.n));
	snprintf(path, sizeof path, "%s/catalogue/services/trial.yaml", folder);
	assert_int_equal(file_write(path, buf_str(&b), &err), NHI_OK);
	buf_free(&b);
	struct service_known known = {.law = &desk.law,
	                              .org = desk.org,
	                              .seed = &desk.seed,
	                              .today = 20000,
	                              .effect = knows_effect,
	                              .item = knows_item,
	                              .letter = knows_letter};
	assert_int_equal(service_load(c, a, folder, &known, &all, &err), NHI_OK);
	*found = (struct yaml_defects){0};
	for (struct yaml_defect *d = all.first; d != NULL; d = d->next)
		if (!str_is(d->file, "services"))
			yaml_defect_add(found, a, d->file, d->line, d->place, STR(""), d->says.zh.p,
			                d->says.en.p);
}

static void the_own_catalogue_is_in_order(void **state) {
	(void)state;
	struct desk own;
	struct yaml_defects defects;
	assert_int_equal(desk_check(&own, test_source("."), &defects, NULL), NHI_OK);
	for (struct yaml_defect *d = defects.first; d != NULL; d = d->next)
		fprintf(stderr, "%.*s:%d %.*s: %.*s\n", STR_ARG(d->file), d->line,
		        STR_ARG(d->place), STR_ARG(d->says.en));
	assert_int_equal(defects.count, 0);
	assert_true(own.services.service_count > 100);
	desk_close(&own);
}

static const struct {
	const char *from, *to, *says; /* part of what is said; NULL: nothing is wrong */
	int line;                     /* 0: not looked at */
} changes[] = {
        {"name_en: Trial", "name_en: Trial", NULL, 0},
        {"    name_en: Trial\n", "", "in one language only", 2},
        {"    what_zh: 說明\n", "", "in one language only", 2},
        {"G-1F-01a", "G-9F-99", "there is no row “G-9F-99”", 2},
        {"enrolment-2", "enrolment-9", "there is no section “enrolment-9”", 2},
        {"floor: 3F", "floor: 30F", "there is no floor “30F”", 2},
        {"{section: enrolment-2, floor: 3F}", "{unit: moon}", "there is no unit “moon”", 2},
        {"{when: kind=a,", "{when: kind=b,", "the field has no choice “b”", 2},
        {"{when: kind=a,", "{when: colour=a,", "the form has no field “colour”", 2},
        {"{when: kind=a,", "{when: kind,", "cannot read “kind”", 24},
        {"      - {section: enrolment-2, floor: 3F}\n", "", "the last route must hold always", 23},
        {"flow: standard", "flow: winding", "there is no flow “winding”", 26},
        {"delegation: counter", "delegation: nobody", "the table of delegation has no “nobody”", 2},
        {"    delegation: counter\n", "", "nothing says which level decides", 2},
        {"procedure.decide", "procedure.never", "there is no figure of law “procedure.never”", 2},
        {"procedure.decide", "card.fee", "“card.fee” is of another unit", 2},
        {"      decide: {parameter: procedure.decide}\n", "      pauses: [supplement]\n",
         "needs a term, or at_once: yes", 22},
        {"parameter: card.fee", "parameter: procedure.decide", "is of another unit", 2},
        {"retention: 5\n", "retention: 5\n    effect: moon.land\n", "there is no effect", 2},
        {"retention: 5\n", "retention: 5\n    letters:\n      - {event: approve, template: love}\n",
         "there is no letter “love”", 2},
        {"    retention: 5\n", "", "retention", 0},
        {"kind: back-office-case", "kind: party", "“party” is unknown", 4},
        {"verified: yes", "verified: no", "doubt", 0},
        {"L0060001:15@2023-06-28", "the law", "cannot read", 2},
        {"include: [person, agent]", "include: [ghost]", "there is no block “ghost”", 12},
        {"type: code", "type: colour", "“colour” is unknown", 15},
        {"    applicants: person\n", "    applicants: person\n    aplicants: unit\n",
         "unknown key “aplicants”", 11},
        {"valid_from: 2020-01-01", "valid_from: 1 January", "write the day as", 3},
        {"services:\n", "services: [\n", "well-formed YAML", 0},
};

static void what_is_wrong_is_told_with_its_line(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		struct arena a = ARENA_INIT(0);
		struct service_catalogue c;
		struct yaml_defects found;
		bool said = false;
		load_changed(&a, &c, changes[i].from, changes[i].to, &found);
		if (changes[i].says == NULL) assert_int_equal(found.count, 0);
		for (struct yaml_defect *d = found.first; d != NULL && changes[i].says != NULL;
		     d = d->next) {
			struct str part = str_from(changes[i].says);
			bool here = str_find(d->says.en, part) < d->says.en.n ||
			            str_find(d->place, part) < d->place.n;
			said |= here && (changes[i].line == 0 || d->line == changes[i].line);
			if (here && changes[i].line != 0 && d->line != changes[i].line)
				fprintf(stderr, "line %d\n", d->line);
		}
		if (changes[i].says != NULL && !said)
			fail_msg("“%s” was not told at line %d (%zu defects)", changes[i].says,
			         changes[i].line, found.count);
		arena_free(&a);
	}
}

/* --- what a service says ---------------------------------------------------------------------- */

static struct str answers(void *context, struct str field) {
	const char *const *pairs = context;
	for (size_t i = 0; pairs[i] != NULL; i += 2)
		if (str_is(field, pairs[i])) return str_from(pairs[i + 1]);
	return STR("");
}

static void conditions_choose_the_route(void **state) {
	(void)state;
	static const char *const routed[][3] = {
	        {"1", "enrolment-1", "2F"}, {"2", "enrolment-2", "3F"}, {"3", "enrolment-2", "3F"},
	        {"4", "enrolment-1", "2F"}, {"5", "enrolment-2", "3F"}, {"6", "enrolment-2", "3F"}};
	const struct service *s = service_find(&desk.services, STR("enrol.in"), 20000);
	assert_non_null(s);
	for (size_t i = 0; i < COUNT_OF(routed); i++) {
		const char *pairs[] = {"category", routed[i][0], "channel", "post", NULL};
		const struct service_route *r = service_route(s, answers, pairs);
		assert_true(str_is(r->section, routed[i][1]));
		assert_true(str_is(r->floor, routed[i][2]));
		bool ours = routed[i][0][0] == '4' || routed[i][0][0] == '5';
		assert_int_equal(r->is_choice, ours); /* the guide does not say */
	}
}

static void comparisons_need_numbers(void **state) {
	(void)state;
	struct service_condition c = {.field = STR("amount"), .op = SERVICE_MORE, .value_count = 1};
	struct service_when w = {&c, 1};
	const char *much[] = {"amount", "501", NULL}, *edge[] = {"amount", "500", NULL},
	           *word[] = {"amount", "much", NULL}, *none[] = {NULL};
	c.values[0] = STR("500");
	assert_true(service_holds(&w, answers, much));
	assert_false(service_holds(&w, answers, edge));
	assert_false(service_holds(&w, answers, word));
	assert_false(service_holds(&w, answers, none));
	c.op = SERVICE_MORE_IS;
	assert_true(service_holds(&w, answers, edge));
	c.op = SERVICE_LESS;
	assert_false(service_holds(&w, answers, edge));
	c.op = SERVICE_LESS_IS;
	assert_true(service_holds(&w, answers, edge));
	c.op = SERVICE_IS_NOT;
	assert_false(service_holds(&w, answers, edge));
	assert_true(service_holds(&w, answers, word));
}

static void a_case_keeps_its_version(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	struct service_catalogue c;
	struct yaml_defects found;
	load_changed(&a, &c, "valid_from: 2020-01-01",
	             "valid_from: 2020-01-01\n    valid_to: 2024-01-01", &found);
	date_t first, last;
	assert_true(date_parse(STR("2020-01-01"), &first));
	assert_true(date_parse(STR("2024-01-01"), &last));
	assert_non_null(service_find(&c, STR("trial.one"), last - 1));
	assert_null(service_find(&c, STR("trial.one"), last));
	assert_null(service_find(&c, STR("trial.one"), first - 1));
	assert_non_null(service_version(&c, STR("trial.one"), first));
	arena_free(&a);
}

static void the_hall_is_open_in_its_hours(void **state) {
	(void)state;
	date_t monday;
	assert_true(date_parse(STR("2026-11-23"), &monday));
	const struct org_site *hall = site_find(&desk.sites, STR("central-hall"), monday);
	assert_non_null(hall);
	assert_true(site_is_open(hall, monday, hall->hours[0].opens));
	assert_false(site_is_open(hall, monday, hall->hours[0].opens - 1));
	assert_false(site_is_open(hall, monday, hall->hours[0].closes));
	assert_false(site_is_open(hall, monday - 1, hall->hours[0].opens)); /* Sunday */
	const struct service *card = service_find(&desk.services, STR("card.reissue"), monday);
	assert_true(str_is(site_counter(hall, card)->name.zh, "健保卡"));
}

static int open_desk(void **state) {
	(void)state;
	char path[128];
	struct str bytes;
	if (desk_open(&desk, test_source("."), NULL, NULL) != NHI_OK) return -1;
	snprintf(folder, sizeof folder, "/tmp/nhi-service-XXXXXX");
	if (mkdtemp(folder) == NULL) return -1;
	snprintf(path, sizeof path, "%s/catalogue", folder);
	if (mkdir(path, 0700) != 0) return -1;
	snprintf(path, sizeof path, "%s/catalogue/services", folder);
	if (mkdir(path, 0700) != 0) return -1;
	if (file_read(&desk.arena, test_source("catalogue/common.yaml"), 1 << 20, &bytes, NULL) !=
	    NHI_OK)
		return -1;
	snprintf(path, sizeof path, "%s/catalogue/common.yaml", folder);
	return file_write(path, bytes, NULL) == NHI_OK ? 0 : -1;
}

static int close_desk(void **state) {
	(void)state;
	static const char *const files[] = {"/catalogue/services/trial.yaml",
	                                    "/catalogue/common.yaml"};
	static const char *const folders[] = {"/catalogue/services", "/catalogue", ""};
	char path[128];
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		snprintf(path, sizeof path, "%s%s", folder, files[i]);
		unlink(path);
	}
	for (size_t i = 0; i < COUNT_OF(folders); i++) {
		snprintf(path, sizeof path, "%s%s", folder, folders[i]);
		rmdir(path);
	}
	desk_close(&desk);
	return 0;
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_own_catalogue_is_in_order),
	        cmocka_unit_test(what_is_wrong_is_told_with_its_line),
	        cmocka_unit_test(conditions_choose_the_route),
	        cmocka_unit_test(comparisons_need_numbers),
	        cmocka_unit_test(a_case_keeps_its_version),
	        cmocka_unit_test(the_hall_is_open_in_its_hours),
	};
	return TEST_MAIN_WITH(tests, open_desk, close_desk);
}
