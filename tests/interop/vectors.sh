# shellcheck shell=sh disable=SC2154 # run.sh sets the variables
# Other parsers read every message that the library builds in tests/vectors, and read the same in it.

awk -f "$here/facts.awk" "$vectors"/*.sip >"$work/facts"
count=$(grep -c '\.sip$' "$work/facts")

for reader in $readers; do
	name=$(name_of "$reader")
	"$out/read-$name" "$vectors"/*.sip >"$work/read-$name"
	check "$name reads what is in $count messages" diff "$work/facts" "$work/read-$name"
done

# packets FILE... >PCAP: each message as a datagram between ports 5060.
packets() {
	for file in "$@"; do
		awk '!begun && /^#/ { next } { begun = 1; print }' "$file" | od -Ax -tx1 -v
	done >"$work/dump"
	text2pcap -q -u 5060,5060 "$work/dump" - 2>/dev/null
}

# What tshark reads, as facts.awk prints it. It has no reason phrase of its own.
tshark_facts() {
	tshark -r "$1" -T fields -E separator=/t -E aggregator='|' -e sip.Method -e sip.Status-Code \
		-e sip.Call-ID -e sip.CSeq.seq -e sip.CSeq.method -e sip.from.tag -e sip.to.tag \
		-e sip.Via.branch -e sip.Contact -e sip.Content-Length 2>/dev/null |
		awk -F '\t' '{
			print $1 == "" ? "status " $2 : "request " $1
			print "call-id " $3
			print "cseq " $4 " " $5
			print "from-tag " $6
			print "to-tag " $7
			print "vias " split($8, branch, "|")
			print "branch " branch[1]
			print "contacts " split($9, contact, "|")
			print "body " $10
		}'
}

packets "$vectors"/*.sip >"$work/vectors.pcap"
tshark_facts "$work/vectors.pcap" >"$work/tshark"
sed -e '/\.sip$/d' -e 's/^\(status ...\) .*/\1/' "$work/facts" >"$work/facts.tshark"
check "tshark reads what is in $count messages" diff "$work/facts.tshark" "$work/tshark"
check "tshark calls none of them malformed" [ -z "$(malformed "$work/vectors.pcap")" ]

# It would say so.
printf 'OPTIONS sip:biloxi.example.com SIP/2.0\r\nCSeq 1 OPTIONS\r\n\r\n' >"$work/broken"
packets "$work/broken" >"$work/broken.pcap"
check "tshark does call a header field without a colon malformed" [ -n "$(malformed "$work/broken.pcap")" ]
