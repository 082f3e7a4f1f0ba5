#!/usr/bin/env bash
# sums.sh - SHA256SUMS of everything in dist that is given to people. Last of
# all parts. Checked with: sha256sum -c SHA256SUMS
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/release/common.sh
. scripts/release/common.sh

cd "$dist"
sums=$(find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%f\n' | sort | xargs -d '\n' sha256sum)
printf '%s\n' "$sums" >SHA256SUMS
sha256sum --quiet -c SHA256SUMS
