package fingerprint

import (
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// scene draws soft blobs, another set for each seed, as seen at the given size.
func scene(seed, width, height int, mirrored bool, gain float64) *picture.Picture {
	pix := make([]uint8, 4*width*height)
	for y := range height {
		for x := range width {
			u, v := (float64(x)+0.5)/float64(width), (float64(y)+0.5)/float64(height)
			if mirrored {
				u = 1 - u
			}
			light := 0.
			for i := range 24 {
				n := float64(seed*100 + i)
				cx, cy := frac(math.Sin(n*12.9898)*43758.5453), frac(math.Sin(n*78.233)*12543.123)
				d := ((u-cx)*(u-cx) + (v-cy)*(v-cy)) / 0.006
				light += math.Exp(-d) * (0.3 + 0.7*frac(n*0.618))
			}
			q := uint8(math.Min(255, 20+gain*190*light))
			copy(pix[4*(y*width+x):], []uint8{q, q, q, 255})
		}
	}
	return picture.New("scene", geom.Size{Width: width, Height: height}, pix)
}

func frac(v float64) float64 { return v - math.Floor(v) }

func TestSamePictureInAnotherSizeAndLightIsNear(t *testing.T) {
	f := Of(scene(1, 640, 480, false, 1))
	for name, p := range map[string]*picture.Picture{
		"smaller": scene(1, 200, 150, false, 1), "darker": scene(1, 640, 480, false, .6), "mirrored": scene(1, 500, 375, true, 1),
	} {
		if d := f.Distance(Of(p)); d > 0.1 {
			t.Errorf("%s: distance %.3f, want at most 0.1", name, d)
		}
	}
}

func TestUnrelatedPicturesAreFar(t *testing.T) {
	f := Of(scene(1, 640, 480, false, 1))
	for seed := 2; seed < 8; seed++ {
		if d := f.Distance(Of(scene(seed, 640, 480, false, 1))); d < 0.25 {
			t.Errorf("scene %d: distance %.3f, want at least 0.25", seed, d)
		}
	}
}

func TestDistanceIsTheSameBothWays(t *testing.T) {
	a, b := Of(scene(1, 320, 240, false, 1)), Of(scene(2, 320, 240, true, 1))
	if a.Distance(b) != b.Distance(a) {
		t.Errorf("%v one way, %v the other", a.Distance(b), b.Distance(a))
	}
	if a.Distance(a) != 0 {
		t.Errorf("a picture is %v away from itself", a.Distance(a))
	}
}

func TestPictureThatWasNotHashedIsFar(t *testing.T) {
	if d := (Fingerprint{}).Distance(Of(scene(1, 64, 64, false, 1))); d != 1 {
		t.Errorf("distance %v, want 1", d)
	}
}

func BenchmarkOf12Megapixels(b *testing.B) {
	small := scene(1, 1000, 750, false, 1)
	const k = 4
	pix := make([]uint8, 4*4000*3000)
	for y := range 3000 {
		for x := range 4000 {
			copy(pix[4*(y*4000+x):], small.Pix()[4*(y/k*1000+x/k):][:4])
		}
	}
	p := picture.New("large", geom.Size{Width: 4000, Height: 3000}, pix)
	for b.Loop() {
		Of(p)
	}
}
