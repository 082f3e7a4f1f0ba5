#!/usr/bin/env bash
# cli.sh - the command line alone, for every system and processor: one file
# without C and without the window's libraries. Each is held to the list of
# what is in it, and the one for this machine is run. The built programs stay
# in dist/.parts/cli/SYSTEM-PROCESSOR for the packages.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/release/common.sh
. scripts/release/common.sh
# shellcheck source=scripts/release/resources.sh
. scripts/release/resources.sh

# built FILE SYSTEM PROCESSOR WORDS holds a program to what it should be, by
# what it says itself and by what file sees in it.
built() {
  local info seen
  info=$(go version -m "$1")
  # In a trial of the script alone the tree may be changed.
  local clean=vcs.modified=false
  [ -z "${MOTBILDE_TRY:-}" ] || clean=vcs.modified=
  for line in "GOOS=$2" "GOARCH=$3" CGO_ENABLED=0 -trimpath=true "vcs.revision=$commit" "$clean"; do
    grep -qF -e "	build	$line" <<<"$info" || { echo "$1 was not built with $line:" >&2; printf '%s\n' "$info" >&2; return 1; }
  done
  seen=$(file -b "$1")
  [[ $seen == $4 ]] || { echo "$1 is no program for $2 on $3: $seen" >&2; return 1; }
}

while read -r system name processor words; do
  folder=$parts/cli/$name-$processor
  program=motbilde-cli
  [ "$system" != windows ] || program=motbilde-cli.exe
  rm -rf "$folder"
  mkdir -p "$folder"
  build=(env CGO_ENABLED=0 "GOOS=$system" "GOARCH=$processor" go build "${release_flags[@]}" -o "$folder/$program" ./cmd/motbilde-cli)
  # For Windows on x86-64 it is the one of the installer, to the byte.
  [ "$system-$processor" != windows-amd64 ] || build=(with_resources motbilde-cli "${build[@]}")
  "${build[@]}"
  built "$folder/$program" "$system" "$processor" "$words"
  go run ./scripts/licences check "$parts/sbom.spdx.json" "$folder/$program"

  [ "$system" != windows ] || scripts/release/sign-windows.sh "$folder/$program"

  packed=$parts/motbilde-cli-$version-$name-$processor
  rm -rf "$packed"
  mkdir "$packed"
  cp "$folder/$program" "$parts/LICENCES.txt" "$packed/"
  cp LICENSE "$packed/LICENSE.txt"
  sed -e "s/VERSION/$version/g" packaging/cli/README.txt >"$packed/README.txt"
  if [ "$system" = windows ]; then
    # The editor of old Windows shows a text without these in one line.
    sed -i 's/$/\r/' "$packed"/*.txt
    pack_zip "$dist/$(basename "$packed").zip" "$packed"
  elif [ "$system" = darwin ]; then
    pack_zip "$dist/$(basename "$packed").zip" "$packed"
  else
    pack_tar "$dist/$(basename "$packed").tar.xz" "$packed"
  fi
  rm -r "$packed"
done <<'TARGETS'
linux linux amd64 ELF 64-bit*x86-64*statically linked*
linux linux arm64 ELF 64-bit*ARM aarch64*statically linked*
windows windows amd64 PE32+ executable (console) x86-64*
windows windows arm64 PE32+ executable (console) Aarch64*
darwin macos amd64 Mach-O 64-bit x86_64 executable*
darwin macos arm64 Mach-O 64-bit arm64 executable*
TARGETS

# The one for this machine, as people get it.
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
name=motbilde-cli-$version-linux-$(go env GOHOSTARCH)
tar -xJf "$dist/$name.tar.xz" -C "$here"
said=$("$here/$name/motbilde-cli" version)
[[ $said == *"$version"* ]] || { echo "It does not say that it is $version: $said" >&2; exit 1; }
"$here/$name/motbilde-cli" sample "$here/sample" >/dev/null
"$here/$name/motbilde-cli" compare "$here/sample/claim.jpg" "$here/sample/candidates" --report "$here/report.pdf" >/dev/null
"$here/$name/motbilde-cli" verify "$here/report.pdf" >/dev/null
echo "The command line of this machine compared the sample case, and its report holds."
