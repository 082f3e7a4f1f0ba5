package feature

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// oddScene has sides of a multiple of 2ⁿ and 1, so that the pixels kept by
// halving are the same ones in a flipped or turned picture.
func oddScene() *picture.Gray { return scene(1025, 769, 7) }

func detect(t testing.TB, g *picture.Gray, o Options) *Set {
	t.Helper()
	s, err := Detect(context.Background(), g, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Keypoints) < 300 {
		t.Fatalf("only %d keypoints", len(s.Keypoints))
	}
	return s
}

func changed(g *picture.Gray, size geom.Size, from func(x, y int) (int, int), tone func(float32) float32) *picture.Gray {
	out := &picture.Gray{Size: size, Pix: make([]float32, size.Pixels()), ScaleX: 1, ScaleY: 1}
	for y := range size.Height {
		for x := range size.Width {
			sx, sy := from(x, y)
			out.Pix[y*size.Width+x] = tone(g.Pix[sy*g.Size.Width+sx])
		}
	}
	return out
}

func asIs(v float32) float32 { return v }

// shareFound returns which share of want has a keypoint in got of the same
// lightness within px of its place and as many radians of its orientation, with
// every entry of the descriptor within the given number of quanta.
func shareFound(want, got *Set, px float64, quanta int) float64 {
	found := 0
	for i, k := range want.Keypoints {
		for j, o := range got.Keypoints {
			if math.Abs(float64(k.X-o.X)) > px || math.Abs(float64(k.Y-o.Y)) > px || k.Bright != o.Bright ||
				math.Abs(math.Remainder(float64(k.Angle-o.Angle), 2*math.Pi)) > px {
				continue
			}
			same := true
			for e := range want.Descriptors[i] {
				d := int(want.Descriptors[i][e]) - int(got.Descriptors[j][e])
				same = same && d >= -quanta && d <= quanta
			}
			if same {
				found++
				break
			}
		}
	}
	return float64(found) / float64(len(want.Keypoints))
}

func TestVariantsEqualWhatTheChangedPictureWouldGive(t *testing.T) {
	g := oddScene()
	w, h := g.Size.Width, g.Size.Height
	o := Options{Cap: 5000}
	set := detect(t, g, o)
	flip := func(x, y int) (int, int) { return w - 1 - x, y }
	stay := func(x, y int) (int, int) { return x, y }
	negative := func(v float32) float32 { return 255 - v }
	for _, c := range []struct {
		name string
		v    Variant
		g    *picture.Gray
	}{
		{"mirrored", Variant{Mirrored: true}, changed(g, g.Size, flip, asIs)},
		{"inverted", Variant{Inverted: true}, changed(g, g.Size, stay, negative)},
		{"both", Variant{Mirrored: true, Inverted: true}, changed(g, geom.Size{Width: w, Height: h}, flip, negative)},
	} {
		if share := shareFound(detect(t, c.g, o), set.As(c.v), 0.01, 1); share < 0.97 {
			t.Errorf("%s: %.3f of the keypoints are those of the permutation", c.name, share)
		}
	}
}

func TestQuarterTurnTurnsTheKeypoints(t *testing.T) {
	g := oddScene()
	h := g.Size.Height
	o := Options{Cap: 5000}
	set := detect(t, g, o)
	turned := detect(t, changed(g, geom.Size{Width: h, Height: g.Size.Width}, func(x, y int) (int, int) { return y, h - 1 - x }, asIs), o)
	want := &Set{Descriptors: set.Descriptors}
	// Smoothing rounds after the columns and again after the rows; a turn swaps
	// the two, which moves a weak blob by some hundredths of a pixel.
	for _, k := range set.Keypoints {
		k.X, k.Y = float32(h)-k.Y, k.X
		k.Angle = withinTurn(k.Angle + math.Pi/2)
		want.Keypoints = append(want.Keypoints, k)
	}
	if share := shareFound(want, turned, 0.03, 2); share < 0.97 {
		t.Errorf("%.3f of the keypoints turned with the picture", share)
	}
}

func TestTwiceTheSameVariantIsThePictureItself(t *testing.T) {
	set := detect(t, scene(640, 480, 3), Options{})
	for _, v := range Variants {
		twice := set.As(v).As(v)
		if !slices.Equal(twice.Descriptors, set.Descriptors) {
			t.Errorf("%+v twice changes the descriptors", v)
		}
		if share := shareFound(set, twice, 0.001, 0); share < 1 {
			t.Errorf("%+v twice keeps %.3f of the keypoints", v, share)
		}
	}
}

func TestKeypointsAreTheSameOnAnyNumberOfCores(t *testing.T) {
	g := scene(700, 500, 5)
	on := func(cores int) *Set {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		return detect(t, g, Options{Cap: 700})
	}
	one, two := on(1), on(2)
	if !slices.Equal(one.Keypoints, two.Keypoints) || !slices.Equal(one.Descriptors, two.Descriptors) {
		t.Error("one core and two give different keypoints")
	}
}

func TestBlobIsFoundWhereItWasDrawn(t *testing.T) {
	const x, y, sigma = 301.3, 222.8, 6.0
	g := &picture.Gray{Size: geom.Size{Width: 900, Height: 700}, Pix: make([]float32, 900*700), ScaleX: 1, ScaleY: 1}
	for py := range 700 {
		for px := range 900 {
			dx, dy := float64(px)+0.5-x, float64(py)+0.5-y
			g.Pix[py*900+px] = float32(40 + 150*math.Exp(-(dx*dx+dy*dy)/(2*sigma*sigma)))
		}
	}
	s, err := Detect(context.Background(), g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	// The quadratic fit is off by some hundredths of the pixels of the blob's octave.
	const within = 0.03 * sigma
	for _, k := range s.Keypoints {
		if math.Hypot(float64(k.X)-x, float64(k.Y)-y) < within && k.Bright {
			return
		}
	}
	t.Errorf("no bright keypoint within %.2f px of the blob: %v", within, s.Keypoints)
}

func TestFlatAndTinyPlanesHaveNoKeypoints(t *testing.T) {
	for _, size := range []geom.Size{{Width: 1, Height: 1}, {Width: 5, Height: 900}, {Width: 64, Height: 64}} {
		g := &picture.Gray{Size: size, Pix: make([]float32, size.Pixels()), ScaleX: 1, ScaleY: 1}
		s, err := Detect(context.Background(), g, Options{})
		if err != nil || len(s.Keypoints) != 0 {
			t.Errorf("%v: %d keypoints, error %v", size, len(s.Keypoints), err)
		}
	}
}

func TestSketchKeepsTheExactNearestNeighbour(t *testing.T) {
	to := detect(t, scene(1000, 750, 11), Options{})
	noisy := scene(1000, 750, 11) // so that true neighbours exist and none is exact
	state := uint64(1)
	for i := range noisy.Pix {
		state = state*6364136223846793005 + 1442695040888963407
		noisy.Pix[i] += float32(state>>40)/(1<<24)*16 - 8
	}
	from := detect(t, noisy, Options{})
	x := NewIndex(to)
	kept, asked := 0, 0
	var s searcher
	for i := range from.Keypoints {
		best, next, at := math.MaxInt, math.MaxInt, -1
		for j := range to.Keypoints {
			if to.Keypoints[j].Bright != from.Keypoints[i].Bright {
				continue
			}
			switch d := distanceByEntry(&from.Descriptors[i], &to.Descriptors[j]); {
			case d < best:
				best, next, at = d, best, j
			case d < next:
				next = d
			}
		}
		if float64(best) > 0.85*0.85*float64(next) {
			continue // the ratio test drops it either way
		}
		asked++
		if got, _, ok := s.nearest(x, from, i); ok && got == at {
			kept++
		}
	}
	if asked < 500 || float64(kept) < 0.999*float64(asked) {
		t.Errorf("the shortlist kept %d of %d exact nearest neighbours", kept, asked)
	}
}

// distanceByEntry returns the squared distance of two descriptors.
func distanceByEntry(a, b *Descriptor) int {
	sum := 0
	for i := range a {
		d := int(a[i]) - int(b[i])
		sum += d * d
	}
	return sum
}

func TestWordsGiveTheDistanceAndTheSketchThatEntriesDo(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	all := []Descriptor{{}, {0: 127}, {127: 127}, {3: 13, 9: 14, 64: 27, 127: 28}}
	var white Descriptor
	for i := range white {
		white[i] = 127
	}
	all = append(all, white)
	for range 50 {
		var d Descriptor
		for i := range d {
			d[i] = uint8(r.IntN(128))
		}
		all = append(all, d)
	}
	for i := range all {
		var want sketch
		for j, v := range all[i] {
			if v >= sketchLow {
				want[j/64] |= 1 << (j % 64)
			}
			if v >= sketchHigh {
				want[2+j/64] |= 1 << (j % 64)
			}
		}
		if got := sketchOf(&all[i]); got != want {
			t.Fatalf("the sketch of %v is %x, want %x", all[i], got, want)
		}
		for j := range all {
			q, reversed := quadsOf(&all[i]), reversedQuadsOf(&all[j])
			got := all[i].square() + all[j].square() - 2*q.product(&reversed)
			if want := distanceByEntry(&all[i], &all[j]); got != want {
				t.Fatalf("the distance of %v and %v is %d, want %d", all[i], all[j], got, want)
			}
		}
	}
}

func TestTextDoesNotPushThePictureOut(t *testing.T) {
	// A corner of sharp checks, as of small print, over a soft scene.
	g := scene(1250, 800, 9)
	for i := range g.Pix {
		g.Pix[i] = 100 + (g.Pix[i]-100)/3
	}
	for y := range 400 {
		for x := range 600 {
			if (x/7+y/9+x*y/311)%2 == 0 {
				g.Pix[y*1250+x] = 250
			} else {
				g.Pix[y*1250+x] = 5
			}
		}
	}
	s := detect(t, g, Options{Cap: 1000})
	outside := 0
	for _, k := range s.Keypoints {
		if k.X > 600 || k.Y > 400 {
			outside++
		}
	}
	if outside < len(s.Keypoints)/2 {
		t.Errorf("%d of %d keypoints lie outside the print", outside, len(s.Keypoints))
	}
}

func TestCancelledDetectionEndsWithTheContextsError(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Detect(ctx, scene(300, 300, 1), Options{}); err == nil {
		t.Error("a cancelled detection gave no error")
	}
}

func TestPolarIsSizeAndDirection(t *testing.T) {
	turnOf := func(gy, gx float32) (size, turn float64) {
		var s, d [1]float32
		polar(s[:], d[:], []float32{gx}, []float32{gy})
		return float64(s[0]), float64(d[0])
	}
	for i := range 3600 {
		sin, cos := math.Sincos(float64(i) / 3600 * 2 * math.Pi)
		for _, r := range []float64{1e-3, 1, 3e4} {
			size, turn := turnOf(float32(sin*r), float32(cos*r))
			if math.Abs(math.Remainder(turn-float64(i)/3600, 1)) > 2e-5 || math.Abs(size-r) > 1e-6*r {
				t.Fatalf("direction %d of 3600 at radius %v: %v of a turn at %v", i, r, turn, size)
			}
		}
	}
	if size, turn := turnOf(0, 0); size != 0 || turn != 0 {
		t.Errorf("no gradient points to %v at %v", turn, size)
	}
}
