#!/bin/sh
# The first program of the README compiles as printed, runs, and prints an INVITE. What the README says that
# the tool prints of derived messages, of check and of lookup is what it prints.

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

# ---- the tool

tool=$(cd "$builddir" && pwd)/tools/sipwright

# The indented lines after the paragraph that begins so: commands behind "$", and what they print.
example() {
	awk -v start="$1" 'index($0, start) == 1 { inside = 1; next } inside && shown && /^[^ ]/ { exit }
		inside && /^ / { shown = 1; print substr($0, 5) }' "$srcdir/README.md" >"$work/example"
	sed -n 's/^\$ //p' "$work/example" >"$work/commands"
	sed '/^\$ /d' "$work/example" >"$work/expected"
	(cd "$work" && sipwright() { "$tool" "$@" || true; } && . ./commands) | tr -d '\r' | sed '/^$/d' >"$work/printed"
	diff "$work/expected" "$work/printed"
	[ -s "$work/expected" ]
}

example '`reply`, `ack`'
example '`sipwright check`'
example '`sipwright lookup`'
