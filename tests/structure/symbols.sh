#!/bin/sh
# The library exports exactly the listed symbols, and lists every function its headers declare.

: "${srcdir=.}" "${builddir=.}" "${GENDIR=gen/out}" "${NM=nm}"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# same NAME NAME MESSAGE: the two sorted lists are equal.
same() {
	if ! diff "$work/$1" "$work/$2" >"$work/diff"; then
		echo "$3 (<: only $1, >: only $2)"
		grep '^[<>]' "$work/diff"
		failed=1
	fi
}

# The defined, exported names of the shared library; without one, the public names of the static.
exported() {
	if [ -f "$builddir/lib/.libs/libsipwright.so" ]; then
		$NM -D --defined-only "$builddir/lib/.libs/libsipwright.so"
	else
		$NM -g "$builddir/lib/.libs/libsipwright.a" | grep ' sipw_[^_]'
	fi | awk 'NF == 3 && $2 != "U" { print $3 }'
}

# The names of the functions that the public headers mark as exported.
declared() {
	cat "$srcdir"/include/sipwright/*.h "$GENDIR"/include/sipwright/*.h |
		tr '\n' ' ' | sed 's/SIPW_API /\n&/g' |
		sed -n 's/^SIPW_API [^(;]*[^A-Za-z0-9_]\(sipw_[A-Za-z0-9_]*\)[ ]*(.*/\1/p'
}

LC_ALL=C
export LC_ALL
exported | sort -u >"$work/exported"
declared | sort -u >"$work/declared"
sort -u "$builddir/lib/exports.sym" >"$work/listed"

same listed exported "lib/sipwright.sym and what the library exports differ"
same listed declared "lib/sipwright.sym and what the headers declare with SIPW_API differ"
if [ ! -s "$work/listed" ]; then
	echo "the list of exports is empty"
	failed=1
fi
echo "$(wc -l <"$work/listed") symbols"
exit $failed
