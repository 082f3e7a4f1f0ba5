#!/usr/bin/env bash
# release.sh - builds what is given to people, into dist/: packages for each
# system, the command line alone, their checksums, the list of what is in them,
# licences and release notes. It releases a commit, not a working tree: nothing
# may be uncommitted, and HEAD carries the tag of the version that the program
# and FyneApp.toml name.
#
#   MOTBILDE_TRY=1   a trial: without the tag; the notes say so
#   DIST=FOLDER      another folder than dist, which has to be empty
#
# Each part is a script of its own in scripts/release, and works alone once
# words.sh has been run.
set -euo pipefail
cd "$(dirname "$0")/.."

refuse() { printf '%s\n' "$*" >&2; exit 1; }

git rev-parse --verify -q HEAD >/dev/null || refuse "A release is made from a commit: this is no git repository with one."
[ -d .git ] || refuse "A release is made in a clone: Go writes no commit into a program that is built in a folder of git worktree."
changed=$(git status --porcelain)
[ -z "$changed" ] || refuse "A release is made from what is committed, and this is not:
$changed"

# Nothing of an earlier release may pass for one of this.
if [ -n "${DIST:-}" ]; then
  [ -z "$(ls -A "$DIST" 2>/dev/null)" ] || refuse "$DIST is not empty. What is in it would pass for part of this release."
else
  rm -rf dist
fi
# shellcheck source=scripts/release/common.sh
. scripts/release/common.sh

[ -n "$version" ] || refuse "internal/casework/version.go names no version."
elsewhere=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
[ "$elsewhere" = "$version" ] || refuse "The program says that it is version $version, FyneApp.toml says $elsewhere."
tags=$(git tag --points-at HEAD)
if [ -n "${MOTBILDE_TRY:-}" ]; then
  echo "A trial of version $version, commit $commit."
elif ! grep -qxF "v$version" <<<"$tags"; then
  refuse "This commit is not tagged v$version${tags:+ (but ${tags//$'\n'/, })}. Tag it (git tag -a v$version), or make a trial: MOTBILDE_TRY=1 make release"
else
  echo "Version $version, commit $commit."
fi

scripts/need.sh go build release
for step in words cli linux windows sums; do
  began=$SECONDS
  echo "== $step"
  "scripts/release/$step.sh"
  echo "== $step: $((SECONDS - began)) s"
done
ls -l "$dist"
echo "All of it took $((SECONDS / 60)) min $((SECONDS % 60)) s."
