#!/bin/sh
# The tarball keeps its promises:
#   - it configures, builds and installs with neither gperf nor the autotools nor a compiler for
#     the build machine nor Criterion, whatever the timestamps, in its own folder and in another,
#     and generates nothing;
#   - without Criterion, make check fails and says why;
#   - with extra specs it generates everything in the build folder, and make dist refuses.
#
#   tarball.sh TARBALL

: "${MAKE=make}"
unset MAKEFLAGS MFLAGS MAKELEVEL VERBOSE GPERF CC_FOR_BUILD
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
path=$PATH

fail() {
	echo "tarball.sh: $*" >&2
	for log in "$work"/log*; do
		[ -f "$log" ] && tail -n 30 "$log" >&2
	done
	exit 1
}

pass() {
	echo "ok: $*"
	passed=$((passed + 1))
}

# quietly COMMAND...: its output only counts if it fails.
quietly() {
	"$@" >"$work/log" 2>&1 || fail "failed: $*"
}

# Unpacks a fresh copy as $work/$1.
unpack() {
	mkdir "$work/$1"
	gzip -dc "$tarball" | tar -xf - -C "$work/$1" --strip-components 1 || fail "cannot unpack $tarball"
}

nothing_built() {
	built=$(gzip -dc "$tarball" | tar -tf - | grep -e '\.[ao]$' -e '\.l[ao]$' -e '\.log$' -e '\.trs$')
	[ -z "$built" ] || fail "built files in the tarball: $built"
}

# Puts programs that only leave a mark and fail before everything else on the PATH.
hide_tools() {
	mkdir "$work/hidden"
	for tool in gperf autoconf automake aclocal autoheader autom4te autoreconf libtoolize \
		pkg-config pkgconf; do
		printf '#!/bin/sh\necho %s >>"%s/called"\nexit 1\n' $tool "$work" >"$work/hidden/$tool"
		chmod +x "$work/hidden/$tool"
	done
	PATH=$work/hidden:$path
	CC_FOR_BUILD=false # config.guess asks it, too, and can do without
	export PATH CC_FOR_BUILD
}

show_tools() {
	PATH=$path
	unset CC_FOR_BUILD
}

# shuffle FOLDER SEED: gives every file another age, in no order.
shuffle() {
	(cd "$1" && find . -type f) | awk -v seed="$2" '
		BEGIN { srand(seed) }
		{ printf "2001%02d%02d%02d%02d %s\n", 1 + int(12 * rand()), 1 + int(28 * rand()),
			int(24 * rand()), int(60 * rand()), $0 }' |
		while read -r when file; do
			touch -t "$when" "$1/$file"
		done
}

# The names and contents below a folder.
manifest() {
	(cd "$1" && find . -type f -exec cksum {} + | sort -k 3)
}

no_tool_called() {
	[ ! -e "$work/called" ] || fail "called: $(sort -u "$work/called" | tr '\n' ' ')"
}

# smoke FOLDER: the tool built there works.
smoke() {
	quietly "$1/tools/sipwright" lookup 486
	grep -q 'Busy Here' "$work/log" || fail "lookup 486 does not say Busy Here"
}

without_tools() {
	unpack plain
	manifest "$work/plain/generated" >"$work/before"
	cd "$work/plain" || exit 1
	hide_tools
	shuffle . 1
	# A library that does not exist hides Criterion.
	quietly ./configure CRITERION_LIBS=-lno-such-criterion --prefix="$work/prefix"
	quietly "$MAKE" -j2
	smoke .
	shuffle . 2
	quietly "$MAKE" -j2
	quietly "$MAKE" install
	quietly "$work/prefix/bin/sipwright" --version
	no_tool_called
	manifest generated >"$work/after"
	cmp -s "$work/before" "$work/after" || fail "generated/ has changed"
	[ ! -e gen/out ] || fail "something was generated"
	pass "builds and installs without gperf, autotools and build compiler"

	if "$MAKE" check check_PROGRAMS= TESTS=tests/unit/no-criterion.sh >"$work/log" 2>&1; then
		fail "make check passes without Criterion"
	fi
	grep -q 'install the package libcriterion-dev' "$work/log" || fail "no word about Criterion"
	pass "make check without Criterion fails and says why"
}

elsewhere() {
	unpack source
	shuffle "$work/source" 3
	chmod -R a-w "$work/source"
	manifest "$work/source" >"$work/before"
	mkdir "$work/vpath" && cd "$work/vpath" || exit 1
	quietly ../source/configure
	quietly "$MAKE" -j2
	smoke .
	no_tool_called
	manifest "$work/source" >"$work/after"
	chmod -R u+w "$work/source"
	cmp -s "$work/before" "$work/after" || fail "the source folder has changed"
	[ ! -e gen/out ] || fail "something was generated"
	pass "builds from a read-only source folder in another"
	show_tools
}

with_extras() {
	rm -rf "$work/vpath" && mkdir "$work/vpath" && cd "$work/vpath" || exit 1
	manifest "$work/source" >"$work/before"
	quietly ../source/configure --with-extra-specs="$work/source/tests/extra-specs"
	quietly "$MAKE" -j2
	smoke .
	[ -f gen/out/include/sipwright/names.h ] || fail "nothing was generated"
	quietly "$MAKE" install DESTDIR="$work/extra"
	# shellcheck disable=SC2086 # CC may carry flags
	quietly ${CC:-cc} -I"$work/extra/usr/local/include" -o extra \
		"$work/source/tests/install/extra.c" lib/.libs/libsipwright.a
	quietly ./extra
	grep -q '^PING sip:' "$work/log" || fail "extra.c prints no PING"
	manifest "$work/source" >"$work/after"
	cmp -s "$work/before" "$work/after" || fail "the source folder has changed"
	pass "extra specs are generated in the build folder, and used"

	if "$MAKE" dist >"$work/log" 2>&1; then
		fail "make dist ships extra specs"
	fi
	grep -q 'extra specs' "$work/log" || fail "make dist does not say why it refuses"
	pass "make dist refuses with extra specs"
}

case $1 in
/*) tarball=$1 ;;
*) tarball=$(pwd)/$1 ;;
esac
[ -f "$tarball" ] || fail "no tarball $1"
nothing_built
without_tools
elsewhere
with_extras
echo "$passed passed, 0 failed"
