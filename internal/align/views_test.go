package align

import (
	"image"
	"math"
	"math/rand/v2"
	"os"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

// viewsSwitch is the environment variable that asks for the trial of other
// viewpoints, which takes a quarter of an hour.
const viewsSwitch = "MOTBILDE_VIEWS"

// metresAside are how far from the candidate's camera the claim's one stood.
var metresAside = [...]float64{0, 1, 3, 6, 12, 25, 50, 100, 200}

// TestOtherViewpointsAreTold counts how views of one coast from two places are
// judged, and copies of such views that are hard to tell.
func TestOtherViewpointsAreTold(t *testing.T) {
	if os.Getenv(viewsSwitch) == "" {
		t.Skip("set " + viewsSwitch + "=1 to run the trial of other viewpoints")
	}
	type tally struct{ pairs, matches, noted, partial int }
	count := func(c *tally, a Alignment) {
		c.pairs++
		switch {
		case a.Verdict == Match && a.Has(OtherMomentPossible):
			c.noted++
		case a.Verdict == Match:
			c.matches++
		case a.Verdict == Partial:
			c.partial++
		}
	}
	var views [len(metresAside)]tally
	copies := make([]tally, len(hardCopies))
	size := geom.Size{Width: 960, Height: 540}
	for _, seed := range []uint64{20, 21, 22} {
		r, coast := rand.New(rand.NewPCG(seed, 61)), synth.NewCoast(seed)
		for range 8 {
			base := lookout(r)
			source := coast.From(base, size)
			candidate := synth.Spread(source, synth.JPEG(85)).Image
			for i, metres := range metresAside {
				aside := coast.From(steppedAside(base, metres, r), size)
				count(&views[i], find(t, pictured(spreadAtRandom(aside, r)), pictured(candidate)))
			}
			for i, c := range hardCopies {
				count(&copies[i], find(t, pictured(synth.Spread(source, c.attacks(source.Rect, r)...).Image), pictured(candidate)))
			}
		}
	}
	t.Log("| metres aside | pairs | match | match, other moment possible | in a part |")
	for i, c := range views {
		t.Logf("| %g | %d | %d | %d | %d |", metresAside[i], c.pairs, c.matches, c.noted, c.partial)
		if metresAside[i] >= 100 && c.matches > c.pairs/8 || metresAside[i] >= 200 && c.matches+c.noted > c.pairs/8 {
			t.Errorf("%d of %d views from %g m aside are a match, %d noted as another moment", c.matches+c.noted, c.pairs, metresAside[i], c.noted)
		}
	}
	t.Log("| copy | pairs | match | match, other moment possible | in a part |")
	for i, c := range copies {
		t.Logf("| %s | %d | %d | %d | %d |", hardCopies[i].name, c.pairs, c.matches, c.noted, c.partial)
	}
}

// coastline is a land that is computed once for the short tests.
var coastline = sync.OnceValue(func() synth.Coast { return synth.NewCoast(7) })

// overVillage is where a camera looks along the shore, houses near and mountains far.
var overVillage = synth.Viewpoint{X: 180, Y: 60, Height: 45, Turn: -0.62, Focal: 1.25, Horizon: 0.3}

func TestTheSameCoastFromAsideIsNoMatch(t *testing.T) {
	if testing.Short() {
		t.Skip("drawing a land takes minutes under the race detector")
	}
	size := geom.Size{Width: 800, Height: 450}
	down := synth.Viewpoint{X: 180, Y: 80, Height: 130, Turn: -0.5, Focal: 1.4, Horizon: 0.12}
	for _, c := range []struct {
		from  synth.Viewpoint
		x, y  float64 // metres aside
		share float64 // of the picture-like cells, which agreed for a match before the placement was held to account
	}{
		{overVillage, 30, 0, 0.53},
		{overVillage, -30, 0, 0.52},
		{down, 30, 0, 0.78},
		{down, 0, 60, 0.75},
		{down, -60, 0, 0.68},
	} {
		aside := c.from
		aside.X, aside.Y, aside.Exposure = c.from.X+c.x, c.from.Y+c.y, 3
		claim := synth.Spread(coastline().From(aside, size), synth.JPEG(80)).Image
		got := find(t, pictured(claim), pictured(coastline().From(c.from, size)))
		if got.Verdict != Partial || got.SupportAgrees < c.share-0.05 {
			t.Errorf("from %g, %g m aside: %v, %d inliers, %.2f of the picture-like cells agree, corner error %.1f px",
				c.x, c.y, got.Verdict, len(got.Inliers), got.SupportAgrees, got.CornerErrorPx)
		}
	}
}

func TestHardCopiesOfACoastAreMatches(t *testing.T) {
	if testing.Short() {
		t.Skip("drawing a land takes minutes under the race detector")
	}
	size := geom.Size{Width: 800, Height: 450}
	source := coastline().From(overVillage, size)
	candidate := pictured(synth.Spread(source, synth.JPEG(85)).Image)
	r := rand.New(rand.NewPCG(3, 3))
	for _, c := range hardCopies {
		if got := find(t, pictured(synth.Spread(source, c.attacks(source.Rect, r)...).Image), candidate); c.kept && got.Verdict != Match {
			t.Errorf("%s: %v, log10 NFA %.0f, %.2f of the picture-like cells agree", c.name, got.Verdict, got.Log10NFA, got.SupportAgrees)
		}
	}
}

// lookout draws a place to look at the coast from.
func lookout(r *rand.Rand) synth.Viewpoint {
	between := func(a, b float64) float64 { return a + (b-a)*r.Float64() }
	switch r.IntN(4) {
	case 0: // along the fjord
		return synth.Viewpoint{X: between(250, 350), Y: between(-120, 30), Height: between(40, 90), Turn: between(-0.4, 0.1), Focal: between(0.9, 1.4), Horizon: between(0.3, 0.5)}
	case 1: // the village
		return synth.Viewpoint{X: between(130, 190), Y: between(-20, 80), Height: between(20, 70), Turn: between(-0.9, -0.4), Focal: between(1, 1.8), Horizon: between(0.2, 0.4)}
	case 2: // from the water, nearer
		return synth.Viewpoint{X: between(150, 350), Y: between(0, 300), Height: between(15, 55), Turn: between(-1.2, 0.2), Focal: between(1.4, 2.9), Horizon: between(0.3, 0.6)}
	}
	// Steeply down.
	return synth.Viewpoint{X: between(100, 300), Y: between(40, 140), Height: between(100, 200), Turn: between(-0.8, 0), Focal: between(1, 2), Horizon: between(0.05, 0.25)}
}

// steppedAside moves a camera in any direction, a little up or down, and on in
// time: by seconds, and in a quarter of the cases by half a minute.
func steppedAside(v synth.Viewpoint, metres float64, r *rand.Rand) synth.Viewpoint {
	sin, cos := math.Sincos(2 * math.Pi * r.Float64())
	v.X, v.Y = v.X+metres*cos, v.Y+metres*sin
	v.Height = max(8, v.Height+0.25*metres*(r.Float64()-0.5))
	v.Turn += metres * (r.Float64() - 0.5) / 1500
	v.Seconds, v.Exposure = 3*r.Float64(), r.Uint64()
	if r.IntN(4) == 0 {
		v.Seconds += 30
	}
	return v
}

// spreadAtRandom makes a claim of a picture: cut, mirrored or grey by chance, scaled and compressed.
func spreadAtRandom(img *image.RGBA, r *rand.Rand) *image.RGBA {
	var attacks []synth.Attack
	if r.IntN(2) == 0 {
		attacks = append(attacks, cropped(img.Rect, r, 0.7))
	}
	if r.IntN(2) == 0 {
		attacks = append(attacks, synth.Mirror())
	}
	if r.IntN(2) == 0 {
		attacks = append(attacks, synth.Grey())
	}
	return synth.Spread(img, append(attacks, scaled(0.6+0.4*r.Float64()), synth.JPEG(50+r.IntN(40)))...).Image
}

// hardCopies leave a copy little to be told by. Those that are kept are found
// on a view of the coast; the other ones are beyond the keypoints there.
var hardCopies = []struct {
	name    string
	kept    bool
	attacks func(of image.Rectangle, r *rand.Rand) []synth.Attack
}{
	{"from a screen curved by 2 %, with waves", true, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{photographed(0.02, 0.08*r.Float64(), 0.1, 3, r.Uint64()), synth.JPEG(70)}
	}},
	{"from a screen curved by 5 %", true, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{photographed(0.05, 0.05*r.Float64(), 0, 2, r.Uint64()), scaled(0.8), synth.JPEG(70)}
	}},
	{"from a flat screen, strong waves", false, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{photographed(0, 0.15, 0.3, 4, r.Uint64()), synth.JPEG(60)}
	}},
	{"thumbnail, 160 pixels wide", true, func(of image.Rectangle, _ *rand.Rand) []synth.Attack {
		return []synth.Attack{scaled(160 / float64(of.Dx())), synth.JPEG(70)}
	}},
	{"lettering over half of it", true, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{writtenOver(0.5, 1, r), synth.JPEG(60)}
	}},
	{"half-transparent lettering over all of it", false, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{writtenOver(1, 0.35, r), synth.JPEG(60)}
	}},
	{"JPEG 8", true, func(image.Rectangle, *rand.Rand) []synth.Attack { return []synth.Attack{synth.JPEG(8)} }},
	{"half cut away, JPEG 12", true, func(of image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{cropped(of, r, 0.7), synth.JPEG(12)}
	}},
	{"noise of 20 levels", true, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{noised(20, r.Uint64()), synth.JPEG(75)}
	}},
	{"noise of 35 levels", false, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{noised(35, r.Uint64()), synth.JPEG(75)}
	}},
	{"mirrored, grey, toned, small", true, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{synth.Mirror(), synth.Grey(), toned(0.7, 20, 1.4), scaled(0.4), synth.JPEG(40)}
	}},
}

// photographed draws a picture as a camera sees it on a screen: bulging by a
// share of its size at the corners, seen from the side, with waves of both
// grids, a lamp's gradient and noise.
func photographed(bulge, lean, waves, noise float64, seed uint64) synth.Attack {
	return func(c synth.Copy) synth.Copy {
		r := rand.New(rand.NewPCG(seed, 7))
		w, h := c.Image.Rect.Dx(), c.Image.Rect.Dy()
		out := image.NewRGBA(c.Image.Rect)
		fx, fy := 0.08+0.2*r.Float64(), 0.05+0.2*r.Float64()
		for y := range h {
			for x := range w {
				u, v := 2*(float64(x)+0.5)/float64(w)-1, 2*(float64(y)+0.5)/float64(h)-1
				k := (1 + bulge*(u*u+v*v)/2) / (1 + lean*u)
				wave := 1 + waves*math.Sin(fx*float64(x)+fy*float64(y)+3*math.Sin(float64(x)/200))*math.Sin(0.9*fx*float64(x)-1.3*fy*float64(y))
				p := out.Pix[out.PixOffset(x, y):]
				sx, sy := (u*k+1)/2*float64(w)-0.5, (v*k+1)/2*float64(h)-0.5
				for i, level := range levelsAt(c.Image, sx, sy) {
					p[i] = uint8(max(0, min(255, level*wave*(0.9+0.15*u)+noise*r.NormFloat64())))
				}
				p[3] = 255
			}
		}
		return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}
	}
}

// levelsAt interpolates the three channels linearly; beyond the edges it is dark.
func levelsAt(img *image.RGBA, x, y float64) (v [3]float64) {
	if !(x >= 0 && y >= 0 && x < float64(img.Rect.Dx()-1) && y < float64(img.Rect.Dy()-1)) {
		return [3]float64{12, 12, 12}
	}
	xi, yi := int(x), int(y)
	fx, fy := x-float64(xi), y-float64(yi)
	for i := range v {
		at := func(dx, dy int) float64 { return float64(img.Pix[img.PixOffset(xi+dx, yi+dy)+i]) }
		v[i] = (1-fy)*((1-fx)*at(0, 0)+fx*at(1, 0)) + fy*((1-fx)*at(0, 1)+fx*at(1, 1))
	}
	return v
}

// writtenOver lays lines of block letters over a share of the picture's height, from below.
func writtenOver(share, cover float64, r *rand.Rand) synth.Attack {
	size, seed := 0.05+0.05*r.Float64(), r.Uint64()
	return func(c synth.Copy) synth.Copy {
		r := rand.New(rand.NewPCG(seed, 1))
		img := image.NewRGBA(c.Image.Rect)
		copy(img.Pix, c.Image.Pix)
		w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
		letter := size * h
		for y := (1 - share) * h; y+letter < h; y += 1.4 * letter {
			for x := 0.03 * w; x < 0.95*w; x += 0.8 * letter {
				glyph := r.Uint32()
				paint(img, image.Rect(int(x), int(y), int(x+0.7*letter), int(y+letter)), func(u, v float64) ([3]float64, float64) {
					if glyph>>(uint(u*3)+3*uint(v*5))&1 == 0 {
						return [3]float64{}, 0
					}
					return [3]float64{255, 255, 255}, cover
				})
			}
		}
		return synth.Copy{Image: img, SourceFromCopy: c.SourceFromCopy}
	}
}
