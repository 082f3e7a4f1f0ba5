#!/usr/bin/env bash
# bench.sh - speed and memory: the benchmarks of the core, the programs as a
# whole beside OpenCV and ffmpeg where those are installed, and how live the
# window is. Last the table of the goals; where the development set lies beside
# the project, it is scored for that, with OpenCV in the same run.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

scripts/need.sh go build test || exit 1
scripts/build.sh cli || exit 1
screen=()
if command -v Xvfb >/dev/null 2>&1; then
  scripts/build.sh window || exit 1
  screen=(scripts/display.sh) # one that nobody sees
fi
status=0

echo "== the core"
env -u DISPLAY -u WAYLAND_DISPLAY go test "${flags[@]}" -run '^$' -bench . -benchmem -timeout 30m ./internal/... |
  grep -v 'no test files' || status=1

echo "== the programs as a whole"
tools=../shared/tools
for what in 12 100 24 film; do
  "${screen[@]}" go run "${flags[@]}" ./scripts/bench bin/motbilde-cli "$tools" $what || status=1
done

if [ ${#screen[@]} -gt 0 ]; then
  echo "== the window: frames a second, and how soon it answers while a hundred candidates are compared"
  "${screen[@]}" go test -trimpath -tags "nodynamic display" -count=1 -timeout 1h -run 'FrameRate|Answers|Memory|Hundred' -v ./cmd/motbilde || status=1
fi

echo "== the goals"
go run "${flags[@]}" ./scripts/bench bin/motbilde-cli "$tools" goals || status=1
exit $status
