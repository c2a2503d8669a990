# shellcheck shell=sh disable=SC2154 # run.sh sets the variables
# Kamailio, with all its sanity checks, answers our OPTIONS and takes our registration with digest
# credentials. It goes on running for the calls.

local="127.0.0.1:$our_port"

start_capture "$work/capture.pcap" || die "dumpcap cannot capture: $(cat "$work/capture.log")"
start_kamailio "$kamailio_port" || die "kamailio does not answer: $(tail -n 20 "$work/kamailio.log")"

# ask_kamailio NAME <REQUEST: the code of its final answer, which is NAME.1.
ask_kamailio() {
	"$out/exchange" ask "$our_port" "$kamailio_port" 5000 "$work/$1" >/dev/null
	status "$work/$1.1"
}

check "kamailio answers OPTIONS" \
	[ "$(sipwright build OPTIONS sip:biloxi.example.com --local "$local" | ask_kamailio options)" = 200 ]

# It does check: the same request, broken, is refused.
check "kamailio refuses a CSeq of another method" \
	[ "$(sipwright build OPTIONS sip:biloxi.example.com --local "$local" |
		sed 's/^CSeq: 1 OPTIONS/CSeq: 1 INVITE/' | ask_kamailio broken)" = 400 ]

# register USER CSEQ PORT: REGISTER with a contact at that port.
register() {
	sipwright build REGISTER sip:biloxi.example.com --local "$local" -H "To: <sip:$1@biloxi.example.com>" \
		-H "From: <sip:$1@biloxi.example.com>;tag=456248" -H "Call-ID: 843817637684230@$1" \
		-H "CSeq: $2 REGISTER" -H "Contact: <sip:$1@127.0.0.1:$3>;expires=60"
}

echo zanzibar >"$work/password"

# be_registered USER PORT: REGISTER, and again with credentials.
be_registered() {
	register "$1" 1 "$2" >"$work/register"
	check "kamailio asks $1 for credentials" [ "$(ask_kamailio challenged <"$work/register")" = 401 ]
	check "kamailio takes REGISTER of $1 with a digest" \
		[ "$(sipwright authorize "$work/register" "$work/challenged.1" -u "$1" --password-file "$work/password" |
			ask_kamailio registered)" = 200 ]
	check "kamailio has the contact of $1" \
		[ "$(header Contact "$work/registered.1" | sed 's/;.*//')" = "<sip:$1@127.0.0.1:$2>" ]
}

# It does compute: a wrong password is refused.
echo other >"$work/wrong"
register bob 1 "$uas_port" >"$work/register"
check "kamailio asks for credentials" [ "$(ask_kamailio challenged <"$work/register")" = 401 ]
check "kamailio refuses a wrong password" \
	[ "$(sipwright authorize "$work/register" "$work/challenged.1" -u bob --password-file "$work/wrong" |
		ask_kamailio wrong)" = 401 ]

be_registered bob "$uas_port"
be_registered carol "$carol_port"
