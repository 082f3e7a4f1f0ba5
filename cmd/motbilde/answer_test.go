//go:build display && linux

// How soon the window answers while it works. Like the frame rate it needs a
// real window, and it is measured on Linux alone, where the processor time of
// one thread can be asked for: a wall clock would count what other programs take.
//
//	xvfb-run -s '-screen 0 1920x1080x24' go test -tags display -run Answers -v ./cmd/motbilde
package main

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app"
	"github.com/motbilde/motbilde/internal/synth"
)

const (
	// longest is what one thing that the program does on the window's goroutine may take.
	longest = 10 * time.Millisecond
	// askEvery is the time between two questions whether the window answers.
	askEvery = 20 * time.Millisecond
)

// writeArchive writes the claim and the candidates of synth.Archive.
func writeArchive(t *testing.T) (claim, candidates string, count int) {
	t.Helper()
	folder := t.TempDir()
	candidates = filepath.Join(folder, "candidates")
	if err := os.Mkdir(candidates, 0o777); err != nil {
		t.Fatal(err)
	}
	for f := range synth.Archive() {
		path := filepath.Join(folder, filepath.FromSlash(f.Name))
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
		if f.Claim {
			claim = path
		} else {
			count++
		}
	}
	return claim, candidates, count
}

// threadTime returns the processor time of the calling thread. The window's
// goroutine is bound to one.
func threadTime() time.Duration {
	const thread = 1 // RUSAGE_THREAD
	var usage syscall.Rusage
	if err := syscall.Getrusage(thread, &usage); err != nil {
		panic(err) // a promise of the system
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func TestWindowAnswersWhileAHundredCandidatesAreCompared(t *testing.T) {
	claim, candidates, count := writeArchive(t)
	finished := make(chan struct{})
	var (
		window *app.Window
		lines  int
		took   []time.Duration // on the window's goroutine, by each thing posted to it
	)
	started := time.Now()
	fyne.DoAndWait(func() {
		window = app.New(room.app, app.Options{
			Size: fyne.NewSize(1280, 800),
			Trace: func([]byte) {
				if lines++; lines == count {
					close(finished)
				}
			},
			Post: func(f func()) {
				fyne.Do(func() {
					before := threadTime()
					f()
					took = append(took, threadTime()-before)
				})
			},
		})
		for _, w := range room.app.Driver().AllWindows() {
			if w.Title() == "Motbilde" {
				w.Show()
			}
		}
		window.Open([]string{claim, candidates})
	})

	var answers []time.Duration
	ask := time.NewTicker(askEvery)
	defer ask.Stop()
	for done := false; !done; {
		select {
		case <-finished:
			done = true
		case <-time.After(10 * time.Minute):
			t.Fatal("the candidates were not compared")
		case <-ask.C:
			asked := time.Now()
			fyne.DoAndWait(func() {})
			answers = append(answers, time.Since(asked))
		}
	}
	all := time.Since(started)
	fyne.DoAndWait(window.Close)

	slices.Sort(answers)
	slices.Sort(took)
	of := func(sorted []time.Duration, share float64) time.Duration {
		return sorted[int(share*float64(len(sorted)-1))].Round(10 * time.Microsecond)
	}
	t.Logf("%d candidates in %.1f s", count, all.Seconds())
	t.Logf("the window answered %d times, after %v (median), %v (95 of 100), %v (the longest)",
		len(answers), of(answers, 0.5), of(answers, 0.95), of(answers, 1))
	t.Logf("%d times something was done on its goroutine, for %v (median), %v (99 of 100), %v (the longest) of processor time",
		len(took), of(took, 0.5), of(took, 0.99), of(took, 1))
	// Each region draws its first letters once, on a cold cache: that is the one in a hundred.
	if worst := of(took, 0.99); worst > longest {
		t.Errorf("one in a hundred took the window's goroutine for %v, want at most %v", worst, longest)
	}
}
