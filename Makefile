# The front door to meson and ninja. `make` leaves the program at build/nhi.
.PHONY: all check asan tsan fuzz cov bench tidy docs install coverage bless check-all clean

all: build/build.ninja
	@ninja -C build

build/build.ninja:
	@meson setup build >/dev/null

check: all
	@ninja -C build >/dev/null
	@meson test -C build --suite quick --quiet --print-errorlogs

asan:
	@./test

tsan: build-tsan/build.ninja
	@ninja -C build-tsan >/dev/null
	@meson test -C build-tsan --suite quick --quiet --print-errorlogs -t 5

build-tsan/build.ninja:
	@meson setup build-tsan -Db_sanitize=thread >/dev/null

fuzz: build-fuzz/build.ninja
	@ninja -C build-fuzz >/dev/null
	@tests/lib/fuzz.sh build-fuzz $${FUZZ_SECONDS:-60}

build-fuzz/build.ninja:
	@CC=clang meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false >/dev/null

cov: build-cov/build.ninja
	@ninja -C build-cov >/dev/null
	@meson test -C build-cov --suite quick --quiet
	@tests/lib/cov.sh build-cov

build-cov/build.ninja:
	@meson setup build-cov -Db_coverage=true -Dbuildtype=debug >/dev/null

bench: all
	@tools/packages.sh packages-bench.txt
	@bench/run.sh

tidy: build-clang/build.ninja
	@ninja -C build-clang >/dev/null
	@tests/lib/tidy.sh build-clang

build-clang/build.ninja:
	@CC=clang meson setup build-clang >/dev/null

bless: all
	@build/tests/run_transcripts --bless

coverage: all
	@build/tests/run_walks --write

docs: all
	@meson test -C build --suite contract --quiet --print-errorlogs

install: all
	@meson install -C build

check-all:
	@tests/lib/check_all.sh

clean:
	@rm -rf build build-*
