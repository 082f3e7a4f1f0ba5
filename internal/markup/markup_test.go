package markup

import (
	"math"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

func TestEveryKindHasAShapeThatCanBeTakenHoldOf(t *testing.T) {
	scale := Scale{Line: 2, Badge: 10}
	for _, kind := range casefile.MarkKinds {
		points := Usual(kind, geom.Point{X: 100, Y: 100}, 40)
		if !kind.Takes(len(points)) {
			t.Fatalf("%s has %d points", kind, len(points))
		}
		s := Of(kind, points, scale)
		if s.Badged != kind.Numbered() || s.Worded != (kind == casefile.LabelMark) || s.Solid != (kind == casefile.RedactionMark) {
			t.Errorf("%s: %+v", kind, s)
		}
		if far := s.Distance(geom.Point{X: 1000, Y: 1000}, scale); far < 1000 {
			t.Errorf("%s is %v away from far off", kind, far)
		}
		near := points[len(points)-1]
		if at := s.Distance(near, scale); at > 1 {
			t.Errorf("%s is %v away from its own point", kind, at)
		}
		// The number stands off what it is about.
		for _, l := range s.Lines {
			for _, p := range l.Points {
				if s.Badged && p.Distance(s.Badge) < scale.Badge {
					t.Errorf("%s: the number lies on the line at %v", kind, p)
				}
			}
		}
		for i := range Handles(kind, points) {
			pulled := Pulled(kind, points, i, Handles(kind, points)[i].Add(geom.Point{X: 7, Y: 5}))
			if !kind.Takes(len(pulled)) || slices.Equal(pulled, points) {
				t.Errorf("%s: handle %d pulls nothing", kind, i)
			}
		}
	}
	if got := Of(casefile.BoxMark, nil, scale); len(got.Lines) != 0 || !math.IsInf(got.Distance(geom.Point{}, scale), 1) {
		t.Errorf("a box without corners is %+v", got)
	}
}

func TestABoxIsPulledAlongItsOwnSides(t *testing.T) {
	// Turned by 45°, as another picture shows it.
	box := []geom.Point{{X: 0, Y: -10}, {X: 10, Y: 0}, {X: 0, Y: 10}, {X: -10, Y: 0}}
	got := Pulled(casefile.BoxMark, box, 1, geom.Point{X: 20, Y: 0})
	want := []geom.Point{{X: 5, Y: -15}, {X: 20, Y: 0}, {X: 5, Y: 15}, {X: -10, Y: 0}}
	for i := range want {
		if got[i].Distance(want[i]) > 1e-9 {
			t.Errorf("%v, want %v", got, want)
		}
	}
	if flat := Pulled(casefile.BoxMark, box, 1, box[3]); !slices.Equal(flat, box) {
		t.Errorf("a box without any area: %v", flat)
	}
	if larger := Sized(casefile.CircleMark, []geom.Point{{}, {X: 3, Y: 4}}, geom.Point{X: 5}); larger[1].Distance(geom.Point{X: 6, Y: 8}) > 1e-9 {
		t.Errorf("%v", larger)
	}
}

func TestWhatIsDrawnByHandIsNoMarkBeforeItHasASize(t *testing.T) {
	at := geom.Point{X: 3, Y: 4}
	for _, kind := range []casefile.MarkKind{casefile.CircleMark, casefile.BoxMark, casefile.ArrowMark, casefile.RedactionMark, casefile.FreeMark} {
		if got := Drawn(kind, at, at, []geom.Point{at}); got != nil {
			t.Errorf("%s: %v", kind, got)
		}
		if got := Drawn(kind, at, geom.Point{X: 1, Y: 1}, []geom.Point{at, {X: 1, Y: 1}}); !kind.Takes(len(got)) {
			t.Errorf("%s: %v", kind, got)
		}
	}
}

func TestMarksSnapToTheNearestAndOnlyWithinReach(t *testing.T) {
	xs := Targets{0, 100, 104}
	for _, c := range []struct{ place, want float64 }{{3, -3}, {97, 3}, {103, 1}, {50, 0}, {100, 0}} {
		if got := xs.Nearest([]float64{c.place}, 6); got != c.want {
			t.Errorf("%v snaps by %v, want %v", c.place, got, c.want)
		}
	}
}

func TestLinesAreCutAtThePicture(t *testing.T) {
	r := geom.Rect{MaxX: 10, MaxY: 10}
	zigzag := Line{Points: []geom.Point{{X: 5, Y: 5}, {X: 15, Y: 5}, {X: 15, Y: 8}, {X: 5, Y: 8}}}
	got := zigzag.Clipped(r)
	if len(got) != 2 || got[0].Points[1] != (geom.Point{X: 10, Y: 5}) || got[1].Points[0] != (geom.Point{X: 10, Y: 8}) {
		t.Errorf("%+v", got)
	}
	inside := Line{Points: Between(geom.Point{X: 1, Y: 1}, geom.Point{X: 2, Y: 2}), Closed: true}
	if got := inside.Clipped(r); len(got) != 1 || !got[0].Closed {
		t.Errorf("%+v", got)
	}
	if got := (Line{Points: []geom.Point{{X: 20, Y: 1}, {X: 30, Y: 1}}}).Clipped(r); got != nil {
		t.Errorf("%+v", got)
	}
}

func TestColoursOfMarksAreThoseOfTheCase(t *testing.T) {
	for _, c := range casefile.MarkColours {
		if _, ok := colours[c]; !ok {
			t.Errorf("no colour for %q", c)
		}
	}
}
