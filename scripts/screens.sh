#!/usr/bin/env bash
# screens.sh [FOLDER] - pictures of the window on the sample case, in both
# languages, three themes and three text sizes, and of every step of the guided
# tour in seventeen dresses and of each practice case, into out/screens or that folder:
# to be looked at after a change to the look or to words. Nobody sees the screen.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

scripts/need.sh go build test
folder=$(mkdir -p "${1:-out/screens}" && cd "${1:-out/screens}" && pwd)
scripts/build.sh window
MOTBILDE_WINDOW=$PWD/bin/motbilde MOTBILDE_SCREENS=yes MOTBILDE_ARTEFACTS=$folder scripts/display.sh \
  go test -trimpath -tags "nodynamic display" -count=1 -timeout 30m -run ScreensOf ./cmd/motbilde
echo "$(find "$folder" -name '*.png' | wc -l) pictures are in $folder"
