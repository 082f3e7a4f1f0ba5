package picture

import (
	"encoding/binary"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Pyramid holds a picture at full, half, quarter … size, down to a side of
// smallestLevel. Level 0 is the picture itself. The half-open pixel convention
// of geom makes a point's place on level n simply its place divided by 2ⁿ,
// even where an odd side was rounded up: the last column then repeats.
type Pyramid struct{ levels []*Picture }

// smallestLevel is the side in pixels below which no further level is made: a
// thumbnail is drawn from it without visible aliasing.
const smallestLevel = 64

// NewPyramid halves the picture with a 2×2 box until its longer side is at
// most smallestLevel. It costs a third of the picture's memory and work.
func NewPyramid(p *Picture) *Pyramid {
	levels := []*Picture{p}
	for p.size.Width > smallestLevel || p.size.Height > smallestLevel {
		p = halve(p)
		levels = append(levels, p)
	}
	return &Pyramid{levels: levels}
}

// Levels returns the number of levels, at least 1.
func (y *Pyramid) Levels() int { return len(y.levels) }

// Level returns level n; n beyond the ends is taken to the nearest end.
func (y *Pyramid) Level(n int) *Picture { return y.levels[max(0, min(n, len(y.levels)-1))] }

// Size returns the size of the full picture.
func (y *Pyramid) Size() geom.Size { return y.levels[0].size }

// LevelFor returns the number of the coarsest level that still has at least
// one pixel for each output pixel, where scale is output pixels per full pixel.
func (y *Pyramid) LevelFor(scale float64) int {
	n := 0
	for scale <= 0.5 && n < len(y.levels)-1 {
		scale *= 2
		n++
	}
	return n
}

// Reduced returns the picture as the level that LevelFor names for that scale,
// without the cost of the levels that a pyramid has beyond it.
func Reduced(p *Picture, scale float64) *Picture {
	for scale <= 0.5 && (p.size.Width > smallestLevel || p.size.Height > smallestLevel) {
		p = halve(p)
		scale *= 2
	}
	return p
}

func halve(p *Picture) *Picture {
	w, h := p.size.Width, p.size.Height
	size := geom.Size{Width: (w + 1) / 2, Height: (h + 1) / 2}
	out := make([]uint8, 4*size.Pixels())
	pairs := p.rowPairs()
	rows.Each(size.Height, func(_, y0, y1 int) {
		pair := pairs()
		for y := y0; y < y1; y++ {
			upper, lower := pair(2*y, min(2*y+1, h-1))
			row := out[4*size.Width*y : 4*size.Width*(y+1)]
			if p.opaque {
				halveOpaque(row, upper, lower, w)
			} else {
				halveAlpha(row, upper, lower, w)
			}
		}
	})
	return &Picture{key: p.key, size: size, pix: out, opaque: p.opaque}
}

// rowPairs returns a maker of functions that give two rows of pixels, one for
// each goroutine. Of a picture that is stored as luma and chroma only those rows
// are made: at a reduced scale the full one is never looked at.
func (p *Picture) rowPairs() func() func(upper, lower int) (a, b []uint8) {
	w := 4 * p.size.Width
	if p.stored == nil {
		return func() func(int, int) ([]uint8, []uint8) {
			return func(upper, lower int) ([]uint8, []uint8) { return p.pix[w*upper:], p.pix[w*lower:] }
		}
	}
	read := p.rows()
	return func() func(int, int) ([]uint8, []uint8) {
		a, b := make([]uint8, w), make([]uint8, w)
		return func(upper, lower int) ([]uint8, []uint8) {
			read(upper, a)
			read(lower, b)
			return a, b
		}
	}
}

// halveOpaque adds the four channels of two neighbouring pixels at once: the
// bytes of a uint64 are spread over lanes of 16 bits, where four of them fit.
func halveOpaque(row, upper, lower []uint8, w int) {
	const lanes, low, half = 0x00FF00FF00FF00FF, 0x00FF00FF, 0x00020002
	for x := range w / 2 {
		u := binary.LittleEndian.Uint64(upper[8*x : 8*x+8])
		l := binary.LittleEndian.Uint64(lower[8*x : 8*x+8])
		even := u&lanes + l&lanes
		odd := u>>8&lanes + l>>8&lanes
		e := (uint32(even) + uint32(even>>32) + half) >> 2 & low
		o := (uint32(odd) + uint32(odd>>32) + half) >> 2 & low
		binary.LittleEndian.PutUint32(row[4*x:4*x+4], e|o<<8)
	}
	if w%2 == 1 { // the last column repeats
		for c := range 4 {
			i := 4*(w-1) + c
			row[len(row)-4+c] = uint8((2*uint(upper[i]) + 2*uint(lower[i]) + 2) >> 2)
		}
	}
}

// halveAlpha weighs colours by their alpha: what a transparent pixel hides must not bleed into its neighbours.
func halveAlpha(row, upper, lower []uint8, w int) {
	for x := 0; 4*x < len(row); x++ {
		a, b := 8*x, 4*min(2*x+1, w-1)
		var sum [3]uint
		var alpha uint
		for _, q := range [4][]uint8{upper[a : a+4], upper[b : b+4], lower[a : a+4], lower[b : b+4]} {
			t := uint(q[3])
			alpha += t
			sum[0] += t * uint(q[0])
			sum[1] += t * uint(q[1])
			sum[2] += t * uint(q[2])
		}
		out := row[4*x : 4*x+4]
		if alpha > 0 {
			for c := range 3 {
				out[c] = uint8((sum[c] + alpha/2) / alpha)
			}
		}
		out[3] = uint8((alpha + 2) >> 2)
	}
}
