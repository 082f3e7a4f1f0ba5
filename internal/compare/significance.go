package compare

import (
	"image"
	"image/color"

	"github.com/motbilde/motbilde/internal/geom"
)

// significance is z as a picture of 16 bits in the claim's pixels, worked out
// as it is read: a picture of 24 megapixels would take 200 megabytes.
type significance struct {
	m             *Map
	size          geom.Size
	left, right   []int
	weight        []float64
	nearest       []int
	upper, lower  int
	fy            float64
	nearestRow, y int
}

// Significance returns z × ZUnit as grey for each pixel of a claim of that size,
// clipped at 65535 and without a threshold; black and transparent where the two
// can't be compared. It is read by one goroutine.
func (m *Map) Significance(claim geom.Size) image.Image {
	s := &significance{m: m, size: claim, y: -1}
	for x := range claim.Width {
		u := (float64(x)+0.5)*m.PlaneFromClaimed[0] - 0.5
		left, right, weight := beside(u, m.Size.Width)
		s.left, s.right, s.weight = append(s.left, left), append(s.right, right), append(s.weight, weight)
		s.nearest = append(s.nearest, clampInt(u+0.5, 0, m.Size.Width-1))
	}
	return s
}

// beside returns the two pixels about a place and the weight of the second.
func beside(u float64, n int) (first, second int, weight float64) {
	first = clampInt(u, 0, n-1)
	second = min(first+1, n-1)
	return first, second, min(max(u-float64(first), 0), 1)
}

func (s *significance) ColorModel() color.Model { return color.NRGBA64Model }

func (s *significance) Bounds() image.Rectangle {
	return image.Rect(0, 0, s.size.Width, s.size.Height)
}

func (s *significance) At(x, y int) color.Color {
	if y != s.y {
		v := (float64(y)+0.5)*s.m.PlaneFromClaimed[4] - 0.5
		upper, lower, fy := beside(v, s.m.Size.Height)
		w := s.m.Size.Width
		s.y, s.upper, s.lower, s.fy = y, upper*w, lower*w, fy
		s.nearestRow = clampInt(v+0.5, 0, s.m.Size.Height-1) * w
	}
	if k := s.m.Mask[s.nearestRow+s.nearest[x]]; k == Outside || k == Clipped {
		return color.NRGBA64{}
	}
	z, fx := s.m.Z, s.weight[x]
	a := float64(float64(z[s.upper+s.left[x]])*(1-fx)) + float64(float64(z[s.upper+s.right[x]])*fx)
	b := float64(float64(z[s.lower+s.left[x]])*(1-fx)) + float64(float64(z[s.lower+s.right[x]])*fx)
	g := uint16(float64(a*(1-s.fy)) + float64(b*s.fy))
	return color.NRGBA64{R: g, G: g, B: g, A: 0xFFFF}
}
