package motion

import (
	"encoding/binary"
	"image"
)

// palette gives each colour its nearest of a frame. What it has found it keeps,
// for colours that agree in their highest 6 bits: that moves a border between two
// colours by 2 of 255 at most, and the error of that is diffused as any other.
type palette struct {
	colours []rgb
	search  *search
	cells   []int16 // -1: not looked for yet
	exact   [1024]int16
}

const cellBits = 6

func newPalette(colours []rgb) *palette {
	p := &palette{colours: colours, cells: make([]int16, 1<<(3*cellBits))}
	labs := make([]lab, len(colours))
	for i, c := range colours {
		labs[i] = labOf(c)
	}
	p.search = newSearch(labs)
	for i := range p.cells {
		p.cells[i] = -1
	}
	for i := range p.exact {
		p.exact[i] = -1
	}
	for i, c := range colours {
		at := place(c)
		for p.exact[at] >= 0 {
			at = (at + 1) % uint32(len(p.exact))
		}
		p.exact[at] = int16(i)
	}
	return p
}

func place(c rgb) uint32 { return uint32(c) * 2654435761 >> 22 } // D. Knuth's multiplicative hash, 10 bits

// same returns the number of exactly that colour, -1 where there is none.
func (p *palette) same(c rgb) int {
	for at := place(c); p.exact[at] >= 0; at = (at + 1) % uint32(len(p.exact)) {
		if p.colours[p.exact[at]] == c {
			return int(p.exact[at])
		}
	}
	return -1
}

func (p *palette) nearest(r, g, b uint32) int {
	const down = 8 - cellBits
	cell := &p.cells[r>>down<<(2*cellBits)|g>>down<<cellBits|b>>down]
	if *cell < 0 {
		const middle = 1 << (down - 1)
		*cell = int16(p.search.nearest(labOf(rgbOf(r>>down<<down+middle, g>>down<<down+middle, b>>down<<down+middle))))
	}
	return int(*cell)
}

// dithered paints a frame with the palette's colours by diffusing what each pixel
// lacks to its neighbours (R. Floyd and L. Steinberg, 1976), every other row from
// the right. A pixel whose colour is in the palette has it, and passes nothing on:
// grounds stay flat around lettering. keep says which pixels stay as the frame
// before left them; they get the number that lies beyond the colours.
func (p *palette) dithered(img *image.RGBA, keep []bool) []uint8 {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := make([]uint8, w*h)
	stays := uint8(len(p.colours))
	// What lies on this row and the next from the rows before, in sixteenths, with
	// a place free at both ends.
	this, next := make([][3]int32, w+2), make([][3]int32, w+2)
	for y := range h {
		row := img.Pix[y*img.Stride : y*img.Stride+4*w]
		clear(next)
		var ahead [3]int32
		step, x := 1, 0
		if y%2 == 1 {
			step, x = -1, w-1
		}
		for range w {
			c := rgb(binary.LittleEndian.Uint32(row[4*x:]) & 0xFFFFFF)
			at := y*w + x
			if keep != nil && keep[at] {
				out[at] = stays
				ahead = [3]int32{}
				x += step
				continue
			}
			if n := p.same(c); n >= 0 {
				out[at] = uint8(n)
				ahead = [3]int32{}
				x += step
				continue
			}
			held := &this[x+1]
			r := clamped(int32(c.r()) + (held[0]+ahead[0]+8)>>4)
			g := clamped(int32(c.g()) + (held[1]+ahead[1]+8)>>4)
			b := clamped(int32(c.b()) + (held[2]+ahead[2]+8)>>4)
			n := p.nearest(r, g, b)
			out[at] = uint8(n)
			got := p.colours[n]
			for k, off := range [3]int32{int32(r) - int32(got.r()), int32(g) - int32(got.g()), int32(b) - int32(got.b())} {
				ahead[k] = 7 * off
				next[x+1-step][k] += 3 * off
				next[x+1][k] += 5 * off
				next[x+1+step][k] += off
			}
			x += step
		}
		this, next = next, this
	}
	return out
}

func clamped(v int32) uint32 { return uint32(min(255, max(0, v))) }
