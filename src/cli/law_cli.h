/* law_cli.h: the verbs of `nhi law`, one file a group. */
#ifndef CLI_LAW_CLI_H
#define CLI_LAW_CLI_H

#include "cli/data.h"
#include "nhi/law_check.h"
#include "wire/law_text.h"

enum nhi_status law_run_calendar(struct cli *cli, struct err *err);
enum nhi_status law_run_check(struct cli *cli, struct err *err);
enum nhi_status law_run_diff(struct cli *cli, struct err *err);
enum nhi_status law_run_export(struct cli *cli, struct err *err);
enum nhi_status law_run_import(struct cli *cli, struct err *err);

/* Texts of law at hand, any number of laws and languages. */
struct law_texts {
	struct law_text *text;
	size_t count;
};
/* Reads the JSON files of `dir` (and of dir/zh and dir/en); everything lives in cli->arena. */
MUST_USE enum nhi_status law_texts_of_folder(struct cli *cli, struct str dir, struct law_texts *out,
                                             struct err *err);
/* The text in that language, or NULL. */
const struct law_text *law_texts_find(const struct law_texts *t, struct str pcode,
                                      const char *lang);
/* A law_text_asks; `context` is a struct law_texts. */
enum law_text_answer law_texts_ask(void *context, const struct law_text_question *q);

/* "yes" or, when the figure was not verified, what people read. */
const char *law_verified_text(const struct cli *cli, bool verified);
/* Text of a value for people: "5.17%", "停止適用". */
void law_put_value(const struct cli *cli, struct buf *out, const struct law_parameter *p,
                   const struct law_value *v);
/* NHI_USAGE unless there are exactly `count` arguments; `usage` names them. */
MUST_USE enum nhi_status law_arguments(const struct cli *cli, size_t count, const char *usage,
                                       struct err *err);

#endif
