#!/bin/sh
# Times the library, counts its instructions under callgrind, prints a table and holds the figures
# to gates.txt, or gates-plain.txt. README.md says how to read it.
#
#   make bench                    or, after a build in . or build/:
#   tests/bench/run.sh [--quick]  --quick: rougher times, same counts
#
# Exit status: 0 all gates held, 1 one is broken or a result is wrong, 2 it could not be run,
# 3 the gates were not checked, since there are no instruction counts.

here=$(dirname "$0")
rounds=500
runs=200
LC_ALL=C
export LC_ALL

die() {
	echo "bench: $1" >&2
	exit "$2"
}

for option in "$@"; do
	case $option in
	--quick)
		rounds=10
		;;
	*) die "usage: run.sh [--quick]" 2 ;;
	esac
done

# By itself it looks for a build and sees that the program is up to date.
if [ -z "$builddir" ]; then
	top=$(cd "$here/../.." && pwd) || exit 2
	for builddir in . "$top" "$top/build"; do
		[ ! -f "$builddir/sipwright.pc" ] || break
	done
	[ -f "$builddir/sipwright.pc" ] || die "nothing is configured in ., $top or $top/build" 2
	"${MAKE-make}" -s -C "$builddir" tests/bench/bench >&2 || die "it cannot be built" 2
fi

bench=$builddir/tests/bench/bench
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

. "$here/callgrind.sh"

"$bench" about >"$work/about" || die "$bench cannot be run" 2
gates=$here/gates.txt
if grep -q ', plain C$' "$work/about"; then
	gates=$here/gates-plain.txt
fi
"$bench" time $rounds >"$work/times" || exit 1
: >"$work/counts"
missing=
if ! command -v valgrind >/dev/null; then
	missing="valgrind is not installed"
elif ! count_instructions "$bench" "$runs" "$work"; then
	: >"$work/counts"
	cat "$work/errors" >&2
	missing="callgrind failed"
fi

echo "$(cat "$work/about"); ${missing:-$runs runs under callgrind}; best times of $rounds rounds"
awk -v runs=$runs -f "$here/table.awk" \
	read=time "$work/times" read=count "$work/counts" read=gate "$gates" || exit 1
[ -z "$missing" ] || die "$missing, so no instructions were counted and no gate was checked" 3
