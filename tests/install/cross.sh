#!/bin/sh
# Cross-compiles a source tree, installs it, and runs the tool and the plain tests in an emulator.
#
#   cross.sh SOURCE BUILD HOST EMULATOR [ARG...]
#   cross.sh . build/cross aarch64-linux-gnu qemu-aarch64 -L /usr/aarch64-linux-gnu

: "${MAKE=make}"
[ $# -ge 4 ] || { echo "usage: cross.sh SOURCE BUILD HOST EMULATOR [ARG...]" >&2; exit 2; }
source=$(cd "$1" && pwd) build=$2 host=$3
shift 3
emulator=$*
set -e

mkdir -p "$build"
cd "$build"
[ -f config.status ] || "$source/configure" --host="$host" --prefix=/usr
$MAKE
rm -rf place
$MAKE install DESTDIR="$(pwd)/place"

echo "ok: builds and installs for $host"

tool="$emulator -E LD_LIBRARY_PATH=place/usr/lib place/usr/bin/sipwright"
$tool lookup 486 | grep 'Busy Here'
echo "ok: the installed tool runs"

$MAKE check-plain LOG_COMPILER="$emulator"
