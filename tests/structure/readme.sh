#!/bin/sh
# The first program of the README compiles as printed, runs, and prints an INVITE.

: "${srcdir=.}" "${builddir=.}" "${GENDIR=gen/out}" "${CC=cc}" "${LIBTOOL=./libtool}"
work=$(mktemp -d "$builddir/readme.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT

# The first ```c block that has a main.
awk '
/^```/ {
	if (inside && text ~ /main *\(/) {
		printf "%s", text
		exit
	}
	inside = !inside && /^```c$/
	text = ""
	next
}
inside { text = text $0 "\n" }
' "$srcdir/README.md" >"$work/first.c"

if [ ! -s "$work/first.c" ]; then
	echo "README.md has no C program"
	exit 1
fi

set -e
# shellcheck disable=SC2086 # flags are lists
$LIBTOOL --quiet --tag=CC --mode=compile $CC $CPPFLAGS $WARNINGS $CFLAGS -Werror \
	-I"$srcdir/include" -I"$GENDIR/include" -c -o "$work/first.lo" "$work/first.c"
# shellcheck disable=SC2086
$LIBTOOL --quiet --tag=CC --mode=link $CC $CFLAGS $LDFLAGS -o "$work/first" \
	"$work/first.lo" "$builddir/lib/libsipwright.la"
$LIBTOOL --quiet --mode=execute "$work/first" >"$work/output"

cat "$work/output"
case $(head -n 1 "$work/output") in
INVITE*) ;;
*)
	echo "its output does not start with INVITE"
	exit 1
	;;
esac
