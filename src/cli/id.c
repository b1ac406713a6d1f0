/* id.c: `nhi id check`: identity numbers of people, businesses, units and providers (DESIGN §5). */
#include "base/ids.h"

#include "cli/commands.h"

/* The contract's kinds; a unit code has no check digit of its own and no kind there. */
static const char *contract_kind(enum id_kind kind) {
	return kind == ID_UNIT ? "none" : id_kind_name(kind);
}

static void put_json(struct json *j, struct str value, enum id_kind kind, bool valid) {
	json_object_start(j);
	json_put_str(j, "value", value);
	json_put_c(j, "kind", contract_kind(kind));
	json_put_bool(j, "valid", valid);
	json_put_bool(j, "old_form", kind == ID_RESIDENT_OLD);
	json_put_bool(j, "unit_code", kind == ID_UNIT);
	json_object_end(j);
}

static void put_line(struct cli *cli, struct str value, enum id_kind kind, bool valid) {
	static const char *const names[ID_KIND_COUNT][2] = {
	        [ID_NONE] = {"不是任何一種證號", "no known kind of number"},
	        [ID_NATIONAL] = {"國民身分證統一編號", "national id"},
	        [ID_RESIDENT] = {"外來人口統一證號", "resident number"},
	        [ID_RESIDENT_OLD] = {"外來人口統一證號（舊式）", "resident number, old form"},
	        [ID_BUSINESS] = {"統一編號", "business number"},
	        [ID_UNIT] = {"投保單位代號（九碼，無檢查碼可核）",
	                     "unit code (nine digits, nothing to check)"},
	        [ID_PROVIDER] = {"醫事機構代碼（十碼，無檢查碼可核）",
	                         "provider code (ten digits, nothing to check)"},
	};
	const char *name = cli_say(cli, names[kind][0], names[kind][1]);
	const char *verdict =
	        valid ? cli_say(cli, "正確", "valid") : cli_say(cli, "不正確", "not valid");
	buf_printf(&cli->out, "%.*s  %s  %s\n", STR_ARG(value), verdict, name);
}

static enum nhi_status id_check(struct cli *cli, struct err *err) {
	if (cli->argument_count == 0)
		return err_set(err, NHI_USAGE,
		               "請給要檢查的號碼" ERR_SEP "give the numbers to check");
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < cli->argument_count; i++) {
		struct str value = cli->argument[i];
		enum id_kind kind = id_kind_of(value);
		bool valid = kind != ID_UNIT && id_is_valid(value, cli->at);
		if (!valid && kind != ID_UNIT) cli->exit_code = 1;
		if (cli->json)
			put_json(&j, value, kind, valid);
		else
			put_line(cli, value, kind, valid || kind == ID_UNIT);
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	return NHI_OK;
}

const struct cli_command id_commands[] = {
        {.noun = "id",
         .verb = "check",
         .arguments = "VALUE…",
         .zh = "檢查身分證號、統一證號、統一編號、醫事機構代碼",
         .en = "check national ids, resident numbers, business numbers and provider codes",
         .example = "nhi id check A123456789 04595257 --json",
         .run = id_check},
        {0},
};
