#!/bin/sh
# What a look at the generated tables should tell: how well the hashes are used, and which header fields
# have values that are not interpreted.
#
#   report.sh OUTDIR

set -eu
LC_ALL=C
export LC_ALL

if [ $# -ne 1 ] || [ ! -d "$1/lib/tables" ]; then
	echo "usage: report.sh OUTDIR" >&2
	exit 2
fi
tables=$1/lib/tables

echo "Perfect hashes"
printf '%-8s %5s %5s %5s  %s\n' table keys slots fill "key positions"
for hash in "$tables"/*_hash.inc; do
	name=$(basename "$hash" _hash.inc)
	awk -v name="$name" '
		/Computed positions/ { split($0, part, "\047"); positions = part[2] }
		/define TOTAL_KEYWORDS/ { keys = $3 }
		/define MAX_HASH_VALUE/ { slots = $3 + 1 }
		END { printf "%-8s %5d %5d %4d%%  %s\n", name, keys, slots, 100 * keys / slots, positions }
	' "$hash"
done

echo
echo "Header fields whose values are not interpreted (kind opaque)"
awk '
	# rows end in a comment "field: kind"
	/\/\* .*: opaque \*\/$/ {
		split($0, part, "/[*] | [*]/")
		sub(/: opaque$/, "", part[2])
		print part[2]
	}
' "$tables/header_rows.inc"
