# resources.sh - sourced by what builds for Windows on x86-64, after common.sh:
# icons, manifest and version are in a program while it is built.
#
#   with_resources PROGRAM COMMAND...   runs the command, with the resources of
#                                       cmd/PROGRAM beside its package
#   windows_numbers                     the version in the four numbers of Windows
#   windows_icons                       the folder that motbilde.ico is made in

windows_numbers=${version%%-*}.0
windows_icons=$(realpath "$parts")/windows-icons

# windows_icon NAME SVG makes an icon of all the sizes that Windows asks for.
windows_icon() {
  local sizes=(16 20 24 32 40 48 64 96) images=() size
  mkdir -p "$windows_icons"
  go run ./scripts/icons "$2" "$windows_icons/$1-%d.png" "${sizes[@]}" 256
  for size in "${sizes[@]}"; do images+=("$windows_icons/$1-$size.png"); done
  icotool -c -o "$windows_icons/$1.ico" "${images[@]}" --raw="$windows_icons/$1-256.png"
}

# go build takes object files from the program's folder; git and other systems
# pass this one over.
with_resources() {
  local program=$1 object=cmd/$1/resources_windows_amd64.syso description="Motbilde for the command line" more=() code=0
  shift
  [ -e "$windows_icons/motbilde.ico" ] || windows_icon motbilde assets/icons/app.svg
  if [ "$program" = motbilde ]; then
    description=Motbilde more=(-D WINDOW)
    windows_icon case packaging/linux/application-x-motbilde-case.svg
  fi
  sed -e "s/@PROGRAM@/$program/" -e "s/@NUMBERS@/$windows_numbers/" packaging/windows/motbilde.manifest >"$windows_icons/program.manifest"
  x86_64-w64-mingw32-windres --codepage=65001 -I "$windows_icons" "${more[@]}" \
    -D "NUMBERS=${windows_numbers//./,}" -D "VERSION=\\\"$version\\\"" -D "PROGRAM=\\\"$program\\\"" -D "DESCRIPTION=\\\"$description\\\"" \
    -O coff packaging/windows/resources.rc "$object"
  "$@" || code=$?
  rm "$object"
  return $code
}
