//go:build display && linux

package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app"
	"github.com/motbilde/motbilde/app/look"
)

// watchdog measures how much processor time each piece of the program's own work
// takes on the window's goroutine. Work within work counts for both.
type watchdog struct {
	took map[string][]time.Duration
}

func (w *watchdog) watch(name string) func() {
	before := threadTime()
	return func() { w.took[name] = append(w.took[name], threadTime()-before) }
}

// bounds are those of the histogram; the last one is the limit.
var bounds = []time.Duration{100 * time.Microsecond, 300 * time.Microsecond, time.Millisecond, 3 * time.Millisecond, longest}

// log prints the histogram, the longest first, and returns what took too long.
func (w *watchdog) log(t *testing.T) (over []string) {
	names := make([]string, 0, len(w.took))
	for name, all := range w.took {
		slices.Sort(all)
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return int(w.took[b][len(w.took[b])-1] - w.took[a][len(w.took[a])-1])
	})
	t.Logf("%-24s %8s %8s %8s %8s %8s %8s %9s", "processor time", "≤0.1 ms", "≤0.3", "≤1", "≤3", "≤10", "more", "longest")
	for _, name := range names {
		all := w.took[name]
		var counts [6]int
		for _, d := range all {
			i := 0
			for i < len(bounds) && d > bounds[i] {
				i++
			}
			counts[i]++
		}
		most := all[len(all)-1]
		if most > 300*time.Microsecond {
			t.Logf("%-24s %8d %8d %8d %8d %8d %8d %6.2f ms", name, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], most.Seconds()*1000)
		}
		if counts[5] > 0 {
			over = append(over, fmt.Sprintf("%s: %d of %d, the longest %.1f ms", name, counts[5], len(all), most.Seconds()*1000))
		}
	}
	return over
}

// TestWatchdogOfTheViewer hands the viewer of the sample case keys, drags and
// wheel turns with a fixed seed, in every mode and with every tool, and measures
// each piece of work on the window's goroutine.
func TestWatchdogOfTheViewer(t *testing.T) {
	dog := &watchdog{took: map[string][]time.Duration{}}
	var compared atomic.Int64
	var window *app.Window
	var shown fyne.Window
	fyne.DoAndWait(func() {
		window = app.New(room.app, app.Options{
			Size:  fyne.NewSize(1280, 800),
			Trace: func([]byte) { compared.Add(1) },
			Post: func(f func()) {
				fyne.Do(func() {
					defer look.Watched("posted")()
					f()
				})
			},
		})
		for _, w := range room.app.Driver().AllWindows() {
			if strings.Contains(w.Title(), "Motbilde") {
				shown = w
			}
		}
		shown.Show()
		window.OpenSample()
	})
	for began := time.Now(); compared.Load() < 4; time.Sleep(50 * time.Millisecond) {
		if time.Since(began) > 2*time.Minute {
			t.Fatal("the sample case was not compared")
		}
	}
	time.Sleep(time.Second)
	// All letters have been drawn once: the first of each size fills a cache.
	var drag fyne.Draggable
	var wheel fyne.Scrollable
	fyne.DoAndWait(func() {
		drag, wheel = find(shown.Content())
		look.Watch = dog.watch
	})
	defer fyne.DoAndWait(func() {
		look.Watch = nil
		window.Close()
	})
	if drag == nil {
		t.Fatal("nothing takes the hand")
	}
	random := rand.New(rand.NewPCG(7, 41))
	keys := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9, fyne.Key0, fyne.KeyLeft, fyne.KeyRight, fyne.KeyG, fyne.KeyP, fyne.KeyZ, fyne.KeyUp, fyne.KeyDown, fyne.KeyJ}
	for n := range 1500 {
		at := fyne.PointEvent{Position: fyne.NewPos(100+random.Float32()*500, 100+random.Float32()*450)}
		by := fyne.NewDelta(float32(random.IntN(41)-20), float32(random.IntN(41)-20))
		fyne.DoAndWait(func() {
			switch what := random.IntN(20); {
			case what == 0:
				shown.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: keys[random.IntN(len(keys))]})
			case what == 1:
				shown.Canvas().OnTypedRune()([]rune("oOM+-")[random.IntN(5)])
			case what < 8:
				wheel.Scrolled(&fyne.ScrollEvent{PointEvent: at, Scrolled: fyne.NewDelta(0, by.DY)})
			default:
				drag.Dragged(&fyne.DragEvent{PointEvent: at, Dragged: by})
			}
		})
		if n%50 == 0 {
			time.Sleep(60 * time.Millisecond) // frames arrive
		}
	}
	time.Sleep(500 * time.Millisecond)
	fyne.DoAndWait(func() {
		look.Watch = nil
		for _, line := range dog.log(t) {
			t.Errorf("longer than %v: %s", longest, line)
		}
	})
}
