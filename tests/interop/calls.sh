# shellcheck shell=sh disable=SC2154 # run.sh sets the variables
# Calls to and through SIPp and Kamailio: INVITE, ACK and BYE from us, INVITE to us.

# invite TARGET: an INVITE of ours with a session description.
invite() {
	build INVITE "$1" --local "$local" -H 'From: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl' \
		-H "To: Bob <sip:bob@biloxi.example.com>" -H "Contact: <sip:alice@$local>" \
		-d @"$srcdir/tests/tool/f1.sdp" --crlf
}

# in_dialog METHOD CSEQ ANSWER: the next request in the dialog of an answer to invite (RFC 3261 12.2.1.1).
in_dialog() {
	target=$(header Contact "$3" | sed 's/.*<\(.*\)>.*/\1/')
	route=$(header Record-Route "$3")
	set -- "$@" -H "From: $(header From "$3")" -H "To: $(header To "$3")" \
		-H "Call-ID: $(header Call-ID "$3")" -H "CSeq: $2 $1"
	method=$1
	shift 3
	[ -z "$route" ] || set -- "$@" -H "Route: $route"
	build "$method" "$target" --local "$local" "$@"
}

# last_answer NAME: the final one of those that exchange wrote.
last_answer() {
	echo "$work/$1.$(cat "$work/$1.count")"
}

# call NAME TARGET NEXT-HOP: INVITE to ACK and BYE by way of a port; each check names NAME.
call() {
	invite "$2" | "$out/exchange" ask "$our_port" "$3" 8000 "$work/invite" >"$work/invite.count"
	answer=$(last_answer invite)
	check "$1: INVITE is answered" [ "$(status "$answer")" = 200 ]
	in_dialog ACK 1 "$answer" | "$out/exchange" send "$our_port" "$3"
	in_dialog BYE 2 "$answer" | "$out/exchange" ask "$our_port" "$3" 8000 "$work/bye" >"$work/bye.count"
	check "$1: BYE is answered" [ "$(status "$(last_answer bye)")" = 200 ]
	check "$1: SIPp completes its call" finished uas
}

start_sipp uas "$uas_port" "$uas_control"
call "SIPp" "sip:bob@127.0.0.1:$uas_port" "$uas_port"

start_sipp uas "$uas_port" "$uas_control"
call "SIPp behind Kamailio" sip:bob@biloxi.example.com "$kamailio_port"
check "Kamailio recorded its route in our INVITE" \
	[ "$(header Record-Route "$(last_answer invite)" | sed 's/;.*//')" = "<sip:127.0.0.1:$kamailio_port" ]

# What Kamailio forwards is what we sent, but for the header fields that are a proxy's (RFC 3261 16.6).
start forwarded "$out/exchange" wait "$carol_port" 5000 "$work/forwarded"
invite sip:carol@biloxi.example.com >"$work/sent"
"$out/exchange" send "$our_port" "$kamailio_port" <"$work/sent"
check "Kamailio forwards our INVITE to the contact that we registered" finished forwarded

# ends_alike FILE FILE: but for request line, Via, Record-Route and Max-Forwards.
ends_alike() {
	for file in "$@"; do
		sed -e 1d -e '/^Via: /d' -e '/^Record-Route: /d' -e '/^Max-Forwards: /d' "$file" >"$file.end"
	done
	cmp "$1.end" "$2.end"
}
check "it changes nothing that is not a proxy's" ends_alike "$work/sent" "$work/forwarded"
check "it takes one off Max-Forwards" [ "$(header Max-Forwards "$work/forwarded")" = 69 ]

# SIPp calls bob, whom Kamailio finds where our REGISTER said.
start_sipp uas "$uas_port" "$uas_control"
start_sipp uac "$uac_port" "$uac_control" -s bob "127.0.0.1:$kamailio_port"
check "SIPp reaches the contact that we registered" finished uac
check "SIPp is called there" finished uas
