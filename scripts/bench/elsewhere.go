package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
)

// Goals that are measured elsewhere: by a benchmark of the core, and by the
// calibration, which takes too long to run with every benchmark.

var rungLine = regexp.MustCompile(`(?m)^BenchmarkRungs12MP/(\w+)/(\w+?)(?:-\d+)?\s+\d+\s+(\d+) ns/op`)

// rungs is what the working scales cost one kind of pair.
type rungs struct{ pair, times string }

// rungTimes runs the core's benchmark of the working scales on decoded pictures.
func rungTimes() ([]rungs, error) {
	cmd := exec.Command("go", "test", "-trimpath", "-tags=nodynamic", "-run", "^$", "-bench", "Rungs12MP", "-benchtime", "3x", "./internal/align")
	cmd.Stderr = os.Stderr
	said, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("timing the rungs: %w: %s", err, said)
	}
	return parseRungs(string(said))
}

func parseRungs(said string) ([]rungs, error) {
	var out []rungs
	for _, m := range rungLine.FindAllStringSubmatch(said, -1) {
		ns, err := strconv.ParseFloat(m[3], 64)
		if err != nil {
			return nil, fmt.Errorf("timing the rungs: %w", err)
		}
		time := fmt.Sprintf("%s %.2f s", m[2], ns/1e9)
		if n := len(out); n > 0 && out[n-1].pair == m[1] {
			out[n-1].times += ", " + time
		} else {
			out = append(out, rungs{m[1], time})
		}
	}
	if out == nil {
		return nil, fmt.Errorf("timing the rungs: no times in %q", said)
	}
	return out, nil
}

var trialLine = regexp.MustCompile(`(\d+) unrelated pairs, .*; (\d+) called a match`)

// calibrated sums the trials that a page tells of.
func calibrated(page string) (string, error) {
	text, err := os.ReadFile(page)
	if err != nil {
		return "", fmt.Errorf("reading the calibration: %w", err)
	}
	pairs, matches := 0, 0
	for _, m := range trialLine.FindAllStringSubmatch(string(text), -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return "", fmt.Errorf("reading the calibration: %w", err)
		}
		called, err := strconv.Atoi(m[2])
		if err != nil {
			return "", fmt.Errorf("reading the calibration: %w", err)
		}
		pairs, matches = pairs+n, matches+called
	}
	if pairs == 0 {
		return "", fmt.Errorf("%s tells of no trial", page)
	}
	return fmt.Sprintf("%d of %d, as %s has it", matches, pairs, page), nil
}
