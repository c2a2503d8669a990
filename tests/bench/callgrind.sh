# shellcheck shell=sh
# Sourced by the scripts that count instructions.

# count_instructions PROGRAM RUNS WORK: runs `PROGRAM count RUNS` under callgrind, which begins a new
# file at each bench_mark(): the first holds what went before the first case, then there is one a case.
# Leaves in WORK/counts the lines that the program prints, each with the instructions of all runs of its
# case at the end, or in WORK/errors what went wrong. Debugging data are left out, since valgrind stops
# at any it does not know.
count_instructions() {
	strip -g -o "$3/counted" "$1" 2>"$3/errors" || cp "$1" "$3/counted" || return 1
	valgrind --tool=callgrind --dump-before=bench_mark --callgrind-out-file="$3/dump" \
		"$3/counted" count "$2" >"$3/cases" 2>"$3/errors" || return 1
	dump=1
	while read -r line; do
		dump=$((dump + 1))
		total=$(sed -n 's/^totals: *//p' "$3/dump.$dump") && [ -n "$total" ] || return 1
		echo "$line $total"
	done <"$3/cases" >"$3/counts"
}
