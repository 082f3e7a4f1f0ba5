# common.sh - sourced by the release scripts: what is released, and where it
# goes. Everything that is made carries the commit's time and no other, so that
# the same commit gives the same bytes.
#
#   version            of this tree, as casework has it (0.1.0)
#   commit             the commit that is built
#   SOURCE_DATE_EPOCH  seconds, the commit's time; exported
#   dist               the folder that the files for people go to
#   parts              a folder for what is only on the way there
#   release_flags      build flags of a program that is given to people

# shellcheck source=scripts/flags.sh
. scripts/flags.sh

version=$(sed -n 's/^const Version = "\(.*\)"$/\1/p' internal/casework/version.go)
commit=$(git rev-parse HEAD)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
# Times and sorting are the same wherever it is built.
export TZ=UTC LC_ALL=C.UTF-8
umask 022
# What one machine sets for itself does not come into a program.
unset GOFLAGS GOEXPERIMENT CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_LDFLAGS

dist=${DIST:-dist}
parts=$dist/.parts
mkdir -p "$dist" "$parts"
# What goes into a package as it lies here has the commit's time, not that of
# its checkout: NSIS keeps the time of the picture beside its pages.
[ ! -d packaging ] || find packaging -type f -exec touch -d "@$SOURCE_DATE_EPOCH" {} +

# Names of symbols and debugging tables are of no use to who runs the program.
release_flags=("${build_flags[@]}" -ldflags "-s -w")

# pack_tar FILE FOLDER and pack_zip FILE FOLDER pack a folder, under its own
# name: sorted, owned by root, all at the commit's time.
pack_tar() {
  tar -C "$(dirname "$2")" --format=ustar --sort=name --owner=root:0 --group=root:0 --numeric-owner \
    --mode=u+rwX,go+rX,go-w --mtime="@$SOURCE_DATE_EPOCH" -cf - "$(basename "$2")" | xz -T1 -6 >"$1"
}
pack_zip() {
  local file
  file=$(realpath -m "$1")
  rm -f "$file"
  chmod -R u+rwX,go+rX,go-w "$2"
  find "$2" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  (cd "$(dirname "$2")" && find "$(basename "$2")" -type f | sort | zip -X -D -q -9 "$file" -@)
}
