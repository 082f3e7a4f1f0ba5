#!/usr/bin/env bash
# prove-windows.sh ROOT - installs what windows.sh made under wine, uses it as a
# person would, and takes it away again. ROOT is the folder of a Debian 13 or
# newer (the wine of Debian 12 lacks what Go programs ask for); where there is
# none, one is made by debootstrap from the mirror that this machine's apt has,
# with wine in it.
#
#   scripts/release/prove-windows.sh chroots/trixie
#
# Wants root, and Xvfb, openbox, xdotool and import of this machine. Pictures of
# the window and all that was said go to $PROOF (dist/.parts/proof-windows): look
# at them. Wine is not Windows: what it can't show stands in docs/windows.md.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=scripts/release/common.sh
. scripts/release/common.sh
root=$(realpath -m "${1:?names the folder of a Debian}")
proof=$(mkdir -p "${PROOF:-$parts/proof-windows}" && realpath "${PROOF:-$parts/proof-windows}")
setup=$dist/Motbilde-$version-setup.exe
[ "$(id -u)" -eq 0 ] || { echo "This mounts and changes root: run it as root." >&2; exit 2; }
fail() { printf 'NOT AS IT SHOULD BE: %s\n' "$*" >&2; exit 1; }

export DISPLAY=:${PROOF_DISPLAY:-98}
servers=()
mounts=(tmp/.X11-unix dev proc)
finish() {
  local at pid
  inside wineserver -k 2>/dev/null || true
  for pid in "${servers[@]}"; do kill "$pid" 2>/dev/null || true; done
  for at in "${mounts[@]}"; do ! mountpoint -q "$root/$at" || umount "$root/$at"; done
}

# inside COMMAND... runs in the Debian, as somebody with an empty home.
home=/home/reporter
inside() {
  chroot "$root" env -i HOME=$home PATH=/usr/bin:/bin DISPLAY="$DISPLAY" LANG="${SPEAKS:-en_US.UTF-8}" WINEDEBUG=-all \
    WINEDLLOVERRIDES="mscoree=;mshtml=" LIBGL_ALWAYS_SOFTWARE=1 "$@"
}
windows() { inside timeout 300 wine "$@"; }

if [ ! -e "$root/usr/bin/wine" ]; then
  mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null | head -n 1)
  [ -d "$root/usr" ] || debootstrap --variant=minbase trixie "$root" "$mirror" >"$proof/debootstrap.log"
  cp /etc/resolv.conf "$root/etc/"
  chroot "$root" sh -c 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends wine wine64 libgl1 libgl1-mesa-dri fonts-liberation locales &&
    printf "en_US.UTF-8 UTF-8\nnb_NO.UTF-8 UTF-8\n" >/etc/locale.gen && locale-gen && apt-get clean' >"$proof/apt.log" 2>&1
fi
mkdir -p "$root/tmp/.X11-unix" /tmp/.X11-unix
trap finish EXIT
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
mountpoint -q "$root/tmp/.X11-unix" || mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
Xvfb "$DISPLAY" -screen 0 1920x1080x24 -nolisten tcp >/dev/null 2>&1 &
servers+=($!)
sleep 1
openbox >/dev/null 2>&1 &
servers+=($!)

rm -rf --one-file-system "${root:?}$home"
mkdir -p "$root$home"
windows wineboot -i >/dev/null 2>&1
c=$root$home/.wine/drive_c
stick='C:\stick'
mkdir -p "$c/stick"
cp "$setup" "$c/stick/setup.exe"
CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build "${flags[@]}" -o "$c/stick/hold.exe" ./scripts/hold
user=$(basename "$(find "$c/users" -mindepth 1 -maxdepth 1 ! -name Public)")
place="C:\\users\\$user\\AppData\\Local\\Programs\\Motbilde"
there=$c/users/$user/AppData/Local/Programs/Motbilde

# everything lists the files and the registry that are not wine's own bookkeeping.
everything() {
  inside wineserver -w || true
  (cd "$c" && find . -path ./windows -prune -o -path ./stick -prune -o -type f -print | grep -v -e /Temp/ -e /INetCache/ | sort)
}
registry() { windows reg query "$1" /s 2>/dev/null | tr -d '\r'; }
# window NAME waits for a window and prints its number.
window() {
  local until=$((SECONDS + 90)) id
  while [ "$SECONDS" -lt "$until" ]; do
    for id in $(xdotool search --onlyvisible --name "$1" 2>/dev/null); do
      echo "$id"
      return
    done
    sleep 0.2
  done
  fail "no window $1 after 90 s: $(xdotool search --onlyvisible --name . getwindowname %@ 2>/dev/null | paste -sd '|')"
}
# picture NAME [WINDOW] keeps what the screen shows, or one window of it.
picture() { import -silent -window "${2:-root}" "png:$proof/$1.png"; }
gone() {
  local until=$((SECONDS + 60))
  while xdotool search --onlyvisible --name "$1" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || fail "the window $1 stays"
    sleep 0.2
  done
}
stop() { windows taskkill /F /IM motbilde.exe >/dev/null 2>&1 || true; gone 'Motbilde$'; }
before=$(everything)
uninstalling='Motbilde (Uninstall|avinstallasjon)'

echo "-- the installer, seen, in both languages"
for language in en_US:en nb_NO:nb; do
  short=${language#*:}
  SPEAKS=${language%:*}.UTF-8 windows "$stick\\setup.exe" >/dev/null 2>&1 &
  began=$(date +%s%3N)
  id=$(window "^Motbilde $version")
  for page in 1-parts 2-folder 3-finish; do
    sleep "${PAUSE:-2}"
    if [ $page = 3-finish ]; then
      # Installing may take its time; the last page has another title inside.
      until [ -e "$there/uninstall.exe" ]; do sleep 0.5; done
      sleep "${PAUSE:-2}"
    fi
    picture "setup-$short-$page" "$id"
    xdotool windowactivate --sync "$id" key --clearmodifiers Return
  done
  id=$(window '^Motbilde$')
  echo "   $short: window $(($(date +%s%3N) - began)) ms after the installer was started, with $((3 * ${PAUSE:-2})) s to read its pages"
  sleep 5
  picture "started-$short"
  SPEAKS=${language%:*}.UTF-8 windows "$place\\uninstall.exe" >/dev/null 2>&1 &
  id=$(window "$uninstalling")
  sleep 3
  picture "uninstall-$short" "$id"
  xdotool windowactivate --sync "$id" key --clearmodifiers Return
  sleep 3
  picture "running-$short"
  stop
  xdotool key --clearmodifiers Return # again
  sleep 5
  picture "uninstalled-$short"
  id=$(xdotool search --onlyvisible --name "$uninstalling" | tail -n 1)
  [ -z "$id" ] || xdotool windowactivate --sync "$id" key --clearmodifiers Return
  gone "$uninstalling"
  [ ! -e "$there" ] || fail "the program's folder is still there"
done

echo "-- the installer, silent, with its choices"
windows "$stick\\setup.exe" /S /PATH || fail "setup.exe /S ended with $?"
[ "$(cd "$there" && ls | paste -sd ' ')" = "LICENCES.txt LICENSE.txt motbilde-cli.exe motbilde.exe uninstall.exe" ] || fail "installed: $(ls "$there")"
registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Motbilde' >"$proof/uninstall-entry.txt"
for want in "DisplayVersion    REG_SZ    $version" "InstallLocation    REG_SZ    $place" QuietUninstallString EstimatedSize; do
  grep -qF "$want" "$proof/uninstall-entry.txt" || fail "the entry for uninstalling lacks $want"
done
registry 'HKCU\Environment' | grep -qF "$place" || fail "the folder is not on the PATH"
said=$(windows cmd /c 'motbilde-cli version' | tr -d '\r')
[[ $said == "motbilde-cli $version "* ]] || fail "from the PATH it says $said"
echo "   $said"

echo "-- the window on the sample case"
for size in 1280x800 1920x1080; do
  began=$(date +%s%3N)
  windows "$place\\motbilde.exe" --sample --size $size >/dev/null 2>&1 &
  window 'Motbilde$' >/dev/null
  echo "   $size: a window $(($(date +%s%3N) - began)) ms after the program was started"
  sleep "${PROOF_WAIT:-25}" # until it has compared
  picture "sample-$size"
  code=0
  windows "$stick\\setup.exe" /S || code=$?
  [ $code = 3 ] || fail "setup.exe ended with $code while the program runs"
  stop
done

echo "-- the command line, on names with æøå, Cyrillic and spaces, in a console and into a file"
sample=$c/users/$user/AppData/Local/cache/motbilde/sample
mkdir -p "$c/saker/Grønn ås æøå/Снимки с фронта"
cp "$sample/claim.jpg" "$c/saker/Grønn ås æøå/påstand – blåbær.jpg"
cp "$sample/candidates/frame-0932.jpg" "$c/saker/Grønn ås æøå/Снимки с фронта/кадр 932.jpg"
cli() { windows "$place\\motbilde-cli.exe" "$@" 2>&1 | tr -d '\r'; }
folder='C:\saker\Grønn ås æøå'
cli compare "$folder\\påstand – blåbær.jpg" "$folder\\Снимки с фронта" --case "$folder\\første sak.motbilde" --report "$folder\\rapport.pdf" >"$proof/compare.txt" || fail "compare: see $proof/compare.txt"
grep -qF "Match found: $folder\\Снимки с фронта\\кадр 932.jpg" "$proof/compare.txt" || fail "compare says: $(cat "$proof/compare.txt")"
[ "$(ls -A "$c/saker/Grønn ås æøå" | sort | paste -sd '|')" = "første sak.motbilde|påstand – blåbær.jpg|rapport.pdf|Снимки с фронта" ] || fail "left beside the case: $(ls -A "$c/saker/Grønn ås æøå")"
cli verify "$folder\\første sak.motbilde" >"$proof/verify.txt" || fail "verify: see $proof/verify.txt"
head -n 1 "$proof/compare.txt" | sed 's/^/   /'

echo "-- paths that Windows has and others don't"
long=saker
for n in 1 2 3 4 5 6; do long+="/en ganske lang mappe for å komme over grensen $n æøå"; done
mkdir -p "$c/$long"
cp "$sample/claim.jpg" "$c/$long/påstand.jpg"
at="C:\\${long//\//\\}"
cli compare "$at\\påstand.jpg" "C:/saker/Grønn ås æøå/Снимки с фронта/кадр 932.jpg" --case "$at\\sak.motbilde" | grep -q '^Wrote ' || fail "a path of ${#at} characters"
tried=$proof/oddities.txt
: >"$tried"
# odd WORDS ARGUMENT... holds what the command line says to words.
odd() {
  local words=$1
  shift
  printf '> %s\n' "$*" >>"$tried"
  cli "$@" >"$proof/said.txt" || true
  cat "$proof/said.txt" >>"$tried"
  grep -qF "$words" "$proof/said.txt" || fail "no \"$words\" in: $(cat "$proof/said.txt")"
  ! grep -qE '^(panic:|goroutine )' "$proof/said.txt" || fail "a panic: $(cat "$proof/said.txt")"
}
claim="$folder\\påstand – blåbær.jpg"
odd "Match found" compare '\\?\C:\saker\Grønn ås æøå\påstand – blåbær.jpg' "$folder\\Снимки с фронта\\кадр 932.jpg"
odd "There is no file at this place" compare "$claim" '\\nobody\nothing\x.jpg'
odd "There is no file at this place" compare "$claim" 'C:saker\nei.jpg'
odd "not an ordinary file" compare "$claim" NUL
odd "This disk takes no file of that name" compare "$claim" "$folder\\Снимки с фронта" --report "C:\\saker\\a<b>.pdf"
odd "This disk takes no file of that name" compare "$claim" "$folder\\Снимки с фронта" --report 'C:\saker\CON'
odd "There is no folder" compare "$claim" "$folder\\Снимки с фронта" --report 'C:\saker\nei\rapport.pdf'
odd "winget install ffmpeg" export "$folder\\første sak.motbilde" --to 'C:\saker\film' --what mp4

echo "-- files that another program has open"
in_use="Another program has the file open."
# while_held FILE ... runs the rest while somebody has the file.
while_held() {
  local file=$1 said
  shift
  windows "$stick\\hold.exe" "$file" 25 >"$proof/hold.txt" 2>&1 &
  until grep -q held "$proof/hold.txt"; do sleep 0.2; done
  "$@"
  windows taskkill /F /IM hold.exe >/dev/null 2>&1
}
while_held "$folder\\Снимки с фронта\\кадр 932.jpg" odd "$in_use" compare "$claim" "$folder\\Снимки с фронта\\кадр 932.jpg"
while_held "$claim" odd "$in_use" compare "$claim" "$folder\\Снимки с фронта\\кадр 932.jpg"
while_held "$folder\\første sak.motbilde" odd "$in_use" verify "$folder\\første sak.motbilde"
was=$(sha256sum "$c/saker/Grønn ås æøå/rapport.pdf")
while_held "$folder\\rapport.pdf" odd "$in_use" compare "$claim" "$folder\\Снимки с фронта" --report "$folder\\rapport.pdf"
while_held "$folder\\første sak.motbilde" odd "$in_use" compare "$claim" "$folder\\Снимки с фронта" --case "$folder\\første sak.motbilde"
[ "$was" = "$(sha256sum "$c/saker/Grønn ås æøå/rapport.pdf")" ] || fail "the report that could not be replaced has changed"
[ -z "$(find "$c/saker" -name '*.part' -o -name '*.lock')" ] || fail "left: $(find "$c/saker" -name '*.part' -o -name '*.lock')"
grep -c "$in_use" "$tried" | sed 's/^/   said so times: /'

echo "-- a case by its association"
# Wine opens by the machine's classes only, and Windows by the user's first:
# what the installer wrote is copied from the one place to the other.
for key in .motbilde Motbilde.Case; do
  windows reg copy "HKCU\\Software\\Classes\\$key" "HKLM\\Software\\Classes\\$key" /s /f >/dev/null 2>&1
done
windows start /unix "$home/.wine/drive_c/saker/Grønn ås æøå/første sak.motbilde" >/dev/null 2>&1 &
window 'første sak' >/dev/null
for key in .motbilde Motbilde.Case; do windows reg delete "HKLM\\Software\\Classes\\$key" /f >/dev/null 2>&1; done
sleep 12
picture opened-by-association
stop

echo "-- an upgrade keeps what was chosen, and all that is the user's"
own() { (cd "$c" && find saker users -type f ! -path '*/Temp/*' ! -path '*/Programs/*' -exec sha256sum {} + | sort -k 2); }
kept=$(own)
windows "$stick\\setup.exe" /S || fail "the second installing ended with $?"
registry 'HKCU\Environment' | grep -qF "$place" || fail "the upgrade took the folder off the PATH"
[ "$(own)" = "$kept" ] || fail "the upgrade touched what is the user's: $(own | diff <(printf '%s\n' "$kept") -)"
# wine puts quotes around what has a space, which NSIS takes /D= not with
windows "$stick\\setup.exe" /S '/D=C:\annetsteds\Motbilde' || fail "installing elsewhere ended with $?"
[ ! -e "$there" ] || fail "the earlier folder is still there"
registry 'HKCU\Environment' | grep -F 'annetsteds' | grep -vqF "$place" || fail "the PATH still names the earlier folder"
cp "$sample/claim.jpg" "$c/annetsteds/Motbilde/mitt.jpg"

echo "-- uninstall"
windows 'C:\annetsteds\Motbilde\uninstall.exe' /S || fail "uninstall.exe ended with $?"
sleep 5 # it goes on as a copy of itself
[ "$(ls -A "$c/annetsteds/Motbilde")" = mitt.jpg ] || fail "in the program's folder: $(ls -A "$c/annetsteds/Motbilde")"
rm -r "$c/annetsteds"
left=$(everything | diff <(printf '%s\n' "$before") - | sed -n 's/^> //p' | grep -v -e '^./saker/' -e /AppData/Local/motbilde/ -e /AppData/Local/cache/motbilde/ -e /AppData/Roaming/fyne/io.github.motbilde.motbilde/ || true)
[ -z "$left" ] || fail "left behind: $left"
for key in 'HKCU\Software\Classes' 'HKCU\Environment' 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall'; do
  ! registry "$key" | grep -i motbilde || fail "the registry still names Motbilde below $key"
done
[ "$(own | grep ' saker/')" = "$(grep ' saker/' <<<"$kept")" ] || fail "uninstalling touched what is the user's"
echo "   no file and no key of the program is left; $(grep -c ' saker/' <<<"$kept") files of the user are as they were"

echo "-- the zip file, from a stick"
unzip -q -d "$c/stick" "$dist/motbilde-$version-windows-amd64.zip"
portable=$c/stick/motbilde-$version
was=$(cd "$portable" && find . -type f -exec sha256sum {} + | sort)
windows "$stick\\motbilde-$version\\motbilde.exe" --sample --size 1280x800 >/dev/null 2>&1 &
window 'Motbilde$' >/dev/null
sleep 8
picture portable
stop
[ "$was" = "$(cd "$portable" && find . -type f -exec sha256sum {} + | sort)" ] || fail "it wrote beside itself"

echo "-- without OpenGL: a display that has none"
inside wineserver -k || true
DISPLAY=:$((${DISPLAY#:} + 1000))
Xvfb "$DISPLAY" -screen 0 1280x800x24 -nolisten tcp -extension GLX >/dev/null 2>&1 &
servers+=($!)
sleep 1
openbox >/dev/null 2>&1 &
servers+=($!)
windows "$stick\\motbilde-$version\\motbilde.exe" >"$proof/without-opengl.txt" 2>&1 &
window 't open its window$' >/dev/null # it can’t
sleep 1
picture without-opengl
inside wineserver -k || true
echo "Pictures are in $proof: look at them."
