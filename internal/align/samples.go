package align

import (
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// smoothedSamples reads a plane at the pixels of a grid, by linear
// interpolation and repeating its edges, and smooths by the binomial
// (1 4 6 4 1)/16 across and down: a deviation of one pixel, which makes two
// planes of somewhat different fineness alike and takes off most noise.
func smoothedSamples(p *picture.Gray, planeFromGrid geom.Map, size geom.Size) []float32 {
	w, h := size.Width, size.Height
	across, out := make([]float32, w*h), make([]float32, w*h)
	rows.Each(h, func(_, y0, y1 int) {
		line := make([]float32, w+4)
		for y := y0; y < y1; y++ {
			sampleRow(line[2:2+w], p, planeFromGrid, float64(y)+0.5)
			line[0], line[1] = line[2], line[2]
			line[w+2], line[w+3] = line[w+1], line[w+1]
			row := across[y*w : (y+1)*w]
			for x := range row {
				v := line[x : x+5 : x+5]
				row[x] = float32(0.375*v[2]) + float32(0.25*(v[1]+v[3])) + float32(0.0625*(v[0]+v[4]))
			}
		}
	})
	rows.Each(h, func(_, y0, y1 int) {
		at := func(y int) []float32 {
			y = max(0, min(h-1, y))
			return across[y*w : (y+1)*w]
		}
		for y := y0; y < y1; y++ {
			a, b, c, d, e, row := at(y-2), at(y-1), at(y), at(y+1), at(y+2), out[y*w:(y+1)*w]
			for x := range row {
				row[x] = float32(0.375*c[x]) + float32(0.25*(b[x]+d[x])) + float32(0.0625*(a[x]+e[x]))
			}
		}
	})
	return out
}

// sampleRow reads the plane along one row of the grid.
func sampleRow(row []float32, p *picture.Gray, m geom.Map, y float64) {
	affine := m[6] == 0 && m[7] == 0
	// Numerators and denominator at x = 0.5, and what they gain from pixel to pixel.
	nx := float64(m[0]*0.5) + float64(m[1]*y) + m[2]
	ny := float64(m[3]*0.5) + float64(m[4]*y) + m[5]
	nw := float64(m[6]*0.5) + float64(m[7]*y) + m[8]
	k := 1 / nw
	for x := range row {
		step := float64(x)
		if !affine {
			k = 1 / (nw + float64(m[6]*step))
		}
		row[x] = sampled(p, float64((nx+float64(m[0]*step))*k), float64((ny+float64(m[3]*step))*k))
	}
}

// sampled interpolates linearly at a point of the plane; beyond the edges the last pixels repeat.
func sampled(p *picture.Gray, x, y float64) float32 {
	w, h := p.Size.Width, p.Size.Height
	fx, fy := float32(min(max(x-0.5, 0), float64(w-1))), float32(min(max(y-0.5, 0), float64(h-1)))
	xi, yi := int(fx), int(fy)
	fx, fy = fx-float32(xi), fy-float32(yi)
	i := yi*w + xi
	right, below := 1, w
	if xi == w-1 {
		right = 0
	}
	if yi == h-1 {
		below = 0
	}
	top := p.Pix[i] + float32(fx*(p.Pix[i+right]-p.Pix[i]))
	bottom := p.Pix[i+below] + float32(fx*(p.Pix[i+below+right]-p.Pix[i+below]))
	return top + float32(fy*(bottom-top))
}
