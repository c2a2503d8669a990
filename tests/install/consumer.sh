#!/bin/sh
# Builds programs against the installed sipwright.pc, as C11 and as C++17, and runs them.
#
#   consumer.sh        installs into a temporary DESTDIR first, uninstalls after
#   consumer.sh PLACE  uses what is installed below PLACE, which may be empty

: "${srcdir=.}" "${MAKE=make}" "${CC=cc}" "${PKG_CONFIG=pkg-config}"
: "${bindir?}" "${libdir?}" "${includedir?}" "${mandir?}"
unset MAKEFLAGS MFLAGS MAKELEVEL
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

fail() {
	echo "consumer.sh: $*" >&2
	exit 1
}

need() {
	command -v "${1%% *}" >/dev/null || fail "no $2: install the package $3"
}

flags() {
	PKG_CONFIG_PATH=$place$libdir/pkgconfig PKG_CONFIG_SYSROOT_DIR=$place \
		PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 PKG_CONFIG_ALLOW_SYSTEM_LIBS=1 \
		$PKG_CONFIG "$@" sipwright || fail "pkg-config does not know sipwright"
}

# build LANGUAGE COMPILER FLAG...
build() {
	language=$1
	shift
	# shellcheck disable=SC2046,SC2086 # lists of flags
	"$@" -Wall -Wextra -Wpedantic -Werror -o "$work/consumer-$language" \
		"$srcdir/tests/install/consumer.$language" $(flags --cflags --libs) $LDFLAGS ||
		fail "consumer.$language does not build"
}

# run LANGUAGE
run() {
	LD_LIBRARY_PATH=$place$libdir "$work/consumer-$1" >"$work/output" ||
		fail "consumer.$1 fails"
	grep -q '^OPTIONS sip:' "$work/output" || fail "consumer.$1 prints no request"
	echo "consumer.$1 builds and runs"
}

installed() {
	for file in "$bindir/sipwright" "$mandir/man1/sipwright.1" "$mandir/man7/sipwright-headers.7" \
		"$includedir/sipwright.h" "$includedir/sipwright/setters.h"; do
		[ -f "$place$file" ] || fail "$file is not installed"
	done
	LD_LIBRARY_PATH=$place$libdir "$place$bindir/sipwright" --version ||
		fail "the installed tool does not run"
}

uninstalled() {
	$MAKE uninstall DESTDIR="$place" || fail "make uninstall fails"
	left=$(find "$place" ! -type d)
	[ -z "$left" ] || fail "make uninstall leaves $left"
}

need "$CXX" "C++ compiler" g++
need "$PKG_CONFIG" pkg-config pkg-config

if [ $# -eq 0 ]; then
	place=$work/place
	$MAKE install DESTDIR="$place" || fail "make install fails"
else
	place=$1
fi
installed
# shellcheck disable=SC2086 # flags are lists
build c $CC -std=c11 $CFLAGS
# shellcheck disable=SC2086
build cc $CXX -std=c++17 $CXXFLAGS
run c
run cc
[ $# -gt 0 ] || uninstalled
