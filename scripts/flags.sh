# flags.sh - sourced by the other scripts: how everything is built and tested.

# nodynamic: the HEIC and AVIF decoders load no library of the machine.
flags=(-trimpath -tags=nodynamic -buildvcs=false)

# A program also gets the commit written into it, where git can tell it.
build_flags=("${flags[@]}")
if git rev-parse --verify -q HEAD >/dev/null 2>&1; then
  build_flags+=(-buildvcs=true)
fi

# Every x86-64 processor since 2009 counts bits in one instruction; matching does little else.
export GOAMD64=${GOAMD64:-v2}
