package app

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/tour"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// halfway brings the window to the second half of a step, which speaks of something else.
var halfway = map[string]func(h *hall){
	"swipe":      func(h *hall) { h.setMode(compare.Swipe) },
	"lines":      func(h *hall) { h.setMode(compare.MatchLines) },
	"by-hand":    func(h *hall) { h.alignByHand() },
	"inspect":    func(h *hall) { h.stage.SetInspecting(true) },
	"difference": func(h *hall) { h.setMode(compare.DifferenceMode) },
	"details":    func(h *hall) { h.setMode(compare.DetailsMode) },
	"outside":    func(h *hall) { h.setMode(compare.OutsideMode) },
	"source":     func(h *hall) { h.openBook("") },
	"publish":    func(h *hall) { h.openPublish("pair") },
}

// checkCards lays every step out in several dresses: no card lies over anything,
// and no line crosses words.
func checkCards(t *testing.T, h *hall) {
	h.touring.on = true // it was walked to its end
	h.goToStep(0, false)
	ties := 0
	for _, d := range []struct {
		size     fyne.Size
		scale    float32
		language words.Language
	}{
		{fyne.NewSize(1280, 772), 1, words.English},
		{fyne.NewSize(1280, 772), 1.5, words.Norwegian},
		{fyne.NewSize(1920, 1052), 1.5, words.English},
		{fyne.NewSize(1000, 650), 1, words.Norwegian},
		{fyne.NewSize(640, 452), 2, words.English},
	} {
		h.setScale(d.scale)
		h.setLanguage(d.language)
		h.resize(d.size)
		for i, s := range append(slices.Clone(tourSteps), tour.Step{Name: "end"}) {
			where := fmt.Sprintf("%v at %g, %s, %s", d.size, d.scale, d.language.Code(), s.Name)
			h.goToStep(i, i > 0)
			ties += h.checkCard(where)
			if open := halfway[s.Name]; open != nil {
				open(h)
				if h.at() != s.Name {
					t.Fatalf("%s: half of it counts as done", where)
				}
				ties += h.checkCard(where + ", halfway")
			}
			h.closePublish()
			h.closeBook()
			h.endAligning()
		}
	}
	if ties < 60 {
		t.Errorf("only %d cards are tied to something", ties)
	}
}

// checkCard looks at the card where it stands, and counts it if it is tied.
func (h *hall) checkCard(where string) int {
	h.t.Helper()
	tie := h.tour.Tie()
	size := h.frame.Size()
	asBox := func(p look.Place) box { return box{p.X, p.Y, p.Right(), p.Bottom()} }
	card := asBox(tie.Card)
	if card.empty() || card.x < 0 || card.y < 0 || card.right > size.Width || card.bottom > size.Height {
		h.t.Errorf("%s: the card lies at %v", where, card)
	}
	regions := []fyne.CanvasObject{h.frame.stage, h.frame.list, h.frame.facts, h.frame.book, h.frame.publish, h.frame.head, h.frame.status, h.frame.hand, h.frame.handFacts}
	w := &walker{tops: h.parts(), each: func(o fyne.CanvasObject, at, _ box) {
		if slices.Contains(regions, o) && !at.cut(card).empty() {
			h.t.Errorf("%s: the card %v lies over %T at %v", where, card, o, at)
		}
	}}
	h.walkTop(w)
	for i, line := range w.lines {
		if cut := cutOff(line); cut != "" && !line.place.cut(card).empty() {
			h.t.Errorf("%s: %s", where, cut)
		}
		for k := 1; k < len(tie.Way); k++ {
			a, b := tie.Way[k-1], tie.Way[k]
			leg := box{min(a.X, b.X) - 1, min(a.Y, b.Y) - 1, max(a.X, b.X) + 1, max(a.Y, b.Y) + 1}
			at := line.place.cut(line.clip)
			at.y, at.bottom = at.y+4, at.bottom-4 // the letters in their line
			if over := leg.cut(at); over.right-over.x > 1 && over.bottom-over.y > 1 && card.cut(at).empty() {
				h.t.Errorf("%s: the line %v crosses %q (%v, %d)", where, leg, line.text, at, i)
			}
		}
	}
	if len(tie.Way) < 2 {
		return 0
	}
	last := tie.Way[len(tie.Way)-1]
	if target, framed := h.placeOfThing(h.thingNow(), h.touring.stands); framed && !asBox(target.Out(6)).has(last) {
		h.t.Errorf("%s: the line ends at %v, the thing lies at %+v", where, last, target)
	}
	return 1
}

func (h *hall) thingNow() tour.Thing {
	t, _ := h.thing()
	return t
}

func (b box) has(p fyne.Position) bool {
	return p.X >= b.x && p.X <= b.right && p.Y >= b.y && p.Y <= b.bottom
}

func bringBack(t *testing.T, h *hall) {
	h.setScale(1)
	h.resize(sizes[0])
	for _, c := range []struct {
		step string
		away func()
		back func() bool
	}{
		{"list", h.toggleList, h.listShown},
		{"facts", h.toggleFacts, h.factsShown},
		{"swipe", h.togglePictureOnly, func() bool { return !h.wish.pictureOnly }},
		{"closer", func() { h.openBook("") }, func() bool { return !h.book.Opened() }},
		{"closer", func() { h.openPublish("") }, func() bool { return !h.publish.Opened() }},
		{"closer", h.alignByHand, func() bool { return !h.isAligning() }},
	} {
		h.goToStep(slices.IndexFunc(tourSteps, func(s tour.Step) bool { return s.Name == c.step }), false)
		c.away()
		v := h.tour.Value()
		if v.Missing == "" || v.Bring == "" || len(h.tour.Tie().Way) > 0 {
			t.Errorf("%s: nothing is said of what is away: %+v", c.step, v)
			continue
		}
		h.window.Canvas().Unfocus()
		h.strike(fyne.KeyF6, fyne.KeyReturn) // its first button
		if !c.back() || h.tour.Value().Missing != "" {
			t.Errorf("%s: it is not brought back", c.step)
		}
	}
}

func TestTourIsLeftAndGoneOnWithAndTouchesNoOtherCase(t *testing.T) {
	h := newHall(t, Options{Data: t.TempDir()})
	h.resize(sizes[0])
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("the user’s own case is compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	own := h.desk.Case().UUID
	sampleInto(t)
	h.do(h.named("tour"))
	h.until("the tour has begun, and the case is offered", func(s desk.Snapshot) bool { return h.touring.ready && len(s.Unfinished) == 1 })
	if h.desk.Case().UUID == own || len(h.seen.Candidates) != 4 {
		t.Errorf("%d candidates in the case of the tour", len(h.seen.Candidates))
	}
	h.goToStep(4, false)
	h.strike(fyne.KeyEscape)
	if h.touring.on || h.settings.tour != tourSteps[4].Name {
		t.Fatalf("left, it would go on with %q", h.settings.tour)
	}
	h.desk.NewCase()
	if !h.named("tour-on").able() {
		t.Fatal("it can't be gone on with")
	}
	h.do(h.named("tour-on"))
	h.until("the tour goes on", func(s desk.Snapshot) bool { return h.touring.on && len(s.Candidates) == 4 })
	if h.at() != tourSteps[4].Name {
		t.Errorf("it goes on with %s", h.at())
	}
	if n := len(h.seen.Unfinished); n != 1 {
		t.Errorf("%d cases are offered, want the user’s alone", n)
	}
	h.desk.NewCase() // another case takes the tour away, not the place in it
	if h.touring.on || h.settings.tour != tourSteps[4].Name {
		t.Errorf("over a new case the tour is %v, to go on with %q", h.touring.on, h.settings.tour)
	}
}
