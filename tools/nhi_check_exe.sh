#!/bin/sh
# nhi-check.exe for Windows, from the same sources, with mingw-w64 and its zlib (packages-test.txt).
# tools/nhi_check_exe.sh BUILD OUT: BUILD is a build folder that has made the generated sources.
# Of lib/base everything goes in but the files that need a Unix (they open files, draw progress).
set -eu
build=$(cd "$1" && pwd) out=$2
cd "$(dirname "$0")/.."
exec "${CC_WINDOWS:-x86_64-w64-mingw32-gcc}" -std=c17 -O2 -static -s -D__USE_MINGW_ANSI_STDIO=1 \
	-Werror=implicit-function-declaration -include tools/nhi_check_windows.h \
	-ffunction-sections -fdata-sections -Wl,--gc-sections \
	-Ilib -Isrc -I"$build/lib" -I"$build/lib/base" -I"$build/lib/nhi" -I"$build/lib/wire" \
	-o "$out" src/cli/nhi_check.c src/cli/claim_file.c \
	$(grep -LE 'include <(unistd|fcntl|sys/)|clock_gettime' lib/base/*.c) lib/nhi/*.c \
	lib/wire/claim_*.c lib/wire/big5.c lib/wire/finding.c lib/wire/gzip.c \
	"$build"/lib/base/errors_gen.c "$build"/lib/wire/findings_gen.c \
	"$build"/lib/wire/big5_gen.c "$build"/lib/nhi/*_gen.c -lz
