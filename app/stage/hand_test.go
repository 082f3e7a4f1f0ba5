package stage

import (
	"image/color"
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

func TestArrowsChangeTheModesOwnValue(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	tb.SetMode(compare.Overlay)
	tb.Key(fyne.KeyRight, false)
	near("opacity", tb.values.opacity, .55)
	tb.Key(fyne.KeyLeft, true)
	near("opacity", tb.values.opacity, .05)
	tb.SetMode(compare.Swipe)
	tb.Key(fyne.KeyLeft, false)
	near("line", tb.values.swipeAt, .48)
	tb.SetMode(compare.Blink)
	tb.Key(fyne.KeyRight, false)
	near("period", tb.values.period.Seconds(), 1.2)
	tb.Key(fyne.KeyLeft, true)
	near("period", tb.values.period.Seconds(), .5)
	tb.SetMode(compare.DifferenceMode)
	tb.Key(fyne.KeyRight, false)
	near("threshold", tb.values.showFrom[compare.Significance], 4)
	tb.SetMode(compare.SideBySide)
	before := tb.glass.port().resolved(position{})
	tb.Key(fyne.KeyRight, false)
	after := tb.places[tb.scene().key()]
	near("shift in stage pixels", (after.centre.X-before.centre.X)*after.scale, 40)
	if tb.Key(fyne.KeyUp, false) {
		t.Error("the stage takes the key of another region")
	}
}

func TestSwipeLineIsTakenHoldOfWithin16Pixels(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Swipe)
	lies := func() float32 { return tb.glass.divider.from.X }
	at := lies()
	drag(tb, at+15, 300, 100, 0)
	if got := lies(); math.Abs(float64(got-(at+115))) > 1 {
		t.Errorf("the line lies at %v, want %v", got, at+115)
	}
	if tb.places[tb.scene().key()].zoomed {
		t.Error("the picture moved with the line")
	}
	at = lies()
	drag(tb, at+17, 300, 50, 0)
	if !tb.places[tb.scene().key()].zoomed {
		t.Error("17 pixels off, the picture did not move")
	}
	tb.Fit()
	tb.setAngle(1)
	lies = func() float32 { return tb.glass.divider.from.Y }
	at = lies()
	drag(tb, 100, at-10, 0, 60)
	if got := lies(); math.Abs(float64(got-(at+50))) > 1 {
		t.Errorf("the level line lies at %v, want %v", got, at+50)
	}
}

func TestTheDividerLiesWhereTheRendererCuts(t *testing.T) {
	tb := newTable(t)
	tb.pair = compare.Pair{
		Claimed:   drawn("a", tb.pair.Claimed.Size(), func(x, y float64) color.NRGBA { return color.NRGBA{200, 0, 0, 255} }),
		Candidate: drawn("b", tb.pair.Claimed.Size(), func(x, y float64) color.NRGBA { return color.NRGBA{0, 0, 200, 255} }),
		Placed:    true, CandidateFromClaimed: geom.Identity(),
	}
	tb.Show(tb.scene())
	tb.SetMode(compare.Swipe)
	tb.Zoom(1.7)
	tb.setSwipe(.3)
	line := tb.glass.divider.from.X
	if c := tb.at(line-4, 200); c.R != 200 {
		t.Errorf("left of the line: %v", c)
	}
	if c := tb.at(line+4, 200); c.B != 200 {
		t.Errorf("right of the line: %v", c)
	}
}

func TestTheSwipeLineTurnsAboutItsMiddleByHandleAndKey(t *testing.T) {
	tb := newTable(t)
	tb.pair = compare.Pair{
		Claimed:   drawn("a", tb.pair.Claimed.Size(), func(x, y float64) color.NRGBA { return color.NRGBA{200, 0, 0, 255} }),
		Candidate: drawn("b", tb.pair.Claimed.Size(), func(x, y float64) color.NRGBA { return color.NRGBA{0, 0, 200, 255} }),
		Placed:    true, CandidateFromClaimed: geom.Identity(),
	}
	tb.Show(tb.scene())
	tb.SetMode(compare.Swipe)
	tb.setSwipe(.4)
	middle := tb.glass.divider.middle(tb.glass)
	if !tb.Turn(10) || tb.values.swipeTurn != 30 {
		t.Fatalf("turned to %v", tb.values.swipeTurn)
	}
	if now := tb.glass.divider.middle(tb.glass); now.Distance(middle) > 3 {
		t.Errorf("the middle went from %v to %v", middle, now)
	}
	d := tb.glass.divider
	along := pointOf(d.to).Sub(pointOf(d.from))
	for _, share := range []float64{.2, .8} {
		on := pointOf(d.from).Add(along.Times(share))
		across := geom.Point{X: along.Y, Y: -along.X}.Times(4 / along.Length())
		claimed, candidate := on.Sub(across), on.Add(across)
		if a, b := tb.at(float32(claimed.X), float32(claimed.Y)), tb.at(float32(candidate.X), float32(candidate.Y)); a.R != 200 || b.B != 200 {
			t.Errorf("%v of the line: %v on the claim's side, %v on the candidate's", share, a, b)
		}
	}
	// The handle, pulled to straight below the middle, makes the line upright.
	from, centre := d.turning, pointOf(d.from).Add(along.Times(.5))
	drag(tb, from.X, from.Y, float32(centre.X)-from.X+1, 40)
	if tb.values.swipeTurn != 0 {
		t.Errorf("the handle turned it to %v", tb.values.swipeTurn)
	}
	tb.SetMode(compare.Overlay)
	if tb.Turn(1) {
		t.Error("a line turned that is not there")
	}
}

func TestBlinkNeverStartsByItselfAndStopsWithTheFocus(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Blink)
	tb.clock.pass(10 * time.Second)
	if tb.Blinking() || tb.candidateBlinks() {
		t.Fatal("it blinks by itself")
	}
	tb.glass.Tapped(&fyne.PointEvent{})
	changes := 0
	for was := false; tb.clock.now < 20*time.Second; {
		tb.clock.pass(50 * time.Millisecond)
		if tb.candidateBlinks() != was {
			was = !was
			changes++
		}
	}
	if changes < 8 || changes > 9 { // 10 s at 1100 ms
		t.Errorf("%d changes in 10 s", changes)
	}
	tb.Key(fyne.KeyLeft, true)
	if tb.values.period < 500*time.Millisecond {
		t.Errorf("a period of %v is more than two changes a second", tb.values.period)
	}
	tb.SetActive(false)
	if tb.Blinking() {
		t.Error("it blinks in a window without the focus")
	}
	tb.SetActive(true)
	tb.clock.pass(10 * time.Second)
	if tb.Blinking() {
		t.Error("it starts again by itself")
	}
}

func TestBlinkShowsReadyFramesInTurn(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Blink)
	tb.clock.pass(time.Second)
	claimed := tb.glass.panes[0].image
	tb.glass.Tapped(&fyne.PointEvent{})
	n := len(tb.requests)
	tb.clock.pass(tb.values.period)
	if tb.glass.panes[0].image == claimed || tb.glass.panes[0].image != tb.slots[1].images[0] {
		t.Error("the candidate's frame is not in sight")
	}
	if len(tb.requests) != n {
		t.Error("a change asked for a frame that was there")
	}
	tb.clock.pass(tb.values.period)
	if tb.glass.panes[0].image != claimed {
		t.Error("the claim's frame is not in sight again")
	}
}

func TestSpaceShowsTheOtherPictureWhileHeld(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	tb.glass.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got := tb.last().View.Mode; got != compare.Candidate {
		t.Errorf("mode %v while held", got)
	}
	tb.glass.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got := tb.last().View.Mode; got != compare.Overlay {
		t.Errorf("mode %v afterwards", got)
	}
}
