# Makes figures of what run.sh measured: the lines that say where and when, then one a program and
# message, "figure NAME MESSAGE BYTES INSTRUCTIONS NS ALLOCATIONS", each for one message and without the
# loop around it.

$1 == "runs" {
	runs = $2
}
$1 == "bytes" {
	bytes[$2] = $3
	message[++messages] = $2
	next
}
$1 == "once" || $1 == "twice" || $1 == "allocations" {
	if (!($2 in known)) {
		known[$2] = 1
		name[++names] = $2
	}
	total[$1, $2, $3] = $4
	next
}
$1 == "time" {
	if (!(($2, $3) in ns) || $4 < ns[$2, $3])
		ns[$2, $3] = $4
	next
}
{
	print
}

function counted(who, what) {
	return (total["twice", who, what] - total["once", who, what]) / runs
}

END {
	for (i = 1; i <= names; i++)
		for (j = 1; j <= messages; j++)
			print "figure", name[i], message[j], bytes[message[j]], \
				counted(name[i], message[j]) - counted(name[i], "nothing"), \
				ns[name[i], message[j]] - ns[name[i], "nothing"], \
				total["allocations", name[i], message[j]] / runs
}
