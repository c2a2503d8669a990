#!/bin/sh
# Real peers read, answer and forward what the library and the tool build. README.md says how.
#
#   make interop
#
# Prints a line "ok: ..." or "FAIL: ..." a check. Exit status: 0 all held, 1 one did not, 2 something is
# missing or could not be run.

: "${srcdir:?is set by make interop}" "${builddir:?}" "${CC:?}" "${PKG_CONFIG:=pkg-config}"
LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL PATH

here=$srcdir/tests/interop
vectors=$srcdir/tests/vectors
out=$builddir/tests/interop/out

die() {
	echo "interop: $1" >&2
	exit 2
}

# ---- a network of our own

# In a namespace with nothing but its own loopback interface nothing can get out, no port is taken, and
# capturing needs no root. Where the kernel does not allow one, it is the machine's loopback.
if [ -z "$INTEROP_NETWORK" ]; then
	if unshare --map-root-user --net ip link set lo up 2>/dev/null; then
		export INTEROP_NETWORK=own
		exec unshare --map-root-user --net sh "$0" "$@"
	fi
	INTEROP_NETWORK=shared
fi
[ "$INTEROP_NETWORK" = shared ] || ip link set lo up || die "the loopback interface cannot be used"

# ---- what it needs

readers='libosip2:libosip2:libosip2-dev sofia-sip:sofia-sip-ua:libsofia-sip-ua-dev libre:libre:libre-dev'

# The fields of NAME:MODULE:PACKAGE.
name_of() {
	echo "${1%%:*}"
}
module_of() {
	echo "$1" | cut -d: -f2
}
package_of() {
	echo "${1##*:}"
}

missing=$(
	command -v kamailio >/dev/null || echo kamailio
	command -v sipp >/dev/null || echo sip-tester
	command -v tshark >/dev/null || echo tshark
	for reader in $readers; do
		$PKG_CONFIG --exists "$(module_of "$reader")" 2>/dev/null || package_of "$reader"
	done
)
[ -n "$HAS_DIGEST" ] || die "libsipwright-digest is needed: configure with nettle"
[ -z "$missing" ] || die "please install these of Debian's packages, or run ./bootstrap peers:
$missing"

# ---- building

# build_program NAME MODULE SOURCE...: the module's headers are not ours to warn about.
build_program() {
	program=$1
	flags=
	libs=
	if [ "$2" != - ]; then
		flags=$($PKG_CONFIG --cflags "$2" | sed 's/-I/-isystem /g')
		libs=$($PKG_CONFIG --libs "$2")
	fi
	shift 2
	# shellcheck disable=SC2086 # flags are lists
	$CC $CPPFLAGS -D_GNU_SOURCE $flags $WARNINGS $CFLAGS $LDFLAGS -o "$out/$program" "$@" $libs ||
		die "$program cannot be built"
}

mkdir -p "$out" || exit 2
build_program exchange - "$here/exchange.c"
for reader in $readers; do
	name=$(name_of "$reader")
	build_program "read-$name" "$(module_of "$reader")" "$here/readers/reader.c" "$here/readers/$name.c"
done

# ---- running

work=$(mktemp -d) || exit 2
. "$here/peers.sh"
trap 'stop_all; rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

# shellcheck disable=SC2046 # a port is a word
set -- $("$out/exchange" ports 8)
# The cases use them.
kamailio_port=$1 our_port=$2 carol_port=$3 probe_port=$4
uas_port=$5 uac_port=$6 uas_control=$7 uac_control=$8
export here out work kamailio_port our_port carol_port uac_port uac_control

for case in vectors rendered kamailio calls ends capture; do
	. "$here/$case.sh"
done
[ $failures -eq 0 ] && exit 0
tail -n 30 "$work"/*.log "$work"/*.errors 2>/dev/null
exit 1
