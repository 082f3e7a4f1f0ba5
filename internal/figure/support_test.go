package figure

import (
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// halfSupported is a support that agrees in the left half of a claim of
// 400 × 300 and contradicts in the right one, with points all over the left.
func halfSupported(candidateFromClaimed geom.Map, candidate geom.Size, moved ...align.Region) *support.Support {
	a := align.Alignment{CandidateFromClaimed: candidateFromClaimed}
	for y := 0.; y+40 <= 300; y += 20 {
		for x := 0.; x+40 <= 400; x += 20 {
			c := align.Cell{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + 40, MaxY: y + 40}}
			if x < 200 {
				c.ZNCC = 0.9
				at := geom.Point{X: x, Y: y} // from the very corner on
				a.Inliers = append(a.Inliers, align.Inlier{Claimed: at, Candidate: candidateFromClaimed.Apply(at)})
			}
			a.Support = append(a.Support, c)
		}
	}
	a.Moved = moved
	return support.Of(a, geom.Size{Width: 400, Height: 300}, candidate)
}

func TestASupportStaysWithinItsPicturesAndUnderTheBars(t *testing.T) {
	claim := geom.Size{Width: 400, Height: 300}
	picture := Encoded{Size: claim}
	for name, candidate := range map[string]geom.Size{"side by side": {Width: 640, Height: 480}, "over and under": {Width: 4000, Height: 300}} {
		first := Panel{Picture: picture, Size: claim, Bar: Claim, Tag: "A"}
		second := Panel{Picture: picture, Size: candidate, Bar: Source, Tag: "B"}
		l := Arrange(claim, candidate, 176, 0)
		ts := NewTypesetter()
		plain := Pair(ts, l, first, second)
		// The candidate ends within the claim: areas are cut off at its edge.
		from := geom.Translation(-30, -20)
		d := Supported(ts, l, first, second, halfSupported(from, candidate), from)
		drawn := d.Items[len(plain.Items):]
		if len(drawn) < 10 {
			t.Fatalf("%s: only %d items are drawn on the pair", name, len(drawn))
		}
		for _, item := range drawn {
			b := item.Bounds()
			if b.MinX < -1e-9 || b.MinY < -1e-9 || b.MaxX > l.Width+1e-9 || b.MaxY > l.Height+1e-9 {
				t.Errorf("%s: %T at %v leaves the figure of %v × %v", name, item, b, l.Width, l.Height)
			}
			if s, ok := item.(Shape); ok && len(s.Paths) > 0 && s.Paths[0].Closed && s.Fill == nil && !in(b, l.First) && !in(b, l.Second) {
				t.Errorf("%s: the area at %v lies on neither picture", name, b)
			}
		}
		last, ok := d.Items[len(d.Items)-1].(Text)
		if onTop := ok && last.String == "B"; onTop == l.SideBySide {
			t.Errorf("%s: the lower bar lies over the lines: %v", name, onTop)
		}
	}
}

func in(b, box geom.Rect) bool {
	const rounding = 1e-9
	return b.MinX >= box.MinX-rounding && b.MinY >= box.MinY-rounding && b.MaxX <= box.MaxX+rounding && b.MaxY <= box.MaxY+rounding
}

func TestWhatChangedHasItsOwnLineInPairAndLegend(t *testing.T) {
	claim := geom.Size{Width: 400, Height: 300}
	s := halfSupported(geom.Identity(), claim, align.Region{Box: geom.Rect{MinX: 40, MinY: 60, MaxX: 140, MaxY: 200}})
	ts := NewTypesetter()
	p := Panel{Picture: Encoded{Size: claim}, Size: claim, Bar: Claim, Tag: "A"}
	long := func(items []Item) (n int) {
		for _, item := range items {
			if shape, ok := item.(Shape); ok && len(shape.Dash) > 0 && shape.Dash[0] == support.DashLong*supportUnit {
				n++
			}
		}
		return n
	}
	// An edge and a core on each picture, and the same once in the legend.
	if n := long(Supported(ts, Arrange(claim, claim, 176, 0), p, p, s, geom.Identity()).Items); n != 4 {
		t.Errorf("%d shapes of long dashes lie on the pair, want 4", n)
	}
	if n := long(SupportLegend(ts, words.English, 176, s).Items); n != 2 {
		t.Errorf("%d shapes of long dashes stand in the legend, want 2", n)
	}
	if n := long(SupportLegend(ts, words.English, 176, halfSupported(geom.Identity(), claim)).Items); n != 0 {
		t.Errorf("the legend names what is not drawn by %d shapes", n)
	}
}

func TestTheLegendOfASupportTakesMoreLinesWhereRoomIsShort(t *testing.T) {
	s := halfSupported(geom.Identity(), geom.Size{Width: 400, Height: 300})
	ts := NewTypesetter()
	for _, l := range []words.Language{words.English, words.Norwegian} {
		wide, narrow := SupportLegend(ts, l, 176, s), SupportLegend(ts, l, 60, s)
		if wide.Height > 5 || narrow.Height < 3*wide.Height {
			t.Errorf("%s: the legend is %.1f mm high, and %.1f in a narrow column", l.Code(), wide.Height, narrow.Height)
		}
		for _, item := range append(wide.Items, narrow.Items...) {
			if b := item.Bounds(); b.MaxX > 176 || b.MinX < 0 {
				t.Errorf("%s: %T lies at %v", l.Code(), item, b)
			}
		}
	}
}
