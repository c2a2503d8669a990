#!/bin/sh
# Makefile.am lists every hand-written file, itself or by its folder, so that the tarball has it.

: "${srcdir=.}"
cd "$srcdir" || exit 1

files() {
	find lib include tools gen tests doc -path gen/out -prune -o -type f \( \
		-name '*.[ch17]' -o -name '*.cc' -o -name '*.spec' -o -name '*.sh' -o -name '*.sym' \
		-o -name '*.md' -o -name '*.sip' -o -name '*.values' \) -print
}

# A file is found among the words of Makefile.am, or one of its folders below the top is.
{
	sed -e 's/#.*//' Makefile.am | tr -s '[:space:]' '\n' | sed -n 's|^[.a-z].*/.*|listed &|p'
	files | sed 's/^/file /'
} | awk '
$1 == "listed" { listed[$2] = 1; next }
{
	count++
	for (path = $2; path ~ "/"; sub("/[^/]*$", "", path))
		if (path in listed)
			next
	print $2 " is not in Makefile.am"
	missing++
}
END {
	print count + 0 " files looked for, " missing + 0 " missing"
	exit missing > 0 || count == 0
}'
