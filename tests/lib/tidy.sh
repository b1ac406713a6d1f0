#!/usr/bin/env bash
# tidy.sh BUILD: clang-format, clang-tidy and cppcheck over lib/ and src/. A case a tool and file.
# BUILD is configured with clang. What is uninitialised the sanitizers and clang-tidy tell; cppcheck
# does not follow a status to its value.
set -u
build=$1
passed=0 failed=0
say() { if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi; }
for f in $(git ls-files 'lib/*.[ch]' 'src/*.[ch]' 'tests/*.[ch]' 'tools/*.c'); do
	clang-format --dry-run --Werror "$f" >/dev/null 2>&1
	code=$?
	[ $code = 0 ] || echo "$f: not formatted (clang-format -i $f)"
	say $code
done
out=$(mktemp)
for f in $(git ls-files 'lib/*.c' 'src/*.c'); do
	clang-tidy -p "$build" --quiet "$f" >"$out" 2>/dev/null
	code=$?
	[ $code = 0 ] || cat "$out"
	say $code
done
rm -f "$out"
cppcheck --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 --quiet \
	--suppress=missingInclude --suppress=normalCheckLevelMaxBranches --suppress=unknownMacro \
	--suppress=uninitvar --suppress=uninitStructMember --suppress=internalAstError \
	--suppress=legacyUninitvar -j 2 -D__GNUC__ -D_GNU_SOURCE -Ilib -Isrc lib src
say $?
echo "$passed passed, $failed failed"
[ $failed = 0 ]
