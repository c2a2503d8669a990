# Prints the figures of make bench-peers as a table.

$1 == "machine" || $1 == "compiler" {
	about[$1] = $0
	sub(/^[^ ]+ /, "", about[$1])
}
$1 == "date" || $1 == "runs" || $1 == "rounds" {
	about[$1] = $2
}
$1 == "version" {
	version[$2] = " " $3
}
$1 == "figure" {
	if (!($2 in known)) {
		known[$2] = 1
		name[++names] = $2
	}
	bytes[$3] = $4
	instructions[$2, $3] = $5
	ns[$2, $3] = $6
	allocations[$2, $3] = $7
}

# Two digits behind the point below 10, none from 100 on.
function ratio(a, b,    r) {
	r = b > 0 ? a / b : 0
	return sprintf(r < 10 ? "%9.2f" : r < 100 ? "%9.1f" : "%9.0f", r)
}

function message_row(who, message) {
	printf "%-22s %12.0f%s%s %12.1f%s%s %12.0f\n", who version[who], \
		instructions[who, message], \
		ratio(instructions[who, message], instructions["sipwright", message]), \
		ratio(instructions[who, message], instructions["memcpy", message]), \
		ns[who, message], \
		ratio(ns[who, message], ns["sipwright", message]), \
		ratio(ns[who, message], ns["memcpy", message]), \
		allocations[who, message]
}

function message_rows(message,    i) {
	printf "\n%-22s %12s%9s%9s %12s%9s%9s %12s\n", message ", " bytes[message] " bytes", \
		"instructions", "to ours", "to copy", "ns", "to ours", "to copy", "allocations"
	for (i = 1; i <= names; i++)
		message_row(name[i], message)
}

# What each further field costs between two numbers of them.
function field(who, from, to) {
	return (instructions[who, "X" to] - instructions[who, "X" from]) / (to - from)
}

function field_row(who,    at, i, cost, low, high, row) {
	split("10 20 40 80", at)
	for (i = 1; i < 4; i++) {
		cost = field(who, at[i], at[i + 1])
		row = row sprintf("%10.1f", cost)
		if (i == 1 || cost < low)
			low = cost
		if (i == 1 || cost > high)
			high = cost
	}
	print sprintf("%-35s", who version[who]) row ratio(high, low)
}

END {
	print about["machine"] ", " about["date"] "; " about["compiler"]
	print about["runs"] " runs under callgrind; best times of " about["rounds"] " rounds"
	split("A B C", message)
	for (i = 1; i <= 3; i++)
		message_rows(message[i])
	printf "\n%-35s%10s%10s%10s%9s\n", "one more field, instructions", \
		"10 to 20", "20 to 40", "40 to 80", "spread"
	for (i = 1; i <= names; i++)
		field_row(name[i])
}
