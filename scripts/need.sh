#!/usr/bin/env bash
# need.sh GROUP... - makes sure that this machine has what a task needs, and
# installs what is missing where that can be done (Debian, Ubuntu and their
# kin). It names what is missing before anything is installed, and asks for
# rights by sudo only when something is missing and the user is not root.
#
#   go      the Go that go.mod asks for
#   build   a C compiler and the headers that the window's toolkit needs
#   test    a display without a screen, a window manager for it, and a program
#           to copy and paste with
#   checks  other programs to hold results against: PDF pages, metadata, bags,
#           time-stamps, calls, videos, a browser for the pages that are
#           written (the tests go on without them)
#   release what makes the packages that are given to people
#
# On other systems it says in one line what to install, and fails when the
# window can't be built.
set -euo pipefail
cd "$(dirname "$0")/.."

build_packages=(gcc libc6-dev pkg-config libwayland-dev libxkbcommon-dev libgl1-mesa-dev xorg-dev)
test_packages=(xvfb openbox libgl1-mesa-dri xclip)
check_packages=(poppler-utils qpdf libimage-exiftool-perl openssl unzip strace ffmpeg)
browser_packages=(chromium)
# One a line: what it is for stands beside it.
release_packages=(
  xz-utils zip file    # archives, and what is in them
  desktop-file-utils   # the desktop entry
  appstream            # the metainfo
  lintian              # the .deb
  rpm                  # the .rpm, read back
  gcc-mingw-w64-x86-64 # the window for Windows
  nsis icoutils        # its installer, and icons
  osslsigncode         # its signature
)

say() { printf '%s\n' "$*" >&2; }

need_go() {
  local wanted have
  wanted=$(awk '$1 == "go" { print $2; exit }' go.mod)
  if ! command -v go >/dev/null 2>&1; then
    say "Motbilde is built with Go $wanted or newer, and there is no Go here."
    say "Install it from https://go.dev/dl/ and put its bin folder on the PATH. The Go of Debian and Ubuntu is too old."
    return 1
  fi
  # An older Go (1.21 and up) may fetch the wanted one by itself; what counts is what it then answers in this folder.
  have=$(go env GOVERSION 2>/dev/null || true)
  have=${have#go}
  if [ -z "$have" ] || [ "$(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -n 1)" != "$wanted" ]; then
    [ -n "$have" ] || have=$(cd / && go version | awk '{ sub(/^go/, "", $3); print $3 }')
    say "Motbilde is built with Go $wanted or newer; this one is $have."
    say "Install a newer one from https://go.dev/dl/ and put its bin folder first on the PATH. The Go of Debian and Ubuntu is too old."
    return 1
  fi
}

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]; }

# install WHY PACKAGE... installs those of the packages that are missing.
install() {
  local why=$1 missing=() name as_root=()
  shift
  for name in "$@"; do
    installed "$name" || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Missing $why: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      say "Installing needs an administrator. Ask for: apt-get install ${missing[*]}"
      return 1
    fi
    as_root=(sudo)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q)
  say "Installing: ${as_root[*]:-}${as_root[*]:+ }apt-get install ${missing[*]}"
  # A fresh machine has no package lists yet, and an old one has outdated ones.
  "${apt[@]}" install --no-install-recommends "${missing[@]}" >&2 ||
    { "${apt[@]}" update >&2 && "${apt[@]}" install --no-install-recommends "${missing[@]}" >&2; } ||
    { say "They could not be installed. Try yourself: apt-get update && apt-get install ${missing[*]}"; return 1; }
}

# browser installs Chromium. Ubuntu's package of that name is only a way to its
# store, whose browser can't read a test's files: there it is not asked for.
browser() {
  local name
  for name in chromium chromium-browser google-chrome; do
    ! command -v "$name" >/dev/null 2>&1 || return 0
  done
  if grep -qsx 'ID=ubuntu' "${OS_RELEASE:-/etc/os-release}"; then
    say "There is no Chromium here, and Ubuntu has it in its store only: what is shown in a browser is not tried. Google's Chrome serves too."
    return 0
  fi
  install "to see pages in a browser" "${browser_packages[@]}"
}

# headers reports whether a C compiler and the toolkit's headers are here.
headers() {
  command -v "${CC:-cc}" >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || return 1
  [ "$(uname -s)" != Linux ] || pkg-config --exists x11 xcursor xrandr xinerama xi xxf86vm gl xkbcommon wayland-client 2>/dev/null
}

# elsewhere says what systems without apt-get need, where it is missing.
elsewhere() {
  ! headers || return 0
  case "$(uname -s)" in
    Darwin) say "The window needs Apple's command-line tools: xcode-select --install" ;;
    Linux) say "The window needs a C compiler, pkg-config and the headers of X11, Wayland and OpenGL. Fedora: dnf install gcc pkgconf-pkg-config libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel mesa-libGL-devel libxkbcommon-devel wayland-devel. Arch: pacman -S base-devel libxcursor libxrandr libxinerama libxi libxxf86vm mesa libxkbcommon wayland" ;;
    *) say "The window needs a C compiler: install MSYS2 (https://www.msys2.org), then in its MINGW64 shell: pacman -S mingw-w64-x86_64-gcc" ;;
  esac
  return 1
}

for group in "$@"; do
  case $group in
    go) need_go ;;
    build | test | checks | release)
      if ! command -v apt-get >/dev/null 2>&1; then
        case $group in
          build) elsewhere ;;
          release) say "Releases are built on Debian or Ubuntu: this system has no apt-get."; exit 1 ;;
          test) command -v Xvfb >/dev/null 2>&1 || say "There is no Xvfb here: the tests on a real window are left out." ;;
        esac
        continue
      fi
      case $group in
        build) install "to build the window" "${build_packages[@]}" ;;
        test) install "to test a real window without a screen" "${test_packages[@]}" ;;
        release) install "to make packages" "${release_packages[@]}" ;;
        checks)
          install "to hold results against other programs" "${check_packages[@]}" || say "Going on without them."
          browser || say "Going on without it." ;;
      esac ;;
    *) say "need.sh: no such group: $group"; exit 2 ;;
  esac
done
