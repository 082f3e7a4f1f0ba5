package graphic

import (
	"errors"
	"image"
	"math"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

func moved(t *testing.T, c Content, s Settings, w Way) Moving {
	t.Helper()
	m, err := ComposeMoving(t.Context(), c, Kit{}.DraftMoving(c, s, w), Kit{}, w)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestStillsDifferOnlyWithinTheBox(t *testing.T) {
	wide := briefOf(geom.Size{Width: 300, Height: 200}, geom.Size{Width: 600, Height: 400}, geom.Point{X: 100, Y: 90})
	tall := briefOf(geom.Size{Width: 150, Height: 300}, geom.Size{Width: 300, Height: 400}, geom.Point{X: 60, Y: 50})
	for w, brief := range map[Way]Content{Swipe: {Brief: wide}, Fade: {Brief: tall}} {
		m := moved(t, brief, chosen(PairKind, "square", words.English), w)
		found, err := raster.Paint(m.Found, 1)
		if err != nil {
			t.Fatal(err)
		}
		claim, err := raster.Paint(m.Claim, 1)
		if err != nil {
			t.Fatal(err)
		}
		box := image.Rect(int(m.Box.MinX+0.5), int(m.Box.MinY+0.5), int(m.Box.MaxX+0.5), int(m.Box.MaxY+0.5))
		inside := 0
		for y := range found.Rect.Dy() {
			for x := range found.Rect.Dx() {
				switch differ := found.RGBAAt(x, y) != claim.RGBAAt(x, y); {
				case differ && !(image.Point{X: x, Y: y}).In(box):
					t.Fatalf("%s: the stills differ at %d, %d, outside of %v", w, x, y, box)
				case differ:
					inside++
				}
			}
		}
		if inside < box.Dx()*box.Dy()/20 { // the repeated label and the bar at least
			t.Errorf("%s: only %d pixels of %v differ", w, inside, box)
		}
		if len(m.Notes) > 0 && m.Notes[0].Must {
			t.Errorf("%s: %v", w, m.Notes)
		}
	}
}

func TestTheFrameKeepsTheClaimsShapeAndLiesInItsArea(t *testing.T) {
	for _, size := range []geom.Size{{Width: 300, Height: 200}, {Width: 150, Height: 300}, {Width: 400, Height: 100}, {Width: 200, Height: 200}} {
		found := geom.Size{Width: 2 * size.Width, Height: 2 * size.Height}
		c := Content{Brief: report.Brief{Verdict: align.Match, Pair: compare.Pair{
			Claimed: scene(size.Width, size.Height, geom.Identity()), Candidate: scene(found.Width, found.Height, geom.Identity()),
			CandidateFromClaimed: geom.Identity(), Placed: true,
		}}}
		for _, preset := range Presets() {
			for _, w := range []Way{Blink, Swipe} {
				k := Kit{}
				s := k.DraftMoving(c, chosen(PairKind, preset.Name, words.English), w)
				b := newSheet(c, s, k, preset)
				l := b.layMoving(w == Swipe, besideChip)
				box := l.claim
				if off := box.Width()/box.Height()/aspect(size) - 1; math.Abs(off) > 1.5/math.Min(box.Width(), box.Height()) {
					t.Errorf("%s, %s: a claim of %v is shown as %.0f × %.0f", preset.Name, w, size, box.Width(), box.Height())
				}
				if in := b.area.Grown(1); !in.Contains(geom.Point{X: box.MinX, Y: box.MinY}) || !in.Contains(geom.Point{X: box.MaxX, Y: box.MaxY}) ||
					box.Width()*box.Height() < 0.12*float64(preset.Width*preset.Height) && box.Width() < 0.95*b.area.Width() {
					t.Errorf("%s, %s: a claim of %v lies at %v in %v", preset.Name, w, size, box, b.area)
				}
				if !l.column.Empty() && (l.column.MinX < box.MaxX || l.column.MaxX > b.area.MaxX+1) {
					t.Errorf("%s, %s: the column at %v meets the frame or leaves the area", preset.Name, w, l.column)
				}
			}
		}
	}
}

func TestMovingPicturesAreToldInBothLanguages(t *testing.T) {
	c := Content{Brief: briefOf(geom.Size{Width: 300, Height: 200}, geom.Size{Width: 600, Height: 400}, geom.Point{X: 100, Y: 90})}
	for l, wants := range map[words.Language][]string{
		words.English:   {"drawn over the other", "published in 1999 by Sample set", "posted on 9 Nov 2025 by @varda_mod", "25"},
		words.Norwegian: {"trekkes over det andre", "Sample set", "@varda_mod", "25"},
	} {
		m := moved(t, c, Default(PairKind, "square", l), Swipe)
		for _, want := range wants {
			if !strings.Contains(m.Alt, want) {
				t.Errorf("%q lacks %q", m.Alt, want)
			}
		}
		if strings.Contains(m.Caption, "(L)") || strings.Contains(m.Credits, "(L)") {
			t.Errorf("one frame has no sides: %q, %q", m.Caption, m.Credits)
		}
	}
	s := Default(PairKind, "square", words.English)
	s.Alt = "As a person wrote it."
	if m := moved(t, c, s, Fade); m.Alt != s.Alt {
		t.Errorf("a person's alt text became %q", m.Alt)
	}
}

func TestNothingMovesWithoutAPlacedPair(t *testing.T) {
	c := Content{Brief: briefOf(geom.Size{Width: 90, Height: 60}, geom.Size{Width: 90, Height: 60}, geom.Point{})}
	if _, err := ComposeMoving(t.Context(), c, Default(PairKind, "no such", words.English), Kit{}, Fade); !errors.Is(err, ErrPreset) {
		t.Errorf("got %v", err)
	}
	c.Brief.Pair.Placed = false
	if _, err := ComposeMoving(t.Context(), c, Default(PairKind, "square", words.English), Kit{}, Fade); !errors.Is(err, ErrNothing) {
		t.Errorf("got %v", err)
	}
}

func TestRedactedPixelsAreInNoStillOfAnAnimation(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form measures little")
	}
	lies := geom.Translation(300, 60).After(geom.Rotation(0.2))
	hunt := func(set casefile.Side) (faces [2]int) {
		m := moved(t, contentOfFaces(t, lies, set), Default(PairKind, "square", words.English), Swipe)
		for i, d := range []figure.Drawing{m.Found, m.Claim} {
			for _, n := range facesIn(d) {
				faces[i] += n
			}
		}
		return faces
	}
	if bare := hunt(""); bare[0] < 100 || bare[1] < 100 {
		t.Errorf("the stills show %v pixels of the face: the hunt finds too little", bare)
	}
	if faces := hunt(casefile.OnCandidate); faces != [2]int{} { // the alignment carries it to the claim
		t.Errorf("redacted on the found picture, the stills show %v pixels of the face", faces)
	}
}
