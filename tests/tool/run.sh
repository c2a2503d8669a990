#!/bin/sh
# Runs the cases of *.cases against the tool, $SIPWRIGHT_TOOL. `run.sh FILE...` runs only those.
#
# A case begins with its name and ends before the next one:
#
#   : name
#   $ command          sh, in an empty folder; may use the functions below; lines are joined
#   ? 1                its exit status; 0 if the line is missing
#   > a line of standard output that ends in CRLF
#   - a line of standard output that ends in LF
#   . bytes of standard output, written as printf %b takes them
#   ! a line of standard error
#   & json             what the tool must have been built with: digest, json, csv, pcap; ahead of the
#                      first case, for all cases of the file
#
# Where the tool lacks it ($TOOL_HAS says what it has), the case is not run, and counted as skipped. What
# the tool says without is in bare.cases, which are run everywhere.
#
# Standard output and error hold what the case says, byte for byte, and nothing else. An empty line
# and one that begins with # say nothing.

: "${srcdir=.}" "${builddir=.}"
: "${SIPWRIGHT_TOOL=$builddir/tools/sipwright}" "${TOOL_HAS=digest json csv pcap}"

absolute() {
	case $1 in
	/*) echo "$1" ;;
	*) echo "$(pwd)/$1" ;;
	esac
}

tool=$(absolute "$SIPWRIGHT_TOOL")
helpers=$(absolute "$builddir")/tests/tool
top=$(absolute "$srcdir")
data=$top/tests/tool
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL
unset POSIXLY_CORRECT SIPWRIGHT_PASSWORD
cr=$(printf '\r')
nl='
'
passed=0
failed=0
skipped=0

# ---- for the commands of the cases

sipwright() {
	"$tool" "$@"
}

# The tool without the libraries that it can do without.
bare() {
	"$helpers/bare" "$@"
}

# captured FILE [messages]: what a capture has (captured.c).
captured() {
	"$helpers/captured" "$@"
}

# terminal PIECE... -- ARGUMENT...: the tool at a terminal where somebody types (terminal.c).
terminal() {
	for piece; do
		shift
		set -- "$@" "$piece"
		[ "$piece" != -- ] || set -- "$@" "$tool"
	done
	"$helpers/terminal" "$@"
}

# residue TEXT ARGUMENT...: the tool, and how often its memory has the text at its end (residue.c). A leak
# checker would want to trace it, too.
residue() {
	text=$1
	shift
	ASAN_OPTIONS=detect_leaks=0 "$helpers/residue" "$text" "$tool" "$@"
}

# wire NAME: a message of messages/ as it goes over the wire. They are those of RFC 3665 3.2.
wire() {
	sed "s/\$/$cr/" "$data/messages/$1.sip"
}

# The lines of a table of gen/ that have something, without comments and the head line.
rows() {
	sed -e '/^#/d' -e '/^$/d' "$top/gen/$1" | sed 1d | grep -v 'retired$'
}

# Reads a request as a receiver does and says what it holds: the words of its first line, its header
# lines, those that are none, the bytes of its body, and the length it states.
reread() {
	cat >message
	sed "/^$cr\$/q" message >start
	tr -d '\r' <start | awk -v bytes="$(($(wc -c <message) - $(wc -c <start)))" '
		NR == 1 { words = NF; next }
		/^$/ { next }
		/^[^ \t:]+:/ { lines++ }
		!/^[^ \t:]+:/ { others++ }
		/^Content-Length: / { length_ = $2 }
		END { printf "%d words, %d fields, %d other lines, %d bytes, length %s\n",
			words, lines, others, bytes, length_ }'
	[ "$(tr -cd '\r' <start | wc -c)" -eq "$(tr -cd '\n' <start | wc -c)" ] ||
		echo "not all lines end in CRLF"
}

# ---- the cases

show() {
	echo "    $1"
	awk '{ gsub(/\r/, "\\r"); print "    | " $0 }' "$2"
}

# Prints what differs between two files, if anything does.
compare() {
	cmp -s "$2" "$3" && return
	show "$1 expected:" "$2"
	show "$1 was:" "$3"
	return 1
}

run_case() {
	mkdir "$work/folder"
	(cd "$work/folder" && eval "$command") >"$work/out" 2>"$work/err" </dev/null
	was=$?
	{
		[ $was -eq "$status" ] || echo "    exit status $was, expected $status"
		compare "standard output" "$work/expected-out" "$work/out"
		compare "standard error" "$work/expected-err" "$work/err"
	} >"$work/verdict"
	rm -rf "$work/folder"
}

# The first of what the case needs and the tool lacks.
lacking() {
	for need in $needs; do
		case " $TOOL_HAS " in
		*" $need "*) ;;
		*) echo "$need"; return ;;
		esac
	done
}

end_case() {
	[ -n "$name" ] || return
	lack=$(lacking)
	if [ -n "$lack" ]; then
		skipped=$((skipped + 1))
		echo "skip: $name: built without $lack"
		return
	fi
	run_case
	if [ -s "$work/verdict" ]; then
		failed=$((failed + 1))
		echo "FAIL: $name"
		printf '    %s\n' "$command"
		cat "$work/verdict"
	else
		passed=$((passed + 1))
		echo "ok: $name"
	fi
}

start_case() {
	name=$1
	command=
	needs=$file_needs
	status=0
	: >"$work/expected-out"
	: >"$work/expected-err"
}

need() {
	needs="$needs $1"
	[ -n "$name" ] || file_needs=$needs
}

# read_line MARK TEXT: one line of a case.
read_line() {
	case $1 in
	:) end_case; start_case "$2" ;;
	'$') command="$command${command:+ }$2" ;;
	'?') status=$2 ;;
	'&') need "$2" ;;
	'>') printf '%s\r\n' "$2" >>"$work/expected-out" ;;
	-) printf '%s\n' "$2" >>"$work/expected-out" ;;
	.) printf '%b' "$2" >>"$work/expected-out" ;;
	!) printf '%s\n' "$2" >>"$work/expected-err" ;;
	*) echo "FAIL: $file: what is '$1 $2'?"; failed=$((failed + 1)) ;;
	esac
}

run_file() {
	name=
	needs=
	file_needs=
	while IFS= read -r line; do
		case $line in
		'' | '#'*) ;;
		*) read_line "${line%"${line#?}"}" "${line#??}" ;;
		esac
	done
	end_case
}

if [ ! -x "$tool" ]; then
	echo "run.sh: no tool at $tool" >&2
	exit 1
fi
[ $# -gt 0 ] || set -- "$data"/*.cases
for file; do
	run_file <"$file"
done
[ $skipped -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
