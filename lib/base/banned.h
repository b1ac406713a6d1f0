/* banned.h: libc calls that do not compile here. Included before every file by the build.
 * Use base/str, base/csv and base/date instead: they carry lengths, have limits and know no locale.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(call) sorry_##call##_is_banned_here_see_base_banned_h

#undef strcpy
#define strcpy(a, b) BANNED(strcpy)
#undef strncpy
#define strncpy(a, b, n) BANNED(strncpy)
#undef strcat
#define strcat(a, b) BANNED(strcat)
#undef strncat
#define strncat(a, b, n) BANNED(strncat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef strtok
#define strtok(a, b) BANNED(strtok)
#undef strtok_r
#define strtok_r(a, b, c) BANNED(strtok_r)
#undef atoi
#define atoi(a) BANNED(atoi)
#undef atol
#define atol(a) BANNED(atol)
#undef atof
#define atof(a) BANNED(atof)
#undef strtol
#define strtol(a, b, c) BANNED(strtol)
#undef strtoll
#define strtoll(a, b, c) BANNED(strtoll)
#undef strtoul
#define strtoul(a, b, c) BANNED(strtoul)
#undef strtod
#define strtod(a, b) BANNED(strtod)
#undef sscanf
#define sscanf(...) BANNED(sscanf)
#undef gets
#define gets(a) BANNED(gets)
#undef localtime
#define localtime(a) BANNED(localtime)
#undef localtime_r
#define localtime_r(a, b) BANNED(localtime_r)
#undef gmtime
#define gmtime(a) BANNED(gmtime)
#undef gmtime_r
#define gmtime_r(a, b) BANNED(gmtime_r)
#undef ctime
#define ctime(a) BANNED(ctime)
#undef asctime
#define asctime(a) BANNED(asctime)
#undef mktime
#define mktime(a) BANNED(mktime)
#undef strftime
#define strftime(a, b, c, d) BANNED(strftime)
#undef rand
#define rand() BANNED(rand)
#undef srand
#define srand(a) BANNED(srand)
#undef alloca
#define alloca(a) BANNED(alloca)

#endif
