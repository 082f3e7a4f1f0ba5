package redact

import (
	"image"
	"image/color"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

var (
	square = []geom.Point{{X: 10, Y: 10}, {X: 20, Y: 10}, {X: 20, Y: 20}, {X: 10, Y: 20}}
	red    = color.NRGBA{200, 0, 0, 255}
)

// flat is a red picture, chequered so that a blur shows.
func flat(w, h int) *picture.Pyramid {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, red)
			if (x/2+y/2)%2 == 0 {
				img.SetNRGBA(x, y, color.NRGBA{255, 255, 255, 255})
			}
		}
	}
	return picture.NewPyramid(picture.FromImage("flat", img))
}

// lies is how the claims of these cases lie on their candidates: twice as large, from (5, 0) on.
var lies = geom.Map{2, 0, 5, 0, 2, 0, 0, 0, 1}

func caseOf(m casefile.Mark) (casefile.Case, []casefile.Comparison) {
	m.ID, m.Claimed, m.Candidate, m.Kind = "m1", "claim", "found", casefile.RedactionMark
	item := func(id casefile.ID, digest string) casefile.Evidence {
		return casefile.Evidence{ID: id, SHA256: digest, Pixels: geom.Size{Width: 40, Height: 40}}
	}
	part := item("part", "p")
	part.Parent, part.Part = "post", geom.Rect{MinX: 100, MinY: 50, MaxX: 140, MaxY: 90}
	placed := align.Alignment{Status: align.Aligned, Verdict: align.Match, CandidateFromClaimed: lies, CornerErrorPx: 0.5}
	c := casefile.Case{
		Evidence: []casefile.Evidence{item("claim", "c"), item("found", "f"), item("other", "o"), item("post", "p"), part, item("again", "f"), item("far", "x")},
		Marks:    []casefile.Mark{m},
	}
	return c, []casefile.Comparison{
		{Claimed: "claim", Candidate: "found", Alignment: placed},
		{Claimed: "claim", Candidate: "other", Alignment: placed},
		{Claimed: "claim", Candidate: "part", Alignment: placed},
		{Claimed: "claim", Candidate: "far"},
	}
}

func TestARedactionReachesEveryItemThatShowsTheSame(t *testing.T) {
	if Of(casefile.Case{Marks: []casefile.Mark{{Kind: casefile.BoxMark}}}, nil) != nil {
		t.Error("something is covered without a redaction")
	}
	for name, m := range map[string]casefile.Mark{
		"set on the claim alone":     {Set: casefile.OnClaimed, OnClaimed: square},
		"set on the candidate alone": {Set: casefile.OnCandidate, OnCandidate: []geom.Point{{X: 25, Y: 20}, {X: 45, Y: 20}, {X: 45, Y: 40}, {X: 25, Y: 40}}},
		"hidden":                     {Set: casefile.OnClaimed, OnClaimed: square, Hidden: true},
	} {
		all := Of(caseOf(m))
		for id, want := range map[casefile.ID]geom.Point{
			"claim": {X: 10, Y: 10}, "found": {X: 25, Y: 20}, "other": {X: 25, Y: 20}, "part": {X: 25, Y: 20}, "post": {X: 125, Y: 70}, "again": {X: 25, Y: 20},
		} {
			if a := all[id]; len(a) != 1 || a[0].Points[0].Distance(want) > 1e-9 {
				t.Errorf("%s, %s: %+v, want from %v", name, id, a, want)
			}
		}
		if len(all["far"]) != 0 {
			t.Errorf("%s: covered where nothing says where it lies", name)
		}
		if grow := all["other"][0].GrowPx; grow < 0.5 {
			t.Errorf("%s: carried without its uncertainty: %v", name, grow)
		}
	}
}

func TestARedactionIsCarriedByAPersonsPlacementToo(t *testing.T) {
	c, comparisons := caseOf(casefile.Mark{Set: casefile.OnClaimed, OnClaimed: square})
	c = c.WithByHand(casefile.HandAlignment{Claimed: "claim", Candidate: "far", CandidateFromClaimed: geom.Translation(7, 0)})
	if a := Of(c, comparisons)["far"]; len(a) != 1 || a[0].Points[0] != (geom.Point{X: 17, Y: 10}) {
		t.Errorf("%+v", a)
	}
}

func TestPixelsAreReplacedInEverySizeOfAPicture(t *testing.T) {
	p := flat(64, 64)
	if Pyramid(p, nil) != p {
		t.Error("a picture without areas is made anew")
	}
	area := []Area{{Points: square, Fill: FillOf("")}}
	covered := Pyramid(p, area)
	if covered.Level(0).Key() == p.Level(0).Key() {
		t.Error("other pixels have the same key")
	}
	for n := range covered.Levels() {
		level, scale := covered.Level(n), 1<<n
		for y := 10/scale + 1; y < 20/scale-1; y++ {
			for x := 10/scale + 1; x < 20/scale-1; x++ {
				if c := level.Image().NRGBAAt(x, y); c != (color.NRGBA{0x14, 0x18, 0x1C, 255}) {
					t.Fatalf("level %d (%d, %d): %v", n, x, y, c)
				}
			}
		}
	}
	if p.Level(0).Image().NRGBAAt(14, 12) == covered.Level(0).Image().NRGBAAt(14, 12) {
		t.Error("the picture itself was written to")
	}
	if c := covered.Level(0).Image().NRGBAAt(23, 12); c != p.Level(0).Image().NRGBAAt(23, 12) {
		t.Errorf("beside the area: %v", c)
	}
	if c := Holes(p, area).Level(0).Image().NRGBAAt(14, 14); c.A != 0 {
		t.Errorf("there is a pixel to measure: %v", c)
	}
	whole := Pyramid(p, []Area{{Whole: true, Fill: FillOf("white")}})
	if c := whole.Level(0).Image().NRGBAAt(63, 0); c != (color.NRGBA{255, 255, 255, 255}) {
		t.Errorf("%v", c)
	}
	blurred := Pyramid(p, []Area{{Points: square, Blur: true}}).Level(0).Image()
	for x := 12; x < 18; x++ {
		if c := blurred.NRGBAAt(x, 15); c.G < 60 || c.G > 200 {
			t.Errorf("not blurred at %d: %v", x, c)
		}
	}
}

func TestAViewIsCoveredInEveryMode(t *testing.T) {
	pair := compare.Pair{Claimed: flat(40, 40), Candidate: flat(100, 90), CandidateFromClaimed: lies, Placed: true}
	areas := Of(caseOf(casefile.Mark{Set: casefile.OnClaimed, OnClaimed: square}))
	fill := FillOf("")
	size := geom.Size{Width: 172, Height: 80}
	for mode := compare.Claimed; mode <= compare.Single; mode++ {
		view := compare.View{Mode: mode, Fine: true, Opacity: 0.5, SwipeAt: 0.5, Ground: color.RGBA{9, 9, 9, 255}}
		frame, err := compare.Render(t.Context(), pair, view, size)
		if err != nil {
			t.Fatal(mode, err)
		}
		Frame(frame.Image, pair, view, areas["claim"], areas["found"])
		n := 0
		for y := range size.Height {
			for x := range size.Width {
				if frame.Image.RGBAAt(x, y) == fill {
					n++
				}
			}
		}
		if n < 150 {
			t.Errorf("mode %v: %d pixels are covered", mode, n)
		}
		if n > 3000 {
			t.Errorf("mode %v: %d pixels are covered, more than the area has", mode, n)
		}
	}
	small := Image(image.NewUniform(red), geom.Size{Width: 40, Height: 40}, nil)
	if _, is := small.(*image.Uniform); !is {
		t.Error("a thumbnail without areas is made anew")
	}
	thumb := Image(flat(20, 20).Level(0).Image(), geom.Size{Width: 40, Height: 40}, areas["claim"]).(*image.RGBA)
	if thumb.RGBAAt(7, 7) != fill || thumb.RGBAAt(14, 14) == fill {
		t.Errorf("%v and %v", thumb.RGBAAt(7, 7), thumb.RGBAAt(14, 14))
	}
}
