package picture

import (
	"encoding/binary"

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
		w := size.Width
		rows.Each(size.Height, func(_, y0, y1 int) {
			for y := y0; y < y1; y++ {
				p.addLuma(g.Pix[y*w:(y+1)*w], y, 1)
			}
		})
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

// The weights of Rec. 601 in 16-bit fixed point; they add up to 65536.
const (
	redWeight   = 19595
	greenWeight = 38470
	blueWeight  = 7471
)

// addLuma adds weight times the luma of row y to line.
func (p *Picture) addLuma(line []float32, y int, weight float32) {
	if p.stored != nil {
		for x, v := range p.stored.Y[y*p.stored.YStride:][:len(line)] {
			line[x] += float32(weight * float32(int32(v)))
		}
		return
	}
	w := p.size.Width
	row := p.Pix()[4*w*y : 4*w*(y+1)]
	k := weight / 65536
	if p.opaque {
		for x := range line {
			q := binary.LittleEndian.Uint32(row[:4])
			row = row[4:]
			line[x] += float32(k * float32(int32(fixedLuma(q))))
		}
		return
	}
	for x := range line {
		q := binary.LittleEndian.Uint32(row[4*x : 4*x+4])
		alpha := float32(q>>24) / 255
		v := float32(alpha*float32(int32(fixedLuma(q)))) + float32((1-alpha)*(127.5*65536))
		line[x] += float32(k * v)
	}
}

// fixedLuma returns 65536 times the luma of a pixel read as a little-endian word.
func fixedLuma(q uint32) uint32 {
	return (q&0xff)*redWeight + (q>>8&0xff)*greenWeight + (q>>16&0xff)*blueWeight
}

// footprint is the run of source cells under one output cell: the whole cells
// between first and last count fully, the two ends by their covered share.
type footprint struct {
	first, last             int32
	firstWeight, lastWeight float32
}

// footprints cuts length source cells into n equal output cells.
func footprints(length, n int) []footprint {
	out := make([]footprint, n)
	step := float64(length) / float64(n)
	for i := range out {
		a, b := float64(i)*step, min(float64(length), float64(i+1)*step)
		f := footprint{first: int32(a), last: int32(min(int(b), length-1))}
		f.firstWeight = float32(min(b, float64(f.first+1)) - a)
		if f.last > f.first {
			f.lastWeight = float32(b - float64(f.last))
		}
		out[i] = f
	}
	return out
}

// reduceLuma averages exactly over each output pixel's footprint: the source
// rows are added up at full width first, which touches each of them once, and
// the sums are then gathered along x.
func (p *Picture) reduceLuma(g *Gray) {
	w, ow := p.size.Width, g.Size.Width
	across, down := footprints(w, ow), footprints(p.size.Height, g.Size.Height)
	k := float32(g.ScaleX * g.ScaleY)
	rows.Each(g.Size.Height, func(_, y0, y1 int) {
		line := make([]float32, w)
		for y := y0; y < y1; y++ {
			clear(line)
			f := down[y]
			p.addLuma(line, int(f.first), f.firstWeight)
			for sy := f.first + 1; sy < f.last; sy++ {
				p.addLuma(line, int(sy), 1)
			}
			if f.lastWeight > 0 {
				p.addLuma(line, int(f.last), f.lastWeight)
			}
			gather(g.Pix[y*ow:(y+1)*ow], line, across, k)
		}
	})
}

// gather writes k times the weighted sum of line under each footprint.
func gather(out, line []float32, across []footprint, k float32) {
	for x := range out {
		f := across[x]
		run := line[f.first : f.last+1]
		v := float32(run[0] * f.firstWeight)
		if len(run) > 1 {
			for _, s := range run[1 : len(run)-1] {
				v += s
			}
			v += float32(run[len(run)-1] * f.lastWeight)
		}
		out[x] = float32(v * k)
	}
}
