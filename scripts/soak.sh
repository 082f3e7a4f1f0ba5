#!/usr/bin/env bash
# soak.sh [SECONDS] - the long forms: each fuzz target for SECONDS (default
# 120), then the tests that only run when MOTBILDE_SOAK is set (calibration
# over many unrelated pairs, long sessions). Takes an hour or so.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

scripts/need.sh go build || exit 1
status=0
scripts/fuzz.sh "${1:-120}" || status=1
go build -o bin/tests ./scripts/tests || exit 1
env -u DISPLAY -u WAYLAND_DISPLAY MOTBILDE_SOAK=1 \
  go test -json "${flags[@]}" -count=1 -timeout 3h ./internal/... | bin/tests || status=1
exit $status
