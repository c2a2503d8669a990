#!/bin/sh
# What a look at the generated tables should tell: how well the hashes are used, and which kinds of
# values are checked octet by octet only, with their header fields.
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
echo "Kinds whose octets are checked, not their grammar"
awk '
	# rows end in a comment: "kind: state" in the first file, "field: kind" in the second
	!/\/\* .*: .* \*\/$/ { next }
	{
		split($0, part, "/[*] | [*]/")
		split(part[2], word, ": ")
	}
	FNR == NR && word[2] == "bytes" { order[++n] = word[1]; known[word[1]] = 1 }
	FNR != NR && word[2] in known {
		fields[word[2]] = fields[word[2]] (fields[word[2]] == "" ? "" : ", ") word[1]
	}
	END {
		for (i = 1; i <= n; i++)
			printf "%-21s %s\n", order[i], fields[order[i]]
	}
' "$tables/kind_rows.inc" "$tables/header_rows.inc"
