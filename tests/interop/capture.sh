# shellcheck shell=sh disable=SC2154 # run.sh sets the variables
# What went over the wire in the other cases, as tshark sees it.

stop kamailio
sleep 1 # for the last packets to be written
stop capture
ports="$kamailio_port $our_port $carol_port $probe_port $uas_port $uac_port"

# packets_of FILTER: how many packets of the capture are so.
packets_of() {
	decode=
	for port in $ports; do
		decode="$decode -d udp.port==$port,sip"
	done
	# shellcheck disable=SC2086 # a list
	tshark -r "$work/capture.pcap" $decode -Y "$1" 2>/dev/null | wc -l
}

datagrams=$(packets_of 'udp && !icmp')
check "tshark saw the messages of all cases, $datagrams" [ "$datagrams" -ge 30 ]
check "tshark reads each as SIP" [ "$(packets_of 'sip && !icmp')" = "$datagrams" ]
# shellcheck disable=SC2086 # a list
found=$(malformed "$work/capture.pcap" $ports)
check "tshark calls none of them malformed" [ -z "$found" ]
[ -z "$found" ] || echo "$found"
