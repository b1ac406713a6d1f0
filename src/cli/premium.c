/* premium.c: `nhi premium …` (DESIGN §5). */
#include "cli/commands.h"

const struct cli_command premium_commands[] = {
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
