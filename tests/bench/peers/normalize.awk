# Prints a message without the differences named in `differs`, words of peers.txt. Two messages that
# differ in nothing else come out as the same text.

BEGIN {
	n = split(differs, word, " ")
	for (i = 1; i <= n; i++)
		takes[word[i]] = 1
}

# Splits `text` at `separator` outside quotes and angle brackets; the number of parts.
function parts(text, separator, into,    i, c, quoted, angle, count) {
	count = 1
	into[1] = ""
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "\"")
			quoted = !quoted
		else if (!quoted && (c == "<" || c == ">"))
			angle = c == "<"
		if (c == separator && !quoted && !angle)
			into[++count] = ""
		else
			into[count] = into[count] c
	}
	return count
}

function trimmed(text) {
	sub(/^ +/, "", text)
	sub(/ +$/, "", text)
	return text
}

# Keeps those of one name in their order.
function sort(names, lines, from, to,    i, j, name, line) {
	for (i = from + 1; i <= to; i++) {
		name = names[i]
		line = lines[i]
		for (j = i - 1; j >= from && names[j] > name; j--) {
			names[j + 1] = names[j]
			lines[j + 1] = lines[j]
		}
		names[j + 1] = name
		lines[j + 1] = line
	}
}

# The value with its parameters from number `first` in the order of their names.
function sorted(value, separator, first,    piece, name, n, i, text) {
	n = parts(value, separator, piece)
	for (i = 1; i <= n; i++) {
		piece[i] = trimmed(piece[i])
		name[i] = piece[i]
		sub(/=.*/, "", name[i])
	}
	sort(name, piece, first, n)
	text = piece[1]
	for (i = 2; i <= n; i++)
		text = text separator piece[i]
	return text
}

function sorted_params(name, value) {
	if (tolower(name) != "authorization")
		return sorted(value, ";", 2)
	if (!sub(/^ Digest /, "", value))
		return value
	return " Digest " sorted(value, ",", 1)
}

function unquoted(value) {
	if (value ~ /^ *"[A-Za-z]+" *</)
		gsub(/"/, "", value)
	return value
}

function add(name, value) {
	count++
	name_of[count] = name
	line_of[count] = name ":" value
}

function add_list(name, value,    item, n, i) {
	n = parts(value, ",", item)
	for (i = 1; i <= n; i++)
		add(name, " " trimmed(item[i]))
}

function header(line,    colon, name, value) {
	colon = index(line, ":")
	name = substr(line, 1, colon - 1)
	value = substr(line, colon + 1)
	if ("names" in takes)
		name = tolower(name)
	if ("spaces" in takes)
		value = " " trimmed(value)
	if ("quotes" in takes)
		value = unquoted(value)
	if ("params" in takes)
		value = sorted_params(name, value)
	if ("lists" in takes && tolower(name) ~ /^(allow|supported)$/)
		add_list(name, value)
	else
		add(name, value)
}

function end_of_head(    i) {
	if ("order" in takes)
		sort(name_of, line_of, 1, count)
	for (i = 1; i <= count; i++)
		print line_of[i]
	body = 1
}

# Every line of the head ends in CR, which stays on the lines of the body.
NR == 1 || body {
	print
	next
}
!/\r$/ {
	print "a bare line end: " $0
	exit 1
}
{
	sub(/\r$/, "")
	if ($0 == "")
		end_of_head()
	else
		header($0)
}
END {
	if (!body)
		print "no end of the head"
}
