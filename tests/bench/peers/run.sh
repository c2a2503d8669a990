#!/bin/sh
# Builds the messages of ../../vectors/ with other SIP libraries, holds what they make against the
# vectors, and prints what each took. ../README.md says how to read it.
#
#   make bench-peers [BENCH_FLAGS=--quick]    --quick: rougher times, fewer runs under callgrind
#
# Leaves the figures in OUT/figures.txt for `make bench-picture`. Exit status: 0 fine, 1 a message is
# wrong, 2 something is missing or could not be run.

: "${srcdir:?is set by make bench-peers}" "${builddir:?}" "${GENDIR:?}" "${CC:?}" "${LIBTOOL:?}"
: "${PKG_CONFIG:=pkg-config}"
LC_ALL=C
export LC_ALL

bench=$srcdir/tests/bench
here=$bench/peers
vectors=$srcdir/tests/vectors
out=$builddir/tests/bench/out
messages='A B C X10 X20 X40 X80'
mode=full
runs=50
passes=5
rounds=100

die() {
	echo "bench-peers: $1" >&2
	exit "$2"
}

for option in "$@"; do
	case $option in
	--quick)
		mode=quick
		runs=10
		passes=1
		rounds=10
		;;
	*) die "usage: make bench-peers [BENCH_FLAGS=--quick]" 2 ;;
	esac
done

. "$bench/callgrind.sh"

# The rows of peers.txt, as "NAME MODULE PACKAGE DIFFERS...".
rows=$(sed -e '/^#/d' -e '/^$/d' -e '/^name /d' "$here/peers.txt")

# each COMMAND...: runs it with every row's columns.
each() {
	echo "$rows" | while read -r name module package differs; do
		"$@" "$name" "$module" "$package" "$differs" </dev/null || exit
	done
}

# ---- what it needs

# The package of a peer that pkg-config does not find.
absent() {
	[ "$2" = - ] || $PKG_CONFIG --exists "$2" 2>/dev/null || echo "$3"
}

missing=$(
	command -v valgrind >/dev/null || echo valgrind
	each absent
)
[ -z "$missing" ] || die "please install these of Debian's packages, or run ./bootstrap peers:
$missing" 2

# ---- building

# What a program is built from besides its own file and peer.c.
extra_sources() {
	case $1 in
	sipwright | memcpy) echo "$vectors/bench.c $vectors/build.c" ;;
	snprintf) echo "$bench/snprintf.c $vectors/build.c" ;;
	esac
}

# build NAME MODULE: the peer's headers are not ours to warn about.
build() {
	if [ "$2" = - ]; then
		flags="-I$srcdir/include -I$GENDIR/include -I$srcdir/tests"
		libs=$builddir/lib/libsipwright.la
	else
		flags=$($PKG_CONFIG --cflags "$2" | sed 's/-I/-isystem /g')
		libs=$($PKG_CONFIG --libs "$2")
	fi
	# shellcheck disable=SC2046,SC2086 # flags are lists
	$LIBTOOL --quiet --tag=CC --mode=link $CC $CPPFLAGS -D_GNU_SOURCE $flags $WARNINGS $CFLAGS \
		$LDFLAGS -no-install -o "$out/$1" "$here/$1.c" "$here/peer.c" "$bench/measure.c" \
		$(extra_sources "$1") $libs
}

mkdir -p "$out" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
each build || die "a peer cannot be built" 2
# shellcheck disable=SC2086
$CC $WARNINGS -O2 -fPIC -shared -o "$out/allocations.so" "$here/allocations.c" || exit 2

# ---- verifying

verify() {
	for message in $messages; do
		"$out/$1" write "$message" >"$work/made" || return 1
		awk -v differs="$4" -f "$here/normalize.awk" "$work/made" >"$work/made.text"
		awk -v differs="$4" -f "$here/normalize.awk" "$vectors/$message.sip" >"$work/wanted.text"
		cmp -s "$work/made.text" "$work/wanted.text" || {
			echo "bench-peers: $1: $message is not the message of $vectors/$message.sip:" >&2
			diff "$work/wanted.text" "$work/made.text" >&2
			return 1
		}
	done
}

each verify || die "what is not the same message is not measured" 1
echo "all messages are right"

# ---- measuring: each leaves lines "WHAT NAME MESSAGE FIGURE", of all runs

count_allocations() {
	LD_PRELOAD=$out/allocations.so "$out/$1" allocations "$runs" >"$work/lines" &&
		sed "s/^/allocations $1 /" "$work/lines"
}

count_once() {
	count_instructions "$out/$1" "$3" "$work" || {
		cat "$work/errors" >&2
		return 1
	}
	sed "s/^/$2 $1 /" "$work/counts"
}

# What is done once only is in both and cancels out.
count_twice() {
	count_once "$1" once "$runs" && count_once "$1" twice $((2 * runs))
}

time_once() {
	"$out/$1" time $rounds >"$work/lines" && sed "s/^/time $1 /" "$work/lines"
}

# The peers take turns, so that all meet the same disturbances.
time_all() {
	pass=0
	while [ $pass -lt $passes ]; do
		each time_once || return 1
		pass=$((pass + 1))
	done
}

# ---- the figures

bytes_of() {
	for message in $messages; do
		echo "bytes $message $(wc -c <"$vectors/$message.sip")"
	done
}

version_of() {
	case $1 in
	sipwright) echo "version $1 $("$builddir/tools/sipwright" --version | sed 's/.* //')" ;;
	*) [ "$2" = - ] || echo "version $1 $($PKG_CONFIG --modversion "$2")" ;;
	esac
}

machine() {
	sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | sed -n 1p | grep . || uname -m
}

{
	echo "mode $mode"
	echo "machine $(machine)"
	echo "date $(date -u +%Y-%m-%d)"
	echo "compiler $($CC --version | sed -n 1p), $CFLAGS"
	echo "runs $runs"
	echo "rounds $((passes * rounds))"
	each version_of
	bytes_of
	each count_allocations && each count_twice && time_all || die "a peer cannot be run" 2
} >"$work/measured" || exit 2
awk -f "$here/figures.awk" "$work/measured" >"$out/figures.txt" &&
	awk -f "$here/table.awk" "$out/figures.txt"
