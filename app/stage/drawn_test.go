package stage

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/markup"
)

// markTable shows a pair on which a circle, a label and a box on the claim alone are drawn.
func markTable(t *testing.T) *table {
	tb := newTable(t)
	tb.SetMode(compare.SideBySide)
	scene := tb.scene()
	m := tb.pair.CandidateFromClaimed
	add := func(id casefile.ID, number int, kind casefile.MarkKind, at geom.Point, both bool) {
		mark := casefile.Mark{ID: id, Kind: kind, Set: casefile.OnClaimed, OnClaimed: markup.Usual(kind, at, 40), Text: "שער 7"}
		if both {
			mark.Twin, mark.OnCandidate = casefile.ByAlignment, applied(m, mark.OnClaimed)
		}
		if scene.Marks == nil {
			scene.Marks = &Marks{}
		}
		scene.Marks.All = append(scene.Marks.All, Mark{mark, number})
	}
	add("m1", 1, casefile.CircleMark, geom.Point{X: 120, Y: 90}, true)
	add("m2", 0, casefile.LabelMark, geom.Point{X: 300, Y: 90}, true)
	add("m3", 2, casefile.BoxMark, geom.Point{X: 300, Y: 250}, false)
	tb.Show(scene)
	tb.clock.pass(time.Second)
	return tb
}

func (tb *table) dragged(from, to fyne.Position) {
	g := tb.glass
	g.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	for _, at := range []fyne.Position{from.AddXY((to.X-from.X)/3, (to.Y-from.Y)/2), to} {
		g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	g.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: to}, Button: desktop.MouseButtonPrimary})
	g.DragEnd()
}

func TestMarksLieOnEveryPictureThatShowsThem(t *testing.T) {
	tb := markTable(t)
	tb.keep("marks")
	for mode, want := range map[compare.Mode]int{
		compare.SideBySide: 5, compare.Overlay: 3, compare.Swipe: 3, compare.DifferenceMode: 3, compare.MatchLines: 5, compare.DetailsMode: 5, compare.OutsideMode: 3, compare.Single: 3,
	} {
		tb.SetMode(mode)
		tb.clock.pass(time.Second)
		tb.glass.place()
		if got := tb.glass.drawn.used; got != want {
			t.Errorf("mode %v: %d marks are drawn, want %d", mode, got, want)
		}
	}
	tb.ShowMarks(false)
	if tb.glass.drawn.used != 0 {
		t.Error("marks are drawn that are not to be seen")
	}
}

func TestAMarkIsDrawnMovedAndPulledByHand(t *testing.T) {
	tb := markTable(t)
	var added casefile.Mark
	var moved []geom.Point
	var side casefile.Side
	tb.OnAddMark = func(m casefile.Mark) { added = m }
	tb.OnMoveMark = func(_ casefile.ID, s casefile.Side, points []geom.Point) { side, moved = s, points }
	before := tb.position()
	a, b := geom.Point{X: 60, Y: 200}, geom.Point{X: 150, Y: 260}
	for kind, want := range map[casefile.MarkKind]int{casefile.BoxMark: 4, casefile.ArrowMark: 2, casefile.FreeMark: 3, casefile.NumberMark: 1} {
		tb.SetTool(kind)
		tb.dragged(tb.place(a, true), tb.place(b, true))
		if added.Kind != kind || added.Set != casefile.OnCandidate || len(added.OnCandidate) != want || tb.Tool() != "" {
			t.Errorf("%s: %+v", kind, added)
		}
		if at := tb.pair.CandidateFromClaimed.Apply(b); kind == casefile.ArrowMark && added.OnCandidate[1].Distance(at) > 8 {
			t.Errorf("the arrow points at %v, drawn to %v", added.OnCandidate[1], at)
		}
	}
	// By its line it is moved, and by its handle it becomes larger.
	circle := tb.scene1("m1").OnClaimed
	tb.dragged(tb.place(geom.Point{X: circle[0].X, Y: circle[0].Y - 40}, false), tb.place(geom.Point{X: circle[0].X + 33, Y: circle[0].Y - 13}, false))
	if tb.Chosen() != "m1" || side != casefile.OnClaimed || len(moved) != 2 || moved[0].Distance(geom.Point{X: circle[0].X + 33, Y: circle[0].Y + 27}) > 9 || moved[1].Distance(moved[0]) != circle[1].Distance(circle[0]) {
		t.Errorf("selected %q; from %v to %v", tb.Chosen(), circle, moved)
	}
	tb.dragged(tb.place(circle[1], false), tb.place(circle[1].Add(geom.Point{X: 31}), false))
	if moved[0] != circle[0] || !(moved[1].X > circle[1].X+20) {
		t.Errorf("pulled from %v to %v", circle, moved)
	}
	if tb.position() != before {
		t.Error("the picture moved with the marks")
	}
	// A click selects, one beside lets go; a drag on nothing pans.
	tb.glass.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: tb.place(geom.Point{X: 300, Y: 90}, false)}, Button: desktop.MouseButtonPrimary})
	tb.glass.Tapped(&fyne.PointEvent{Position: tb.place(geom.Point{X: 300, Y: 90}, false)})
	if tb.Chosen() != "m2" {
		t.Errorf("a click on the label selects %q", tb.Chosen())
	}
	tb.glass.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: tb.place(a, false)}, Button: desktop.MouseButtonPrimary})
	tb.glass.Tapped(&fyne.PointEvent{Position: tb.place(a, false)})
	if tb.Chosen() != "" {
		t.Error("a click beside the marks selects one")
	}
}

func (tb *table) scene1(id casefile.ID) Mark {
	for _, m := range tb.Scene().Marks.All {
		if m.ID == id {
			return m
		}
	}
	return Mark{}
}

func TestMarksAreReachedAndMovedByKeyboard(t *testing.T) {
	tb := markTable(t)
	var moved []geom.Point
	edited := casefile.ID("")
	tb.OnMoveMark = func(_ casefile.ID, _ casefile.Side, points []geom.Point) { moved = points }
	tb.OnEditMark = func(id casefile.ID) { edited = id }
	if tb.glass.AcceptsTab() || tb.MarkKey(fyne.KeyRight, false) {
		t.Error("keys go to a mark before one is selected")
	}
	tb.StepMark(1)
	tb.StepMark(1)
	tb.glass.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if tb.Chosen() != "m3" {
		t.Errorf("Tab selects %q", tb.Chosen())
	}
	tb.StepMark(1)
	circle := tb.scene1("m1").OnClaimed
	tb.MarkKey(fyne.KeyDown, false)
	one := moved[0].Y - circle[0].Y
	tb.MarkKey(fyne.KeyDown, true)
	if ten := moved[0].Y - circle[0].Y; !(one > 0) || ten < 9.9*one || ten > 10.1*one {
		t.Errorf("↓ moves by %v, with Shift by %v", one, ten)
	}
	tb.SizeMark(fyne.KeyLeft)
	if !(moved[0].Distance(moved[1]) < circle[0].Distance(circle[1])) {
		t.Error("Ctrl ← makes it no smaller")
	}
	if tb.glass.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); edited != "m1" {
		t.Errorf("Enter edits %q", edited)
	}
	if !tb.Leave() || tb.Chosen() != "" {
		t.Error("Esc leaves it selected")
	}
}

func TestAFrameFromBeforeARedactionIsNotShown(t *testing.T) {
	tb := markTable(t)
	old := tb.requests[len(tb.requests)-1]
	scene := tb.Scene()
	scene.Covered++
	tb.Show(scene)
	last := tb.requests[len(tb.requests)-1]
	if last.Covered != scene.Covered {
		t.Fatal("no other frame is asked for")
	}
	kept := tb.slots[0].images
	tb.Put(old, compare.Frame{Image: nothing})
	if tb.slots[0].images != kept {
		t.Error("a frame that shows what must not be seen is shown")
	}
}
