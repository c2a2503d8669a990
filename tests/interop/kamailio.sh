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
	[ "$(build OPTIONS sip:biloxi.example.com --local "$local" | ask_kamailio options)" = 200 ]

# It does check: the same request, broken, is refused.
check "kamailio refuses a CSeq of another method" \
	[ "$(build OPTIONS sip:biloxi.example.com --local "$local" |
		sed 's/^CSeq: 1 OPTIONS/CSeq: 1 INVITE/' | ask_kamailio broken)" = 400 ]

# register USER CSEQ PORT [OPTION...]: REGISTER with a contact at that port.
register() {
	user=$1
	cseq=$2
	port=$3
	shift 3
	build REGISTER sip:biloxi.example.com --local "$local" -H "To: <sip:$user@biloxi.example.com>" \
		-H "From: <sip:$user@biloxi.example.com>;tag=456248" -H "Call-ID: 843817637684230@$user" \
		-H "CSeq: $cseq REGISTER" -H "Contact: <sip:$user@127.0.0.1:$port>;expires=60" "$@"
}

md5() {
	printf '%s' "$1" | md5sum | cut -d' ' -f1
}

# credentials USER NONCE: for REGISTER (RFC 2617 3.2.2).
credentials() {
	uri=sip:biloxi.example.com
	response=$(md5 "$(md5 "$1:biloxi.example.com:zanzibar"):$2:00000001:0a4f113b:auth:$(md5 "REGISTER:$uri")")
	echo "Digest username=\"$1\", realm=\"biloxi.example.com\", nonce=\"$2\", uri=\"$uri\"," \
		"response=\"$response\", algorithm=MD5, cnonce=\"0a4f113b\", qop=auth, nc=00000001"
}

# be_registered USER PORT: REGISTER, and again with credentials.
be_registered() {
	check "kamailio asks $1 for credentials" [ "$(register "$1" 1 "$2" | ask_kamailio challenged)" = 401 ]
	nonce=$(header WWW-Authenticate "$work/challenged.1" | sed 's/.*nonce="\([^"]*\)".*/\1/')
	check "kamailio takes REGISTER of $1 with a digest" \
		[ "$(register "$1" 2 "$2" -H "Authorization: $(credentials "$1" "$nonce")" |
			ask_kamailio registered)" = 200 ]
	check "kamailio has the contact of $1" \
		[ "$(header Contact "$work/registered.1" | sed 's/;.*//')" = "<sip:$1@127.0.0.1:$2>" ]
}

be_registered bob "$uas_port"
be_registered carol "$carol_port"
