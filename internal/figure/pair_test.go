package figure

import (
	"image"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

func TestPairsSideBySideHaveEqualHeightAndFillTheWidth(t *testing.T) {
	l := Arrange(geom.Size{Width: 480, Height: 403}, geom.Size{Width: 768, Height: 512}, 176, 0)
	if !l.SideBySide {
		t.Fatal("the pictures stand over each other")
	}
	if d := l.First.Height() - l.Second.Height(); math.Abs(d) > 1e-9 {
		t.Errorf("heights differ by %v mm", d)
	}
	if math.Abs(l.Width-176) > 1e-9 {
		t.Errorf("the pair is %v mm wide, want 176", l.Width)
	}
	if got, want := l.First.Width()/l.First.Height(), 480.0/403; math.Abs(got-want) > 1e-9 {
		t.Errorf("the claim's shape is %v, want %v", got, want)
	}
}

func TestHighPicturesStaySideBySideAtTheirLimit(t *testing.T) {
	tall := geom.Size{Width: 600, Height: 900}
	l := Arrange(tall, tall, 176, 0)
	if !l.SideBySide || math.Abs(l.First.Height()-110) > 1e-9 {
		t.Errorf("side by side: %v, %v mm high, want true and 110", l.SideBySide, l.First.Height())
	}
}

func TestPanoramasStandOverEachOther(t *testing.T) {
	wide := geom.Size{Width: 4000, Height: 800}
	l := Arrange(wide, wide, 176, 0)
	if l.SideBySide {
		t.Fatal("panoramas stand side by side, 17 mm high")
	}
	if l.First.Width() != 176 || l.Second.MinY < l.First.MaxY+BarHeight {
		t.Errorf("first %v, second %v: not whole widths with room for a bar between", l.First, l.Second)
	}
}

func TestALimitNeverChangesHowAPairStands(t *testing.T) {
	sizes := []geom.Size{{Width: 480, Height: 403}, {Width: 600, Height: 900}, {Width: 4000, Height: 800}, {Width: 1, Height: 5000}}
	for _, a := range sizes {
		for _, b := range sizes {
			free := Arrange(a, b, 176, 0)
			for _, limit := range []float64{30, 66, 300} {
				l := Arrange(a, b, 176, limit)
				if l.SideBySide != free.SideBySide {
					t.Errorf("%v and %v stand otherwise at a limit of %v", a, b, limit)
				}
				if l.Width > 176+1e-9 || l.First.Height() > 110+1e-9 || l.Second.Height() > 110+1e-9 {
					t.Errorf("%v and %v: %v × %v mm", a, b, l.Width, l.Height)
				}
			}
		}
	}
}

func panel(t *testing.T, tag, label string, outline *geom.Quad) Panel {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 48, 40))
	return Panel{Picture: encode(img, 80), Size: geom.Size{Width: 480, Height: 400}, Bar: Source, Tag: tag, Label: label, Outline: outline}
}

func TestNothingOfAFigureLeavesIt(t *testing.T) {
	far := geom.Quad{{X: -300, Y: -200}, {X: 900, Y: 10}, {X: 800, Y: 900}, {X: 20, Y: 300}}
	long := "A publisher with a very long name indeed, 22. november 2026, and a place"
	setter := NewTypesetter()
	l := Arrange(geom.Size{Width: 480, Height: 400}, geom.Size{Width: 480, Height: 400}, 120, 0)
	figures := map[string]Drawing{
		"pair":   Pair(setter, l, panel(t, "(L) CLAIMED", long, &far), panel(t, "(R) FOUND", long, &far)),
		"narrow": Single(setter, panel(t, "CLAIMED", long, nil), 14, 12),
		"single": Single(setter, panel(t, "", "", nil), 131, 109),
		"legend": DifferenceLegend(setter, words.Norwegian, 131, true),
	}
	for name, d := range figures {
		paper := grow(geom.Rect{MaxX: d.Width, MaxY: d.Height}, 0.1) // half a frame's line
		for _, item := range d.Items {
			if b := item.Bounds(); b.MinX < paper.MinX || b.MinY < paper.MinY || b.MaxX > paper.MaxX || b.MaxY > paper.MaxY {
				t.Errorf("%s: %T at %v leaves %v", name, item, b, paper)
			}
		}
	}
}

func TestOutlineKeepsItsFourTrueCorners(t *testing.T) {
	quad := geom.Quad{{X: 100, Y: 80}, {X: 380, Y: 60}, {X: 400, Y: 300}, {X: 90, Y: 330}}
	box := geom.Rect{MinX: 10, MinY: 6, MaxX: 58, MaxY: 46} // a tenth of the pixels
	items := outline(quad, geom.Size{Width: 480, Height: 400}, box, 0.3)
	if len(items) != 2 {
		t.Fatalf("the outline has %d strokes, want a dark and a dashed light one", len(items))
	}
	corners := items[1].(Shape).Paths[0].Points
	if len(corners) != 4 {
		t.Fatalf("the outline has %d corners", len(corners))
	}
	for i, p := range quad {
		want := geom.Point{X: 10 + p.X/10, Y: 6 + p.Y/10}
		if corners[i].Distance(want) > 1e-9 {
			t.Errorf("corner %d lies at %v, want %v", i, corners[i], want)
		}
	}
	if s := items[1].(Shape); len(s.Dash) != 2 || len(items[0].(Shape).Dash) != 0 {
		t.Error("the light stroke must be dashed over a whole dark one")
	}
}

func TestFiguresAreNeverEnlarged(t *testing.T) {
	small := geom.Size{Width: 480, Height: 403}
	if got := dots(small, 131, 110, figureDPI); got != small {
		t.Errorf("a picture of %v is embedded as %v", small, got)
	}
	if got, want := dots(geom.Size{Width: 6000, Height: 4000}, 127, 84.67, figureDPI), (geom.Size{Width: 1500, Height: 1000}); got != want {
		t.Errorf("a large picture is embedded as %v, want %v", got, want)
	}
}
