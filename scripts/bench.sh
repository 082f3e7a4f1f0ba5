#!/usr/bin/env bash
# bench.sh - speed and memory: the benchmarks of the core, the command line as
# a whole beside OpenCV where that is installed, and the viewer's frame rate.
# Where the development set lies beside the project it is scored as well.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

scripts/need.sh go build test || exit 1
scripts/build.sh cli || exit 1
status=0

echo "== the core"
env -u DISPLAY -u WAYLAND_DISPLAY go test "${flags[@]}" -run '^$' -bench . -benchmem -timeout 30m ./internal/... |
  grep -v 'no test files' || status=1

echo "== the command line"
tools=../shared/tools
go run "${flags[@]}" ./scripts/bench bin/motbilde-cli "$tools" || status=1

if command -v Xvfb >/dev/null 2>&1; then
  echo "== the viewer, on a screen that nobody sees"
  scripts/display.sh go test -trimpath -tags "nodynamic display" -count=1 -run FrameRate -v ./cmd/motbilde || status=1
fi

if [ -e "$tools/score.py" ]; then
  echo "== the development set"
  /usr/bin/python3 "$tools/score.py" pictures --cli bin/motbilde-cli --peer || status=1
fi
exit $status
