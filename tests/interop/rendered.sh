# shellcheck shell=sh disable=SC2154 # run.sh sets the variables
# Captures that the tool renders from a template: tshark reads each datagram, its checksums and its message.

# rendered FILE FROM TO: a thousand registrations of as many users.
rendered() {
	awk 'BEGIN { print "user,name"; for (i = 0; i < 1000; i++) print "user" i ",\"N. \"\"" i "\"\"\"" }' >"$work/users.csv"
	sipwright render "$srcdir/tests/tool/register.sip" --seed 1 --csv "$work/users.csv" --pcap "$1" --from "$2" --to "$3"
}

# What tshark has to read in each: user, name, CSeq, and whether checksums are good.
expected_facts() {
	awk 'BEGIN { for (i = 0; i < 1000; i++) print "REGISTER\tuser" i "\t\"N. \\\"" i "\\\"\"\t" i + 1 "\t1" }'
}

rendered_facts() {
	tshark -r "$1" -o ip.check_checksum:TRUE -o udp.check_checksum:TRUE -d udp.port==5060,sip -T fields -E separator=/t \
		-e sip.Method -e sip.from.user -e sip.display.info -e sip.CSeq.seq -e udp.checksum.status 2>/dev/null |
		awk -F '\t' -v OFS='\t' '{ sub(/,.*/, "", $3); print $1, $2, $3, $4, $5 }'
}

expected_facts >"$work/expected-rendered"
for family in 4 6; do
	case $family in
	4) ends='192.0.2.4:5060 192.0.2.1:5060' ;;
	6) ends='[2001:db8::4]:5060 [2001:db8::1]:5060' ;;
	esac
	# shellcheck disable=SC2086 # two words
	rendered "$work/rendered$family.pcap" $ends
	rendered_facts "$work/rendered$family.pcap" >"$work/rendered$family"
	check "tshark reads 1000 rendered datagrams over IPv$family, checksums and all" \
		diff "$work/expected-rendered" "$work/rendered$family"
	found=$(malformed "$work/rendered$family.pcap" 5060)
	check "tshark calls none of them malformed, over IPv$family" [ -z "$found" ]
	[ -z "$found" ] || echo "$found" | head -n 5
done
headers=$(tshark -r "$work/rendered4.pcap" -o ip.check_checksum:TRUE -Y 'ip.checksum.status == 1' 2>/dev/null | wc -l)
check "their IPv4 headers have good checksums" [ "$headers" -eq 1000 ]
