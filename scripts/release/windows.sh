#!/usr/bin/env bash
# windows.sh - builds what is given to people with Windows, into $dist: an
# installer and a zip file that needs none. Both hold the same two programs,
# cross-built with mingw; see packaging/windows and docs/windows.md.
#
# Where MOTBILDE_SIGN_KEY is set the programs, the installer and its uninstaller
# are signed (sign-windows.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/release/common.sh
. scripts/release/common.sh

[ -s "$parts/LICENCES.txt" ] || { echo "There is no $parts/LICENCES.txt: run scripts/release/words.sh first." >&2; exit 1; }
# shellcheck source=scripts/release/resources.sh
. scripts/release/resources.sh
work=$(realpath "$parts")/windows
stage=$work/stage
rm -rf "$work"
mkdir -p "$stage"

target=(env GOOS=windows GOARCH=amd64)
with_resources motbilde-cli "${target[@]}" CGO_ENABLED=0 go build "${release_flags[@]}" -o "$stage/" ./cmd/motbilde-cli
# The last -ldflags counts: what release_flags leaves out, and no console.
with_resources motbilde "${target[@]}" CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc go build "${release_flags[@]}" -ldflags "-s -w -H=windowsgui" -o "$stage/" ./cmd/motbilde
scripts/release/sign-windows.sh "$stage/motbilde.exe" "$stage/motbilde-cli.exe"

# crlf FILE NAME puts a text where Windows people read it, in its line ends.
crlf() { sed -e 's/\r$//' -e 's/$/\r/' -e "s/@VERSION@/$version/" "$1" >"$stage/$2"; }
crlf LICENSE LICENSE.txt
crlf "$parts/LICENCES.txt" LICENCES.txt
find "$stage" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +

setup=$work/Motbilde-$version-setup.exe
signing=()
[ -z "${MOTBILDE_SIGN_KEY:-}" ] || signing=("-DSIGN=$PWD/scripts/release/sign-windows.sh")
makensis -V2 -WX -INPUTCHARSET UTF8 "-DVERSION=$version" "-DNUMBERS=$windows_numbers" "-DSTAGE=$stage" "-DICONS=$windows_icons" "-DOUT=$setup" \
  "${signing[@]}" packaging/windows/motbilde.nsi
scripts/release/sign-windows.sh "$setup"
mv "$setup" "$dist/"

folder=$work/motbilde-$version
mv "$stage" "$folder"
stage=$folder
crlf packaging/windows/readme.txt "Read me - Les meg.txt"
pack_zip "$dist/motbilde-$version-windows-amd64.zip" "$folder"
