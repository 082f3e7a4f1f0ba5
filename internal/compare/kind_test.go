package compare

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// toned is a pair whose candidate is the claim in another tone, but for a disc
// that is by some levels lighter on the claim, and a strip at the left that the
// candidate lacks.
func toned() Pair {
	size := geom.Size{Width: 480, Height: 360}
	tone := func(v float64) float64 { return 40 + 0.6*v }
	return Pair{
		Claimed: drawn("claim", size, func(x, y float64) color.NRGBA {
			if math.Hypot(x-300, y-200) < 40 {
				return grey(tone(scene(x, y)) + 30)
			}
			return grey(tone(scene(x, y)))
		}),
		Candidate: drawn("candidate", size, func(x, y float64) color.NRGBA { return grey(scene(x+40, y)) }),
		Placed:    true, CandidateFromClaimed: geom.Translation(-40, 0),
	}
}

// onScale returns how many stage pixels have a colour of the heat map, and how many are hatched.
func onScale(t *testing.T, p Pair, v View, out geom.Size, within geom.Rect) (lit, all int) {
	t.Helper()
	v.Mode, v.Light = DifferenceMode, 1e-9 // what is not lit is black
	img := rendered(t, p, v, out)
	for y := int(within.MinY); y < int(within.MaxY); y++ {
		for x := int(within.MinX); x < int(within.MaxX); x++ {
			c := img.RGBAAt(x, y)
			all++
			if c.R > 30 {
				lit++
			}
		}
	}
	return lit, all
}

func TestPlainShowsTheDifferenceOfThePicturesAsTheyAre(t *testing.T) {
	p := toned()
	size := p.Claimed.Size()
	// Told without any measurement, wherever both have pixels.
	everywhere := geom.Rect{MinX: 50, MinY: 10, MaxX: 470, MaxY: 350}
	expected := 0
	for y := 10; y < 350; y++ {
		for x := 50; x < 470; x++ {
			r, _ := Inspect(p, geom.Point{X: float64(x) + .5, Y: float64(y) + .5})
			if math.Abs(Luma(r.Claimed)-Luma(r.Candidate)) > 19.99 {
				expected++
			}
		}
	}
	lit, all := onScale(t, p, View{Kind: Plain, ShowFrom: 20}, size, everywhere)
	if math.Abs(float64(lit-expected)) > 0.001*float64(all) || expected < all/10 {
		t.Errorf("%d of %d pixels are shown, %d differ by 20 levels", lit, all, expected)
	}
	f, err := Render(t.Context(), p, View{Mode: DifferenceMode, Kind: Plain}, size)
	if err != nil || !f.CantTell || f.Coarse {
		t.Errorf("where the candidate has no pixels: %+v %v", f.CantTell, err)
	}
	if c := f.Image.RGBAAt(5, 5); c == (color.RGBA{}) {
		t.Error("nothing is drawn where the candidate has no pixels")
	}
}

func TestProportionalTakesToneOutAndSaysPercentOfTheBrighter(t *testing.T) {
	p := toned()
	v := View{Kind: Proportional, ShowFrom: 8}
	size := p.Claimed.Size()
	disc := geom.Rect{MinX: 280, MinY: 180, MaxX: 320, MaxY: 220}
	// Nothing measured: nothing said.
	f, err := Render(t.Context(), p, View{Mode: DifferenceMode, Kind: Proportional}, size)
	if err != nil || f.Dark || f.CantTell {
		t.Errorf("without a measurement it says %+v %v", f, err)
	}
	p.Map = difference(t, p)
	if lit, all := onScale(t, p, v, size, disc); lit < all*95/100 {
		t.Errorf("%d of %d pixels of the disc are shown", lit, all)
	}
	if lit, all := onScale(t, p, v, size, geom.Rect{MinX: 60, MinY: 20, MaxX: 220, MaxY: 340}); lit > all/200 {
		t.Errorf("%d of %d pixels are shown where only tone differs", lit, all)
	}
	// The value itself: 30 levels of the brighter one.
	for _, at := range []geom.Point{{X: 300, Y: 200}, {X: 285, Y: 215}} {
		r, ok := Inspect(p, at)
		want := 100 * (Luma(r.Claimed) - r.Predicted) / Luma(r.Claimed)
		one := geom.Rect{MinX: math.Floor(at.X), MinY: math.Floor(at.Y), MaxX: math.Floor(at.X) + 1, MaxY: math.Floor(at.Y) + 1}
		below, _ := onScale(t, p, View{Kind: Proportional, ShowFrom: want - 0.2}, size, one)
		above, _ := onScale(t, p, View{Kind: Proportional, ShowFrom: want + 0.2}, size, one)
		if !ok || below != 1 || above != 0 {
			t.Errorf("at %v: %.1f %% expected; shown from %.1f: %v, from %.1f: %v", at, want, want-.2, below == 1, want+.2, above == 1)
		}
	}
}

func TestProportionalIsTheSameAtEveryZoom(t *testing.T) {
	p := toned()
	p.Map = difference(t, p)
	p.Map.Light = Light{Used: true, Over: p.Map.toldBox()}
	for i := range p.Map.Light.Gain {
		p.Map.Light.Gain[i] = 0.7 + 0.01*float32(i)
	}
	at := geom.Point{X: 150.5, Y: 100.5}
	r, _ := Inspect(p, at)
	want := 100 * math.Abs(Luma(r.Claimed)-r.Predicted) / max(Luma(r.Claimed), r.Predicted)
	for _, zoom := range []float64{1, 3, 7} {
		out := geom.Size{Width: 200, Height: 200}
		m := geom.Map{zoom, 0, 100 - zoom*at.X, 0, zoom, 100 - zoom*at.Y, 0, 0, 1}
		one := geom.Rect{MinX: 99, MinY: 99, MaxX: 101, MaxY: 101}
		below, _ := onScale(t, p, View{Kind: Proportional, StageFromClaimed: m, ShowFrom: want - 1.5}, out, one)
		above, _ := onScale(t, p, View{Kind: Proportional, StageFromClaimed: m, ShowFrom: want + 1.5}, out, one)
		if below != 4 || above != 0 {
			t.Errorf("at zoom %v: not %.1f %%: %d of 4 pixels from 1.5 below it, %d from 1.5 above", zoom, want, below, above)
		}
	}
}

func TestBelowTheResolutionIsHatchedMoreWidelyThanWhatCantBeTold(t *testing.T) {
	size := geom.Size{Width: 200, Height: 100}
	flat := drawn("a", size, func(x, y float64) color.NRGBA { return grey(90) })
	m := &Map{Size: size, PlaneFromClaimed: geom.Identity(), Z: make([]uint16, size.Pixels()), Mask: make([]Known, size.Pixels())}
	for i := range m.Mask {
		m.Mask[i] = Outside
		if i%200 >= 100 {
			m.Mask[i] = Coarse
		}
	}
	p := Pair{Claimed: flat, Candidate: flat, Placed: true, CandidateFromClaimed: geom.Identity(), Map: m.withLevels()}
	for _, k := range []Kind{Significance, Proportional} {
		f, err := Render(t.Context(), p, View{Mode: DifferenceMode, Kind: k}, size)
		if err != nil || !f.CantTell || !f.Coarse {
			t.Fatalf("%v: %+v %v", k.Name(), f, err)
		}
		hatched := func(x0, x1 int) (n int) {
			ground := f.Image.RGBAAt(99, 0)
			for x := x0; x < x1; x++ {
				for y := range 100 {
					if c := f.Image.RGBAAt(x, y); c.R > ground.R+20 || c.R > 80 {
						n++
					}
				}
			}
			return n
		}
		if narrow, wide := hatched(0, 90), hatched(110, 200); narrow < 3*wide/2 || wide == 0 {
			t.Errorf("%v: %d pixels are hatched where nothing can be told, %d below the resolution", k.Name(), narrow, wide)
		}
	}
}

func TestLegendsHaveTheKindsDefaultsAndFewRoundTicks(t *testing.T) {
	for _, k := range []Kind{Significance, Proportional, Plain} {
		l := LegendOf(View{Kind: k})
		if l.Kind != k || l.From != k.ShowFrom() || l.To != k.ShowTo() || l.From >= l.To {
			t.Errorf("%v: %+v", k.Name(), l)
		}
		if n := len(l.Ticks); n < 2 || n > 7 || !slices.IsSorted(l.Ticks) || l.Ticks[0] < l.From || l.Ticks[n-1] > l.To {
			t.Errorf("%v: ticks %v", k.Name(), l.Ticks)
		}
	}
}

func TestInspectReadsBothPicturesAtOnePlace(t *testing.T) {
	p := toned()
	m := difference(t, p)
	at := geom.Point{X: 300.2, Y: 200.7}
	r, ok := Inspect(p, at)
	if !ok || r.Measured || !r.Found || r.Region != -1 {
		t.Fatalf("without a measurement: %+v", r)
	}
	p.Map = m
	r, _ = Inspect(p, at)
	scenery := scene(300.5, 200.5)
	for what, v := range map[string][2]float64{
		"claim":     {Luma(r.Claimed), 40 + 0.6*scenery + 30},
		"candidate": {Luma(r.Candidate), scenery},
		"predicted": {r.Predicted, 40 + 0.6*scenery},
	} {
		if math.Abs(v[0]-v[1]) > 3 {
			t.Errorf("%s is %.1f, want %.1f", what, v[0], v[1])
		}
	}
	if r.At.X != 300 || r.At.Y != 200 || r.CandidateAt != (geom.Point{X: 260.5, Y: 200.5}) {
		t.Errorf("it lies at %v and %v", r.At, r.CandidateAt)
	}
	z, known := m.At(geom.Point{X: 300.5, Y: 200.5})
	if r.Z != z || r.Known != known || known != Told || z < 5 {
		t.Errorf("z is %v (%v), the map says %v (%v)", r.Z, r.Known, z, known)
	}
	if r.Region < 0 || m.RegionAt(at, 0) != r.Region {
		t.Errorf("it lies in region %d of %d", r.Region, len(m.Regions))
	}
	// Beside the candidate, and beside the claim.
	if r, ok := Inspect(p, geom.Point{X: 10, Y: 10}); !ok || r.Found || r.Known != Outside {
		t.Errorf("where the candidate has no pixels: %+v", r)
	}
	if _, ok := Inspect(p, geom.Point{X: -1, Y: 10}); ok {
		t.Error("something is read beside the claim")
	}
	// The very edge is the last pixel.
	if r, ok := Inspect(p, geom.Point{X: 479.99, Y: 359.99}); !ok || r.At.X != 479 || r.At.Y != 359 {
		t.Errorf("the last pixel: %+v", r)
	}
}

func TestTheSmallestBoxAboutAPointIsItsRegion(t *testing.T) {
	m := &Map{Regions: []Region{box(0, 0, 100, 100), box(40, 40, 60, 60), box(90, 90, 200, 200)}}
	for p, want := range map[geom.Point]int{
		{X: 50, Y: 50}: 1, {X: 20, Y: 20}: 0, {X: 95, Y: 95}: 0, {X: 150, Y: 150}: 2, {X: 300, Y: 300}: -1, {X: 202, Y: 150}: -1,
	} {
		if got := m.RegionAt(p, 0); got != want {
			t.Errorf("%v lies in %d, want %d", p, got, want)
		}
	}
	if got := m.RegionAt(geom.Point{X: 202, Y: 150}, 3); got != 2 {
		t.Errorf("near a region's edge: %d", got)
	}
}

func box(x0, y0, x1, y1 int) Region { return Region{Box: image.Rect(x0, y0, x1, y1)} }
