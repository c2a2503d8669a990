#!/bin/sh
# Runs one test for make check (automake's custom driver protocol) and says what a person wants to
# see: one line if it passed, the end of its output if it did not.
#
# A test passes if it exits 0. It may tell how many cases it ran, with Criterion's closing line or
# with a line "N passed, M failed"; the summary then counts the cases. A line "N skipped" tells of those
# that it could not run.

tail_lines=60

while [ $# -gt 0 ]; do
	case $1 in
	--test-name) name=$2; shift 2 ;;
	--log-file) log=$2; shift 2 ;;
	--trs-file) trs=$2; shift 2 ;;
	--color-tests) color=$2; shift 2 ;;
	--expect-failure | --enable-hard-errors) shift 2 ;;
	--) shift; break ;;
	*) echo "driver.sh: unknown option $1" >&2; exit 2 ;;
	esac
done

# Prints "PASSED FAILED" as the test counted them last, or nothing.
counted() {
	sed -n \
		-e 's/^.*Tested: [0-9]* | Passing: \([0-9]*\) | Failing: \([0-9]*\) | Crashing: \([0-9]*\).*$/\1 \2 \3/p' \
		-e 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2 0/p' "$log" |
		awk '{ line = $1 " " ($2 + $3) } END { print line }'
}

# repeat COUNT TEXT
repeat() {
	awk -v count="$1" -v text="$2" 'BEGIN { while (count-- > 0) print text }'
}

# say COLOUR WORD TEXT
say() {
	if [ "$color" = yes ]; then
		printf '\033[%sm%s\033[m: %s\n' "$1" "$2" "$3"
	else
		printf '%s: %s\n' "$2" "$3"
	fi
}

"$@" >"$log" 2>&1
status=$?
skipped=$(sed -n 's/^\([0-9][0-9]*\) skipped$/\1/p' "$log" | tail -n 1)
counts=$(counted)
passed=${counts%% *}
failed=${counts##* }
cases=
[ -n "$counts" ] && cases=" ($passed passed, $failed failed)"

# The exit status decides: a test that exits 0 must not have counted a failure, nor may one that
# counted none exit otherwise.
if [ $status -eq 0 ] && [ "${failed:-0}" -eq 0 ]; then
	result=PASS
	passed=${passed:-1}
	failed=0
	say '0;32' PASS "$name${counts:+ ($passed${skipped:+, $skipped skipped})}"
else
	result=FAIL
	passed=${passed:-0}
	[ "${failed:-0}" -gt 0 ] || failed=1
	say '0;31' FAIL "$name, exit status $status$cases"
	sed -e '/^\[----\] *$/d' -e '/Assertion Failed$/d' -e 's/^/    /' "$log" | tail -n $tail_lines
fi

{
	repeat "$passed" ':test-result: PASS'
	repeat "$failed" ":test-result: FAIL"
	repeat "${skipped:-0}" ":test-result: SKIP"
	echo ":global-test-result: $result"
	echo ":recheck: $([ $result = PASS ] && echo no || echo yes)"
	echo ":copy-in-global-log: $([ $result = PASS ] && echo no || echo yes)"
} >"$trs"
