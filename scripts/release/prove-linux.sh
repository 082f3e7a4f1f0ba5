#!/usr/bin/env bash
# prove-linux.sh ROOT... - installs the packages of dist in bare systems, uses
# them as a person would, and takes them away again. ROOT is the folder of a
# Debian that debootstrap made; it is copied, and stays as it is. Where there is
# none, one is made with the name of the folder as its release, from the mirror
# that this machine's apt has:
#
#   scripts/release/prove-linux.sh chroots/bookworm chroots/trixie
#
# Wants root, and Xvfb, openbox, xdotool, xprop and import of this machine: what
# is tried in the bare system is nothing but the package and its dependencies.
# Pictures of the window and all that was said go to $PROOF (dist/.parts/proof).
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/release/common.sh
. scripts/release/common.sh
proof=$(mkdir -p "${PROOF:-$parts/proof}" && cd "${PROOF:-$parts/proof}" && pwd)
deb=$dist/motbilde_${version}_amd64.deb
tar=$dist/motbilde-$version-linux-amd64.tar.xz
rpm=$dist/motbilde-$version-1.x86_64.rpm
fail() { printf 'NOT AS IT SHOULD BE: %s\n' "$*" >&2; exit 1; }
[ "$(id -u)" -eq 0 ] || { echo "This mounts and changes root: run it as root." >&2; exit 2; }

display=:${PROOF_DISPLAY:-97}
root='' servers=()
finish() {
  local pid
  for pid in "${servers[@]}"; do kill "$pid" 2>/dev/null || true; done
  [ -z "$root" ] || gone "$root"
}
trap finish EXIT

# gone takes a copy of a system away.
gone() {
  local at process
  for process in /proc/[0-9]*; do # what runs in it, and nothing else
    [ "$(readlink "$process/root" 2>/dev/null)" != "$1" ] || kill -KILL "${process#/proc/}" 2>/dev/null || true
  done
  for at in tmp/.X11-unix dev proc var/cache/apt/archives; do
    ! mountpoint -q "$1/$at" || umount "$1/$at"
  done
  rm -rf --one-file-system "$1"
}
Xvfb "$display" -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
servers+=($!)
sleep 1
DISPLAY=$display openbox >/dev/null 2>&1 &
servers+=($!)
export DISPLAY=$display

# inside COMMAND... as root; as_kari SCRIPT as a plain user, on the display. The
# name of a desktop makes xdg-utils ask what desktops ask; without one they go by
# "file", which takes a case for the zip file that it is, too.
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_kari() {
  chroot "$root" su kari -s /bin/sh -c "export XDG_CURRENT_DESKTOP=GNOME DISPLAY=$display LANG=C.UTF-8 HOME=/home/kari PATH=/usr/local/bin:/usr/bin:/bin; cd; $1"
}
apt_install() { inside apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1 || fail "apt-get install $*: see $log"; }
# of_ours lists what bears the name of the program, outside of homes.
of_ours() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./home -o -path ./var/log -o -path ./var/cache \) -prune -o -iname '*motbilde*' -print | grep -v '^./tmp' || true); }

# window waits for the program's window, and prints the milliseconds since $1 (of date +%s%3N).
window() {
  local until=$(($1 + 60000))
  until xdotool search --onlyvisible --class '^Motbilde$' >/dev/null 2>&1; do
    [ "$(date +%s%3N)" -lt "$until" ] || fail "no window within a minute"
    sleep 0.02
  done
  echo $(($(date +%s%3N) - $1))
}
title() { xprop -id "$(xdotool search --onlyvisible --class '^Motbilde$' | head -n 1)" _NET_WM_NAME | sed 's/.*= //'; }
# until_title PATTERN waits until the window says so.
until_title() {
  local i
  for i in $(seq 300); do
    ! title 2>/dev/null | grep -q "$1" || return 0
    sleep 0.1
  done
  fail "the window's title is $(title) and not $1 after 30 s"
}
window_process() { xprop -id "$(xdotool search --onlyvisible --class '^Motbilde$' | head -n 1)" _NET_WM_PID | sed 's/.*= //'; }
close_window() {
  local pid
  pid=$(window_process)
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
}
picture() { import -silent -window root "png:$proof/$release-$1.png"; }

for base in "$@"; do
  release=$(basename "$base")
  log=$proof/$release.log
  : >"$log"
  mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null | sed -n 1p || true)
  [ -d "$base/usr" ] || debootstrap --variant=minbase "$release" "$base" "$mirror" >>"$log"
  echo "== $release: $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' "$base/etc/os-release"), glibc $(chroot "$base" ldd --version | sed -n '1s/.* //p')"
  root=$(realpath "$base").proof
  [ ! -e "$root" ] || gone "$root"
  cp -a "$base" "$root"
  mount -t proc proc "$root/proc"
  mount --bind /dev "$root/dev"
  mkdir -p "$root/tmp/.X11-unix" "$base.cache/partial"
  mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
  mount --bind "$base.cache" "$root/var/cache/apt/archives" # what was fetched once need not be again
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod +x "$root/usr/sbin/policy-rc.d" # nothing is started in here
  inside apt-get update -q >>"$log" 2>&1
  inside useradd -m kari

  echo "-- install by apt, with what it depends on and nothing else"
  cp "$deb" "$root/tmp/motbilde.deb"
  apt_install ./tmp/motbilde.deb
  inside dpkg -s motbilde | sed -n 's/^\(Version\|Installed-Size\): /   \0/p'

  echo "-- the first windows, on the sample case"
  times=() works=()
  for i in 1 2 3 4 5; do
    began=$(date +%s%3N)
    as_kari 'motbilde --sample --size 1280x800 >window.log 2>&1' &
    took=$(window "$began")
    times+=("$took")
    works+=("$(awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print int(($12 + $13) * 1000 / hz) }' "/proc/$(window_process)/stat")")
    if [ "$i" = 1 ]; then
      xprop -id "$(xdotool search --onlyvisible --class '^Motbilde$' | head -n 1)" WM_CLASS | grep -q '"Motbilde", "Motbilde"' || fail "the class of the window is not that of StartupWMClass"
      sleep "${PROOF_WAIT:-20}" # until it has compared
      picture sample
    fi
    close_window
  done
  echo "   ms until the window shows: ${times[*]}; median $(printf '%s\n' "${times[@]}" | sort -n | sed -n 3p)"
  echo "   ms of processor by then: ${works[*]}; median $(printf '%s\n' "${works[@]}" | sort -n | sed -n 3p). Load of the machine: $(cut -d ' ' -f 1 /proc/loadavg) on $(nproc) cores"

  echo "-- the command line, on names with æøå, Cyrillic and spaces"
  as_kari 'motbilde-cli sample sak >/dev/null && mkdir -p "bilder fra Tromsø" && cp sak/claim.jpg "bilder fra Tromsø/påstått ærlig.jpg" && cp -r sak/candidates "bilder fra Tromsø/Москва åøæ" &&
    motbilde-cli compare "bilder fra Tromsø/påstått ærlig.jpg" "bilder fra Tromsø/Москва åøæ" --case "bilder fra Tromsø/første sak.motbilde" --report "bilder fra Tromsø/rapport.pdf"' >"$proof/$release-compare.txt" 2>&1 ||
    fail "motbilde-cli compare: see $proof/$release-compare.txt"
  as_kari 'motbilde-cli verify "bilder fra Tromsø/første sak.motbilde"' >"$proof/$release-verify.txt" 2>&1 || fail "motbilde-cli verify"
  head -n 4 "$proof/$release-compare.txt" | sed 's/^/   /'

  echo "-- a case by its association"
  apt_install xdg-utils libglib2.0-bin shared-mime-info desktop-file-utils hicolor-icon-theme
  case='bilder fra Tromsø/første sak.motbilde'
  [ "$(as_kari "xdg-mime query filetype '$case'")" = application/x-motbilde-case ] || fail "the type of a case is $(as_kari "xdg-mime query filetype '$case'")"
  as_kari "cp '$case' unnamed" && [ "$(as_kari 'gio info -a standard::content-type unnamed' | sed -n 's/.*content-type: //p')" = application/x-motbilde-case ] || fail "a case without its ending is not known by its content"
  [ "$(as_kari 'xdg-mime query default application/x-motbilde-case')" = io.github.motbilde.motbilde.desktop ] || fail "cases are opened by $(as_kari 'xdg-mime query default application/x-motbilde-case')"
  [ "$(as_kari 'xdg-mime query default application/x-motbilde-pack')" = io.github.motbilde.motbilde.desktop ] || fail "packs are not opened by Motbilde"
  for opener in "gio open" "xdg-open"; do
    as_kari "$opener '$case' >open.log 2>&1" &
    began=$(date +%s%3N)
    window "$began" >/dev/null
    until_title 'første sak'
    sleep 6
    picture "open-by-${opener%% *}"
    close_window
    echo "   $opener: $(printf '%s' "$case") is open"
  done

  echo "-- preferences and unsaved work go on in a higher version"
  as_kari 'mkdir -p .config/fyne/io.github.motbilde.motbilde && printf "{\"theme\":\"dark\",\"language\":\"nb\"}" >.config/fyne/io.github.motbilde.motbilde/preferences.json'
  as_kari 'motbilde --size 1280x800 sak/claim.jpg sak/candidates >window.log 2>&1' &
  window "$(date +%s%3N)" >/dev/null
  sleep 15 # compared, and kept
  picture before-upgrade
  kill -KILL "$(window_process)" # as a crash would
  sleep 1
  own() { (cd "$root/home/kari" && find . -type f ! -name '*.log' ! -path './.cache/*' -exec sha256sum {} + | sort -k 2); }
  kept=$(own)
  [ -d "$root/home/kari/.local/share/motbilde" ] || fail "no unsaved work was kept"
  # The same package with a higher number: what the number does to a user's files is what is tried.
  rm -rf "$root/tmp/higher"
  dpkg-deb -R "$deb" "$root/tmp/higher"
  sed -i "s/^Version: .*/Version: 9.9.9-1/" "$root/tmp/higher/DEBIAN/control"
  dpkg-deb -Znone -b --root-owner-group "$root/tmp/higher" "$root/tmp/higher.deb" >/dev/null
  apt_install ./tmp/higher.deb
  inside dpkg-query -W -f '   version ${Version}\n' motbilde
  [ "$(own)" = "$kept" ] || fail "the upgrade touched what is the user's"
  as_kari 'motbilde --size 1280x800 >window.log 2>&1' &
  window "$(date +%s%3N)" >/dev/null
  sleep 4
  picture after-upgrade
  close_window

  echo "-- remove by apt"
  kept=$(own)
  listed=$(dpkg-deb --fsys-tarfile "$deb" | tar -t | sed -n 's/^\.\(.*[^\/]\)$/\1/p')
  inside apt-get purge -y -q motbilde >>"$log" 2>&1
  left=$(of_ours; while IFS= read -r file; do [ ! -e "$root$file" ] || echo "$file"; done <<<"$listed")
  [ -z "$left" ] || fail "after removing there is still: $left"
  inside dpkg -s motbilde >/dev/null 2>&1 && fail "dpkg still knows it"
  [ "$(own)" = "$kept" ] || fail "removing touched what is the user's"
  [ -z "$(as_kari 'xdg-mime query default application/x-motbilde-case')" ] || fail "the association is still there"
  echo "   no file of the program is left; $(wc -l <<<"$kept") files of the user are as they were"

  echo "-- the archive, by a plain user"
  cp "$tar" "$root/home/kari/" && chown -R --reference="$root/home/kari" "$root/home/kari/$(basename "$tar")"
  inside apt-get install -y -q --no-install-recommends xz-utils >>"$log" 2>&1
  as_kari 'find . -not -path "./.cache/*" | sort >/tmp/before.txt; tar -xf motbilde-*.tar.xz && cd motbilde-*/ && sh install.sh' | sed 's/^/   /'
  inside apt-get install -y -q --no-install-recommends $(sed -n 's/^Depends: //p' <<<"$(dpkg-deb -f "$deb" Depends | sed 's/^/Depends: /')" | sed 's/([^)]*)//g; s/,/ /g') >>"$log" 2>&1
  [ "$(as_kari 'xdg-mime query default application/x-motbilde-case')" = io.github.motbilde.motbilde.desktop ] || fail "the archive's association is not there"
  as_kari "gio open '$case' >open.log 2>&1" &
  window "$(date +%s%3N)" >/dev/null
  until_title 'første sak'
  sleep 6
  picture archive-open
  close_window
  as_kari '.local/bin/motbilde-cli version && sh motbilde-*/install.sh | tail -n 1 >/dev/null && rm -r motbilde-*-amd64 motbilde-*.tar.xz && sh .local/lib/motbilde/install.sh --uninstall' | sed 's/^/   /'
  left=$(cd "$root/home/kari" && find . -path ./.cache -prune -o -iname '*motbilde*' -print | grep -v -e '^./.config/fyne/' -e '^./.local/share/motbilde' -e 'sak.motbilde$' -e '/\.første sak' || true)
  [ -z "$left" ] || fail "after uninstalling there is still: $left"
  own | diff <(printf '%s\n' "$kept") - | grep '^[<>]' | grep -v '\.local/share/motbilde' && fail "uninstalling touched what is the user's"
  echo "   no file of the program is left in the user's home"

  gone "$root"
  root=''
done

if command -v rpm >/dev/null 2>&1; then
  echo "== the .rpm, in an empty root by Debian's rpm (there is no system here that has rpm by itself)"
  root=$(mktemp -d)
  rpm --root "$root" --initdb
  rpm --root "$root" --nodeps --noscripts -i "$(realpath "$rpm")"
  rpm --root "$root" -V --nodeps motbilde && echo "   installed, and each file is as the package says"
  chroot "$root" /usr/bin/motbilde-cli version | sed 's/^/   /'
  rpm --root "$root" -e --nodeps motbilde
  left=$(cd "$root" && find . -iname '*motbilde*')
  [ -z "$left" ] || fail "after rpm -e there is still: $left"
  echo "   removed, no file is left"
fi
echo "Pictures are in $proof: look at them."
