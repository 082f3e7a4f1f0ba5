package figure

import (
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

func TestRowOfThreeKeepsShapeAndLimits(t *testing.T) {
	ts := NewTypesetter()
	for _, size := range []geom.Size{{Width: 400, Height: 300}, {Width: 90, Height: 400}} {
		p := Panel{Picture: Encoded{Size: size}, Size: size, Bar: Claim, Tag: "A"}
		d := Row(ts, []Panel{p, p, p}, 131, 70)
		if d.Width > 131.001 || d.Height > 70+BarHeight+0.001 {
			t.Errorf("%v: the row is %.1f by %.1f mm", size, d.Width, d.Height)
		}
		n := 0
		for _, item := range d.Items {
			if picture, ok := item.(Picture); ok {
				n++
				want := float64(size.Width) / float64(size.Height)
				if got := picture.Box.Width() / picture.Box.Height(); got < want-1e-6 || got > want+1e-6 || !in(picture.Box, geom.Rect{MaxX: d.Width, MaxY: d.Height}) {
					t.Errorf("%v: a picture lies at %v", size, picture.Box)
				}
			}
		}
		if n != 3 {
			t.Errorf("%v: %d pictures", size, n)
		}
	}
}

func TestToneCurveStaysInItsSquare(t *testing.T) {
	var levels [256]float64
	for x := range levels {
		levels[x] = 255 - float64(x)
	}
	d := ToneCurve(NewTypesetter(), &levels, 20, 230, Axis{Across: "found picture", Up: "claim"}, 30)
	for _, item := range d.Items {
		if b := item.Bounds(); !in(b, geom.Rect{MinX: -0.01, MinY: -0.6, MaxX: d.Width, MaxY: d.Height + 0.5}) {
			t.Errorf("%T lies at %v of %.1f by %.1f", item, b, d.Width, d.Height)
		}
	}
	var curve *Shape
	for _, item := range d.Items {
		if s, ok := item.(Shape); ok && s.Stroke != nil && *s.Stroke == Source {
			curve = &s
		}
	}
	if curve == nil || len(curve.Paths[0].Points) != 211 {
		t.Fatal("the curve is not drawn between the levels that were measured")
	}
	if first, last := curve.Paths[0].Points[0], curve.Paths[0].Points[210]; first.Y > last.Y || first.X > last.X {
		t.Errorf("a curve that falls runs from %v to %v", first, last)
	}
}
