package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// slowest is how many of the slowest tests are named.
const slowest = 10

// event is one line of `go test -json` (see `go doc test2json`); Build lines carry ImportPath in place of Package.
type event struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64 // seconds
}

// timed is one finished test that stands on its own or holds others.
type timed struct {
	name    string
	seconds float64
}

// tally gathers events; the zero value is ready.
type tally struct {
	output   map[string][]string // by package and test: what it wrote so far
	tests    []timed
	skipped  []string
	packages int
	broken   []string // packages that failed, or could not be built
	count    int
}

// take adds one line. What is not an event is passed on as it is: the go
// command says some things in plain text.
func (t *tally) take(line []byte, out io.Writer) {
	var e event
	if json.Unmarshal(line, &e) != nil || e.Action == "" {
		fmt.Fprint(out, string(line))
		return
	}
	key := e.Package + e.ImportPath + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		if t.output == nil {
			t.output = map[string][]string{}
		}
		t.output[key] = append(t.output[key], e.Output)
	case "build-fail":
		fmt.Fprintf(out, "%s", strings.Join(t.output[key], ""))
		t.broken = append(t.broken, e.ImportPath)
	case "pass", "fail", "skip":
		if e.Test == "" {
			t.closePackage(e, out)
		} else {
			t.closeTest(e, key, out)
		}
		delete(t.output, key)
	}
}

func (t *tally) closeTest(e event, key string, out io.Writer) {
	top := !strings.Contains(e.Test, "/")
	if top {
		t.count++
		t.tests = append(t.tests, timed{short(e.Package) + " " + e.Test, e.Elapsed})
	}
	switch e.Action {
	case "fail":
		fmt.Fprintf(out, "%s", strings.Join(t.output[key], ""))
	case "skip":
		t.skipped = append(t.skipped, fmt.Sprintf("%s %s: %s", short(e.Package), e.Test, reason(t.output[key])))
	}
}

func (t *tally) closePackage(e event, out io.Writer) {
	if e.Action == "skip" { // no test files
		return
	}
	t.packages++
	word := "ok  "
	if e.Action == "fail" {
		word = "FAIL"
		t.broken = append(t.broken, e.Package)
		fmt.Fprintf(out, "%s", strings.Join(t.output[e.Package+" "], ""))
	}
	fmt.Fprintf(out, "%s %7.2f s  %s\n", word, e.Elapsed, short(e.Package))
}

// finish writes the summary.
func (t *tally) finish(out io.Writer) {
	for _, s := range t.skipped {
		fmt.Fprintln(out, "skipped:", s)
	}
	slices.SortStableFunc(t.tests, func(a, b timed) int { return cmp.Compare(b.seconds, a.seconds) })
	if len(t.tests) > 0 {
		fmt.Fprintln(out, "Slowest tests:")
	}
	for _, test := range t.tests[:min(slowest, len(t.tests))] {
		fmt.Fprintf(out, "%9.2f s  %s\n", test.seconds, test.name)
	}
	if t.failed() {
		slices.Sort(t.broken)
		fmt.Fprintf(out, "FAILED: %s\n", strings.Join(slices.Compact(t.broken), " "))
		return
	}
	fmt.Fprintf(out, "%d tests in %d packages passed, %d skipped.\n", t.count-t.skippedTop(), t.packages, len(t.skipped))
}

func (t *tally) skippedTop() int {
	n := 0
	for _, s := range t.skipped {
		name, _, _ := strings.Cut(s, ":")
		if !strings.Contains(name[strings.LastIndex(name, " ")+1:], "/") {
			n++
		}
	}
	return n
}

// failed reports whether anything failed; a run without any test counts as failed, since it shows nothing.
func (t *tally) failed() bool { return len(t.broken) > 0 || t.count == 0 }

// short drops the module's name from a package path.
func short(pkg string) string {
	_, rest, ok := strings.Cut(pkg, "/motbilde/motbilde/")
	if !ok {
		return pkg
	}
	return rest
}

// reason finds the words that a skipped test gave: "    x_test.go:12: no display".
func reason(output []string) string {
	for _, line := range output {
		if _, after, ok := strings.Cut(line, "_test.go:"); ok {
			if _, words, ok := strings.Cut(after, ": "); ok {
				return strings.TrimSpace(words)
			}
		}
	}
	return "no reason given"
}
