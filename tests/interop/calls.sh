# shellcheck shell=sh disable=SC2154 # run.sh sets the variables
# Calls to SIPp, directly and by way of Kamailio: INVITE, ACK and BYE from us, and from SIPp as well.

# invite TARGET: an INVITE of ours with a session description.
invite() {
	sipwright build INVITE "$1" --local "$local" -H 'From: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl' \
		-H "To: Bob <sip:bob@biloxi.example.com>" -H "Contact: <sip:alice@$local>" \
		-d "$(description)"
}

# last_answer NAME: the final one of those that exchange wrote.
last_answer() {
	echo "$work/$1.$(cat "$work/$1.count")"
}

# call NAME TARGET NEXT-HOP: INVITE to ACK and BYE by way of a port; each check names NAME.
call() {
	invite "$2" >"$work/invite"
	"$out/exchange" ask "$our_port" "$3" 8000 "$work/invite" <"$work/invite" >"$work/invite.count"
	answer=$(last_answer invite)
	check "$1: INVITE is answered" [ "$(status "$answer")" = 200 ]
	sipwright ack "$work/invite" "$answer" | "$out/exchange" send "$our_port" "$3"
	sipwright request BYE --dialog "$work/invite" "$answer" |
		"$out/exchange" ask "$our_port" "$3" 8000 "$work/bye" >"$work/bye.count"
	check "$1: BYE is answered" [ "$(status "$(last_answer bye)")" = 200 ]
	check "$1: SIPp completes its call" finished uas
}

start_sipp uas "$uas_port" "$uas_control"
call "SIPp" "sip:bob@127.0.0.1:$uas_port" "$uas_port"

start_sipp uas "$uas_port" "$uas_control"
call "SIPp behind Kamailio" sip:bob@biloxi.example.com "$kamailio_port"
check "Kamailio recorded its route in our INVITE" \
	[ "$(header Record-Route "$(last_answer invite)" | sed 's/;.*//')" = "<sip:127.0.0.1:$kamailio_port" ]

# SIPp calls bob, whom Kamailio finds where our REGISTER said.
start_sipp uas "$uas_port" "$uas_control"
start_sipp uac "$uac_port" "$uac_control" -s bob "127.0.0.1:$kamailio_port"
check "SIPp reaches the contact that we registered" finished uac
check "SIPp is called there" finished uas
