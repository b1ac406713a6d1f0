/* def.h: the few macros that every file may use. Nothing else belongs here. */
#ifndef BASE_DEF_H
#define BASE_DEF_H

#include <assert.h> /* static_assert only; run-time checks are CHECK */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* 128-bit products: the only place that money arithmetic may leave int64_t (CRAFT §3). */
__extension__ typedef __int128 i128_t;

#endif
