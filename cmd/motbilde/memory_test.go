//go:build display && linux

package main

import (
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/stage"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// resident returns the memory that the process holds, in bytes.
func resident(t *testing.T) int {
	runtime.GC()
	debug.FreeOSMemory()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(text))[1])
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}

// settled waits until a fine frame has come that was asked for after now.
func (o *owner) settled(t *testing.T) {
	before := time.Now().UnixNano()
	for o.fine.Load() < before {
		if time.Since(time.Unix(0, before)) > 20*time.Second {
			t.Fatal("no frame comes")
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func TestMemoryAfterTwoHundredOpenings(t *testing.T) {
	p := newProbe()
	o, _, scene := newOwner(t, largePair(), p, stageSizes[0].stage)
	cycle := func(n int) {
		fyne.DoAndWait(func() {
			scene.Candidate.Key = "candidate " + strconv.Itoa(n)
			o.stage.Show(stage.Scene{})
			o.stage.Show(scene)
			o.stage.SetMode([]compare.Mode{compare.SideBySide, compare.Overlay, compare.Swipe, compare.Single}[n%4])
			o.stage.Zoom(1.5)
		})
		o.settled(t)
	}
	const warm, cycles = 10, 200
	for n := range warm {
		cycle(n)
	}
	first := resident(t)
	for n := range cycles {
		cycle(warm + n)
	}
	last := resident(t)
	t.Logf("after %d openings %d MB, after %d more %d MB", warm, first>>20, cycles, last>>20)
	if float64(last) > 1.1*float64(first) {
		t.Errorf("memory grew from %d MB to %d MB", first>>20, last>>20)
	}
}

func TestTwoPicturesOfAHundredMegapixels(t *testing.T) {
	size := geom.Size{Width: 12000, Height: 8400}
	pix := make([]uint8, 4*size.Pixels())
	for i := range pix {
		pix[i] = uint8(i>>6) | 3
		if i%4 == 3 {
			pix[i] = 255
		}
	}
	large := picture.NewPyramid(picture.New("large", size, pix))
	pair := compare.Pair{Claimed: large, Candidate: large, Placed: true, CandidateFromClaimed: geom.Translation(0.4, -0.3)}
	p := newProbe()
	o, _, _ := newOwner(t, pair, p, stageSizes[0].stage)
	drag, wheel := find(o.stage.Object())
	middle := fyne.PointEvent{Position: fyne.NewPos(360, 400)}
	for _, way := range ways[:7] {
		fyne.DoAndWait(func() {
			o.stage.SetMode(way.mode)
			if way.with != nil {
				way.with(o.stage)
			}
		})
		for name, step := range moves(drag, wheel, middle) {
			now := p.steps(step)
			began := time.Now()
			o.settled(t)
			t.Logf("%-21s %-5s %5.1f frames a second, 95 of 100 painted within %d ms, sharp after %d ms", way.name, name, now.rate(), of(now.took, 0.95).Milliseconds(), time.Since(began).Milliseconds())
		}
	}
	if _, err := compare.Render(context.Background(), pair, compare.View{Mode: compare.Overlay, Opacity: .5, Fine: true}, geom.Size{Width: 1272, Height: 930}); err != nil {
		t.Error(err)
	}
}
