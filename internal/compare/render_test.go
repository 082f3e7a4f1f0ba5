package compare

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"math"
	"runtime"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// drawn makes a picture from a function of the place of each pixel's centre.
func drawn(key string, size geom.Size, at func(x, y float64) color.NRGBA) *picture.Pyramid {
	pix := make([]uint8, 0, 4*size.Pixels())
	for y := range size.Height {
		for x := range size.Width {
			c := at(float64(x)+0.5, float64(y)+0.5)
			pix = append(pix, c.R, c.G, c.B, c.A)
		}
	}
	return picture.NewPyramid(picture.New(key, size, pix))
}

func grey(v float64) color.NRGBA {
	g := uint8(math.Round(min(max(v, 0), 255)))
	return color.NRGBA{g, g, g, 255}
}

// scene is smooth and nowhere flat, so that a shift shows everywhere: bands
// with periods of 60 to 170 pixels.
func scene(x, y float64) float64 {
	return 128 + 45*math.Sin(x/11+y/47) + 40*math.Cos(y/13-x/61) + 25*math.Sin((x+2*y)/23)
}

func rendered(t *testing.T, p Pair, v View, out geom.Size) *image.RGBA {
	t.Helper()
	f, err := Render(context.Background(), p, v, out)
	if err != nil {
		t.Fatal(err)
	}
	return f.Image
}

// shiftOf returns by how much got must be moved in x and y to be the truth, in
// pixels: one Gauss–Newton step of least squares over the pixels of both.
func shiftOf(got *image.RGBA, truth func(x, y float64) float64, within image.Rectangle) (dx, dy, rms float64) {
	var xx, xy, yy, bx, by, sum, n float64
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			fx, fy := float64(x)+0.5, float64(y)+0.5
			gx, gy := truth(fx+.5, fy)-truth(fx-.5, fy), truth(fx, fy+.5)-truth(fx, fy-.5)
			e := float64(got.RGBAAt(x, y).R) - truth(fx, fy)
			xx, xy, yy, bx, by = xx+gx*gx, xy+gx*gy, yy+gy*gy, bx+gx*e, by+gy*e
			sum, n = sum+e*e, n+1
		}
	}
	det := xx*yy - xy*xy
	return (yy*bx - xy*by) / det, (xx*by - xy*bx) / det, math.Sqrt(sum / n)
}

func TestWarpLandsWithinATwentiethOfAPixel(t *testing.T) {
	claimed, candidate := geom.Size{Width: 320, Height: 240}, geom.Size{Width: 640, Height: 500}
	back := geom.Translation(-claimed.Rect().Centre().X, -claimed.Rect().Centre().Y)
	about := func(m geom.Map) geom.Map {
		return geom.Translation(320, 250).After(m).After(back)
	}
	for name, candidateFromClaimed := range map[string]geom.Map{
		"crop at whole pixels":     geom.Translation(100, 80),
		"crop at fractions":        geom.Translation(100.3, 80.7),
		"enlarged":                 about(geom.Scaling(.7, .7)),
		"reduced":                  about(geom.Scaling(1.3, 1.3)),
		"turned":                   about(geom.Rotation(.4).After(geom.Scaling(1.1, 1.1))),
		"mirrored":                 about(geom.Mirroring(0).After(geom.Scaling(1.2, 1.2))),
		"perspective":              about(geom.Map{1.1, .05, 3, -.04, 1.05, -2, 4e-4, -3e-4, 1}),
		"mirrored and perspective": about(geom.Mirroring(0).After(geom.Map{1.1, .05, 3, -.04, 1.05, -2, 4e-4, -3e-4, 1})),
		"perspective, negated":     about(geom.Map{-1.1, -.05, -3, .04, -1.05, 2, -4e-4, 3e-4, -1}),
	} {
		// The candidate shows the scene as the map says: its pixel at q is the claim's point of q.
		claimedFromCandidate, ok := candidateFromClaimed.Inverse()
		if !ok {
			t.Fatal(name)
		}
		p := Pair{
			Claimed: drawn("a", claimed, func(x, y float64) color.NRGBA { return grey(scene(x, y)) }),
			Candidate: drawn("b", candidate, func(x, y float64) color.NRGBA {
				q := claimedFromCandidate.Apply(geom.Point{X: x, Y: y})
				return grey(scene(q.X, q.Y))
			}),
			Placed: true, CandidateFromClaimed: candidateFromClaimed,
		}
		warped, err := Warp(context.Background(), p)
		if err != nil {
			t.Fatal(name, err)
		}
		inner := image.Rect(30, 30, 290, 210)
		for _, at := range []image.Point{inner.Min, inner.Max} {
			if warped.NRGBAAt(at.X, at.Y).A != 255 {
				t.Fatalf("%s: nothing at %v", name, at)
			}
		}
		asRGBA := &image.RGBA{Pix: warped.Pix, Stride: warped.Stride, Rect: warped.Rect}
		dx, dy, rms := shiftOf(asRGBA, scene, inner)
		if math.Hypot(dx, dy) > .05 || rms > 2.5 {
			t.Errorf("%s: off by (%.3f, %.3f) px, %.2f grey levels", name, dx, dy, rms)
		}
	}
}

func TestWarpIsTransparentOutsideTheCandidateAndOnlyThere(t *testing.T) {
	p := Pair{
		Claimed:   drawn("a", geom.Size{Width: 100, Height: 80}, func(x, y float64) color.NRGBA { return grey(0) }),
		Candidate: drawn("b", geom.Size{Width: 50, Height: 40}, func(x, y float64) color.NRGBA { return grey(0) }),
		Placed:    true, CandidateFromClaimed: geom.Translation(-20, -10),
	}
	warped, err := Warp(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	for y := range 80 {
		for x := range 100 {
			want := uint8(0)
			if image.Pt(x, y).In(image.Rect(20, 10, 70, 50)) {
				want = 255
			}
			if got := warped.NRGBAAt(x, y).A; got != want {
				t.Fatalf("alpha %d at (%d, %d), want %d", got, x, y, want)
			}
		}
	}
}

func TestBeyondTheHorizonNothingIsDrawn(t *testing.T) {
	size := geom.Size{Width: 200, Height: 200}
	white := func(x, y float64) color.NRGBA { return grey(255) }
	p := Pair{
		Claimed: drawn("a", size, white), Candidate: drawn("b", size, white), Placed: true,
		// The horizon is the line x = 150; the claim's middle lies before it.
		CandidateFromClaimed: geom.Map{1, 0, 0, 0, 1, 0, -1. / 150, 0, 1},
	}
	warped, err := Warp(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	for x := 150; x < 200; x++ {
		if warped.NRGBAAt(x, 100).A != 0 {
			t.Fatalf("something is drawn at column %d, behind the horizon", x)
		}
	}
	if warped.NRGBAAt(30, 100).A != 255 {
		t.Error("nothing is drawn before the horizon")
	}
}

func aPair() Pair {
	size := geom.Size{Width: 900, Height: 700}
	return Pair{
		Claimed: drawn("a", size, func(x, y float64) color.NRGBA { return grey(scene(x, y)) }),
		Candidate: drawn("b", size, func(x, y float64) color.NRGBA {
			return color.NRGBA{uint8(scene(x, y)), uint8(255 - scene(y, x)), uint8(x / 4), 255}
		}),
		Placed: true, CandidateFromClaimed: turned(size),
	}
}

func allModes() []View {
	return []View{
		{Mode: Claimed},
		{Mode: Candidate},
		{Mode: SideBySide},
		{Mode: SideBySide, Whole: true},
		{Mode: Overlay, Opacity: .3},
		{Mode: Swipe, SwipeAt: .4},
		{Mode: Swipe, SwipeAt: .4, SwipeTurn: 90},
		{Mode: Blink},
		{Mode: Blink, Other: true},
		{Mode: DifferenceMode},
		{Mode: DifferenceMode, Kind: Proportional},
		{Mode: DifferenceMode, Kind: Plain},
		{Mode: MatchLines},
		{Mode: Swipe, SwipeAt: .4, SwipeTurn: 133},
		{Mode: Overlay, Opacity: .5, Style: RedCyan},
		{Mode: Overlay, Opacity: .5, Style: Edges},
		{Mode: Single},
		{Mode: Single, One: OneCandidate},
		{Mode: Single, One: OneAligned},
		{Mode: Overlay, Opacity: .5, Safe: true},
	}
}

func TestPixelsAreTheSameOnOneCoreAndOnMany(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var all [2][][]uint8
	for i, cores := range []int{1, 4} {
		runtime.GOMAXPROCS(cores)
		p := aPair()
		p.Map = difference(t, p)
		for _, fine := range []bool{false, true} {
			for _, v := range allModes() {
				v.Fine, v.Ground = fine, color.RGBA{20, 20, 20, 255}
				all[i] = append(all[i], rendered(t, p, v, geom.Size{Width: 403, Height: 301}).Pix)
			}
		}
	}
	for k := range all[0] {
		if !bytes.Equal(all[0][k], all[1][k]) {
			t.Errorf("%+v: pixels differ with the number of cores", allModes()[k%len(allModes())])
		}
	}
}

// TestPreviewAndExportAgree holds a small frame against the same region
// rendered four times as large and averaged.
func TestPreviewAndExportAgree(t *testing.T) {
	p := aPair()
	m, err := Difference(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	p.Map = m
	region := geom.Rect{MinX: 100, MinY: 80, MaxX: 740, MaxY: 560}
	small, large := geom.Size{Width: 320, Height: 240}, geom.Size{Width: 1280, Height: 960}
	for _, v := range allModes() {
		if v.Mode.HasPanes() || v.Mode == DifferenceMode || v.Style == Edges {
			continue // panes have a gap and edges a width in stage pixels; the map's greatest values don't average
		}
		if v.One == OneCandidate && v.Mode == Single || v.SwipeTurn == 133 {
			continue // shown by a map of its own; cut through the middle of pixels
		}
		v.StageFromClaimed = FitRegion(region, small, 0)
		preview := rendered(t, p, v, small)
		v.StageFromClaimed, v.Fine = FitRegion(region, large, 0), true
		export := rendered(t, p, v, large)
		var sum, worst float64
		for y := range small.Height {
			for x := range small.Width {
				var mean float64
				for j := range 4 {
					for i := range 4 {
						mean += float64(export.RGBAAt(4*x+i, 4*y+j).R) / 16
					}
				}
				d := math.Abs(mean - float64(preview.RGBAAt(x, y).R))
				sum, worst = sum+d, max(worst, d)
			}
		}
		if mean := sum / float64(small.Pixels()); mean > 1 || worst > 12 {
			t.Errorf("%+v: preview and export differ by %.2f grey levels on average, %.0f at worst", v, mean, worst)
		}
	}
}

func TestModesThatNeedAPlacementAreRefusedWithoutOne(t *testing.T) {
	p := aPair()
	p.Placed = false
	for _, v := range allModes() {
		_, err := Render(context.Background(), p, v, geom.Size{Width: 40, Height: 30})
		if want := v.Mode.NeedsPlacement() || v.Mode == Single && v.One == OneAligned; want != errors.Is(err, ErrNotPlaced) || !want && err != nil {
			t.Errorf("%+v: got %v", v, err)
		}
	}
	p.Placed, p.CandidateFromClaimed = true, geom.Map{}
	if _, err := Render(context.Background(), p, View{Mode: Overlay}, geom.Size{Width: 40, Height: 30}); !errors.Is(err, ErrNotPlaced) {
		t.Errorf("a singular placement: got %v", err)
	}
	if _, err := Render(context.Background(), p, View{}, geom.Size{}); !errors.Is(err, ErrEmptyOutput) {
		t.Errorf("an empty output: got %v", err)
	}
	if _, err := Render(context.Background(), Pair{Claimed: p.Claimed}, View{Mode: SideBySide}, geom.Size{Width: 40, Height: 30}); !errors.Is(err, ErrNoPicture) {
		t.Errorf("no candidate: got %v", err)
	}
}

func TestACancelledRenderGivesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if f, err := Render(ctx, aPair(), View{Mode: Overlay, Opacity: .5}, geom.Size{Width: 400, Height: 300}); !errors.Is(err, context.Canceled) || f.Image != nil {
		t.Errorf("got %v, %v", f.Image != nil, err)
	}
	if m, err := Difference(ctx, aPair()); !errors.Is(err, context.Canceled) || m != nil {
		t.Errorf("got %v, %v", m != nil, err)
	}
}

func flatPair(claimed, candidate color.NRGBA) Pair {
	size := geom.Size{Width: 40, Height: 40}
	of := func(c color.NRGBA) *picture.Pyramid {
		return drawn("flat", size, func(x, y float64) color.NRGBA { return c })
	}
	return Pair{Claimed: of(claimed), Candidate: of(candidate), Placed: true, CandidateFromClaimed: geom.Identity()}
}

func TestOverlayMixesByOpacityAndSwipeCutsAtTheLine(t *testing.T) {
	p := flatPair(color.NRGBA{200, 100, 0, 255}, color.NRGBA{0, 100, 200, 255})
	out := geom.Size{Width: 40, Height: 40}
	for opacity, want := range map[float64]color.RGBA{0: {200, 100, 0, 255}, .25: {150, 100, 50, 255}, .5: {100, 100, 100, 255}, 1: {0, 100, 200, 255}} {
		if got := rendered(t, p, View{Mode: Overlay, Opacity: opacity}, out).RGBAAt(20, 20); got != want {
			t.Errorf("opacity %v: got %v, want %v", opacity, got, want)
		}
	}
	upright := View{Mode: Swipe, SwipeAt: .25}
	level := View{Mode: Swipe, SwipeAt: .25, SwipeTurn: 90}
	for _, c := range []struct {
		view    View
		x, y    int
		claimed bool
	}{{upright, 9, 39, true}, {upright, 10, 0, false}, {level, 39, 9, true}, {level, 0, 10, false}} {
		if got := rendered(t, p, c.view, out).RGBAAt(c.x, c.y).R == 200; got != c.claimed {
			t.Errorf("%+v at (%d, %d): claim %v, want %v", c.view, c.x, c.y, got, c.claimed)
		}
	}
	if c := SwipeCut(upright, p.Claimed.Size(), out); c.At != 10 || c.Normal != (geom.Point{X: 1}) {
		t.Errorf("the line is said to lie at %+v, want x = 10", c)
	}
}

func TestSwipeLineStaysOnTheVisiblePartOfTheClaim(t *testing.T) {
	claimed, stage := geom.Size{Width: 1000, Height: 800}, geom.Size{Width: 300, Height: 200}
	v := View{Mode: Swipe, SwipeAt: 1, StageFromClaimed: geom.Translation(-900, -100)}
	if got := SwipeCut(v, claimed, stage).At; got != 100 {
		t.Errorf("right end at %v, want 100, the claim's edge", got)
	}
	v.SwipeAt = 0
	if got := SwipeCut(v, claimed, stage).At; got != 0 {
		t.Errorf("left end at %v, want 0", got)
	}
}

func TestTransparentPixelsShowTheGroundAndDontBleed(t *testing.T) {
	size := geom.Size{Width: 64, Height: 64}
	p := Pair{Claimed: drawn("holes", size, func(x, y float64) color.NRGBA {
		if x < 32 {
			return color.NRGBA{255, 0, 0, 0} // red that must never be seen
		}
		return color.NRGBA{0, 0, 255, 255}
	})}
	for _, scale := range []float64{.3, 1, 3.7} {
		out := geom.Size{Width: int(64 * scale), Height: int(64 * scale)}
		got := rendered(t, p, View{StageFromClaimed: geom.Scaling(scale, scale), Ground: color.RGBA{0, 80, 0, 255}, Fine: true}, out)
		for y := range out.Height {
			for x := range out.Width {
				if c := got.RGBAAt(x, y); c.R != 0 || c.A != 255 {
					t.Fatalf("scale %v: %v at (%d, %d)", scale, c, x, y)
				}
			}
		}
		if c := got.RGBAAt(0, 0); c != (color.RGBA{0, 80, 0, 255}) {
			t.Errorf("scale %v: ground is %v", scale, c)
		}
	}
}

func TestUnplacedCandidateIsFittedIntoItsOwnPane(t *testing.T) {
	p := flatPair(color.NRGBA{200, 0, 0, 255}, color.NRGBA{0, 0, 200, 255})
	p.Placed = false
	out := geom.Size{Width: 212, Height: 100}
	got := rendered(t, p, View{Mode: SideBySide}, out)
	left, right := Panes(out, 0)
	if left.Dx() != 100 || right.Min.X != 112 {
		t.Fatalf("panes %v and %v", left, right)
	}
	for at, want := range map[image.Point]color.RGBA{{5, 50}: {200, 0, 0, 255}, {95, 50}: {200, 0, 0, 255}, {106, 50}: {}, {115, 50}: {0, 0, 200, 255}, {210, 99}: {0, 0, 200, 255}} {
		if c := got.RGBAAt(at.X, at.Y); c != want {
			t.Errorf("%v at %v, want %v", c, at, want)
		}
	}
}

func TestMatchLinesShowsTheCandidateInItsOwnPixels(t *testing.T) {
	p := aPair()
	v := View{
		Mode: MatchLines, StageFromClaimed: geom.Map{.5, 0, -20, 0, .5, -30, 0, 0, 1},
		StageFromCandidate: geom.Map{.4, 0, 10, 0, .4, 8, 0, 0, 1}, Ground: color.RGBA{20, 20, 20, 255},
	}
	out := geom.Size{Width: 412, Height: 300}
	got := rendered(t, p, v, out)
	left, right := Panes(out, 0)
	pane := geom.Size{Width: left.Dx(), Height: left.Dy()}
	for _, c := range []struct {
		at      image.Rectangle
		pyramid *picture.Pyramid
		from    geom.Map
	}{{left, p.Claimed, v.StageFromClaimed}, {right, p.Candidate, v.StageFromCandidate}} {
		alone := rendered(t, Pair{Claimed: c.pyramid}, View{Mode: Claimed, StageFromClaimed: c.from, Ground: v.Ground}, pane)
		for y := range pane.Height {
			for x := range pane.Width {
				if got, want := got.RGBAAt(c.at.Min.X+x, y), alone.RGBAAt(x, y); got != want {
					t.Fatalf("%v at (%d, %d) of the pane, want %v", got, x, y, want)
				}
			}
		}
	}
}
