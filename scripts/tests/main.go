// Command tests reads what `go test -json` writes and says it for people: one
// line a package, the whole output of what failed, why tests were skipped, and
// the ten slowest tests. It ends with status 1 when anything failed, so that
// it may stand at the end of a pipe.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func main() {
	failed, err := run(os.Stdin, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "tests:", err)
		os.Exit(2)
	}
	if failed {
		os.Exit(1)
	}
}

// run reads events until the end of in and reports whether anything failed.
func run(in io.Reader, out io.Writer) (failed bool, err error) {
	var t tally
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			t.take(line, out)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return true, fmt.Errorf("reading test events: %w", err)
		}
	}
	t.finish(out)
	return t.failed(), nil
}
