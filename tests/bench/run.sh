#!/bin/sh
# Times the library, counts its instructions under callgrind, prints a table and holds the figures
# to gates.txt. README.md says how to read it.
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

# Each mark begins a new file: the first holds what went before the first case, then there is one a
# case. Leaves the lines of `bench count` with the instructions of all runs at their ends.
# Debugging data are left out, since valgrind stops at any it does not know.
count_instructions() {
	strip -g -o "$work/bench" "$bench" 2>"$work/errors" || cp "$bench" "$work/bench" || return 1
	valgrind --tool=callgrind --dump-before=bench_mark --callgrind-out-file="$work/dump" \
		"$work/bench" count $runs >"$work/cases" 2>"$work/errors" || return 1
	dump=1
	while read -r line; do
		dump=$((dump + 1))
		total=$(sed -n 's/^totals: *//p' "$work/dump.$dump") && [ -n "$total" ] || return 1
		echo "$line $total"
	done <"$work/cases" >"$work/counts"
}

"$bench" about >"$work/about" || die "$bench cannot be run" 2
"$bench" time $rounds >"$work/times" || exit 1
: >"$work/counts"
missing=
if ! command -v valgrind >/dev/null; then
	missing="valgrind is not installed"
elif ! count_instructions; then
	: >"$work/counts"
	cat "$work/errors" >&2
	missing="callgrind failed"
fi

echo "$(cat "$work/about"); ${missing:-$runs runs under callgrind}; best times of $rounds rounds"
awk -v runs=$runs -f "$here/table.awk" \
	read=time "$work/times" read=count "$work/counts" read=gate "$here/gates.txt" || exit 1
[ -z "$missing" ] || die "$missing, so no instructions were counted and no gate was checked" 3
