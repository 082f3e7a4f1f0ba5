package picture

import (
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Gray is a plane of luma values, 0 to 255, in rows without gaps.
type Gray struct {
	Size geom.Size
	Pix  []float32
	// ScaleX and ScaleY are the plane's pixels per picture pixel: a picture
	// point (x, y) lies at (x·ScaleX, y·ScaleY) of the plane.
	ScaleX, ScaleY float64
}

// Gray returns the picture's luma (Rec. 601, as JPEG stores it), reduced by
// area averaging to at most maxPixels; maxPixels 0 means full size. A
// transparent pixel counts as mid grey: flat, so that it carries no detail.
func (p *Picture) Gray(maxPixels int) *Gray {
	size := FitPixels(p.size, maxPixels)
	g := &Gray{
		Size: size, Pix: make([]float32, size.Pixels()),
		ScaleX: float64(size.Width) / float64(p.size.Width),
		ScaleY: float64(size.Height) / float64(p.size.Height),
	}
	if size == p.size {
		rows.Each(size.Height, func(_, y0, y1 int) { p.lumaRows(g.Pix, y0, y1) })
		return g
	}
	p.reduceLuma(g)
	return g
}

// FitPixels returns the size of at most maxPixels with the same shape; 0 means no limit.
func FitPixels(size geom.Size, maxPixels int) geom.Size {
	if maxPixels <= 0 || size.Pixels() <= int64(maxPixels) {
		return size
	}
	return size.Scaled(float64(maxPixels) / float64(size.Pixels()))
}

func (p *Picture) lumaRows(out []float32, y0, y1 int) {
	w := p.size.Width
	for i := y0 * w; i < y1*w; i++ {
		q := p.pix[4*i : 4*i+4 : 4*i+4]
		out[i] = float32(luma(q))
	}
}

// luma returns 0.299 R + 0.587 G + 0.114 B of one pixel, blended over mid grey by its alpha.
func luma(q []uint8) float32 {
	v := 0.299*float32(q[0]) + 0.587*float32(q[1]) + 0.114*float32(q[2])
	if q[3] == 255 {
		return v
	}
	t := float32(q[3]) / 255
	return float32(v*t) + float32(127.5*(1-t))
}

// reduceLuma averages exactly over each output pixel's footprint, columns
// first within a row, then rows; fractional edges weigh by their share.
func (p *Picture) reduceLuma(g *Gray) {
	w := p.size.Width
	ow := g.Size.Width
	stepX, stepY := 1/g.ScaleX, 1/g.ScaleY
	rows.Each(g.Size.Height, func(_, y0, y1 int) {
		line := make([]float32, w)
		for y := y0; y < y1; y++ {
			sum := g.Pix[y*ow : (y+1)*ow]
			span(float64(y)*stepY, float64(y+1)*stepY, p.size.Height, func(sy int, weight float32) {
				row := p.pix[4*w*sy : 4*w*(sy+1)]
				for x := range line {
					line[x] = luma(row[4*x : 4*x+4 : 4*x+4])
				}
				for x := range sum {
					var v float32
					a, b := float64(x)*stepX, float64(x+1)*stepX
					span(a, b, w, func(sx int, wx float32) { v += float32(line[sx] * wx) })
					sum[x] += float32(v * weight)
				}
			})
			k := float32(1 / (stepX * stepY))
			for x := range sum {
				sum[x] *= k
			}
		}
	})
}

// span calls visit for every whole cell that [a, b) touches, with the share of it that is covered.
func span(a, b float64, limit int, visit func(i int, weight float32)) {
	for i := int(a); i < limit && float64(i) < b; i++ {
		lo, hi := max(a, float64(i)), min(b, float64(i+1))
		if hi > lo {
			visit(i, float32(hi-lo))
		}
	}
}
