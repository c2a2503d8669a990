# Prints the facts of readers/reader.h as the text of the message has them, for messages with header names
# in full and one value a line, as the vectors are.

FNR == 1 {
	finish()
	file = FILENAME
	sub(/.*\//, "", file)
	split("", value)
	start = ""
	vias = contacts = bytes = in_body = 0
}
start == "" && /^#/ {
	next
}
in_body {
	bytes += length($0) + 1
	next
}
{
	sub(/\r$/, "")
}
start == "" {
	start = $0
	next
}
$0 == "" {
	in_body = 1
	next
}
{
	name = substr($0, 1, index($0, ":") - 1)
	text = substr($0, length(name) + 3)
	if (name == "Via" && ++vias > 1)
		next
	contacts += name == "Contact"
	value[name] = text
}
END {
	finish()
}

function param(text, name) {
	sub(/.*>/, "", text)
	if (!match(text, ";" name "=[^;]*"))
		return ""
	return substr(text, RSTART + length(name) + 2, RLENGTH - length(name) - 2)
}

function finish(    word) {
	if (file == "")
		return
	print file
	split(start, word, " ")
	if (word[1] == "SIP/2.0")
		print "status " substr(start, 9)
	else
		print "request " word[1]
	print "call-id " value["Call-ID"]
	print "cseq " value["CSeq"]
	print "from-tag " param(value["From"], "tag")
	print "to-tag " param(value["To"], "tag")
	print "vias " vias
	print "branch " param(value["Via"], "branch")
	print "contacts " contacts
	print "body " bytes
}
