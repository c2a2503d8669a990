# shellcheck shell=sh disable=SC2154 # run.sh sets the variables
# Calls whose two ends are ours, with Kamailio between, and calls that SIPp makes to us. They are in a shell
# of their own whose ports stay open, so that nothing is lost between a message and the next.

"$out/exchange" with "$our_port" "$out/exchange" with "$carol_port" sh "$here/both_ends.sh"
failures=$((failures + $?))
