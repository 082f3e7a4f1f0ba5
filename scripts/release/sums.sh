#!/usr/bin/env bash
# sums.sh - SHA256SUMS of everything in dist that is given to people, which is
# what scripts/release/names lists, no more and no less; every program that was
# packed is made of what the SPDX list says; and what people download by a slow
# line is under 60 MB. Last of all parts. Checked with: sha256sum -c SHA256SUMS
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/release/common.sh
. scripts/release/common.sh

wanted=$(sed -e "s/VERSION/$version/" scripts/release/names | sort)
# A package's own files may have the name of a program, too.
mapfile -t programs < <(find "$parts" -type f -perm -u+x \( -name motbilde -o -name motbilde-cli -o -name motbilde.exe -o -name motbilde-cli.exe \) | sort)
go run ./scripts/licences check "$parts/sbom.spdx.json" "${programs[@]}"

cd "$dist"
made=$(find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%f\n' | sort)
if [ "$made" != "$wanted" ]; then
  echo "What was made is not what is released (< only in the list, > only made):" >&2
  diff <(echo "$wanted") <(echo "$made") | grep '^[<>]' >&2
  exit 1
fi
for file in "Motbilde-$version-setup.exe" "motbilde_${version}_amd64.deb"; do
  size=$(stat -c %s "$file")
  [ "$size" -lt 60000000 ] || { echo "$file has $size bytes: 60 MB is the most." >&2; exit 1; }
done
sums=$(xargs -d '\n' sha256sum <<<"$made")
printf '%s\n' "$sums" >SHA256SUMS
sha256sum --quiet -c SHA256SUMS
