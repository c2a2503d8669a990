#!/bin/sh
# Fuzzes the targets one after the other, for FUZZ_SECONDS each (60), with clang's libFuzzer and
# sanitizers, in a build of their own below the build folder. README.md says the rest.
#
#   make fuzz                       all targets
#   make fuzz FUZZ_TARGETS=parse    one of them

: "${builddir=build}" "${srcdir=.}" "${MAKE=make}" "${FUZZ_SECONDS=60}" "${FUZZ_TARGETS=parse decode add derive render}"
flags='-g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'

die() {
	echo "fuzz: $1" >&2
	exit 2
}

top=$(cd "$srcdir" && pwd) && mkdir -p "$builddir/fuzz" && cd "$builddir/fuzz" || exit 2
command -v clang >/dev/null || die "clang is not installed"
echo 'int LLVMFuzzerTestOneInput(const char *p, long n); int LLVMFuzzerTestOneInput(const char *p, long n) { return p && n < 0; }' >try.c
clang -fsanitize=fuzzer -o try try.c 2>/dev/null || die "clang has no libFuzzer: install libclang-rt-dev"
[ -f config.status ] || "$top/configure" --quiet CC=clang CXX=clang++ CFLAGS="$flags" || die "it cannot be configured"

status=0
for target in $FUZZ_TARGETS; do
	$MAKE -s "tests/fuzz/$target" "tests/fuzz/fuzz-$target" >"$target.log" 2>&1 || {
		cat "$target.log"
		die "$target cannot be built"
	}
	mkdir -p "seeds/$target" "found/$target" "grown/$target"
	rm -f "seeds/$target"/*
	"tests/fuzz/$target" --seeds "seeds/$target" >/dev/null || die "$target makes no seeds"
	echo "fuzz: $target, $FUZZ_SECONDS seconds"
	"tests/fuzz/fuzz-$target" -max_total_time="$FUZZ_SECONDS" -max_len=4096 -timeout=10 -print_final_stats=1 \
		-artifact_prefix="found/$target/" "grown/$target" "seeds/$target" >"$target.log" 2>&1 || {
		status=1
		grep -v '^#' "$target.log" | tail -n 40
		echo "fuzz: $target failed; the input is in $builddir/fuzz/found/$target/"
		continue
	}
	sed -n 's/^stat::number_of_executed_units: */fuzz: inputs run: /p' "$target.log"
done
exit $status
