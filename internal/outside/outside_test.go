package outside_test

import (
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

func nearRect(a, b geom.Rect) bool {
	return near(a.MinX, b.MinX) && near(a.MinY, b.MinY) && near(a.MaxX, b.MaxX) && near(a.MaxY, b.MaxY)
}

func TestLayoutOfAnUprightCropIsExactHoweverTheClaimWasTurned(t *testing.T) {
	// A candidate of 1000 × 800 and a claim that shows 100…600 × 200…500 of it at half size.
	candidate := geom.Size{Width: 1000, Height: 800}
	place := geom.Translation(100, 200).After(geom.Scaling(2, 2))
	for _, test := range []struct {
		name    string
		claimed geom.Size
		undo    geom.Map // upright claim pixels from those of the claim
	}{
		{"as it is", geom.Size{Width: 250, Height: 150}, geom.Identity()},
		{"mirrored", geom.Size{Width: 250, Height: 150}, geom.Mirroring(250)},
		{"turned right", geom.Size{Width: 150, Height: 250}, geom.Map{0, 1, 0, -1, 0, 150, 0, 0, 1}},
		{"turned left", geom.Size{Width: 150, Height: 250}, geom.Map{0, -1, 250, 1, 0, 0, 0, 0, 1}},
		{"half turn", geom.Size{Width: 250, Height: 150}, geom.Map{-1, 0, 250, 0, -1, 150, 0, 0, 1}},
		{"transposed", geom.Size{Width: 150, Height: 250}, geom.Map{0, 1, 0, 1, 0, 0, 0, 0, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			l, ok := outside.Of(test.claimed, candidate, place.After(test.undo))
			if !ok || !l.Upright {
				t.Fatalf("ok %v, upright %v", ok, l.Upright)
			}
			if !near(l.Inside, 500*300/800000.0) {
				t.Errorf("inside %v", l.Inside)
			}
			if l.Margins != [4]float64{100, 200, 400, 300} {
				t.Errorf("margins %v", l.Margins)
			}
			want := []outside.Part{
				{Side: outside.Left, Box: geom.Rect{MaxX: 100, MaxY: 800}, Share: 0.1},
				{Side: outside.Top, Box: geom.Rect{MaxX: 1000, MaxY: 200}, Share: 0.25},
				{Side: outside.Right, Box: geom.Rect{MinX: 600, MaxX: 1000, MaxY: 800}, Share: 0.4},
				{Side: outside.Bottom, Box: geom.Rect{MinY: 500, MaxX: 1000, MaxY: 800}, Share: 0.375},
			}
			if len(l.Parts) != len(want) {
				t.Fatalf("parts %v", l.Parts)
			}
			for i, p := range l.Parts {
				if p.Side != want[i].Side || !nearRect(p.Box, want[i].Box) || !near(p.Share, want[i].Share) {
					t.Errorf("part %d: %v, want %v", i, p, want[i])
				}
			}
		})
	}
}

func TestLayoutOfATurnedClaimHasPartsBeyondItsEdges(t *testing.T) {
	// A square of side 200·√2 on its corner in the middle of a square of 400: each
	// edge cuts off a triangle of half 200 × 200.
	candidate := geom.Size{Width: 400, Height: 400}
	m := geom.Translation(200, 0).After(geom.Rotation(math.Pi / 4)).After(geom.Scaling(math.Sqrt2, math.Sqrt2))
	l, ok := outside.Of(geom.Size{Width: 200, Height: 200}, candidate, m)
	if !ok || l.Upright {
		t.Fatalf("ok %v, upright %v", ok, l.Upright)
	}
	if !near(l.Inside, 0.5) || len(l.Parts) != 4 {
		t.Fatalf("inside %v, parts %v", l.Inside, l.Parts)
	}
	sum := 0.0
	for _, p := range l.Parts {
		sum += p.Share
		if !near(p.Box.Width(), 200) || !near(p.Box.Height(), 200) {
			t.Errorf("%v: box %v", p.Side, p.Box)
		}
	}
	if !near(sum, 0.5) {
		t.Errorf("the triangles hold %v of the candidate, want a half", sum)
	}
}

func TestLayoutUnderPerspectiveIsExact(t *testing.T) {
	// x' = x/(1 + y/200), y' = y/(1 + y/200): the square 0…200 becomes a trapezium
	// with corners (0,0) (200,0) (100,100) (0,100), of area 15 000.
	m := geom.Map{1, 0, 0, 0, 1, 0, 0, 1.0 / 200, 1}
	l, ok := outside.Of(geom.Size{Width: 200, Height: 200}, geom.Size{Width: 300, Height: 100}, m)
	if !ok || l.Upright || !near(l.Inside, 0.5) {
		t.Fatalf("ok %v, upright %v, inside %v", ok, l.Upright, l.Inside)
	}
	if len(l.Parts) != 1 || l.Parts[0].Side != outside.Right || !near(l.Parts[0].Share, 0.5) ||
		!nearRect(l.Parts[0].Box, geom.Rect{MinX: 100, MaxX: 300, MaxY: 100}) {
		t.Errorf("parts %v", l.Parts)
	}
}

func TestNothingLiesOutsideAClaimThatShowsAllOrMore(t *testing.T) {
	size := geom.Size{Width: 640, Height: 480}
	for name, m := range map[string]geom.Map{
		"the same":        geom.Identity(),
		"a pixel less":    geom.Translation(1, 1).After(geom.Scaling(638.0/640, 478.0/480)),
		"set in a larger": geom.Translation(-100, -100).After(geom.Scaling(2, 2)),
	} {
		l, ok := outside.Of(size, size, m)
		if !ok || len(l.Parts) != 0 || l.Inside < 0.99 {
			t.Errorf("%s: ok %v, inside %v, parts %v", name, ok, l.Inside, l.Parts)
		}
	}
	if _, ok := outside.Of(size, size, geom.Map{}); ok {
		t.Error("a map that is none has a layout")
	}
	if _, ok := outside.Of(size, size, geom.Map{1, 0, 0, 0, 1, 0, 0, -1.0 / 240, 1}); ok {
		t.Error("a claim beyond the horizon has a layout")
	}
}
