package compare

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	xdraw "golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// share returns how much of two rectangles both have, of what either has.
func share(a, b image.Rectangle) float64 {
	both := a.Intersect(b)
	area := func(r image.Rectangle) float64 { return float64(r.Dx() * r.Dy()) }
	return area(both) / (area(a) + area(b) - area(both))
}

// copyOf returns a claim made from a picture as cameras and platforms do it:
// scaled, with another gamma, and saved as JPEG.
func copyOf(t *testing.T, img *image.NRGBA, scale, gamma float64, quality int) *picture.Pyramid {
	t.Helper()
	size := image.Rect(0, 0, int(math.Round(float64(img.Rect.Dx())*scale)), int(math.Round(float64(img.Rect.Dy())*scale)))
	out := image.NewRGBA(size)
	xdraw.CatmullRom.Scale(out, size, img, img.Rect, draw.Src, nil)
	for i := range out.Pix {
		if i%4 < 3 {
			out.Pix[i] = uint8(255*math.Pow(float64(out.Pix[i])/255, gamma) + 0.5)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, out, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	decoded, err := jpeg.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return picture.NewPyramid(picture.FromImage("copy", decoded))
}

// placedBy is a pair of a claim that is its candidate at that scale.
func placedBy(claimed, candidate *picture.Pyramid) Pair {
	c, d := claimed.Size(), candidate.Size()
	return Pair{
		Claimed: claimed, Candidate: candidate, Placed: true,
		CandidateFromClaimed: geom.Scaling(float64(d.Width)/float64(c.Width), float64(d.Height)/float64(c.Height)),
	}
}

func imageOf(y *picture.Pyramid) *image.NRGBA {
	img := image.NewNRGBA(y.Level(0).Image().Rect)
	copy(img.Pix, y.Level(0).Image().Pix)
	return img
}

func TestAPictureAndItsCopiesHaveNoRegion(t *testing.T) {
	scene := drawn("a", textureSize, textured(textureSize))
	if m := difference(t, placedBy(scene, scene)); len(m.Regions) > 0 {
		t.Errorf("of itself: %v", m.Regions)
	}
	for _, quality := range []int{40, 60, 80, 95} {
		if m := difference(t, placedBy(recompressed(t, scene, quality), scene)); len(m.Regions) > 0 {
			t.Errorf("saved at %d: %v", quality, m.Regions)
		}
	}
	if m := difference(t, placedBy(copyOf(t, imageOf(scene), 0.7, 1.3, 40), scene)); len(m.Regions) > 0 {
		t.Errorf("scaled, another gamma, saved at 40: %v", m.Regions)
	}
}

// splice lays a square of other texture over a picture and returns where.
func splice(img *image.NRGBA, r *rand.Rand, side int) image.Rectangle {
	at := image.Rect(0, 0, side, side).Add(image.Pt(8+r.IntN(img.Rect.Dx()-side-16), 8+r.IntN(img.Rect.Dy()-side-16)))
	base, phase := 60+r.IntN(120), r.Float64()*6
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			v := uint8(float64(base) + 30*math.Sin(float64(x)/3+phase)*math.Cos(float64(y)/4))
			img.SetNRGBA(x, y, color.NRGBA{v, v - 20, v / 2, 255})
		}
	}
	return at
}

// TestSplicesAreFoundAfterScalingGammaAndCompression: squares of 16 to 48
// pixels, claims at 0.7 of the size, another gamma, JPEG 40.
func TestSplicesAreFoundAfterScalingGammaAndCompression(t *testing.T) {
	scene := drawn("a", textureSize, textured(textureSize))
	r := rand.New(rand.NewPCG(11, 4))
	tries := 10
	if testing.Short() {
		tries = 1
	}
	found, all, shared := 0, 0, 0.0
	for _, side := range []int{16, 28, 48} {
		for range tries {
			img := imageOf(scene)
			at := splice(img, r, side)
			gamma := 0.8 + 0.5*r.Float64()
			m := difference(t, placedBy(copyOf(t, img, 0.7, gamma, 40), scene))
			truth := image.Rect(int(float64(at.Min.X)*0.7), int(float64(at.Min.Y)*0.7), int(math.Ceil(float64(at.Max.X)*0.7)), int(math.Ceil(float64(at.Max.Y)*0.7)))
			all++
			best := 0.0
			for _, region := range m.Regions {
				best = max(best, share(region.Box, truth))
			}
			if best > 0.2 {
				found++
				shared += best
			}
		}
	}
	t.Logf("%d of %d splices found, boxes share %.2f in the mean", found, all, shared/float64(max(1, found)))
	if float64(found) < 0.95*float64(all) || shared/float64(found) < 0.6 {
		t.Errorf("%d of %d splices found, boxes share %.2f in the mean", found, all, shared/float64(max(1, found)))
	}
}

func TestAPastedSquareIsBoxedAndSwappedInputsMirrorIt(t *testing.T) {
	scene := drawn("a", textureSize, textured(textureSize))
	img := imageOf(scene)
	at := image.Rect(200, 120, 260, 170)
	draw.Draw(img, at, image.NewUniform(color.NRGBA{20, 22, 25, 255}), image.Point{}, draw.Src)
	edited := picture.NewPyramid(picture.FromImage("edited", img))
	one, other := difference(t, placedBy(edited, scene)), difference(t, placedBy(scene, edited))
	if len(one.Regions) != 1 || len(other.Regions) != 1 {
		t.Fatalf("%d and %d regions, want 1 each", len(one.Regions), len(other.Regions))
	}
	a, b := one.Regions[0], other.Regions[0]
	if s := share(a.Box, at); s < 0.7 {
		t.Errorf("the box is %v, want %v: they share %.2f", a.Box, at, s)
	}
	if s := share(a.Box, b.Box); s < 0.9 {
		t.Errorf("swapped the box is %v, was %v", b.Box, a.Box)
	}
	if a.DeltaL >= 0 || b.DeltaL <= 0 {
		t.Errorf("ΔL is %.1f and swapped %.1f, want darker and lighter", a.DeltaL, b.DeltaL)
	}
	if a.Side != OnClaim || b.Side != OnCandidate {
		t.Errorf("the side is %v and swapped %v", a.Side, b.Side)
	}
}

func TestAChangeOfColourAloneIsFound(t *testing.T) {
	scene := drawn("a", textureSize, textured(textureSize))
	img := imageOf(scene)
	at := image.Rect(120, 80, 180, 140)
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			c := img.NRGBAAt(x, y) // red and blue change places; luma is kept by green
			luma := 0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B)
			g := (luma - 0.299*float64(c.B)*0.6 - 0.114*float64(c.R)) / 0.587
			img.SetNRGBA(x, y, color.NRGBA{uint8(float64(c.B) * 0.6), uint8(min(max(g, 0), 255)), c.R, 255})
		}
	}
	m := difference(t, placedBy(picture.NewPyramid(picture.FromImage("recoloured", img)), scene))
	if len(m.Regions) != 1 || share(m.Regions[0].Box, at) < 0.6 {
		t.Fatalf("regions %v, want one at %v", m.Regions, at)
	}
	if r := m.Regions[0]; !r.HasColour || r.DeltaE < 5 || math.Abs(r.DeltaL) > 4 {
		t.Errorf("ΔE %.1f, ΔL %.1f", r.DeltaE, r.DeltaL)
	}
}

func TestUnevenLightIsNoRegion(t *testing.T) {
	at := textured(textureSize)
	scene := drawn("a", textureSize, at)
	w, h := float64(textureSize.Width), float64(textureSize.Height)
	lit := drawn("lit", textureSize, func(x, y float64) color.NRGBA {
		c := at(x, y)
		dx, dy := x/w-0.5, y/h-0.5
		k := 1 - 1.2*(dx*dx+dy*dy) // falls to 0.4 at the corners
		veil := 25 * math.Exp(-((x-0.3*w)*(x-0.3*w)+(y-0.4*h)*(y-0.4*h))/(0.06*w*w))
		on := func(v uint8) uint8 { return uint8(min(float64(v)*k+veil, 255)) }
		return color.NRGBA{on(c.R), on(c.G), on(c.B), 255}
	})
	m := difference(t, placedBy(recompressed(t, lit, 80), scene))
	if !m.Light.Used {
		t.Error("the light is not seen to differ")
	}
	if len(m.Regions) > 0 {
		t.Errorf("regions %v, want none", m.Regions)
	}
}
