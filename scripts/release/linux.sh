#!/usr/bin/env bash
# linux.sh - packages for Linux on amd64, into dist: the .deb, the .rpm, and an
# archive with an install script. The same commit gives the same bytes. It ends
# with what desktop-file-validate, appstreamcli and lintian have to say, where
# they are; scripts/release/prove-linux.sh installs and uses the packages.
#
# words.sh goes before it, for the licences. PACKAGE_VERSION=X.Y.Z names the
# packages otherwise than the program, to try an upgrade.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/release/common.sh
. scripts/release/common.sh

id=io.github.motbilde.motbilde
nfpm=github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.45.2
newest_glibc=2.36 # of Debian 12: what is built on a newer system doesn't start there
sources=packaging/linux
work=$parts/linux
package_version=${PACKAGE_VERSION:-$version}
fail() { printf 'linux.sh: %s\n' "$*" >&2; exit 1; }

[ -s "$parts/LICENCES.txt" ] || fail "there is no $parts/LICENCES.txt: run scripts/release/words.sh first"
rm -rf "$work"
mkdir -p "$work"

# The programs.
GOOS=linux GOARCH=amd64 CGO_ENABLED=1 go build "${release_flags[@]}" -o "$work/bin/" ./cmd/motbilde
GOOS=linux GOARCH=amd64 CGO_ENABLED=0 go build "${release_flags[@]}" -o "$work/bin/" ./cmd/motbilde-cli

# What the window needs of the system, by what it names.
glibc=$(objdump -T "$work/bin/motbilde" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
glibc=${glibc#GLIBC_}
[ "$(printf '%s\n' "$glibc" "$newest_glibc" | sort -V | tail -n 1)" = "$newest_glibc" ] ||
  fail "the window built here needs glibc $glibc and would not start on Debian 12, which has $newest_glibc: build on an older system"
echo "The window needs glibc $glibc."
named=$({ objdump -p "$work/bin/motbilde" | awk '$1 == "NEEDED" { print $2 }'
  grep -aoE 'lib[A-Za-z0-9_+-]+\.so\.[0-9]+' "$work/bin/motbilde"; } | sort -u)
deb_depends="" rpm_requires="" deb_likes="" rpm_likes=""
for library in $named; do
  line=$(awk -v so="$library" '$1 == so' $sources/libraries)
  [ -n "$line" ] || fail "the window names $library, and $sources/libraries does not say what it is to it"
  read -r _ package rest <<<"$line"
  case $rest in "("*) package+=" ${rest%%)*})" ;; esac
  [ "$library" != libc.so.6 ] || package+=" (>= $glibc)"
  case $line in
    *" needs "*) deb_depends+="$package"$'\n' rpm_requires+="$library()(64bit)"$'\n' ;;
    *" likes "*) deb_likes+="$package"$'\n' rpm_likes+="$library()(64bit)"$'\n' ;;
  esac
done
# libm belongs to libc's package, which has its version already.
deb_depends=$(grep -vx libc6 <<<"$deb_depends" | sort -u)
rpm_requires+="libc.so.6(GLIBC_$glibc)(64bit)"
list() { printf '%s\n' "$@" | grep . | sort -u | sed 's/.*/    - "&"/'; }

# The tree that all three have, with usr as its root.
usr=$work/usr
install -Dm755 -t "$usr/bin" "$work/bin/motbilde" "$work/bin/motbilde-cli"
install -Dm644 -t "$usr/share/applications" "$sources/$id.desktop"
install -Dm644 "$sources/$id.mime.xml" "$usr/share/mime/packages/$id.xml"
sizes=(16 22 24 32 36 48 64 72 96 128 192 256 512)
go run ./scripts/icons assets/icons/app.svg "$usr/share/icons/hicolor/%dx%d/apps/$id.png" "${sizes[@]}"
install -Dm644 assets/icons/app.svg "$usr/share/icons/hicolor/scalable/apps/$id.svg"
for type in application-x-motbilde-case; do
  go run ./scripts/icons "$sources/$type.svg" "$usr/share/icons/hicolor/%dx%d/mimetypes/$type.png" "${sizes[@]}"
  install -Dm644 "$sources/$type.svg" "$usr/share/icons/hicolor/scalable/mimetypes/$type.svg"
done

day() { date -u -d "@$SOURCE_DATE_EPOCH" "$@"; }
# releases lists what CHANGELOG.md names as "## [1.2.3] - 2027-01-31", and this version where it is not among them.
releases() {
  { sed -nE 's/^## \[([0-9]+\.[0-9]+\.[0-9]+)\] - ([0-9-]+)$/\1 \2/p' CHANGELOG.md
    grep -qF "## [$version]" CHANGELOG.md || echo "$version $(day +%F)"; } | sort -rV | while read -r v date; do
    printf '    <release version="%s" date="%s" type="stable">\n      <url type="details">https://github.com/motbilde/motbilde/releases/tag/v%s</url>\n    </release>\n' "$v" "$date" "$v"
  done
}
# fill puts version and date into a file of ours.
fill() {
  local file
  file=$(<"$1")
  file=${file//@VERSION@/$version}
  file=${file//@DATE@/$(day +%F)}
  file=${file//@GLIBC@/$glibc}
  printf '%s\n' "${file//@RELEASES@/$(releases)}"
}
mkdir -p "$usr/share/metainfo" "$usr/share/man/man1"
fill "$sources/$id.metainfo.xml" >"$usr/share/metainfo/$id.metainfo.xml"
for page in motbilde.1 motbilde-cli.1; do
  fill "$sources/man/$page" | gzip -9n >"$usr/share/man/man1/$page.gz"
done

# What only one of them has: where each system looks for licences and changes.
doc=usr/share/doc/motbilde
maintainer="The Motbilde authors <motbilde@users.noreply.github.com>"
install -Dm644 "$sources/copyright" "$work/deb/$doc/copyright"
gzip -9nc "$parts/LICENCES.txt" >"$work/deb/$doc/LICENCES.txt.gz"
gzip -9nc CHANGELOG.md >"$work/deb/$doc/changelog.gz"
printf 'motbilde (%s-1) unstable; urgency=medium\n\n  * Release %s. What changes for the people who use it: changelog.gz.\n\n -- %s  %s\n' \
  "$package_version" "$package_version" "$maintainer" "$(day -R)" | gzip -9n >"$work/deb/$doc/changelog.Debian.gz"
install -Dm644 "$sources/lintian-overrides" "$work/deb/usr/share/lintian/overrides/motbilde"
install -Dm644 CHANGELOG.md "$work/rpm/$doc/CHANGELOG.md"
install -Dm644 -t "$work/rpm/usr/share/licenses/motbilde" LICENSE "$parts/LICENCES.txt"

find "$work/usr" "$work/deb" "$work/rpm" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mtime=$(day +%FT%TZ)
cat >"$work/nfpm.yaml" <<YAML
name: motbilde
arch: amd64
platform: linux
version: "$package_version"
release: "1"
section: graphics
priority: optional
maintainer: $maintainer
vendor: The Motbilde authors
homepage: https://github.com/motbilde/motbilde
license: Apache-2.0
mtime: $mtime
description: |
  shows that a claimed picture comes from another picture
  Motbilde is for journalists who check pictures. It finds the picture or the
  frame of a video that a claimed picture comes from, lays both over each other
  to a fraction of a pixel, shows what was cropped, mirrored, lettered over or
  changed, and writes a report that others can check.
  .
  It works without a network and sends nothing. This package has the window,
  motbilde, and the command line, motbilde-cli.
contents:
  - { src: "$work/usr", dst: /usr, type: tree }
  - { src: "$work/deb/usr", dst: /usr, type: tree, packager: deb }
  - { src: "$work/rpm/usr/share/doc", dst: /usr/share/doc, type: tree, packager: rpm }
  - { src: "$work/rpm/usr/share/licenses", dst: /usr/share/licenses, type: tree, packager: rpm }
overrides:
  deb:
    depends:
$(list "$deb_depends")
    recommends:
$(list ffmpeg xdg-utils "$deb_likes")
  rpm:
    depends:
$(list "$rpm_requires")
    recommends:
$(list /usr/bin/ffmpeg xdg-utils "$rpm_likes")
deb:
  compression: none
rpm:
  compression: zstd
  group: Applications/Multimedia
  buildhost: localhost # not the name of the machine
  summary: Shows that a claimed picture comes from another picture
YAML
deb=$dist/motbilde_${package_version}_amd64.deb
rpm=$dist/motbilde-$package_version-1.x86_64.rpm
go run "$nfpm" package -f "$work/nfpm.yaml" -p deb -t "$work/plain.deb"
go run "$nfpm" package -f "$work/nfpm.yaml" -p rpm -t "$rpm"
# Debian's own tools want xz, and the system's packs 15 % smaller than nfpm's, in a third of the time.
mkdir "$work/ar"
(cd "$work/ar" && ar x ../plain.deb && xz -T1 -6 data.tar && rm -f ../repacked.deb &&
  ar rcSD ../repacked.deb debian-binary control.tar.gz data.tar.xz)
mv "$work/repacked.deb" "$deb"

# The archive: the same tree, with the script that lays it out.
name=motbilde-$package_version-linux-amd64
mkdir "$work/$name"
cp -r "$usr/bin" "$usr/share" "$work/$name/"
install -Dm644 -t "$work/$name/share/doc/motbilde" LICENSE "$parts/LICENCES.txt" CHANGELOG.md
fill "$sources/README.txt" >"$work/$name/README.txt"
install -m755 "$sources/install.sh" "$work/$name/"
pack_tar "$dist/$name.tar.xz" "$work/$name"

# What others say of it.
check() {
  local tool=$1
  shift
  if command -v "$tool" >/dev/null 2>&1; then
    echo "-- $tool"
    "$tool" "$@"
  else
    echo "-- $tool is not here"
  fi
}
check desktop-file-validate "$usr/share/applications/$id.desktop"
check appstreamcli validate --no-net --pedantic "$usr/share/metainfo/$id.metainfo.xml"
# Root may run it, too: in a container there is nobody else.
check lintian --allow-root --fail-on error "$deb"
for made in "$deb" "$rpm" "$dist/$name.tar.xz"; do
  printf '%6.1f MB  %s\n' "$(($(stat -c %s "$made") / 100000))e-1" "$(basename "$made")"
done
