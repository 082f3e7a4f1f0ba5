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
  out=$(go test "${flags[@]}" -run '^$' -fuzz "^$name\$" -fuzztime "${seconds}s" -fuzzminimizetime 10x -parallel 2 "$package" 2>&1)
  done=$?
  tail -n 20 <<<"$out"
  [ $done -ne 0 ] || continue
  # Go before 1.27 now and then calls its own end of the time a failure (golang/go#75804): with no
  # other complaint and no input that failed, the target has run its time and found nothing.
  if grep -q '^    context deadline exceeded$' <<<"$out" && ! grep -qE 'Failing input|panic|hung or terminated|testdata/fuzz' <<<"$out"; then
    echo "The end of the time came out as a failure, without an input: not counted."
  else
    status=1
  fi
done < <(grep -roE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]+' "$@" | sed 's/func //' | sort)
exit $status
