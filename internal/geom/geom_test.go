package geom

import (
	"math"
	"testing"
)

func TestUnionHoldsBothAndGrownMovesEverySide(t *testing.T) {
	a, b := Rect{0, 2, 4, 6}, Rect{-1, 3, 2, 9}
	if got, want := a.Union(b), (Rect{-1, 2, 4, 9}); got != want || b.Union(a) != want || a.Union(a) != a {
		t.Errorf("%v and %v are within %v", a, b, got)
	}
	if got := a.Grown(2); got != (Rect{-2, 0, 6, 8}) || got.Grown(-2) != a {
		t.Errorf("%v grows to %v", a, got)
	}
}

func TestDistanceToSegmentEndsWithIt(t *testing.T) {
	for _, c := range []struct {
		p, from, to Point
		want        float64
	}{
		{Point{5, 3}, Point{0, 0}, Point{10, 0}, 3},
		{Point{13, 4}, Point{0, 0}, Point{10, 0}, 5},
		{Point{-3, -4}, Point{0, 0}, Point{10, 0}, 5},
		{Point{3, 4}, Point{0, 0}, Point{0, 0}, 5}, // a segment without length
	} {
		if got := c.p.DistanceToSegment(c.from, c.to); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v lies %v from %v–%v, want %v", c.p, got, c.from, c.to, c.want)
		}
	}
}
