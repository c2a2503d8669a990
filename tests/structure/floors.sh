#!/bin/sh
# A room uses only rooms below it: reads every #include of the library, the tool and the public
# headers, and prints those that go up.

: "${srcdir=.}" "${GENDIR=gen/out}"

# PATH of each file and what it includes in quotes or angle brackets, one a line.
includes() {
	{
		find "$srcdir/lib" "$srcdir/include" "$srcdir/tools" -name '*.[ch]'
		find "$GENDIR/lib" "$GENDIR/include" \( -name '*.[ch]' -o -name '*.inc' \)
	} | while read -r file; do
		sed -n "s|^[ 	]*#[ 	]*include[ 	]*[<\"]\([^>\"]*\)[>\"].*|$file \1|p" "$file"
	done
}

includes | awk -v src="$srcdir/" -v gen="$GENDIR/" '
BEGIN {
	n = split("tables text grammar fields message rules wire derive body template digest", rooms, " ")
	for (i = 1; i <= n; i++)
		floor[rooms[i]] = i
}
{
	file = $1
	if (index(file, gen) == 1)
		file = substr(file, length(gen) + 1)
	else if (index(file, src) == 1)
		file = substr(file, length(src) + 1)
	split(file, part, "/")
	slash = index($2, "/")
	used = slash ? substr($2, 1, slash - 1) : ""
	count++
	if (used == "..")
		fault("goes up by ..")
	else if (part[1] == "include" && used != "sipwright" && (used in floor))
		fault("is inside the library")
	else if (part[1] == "tools" && (used in floor))
		fault("is inside the library")
	else if (part[1] == "lib" && !(part[2] in floor))
		fault("is used by a room without a floor")
	else if (part[1] == "lib" && (used in floor) && floor[used] > floor[part[2]])
		fault("is on a higher floor")
}
function fault(what) {
	print file ": " $2 " " what
	faults++
}
END {
	if (count == 0) {
		print "no #include found"
		faults++
	}
	print count + 0 " includes read, " faults + 0 " wrong"
	exit faults > 0
}'
