package recipe

import (
	"context"
	"errors"
	"image"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

// harbour is a drawn scene in colour, at night, lit up by a slope of light so
// that it has all tones.
var harbour = func() *image.RGBA {
	scene := synth.Draw(7, synth.Harbour, geom.Size{Width: 900, Height: 600}).Image
	out := image.NewRGBA(scene.Rect)
	for i := range out.Pix {
		if i%4 == 3 {
			out.Pix[i] = 255
			continue
		}
		x, y := i/4%900, i/4/900
		light := 90*float64(x)/900 + 90*float64(y)/600
		v := 255*math.Pow(float64(scene.Pix[i])/255, 0.8) + light
		out.Pix[i] = uint8(min(max(1.3*(v-60), 0), 255))
	}
	return out
}()

// each returns an attack that changes every pixel by itself.
func each(change func(p []uint8)) synth.Attack {
	return func(c synth.Copy) synth.Copy {
		out := image.NewRGBA(c.Image.Rect)
		copy(out.Pix, c.Image.Pix)
		for i := 0; i < len(out.Pix); i += 4 {
			change(out.Pix[i : i+3])
		}
		return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}
	}
}

// toned changes all three colours by one curve.
func toned(curve func(v float64) float64) synth.Attack {
	return each(func(p []uint8) {
		for k, v := range p {
			p[k] = uint8(min(max(math.Round(curve(float64(v))), 0), 255))
		}
	})
}

// softened blurs with a Gaussian of its own making.
func softened(sigma float64) synth.Attack {
	return func(c synth.Copy) synth.Copy {
		out := image.NewRGBA(c.Image.Rect)
		copy(out.Pix, c.Image.Pix)
		w, h := out.Rect.Dx(), out.Rect.Dy()
		radius := int(4 * sigma)
		for k := range 3 {
			across := make([]float64, w*h)
			for y := range h {
				for x := range w {
					var sum, all float64
					for d := -radius; d <= radius; d++ {
						g := math.Exp(-float64(d*d) / (2 * sigma * sigma))
						sum += g * float64(c.Image.Pix[4*(w*y+min(max(x+d, 0), w-1))+k])
						all += g
					}
					across[w*y+x] = sum / all
				}
			}
			for y := range h {
				for x := range w {
					var sum, all float64
					for d := -radius; d <= radius; d++ {
						g := math.Exp(-float64(d*d) / (2 * sigma * sigma))
						sum += g * across[w*min(max(y+d, 0), h-1)+x]
						all += g
					}
					out.Pix[4*(w*y+x)+k] = uint8(sum/all + 0.5)
				}
			}
		}
		return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}
	}
}

// inputOf is a claim made by attacks and saved at a quality, placed by truth
// with the error that an alignment has.
func inputOf(t testing.TB, quality int, attacks ...synth.Attack) Input {
	t.Helper()
	made := synth.Spread(harbour, append(attacks, synth.JPEG(quality))...)
	encoding := provenance.ReadEncoding(synth.EncodeJPEG(made.Image, quality))
	return placed(t, made, encoding)
}

func placed(t testing.TB, made synth.Copy, encoding provenance.Encoding) Input {
	t.Helper()
	m := made.SourceFromCopy
	size := geom.Size{Width: made.Image.Rect.Dx(), Height: made.Image.Rect.Dy()}
	a := align.Alignment{
		Verdict: align.Match, Status: align.Aligned, Model: align.Affine, CandidateFromClaimed: m, CornerErrorPx: 0.2,
		Mirrored: m.Mirrored(size.Rect().Centre()),
	}
	pair := compare.Pair{
		Claimed:   picture.NewPyramid(picture.FromImage("claimed", made.Image)),
		Candidate: picture.NewPyramid(picture.FromImage("candidate", harbour)), CandidateFromClaimed: m, Placed: true,
	}
	return withTone(t, Input{Pair: pair, Alignment: a, Claimed: encoding})
}

// withTone measures the pair's difference.
func withTone(t testing.TB, in Input) Input {
	t.Helper()
	m, err := compare.Difference(t.Context(), in.Pair)
	if err != nil {
		t.Fatal(err)
	}
	in.Tone, in.Pair.Map = m.Tone, m
	return in
}

func measured(t testing.TB, in Input) *Recipe {
	t.Helper()
	r, err := Measure(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func near(got, want, within float64) bool { return math.Abs(got-want) <= within }

func TestKnownEditsComeBack(t *testing.T) {
	if testing.Short() {
		t.Skip("the short form leaves it out: many pictures are made and measured")
	}
	negative := func(in Input) Input {
		in.Pair.ToneInverted, in.Alignment.ToneInverted = true, true
		return withTone(t, in)
	}
	kinds := func(r *Recipe) string {
		var names []string
		for _, s := range r.Steps {
			names = append(names, strings.TrimPrefix(reflect.TypeOf(s).String(), "recipe."))
		}
		return strings.Join(names, " ")
	}
	quarter := func(c synth.Copy) synth.Copy { // clockwise
		w, h := c.Image.Rect.Dx(), c.Image.Rect.Dy()
		out := image.NewRGBA(image.Rect(0, 0, h, w))
		for y := range h {
			for x := range w {
				out.SetRGBA(h-1-y, x, c.Image.RGBAAt(x, y))
			}
		}
		return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy.After(geom.Map{0, 1, 0, -1, 0, float64(h), 0, 0, 1})}
	}
	for name, c := range map[string]struct {
		in   Input
		want string
		ok   func(r *Recipe) bool
	}{
		"nothing but saving": {inputOf(t, 60), "", func(r *Recipe) bool { return r.Saved.Quality == 60 }},
		"crop": {inputOf(t, 90, synth.Crop(image.Rect(120, 40, 720, 520))), "Crop", func(r *Recipe) bool {
			s, _ := Find[Crop](r)
			return s.Upright && near(s.Share, 600*480/540000.0, 0.001) && near(s.Left, 120, 0.1) && near(s.Top, 40, 0.1) &&
				near(s.Right, 180, 0.1) && near(s.Bottom, 80, 0.1) && s.Width == 600 && s.Height == 480
		}},
		"scale": {inputOf(t, 90, synth.Rescale(geom.Size{Width: 630, Height: 420})), "Scale", func(r *Recipe) bool {
			s, _ := Find[Scale](r)
			return s.Even() && near(s.X, 0.7, 0.001)
		}},
		"stretch": {inputOf(t, 90, synth.Rescale(geom.Size{Width: 720, Height: 420})), "Scale", func(r *Recipe) bool {
			s, _ := Find[Scale](r)
			return near(s.X, 0.8, 0.001) && near(s.Y, 0.7, 0.001)
		}},
		"mirror": {inputOf(t, 90, synth.Mirror()), "Mirror", nil},
		"turn": {inputOf(t, 90, synth.Rotate(4), synth.Crop(image.Rect(60, 60, 840, 540))), "Crop Turn", func(r *Recipe) bool {
			s, _ := Find[Turn](r)
			k, _ := Find[Crop](r)
			return near(s.Degrees, 4, 0.02) && !k.Upright && near(k.Share, 780*480/540000.0, 0.01)
		}},
		"turn, then mirror": {inputOf(t, 90, synth.Mirror(), synth.Rotate(4), synth.Crop(image.Rect(60, 60, 840, 540))), "Crop Mirror Turn", func(r *Recipe) bool {
			s, _ := Find[Turn](r)
			return near(s.Degrees, 4, 0.02)
		}},
		"a quarter turn": {inputOf(t, 90, quarter), "Turn", func(r *Recipe) bool {
			s, _ := Find[Turn](r)
			return near(s.Degrees, 90, 0.02)
		}},
		"grey": {inputOf(t, 90, synth.Grey()), "Grey", nil},
		"grey with a tint": {
			inputOf(t, 90, synth.Grey(), each(func(p []uint8) { p[0], p[2] = uint8(min(255, int(p[0])+20)), p[2]-min(p[2], 20) })),
			"Grey Tint", func(r *Recipe) bool {
				s, _ := Find[Tint](r)
				return s.Red > 8 && s.Blue < -6
			},
		},
		"negative": {negative(inputOf(t, 90, synth.Grey(), toned(func(v float64) float64 { return 255 - v }))), "Grey Invert", nil},
		"contrast": {inputOf(t, 90, toned(func(v float64) float64 { return 90 + 0.6*v })), "Tone", func(r *Recipe) bool {
			s, _ := Find[Tone](r)
			return s.ContrastTold && near(s.Contrast, -0.4, 0.03) && s.BrightnessTold && s.Brightness > 0 && !s.ClippedBlack && !s.ClippedWhite
		}},
		"darker, cut off": {inputOf(t, 90, toned(func(v float64) float64 { return 1.2*v - 50 })), "Tone", func(r *Recipe) bool {
			s, _ := Find[Tone](r)
			return near(s.Contrast, 0.2, 0.05) && s.Brightness < -10 && s.ClippedBlack && !s.ClippedWhite
		}},
		"brighter, cut off": {inputOf(t, 90, toned(func(v float64) float64 { return 1.3*v + 20 })), "Tone", func(r *Recipe) bool {
			s, _ := Find[Tone](r)
			return near(s.Contrast, 0.3, 0.06) && s.Brightness > 20 && s.ClippedWhite && !s.ClippedBlack
		}},
		"gamma": {inputOf(t, 90, toned(func(v float64) float64 { return 255 * math.Pow(v/255, 0.5) })), "Tone", func(r *Recipe) bool {
			s, _ := Find[Tone](r)
			return s.GammaTold && near(s.Gamma, 0.5, 0.1) && s.Brightness > 20
		}},
		"blur": {inputOf(t, 90, softened(3)), "Blur", func(r *Recipe) bool {
			s, _ := Find[Blur](r)
			return near(s.SigmaPx, 3, 0.3)
		}},
		"all of it": {
			inputOf(t, 40, synth.Crop(image.Rect(100, 100, 800, 600)), synth.Mirror(), synth.Grey(), synth.Rescale(geom.Size{Width: 560, Height: 400}), toned(func(v float64) float64 { return 0.7*v + 10 })),
			"Crop Mirror Grey Tone Scale", func(r *Recipe) bool {
				s, _ := Find[Crop](r)
				return near(s.Left, 100, 0.1) && near(s.Right, 100, 0.1) && r.Saved.Quality == 40 && r.Saved.Standard
			},
		},
	} {
		r := measured(t, c.in)
		if got := kinds(r); got != c.want {
			t.Errorf("%s: steps %q, want %q: %+v", name, got, c.want, r.Steps)
		} else if c.ok != nil && !c.ok(r) {
			t.Errorf("%s: measured %+v, saved %+v", name, r.Steps, r.Saved)
		}
	}
}

func TestIdenticalCopyHasAnEmptyRecipe(t *testing.T) {
	in := placed(t, synth.Copy{Image: harbour, SourceFromCopy: geom.Identity()}, provenance.Encoding{Format: provenance.FormatPNG, Lossless: true})
	in.Alignment.Verdict = align.Identical
	r := measured(t, in)
	if len(r.Steps) != 0 || r.Sentence(words.English) != "No step was measured: every pixel is the same." {
		t.Errorf("%+v, %q", r.Steps, r.Sentence(words.English))
	}
	replay, err := r.Replay(t.Context(), in.Pair)
	if err != nil || replay.Remains.Before != 0 || replay.Remains.After != 0 {
		t.Errorf("%+v, %v", replay, err)
	}
}

func TestPartOfALargerPictureIsPlaced(t *testing.T) {
	const x, y = 150, 90
	canvas := image.NewRGBA(image.Rect(0, 0, 1200, 800))
	for i := range canvas.Pix {
		canvas.Pix[i] = 255
	}
	for row := range 600 {
		copy(canvas.Pix[canvas.PixOffset(x, y+row):canvas.PixOffset(x+900, y+row)], harbour.Pix[4*900*row:])
	}
	in := placed(t, synth.Copy{Image: canvas, SourceFromCopy: geom.Translation(-x, -y)}, provenance.Encoding{})
	r := measured(t, in)
	if s, ok := Find[Place](r); !ok || len(r.Steps) != 1 || !near(s.Share, 900*600/960000.0, 0.001) {
		t.Errorf("%+v", r.Steps)
	}
	replay, err := r.Replay(t.Context(), in.Pair)
	if err != nil {
		t.Fatal(err)
	}
	if pix := replay.Picture.Pix(); pix[3] != 0 || pix[4*(1200*(y+300)+x+300)+3] != 255 {
		t.Error("the replay has pixels where the candidate has none, or none where it has")
	}
	if !near(replay.Remains.Share, 900*600/960000.0, 0.005) {
		t.Errorf("%+v", replay.Remains)
	}
}

func TestChangesAreToldAndNotReplayed(t *testing.T) {
	in := inputOf(t, 90, synth.Caption("BREAKING", 0.2))
	in = InputOf(in.Pair, in.Alignment, in.Claimed)
	if s, ok := Find[LayOver](measured(t, in)); !ok || !near(s.Share, 0.2, 0.03) {
		t.Errorf("a bar over a fifth that nobody counted is told as %+v", s)
	}
	in.Changes = Changes{Regions: 2, Share: 0.2}
	r := measured(t, in)
	if s, ok := Find[LayOver](r); !ok || len(r.Steps) != 1 || s.Regions != 2 || s.Share != 0.2 {
		t.Errorf("%+v", r.Steps)
	}
	replay, err := r.Replay(t.Context(), in.Pair)
	if err != nil {
		t.Fatal(err)
	}
	if m := replay.Remains; m.After < 10 || m.Elsewhere > 4 || m.Median > 1 {
		t.Errorf("what was laid over should remain, and only that: %+v", m)
	}
}

func TestReplayComesNearTheClaim(t *testing.T) {
	for name, c := range map[string]struct {
		in   Input
		most float64
	}{
		"grey, darker, less contrast, quality 30": {inputOf(t, 30, synth.Grey(), toned(func(v float64) float64 { return 0.7*v + 5 })), 2.5},
		"brighter, in colour":                     {inputOf(t, 85, toned(func(v float64) float64 { return 0.8*v + 40 })), 2},
		"blurred":                                 {inputOf(t, 85, softened(3)), 1.5},
		"saved at quality 10":                     {inputOf(t, 10), 0.5},
	} {
		r := measured(t, c.in)
		replay, err := r.Replay(t.Context(), c.in.Pair)
		if err != nil {
			t.Fatal(err)
		}
		if m := replay.Remains; m.After > c.most || m.After > m.Before/2 || m.Share < 0.999 {
			t.Errorf("%s: %+v", name, m)
		}
		if replay.Picture.Size() != c.in.Pair.Claimed.Size() {
			t.Errorf("%s: the replay has %v", name, replay.Picture.Size())
		}
	}
}

func TestGrainIsMeasured(t *testing.T) {
	in := inputOf(t, 98)
	r := measured(t, in)
	replay, err := r.Replay(t.Context(), in.Pair)
	if err != nil {
		t.Fatal(err)
	}
	quiet := replay.Remains.Noise
	seed := uint32(1)
	in = inputOf(t, 100, each(func(p []uint8) {
		var sum float64
		for range 12 { // nearly Gaussian, of deviation 1
			seed = seed*1664525 + 1013904223
			sum += float64(seed>>8) / (1 << 24)
		}
		for k, v := range p {
			p[k] = uint8(min(max(float64(v)+10*(sum-6), 0), 255))
		}
	}))
	replay, err = measured(t, in).Replay(t.Context(), in.Pair)
	if err != nil {
		t.Fatal(err)
	}
	if got := replay.Remains.Noise; !near(math.Sqrt(got*got-quiet*quiet), 10, 2) {
		t.Errorf("grain %g, without what was put in %g; 10 were put in", got, quiet)
	}
}

func TestSameRecipeOnAnyNumberOfCores(t *testing.T) {
	in := inputOf(t, 40, synth.Crop(image.Rect(100, 100, 800, 600)), synth.Grey(), softened(2.5), toned(func(v float64) float64 { return 0.7 * v }))
	type outcome struct {
		r *Recipe
		p *Replay
	}
	at := func(cores int) outcome {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		r := measured(t, in)
		p, err := r.Replay(t.Context(), in.Pair)
		if err != nil {
			t.Fatal(err)
		}
		return outcome{r, p}
	}
	one, many := at(1), at(4)
	if !reflect.DeepEqual(one.r, many.r) || one.p.Remains != many.p.Remains || !reflect.DeepEqual(one.p.Picture.Pix(), many.p.Picture.Pix()) {
		t.Error("one core and four differ")
	}
}

func TestStripsAreSavedAsOneFileWouldBe(t *testing.T) {
	whole := image.NewRGBA(harbour.Rect)
	copy(whole.Pix, harbour.Pix)
	if err := roundTrip(whole, 50, false); err != nil {
		t.Fatal(err)
	}
	strips := image.NewRGBA(harbour.Rect)
	copy(strips.Pix, harbour.Pix)
	if err := saved(strips, 50, false); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(whole.Pix, strips.Pix) {
		t.Error("strips came out otherwise")
	}
}

func TestWithoutAPlacementThereIsNoRecipe(t *testing.T) {
	in := inputOf(t, 90)
	in.Pair.Placed = false
	if _, err := Measure(t.Context(), in); !errors.Is(err, ErrNotPlaced) {
		t.Errorf("got %v", err)
	}
	in.Pair.Candidate = nil
	if _, err := Measure(t.Context(), in); !errors.Is(err, compare.ErrNoPicture) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Measure(ctx, inputOf(t, 90)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestOneColourLeavesNothingToMeasure(t *testing.T) {
	plain := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range plain.Pix {
		plain.Pix[i] = 255
	}
	p := picture.NewPyramid(picture.FromImage("plain", plain))
	in := withTone(t, Input{Pair: compare.Pair{Claimed: p, Candidate: p, CandidateFromClaimed: geom.Identity(), Placed: true}})
	r := measured(t, in)
	if len(r.Steps) != 0 {
		t.Errorf("%+v", r.Steps)
	}
	for _, v := range r.Curve.Levels {
		if math.IsNaN(v) {
			t.Fatal("the curve has places that are no number")
		}
	}
}

// twelveMegapixels is a pair of a crop of a large picture, grey and darker.
func twelveMegapixels(b *testing.B) (Input, *Recipe) {
	size := geom.Size{Width: 4000, Height: 3000}
	large := synth.Spread(harbour, synth.Rescale(size))
	claim := synth.Spread(large.Image, synth.Grey(), toned(func(v float64) float64 { return 0.8 * v }))
	in := withTone(b, Input{
		Alignment: align.Alignment{Verdict: align.Match, CandidateFromClaimed: geom.Identity(), Status: align.Aligned, CornerErrorPx: 0.2},
		Pair: compare.Pair{
			Claimed:   picture.NewPyramid(picture.FromImage("claimed", claim.Image)),
			Candidate: picture.NewPyramid(picture.FromImage("candidate", large.Image)), CandidateFromClaimed: geom.Identity(), Placed: true,
		},
		Claimed: provenance.Encoding{Format: provenance.FormatJPEG, Quality: 80, Standard: true},
	})
	r, err := Measure(context.Background(), in)
	if err != nil {
		b.Fatal(err)
	}
	return in, r
}

func BenchmarkMeasure12MP(b *testing.B) {
	in, _ := twelveMegapixels(b)
	for b.Loop() {
		if _, err := Measure(context.Background(), in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReplay12MP(b *testing.B) {
	in, r := twelveMegapixels(b)
	for b.Loop() {
		if _, err := r.Replay(context.Background(), in.Pair); err != nil {
			b.Fatal(err)
		}
	}
}
