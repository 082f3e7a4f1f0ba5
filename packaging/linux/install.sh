#!/bin/sh
# install.sh - puts Motbilde in its place on a Linux machine, from the folder
# that was unpacked, and takes it away again.
#
#   sh install.sh                        for you alone: ~/.local
#   sudo sh install.sh                   for everybody: /usr/local
#   sh install.sh --prefix FOLDER        elsewhere
#   sh install.sh [--prefix FOLDER] --uninstall
#
# What is put there is written down in FOLDER/lib/motbilde/files, with a copy of
# this script: only what stands there is ever taken away. Cases, preferences and
# unsaved work are not touched.
set -eu
umask 022

here=$(cd "$(dirname "$0")" && pwd)
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
  nb* | no* | nn*) norwegian=yes ;;
  *) norwegian= ;;
esac
# say ENGLISH NORWEGIAN
say() {
  if [ -n "$norwegian" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}
fail() {
  say "$@" >&2
  exit 1
}

prefix= uninstall=
while [ $# -gt 0 ]; do
  case $1 in
    --prefix)
      [ $# -gt 1 ] || fail "--prefix wants a folder." "--prefix trenger en mappe."
      prefix=$2
      shift ;;
    --prefix=*) prefix=${1#--prefix=} ;;
    --uninstall) uninstall=yes ;;
    -h | --help)
      sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0"
      exit ;;
    *) fail "There is no option $1; --help lists them." "Valget $1 finnes ikke; --help viser dem som gjør." ;;
  esac
  shift
done
own=
if [ -z "$prefix" ]; then
  if [ "$(id -u)" -eq 0 ]; then
    prefix=/usr/local
  else
    prefix=$HOME/.local own=yes
  fi
fi
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac
case $prefix in
  *[\"\`\$\\%\'\|]* | *"
"*) fail "This folder's name has signs that a desktop entry can't hold: $prefix" \
    "Navnet på mappen har tegn som en menyoppføring ikke kan ha: $prefix" ;;
esac
share=$prefix/share
[ -z "$own" ] || share=${XDG_DATA_HOME:-$HOME/.local/share}
list=$prefix/lib/motbilde/files

# register tells the desktop what has come or gone, by whatever is there.
register() {
  if command -v update-desktop-database >/dev/null 2>&1 && [ -d "$share/applications" ]; then
    update-desktop-database -q "$share/applications" || true
  fi
  if command -v update-mime-database >/dev/null 2>&1; then
    [ ! -d "$share/mime/packages" ] || update-mime-database "$share/mime" >/dev/null 2>&1 || true
  elif [ -z "$uninstall" ]; then
    say "Without update-mime-database (package shared-mime-info) cases do not open by double click yet: install it, and run this again." \
      "Uten update-mime-database (pakken shared-mime-info) åpnes ikke saker med dobbeltklikk ennå: Installer den, og kjør dette om igjen."
  fi
  # A cache that is there already has to be renewed; where there is none, none is needed.
  if [ -e "$share/icons/hicolor/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null 2>&1; then
    gtk-update-icon-cache -q -t -f "$share/icons/hicolor" || true
  fi
}

# made_here FOLDER: it was not there before, and stands in the list that is taken away.
made_here() { grep -qxF "d $1" "$copy"; }

# tidy takes away what the desktop's tools wrote into folders that were made
# here, where nobody else has put anything into them since.
tidy() {
  if made_here "$share/applications" && [ -z "$(find "$share/applications" -name '*.desktop')" ]; then
    rm -f "$share/applications/mimeinfo.cache"
  fi
  if made_here "$share/mime/packages" && [ -z "$(find "$share/mime/packages" -type f)" ]; then
    for name in aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version XMLnamespaces; do
      rm -f "$share/mime/$name"
    done
    rmdir "$share"/mime/*/ 2>/dev/null || true
  fi
}

if [ -n "$uninstall" ]; then
  [ -e "$list" ] || fail "Motbilde is not installed in $prefix." "Motbilde er ikke installert i $prefix."
  [ -w "$list" ] || fail "Removing it from $prefix needs the rights of who installed it: sudo sh install.sh --uninstall" \
    "Å fjerne det fra $prefix krever rettighetene til den som installerte det: sudo sh install.sh --uninstall"
  copy=$(mktemp)
  trap 'rm -f "$copy"' EXIT
  cat "$list" >"$copy"
  sed -n 's/^f //p' "$copy" | while IFS= read -r file; do rm -f "$file"; done
  register
  tidy
  # Folders that were made for it, where they are empty; the deepest were written down last.
  sed -n '1!G;h;$p' "$copy" | sed -n 's/^d //p' | while IFS= read -r made; do rmdir "$made" 2>/dev/null || true; done
  say "Motbilde is removed from $prefix. Your cases and preferences are where they were." \
    "Motbilde er fjernet fra $prefix. Saker og innstillinger ligger der de lå."
  exit
fi

[ -x "$here/bin/motbilde" ] || fail "The program is not beside this script: unpack the whole archive, and run the script there." \
  "Programmet ligger ikke ved siden av skriptet: Pakk ut hele arkivet, og kjør skriptet der."
[ "$(uname -m)" = x86_64 ] || fail "This is built for x86-64, and the machine is $(uname -m)." "Dette er bygget for x86-64, og maskinen er $(uname -m)."

new=$(mktemp)
trap 'rm -f "$new"' EXIT

# folder makes a folder and those above it, and writes down which were not there.
folder() {
  [ ! -d "$1" ] || return 0
  folder "$(dirname "$1")"
  mkdir "$1" || fail "$1 can't be made. For all users: sudo sh install.sh --prefix $prefix" \
    "$1 kan ikke lages. For alle brukere: sudo sh install.sh --prefix $prefix"
  printf 'd %s\n' "$1" >>"$new"
}
# put FROM TO MODE: whole or not at all, also while the program runs.
put() {
  folder "$(dirname "$2")"
  cp "$1" "$2.new" && chmod "$3" "$2.new" && mv -f "$2.new" "$2" || fail "$2 can't be written." "$2 kan ikke skrives."
  printf 'f %s\n' "$2" >>"$new"
}

# What an earlier version made stays its own: the folders are in its list.
[ ! -e "$list" ] || sed -n '/^d /p' "$list" >"$new"
for program in motbilde motbilde-cli; do
  put "$here/bin/$program" "$prefix/bin/$program" 755
done
find "$here/share" -type f | sort >"$new.files"
while IFS= read -r file; do
  put "$file" "$share/${file#"$here/share/"}" 644
done <"$new.files"
rm -f "$new.files"
put "$here/install.sh" "$prefix/lib/motbilde/install.sh" 755

# A menu looks on its own PATH, which may lack this place.
entry=$share/applications/io.github.motbilde.motbilde.desktop
case $prefix in
  /usr | /usr/local) ;;
  *)
    sed -e "s|^TryExec=motbilde|TryExec=$prefix/bin/motbilde|" -e "s|^Exec=motbilde|Exec=\"$prefix/bin/motbilde\"|" "$entry" >"$entry.new"
    mv -f "$entry.new" "$entry" ;;
esac

# What an earlier version put there and this one has not, goes.
if [ -e "$list" ]; then
  sed -n 's/^f //p' "$list" | while IFS= read -r file; do
    grep -qxF "f $file" "$new" || rm -f "$file"
  done
fi
printf 'f %s\n' "$list" >>"$new"
cat "$new" >"$list"

register
missing=$(ldd "$prefix/bin/motbilde" 2>&1 | sed -n 's/^[[:space:]]*\(.*\) => not found.*/\1/p; s/.*version .\(GLIBC_[0-9.]*\). not found.*/\1/p' | tr '\n' ' ')
[ -z "$missing" ] || say "The window needs what this system has not: ${missing}(motbilde-cli works without)." \
  "Vinduet trenger noe som systemet ikke har: ${missing}(motbilde-cli virker uten)."
say "Motbilde is installed in $prefix and stands in the menu." "Motbilde er installert i $prefix og ligger i menyen."
how="sh $prefix/lib/motbilde/install.sh --uninstall"
[ -n "$own" ] || how="$how --prefix $prefix"
say "To remove it: $how" "Slik fjernes det: $how"
case ":$PATH:" in
  *":$prefix/bin:"*) ;;
  *) say "For the command line: $prefix/bin/motbilde-cli ($prefix/bin is not on the PATH)." \
    "På kommandolinjen: $prefix/bin/motbilde-cli ($prefix/bin er ikke på PATH)." ;;
esac
