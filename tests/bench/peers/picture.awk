# Draws the times of make bench-peers as SVG: a panel a message, a row a library, a dot where its time
# is. The scale is logarithmic, since the times span four decades and a ratio then is a distance; so
# there are dots and no bars, whose length would say nothing.

BEGIN {
	label["memcpy"] = "memcpy of the result"
	label["snprintf"] = "one snprintf"
	title["A"] = "INVITE"
	title["B"] = "200 OK"
	title["C"] = "REGISTER"
	left = 196 # of the panels
	panel = 160 # the width of the scale in one
	gap = 84 # to the next, where the last dots have their times
	top = 92 # of the rows
	row = 30
	width = left + 3 * (panel + gap)
}

$1 == "machine" || $1 == "compiler" {
	about[$1] = escaped(substr($0, length($1) + 2))
}
$1 == "date" || $1 == "rounds" {
	about[$1] = $2
}
$1 == "version" {
	version[$2] = escaped($3)
}
$1 == "figure" && $3 ~ /^[ABC]$/ {
	if (!($2 in known)) {
		known[$2] = 1
		name[++names] = $2
	}
	bytes[$3] = $4
	ns[$2, $3] = $6
}

function escaped(text) {
	gsub(/&/, "\\&amp;", text)
	gsub(/</, "\\&lt;", text)
	return text
}

# The rows from the fastest for A to the slowest.
function sort_rows(    i, j, moved) {
	for (i = 2; i <= names; i++) {
		moved = name[i]
		for (j = i - 1; j >= 1 && ns[name[j], "A"] > ns[moved, "A"]; j--)
			name[j + 1] = name[j]
		name[j + 1] = moved
	}
}

# The scale reaches a little beyond all times.
function find_range(    i, k, t) {
	for (i = 1; i <= names; i++)
		for (k = 1; k <= 3; k++) {
			t = ns[name[i], message[k]]
			if (low == 0 || t < low)
				low = t
			if (t > high)
				high = t
		}
	low /= 1.3
	high *= 1.3
}

function panel_left(k) {
	return left + (k - 1) * (panel + gap)
}

function x_of(k, t) {
	return panel_left(k) + panel * log(t / low) / log(high / low)
}

function y_of(i) {
	return top + (i - 0.5) * row
}

function time_text(t) {
	if (t >= 1000)
		return sprintf(t < 9995 ? "%.1f µs" : "%.0f µs", t / 1000)
	return sprintf(t < 9.95 ? "%.1f ns" : "%.0f ns", t)
}

function tick_text(t) {
	return t >= 1000 ? t / 1000 " µs" : t " ns"
}

function text(class, x, y, anchor, content) {
	printf "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", \
		class, x, y, anchor, content
}

function line(class, x1, y1, x2, y2) {
	printf "<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n", class, x1, y1, x2, y2
}

function style() {
	print "<style>"
	print "text { font: 12px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif;"
	print "fill: #24292f; paint-order: stroke; stroke: #ffffff; stroke-width: 4px }"
	print ".head { font-size: 16px; font-weight: 600 } .strong { font-weight: 600 }"
	print ".ground { fill: #ffffff } .quiet { fill: #57606a } .grid { stroke: #d8dee4 }"
	print ".ours { stroke: #0969da; stroke-dasharray: 2 4 } .dot { fill: #57606a }"
	print ".dot-ours { fill: #0969da } .text-ours { fill: #0969da; font-weight: 600 }"
	print "@media (prefers-color-scheme: dark) {"
	print "text { fill: #e6edf3; stroke: #0d1117 } .ground { fill: #0d1117 } .quiet { fill: #9198a1 }"
	print ".grid { stroke: #30363d } .ours { stroke: #58a6ff } .dot { fill: #9198a1 }"
	print ".dot-ours { fill: #58a6ff } .text-ours { fill: #58a6ff }"
	print "}"
	print "</style>"
}

function draw_grid(k, bottom,    t, x) {
	for (t = 1; t <= high; t *= 10) {
		if (t < low)
			continue
		x = x_of(k, t)
		line("grid", x, top, x, bottom)
		text("quiet", x, bottom + 16, "middle", tick_text(t))
	}
	x = x_of(k, ns["sipwright", message[k]])
	line("ours", x, top, x, bottom)
}

# How many times ours, or which part of it.
function ratio_text(r) {
	return r < 1 ? sprintf("1/%.0f", 1 / r) : sprintf(r < 9.95 ? "%.1f×" : "%.0f×", r)
}

function draw_dot(k, i,    t, x, ours, shown) {
	t = ns[name[i], message[k]]
	x = x_of(k, t)
	ours = name[i] == "sipwright"
	shown = time_text(t)
	if (!ours)
		shown = shown ", " ratio_text(t / ns["sipwright", message[k]])
	printf "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/>\n", \
		ours ? "dot-ours" : "dot", x, y_of(i)
	text(ours ? "text-ours" : "", x + 10, y_of(i) + 4, "start", shown)
}

function draw_panel(k, bottom,    i) {
	text("strong", panel_left(k), top - 12, "start", \
		title[message[k]] ", " bytes[message[k]] " bytes")
	draw_grid(k, bottom)
	for (i = 1; i <= names; i++)
		draw_dot(k, i)
}

function draw_names(    i, who, shown) {
	for (i = 1; i <= names; i++) {
		who = name[i]
		shown = who in label ? label[who] : who
		if (who in version)
			shown = shown " <tspan class=\"quiet\">" version[who] "</tspan>"
		text(who == "sipwright" ? "text-ours" : "", left - 16, y_of(i) + 4, "end", shown)
	}
}

END {
	sort_rows()
	split("A B C", message)
	find_range()
	bottom = top + names * row
	height = bottom + 74
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\" ", width, height
	printf "viewBox=\"0 0 %d %d\">\n", width, height
	print "<title>Time to build and serialize one SIP message</title>"
	style()
	printf "<rect class=\"ground\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", width, height
	text("head", 24, 32, "start", "Time to build and serialize one SIP message")
	text("quiet", 24, 52, "start", "Logarithmic scale, less is better; " \
		"beside the time, how many times as much as sipwright takes")
	draw_names()
	for (k = 1; k <= 3; k++)
		draw_panel(k, bottom)
	text("quiet", 24, bottom + 42, "start", about["machine"] ", one thread; " about["compiler"])
	text("quiet", 24, bottom + 60, "start", \
		about["date"] ", make bench-peers, the fastest of " about["rounds"] " rounds")
	print "</svg>"
}
