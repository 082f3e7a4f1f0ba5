# Motbilde: shows that a claimed picture comes from another picture.
#
#   make run     open the sample case (without a display: compare it, into out/)
#   make test    run every test
#   make build   build bin/motbilde and bin/motbilde-cli
#   make bench   measure speed and memory
#   make soak    the long forms of the tests
#   make lint    vet, format and static checks
#   make clean   remove what was built and written
#   make release build what is given to people, into dist/, from a tagged commit
#   make package-macos  on a Mac: the bundle, signed and as a disk image
#
# The work is done by the scripts; each says at its top what it does.

.PHONY: run test build bench soak lint clean release package-macos

run:
	@scripts/run.sh

test:
	@scripts/test.sh

build:
	@scripts/need.sh go build
	@scripts/build.sh window cli

bench:
	@scripts/bench.sh

soak:
	@scripts/soak.sh

lint:
	@scripts/lint.sh

clean:
	rm -rf bin out dist artefacts

release:
	@scripts/release.sh

package-macos:
	@scripts/package-macos.sh
