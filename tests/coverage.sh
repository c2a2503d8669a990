#!/bin/sh
# Prints how many lines of each file below a folder of a coverage build the tests have run.
#
#   coverage.sh FOLDER

: "${GCOV=gcov}"

# gcov tells of every file an object was made from: two lines, the name and the share. A header
# comes up once for each object, so the best share of a file counts.
find "${1:-lib}" -name '*.gcda' | while read -r data; do
	$GCOV -n "$data" 2>/dev/null
done | awk '
/^File / { name = substr($0, 7, length($0) - 7); next }
/^Lines executed:/ && name ~ "(^|/)lib/" {
	split($0, part, /[:%]| of /)
	sub(".*/lib/", "lib/", name)
	run = part[2] * $NF / 100
	if (!(name in lines) || run > best[name])
		best[name] = run
	lines[name] = $NF
}
{ name = "" }
END {
	for (name in lines) {
		printf "%6.1f%%  %5d lines  %s\n", 100 * best[name] / lines[name], lines[name], name | "sort -k 4"
		all += lines[name]
		hit += best[name]
	}
	close("sort -k 4")
	if (all == 0) {
		print "no coverage data"
		exit 1
	}
	printf "%6.1f%%  %5d lines  in all\n", 100 * hit / all, all
}'
