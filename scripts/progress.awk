# SPDX-License-Identifier: Apache-2.0
# Turns Maven's log into one line of progress: libraries fetched, and the step under way.
function bar(done, total,   i, text) {
  text = ""
  for (i = 1; i <= 24; i++) text = text (i * total <= done * 24 ? "#" : ".")
  return text
}
function show() {
  if (tty) printf "\r  [%s] %d libraries fetched, %s\033[K", bar(step, 10), fetched, what > "/dev/stderr"
}
BEGIN { what = "starting" }
/Downloaded from/ && /\.jar/ { fetched++; if (fetched % 5 == 0) show() }
/^\[INFO\] --- / {
  step++
  what = $3
  sub(/^maven-/, "", what)
  sub(/-plugin.*/, "", what)
  sub(/-maven$/, "", what)
  if (what == "compiler") what = "compiling"
  show()
  if (!tty) printf "  %s (%d libraries fetched)\n", what, fetched > "/dev/stderr"
}
END { if (tty) printf "\r\033[K" > "/dev/stderr" }
