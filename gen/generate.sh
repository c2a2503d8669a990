#!/bin/sh
# Makes the generated tree: specgen writes it, gperf turns its *.gperf into look-ups.
#
#   generate.sh SPECGEN GPERF SPECDIR OUTDIR [EXTRADIR]
#
# The tree is made beside OUTDIR and put in its place when it is whole; on any error OUTDIR stays as
# it was. What is written depends on the spec files and on gperf's version, on nothing else.

set -eu
LC_ALL=C
export LC_ALL

if [ $# -lt 4 ] || [ $# -gt 5 ]; then
	echo "usage: generate.sh SPECGEN GPERF SPECDIR OUTDIR [EXTRADIR]" >&2
	exit 2
fi
specgen=$1 gperf=$2 specs=$3 out=$4 extra=${5:-}

new=$out.new.$$
old=$out.old.$$
trap 'rm -rf "$new"' EXIT
trap 'exit 1' HUP INT TERM

# gperf's output, without its command line and #line, and as C11 that compiles without a warning.
clean() {
	sed -e '/^\/\* Command-line: /d' \
	    -e '/^#line /d' \
	    -e 's/register //g' \
	    -e 's/return len\([ ;]\)/return (unsigned int)len\1/' \
	    -e 's/unsigned int hval = len;/unsigned int hval = (unsigned int)len;/' \
	    -e 's/(int)(size_t)&((struct \([a-z_]*\) \*)0)->\([a-z_0-9]*\)/(int)offsetof(struct \1, \2)/' \
	    "$1"
}

mkdir -p "$(dirname "$out")"
"$specgen" ${extra:+--extra "$extra"} "$specs" "$new"
for input in "$new"/lib/tables/*.gperf; do
	stem=${input%.gperf}
	# -m: so many tries for the smallest table with the fewest key positions
	"$gperf" -m 50 --output-file="$stem.raw" "$input"
	clean "$stem.raw" > "$stem.inc"
	rm "$stem.raw"
done

[ ! -e "$out" ] || mv "$out" "$old"
if ! mv "$new" "$out"; then
	[ ! -e "$old" ] || mv "$old" "$out"
	exit 1
fi
rm -rf "$old"
