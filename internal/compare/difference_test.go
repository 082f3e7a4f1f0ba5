package compare

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// textured is a coloured scene with edges, texture and noise, as a photograph has.
func textured(size geom.Size) func(x, y float64) color.NRGBA {
	r := rand.New(rand.NewPCG(7, 7))
	noise := make([]float64, size.Pixels())
	for i := range noise {
		noise[i] = r.NormFloat64()
	}
	return func(x, y float64) color.NRGBA {
		v := 120 + 60*math.Sin(x/17)*math.Cos(y/23)
		if math.Mod(x/40, 2) < 1 != (math.Mod(y/30, 2) < 1) {
			v += 45 + 12*math.Sin(x*1.3)*math.Sin(y*1.1)
		}
		v += 2 * noise[int(y)*size.Width+int(x)]
		c := func(k float64) uint8 { return uint8(min(max(v*k, 1), 254)) }
		return color.NRGBA{c(1.1), c(.95), c(.8), 255}
	}
}

func changed(at func(x, y float64) color.NRGBA, box geom.Rect, by int) func(x, y float64) color.NRGBA {
	return func(x, y float64) color.NRGBA {
		c := at(x, y)
		if box.Contains(geom.Point{X: x, Y: y}) {
			add := func(v uint8) uint8 { return uint8(min(max(int(v)+by, 0), 255)) }
			c = color.NRGBA{add(c.R), add(c.G), add(c.B), 255}
		}
		return c
	}
}

// through maps each pixel's luma by a curve and makes it grey.
func through(at func(x, y float64) color.NRGBA, curve func(v float64) float64) func(x, y float64) color.NRGBA {
	return func(x, y float64) color.NRGBA {
		c := at(x, y)
		return grey(curve(.299*float64(c.R) + .587*float64(c.G) + .114*float64(c.B)))
	}
}

func recompressed(t *testing.T, y *picture.Pyramid, quality int) *picture.Pyramid {
	t.Helper()
	img := image.NewRGBA(y.Level(0).Image().Bounds())
	draw.Draw(img, img.Rect, y.Level(0).Image(), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	back, err := jpeg.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return picture.NewPyramid(picture.FromImage("jpeg", back))
}

func difference(t *testing.T, p Pair) *Map {
	t.Helper()
	m, err := Difference(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// shareAbove returns the share of the told pixels with z above a limit, of those for which which says yes.
func shareAbove(m *Map, z float64, which func(p geom.Point) bool) float64 {
	claimedFromPlane, _ := m.PlaneFromClaimed.Inverse()
	n, above := 0, 0
	for y := range m.Size.Height {
		for x := range m.Size.Width {
			i := m.Size.Width*y + x
			if m.Mask[i] != Told || !which(claimedFromPlane.Apply(geom.Point{X: float64(x) + .5, Y: float64(y) + .5})) {
				continue
			}
			n++
			if float64(m.Z[i])/ZUnit > z {
				above++
			}
		}
	}
	return float64(above) / float64(max(1, n))
}

func everywhere(geom.Point) bool { return true }

var textureSize = geom.Size{Width: 480, Height: 360}

func TestAPictureDoesNotDifferFromItself(t *testing.T) {
	a := drawn("a", textureSize, textured(textureSize))
	m := difference(t, Pair{Claimed: a, Candidate: a, Placed: true, CandidateFromClaimed: geom.Identity()})
	for i, z := range m.Z {
		if m.Mask[i] != Told || z > 1*ZUnit {
			t.Fatalf("z %.2f, mask %v at pixel %d", float64(z)/ZUnit, m.Mask[i], i)
		}
	}
}

func TestCopiesDoNotLightUp(t *testing.T) {
	at := textured(textureSize)
	a := drawn("a", textureSize, at)
	scene := func(curve func(v float64) float64) *picture.Pyramid {
		return drawn("copy", textureSize, through(at, curve))
	}
	mirrored := drawn("mirrored", textureSize, func(x, y float64) color.NRGBA { return at(float64(textureSize.Width)-x, y) })
	for _, c := range []struct {
		name     string
		claimed  *picture.Pyramid
		from     geom.Map
		inverted bool
	}{
		{"JPEG 95", recompressed(t, a, 95), geom.Identity(), false},
		{"JPEG 70", recompressed(t, a, 70), geom.Identity(), false},
		{"JPEG 40", recompressed(t, a, 40), geom.Identity(), false},
		{"grey", scene(func(v float64) float64 { return v }), geom.Identity(), false},
		{"gamma", scene(func(v float64) float64 { return 255 * math.Pow(v/255, 1.8) }), geom.Identity(), false},
		{"inverted, JPEG 60", recompressed(t, scene(func(v float64) float64 { return 255 - v }), 60), geom.Identity(), true},
		{"mirrored, JPEG 60", recompressed(t, mirrored, 60), geom.Mirroring(float64(textureSize.Width)), false},
		{"half size, JPEG 60", recompressed(t, picture.NewPyramid(a.Level(1)), 60), geom.Scaling(2, 2), false},
		{"a third of a pixel off, JPEG 70", recompressed(t, a, 70), geom.Translation(.35, 0), false},
	} {
		m := difference(t, Pair{Claimed: c.claimed, Candidate: a, Placed: true, CandidateFromClaimed: c.from, ToneInverted: c.inverted})
		if share := shareAbove(m, DefaultShowFrom, everywhere); share > 1e-3 {
			t.Errorf("%s: %.3f %% lights up, noise %.1f", c.name, 100*share, m.NoiseLevels)
		}
	}
}

func TestAPastedPartLightsUpAndTheRestDoesNot(t *testing.T) {
	at := textured(textureSize)
	candidate := drawn("a", textureSize, at)
	box := geom.Rect{MinX: 200, MinY: 120, MaxX: 232, MaxY: 152}
	pasted := changed(at, box, 60)
	for _, c := range []struct {
		name     string
		claimed  *picture.Pyramid
		inverted bool
	}{
		{"plain", drawn("b", textureSize, pasted), false},
		{"JPEG 40", recompressed(t, drawn("b", textureSize, pasted), 40), false},
		{"inverted, JPEG 60", recompressed(t, drawn("b", textureSize, through(pasted, func(v float64) float64 { return 255 - .8*v })), 60), true},
	} {
		m := difference(t, Pair{Claimed: c.claimed, Candidate: candidate, Placed: true, CandidateFromClaimed: geom.Identity(), ToneInverted: c.inverted})
		inside := shareAbove(m, DefaultShowFrom, box.Contains)
		wide := geom.Rect{MinX: box.MinX - 10, MinY: box.MinY - 10, MaxX: box.MaxX + 10, MaxY: box.MaxY + 10}
		outside := shareAbove(m, DefaultShowFrom, func(p geom.Point) bool { return !wide.Contains(p) })
		if inside < .9 || outside > 1e-3 {
			t.Errorf("%s: %.0f %% of the pasted part lights up and %.3f %% of the rest", c.name, 100*inside, 100*outside)
		}
	}
}

func TestWhatCantBeToldIsMaskedAndHatched(t *testing.T) {
	at := textured(textureSize)
	hole := geom.Rect{MinX: 40, MinY: 40, MaxX: 90, MaxY: 90}
	p := Pair{
		Claimed: drawn("a", textureSize, func(x, y float64) color.NRGBA {
			c := at(x, y)
			if hole.Contains(geom.Point{X: x, Y: y}) {
				c.A = 0
			}
			return c
		}),
		Candidate: drawn("b", textureSize, func(x, y float64) color.NRGBA { return at(max(x-100, 0.5), y) }),
		Placed:    true, CandidateFromClaimed: geom.Translation(100, 0), // the claim's last 100 columns lie outside
	}
	m := difference(t, p)
	for _, c := range []struct {
		at   geom.Point
		want Known
	}{{geom.Point{X: 60, Y: 60}, Outside}, {geom.Point{X: 430, Y: 200}, Outside}, {geom.Point{X: 200, Y: 200}, Told}, {geom.Point{X: -1, Y: 5}, Outside}} {
		if _, got := m.At(c.at); got != c.want {
			t.Errorf("%v is %v, want %v", c.at, got, c.want)
		}
	}
	p.Map = m
	f, err := Render(context.Background(), p, View{Mode: DifferenceMode, StageFromClaimed: geom.Identity()}, textureSize)
	if err != nil {
		t.Fatal(err)
	}
	light := 0
	for x := 390; x < 470; x++ {
		if f.Image.RGBAAt(x, 200).R > 150 {
			light++
		}
	}
	if !f.CantTell || light < 80/hatchPeriod {
		t.Errorf("hatching is said to be %v, and %d light pixels lie in 80 outside the candidate", f.CantTell, light)
	}
}

func TestADarkDifferenceIsOnlySaidWhereItWasLookedFor(t *testing.T) {
	plain := drawn("plain", textureSize, textured(textureSize))
	pasted := drawn("pasted", textureSize, changed(textured(textureSize), geom.Rect{MinX: 200, MinY: 150, MaxX: 248, MaxY: 198}, 60))
	for _, c := range []struct {
		name      string
		candidate *picture.Pyramid
		looked    bool
		dark      bool
	}{{"not looked for", plain, false, false}, {"the same picture", plain, true, true}, {"a pasted part", pasted, true, false}} {
		p := Pair{Claimed: plain, Candidate: c.candidate, CandidateFromClaimed: geom.Identity(), Placed: true}
		if c.looked {
			p.Map = difference(t, p)
		}
		f, err := Render(context.Background(), p, View{Mode: DifferenceMode}, textureSize)
		if err != nil {
			t.Fatal(err)
		}
		if f.Dark != c.dark {
			t.Errorf("%s: dark is %v, want %v", c.name, f.Dark, c.dark)
		}
	}
}

func TestToneThatIsCutOffCantBeTold(t *testing.T) {
	// A candidate of all lumas; the claim shows everything under 100 as black.
	at := func(x, y float64) color.NRGBA { return grey(x / 480 * 255) }
	p := Pair{
		Claimed:   drawn("a", textureSize, through(at, func(v float64) float64 { return max(0, (v-100)*1.6) })),
		Candidate: drawn("b", textureSize, at), Placed: true, CandidateFromClaimed: geom.Identity(),
	}
	m := difference(t, p)
	if _, known := m.At(geom.Point{X: 50, Y: 100}); known != Clipped {
		t.Errorf("what came out black is %v, want clipped", known)
	}
	if _, known := m.At(geom.Point{X: 400, Y: 100}); known != Told {
		t.Errorf("what did not is %v, want told", known)
	}
	// A black that was black before is no loss.
	same := difference(t, Pair{Claimed: p.Claimed, Candidate: p.Claimed, Placed: true, CandidateFromClaimed: geom.Identity()})
	if same.ToldShare != 1 {
		t.Errorf("%.2f of the picture against itself can be told", same.ToldShare)
	}
}

func TestToneCurveIsMonotoneAndFollowsTheTruth(t *testing.T) {
	at := textured(textureSize)
	candidate := drawn("a", textureSize, through(at, func(v float64) float64 { return v }))
	for name, curve := range map[string]func(v float64) float64{
		"gamma":    func(v float64) float64 { return 255 * math.Pow(v/255, 1.6) },
		"inverted": func(v float64) float64 { return 230 - .8*v },
	} {
		m := difference(t, Pair{
			Claimed: drawn("b", textureSize, through(at, curve)), Candidate: candidate,
			Placed: true, CandidateFromClaimed: geom.Identity(), ToneInverted: name == "inverted",
		})
		for v := 90; v < 180; v++ {
			got := float64(m.Tone.Curve[v])
			if math.Abs(got-curve(float64(v))) > 2 {
				t.Errorf("%s: %d became %.1f, want %.1f", name, v, got, curve(float64(v)))
			}
			if step := float64(m.Tone.Curve[v+1]) - got; (step < 0) != (name == "inverted") && step != 0 {
				t.Errorf("%s: the curve turns round at %d", name, v)
			}
		}
	}
}

func TestTinyAndFlatPicturesAreMeasuredWithoutPanic(t *testing.T) {
	for _, size := range []geom.Size{{Width: 1, Height: 1}, {Width: 1, Height: 700}, {Width: 700, Height: 2}, {Width: 33, Height: 5}} {
		flat := drawn("flat", size, func(x, y float64) color.NRGBA { return grey(90) })
		clear := drawn("clear", size, func(x, y float64) color.NRGBA { return color.NRGBA{} })
		for _, candidate := range []*picture.Pyramid{flat, clear} {
			for _, from := range []geom.Map{geom.Identity(), geom.Scaling(1e-4, 1e-4), geom.Scaling(1e5, 1e5), geom.Translation(1e9, 0), {1, 0, 0, 0, 1, 0, -1, 0, 1}} {
				p := Pair{Claimed: flat, Candidate: candidate, Placed: true, CandidateFromClaimed: from}
				p.Map = difference(t, p)
				for _, v := range allModes() {
					for _, out := range []geom.Size{{Width: 1, Height: 1}, {Width: 50, Height: 40}} {
						rendered(t, p, v, out)
						v.StageFromClaimed = geom.Map{1e-3, 0, 1e6, 0, 1e-3, -1e6, 0, 0, 1}
						rendered(t, p, v, out)
						v.StageFromClaimed = geom.Scaling(900, 900)
						rendered(t, p, v, out)
					}
				}
			}
		}
	}
}

func TestLegendTicksAreRoundAndWithinTheScale(t *testing.T) {
	l := LegendOf(View{ShowFrom: 2, ShowTo: 10})
	want := []float64{2, 4, 6, 8, 10}
	if len(l.Ticks) != len(want) {
		t.Fatalf("ticks %v, want %v", l.Ticks, want)
	}
	for i := range want {
		if l.Ticks[i] != want[i] {
			t.Fatalf("ticks %v, want %v", l.Ticks, want)
		}
	}
	for _, tick := range LegendOf(View{}).Ticks {
		if tick < DefaultShowFrom || tick > DefaultShowTo {
			t.Errorf("tick %v lies outside the scale", tick)
		}
	}
	if HeatColour(0) == HeatColour(HeatSteps-1) || HeatColour(HeatSteps) != HeatColour(HeatSteps-1) {
		t.Error("the heat map's ends are wrong")
	}
}

func TestTheFourSharesMakeUpTheClaim(t *testing.T) {
	size := geom.Size{Width: 400, Height: 300}
	p := Pair{
		Claimed: drawn("a", size, func(x, y float64) color.NRGBA {
			if math.Hypot(x-120, y-150) < 25 {
				return grey(255 - scene(x, y))
			}
			return grey(scene(x, y))
		}),
		Candidate: drawn("b", size, func(x, y float64) color.NRGBA { return grey(scene(x, y)) }),
		Placed:    true, CandidateFromClaimed: geom.Translation(-60, 0),
	}
	p.Candidate = drawn("b", size, func(x, y float64) color.NRGBA { return grey(scene(x+60, y)) })
	m := difference(t, p)
	s := m.Shares
	if sum := s.Same + s.Changed + s.NotComparable + s.BelowResolution; math.Abs(sum-1) > 1e-9 {
		t.Errorf("%+v make up %v", s, sum)
	}
	if math.Abs(s.NotComparable-60./400) > 0.01 {
		t.Errorf("%.3f can't be compared, of which the candidate lacks %.3f", s.NotComparable, 60./400)
	}
	if disc := math.Pi * 25 * 25 / 400 / 300; s.Changed < disc/2 || s.Changed > 2*disc {
		t.Errorf("%.4f changed, the disc has %.4f", s.Changed, disc)
	}
}
