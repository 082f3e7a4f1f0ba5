#!/usr/bin/env bash
# fuzz.sh SECONDS [FOLDER...] - runs every fuzz target in the folders (default: all of internal) for that long. An input
# that breaks one is kept by go test under testdata/fuzz, where it becomes a
# test of its own.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

# An interesting input is made smaller ten times at most: a minute of that, the
# default, would take the whole run of a target with many of them.
seconds=${1:?usage: fuzz.sh SECONDS [FOLDER...]}
shift
[ $# -gt 0 ] || set -- internal
status=0
while IFS=: read -r file name; do
  package=./$(dirname "$file")
  echo "fuzz $package $name"
  go test "${flags[@]}" -run '^$' -fuzz "^$name\$" -fuzztime "${seconds}s" -fuzzminimizetime 10x -parallel 2 "$package" | tail -n 20 || status=1
done < <(grep -roE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]+' "$@" | sed 's/func //' | sort)
exit $status
