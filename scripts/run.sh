#!/usr/bin/env bash
# run.sh - the program on its sample case: in a window, or without a display
# the same comparison with its report and graphics in out/.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/need.sh go
if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  scripts/need.sh build
  echo "Building the window. The first time takes some minutes."
  scripts/build.sh window
  echo "Opening the sample case."
  exec bin/motbilde --sample
fi

echo "There is no display here, so the sample case is compared without a window."
scripts/build.sh cli
mkdir -p out
bin/motbilde-cli sample out/sample
bin/motbilde-cli compare out/sample/claim.jpg out/sample/candidates \
  --report out/report.pdf --difference out/difference.png --aligned out/aligned.png
