package motion

import (
	"image"
	"math"

	"github.com/lucasb-eyer/go-colorful"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// How far two pictures look apart, by two measures, in ΔE of CIEDE2000:
//
//   - pixel by pixel, which punishes any dithering;
//   - by S-CIELAB (X. Zhang and B. Wandell, 1996), which first blurs both as an
//     eye does that sees 60 pixels a degree, each opponent colour by its own sum of
//     Gaussians. The widest of them, negative and of 4°, is left out here: it
//     changes what whole grounds look like, and no method here changes those.
const pixelsPerDegree = 60

type lobe struct{ weight, degrees float64 }

var lobes = [3][]lobe{
	{{0.921, 0.0283}, {0.105, 0.133}}, // light – dark
	{{0.531, 0.0392}, {0.330, 0.494}}, // red – green
	{{0.488, 0.0536}, {0.371, 0.386}}, // blue – yellow
}

// opponent and its inverse: from XYZ (Zhang and Wandell).
var opponent = [3][3]float64{{0.279, 0.72, -0.107}, {-0.449, 0.29, -0.077}, {0.086, -0.59, 0.501}}

func apart(a, b *image.RGBA) (pixels, seen float64) {
	return meanDistance(labsOf(a, false), labsOf(b, false)), meanDistance(labsOf(a, true), labsOf(b, true))
}

func meanDistance(a, b []colorful.Color) float64 {
	sums := make([]float64, rows.Bands(len(a)))
	rows.Each(len(a), func(band, from, to int) {
		for i := from; i < to; i++ {
			if a[i] != b[i] {
				sums[band] += 100 * a[i].DistanceCIEDE2000(b[i])
			}
		}
	})
	var sum float64
	for _, s := range sums {
		sum += s
	}
	return sum / float64(len(a))
}

// labsOf returns the picture's colours, as an eye blurs them or as they are.
func labsOf(img *image.RGBA, blurred bool) []colorful.Color {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := make([]colorful.Color, w*h)
	if !blurred {
		for i := range out {
			p := img.Pix[4*i:]
			out[i] = colorful.Color{R: float64(p[0]) / 255, G: float64(p[1]) / 255, B: float64(p[2]) / 255}
		}
		return out
	}
	var planes [3][]float32
	for k := range planes {
		planes[k] = make([]float32, w*h)
	}
	for i := range out {
		p := img.Pix[4*i:]
		x, y, z := colorful.LinearRgbToXyz(linear[p[0]], linear[p[1]], linear[p[2]])
		for k, row := range opponent {
			planes[k][i] = float32(row[0]*x + row[1]*y + row[2]*z)
		}
	}
	for k := range planes {
		sum := make([]float32, w*h)
		var total float64
		for _, l := range lobes[k] {
			total += l.weight
		}
		for _, l := range lobes[k] {
			part := compare.Blurred(planes[k], geom.Size{Width: w, Height: h}, l.degrees*pixelsPerDegree/math.Sqrt2)
			for i, v := range part {
				sum[i] += float32(l.weight/total) * v
			}
		}
		planes[k] = sum
	}
	back := inverse(opponent)
	for i := range out {
		var xyz [3]float64
		for k := range xyz {
			for j := range 3 {
				xyz[k] += back[k][j] * float64(planes[j][i])
			}
		}
		out[i] = colorful.Xyz(xyz[0], xyz[1], xyz[2])
	}
	return out
}

func inverse(m [3][3]float64) (out [3][3]float64) {
	minor := func(r, c int) float64 {
		a, b, d, e := (r+1)%3, (r+2)%3, (c+1)%3, (c+2)%3
		return m[a][d]*m[b][e] - m[a][e]*m[b][d]
	}
	det := m[0][0]*minor(0, 0) + m[0][1]*minor(0, 1) + m[0][2]*minor(0, 2)
	for r := range 3 {
		for c := range 3 {
			out[c][r] = minor(r, c) / det
		}
	}
	return out
}
