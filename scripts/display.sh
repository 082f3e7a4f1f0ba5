#!/usr/bin/env bash
# display.sh COMMAND... - runs a command on a screen of its own that nobody
# sees: an X server of 1920×1080 pixels under a display number that is free,
# with a window manager, both ended with the command. Its status is the
# command's.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: display.sh COMMAND..." >&2; exit 2; }
folder=$(mktemp -d)
server='' manager=''
finish() {
  [ -z "$manager" ] || kill "$manager" 2>/dev/null || true
  [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true; }
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The server itself looks for a free number and writes it down when it is ready to be talked to.
mkfifo "$folder/number"
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$folder/number" 2>"$folder/errors" &
server=$!
if ! read -r -t 30 number <"$folder/number"; then
  echo "display.sh: the X server did not start:" >&2
  cat "$folder/errors" >&2
  exit 1
fi
export DISPLAY=":$number"
unset WAYLAND_DISPLAY
if command -v openbox >/dev/null 2>&1; then
  openbox >"$folder/manager" 2>&1 &
  manager=$!
fi
"$@"
