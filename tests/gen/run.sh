#!/bin/sh
# Tests of the generator: each file in bad/ is one fault and its message, each file in good/ something
# that must work; then the real spec files: two runs agree byte for byte, whatever the surroundings.
#
#   run.sh [SPECGEN [GPERF]]
#
# Without SPECGEN it is built here, with sanitizers where they work. A case is a small script against
# the spec files in spec/, whose lines are
#
#   # comment
#   append FILE TEXT         one more line (FILE is spec/NAME or extra/NAME; \t and \0377 are escapes)
#   replace FILE LINE TEXT   another line in place of this one
#   drop FILE LINE           the line is gone
#   empty FILE               the file has no bytes
#   remove FILE              there is no such file
#   expect MESSAGE           specgen says so, exits 1 and writes nothing
#   find FILE TEXT           specgen succeeds, and a line of this file of its tree holds TEXT
#   lack FILE TEXT           ... no line does

set -u
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

passed=0
failed=0

pass() {
	passed=$((passed + 1))
}

fail() {
	failed=$((failed + 1))
	echo "FAIL: $1"
	[ -z "${2:-}" ] || sed 's/^/    /' "$2"
}

# verdict NAME STATUS [LOG]
verdict() {
	if [ "$2" -eq 0 ]; then pass; else fail "$1" "${3:-}"; fi
}

build_specgen() {
	specgen=$work/specgen
	cc=${CC_FOR_BUILD:-cc}
	ASAN_OPTIONS=detect_leaks=0
	export ASAN_OPTIONS
	for flags in '-g -fsanitize=address,undefined -fno-sanitize-recover=all' ''; do
		# shellcheck disable=SC2086 # flags are words
		$cc -std=c11 $flags -o "$specgen" "$top"/gen/*.c 2>/dev/null &&
			"$specgen" "$here/spec" "$work/try" && return
	done
	echo "no specgen can be built with $cc" >&2
	exit 1
}

# ---- cases

edit() { # VERB FILE REST, in the folder of the case
	mkdir -p "${2%/*}"
	case $1 in
	append) printf '%b\n' "$3" >>"$2" ;;
	replace) awk -v n="${3%% *}" -v text="$(printf '%b' "${3#* }")" \
		'NR == n { print text; next } { print }' "$2" >part && mv part "$2" ;;
	drop) sed "${3}d" "$2" >part && mv part "$2" ;;
	empty) : >"$2" ;;
	remove) rm "$2" ;;
	*) echo "no such verb: $1" >>problems ;;
	esac
}

check_tree() { # VERB FILE TEXT
	if grep -qF -e "$3" "out/$2"; then found='find'; else found='lack'; fi
	[ "$1" = "$found" ] || printf '%s: %s\n' "$1" "$3" >>problems
}

run_specgen() {
	if [ -d extra ]; then
		"$specgen" --extra extra spec out
	else
		"$specgen" spec out
	fi
}

check_case() {
	grep -q -e '^expect ' -e '^find ' -e '^lack ' "$1" || echo "nothing is expected" >>problems
	sed -n 's/^expect //p' "$1" >expected
	run_specgen >stdout 2>stderr
	status=$?
	diff expected stderr >>problems
	[ ! -s stdout ] || echo "there is output on stdout" >>problems
	if [ -s expected ]; then
		[ $status -eq 1 ] || echo "exit status $status" >>problems
		[ ! -e out ] || echo "something is written" >>problems
	else
		[ $status -eq 0 ] || echo "exit status $status" >>problems
		while read -r verb file text; do
			case $verb in
			find | lack) check_tree "$verb" "$file" "$text" ;;
			esac
		done <"$1"
	fi
}

run_case() {
	rm -rf "$work/case"
	mkdir "$work/case"
	cp -R "$here/spec" "$work/case/spec"
	(
		cd "$work/case" || exit 1
		: >problems
		while read -r verb file rest; do
			case $verb in
			'#'* | '' | expect | find | lack) ;;
			*) edit "$verb" "$file" "$rest" ;;
			esac
		done <"$1"
		check_case "$1"
	)
	[ ! -s "$work/case/problems" ]
	verdict "$(basename "$1" .txt)" $? "$work/case/problems"
}

# ---- writing

test_usage() {
	"$specgen" >/dev/null 2>"$work/usage"
	[ $? -eq 2 ] && grep -q '^usage: specgen' "$work/usage"
	verdict "usage without arguments" $?
}

# A disk that is full: no product and no .part is left, and the exit status says so.
test_full_disk() {
	(
		trap '' XFSZ
		ulimit -f 2
		"$specgen" "$top/gen" "$work/full" 2>"$work/full.log"
	)
	[ $? -eq 1 ] && grep -q 'cannot be written' "$work/full.log" &&
		[ -z "$(find "$work/full" -type f)" ]
	verdict "a full disk" $? "$work/full.log"
}

test_no_folder() {
	: >"$work/file"
	"$specgen" "$here/spec" "$work/file/out" 2>"$work/folder.log"
	[ $? -eq 1 ] && grep -q 'cannot be made' "$work/folder.log"
	verdict "a folder that cannot be made" $? "$work/folder.log"
}

# What is there stays there when the spec files have a fault.
test_old_tree_stays() {
	rm -rf "$work/stays"
	mkdir "$work/stays"
	cp -R "$here/spec" "$work/stays/spec"
	"$specgen" "$work/stays/spec" "$work/stays/out"
	cp -R "$work/stays/out" "$work/stays/copy"
	echo x >>"$work/stays/spec/headers.spec"
	! "$specgen" "$work/stays/spec" "$work/stays/out" 2>/dev/null &&
		diff -r "$work/stays/out" "$work/stays/copy"
	verdict "the old tree stays on an error" $?
}

# ---- the whole tree

generate() { # OUTDIR [EXTRADIR]
	sh "$top/gen/generate.sh" "$specgen" "$gperf" "$top/gen" "$@"
}

test_determinism() {
	generate "$work/one" >"$work/generate.log" 2>&1
	verdict "the real spec files" $? "$work/generate.log"
	LC_ALL=C.UTF-8 "$specgen" "$top/gen" "$work/direct" >"$work/generate.log" 2>&1
	diff -r --exclude='*_hash.inc' "$work/one" "$work/direct" >>"$work/generate.log"
	verdict "specgen alone agrees" $? "$work/generate.log"
	mkdir -p "$work/else/where"
	for locale in C.UTF-8 tr_TR.UTF-8 tr_TR; do
		(
			# relative names, another folder, locale, time zone, umask and environment
			cd "$work/else" && rm -f specs && ln -s "$top/gen" specs && umask 077
			LC_ALL=$locale LANG=$locale TZ=Pacific/Kiritimati COLUMNS=20 \
				sh specs/generate.sh "$specgen" "$gperf" specs where/two
		) >"$work/generate.log" 2>&1
		diff -r "$work/one" "$work/else/where/two" >>"$work/generate.log" 2>&1
		verdict "two runs agree ($locale)" $? "$work/generate.log"
	done
	! grep -rlF -e "$work" -e "$top" -e "#line" -e "Command-line" "$work/one"
	verdict "no path and no command line in the output" $?
	! grep -rl "$(date +%Y-%m-%d)" "$work/one"
	verdict "no date in the output" $?
}

test_extra_specs() {
	generate "$work/extra" "$top/tests/extra-specs" >"$work/extra.log" 2>&1
	verdict "the example of extra specs" $? "$work/extra.log"
	grep -q '= 4096,' "$work/extra/include/sipwright/names.h"
	verdict "an extra constant" $?
}

test_failing_gperf() {
	mkdir "$work/old"
	! sh "$top/gen/generate.sh" "$specgen" false "$top/gen" "$work/old" >/dev/null 2>&1 &&
		[ -d "$work/old" ] && [ -z "$(ls "$work/old")" ] &&
		[ -z "$(find "$work" -maxdepth 1 -name 'old.*')" ]
	verdict "a failing gperf leaves the old tree" $?
}

test_report() {
	sh "$top/gen/report.sh" "$work/one" >"$work/report" 2>&1 &&
		[ "$(grep -c '^[a-z]* *[0-9]* *[0-9]* *[0-9]*%  [0-9]' "$work/report")" -eq 4 ]
	verdict "the report names four hashes" $? "$work/report"
}

# groff and man warn on stderr; either will do.
test_manual() {
	for page in "$work"/one/doc/*.7; do
		if command -v groff >/dev/null; then
			groff -ww -man -Tutf8 "$page" >"$work/page" 2>"$work/page.log"
		elif command -v man >/dev/null; then
			man --warnings -l "$page" >"$work/page" 2>"$work/page.log"
		else
			continue
		fi
		[ -s "$work/page" ] && [ ! -s "$work/page.log" ]
		verdict "$(basename "$page") renders" $? "$work/page.log"
	done
}

gperf=${2:-${GPERF:-gperf}}
if [ $# -gt 0 ]; then specgen=$(cd "$(dirname "$1")" && pwd)/$(basename "$1"); else build_specgen; fi

for case in "$here"/bad/*.txt "$here"/good/*.txt; do
	run_case "$case"
done
test_usage
test_full_disk
test_no_folder
test_old_tree_stays
test_determinism
test_extra_specs
test_failing_gperf
test_report
test_manual

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
