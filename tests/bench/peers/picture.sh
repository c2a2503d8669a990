#!/bin/sh
# picture.sh FIGURES SVG: draws the figures of make bench-peers. Those of a quick run are too rough.

LC_ALL=C
export LC_ALL

die() {
	echo "bench-picture: $1" >&2
	exit 2
}

[ $# -eq 2 ] || die "usage: picture.sh FIGURES SVG"
[ -f "$1" ] || die "there are no figures yet; run make bench-peers"
grep -q '^mode full$' "$1" || die "the figures are of a quick run; run make bench-peers"
awk -f "$(dirname "$0")/picture.awk" "$1" >"$2.part" && mv -f "$2.part" "$2" || exit 2
echo "$2"
