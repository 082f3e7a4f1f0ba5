package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/motbilde/motbilde/app/tour"
	"github.com/motbilde/motbilde/internal/xdnd"
)

// tourPatience bounds the whole tour: one key that is not heard would wait for ever.
const tourPatience = 2 * time.Minute

// tourist walks the guided tour in the real window, by keys alone.
type tourist struct {
	*hand
	home  string
	low   bool   // the facts have no place of their own
	shots string // what pictures of every half step are called; empty keeps one of each step
	at    int
}

func (u *tourist) press(k xdnd.Key, with ...xdnd.Key) {
	u.t.Helper()
	if err := u.screen.Press(k, with...); err != nil {
		u.t.Fatal(err)
	}
}

func (u *tourist) strike(keys ...xdnd.Key) {
	u.t.Helper()
	for _, k := range keys {
		u.press(k)
		time.Sleep(40 * time.Millisecond) // as fast as a quick hand
	}
}

func (u *tourist) write(words string) {
	u.t.Helper()
	for _, r := range words {
		u.press(xdnd.Key(r))
	}
}

// step returns which step the window would go on with, by its settings; empty
// at the end of the tour, and where it never began.
func (u *tourist) step() string {
	data, err := os.ReadFile(filepath.Join(u.home, "fyne", id, "preferences.json"))
	if err != nil {
		return ""
	}
	var settings struct {
		Step string `json:"tour-step"`
	}
	if json.Unmarshal(data, &settings) != nil {
		return "" // it is being written
	}
	return settings.Step
}

// comes waits until that step stands there.
func (u *tourist) comes(step string) {
	u.t.Helper()
	u.poll("the step "+step, func() bool { return u.step() == step }, func() any {
		u.keep("tour-failed.png", u.look())
		return u.step()
	})
}

// rest waits a little: what a key set off is on the screen by then.
func (u *tourist) rest() { time.Sleep(150 * time.Millisecond) }

// half is the middle of a step, where the card speaks of something else.
func (u *tourist) half() {
	u.t.Helper()
	if u.rest(); u.shots != "" {
		u.keep(fmt.Sprintf("%s-%02d-half.png", u.shots, u.at+1), u.still())
	}
}

// shot keeps a picture of a step as it begins.
func (u *tourist) shot(name string) {
	u.t.Helper()
	if u.shots != "" {
		u.keep(fmt.Sprintf("%s-%02d.png", u.shots, u.at+1), u.still())
		return
	}
	u.keep(fmt.Sprintf("tour-%02d-%s.png", u.at+1, name), u.look())
}

// tourKeys are what a newcomer presses at each step.
var tourKeys = map[string]func(u *tourist){
	"list": func(u *tourist) {
		// The pictures are being compared at first: then the order is not the last yet.
		u.waitFor("four comparisons", func(l []line) bool { return comparisons(l) >= 4 })
		u.still()
		u.strike(xdnd.Down)
		u.rest()
		u.strike(xdnd.Up)
	},
	"facts": func(u *tourist) {
		if u.low { // the card brings them
			u.strike(xdnd.F6, xdnd.Enter)
			u.half()
		}
		u.strike(xdnd.F6, xdnd.F6, xdnd.F6, xdnd.F6, xdnd.F6, xdnd.Enter)
	},
	"closer": func(u *tourist) { u.strike(xdnd.Plus, xdnd.Plus) },
	"swipe": func(u *tourist) {
		u.strike('3')
		u.half()
		u.strike(slices.Repeat([]xdnd.Key{xdnd.Right}, 8)...)
	},
	"lines": func(u *tourist) {
		u.strike('6')
		u.half()
		u.strike(xdnd.Right)
	},
	"by-hand": func(u *tourist) {
		u.strike('a')
		u.half()
		u.strike(xdnd.Enter, xdnd.Tab, xdnd.Enter)
	},
	"leave-hand": func(u *tourist) { u.strike(xdnd.Escape, xdnd.Escape) },
	"inspect": func(u *tourist) {
		u.strike('p')
		u.half()
		u.strike(xdnd.Enter)
	},
	"difference": func(u *tourist) {
		u.strike('5')
		u.half()
		u.strike(xdnd.Right)
	},
	"details": func(u *tourist) {
		u.strike('7')
		u.press('d', xdnd.Control)
	},
	"mark": func(u *tourist) {
		u.strike('c')
		u.rest()
		u.strike(xdnd.Enter)
		u.rest()
		u.write("lorry")
		u.strike(xdnd.Enter)
	},
	"outside": func(u *tourist) {
		u.strike('8')
		u.half()
		u.strike(xdnd.Right)
	},
	"source": func(u *tourist) {
		u.strike('e')
		u.half()
		u.strike(xdnd.Tab, xdnd.Tab)
		u.write("sent in by a reader")
	},
	"wording": func(u *tourist) {
		u.strike(xdnd.F6, xdnd.F6, xdnd.F6, xdnd.F6, xdnd.Down, xdnd.Down, xdnd.Tab, xdnd.Tab)
		u.write("a crop of a picture of a game")
	},
	"publish": func(u *tourist) {
		u.press('p', xdnd.Control)
		u.half()
		u.strike(xdnd.Up, xdnd.Up)
	},
	"rest": func(u *tourist) { u.press('k', xdnd.Control) },
}

// TestGuidedTourInTheWindow walks the tour as a newcomer would who has no mouse,
// from the empty window to its end; leaves it half-way and goes on with it.
func TestGuidedTourInTheWindow(t *testing.T) {
	home := t.TempDir()
	u := &tourist{hand: openWindowIn(t, home), home: home}
	ctx, stop := context.WithTimeout(u.ctx, tourPatience)
	defer stop()
	u.ctx = ctx
	u.still()
	u.command("start the guided")
	for i, s := range tour.Steps() {
		u.comes(s.Name)
		u.at = i
		u.shot(s.Name)
		switch s.Name {
		case "swipe": // left on the card itself, and gone on with
			u.strike(xdnd.F6, xdnd.Escape)
			u.rest()
			u.command("go on with the tour")
			u.waitFor("four comparisons of the new sample", func(l []line) bool { return comparisons(l) >= 8 })
			u.still()
		case "inspect": // skipped by the card, and gone back to
			u.strike(xdnd.F6, xdnd.Enter)
			u.comes("difference")
			u.strike(xdnd.F6)
			u.press(xdnd.Tab, xdnd.Shift)
			u.strike(xdnd.Enter)
			u.comes("inspect")
		}
		tourKeys[s.Name](u)
	}
	u.comes("")
	u.strike(xdnd.Escape)
	u.rest()
	u.keep("tour-17-end.png", u.still())
	if lines := u.read(); comparisons(lines) < 8 {
		t.Errorf("%d pairs were compared", comparisons(lines))
	}
}

// command finds a command by the letters of its name.
func (u *tourist) command(letters string) {
	u.t.Helper()
	u.press('k', xdnd.Control)
	u.rest()
	u.write(letters)
	u.rest()
	u.strike(xdnd.Enter)
}
