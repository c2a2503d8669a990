# shellcheck shell=sh disable=SC2154 # run.sh sets the variables
# Sourced by run.sh and both_ends.sh: how each peer is started, asked and stopped. They run on 127.0.0.1 only, at most
# $limit seconds, and what they print goes to $work/NAME.log.

limit=60

# ---- checks

failures=0

# check WHAT COMMAND...: prints whether it holds.
check() {
	what=$1
	shift
	if "$@"; then
		echo "ok: $what"
	else
		echo "FAIL: $what"
		failures=$((failures + 1))
	fi
}

# ---- processes

# start NAME COMMAND...: in the background.
start() {
	name=$1
	shift
	timeout --kill-after=2 $limit "$@" >"$work/$name.log" 2>&1 </dev/null &
	echo $! >"$work/$name.pid"
}

# finished NAME: waits until it ends by itself; its exit status.
finished() {
	pid=$(cat "$work/$1.pid") && rm -f "$work/$1.pid"
	wait "$pid"
}

# stop NAME: ends it.
stop() {
	kill "$(cat "$work/$1.pid")" 2>/dev/null
	finished "$1"
}

stop_all() {
	for file in "$work"/*.pid; do
		[ ! -f "$file" ] || stop "$(basename "$file" .pid)"
	done
}

# until_ready COMMAND...: tries it for five seconds.
until_ready() {
	tries=0
	until "$@" >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 25 ] || return 1
		sleep 0.2
	done
}

# ---- Kamailio, registrar and proxy of biloxi.example.com with the users bob and carol, password zanzibar

# start_kamailio PORT
start_kamailio() {
	start kamailio kamailio -DD -E -f "$here/kamailio.cfg" -l "udp:127.0.0.1:$1" -m 16 -M 4 \
		-Y "$work" -w "$work"
	until_ready probe "$1"
}

# probe PORT: whether an OPTIONS request is answered there.
probe() {
	sipwright build OPTIONS sip:biloxi.example.com --local "127.0.0.1:$probe_port" |
		"$out/exchange" ask "$probe_port" "$1" 500 "$work/probe"
}

# ---- SIPp, one call by a scenario

# start_sipp SCENARIO PORT CONTROL-PORT [OPTION...]: SCENARIO is uas or uac, and its name. It ends with 0
# after its call.
start_sipp() {
	scenario=$1
	port=$2
	control=$3
	shift 3
	start "$scenario" sipp -sf "$here/$scenario.xml" -i 127.0.0.1 -p "$port" -cp "$control" -m 1 \
		-nostdin -timeout 20s -timeout_error -trace_err -error_file "$work/$scenario.errors" "$@"
}

# ---- tshark

# start_capture FILE: everything that goes through the loopback interface.
start_capture() {
	start capture dumpcap -q -i lo -w "$1"
	until_ready grep -q '^File: ' "$work/capture.log"
}

# What tshark calls malformed, or worth a warning, in a file; ports are those of SIP.
malformed() {
	file=$1
	shift
	for port in "$@"; do
		set -- "$@" -d "udp.port==$port,sip"
		shift
	done
	tshark -r "$file" "$@" -Y '_ws.malformed || _ws.expert.severity >= "Warning"' \
		-T fields -e frame.number -e sip.Method -e sip.Status-Line -e _ws.expert.message 2>/dev/null
}

# ---- messages

# sipwright COMMAND...: the tool, which makes all messages of ours.
sipwright() {
	"$builddir/tools/sipwright" "$@"
}

# description: the session description of ours.
description() {
	echo "@$srcdir/tests/tool/f1.sdp"
}

# header NAME FILE: the value of the first header field of that name.
header() {
	tr -d '\r' <"$2" | sed -n "/^$1: */{s///p;q;}"
}

# kind FILE: METHOD of a request, "CODE METHOD" of a response.
kind() {
	case $(head -c 8 "$1") in
	'SIP/2.0 ') echo "$(status "$1") $(header CSeq "$1" | cut -d ' ' -f 2)" ;;
	*) sed -n '1s/ .*//p' "$1" ;;
	esac
}

# status FILE: the code of a response.
status() {
	sed -n '1s/^SIP\/2\.0 \([0-9]*\) .*/\1/p' "$1"
}
