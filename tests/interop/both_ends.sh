#!/bin/sh
# shellcheck disable=SC2154 # run.sh sets the variables
# Calls from our_port (Alice, or Bob with credentials) to carol_port, each message made by the tool from those
# before it. The exit status is the number of checks that failed.

. "$here/peers.sh"

# ---- messages

# arrives PORT KIND NAME: waits until a message of that kind comes, and keeps it as NAME.
arrives() {
	while "$out/exchange" wait "$1" 5000 "$work/$3" >"$work/$3.from"; do
		[ "$(kind "$work/$3")" != "$2" ] || return 0
	done
	return 1
}

# is_quiet PORT KIND: none of that kind comes for longer than it takes to send it again (RFC 3261 17.2.1).
is_quiet() {
	while "$out/exchange" wait "$1" 1200 "$work/more" >/dev/null; do
		[ "$(kind "$work/more")" != "$2" ] || return 1
	done
}

# leaves FROM TO NAME COMMAND...: the tool makes NAME, which stands its check and is sent from a port to another.
leaves() {
	from=$1
	to=$2
	name=$3
	shift 3
	sipwright "$@" >"$work/$name" && sipwright check --errors-only "$work/$name" >"$work/findings.log" &&
		"$out/exchange" send "$from" "$to" <"$work/$name"
}

# from_caller NAME COMMAND..., from_callee NAME COMMAND...: the same, to Kamailio.
from_caller() {
	leaves "$our_port" "$kamailio_port" "$@"
}
from_callee() {
	leaves "$carol_port" "$kamailio_port" "$@"
}

# answer PORT NAME CODE [OPTION...]: a response to the request NAME, where that came from.
answer() {
	port=$1
	request=$2
	shift 2
	from=$(cat "$work/$request.from")
	leaves "$port" "$from" "$request.reply" reply "$@" --source "127.0.0.1:$from" --tag "to-$port" <"$work/$request"
}

contact="Contact: <sip:carol@127.0.0.1:$carol_port>"

# invite NAME USER [OPTION...]: to Carol.
invite() {
	name=$1
	user=$2
	shift 2
	from_caller "$name" build INVITE sip:carol@biloxi.example.com --local "127.0.0.1:$our_port" \
		-H "From: <sip:$user>;tag=9fxced76sl" -H "Contact: <sip:ours@127.0.0.1:$our_port>" -d "$(description)" "$@"
}

# ends_alike FILE FILE: but for request line, Via, Record-Route and Max-Forwards (RFC 3261 16.6).
ends_alike() {
	for file in "$@"; do
		sed -e 1d -e '/^Via: /d' -e '/^Record-Route: /d' -e '/^Max-Forwards: /d' "$file" >"$file.end"
	done
	cmp "$1.end" "$2.end"
}

# ---- with credentials, and requests from both sides

invite first bob@biloxi.example.com
check "Kamailio asks the caller for credentials" arrives "$our_port" '407 INVITE' challenge
from_caller ack-407 ack "$work/first" "$work/challenge"
check "our ACK ends the 407" is_quiet "$our_port" '407 INVITE'
from_caller invite authorize "$work/first" "$work/challenge" -u bob --password-file "$work/password"
check "our INVITE with credentials reaches the other side" arrives "$carol_port" INVITE called
answer "$carol_port" called 180 -H "$contact"
check "our 180 comes back" arrives "$our_port" '180 INVITE' ringing
answer "$carol_port" called 200 -H "$contact" -d "$(description)"
check "our 200 comes back" arrives "$our_port" '200 INVITE' ok
check "both have the same To" [ "$(header To "$work/ringing")" = "$(header To "$work/ok")" ]
from_caller ack ack "$work/invite" "$work/ok"
check "our ACK reaches the other side" arrives "$carol_port" ACK acked

# The callee's 200 as it left, with the INVITE as it came, is its dialog.
cp "$work/called.reply" "$work/answered"
from_caller update request UPDATE --dialog "$work/invite" "$work/ok"
check "the caller's UPDATE reaches the other side" arrives "$carol_port" UPDATE updated
answer "$carol_port" updated 200 -H "$contact"
check "it is answered" arrives "$our_port" '200 UPDATE' update-ok
from_callee info request INFO --as uas --dialog "$work/called" "$work/answered" -d Hello
check "the callee's INFO reaches the caller" arrives "$our_port" INFO informed
answer "$our_port" informed 200
check "it is answered, too" arrives "$carol_port" '200 INFO' info-ok
from_callee bye request BYE --as uas --cseq 2 --dialog "$work/called" "$work/answered"
check "the callee's BYE reaches the caller" arrives "$our_port" BYE ended
answer "$our_port" ended 200
check "that call is over" arrives "$carol_port" '200 BYE' bye-ok

# ---- a call that is cancelled

invite second alice@atlanta.example.com
check "our INVITE reaches the contact that we registered" arrives "$carol_port" INVITE called
check "Kamailio changes nothing in it that is not a proxy's" ends_alike "$work/second" "$work/called"
check "it takes one off Max-Forwards" [ "$(header Max-Forwards "$work/called")" = 69 ]
answer "$carol_port" called 180 -H "$contact"
check "the second call rings" arrives "$our_port" '180 INVITE' ringing
from_caller cancel cancel "$work/second" -H 'Reason: SIP;cause=200'
check "our CANCEL matches for Kamailio" arrives "$our_port" '200 CANCEL' cancel-ok
check "the other side is cancelled" arrives "$carol_port" CANCEL cancelled
answer "$carol_port" cancelled 200
answer "$carol_port" called 487
check "Kamailio takes our 487" arrives "$carol_port" ACK acked
check "it passes it on" arrives "$our_port" '487 INVITE' terminated
from_caller ack-487 ack "$work/second" "$work/terminated"
check "our ACK ends the 487" is_quiet "$our_port" '487 INVITE'

# ---- a reliable provisional response

invite third alice@atlanta.example.com -H 'Supported: 100rel'
arrives "$carol_port" INVITE called
answer "$carol_port" called 183 --rseq 41 -H "$contact"
check "our reliable 183 comes back" arrives "$our_port" '183 INVITE' progress
from_caller prack prack "$work/third" "$work/progress"
check "our PRACK reaches the other side" arrives "$carol_port" PRACK pracked
check "it says which response it is for" [ "$(header RAck "$work/pracked")" = "41 1 INVITE" ]
answer "$carol_port" pracked 200
check "it is answered" arrives "$our_port" '200 PRACK' prack-ok
answer "$carol_port" called 200 -H "$contact" -d "$(description)"
check "the third call is answered" arrives "$our_port" '200 INVITE' ok
from_caller ack ack "$work/third" "$work/ok"
check "its ACK arrives" arrives "$carol_port" ACK acked
from_caller bye request BYE --cseq 3 --dialog "$work/third" "$work/ok"
check "its BYE arrives" arrives "$carol_port" BYE ended
answer "$carol_port" ended 200
check "it is over" arrives "$our_port" '200 BYE' bye-ok

# ---- SIPp calls us

# take_call PORT: ring, answer, and be hung up.
take_call() {
	arrives "$1" INVITE called || return 1
	answer "$1" called 100
	answer "$1" called 180 -H "Contact: <sip:ours@127.0.0.1:$1>"
	answer "$1" called 200 -H "Contact: <sip:ours@127.0.0.1:$1>" -d "$(description)"
	arrives "$1" ACK acked && arrives "$1" BYE ended && answer "$1" ended 200
}

start_sipp uac "$uac_port" "$uac_control" -s alice "127.0.0.1:$our_port"
check "SIPp calls us" take_call "$our_port"
check "SIPp is content with that call" finished uac

start_sipp uac "$uac_port" "$uac_control" -s carol "127.0.0.1:$kamailio_port"
check "SIPp calls us by way of Kamailio" take_call "$carol_port"
check "SIPp is content with that one, too" finished uac

exit $failures
