#!/usr/bin/env bash
# bench.sh - speed and memory: the benchmarks of the core, then the command
# line as a whole, beside OpenCV where that is installed. Where the development
# set lies beside the project it is scored as well.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

scripts/need.sh go || exit 1
scripts/build.sh cli || exit 1
status=0

echo "== the core"
env -u DISPLAY -u WAYLAND_DISPLAY go test "${flags[@]}" -run '^$' -bench . -benchmem -timeout 30m ./internal/... |
  grep -v 'no test files' || status=1

echo "== the command line"
tools=../shared/tools
go run "${flags[@]}" ./scripts/bench bin/motbilde-cli "$tools" || status=1

if [ -e "$tools/score.py" ]; then
  echo "== the development set"
  /usr/bin/python3 "$tools/score.py" pictures --cli bin/motbilde-cli --peer || status=1
fi
exit $status
