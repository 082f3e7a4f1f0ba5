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
work=$(realpath "$parts")/windows
stage=$work/stage
rm -rf "$work"
mkdir -p "$stage"
numbers=${version%%-*}.0 # Windows counts in four numbers

# Resources are object files that go build takes from the program's folder.
# They are there while it runs only; git and other systems pass them over.
resources=resources_windows_amd64.syso
trap 'rm -f cmd/motbilde/$resources cmd/motbilde-cli/$resources' EXIT

# icon NAME SVG makes an icon of all the sizes that Windows asks for.
icon() {
  local sizes=(16 20 24 32 40 48 64 96) images=() size
  go run ./scripts/icons "$2" "$work/$1-%d.png" "${sizes[@]}" 256
  for size in "${sizes[@]}"; do images+=("$work/$1-$size.png"); done
  icotool -c -o "$work/$1.ico" "${images[@]}" --raw="$work/$1-256.png"
}
icon motbilde assets/icons/app.svg
icon case packaging/linux/application-x-motbilde-case.svg

# resources PROGRAM DESCRIPTION [FLAG...] makes the object file of a program.
resources() {
  local program=$1 description=$2
  shift 2
  sed -e "s/@PROGRAM@/$program/" -e "s/@NUMBERS@/$numbers/" packaging/windows/motbilde.manifest >"$work/program.manifest"
  x86_64-w64-mingw32-windres --codepage=65001 -I "$work" "$@" \
    -D "NUMBERS=${numbers//./,}" -D "VERSION=\\\"$version\\\"" -D "PROGRAM=\\\"$program\\\"" -D "DESCRIPTION=\\\"$description\\\"" \
    -O coff packaging/windows/resources.rc "cmd/$program/$resources"
}
resources motbilde Motbilde -D WINDOW
resources motbilde-cli "Motbilde for the command line"

export GOOS=windows GOARCH=amd64
CGO_ENABLED=0 go build "${release_flags[@]}" -o "$stage/" ./cmd/motbilde-cli
# The last -ldflags counts: what release_flags leaves out, and no console.
CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc go build "${release_flags[@]}" -ldflags "-s -w -H=windowsgui" -o "$stage/" ./cmd/motbilde
unset GOOS GOARCH
scripts/release/sign-windows.sh "$stage/motbilde.exe" "$stage/motbilde-cli.exe"

# crlf FILE NAME puts a text where Windows people read it, in its line ends.
crlf() { sed -e 's/\r$//' -e 's/$/\r/' -e "s/@VERSION@/$version/" "$1" >"$stage/$2"; }
crlf LICENSE LICENSE.txt
crlf "$parts/LICENCES.txt" LICENCES.txt
find "$stage" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +

setup=$work/Motbilde-$version-setup.exe
signing=()
[ -z "${MOTBILDE_SIGN_KEY:-}" ] || signing=("-DSIGN=$PWD/scripts/release/sign-windows.sh")
makensis -V2 -WX -INPUTCHARSET UTF8 "-DVERSION=$version" "-DNUMBERS=$numbers" "-DSTAGE=$stage" "-DICONS=$work" "-DOUT=$setup" \
  "${signing[@]}" packaging/windows/motbilde.nsi
scripts/release/sign-windows.sh "$setup"
mv "$setup" "$dist/"

folder=$work/motbilde-$version
mv "$stage" "$folder"
stage=$folder
crlf packaging/windows/readme.txt "Read me - Les meg.txt"
pack_zip "$dist/motbilde-$version-windows-amd64.zip" "$folder"
