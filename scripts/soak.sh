#!/usr/bin/env bash
# soak.sh [SECONDS] - the long forms: each fuzz target for SECONDS (default
# 120), the property tests on many more cases, a hundred thousand mutations of
# real files and the largest bombs, the race detector over what draws, the calibrations (of the strength
# over some ten thousand unrelated pairs at each of two sizes, of the told error
# over two thousand placements), how well other moments and viewpoints are told from copies,
# how often cut lettering is pointed out, and scenery, what the program finds in the practice cases, how many edit steps of
# photographs come back, what chance does to the windows of a difference, how
# little is lost when the program is killed, whether a flip of any byte of a
# report is noticed, ten thousand random inputs to the window, and what a frame
# in a video of two hours costs in time, memory and disk; whether practice
# pictures of many seeds move where they say so; and, where a release can be
# built, whether the same commit gives the same bytes twice.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

scripts/need.sh go || exit 1
status=0
scripts/fuzz.sh "${1:-120}" || status=1

mapfile -t properties < <(grep -rl --include='*_test.go' 'pgregory.net/rapid' internal | xargs -n 1 dirname | sort -u)
for package in "${properties[@]}"; do
  # The tests of package internal hold the name of the library in a table.
  grep -q 'rapid\.Check' "$package"/*_test.go || continue
  echo "properties of $package"
  go test "${flags[@]}" -count=1 -timeout 1h "./$package" -rapid.checks=20000 || status=1
done

echo "race detector, what draws"
env -u DISPLAY -u WAYLAND_DISPLAY go test -race -short "${flags[@]}" -count=1 -timeout 1h ./internal/figure/... ./internal/motion ./internal/report/... ./internal/graphic ./internal/exhibit ./internal/synth/... ./internal/training/bundled ./internal/byhand ./internal/detail ./internal/recipe ./internal/redact || status=1

echo "hostile files"
MOTBILDE_MUTATIONS=100000 go test "${flags[@]}" -count=1 -timeout 2h -v -run 'Mutated|Bombs|Headers|Names' ./internal/hostile || status=1

echo "calibration"
scripts/calibrate.sh || status=1

echo "other moments and copies"
MOTBILDE_MOMENTS=1 go test "${flags[@]}" -count=1 -timeout 3h -v -run 'ToldFromCopies' ./internal/align || status=1

echo "other viewpoints and hard copies"
MOTBILDE_VIEWS=1 go test "${flags[@]}" -count=1 -timeout 3h -v -run 'OtherViewpoints' ./internal/align || status=1

echo "what the claim's edge cuts"
MOTBILDE_RESIDUE=1 go test "${flags[@]}" -count=1 -timeout 1h -v ./internal/outside || status=1

echo "steps from candidate to claim"
MOTBILDE_STEPS=1 go test "${flags[@]}" -count=1 -timeout 1h -v -run 'StepsOfPhotographs' ./internal/recipe || status=1

echo "pictures in captures of posts"
MOTBILDE_CAPTURES=1 go test "${flags[@]}" -count=1 -timeout 1h -v -run 'Pictures|Photographs|Nothing' ./internal/capture || status=1

echo "practice cases in the size that people see"
MOTBILDE_PRACTICE_SCALE=1 go test "${flags[@]}" -count=1 -timeout 1h -v -run 'ProgramFinds' ./internal/training/bundled || status=1

echo "windows of unedited pairs"
MOTBILDE_TAILS=1 go test "${flags[@]}" -count=1 -timeout 1h -v -run 'Unedited' ./internal/compare || status=1

echo "killed at any instant, and a large case"
MOTBILDE_KILLS=400 MOTBILDE_LARGE=1 go test "${flags[@]}" -count=1 -timeout 2h -v -run 'Killed|Large' ./internal/desk || status=1
echo "practice pictures of many seeds"
MOTBILDE_PRACTICE=24 go test "${flags[@]}" -count=1 -timeout 1h -v -run 'ManySeeds' ./internal/synth || status=1
echo "every byte of a report flipped"
MOTBILDE_FLIPS=1 go test "${flags[@]}" -count=1 -timeout 3h -v -run 'FlippedByteOfAReport' ./internal/casework || status=1
echo "ten thousand random inputs to the window"
MOTBILDE_MONKEY=10000 env -u DISPLAY -u WAYLAND_DISPLAY go test "${flags[@]}" -count=1 -timeout 1h -v -run 'Monkey' ./app || status=1
echo "a video of two hours"
scripts/build.sh cli && go run "${flags[@]}" ./scripts/bench bin/motbilde-cli "" long || status=1

if command -v Xvfb >/dev/null 2>&1; then
  echo "the window's goroutine"
  scripts/display.sh go test -trimpath -tags "nodynamic display" -count=1 -timeout 1h -v -run 'Watchdog|Memory' ./cmd/motbilde || status=1
fi

if [ -d .git ] && command -v makensis >/dev/null 2>&1; then
  echo "everything released, built twice"
  scripts/release/twice.sh || status=1
fi
exit $status
