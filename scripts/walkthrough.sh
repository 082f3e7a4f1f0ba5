#!/usr/bin/env bash
# walkthrough.sh - takes the pictures of docs/walkthrough.md and of the README
# anew: the whole story is acted out in a real window that nobody sees, and its
# steps are made small. Look at each of them before they are kept.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

scripts/need.sh go build test
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
scripts/build.sh window
go build "${flags[@]}" -o bin/pictures ./scripts/pictures
MOTBILDE_WINDOW=$PWD/bin/motbilde MOTBILDE_ARTEFACTS=$folder scripts/display.sh \
  go test "${flags[@]}" -count=1 -timeout 10m -run WholeStory ./cmd/motbilde

# keep STEP WIDTH COLOURS FILE writes a step of the story, known by its name without the number.
keep() { bin/pictures "$2" "$3" "$folder"/story-[0-9][0-9]-"$1".png "docs/$4.png"; }
keep mode-outside 1280 96 screenshot
keep wells 960 64 walkthrough-1-wells
keep mode-side-by-side 960 64 walkthrough-2-ranked
keep mode-swipe 960 64 walkthrough-3-swipe
keep details-added 960 64 walkthrough-4-details
keep marked 960 64 walkthrough-5-marked
keep by-hand-points 960 64 walkthrough-6-by-hand
du -ch docs/*.png
