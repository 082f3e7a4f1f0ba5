#!/usr/bin/env bash
# keep-case.sh - keeps cases of the version that this tree makes, in
# internal/casefile/archive/testdata/released: one that the program makes of
# three small pictures, and those with every field that the tests write; and in
# internal/journal/testdata/released what it leaves of unsaved work. Tests there
# hold every later version to opening them. Once for each release.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's/^const Version = "\(.*\)"$/\1/p' internal/casework/version.go)
vectors=internal/casefile/archive/testdata
kept=$vectors/released
case=$kept/$version.motbilde
[ ! -e "$case" ] || { echo "$case is there already. What a release made is not made again." >&2; exit 1; }
scripts/build.sh cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The pictures are those of the first case that was kept.
while read -r name digest; do
  unzip -p "$kept/0.1.0.motbilde" "originals/$digest*" >"$work/$name"
done <<'PICTURES'
claim.jpg efccfc1c638f
frame.jpg ad978af3f414
other.jpg 29a1212398b3
PICTURES
bin/motbilde-cli compare "$work/claim.jpg" "$work/frame.jpg" "$work/other.jpg" --case "$case"
bin/motbilde-cli verify "$case"
for name in good by-hand frame graphics lesson views; do
  cp "$vectors/$name.motbilde" "$kept/$version-$name.motbilde"
done
go test ./internal/journal -count=1 -run ReleaseIsRestored -keep
ls -l "$kept/$version"*
