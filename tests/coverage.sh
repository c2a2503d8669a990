#!/bin/sh
# Prints how many lines of each file of a coverage build the tests have run, and which they have not.
# Fails if that is less than a share of all of them.
#
#   coverage.sh PERCENT OBJECT.lo...

least=$1
shift
: "${GCOV=gcov}"

# gcov shows the files an object was made from line by line, each line with how often it was run. A
# line counts as run if it was in any of the objects it is part of: a header is in many.
for object; do
	object=${object%.lo}
	$GCOV -t "${object%/*}/.libs/${object##*/}.gcno" 2>/dev/null
done | awk -v least="$least" '
{
	split($0, part, ":")
	count = part[1]
	line = part[2] + 0
	gsub(/[ *]/, "", count)
}
line == 0 && part[3] == "Source" {
	name = part[4]
	known = name ~ "(^|/)lib/" && name !~ "^/usr/"
	sub(".*/lib/", "lib/", name)
}
line == 0 || !known || count == "-" { next }
{
	key = name SUBSEP line
	if (!(key in hit)) {
		hit[key] = 0
		lines[name]++
		if (line > last[name])
			last[name] = line
	}
	if (count + 0 > 0)
		hit[key] = 1
}
function missed(name,    n, from, list) {
	list = ""
	for (n = 1; n <= last[name]; n++) {
		if (!((name, n) in hit) || hit[name, n])
			continue
		for (from = n; ((name, n + 1) in hit) && !hit[name, n + 1]; n++)
			;
		list = list (list == "" ? "  not: " : ", ") (from == n ? n : from "-" n)
	}
	return list
}
END {
	for (key in hit) {
		split(key, part, SUBSEP)
		run[part[1]] += hit[key]
	}
	for (name in lines) {
		printf "%6.1f%%  %5d lines  %s%s\n", 100 * run[name] / lines[name], lines[name], name, missed(name) | "sort -k 4"
		all += lines[name]
		ran += run[name]
	}
	close("sort -k 4")
	if (all == 0) {
		print "no coverage data"
		exit 1
	}
	printf "%6.1f%%  %5d lines  in all\n", 100 * ran / all, all
	if (100 * ran < least * all) {
		printf "less than %d %%\n", least
		exit 1
	}
}'
