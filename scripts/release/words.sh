#!/usr/bin/env bash
# words.sh - what goes with every package in words: the licences of others'
# works, the list of what is in the programs (SPDX), and the release notes from
# CHANGELOG.md. First of all parts.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/release/common.sh
. scripts/release/common.sh

refuse() { printf '%s\n' "$*" >&2; exit 1; }

go run ./scripts/licences text >"$parts/LICENCES.txt"
# The window shows this file: it is the one that was built in.
cmp -s "$parts/LICENCES.txt" assets/LICENCES.txt ||
  refuse "assets/LICENCES.txt does not say what is linked in. Write it anew and commit it: go run ./scripts/licences text >assets/LICENCES.txt"
cp "$parts/LICENCES.txt" "$dist/LICENCES.txt"

go run ./scripts/licences sbom "$version" "$commit" >"$parts/sbom.spdx.json"
cp "$parts/sbom.spdx.json" "$dist/motbilde-$version.spdx.json"

# section NAME prints what CHANGELOG.md says of a version, without its heading.
section() {
  awk -v want="## [$1]" 'index($0, "## [") == 1 { on = index($0, want) == 1; next } on' CHANGELOG.md |
    sed -e '/./,$!d' -e "s,](docs/,](https://github.com/motbilde/motbilde/blob/main/docs/,g" # no empty lines above it; links that work from elsewhere
}
changes=$(section "$version")
if [ -z "$changes" ] && [ -n "${MOTBILDE_TRY:-}" ]; then
  changes=$(section Unreleased)
fi
[ -n "$changes" ] || refuse "CHANGELOG.md has no section [$version]: give the one called Unreleased its version and date."

{
  printf '# Motbilde %s\n\n' "$version"
  [ -z "${MOTBILDE_TRY:-}" ] || printf '**A trial, not a release.** Built from commit %s.\n\n' "$commit"
  sed -e "s/VERSION/$version/g" packaging/which.md
  printf '\n## What is new\n\n%s\n\n## How it was built\n\nFrom commit %s with %s. The same commit gives the same bytes.\n' "$changes" "$commit" "$(go env GOVERSION)"
} >"$parts/RELEASE-NOTES.md"
cp "$parts/RELEASE-NOTES.md" "$dist/RELEASE-NOTES.md"
