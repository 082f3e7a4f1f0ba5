package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// measured is one run of `compare`.
type measured struct {
	seconds      float64 // of the whole process
	cpuSeconds   float64 // that all cores worked for it: on a busy machine the fairer figure
	alignSeconds float64 // decoding and alignment of the last candidate, as the program says
	firstSeconds float64 // until the first finding, in the window
	found        int     // candidates that are a match
	peakBytes    int64   // of resident memory; 0 where the system does not tell
}

// compare runs the program on a claim and one candidate, or a folder of them.
// That nothing is found counts as an error: then something else was measured.
func (p program) compare(claim, candidate string, flags ...string) (m measured, err error) {
	cmd := exec.Command(p.cli, append([]string{"compare", "--json", claim, candidate}, flags...)...)
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	start := time.Now()
	err = cmd.Run()
	m.seconds = time.Since(start).Seconds()
	if err != nil {
		return m, fmt.Errorf("running %s on %q: %w: %s", p.cli, candidate, err, problems.String())
	}
	m.used(cmd.ProcessState)
	return m, m.read(out.Bytes())
}

// used takes down what an ended process cost.
func (m *measured) used(p *os.ProcessState) {
	m.cpuSeconds = (p.UserTime() + p.SystemTime()).Seconds()
	m.peakBytes = peak(p)
}

// read takes in the program's lines.
func (m *measured) read(lines []byte) error {
	for line := range bytes.Lines(lines) {
		var l struct {
			Verdict string  `json:"verdict"`
			AlignMs float64 `json:"alignMs"`
			Path    string  `json:"path"` // of a problem
		}
		if err := json.Unmarshal(line, &l); err != nil || l.Path != "" {
			return fmt.Errorf("reading the result %q: %w", line, err)
		}
		m.alignSeconds = l.AlignMs / 1e3
		if l.Verdict == "match" || l.Verdict == "identical" {
			m.found++
		}
	}
	return nil
}

// open opens the window on a claim and a folder of candidates, and ends it when
// the last of them has its finding in the trace.
func (p program) open(trace, claim, candidates string) (m measured, err error) {
	files, err := os.ReadDir(candidates)
	if err != nil {
		return m, err
	}
	cmd := exec.Command(p.window, "--trace", trace, "--size", "1280x800", claim, candidates)
	home := filepath.Dir(trace) // what a person has set, such as the size of text, must not count
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home, "XDG_DATA_HOME="+home)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return m, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	var lines []byte
	for bytes.Count(lines, []byte("\n")) < len(files) {
		select {
		case err := <-ended:
			return m, fmt.Errorf("the window on %q ended early: %w: %s", candidates, err, problems.String())
		case <-time.After(20 * time.Millisecond):
		}
		if lines, err = os.ReadFile(trace); err != nil {
			lines = nil // the program has not come so far
		}
		if m.firstSeconds == 0 && len(lines) > 0 {
			m.firstSeconds = time.Since(start).Seconds()
		}
	}
	m.seconds = time.Since(start).Seconds()
	if err := cmd.Process.Kill(); err != nil {
		return m, err
	}
	<-ended // it was killed: that is no error
	m.used(cmd.ProcessState)
	return m, m.read(lines)
}

// idle returns what a start of the program costs before any work, in seconds.
func (p program) idle() (float64, error) {
	var walls []float64
	for range 7 {
		start := time.Now()
		if err := exec.Command(p.cli, "version").Run(); err != nil {
			return 0, fmt.Errorf("running %s version: %w", p.cli, err)
		}
		walls = append(walls, time.Since(start).Seconds())
	}
	return median(walls), nil
}

// peer prints how long OpenCV takes for the same files, and the ratio. Without
// OpenCV or the shared tools it says so.
func (p program) peer(claim, candidate string, ours float64) error {
	if p.tools == "" {
		fmt.Println("  no OpenCV beside it: the folder with score.py was not given")
		return nil
	}
	if _, err := os.Stat(filepath.Join(p.tools, "score.py")); err != nil {
		fmt.Println("  no OpenCV beside it: there is no score.py in", p.tools)
		return nil
	}
	for _, side := range []string{"1200", "0"} {
		cmd := exec.Command("/usr/bin/python3", "scripts/bench/peer.py", p.tools, side, claim, candidate)
		cmd.Stderr = os.Stderr
		said, err := cmd.Output()
		if exit := new(exec.ExitError); errors.As(err, &exit) && exit.ExitCode() == 3 {
			fmt.Println("  no OpenCV beside it: install python3-opencv")
			return nil
		}
		if err != nil {
			return fmt.Errorf("measuring OpenCV: %w", err)
		}
		var theirs struct {
			Seconds []float64
			Inliers int
		}
		if err := json.Unmarshal(said, &theirs); err != nil {
			return fmt.Errorf("reading OpenCV's times: %w", err)
		}
		size := side + " px"
		if side == "0" {
			size = "full size"
		}
		fmt.Printf("  OpenCV SIFT + MAGSAC at %s: %.2f s (%d inliers); ratio %.2f\n",
			size, median(theirs.Seconds), theirs.Inliers, ours/median(theirs.Seconds))
	}
	return nil
}

// median returns the middle value of some; there must be one.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
