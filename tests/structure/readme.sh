#!/bin/sh
# The first program of the README compiles as printed, runs, and prints an INVITE. Its derived messages are
# what the tool prints.

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

# ---- one message from another

# The indented lines after the one that names ack: commands behind "$", and what they print.
awk '/^`reply`, `ack`/ { inside = 1; next } inside && /^[^ ]/ { exit } inside && NF > 0' "$srcdir/README.md" |
	sed 's/^    //' >"$work/example"
sed -n 's/^\$ //p' "$work/example" >"$work/commands"
sed '/^\$ /d' "$work/example" >"$work/expected"
tool=$(cd "$builddir" && pwd)/tools/sipwright
(cd "$work" && sipwright() { "$tool" "$@"; } && . ./commands) | tr -d '\r' | sed '/^$/d' >"$work/printed"
diff "$work/expected" "$work/printed"
[ -s "$work/expected" ]
