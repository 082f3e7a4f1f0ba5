#!/usr/bin/env bash
# calibrate.sh [PIXELS] - holds what is said of strength and precision against
# unrelated pictures and exact truth, and prints the tables of
# docs/calibration.md: both calibrations of the strength, or the one at PIXELS
# (50000, 400000), and how often the told corner error covers the true one.
# The photographs lie beside the project; without them drawn scenes alone meet.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

scripts/need.sh go || exit 1
MOTBILDE_CALIBRATE="${1:-1}" go test "${flags[@]}" -count=1 -timeout 3h -v -run 'OnUnrelatedPairs|ToldErrorCovers' ./internal/align |
  sed -E '/^=== /d; s/^ {4}//; s/^[a-z_]+_test\.go:[0-9]+: //'
