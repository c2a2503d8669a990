# Makes the benchmark's table. Reads, each after an assignment to `read`: time, the lines of
# `bench time`; count, those of `bench count` with the instructions of all `runs` runs at their
# ends; gate, the rows of gates.txt. Exits 1 if a gate is broken.

read == "time" {
	units[$1] = $2
	less[$1] = $3
	bytes[$1] = $4
	spent[$1] = $5
}

read == "count" {
	counted = 1
	total[$1] = $NF / runs
}

read == "gate" && NF && !/^#/ && !/^figure / {
	gates++
	figure[gates] = $1
	bound[gates] = $2
	limit[gates] = $3
	says[gates] = $0
	sub(/^[^ ]+ +[^ ]+ +[^ ]+ +/, "", says[gates])
}

# What a case cost, without what was not to be measured; "" if that is not known.
function net(cost, name) {
	if (!(name in cost))
		return ""
	return (cost[name] - (less[name] in cost ? cost[less[name]] : 0)) / units[name]
}

function quotient(a, b) {
	return a == "" || b == "" || b <= 0 ? "" : a / b
}

# Cells of the tables, as wide as their columns.
function cell(value, format, width) {
	return sprintf("%" width "s", value == "" ? "-" : sprintf(format, value))
}

# Keeps a figure, as it is printed, for the gates.
function keep(name, value, format) {
	if (value != "")
		kept[name] = sprintf(format, value)
}

function message_row(name,    built, copied, printed, ns, ns_copied, ns_printed) {
	built = net(total, name)
	copied = net(total, name ".memcpy")
	printed = net(total, name ".snprintf")
	ns = net(spent, name)
	ns_copied = net(spent, name ".memcpy")
	ns_printed = net(spent, name ".snprintf")
	keep(name ".instructions", built, "%.1f")
	keep(name ".fewer", quotient(printed, built), "%.2f")
	print sprintf("%-7s %6d", name, bytes[name]) \
		cell(built, "%.1f", 11) cell(copied, "%.1f", 8) cell(printed, "%.1f", 10) \
		cell(quotient(printed, built), "%.2f", 7) \
		cell(ns, "%.1f", 11) cell(ns_copied, "%.1f", 8) \
		cell(quotient(ns, ns_copied), "%.1f", 7) \
		cell(ns_printed, "%.1f", 10) cell(quotient(ns_printed, ns), "%.2f", 7)
}

# A message that is read: parsed, or something else.
function read_row(name, what,    ir) {
	ir = net(total, name "." what)
	keep(name "." what, ir, "%.1f")
	print sprintf("%-7s %6d", name, bytes[name]) cell(ir, "%.1f", 11) \
		cell(net(spent, name "." what), "%.1f", 11)
}

# A message that is derived from others and serialized, or rendered.
function made_row(name, what,    ir) {
	ir = net(total, name "." what)
	keep(name "." what, ir, "%.1f")
	print sprintf("%-7s %6d", name, bytes[name "." what]) cell(ir, "%.1f", 11) \
		cell(net(spent, name "." what), "%.1f", 11)
}

# What each further field costs between two numbers of them.
function field(prefix, from, to, suffix,    a, b) {
	a = net(total, prefix from suffix)
	b = net(total, prefix to suffix)
	return a == "" || b == "" ? "" : (b - a) / (to - from)
}

function field_row(prefix, suffix, title,    at, i, cost, low, high, row) {
	split("10 20 40 80", at)
	for (i = 1; i < 4; i++) {
		cost = field(prefix, at[i], at[i + 1], suffix)
		row = row cell(cost, "%.1f", 10)
		if (i == 1 || cost < low)
			low = cost
		if (i == 1 || cost > high)
			high = cost
	}
	keep(prefix suffix ".spread", quotient(high, low), "%.3f")
	keep(prefix suffix ".field", high, "%.1f")
	printf "%-45s%s%s\n", title, row, cell(quotient(high, low), "%.3f", 10)
}

function look_up_row(name, title,    cost) {
	cost = net(total, name)
	if (cost != "")
		cost++ # the return, which the empty function has too
	keep(name, cost, "%.1f")
	printf "%-45s%s%s\n", title, cell(cost, "%.1f", 10), cell(net(spent, name), "%.1f", 10)
}

function gate_row(i,    value, held) {
	if (!(figure[i] in kept)) {
		print "no figure  " figure[i] ", which gates.txt names"
		broken++
		return
	}
	value = kept[figure[i]]
	held = bound[i] == "at-most" ? value + 0 <= limit[i] + 0 : value + 0 >= limit[i] + 0
	broken += !held
	printf "%-7s %9s  %s, %s %s\n", held ? "held" : "BROKEN", value, says[i], \
		bound[i] == "at-most" ? "at most" : "at least", limit[i]
}

function all_rows(    names, n, i) {
	print "\n                 ----------- instructions -----------" \
		"  -------------------- ns --------------------"
	print "message  bytes      built  memcpy  snprintf  fewer" \
		"      built  memcpy   more  snprintf faster"
	n = split("A B C X10 X20 X40 X80", names)
	for (i = 1; i <= n; i++)
		message_row(names[i])

	print "\none more field, instructions                   10 to 20  20 to 40  40 to 80    spread"
	field_row("X", "", "25 bytes by name, from X10 to X80")
	field_row("id", "", "20 bytes by id (sipw_add)")
	field_row("name", "", "20 bytes by name (sipw_add_named)")
	field_row("X", ".parse", "25 bytes parsed, from X10 to X80")
	field_row("X", ".check", "25 bytes checked, from X10 to X80")

	print "\nmessage  bytes      parsed         ns"
	for (i = 1; i <= n; i++)
		read_row(names[i], "parse")
	print "message  bytes     decoded         ns"
	read_row("A", "decode")
	print "message  bytes     checked         ns"
	for (i = 1; i <= n; i++)
		read_row(names[i], "check")
	print "message  bytes     derived         ns"
	made_row("B", "derive")
	made_row("BYE", "derive")
	print "message  bytes    rendered         ns"
	made_row("A", "render")
	made_row("A.ids", "render")

	print "\na look-up                                   instructions        ns"
	look_up_row("header-find", "sipw_header_find, mix of 30 names")
	look_up_row("method-find", "sipw_method_find, all methods and two words")
	look_up_row("reason", "sipw_reason")
}

END {
	all_rows()
	if (!counted)
		exit 0
	print ""
	for (i = 1; i <= gates; i++)
		gate_row(i)
	print gates - broken " gates held, " broken + 0 " broken"
	exit broken > 0 || gates == 0
}
