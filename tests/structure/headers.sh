#!/bin/sh
# Each public header compiles alone, and twice, as C11 and as C++17, without a warning.

: "${srcdir=.}" "${GENDIR=gen/out}" "${CC=cc}"
passed=0 failed=0

if [ -z "$CXX" ]; then
	echo "headers.sh: no C++ compiler: install the package g++, or set CXX" >&2
	exit 1
fi

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# alone HEADER LANGUAGE COMPILER FLAG...
alone() {
	header=$1 language=$2
	shift 2
	printf '#include "%s"\n#include "%s"\ntypedef int alone;\n' "$header" "$header" >"$work/alone.$language"
	if "$@" -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only \
		-I"$srcdir/include" -I"$GENDIR/include" "$work/alone.$language"; then
		passed=$((passed + 1))
	else
		echo "$header does not compile alone as $language"
		failed=$((failed + 1))
	fi
}

for path in "$srcdir"/include/*.h "$srcdir"/include/sipwright/*.h "$GENDIR"/include/sipwright/*.h; do
	header=${path##*/include/}
	# shellcheck disable=SC2086 # CC and CXX may carry flags
	alone "$header" c $CC -std=c11 -Wstrict-prototypes
	# shellcheck disable=SC2086
	alone "$header" cc $CXX -std=c++17
done

echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
