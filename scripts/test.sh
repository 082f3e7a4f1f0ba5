#!/usr/bin/env bash
# test.sh - every test: the core, the views and the command line without any
# display, then the real window on a screen of its own. Screenshots and what
# else the real window leaves behind land in artefacts/.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

scripts/need.sh go build test checks || exit 1
started=$SECONDS
mkdir -p artefacts
export MOTBILDE_ARTEFACTS=$PWD/artefacts

echo "Building both programs."
scripts/build.sh cli window || exit 1

# Vet is lint's, which .ci/run calls too: not done twice.
tests=(-json "${flags[@]}" -count=1 -vet=off)

# quiet: without a display. A test that needs one has to say so, not to find one by chance.
quiet() { env -u DISPLAY -u WAYLAND_DISPLAY "$@"; }

# The tests that need a real window live in one package: it is run on its own screen.
window=$(go list ./cmd/motbilde)
mapfile -t others < <(go list ./... | grep -vxF "$window")
go build -o bin/tests ./scripts/tests || exit 1
{
  quiet go test "${tests[@]}" -timeout 9m "${others[@]}"
  first=$?
  if command -v Xvfb >/dev/null 2>&1; then
    MOTBILDE_WINDOW=$PWD/bin/motbilde scripts/display.sh go test "${tests[@]}" -timeout 10m "$window"
  else
    quiet go test "${tests[@]}" -timeout 10m "$window"
  fi
  second=$?
  exit $((first | second))
} | bin/tests
status=$?
echo "All of it took $((SECONDS - started)) s."
exit $status
