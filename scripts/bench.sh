#!/usr/bin/env bash
# bench.sh - speed and memory: the benchmarks of the core, the command line as
# a whole beside OpenCV where that is installed, and the viewer's frame rate.
# Last the table of the goals; where the development set lies beside the
# project, it is scored for that, with OpenCV in the same run.
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
for what in 12 100 24; do
  go run "${flags[@]}" ./scripts/bench bin/motbilde-cli "$tools" $what || status=1
done

if command -v Xvfb >/dev/null 2>&1; then
  echo "== the viewer, on a screen that nobody sees"
  scripts/display.sh go test -trimpath -tags "nodynamic display" -count=1 -run FrameRate -v ./cmd/motbilde || status=1
fi

echo "== the goals"
go run "${flags[@]}" ./scripts/bench bin/motbilde-cli "$tools" goals || status=1
exit $status
