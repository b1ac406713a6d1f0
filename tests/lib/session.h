/* session.h: the surroundings of documents that run: the same PATH, language, time zone and a fresh
 * folder, whoever runs them and where. */
#ifndef TESTS_LIB_SESSION_H
#define TESTS_LIB_SESSION_H

#include "document.h"

/* `nhi` and the helpers of tests/lib/bin come first on PATH; $SOURCE is the source folder; no
 * setting of the person who runs the tests is left. */
void session_start(void);
/* Sets one variable for the commands that follow. */
void session_set(const char *name, const char *value);
/* A fresh folder for document `number`, which is HOME too. The text lives until the next call. */
const char *session_folder(size_t number);
/* Prints "path: message". */
void session_complain(const char *path, const struct err *err);

#endif
