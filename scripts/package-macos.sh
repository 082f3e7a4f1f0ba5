#!/usr/bin/env bash
# package-macos.sh - builds, on a Mac, the program as a bundle for Apple and
# Intel processors, signs it, has Apple notarise it, and packs it as a disk
# image in dist/. It was written without a Mac: what is said of macOS in
# docs/install.md stands under the same reservation.
#
#   MOTBILDE_SIGN=NAME    the certificate, "Developer ID Application: ..."; without
#                         it the bundle is signed for this Mac alone
#   MOTBILDE_NOTARY=NAME  the notary's profile in the keychain, made once by
#                         xcrun notarytool store-credentials NAME
#
# package-macos.sh layout FOLDER WINDOW CLI does the part that any system can
# do: it lays Motbilde.app in FOLDER, of the two programs given.
set -euo pipefail
cd "$(dirname "$0")/.."

refuse() { printf '%s\n' "$*" >&2; exit 1; }

version=$(sed -n 's/^const Version = "\(.*\)"$/\1/p' internal/casework/version.go)

# layout FOLDER WINDOW CLI lays the bundle.
layout() {
  local contents=$1/Motbilde.app/Contents
  rm -rf "$1/Motbilde.app"
  mkdir -p "$contents/MacOS" "$contents/Resources"
  install -m 755 "$2" "$contents/MacOS/motbilde"
  install -m 755 "$3" "$contents/MacOS/motbilde-cli"
  sed -e "s/VERSION/$version/" packaging/macos/Info.plist >"$contents/Info.plist"
  printf 'APPL????' >"$contents/PkgInfo"
  go run ./scripts/icns assets/icons/app.svg "$contents/Resources/motbilde.icns"
  cp LICENSE "$contents/Resources/LICENSE.txt"
  cp assets/LICENCES.txt "$contents/Resources/LICENCES.txt"
}

if [ "${1:-}" = layout ]; then
  [ $# -eq 4 ] || refuse "package-macos.sh layout FOLDER WINDOW CLI"
  layout "$2" "$3" "$4"
  exit
fi
[ $# -eq 0 ] || refuse "package-macos.sh: no such word: $1"

[ "$(uname -s)" = Darwin ] || refuse "The bundle for macOS is built, signed and packed on a Mac: its programs are linked against Apple's frameworks."
scripts/need.sh go build
# shellcheck source=scripts/flags.sh
. scripts/flags.sh
release_flags=("${build_flags[@]}" -ldflags "-s -w")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p dist

export MACOSX_DEPLOYMENT_TARGET=12.0
for processor in arm64 amd64; do
  [ "$processor" = arm64 ] && name=arm64 || name=x86_64
  CGO_ENABLED=1 GOARCH=$processor CC="clang -arch $name" go build "${release_flags[@]}" -o "$work/motbilde-$processor" ./cmd/motbilde
  CGO_ENABLED=0 GOARCH=$processor go build "${release_flags[@]}" -o "$work/motbilde-cli-$processor" ./cmd/motbilde-cli
done
lipo -create -output "$work/motbilde" "$work/motbilde-arm64" "$work/motbilde-amd64"
lipo -create -output "$work/motbilde-cli" "$work/motbilde-cli-arm64" "$work/motbilde-cli-amd64"
image=$work/image
layout "$image" "$work/motbilde" "$work/motbilde-cli"
bundle=$image/Motbilde.app
plutil -lint "$bundle/Contents/Info.plist" packaging/macos/entitlements.plist

# From the inside to the outside: a seal holds what lies within. A seal for this
# Mac alone has no time of Apple's in it.
seal=(--force --sign -)
[ -z "${MOTBILDE_SIGN:-}" ] || seal=(--force --timestamp --sign "$MOTBILDE_SIGN")
seal+=(--options runtime --entitlements packaging/macos/entitlements.plist)
codesign "${seal[@]}" "$bundle/Contents/MacOS/motbilde-cli"
codesign "${seal[@]}" "$bundle"
codesign --verify --strict --deep --verbose=2 "$bundle"
if [ -z "${MOTBILDE_SIGN:-}" ]; then
  echo "Signed for this Mac alone: others will say that they can't check it. MOTBILDE_SIGN names a certificate."
fi

# notarise FILE has Apple look at a file, and waits for the answer.
notarise() { xcrun notarytool submit "$1" --keychain-profile "$MOTBILDE_NOTARY" --wait; }

if [ -n "${MOTBILDE_NOTARY:-}" ]; then
  # The bundle carries its own ticket, so that it starts without a network
  # after it was taken out of the image.
  ditto -c -k --keepParent "$bundle" "$work/bundle.zip"
  notarise "$work/bundle.zip"
  xcrun stapler staple "$bundle"
fi
ln -s /Applications "$image/Applications"
file=dist/Motbilde-$version.dmg
hdiutil create -volname "Motbilde $version" -srcfolder "$image" -fs HFS+ -format UDZO -ov "$file"
[ -z "${MOTBILDE_SIGN:-}" ] || codesign --timestamp --sign "$MOTBILDE_SIGN" "$file"
if [ -n "${MOTBILDE_NOTARY:-}" ]; then
  notarise "$file"
  xcrun stapler staple "$file"
  spctl --assess --type open --context context:primary-signature --verbose "$file"
fi
ls -l "$file"
