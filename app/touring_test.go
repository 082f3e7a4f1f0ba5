package app

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/adrg/xdg"

	"github.com/motbilde/motbilde/internal/desk"
)

// tourHall is a window in which the tour has begun, over the sample case.
func tourHall(t *testing.T, o Options) *hall {
	t.Helper()
	sampleInto(t)
	h := newHall(t, o)
	h.resize(sizes[0])
	h.StartTour("")
	h.until("the sample has been compared", func(s desk.Snapshot) bool { return h.touring.ready })
	return h
}

// sampleInto has the sample case drawn into a folder of the test.
func sampleInto(t *testing.T) {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	xdg.Reload()
}

func (h *hall) resize(size fyne.Size) {
	h.window.Resize(size)
	h.window.Canvas().Content().Resize(size)
}

// strike presses keys as the driver hands them on: to what has the keyboard, else to the window.
func (h *hall) strike(keys ...fyne.KeyName) {
	for _, key := range keys {
		if focus := h.window.Canvas().Focused(); focus != nil {
			if tabbed, takes := focus.(fyne.Tabbable); key == fyne.KeyTab && (!takes || !tabbed.AcceptsTab()) {
				h.window.Canvas().FocusNext()
				continue
			}
			focus.TypedKey(&fyne.KeyEvent{Name: key})
			continue
		}
		if key == fyne.KeyTab {
			h.window.Canvas().FocusNext()
			continue
		}
		h.typedKey(key)
	}
}

// write types words, where the keyboard is.
func (h *hall) write(words string) {
	h.t.Helper()
	focus := h.window.Canvas().Focused()
	if focus == nil {
		for _, r := range words {
			h.typedRune(r)
		}
		return
	}
	test.Type(focus, words)
}

func (h *hall) at() string {
	if h.touring.at == len(tourSteps) {
		return "end"
	}
	return tourSteps[h.touring.at].Name
}

// tourActs are what a newcomer does at each step, by the keyboard alone.
var tourActs = map[string]func(h *hall){
	"list":   func(h *hall) { h.strike(fyne.KeyDown, fyne.KeyUp) },
	"facts":  func(h *hall) { h.toFacts(); h.strike(fyne.KeyReturn) },
	"closer": func(h *hall) { h.write("+") },
	"swipe": func(h *hall) {
		h.strike(fyne.Key3)
		h.strike(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	},
	"lines":      func(h *hall) { h.strike(fyne.Key6, fyne.KeyRight) },
	"by-hand":    func(h *hall) { h.strike(fyne.KeyA, fyne.KeyReturn, fyne.KeyTab, fyne.KeyReturn) },
	"leave-hand": func(h *hall) { h.strike(fyne.KeyEscape, fyne.KeyEscape) },
	"inspect":    func(h *hall) { h.strike(fyne.KeyP, fyne.KeyReturn) },
	"difference": func(h *hall) {
		h.strike(fyne.Key5)
		h.until("the difference is there", func(s desk.Snapshot) bool { return s.Difference != nil })
		h.strike(fyne.KeyRight)
	},
	"details": func(h *hall) { h.strike(fyne.Key7); h.do(h.named("propose-details")) },
	"mark": func(h *hall) {
		h.write("c")
		h.strike(fyne.KeyReturn)
		h.write("lorry")
		h.strike(fyne.KeyReturn)
	},
	"outside": func(h *hall) { h.strike(fyne.Key8, fyne.KeyRight) },
	"source": func(h *hall) {
		h.strike(fyne.KeyE, fyne.KeyTab, fyne.KeyTab)
		h.write("found in a chat")
	},
	"wording": func(h *hall) {
		h.strike(fyne.KeyF6)
		for range 3 {
			h.strike(fyne.KeyF6)
		}
		h.strike(fyne.KeyDown, fyne.KeyDown, fyne.KeyTab, fyne.KeyTab)
		h.write("a crop of a game’s picture")
	},
	"publish": func(h *hall) { h.do(h.named("publish")); h.strike(fyne.KeyUp, fyne.KeyUp) },
	"rest":    func(h *hall) { h.do(h.named("palette")) },
}

// toFacts goes by region to the facts.
func (h *hall) toFacts() {
	for range 12 {
		if h.window.Canvas().Focused() == h.inspector.FocusTarget() {
			return
		}
		h.strike(fyne.KeyF6)
	}
	h.t.Fatal("F6 does not come to the facts")
}

// TestTour draws and compares the sample once for all that is looked at.
func TestTour(t *testing.T) {
	h := tourHall(t, Options{})
	for _, look := range []struct {
		name string
		at   func(t *testing.T, h *hall)
	}{
		{"walked by the keyboard alone", walkTour}, {"covers nothing", checkCards}, {"brings back what is put away", bringBack},
	} {
		t.Run(look.name, func(t *testing.T) {
			h.t = t
			look.at(t, h)
		})
	}
}

func walkTour(t *testing.T, h *hall) {
	for i, s := range tourSteps {
		if h.at() != s.Name {
			t.Fatalf("step %d is %s, want %s", i+1, h.at(), s.Name)
		}
		h.look(t, s.Name)
		tourActs[s.Name](h)
		h.goesOn(i)
		if h.touring.at != i+1 || !h.touring.told {
			t.Fatalf("after %s comes %s, told %v", s.Name, h.at(), h.touring.told)
		}
	}
	if h.settings.tour != "" || !h.tour.Opened() {
		t.Errorf("at the end %q is to go on with", h.settings.tour)
	}
	h.strike(fyne.KeyEscape)
	h.look(t, "end")
	for range 8 {
		if h.strike(fyne.KeyF6); h.tour.HasFocus() {
			break
		}
	}
	h.strike(fyne.KeyReturn)
	if h.touring.on || h.tour.Opened() {
		t.Error("the end does not close")
	}
}

// goesOn waits until a step gives way to the next.
func (h *hall) goesOn(step int) {
	h.t.Helper()
	for patience := time.After(20 * time.Second); h.touring.at == step; {
		select {
		case f := <-h.posted:
			f()
		case <-patience:
			h.look(h.t, "failed")
			h.t.Fatalf("waited in vain until %s is done: %+v", tourSteps[step].Name, h.tourSeen())
		}
	}
}

// look keeps a picture of a step where pictures are asked for.
func (h *hall) look(t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("MOTBILDE_TOUR")
	if folder == "" {
		return
	}
	out, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := png.Encode(out, h.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
