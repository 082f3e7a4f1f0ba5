package synth

import (
	"bytes"
	"image"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

var small = geom.Size{Width: 320, Height: 180}

func TestSceneIsTheSameFromItsSeedAlone(t *testing.T) {
	for _, kind := range []Kind{Convoy, Road, Compound, Harbour} {
		one := Draw(5, kind, small)
		before := runtime.GOMAXPROCS(7)
		other := Draw(5, kind, small)
		runtime.GOMAXPROCS(before)
		if !bytes.Equal(one.Image.Pix, other.Image.Pix) {
			t.Errorf("kind %d differs from one drawing to the next", kind)
		}
		if bytes.Equal(one.Image.Pix, Draw(6, kind, small).Image.Pix) {
			t.Errorf("kind %d doesn't follow its seed", kind)
		}
	}
}

func TestLaterMomentMovesTheVehiclesAndNothingElse(t *testing.T) {
	size := geom.Size{Width: 960, Height: 540}
	for _, kind := range []Kind{Convoy, Road} {
		before, after := Draw(5, kind, size), DrawAt(5, kind, size, Moment{Metres: 6})
		moved := append(slices.Clone(before.Vehicles), after.Vehicles...)
		beside, on := 0, 0
		for y := range size.Height {
			for x := range size.Width {
				if before.Image.RGBAAt(x, y) == after.Image.RGBAAt(x, y) {
					continue
				}
				// Their shadows and their dust move with them.
				if slices.ContainsFunc(moved, func(r geom.Rect) bool {
					return float64(x) > r.MinX-90 && float64(x) < r.MaxX+90 && float64(y) > r.MinY-60 && float64(y) < r.MaxY+60
				}) {
					on++
				} else {
					beside++
				}
			}
		}
		// What is hot glows through the whole picture, by a level.
		if total := size.Width * size.Height; on < total/200 || beside > total/20 {
			t.Errorf("kind %d: %d pixels changed near the vehicles, %d elsewhere", kind, on, beside)
		}
	}
}

func TestOtherExposureOfAMomentDiffersInItsGrainAlone(t *testing.T) {
	size := geom.Size{Width: 480, Height: 270}
	one, other := Draw(5, Road, size), DrawAt(5, Road, size, Moment{Exposure: 1})
	if bytes.Equal(one.Image.Pix, other.Image.Pix) {
		t.Error("the grain is the same")
	}
	if c := correlation(one.Image, other.Image); c < 0.95 {
		t.Errorf("correlation %.3f between two exposures", c)
	}
}

func TestSceneShowsTheSameAtAnySize(t *testing.T) {
	for _, kind := range []Kind{Convoy, Compound} {
		large, half := Draw(5, kind, geom.Size{Width: 960, Height: 540}), Draw(5, kind, geom.Size{Width: 480, Height: 270})
		shrunk := Spread(large.Image, Rescale(half.Size()))
		if c := correlation(shrunk.Image, half.Image); c < 0.85 {
			t.Errorf("kind %d: correlation %.3f between half the size and the size halved", kind, c)
		}
		for i, r := range large.Overlay {
			if d := half.Overlay[i].Box.Centre().Times(2).Distance(r.Box.Centre()); d > 3 {
				t.Errorf("kind %d: the %s moved by %.1f px", kind, r.Name, d)
			}
		}
	}
}

func TestConvoyAndCompoundShareTheOverlayAlone(t *testing.T) {
	size := geom.Size{Width: 1280, Height: 720}
	convoy, compound := Draw(7, Convoy, size), Draw(9, Compound, size)
	for i, r := range convoy.Overlay {
		if r.Name != RegionFigures && compound.Overlay[i] != r {
			t.Errorf("%v and %v", r, compound.Overlay[i])
		}
	}
	// Ground on which nothing is written.
	ground := image.Rect(100, 200, 400, 480)
	a, b := Spread(convoy.Image, Crop(ground)), Spread(compound.Image, Crop(ground))
	if c := correlation(a.Image, b.Image); math.Abs(c) > 0.25 {
		t.Errorf("the ground below correlates by %.2f", c)
	}
}

func TestOverlayBoxesHoldTheirParts(t *testing.T) {
	size := geom.Size{Width: 1920, Height: 1080}
	bare, s := drawGround(7, Road, size, Moment{}), Scene{}
	img := image.NewRGBA(bare.Image.Rect)
	copy(img.Pix, bare.Image.Pix)
	s.Overlay = drawOverlay(img, 7)
	outside := 0
	for y := range size.Height {
		for x := range size.Width {
			if img.RGBAAt(x, y) == bare.Image.RGBAAt(x, y) {
				continue
			}
			held := false
			for _, r := range s.Overlay {
				box := r.Box
				// The dark edge around letters and the heading's tape belong to no part.
				held = held || x > int(box.MinX)-6 && x < int(box.MaxX)+6 && y > int(box.MinY)-6 && y < int(box.MaxY)+6
			}
			if !held && y > 100 {
				outside++
			}
		}
	}
	if outside > 0 {
		t.Errorf("%d pixels of the overlay lie in none of its parts", outside)
	}
	for _, r := range s.Overlay {
		if r.Box.Intersect(size.Rect()) != r.Box || r.Box.Empty() {
			t.Errorf("the %s is at %v", r.Name, r.Box)
		}
	}
}

func TestVehiclesAreTheHottestThingsInView(t *testing.T) {
	s := Draw(7, Convoy, geom.Size{Width: 1920, Height: 1080})
	if len(s.Vehicles) < 8 {
		t.Fatalf("%d vehicles", len(s.Vehicles))
	}
	mean := func(r geom.Rect) float64 {
		r = r.Intersect(s.Size().Rect())
		var sum, n float64
		for y := int(r.MinY); y < int(r.MaxY); y++ {
			for x := int(r.MinX); x < int(r.MaxX); x++ {
				sum, n = sum+float64(s.Image.RGBAAt(x, y).G), n+1
			}
		}
		return sum / n
	}
	whole := mean(s.Size().Rect())
	for _, v := range s.Vehicles {
		if v.Intersect(s.Size().Rect()).Empty() {
			continue
		}
		if m := mean(v); m < 1.4*whole {
			t.Errorf("the vehicle at %v is %.0f bright, the picture %.0f", v, m, whole)
		}
	}
}

// correlation compares the green of two pictures of one size.
func correlation(a, b *image.RGBA) float64 {
	var n, sa, sb, saa, sbb, sab float64
	for i := 1; i < len(a.Pix); i += 4 {
		x, y := float64(a.Pix[i]), float64(b.Pix[i])
		n++
		sa, sb, saa, sbb, sab = sa+x, sb+y, saa+x*x, sbb+y*y, sab+x*y
	}
	return (n*sab - sa*sb) / math.Sqrt((n*saa-sa*sa)*(n*sbb-sb*sb))
}
