#!/usr/bin/env bash
# twice.sh [STEP...] - builds everything of dist (or only by the steps named)
# from two clones of this commit, in folders of other names and depths, the
# second with an empty build cache, and compares the bytes. MOTBILDE_WARM=1
# leaves the second the cache of the first, which is quicker and proves less:
# what was compiled once is then not compiled again.
set -euo pipefail
cd "$(dirname "$0")/../.."

steps=("$@")
[ $# -gt 0 ] || steps=(words cli linux windows sums)
commit=$(git rev-parse HEAD)
root=$(git rev-parse --show-toplevel)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
# There is no tag yet when a release is tried.
export MOTBILDE_TRY=1
unset DIST

build() {
  git clone -q "$root" "$1"
  (
    cd "$1"
    git checkout -q --detach "$commit"
    for step in "${steps[@]}"; do
      echo "== $step in $1"
      "scripts/release/$step.sh"
    done
  )
}
build "$work/a"
[ -n "${MOTBILDE_WARM:-}" ] || export GOCACHE=$work/cache
# Another day does not matter, and neither do another user's settings.
umask 027
LANG=nb_NO.UTF-8 TZ=Asia/Tokyo build "$work/another/and-a-deeper"

sums() { (cd "$1/dist" && find . -maxdepth 1 -type f | sort | xargs -d '\n' sha256sum); }
if ! diff <(sums "$work/a") <(sums "$work/another/and-a-deeper"); then
  echo "The same commit gave other bytes." >&2
  exit 1
fi
sums "$work/a"
echo "Twice the same bytes, of commit $commit."
