package geom

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func near(a, b Point, within float64) bool { return a.Distance(b) <= within }

// aMap draws a gentle homography of a 1000-pixel picture: turned, scaled, sheared, mirrored or not.
func aMap(t *rapid.T) Map {
	f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
	m := Map{1, f("shear", -.2, .2), f("dx", -500, 500), 0, 1, f("dy", -500, 500), f("g", -2e-4, 2e-4), f("h", -2e-4, 2e-4), 1}
	s := f("scale", .1, 8)
	m = Rotation(f("turn", -math.Pi, math.Pi)).After(Scaling(s, s)).After(m)
	if rapid.Bool().Draw(t, "mirrored") {
		m = m.After(Mirroring(1000))
	}
	return m
}

func aPoint(t *rapid.T) Point {
	return Point{rapid.Float64Range(0, 1000).Draw(t, "x"), rapid.Float64Range(0, 1000).Draw(t, "y")}
}

func TestInverseCarriesEveryPointBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, p := aMap(t), aPoint(t)
		inverse, ok := m.Inverse()
		if !ok {
			t.Fatalf("no inverse of %v", m)
		}
		if back := inverse.Apply(m.Apply(p)); !near(back, p, 1e-6) {
			t.Fatalf("%v came back as %v", p, back)
		}
	})
}

func TestAfterDoesTheFirstMapFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cFromB, bFromA, p := aMap(t), aMap(t), aPoint(t)
		b := bFromA.Apply(p)
		if w := cFromB[6]*b.X + cFromB[7]*b.Y + cFromB[8]; math.Abs(w) < .05 || b.Length() > 1e5 {
			t.Skip("the point is carried to the horizon")
		}
		want, got := cFromB.Apply(b), cFromB.After(bFromA).Apply(p)
		if !near(got, want, 1e-6*(1+want.Length())) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestMirrorIsSeenAndRotationIsReadWithoutIt(t *testing.T) {
	middle := Point{200, 150}
	for _, degrees := range []float64{-170, -90, -5, 0, 30, 90, 179} {
		turn := Rotation(degrees * math.Pi / 180).After(Scaling(.5, .5))
		if turn.Mirrored(middle) || !turn.After(Mirroring(400)).Mirrored(middle) {
			t.Errorf("%v°: mirrored is told wrongly", degrees)
		}
		for name, m := range map[string]Map{"plain": turn, "mirrored": turn.After(Mirroring(400))} {
			if got := m.RotationDegrees(middle); math.Abs(got-degrees) > 1e-6 {
				t.Errorf("%s: got %v°, want %v°", name, got, degrees)
			}
			if got := m.LengthScale(middle); math.Abs(got-.5) > 1e-9 {
				t.Errorf("%s: scale %v, want 0.5", name, got)
			}
		}
	}
}

func TestSharesOfACropAreItsAreas(t *testing.T) {
	claim, candidate := Size{400, 300}, Size{1000, 800}
	for _, c := range []struct {
		name                string
		candidateFromClaim  Map
		ofClaim, ofCandidat float64
	}{
		{"inside", Translation(100, 100), 1, 120000. / 800000},
		{"half over the left edge", Translation(-200, 100), .5, 60000. / 800000},
		{"twice as large, mirrored", Translation(900, 0).After(Map{-2, 0, 0, 0, 2, 0, 0, 0, 1}), 1, 480000. / 800000},
		{"beside it", Translation(5000, 0), 0, 0},
		{"horizon within the claim", Map{1, 0, 0, 0, 1, 0, -1. / 200, 0, 1}, 0, 0},
		{"singular", Map{1, 0, 0, 1, 0, 0, 0, 0, 1}, 0, 0},
	} {
		ofClaim, ofCandidate := c.candidateFromClaim.Shares(claim, candidate)
		if math.Abs(ofClaim-c.ofClaim) > 1e-9 || math.Abs(ofCandidate-c.ofCandidat) > 1e-9 {
			t.Errorf("%s: got %v and %v, want %v and %v", c.name, ofClaim, ofCandidate, c.ofClaim, c.ofCandidat)
		}
	}
}

func TestSingularAndInfiniteMapsAreNotValid(t *testing.T) {
	for _, m := range []Map{{}, {1, 2, 3, 2, 4, 6, 0, 0, 1}, {math.NaN(), 0, 0, 0, 1, 0, 0, 0, 1}, {math.Inf(1), 0, 0, 0, 1, 0, 0, 0, 1}} {
		if m.Valid() {
			t.Errorf("%v passes for a transformation", m)
		}
	}
	if !Identity().Valid() {
		t.Error("the identity does not")
	}
}

func TestClipKeepsTheCommonPart(t *testing.T) {
	diamond := []Point{{50, -10}, {110, 50}, {50, 110}, {-10, 50}}
	// The square of 100 loses a corner triangle of legs 40 at each corner.
	if got, want := Area(Clip(diamond, Rect{0, 0, 100, 100})), 10000-4*800.; math.Abs(got-want) > 1e-9 {
		t.Errorf("area %v, want %v", got, want)
	}
	if Clip(diamond, Rect{200, 200, 300, 300}) != nil {
		t.Error("something is left of a polygon outside the rectangle")
	}
}
