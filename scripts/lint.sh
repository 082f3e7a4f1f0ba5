#!/usr/bin/env bash
# lint.sh - the checks that read the code and run nothing: vet, gofumpt,
# staticcheck. The tools are Go modules of a fixed version.
set -uo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/flags.sh
. scripts/flags.sh

gofumpt=mvdan.cc/gofumpt@v0.12.0
staticcheck=honnef.co/go/tools/cmd/staticcheck@v0.8.2

scripts/need.sh go build || exit 1
status=0

echo "vet"
go vet "${flags[@]}" ./... || status=1
go vet -trimpath -tags "nodynamic display" ./cmd/motbilde || status=1 # the measurements of the window

echo "gofumpt"
unformatted=$(find . -name '*.go' -not -path './bin/*' -print0 | xargs -0 go run "$gofumpt" -l) || status=1
if [ -n "$unformatted" ]; then
  printf 'not formatted by gofumpt:\n%s\n' "$unformatted"
  status=1
fi

# Which checks, and why some are left out: staticcheck.conf. With the flags of
# the other builds it finds their results in the cache.
echo "staticcheck"
GOFLAGS="${flags[*]}" go run "$staticcheck" ./... || status=1

exit $status
