package align

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// drawing is a scene of soft ellipses that can be rendered under any affine
// map without resampling, so that the truth between two renderings is exact.
type drawing struct {
	blobs []drawnBlob
	seed  uint64
}

type drawnBlob struct{ x, y, r, squeeze, tilt, light float64 }

func newDrawing(w, h float64, seed uint64) drawing {
	r := rand.New(rand.NewPCG(seed, 77))
	d := drawing{seed: seed}
	for range int(w * h / 130) {
		d.blobs = append(d.blobs, drawnBlob{
			r.Float64() * w, r.Float64() * h, 2 + 26*math.Pow(r.Float64(), 5), 0.3 + 0.7*r.Float64(), r.Float64() * math.Pi, 130*r.Float64() - 65,
		})
	}
	return d
}

// plane renders luma under a map pictureFromScene.
func (d drawing) plane(pictureFromScene geom.Map, size geom.Size) []float64 {
	out := make([]float64, size.Pixels())
	for i := range out {
		out[i] = 120
	}
	sceneFromPicture, ok := pictureFromScene.Inverse()
	if !ok {
		panic("a map without an inverse")
	}
	for _, b := range d.blobs {
		c := pictureFromScene.Apply(geom.Point{X: b.x, Y: b.y})
		reach := 1.6*b.r*pictureFromScene.LengthScale(geom.Point{X: b.x, Y: b.y})*1.3 + 1
		sin, cos := math.Sincos(b.tilt)
		for y := max(0, int(c.Y-reach)); y < min(size.Height, int(c.Y+reach)); y++ {
			for x := max(0, int(c.X-reach)); x < min(size.Width, int(c.X+reach)); x++ {
				p := sceneFromPicture.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
				dx, dy := p.X-b.x, p.Y-b.y
				u, v := (dx*cos+dy*sin)/b.r, (dy*cos-dx*sin)/(b.r*b.squeeze)
				if q := u*u + v*v; q < 2.5 {
					out[y*size.Width+x] += b.light / (1 + math.Exp(7*(q-1)))
				}
			}
		}
	}
	return out
}

// render makes a picture; tone maps a luma of 0 to 255.
func (d drawing) render(pictureFromScene geom.Map, size geom.Size, tone func(float64) float64) *picture.Picture {
	return toPicture(fmt.Sprint(d.seed, pictureFromScene, size), d.plane(pictureFromScene, size), size, tone)
}

func toPicture(key string, luma []float64, size geom.Size, tone func(float64) float64) *picture.Picture {
	pix := make([]uint8, 4*size.Pixels())
	for i, v := range luma {
		if tone != nil {
			v = tone(max(0, min(255, v)))
		}
		g := uint8(max(0, min(255, math.Round(v))))
		pix[4*i], pix[4*i+1], pix[4*i+2], pix[4*i+3] = g, g, g, 255
	}
	return picture.New(key, size, pix)
}

func find(t testing.TB, claimed, candidate *picture.Picture) Alignment {
	t.Helper()
	a, err := Find(context.Background(), NewSubject(claimed), NewSubject(candidate), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// worstCorner returns the largest distance in candidate pixels between where
// two maps carry the corners of the claim.
func worstCorner(got, want geom.Map, claim geom.Size) float64 {
	worst := 0.0
	for _, c := range claim.Quad() {
		worst = max(worst, got.Apply(c).Distance(want.Apply(c)))
	}
	return worst
}

// caption draws a panel with letters of checks, the same ones for the same seed.
func caption(luma []float64, size geom.Size, x0, y0, w, h int, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 3))
	const letter = 22
	var glyphs [][]bool
	for range (w/letter + 1) * (h/letter + 1) {
		g := make([]bool, 9)
		for i := range g {
			g[i] = r.IntN(2) == 0
		}
		glyphs = append(glyphs, g)
	}
	for y := y0; y < y0+h; y++ {
		for x := x0; x < x0+w; x++ {
			v := 245.0
			cx, cy := (x-x0)/letter, (y-y0)/letter
			ix, iy := (x-x0)%letter-3, (y-y0)%letter-3
			if ix >= 0 && iy >= 0 && ix < 15 && iy < 15 && glyphs[cy*(w/letter+1)+cx][iy/5*3+ix/5] {
				v = 15
			}
			luma[y*size.Width+x] = v
		}
	}
}
