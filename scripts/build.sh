#!/usr/bin/env bash
# build.sh window|cli... - builds programs into bin/. Both are built without
# the local paths in them, and with decoders that never load a library of the
# machine, so that every machine decodes alike; the command line also without
# any C at all.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

for program in "$@"; do
  case $program in
    window) go build "${build_flags[@]}" -o bin/ ./cmd/motbilde ;;
    cli) CGO_ENABLED=0 go build "${build_flags[@]}" -o bin/ ./cmd/motbilde-cli ;;
    *) echo "build.sh: no such program: $program" >&2; exit 2 ;;
  esac
done
