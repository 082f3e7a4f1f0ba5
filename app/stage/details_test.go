package stage

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// detailTable shows two details, the second set on the candidate with a wide uncertainty.
func detailTable(t *testing.T) *table {
	tb := newTable(t)
	tb.SetMode(compare.DetailsMode)
	tb.Show(tb.withDetails())
	tb.clock.pass(time.Second)
	return tb
}

func (tb *table) withDetails() Scene {
	scene := tb.scene()
	m := tb.pair.CandidateFromClaimed
	at := []geom.Point{{X: 120, Y: 90}, {X: 360, Y: 250}}
	scene.Details = &Details{All: []Detail{
		{ID: "m1", Number: 1, Name: "Patch", Claimed: at[0], Candidate: m.Apply(at[0]), Twin: true, UncertaintyPx: 0.5, SidePx: 50},
		{ID: "m2", Number: 2, Claimed: at[1], Candidate: m.Apply(at[1]), Set: OnCandidate, Twin: true, UncertaintyPx: 60},
	}}
	return scene
}

// place returns where a point of the claim lies on a pane of the glass.
func (tb *table) place(p geom.Point, second bool) fyne.Position {
	q := tb.glass.port().stageFromClaimed(tb.position()).Apply(p)
	return tb.glass.origin(second).AddXY(float32(q.X), float32(q.Y))
}

func TestDetailsAreMarkedOnBothPicturesAndShownEnlargedAlike(t *testing.T) {
	tb := detailTable(t)
	tb.keep("details")
	if n := len(tb.glass.pins.shown); n != 4 {
		t.Fatalf("%d marks, want two on each picture", n)
	}
	for i, p := range tb.glass.pins.shown {
		d := tb.scene0()[i%2]
		want := tb.place(d.Claimed, i >= 2)
		if math.Abs(p.at.X-float64(want.X)) > 1 || math.Abs(p.at.Y-float64(want.Y)) > 1 || p.number != i%2+1 {
			t.Errorf("mark %d lies at %v, want %v", i, p.at, want)
		}
	}
	var pairs []Request
	for _, r := range tb.requests {
		if r.Purpose >= firstPair && (len(pairs) <= r.Purpose-firstPair) {
			pairs = append(pairs, r)
		}
	}
	if len(pairs) != 2 {
		t.Fatalf("%d pairs were asked for", len(pairs))
	}
	for i, r := range pairs {
		left, _ := compare.Panes(r.Size, r.View.PaneGap)
		middle := r.View.StageFromClaimed.Apply(tb.scene0()[i].Claimed)
		if r.View.Mode != compare.DetailsMode || math.Abs(middle.X-float64(left.Dx())/2) > 1 || math.Abs(middle.Y-float64(left.Dy())/2) > 1 {
			t.Errorf("pair %d: %+v, its place at %v of %v", i, r.View, middle, left)
		}
		if tb.pairs.all[i].image == nothing {
			t.Errorf("pair %d is not shown", i)
		}
	}
	// The first shows 50 claim pixels in half the pair's width or height, whichever is less.
	left, _ := compare.Panes(pairs[0].Size, pairs[0].View.PaneGap)
	if got, want := pairs[0].View.StageFromClaimed[0], float64(min(left.Dx(), left.Dy()))/50; math.Abs(got-want) > 1e-9 {
		t.Errorf("enlarged %v times, want %v", got, want)
	}
	if words := tb.pairs.all[0].caption.Words(); words != "Patch" || tb.pairs.all[1].caption.Words() != "Detail 2" {
		t.Errorf("captions %q and %q", words, tb.pairs.all[1].caption.Words())
	}
}

func (tb *table) scene0() []Detail { return tb.Scene().Details.All }

func TestDetailsAreSetMovedAndSelectedByHand(t *testing.T) {
	tb := detailTable(t)
	type moved struct {
		id    string
		on    Picture
		to    geom.Point
		alone bool
	}
	var added []moved
	var moves []moved
	chosen := []string{}
	tb.OnAddDetail = func(on Picture, at geom.Point) { added = append(added, moved{on: on, to: at}) }
	tb.OnMoveDetail = func(id string, on Picture, to geom.Point, alone bool) {
		moves = append(moves, moved{id, on, to, alone})
	}
	tb.OnDetail = func(id string) { chosen = append(chosen, id) }
	tap := func(p geom.Point, second bool) {
		at := tb.place(p, second)
		tb.glass.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
		tb.glass.Tapped(&fyne.PointEvent{Position: at})
	}
	tap(geom.Point{X: 240, Y: 180}, false)
	tap(geom.Point{X: 240, Y: 180}, true)
	want := tb.pair.CandidateFromClaimed.Apply(geom.Point{X: 240, Y: 180})
	if len(added) != 2 || added[0].on != OnClaim || added[0].to.Distance(geom.Point{X: 240, Y: 180}) > 1 || added[1].on != OnCandidate || added[1].to.Distance(want) > 3 {
		t.Errorf("added %+v, want %v on the candidate", added, want)
	}
	tap(geom.Point{X: 121, Y: 91}, true)
	if tb.Detail() != "m1" || len(added) != 2 || len(chosen) != 1 {
		t.Errorf("selected %q, %d added", tb.Detail(), len(added))
	}
	// Dragged on the candidate, the claim's mark follows under the hand.
	from := tb.place(geom.Point{X: 120, Y: 90}, true)
	scale := tb.glass.port().resolved(tb.position()).scale
	tb.glass.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	tb.glass.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: from.AddXY(40, 20)}, Dragged: fyne.NewDelta(40, 20)})
	on := geom.Point{X: 120 + 40/scale, Y: 90 + 20/scale}
	if p, where := tb.glass.pins.shown[0], tb.place(on, false); math.Abs(p.at.X-float64(where.X)) > 1 || math.Abs(p.at.Y-float64(where.Y)) > 1 {
		t.Errorf("while dragged the twin lies at %v, want %v", p.at, where)
	}
	if tb.position().zoomed {
		t.Error("the picture was moved with the mark")
	}
	tb.glass.DragEnd()
	if len(moves) != 1 || moves[0].id != "m1" || moves[0].on != OnCandidate || moves[0].to.Distance(tb.pair.CandidateFromClaimed.Apply(on)) > 1e-6 || moves[0].alone {
		t.Errorf("moved %+v", moves)
	}
	// Elsewhere the picture is panned.
	drag(tb, 100, 60, 12, 8)
	if len(moves) != 1 || !tb.position().zoomed {
		t.Error("a drag beside the marks does not move the picture")
	}
}

func TestDetailsAreReachedByKeyboard(t *testing.T) {
	tb := detailTable(t)
	var to geom.Point
	adds, proposals := 0, 0
	tb.OnMoveDetail = func(_ string, _ Picture, p geom.Point, _ bool) { to = p }
	tb.OnAddDetail = func(Picture, geom.Point) { adds++ }
	tb.OnPropose = func() { proposals++ }
	tb.Key(fyne.KeyRight, false)
	if tb.Detail() != "m1" {
		t.Errorf("→ selects %q", tb.Detail())
	}
	tb.Key(fyne.KeyRight, true)
	if to != (geom.Point{X: 121, Y: 90}) {
		t.Errorf("Shift → moves it to %v", to)
	}
	tb.Key(fyne.KeyLeft, false)
	if tb.Detail() != "m2" {
		t.Errorf("← goes round to %q", tb.Detail())
	}
	// The twin of the selected one has the circle of its uncertainty: on the claim, as it was set on the candidate.
	var circles []Picture
	for _, p := range tb.glass.pins.shown {
		if p.circle > 0 {
			circles = append(circles, p.on)
			scale := tb.glass.port().resolved(tb.position()).scale / tb.pair.CandidateFromClaimed[0]
			if math.Abs(p.circle-60*scale) > 0.5 {
				t.Errorf("the circle's radius is %.1f, want %.1f", p.circle, 60*scale)
			}
		}
	}
	if len(circles) != 1 || circles[0] != OnClaim {
		t.Errorf("circles on %v", circles)
	}
	tb.AddDetail()
	tb.strip.propose.OnTap()
	if adds != 1 || proposals != 1 {
		t.Errorf("%d added, %d proposals", adds, proposals)
	}
	// One that a person adds is selected when it comes.
	scene := tb.withDetails()
	scene.Details.All = append(scene.Details.All, Detail{ID: "m3", Number: 3, Claimed: geom.Point{X: 200, Y: 200}, Candidate: geom.Point{X: 500, Y: 500}})
	tb.Show(scene)
	if tb.Detail() != "m3" {
		t.Errorf("selected is %q", tb.Detail())
	}
	if !tb.Leave() || tb.Detail() != "" {
		t.Error("Esc does not let go of the detail")
	}
	tb.Show(tb.scene())
	if tb.pairsRoom() != 0 || tb.pairs.Visible() || tb.CanStepDetail() {
		t.Error("without details the pictures have not all the room")
	}
}

func TestNothingIsMarkedWithoutAnAlignment(t *testing.T) {
	tb := detailTable(t)
	scene := tb.withDetails()
	scene.Placed = false
	tb.Show(scene)
	if tb.message.Words() == "" || len(tb.glass.pins.shown) != 0 || tb.pairs.Visible() || tb.CanAddDetail() {
		t.Error("details are shown of a pair that is not placed")
	}
}

func TestEnlargedDetailsAreCoveredAndBareWithTheRestOfTheStage(t *testing.T) {
	tb := detailTable(t)
	tb.ShowMarks(false)
	if c := tb.pairs.all[0]; c.disc.Visible() || c.number.Visible() {
		t.Error("numbers stand on the enlarged pairs while marks are put away")
	}
	tb.ShowMarks(true)
	if !tb.pairs.all[0].disc.Visible() {
		t.Error("the numbers do not come back")
	}
	for _, safe := range []bool{true, false} {
		tb.SetSafe(safe)
		tb.clock.pass(time.Second)
		for i := range 2 {
			if c := tb.pairs.all[i]; c.asked.View.Safe != safe || c.image == nothing {
				t.Errorf("safe view %v: pair %d is asked for with %v", safe, i, c.asked.View.Safe)
			}
		}
	}
}
