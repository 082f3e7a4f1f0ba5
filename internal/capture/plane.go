package capture

import (
	"image"
	"slices"

	"github.com/motbilde/motbilde/internal/picture"
)

// colour is a colour of the capture, 8 bits a channel.
type colour [3]uint8

// plane is the reduced capture.
type plane struct {
	pix  []uint8 // R G B A
	w, h int
}

// mostPixels bounds the reduced capture: gaps of two points, as wide as the
// narrowest between pictures, still are a whole pixel on it.
const mostPixels = 2_200_000

// levelOf returns the first level of a pyramid within mostPixels.
func levelOf(y *picture.Pyramid) int {
	n := 0
	for n < y.Levels()-1 && y.Level(n).Size().Pixels() > mostPixels {
		n++
	}
	return n
}

func planeOf(p *picture.Picture) plane {
	return plane{p.Pix(), p.Size().Width, p.Size().Height}
}

func (p plane) at(x, y int) colour {
	q := p.pix[4*(y*p.w+x):]
	return colour{q[0], q[1], q[2]}
}

// distance returns by how many levels two colours differ in the channel in
// which they differ most.
func distance(a, b colour) int {
	most := 0
	for c := range a {
		d := int(a[c]) - int(b[c])
		most = max(most, d, -d)
	}
	return most
}

// border returns the commonest colour along a rectangle's border and the share
// of the border that has it, give or take the noise of compression.
func (p plane) border(r image.Rectangle) (ground colour, share float64) {
	var ring []uint32
	add := func(x, y int) {
		c := p.at(x, y)
		ring = append(ring, uint32(c[0])<<16|uint32(c[1])<<8|uint32(c[2]))
	}
	for x := r.Min.X; x < r.Max.X; x++ {
		add(x, r.Min.Y)
		add(x, r.Max.Y-1)
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		add(r.Min.X, y)
		add(r.Max.X-1, y)
	}
	slices.Sort(ring)
	most := 0
	for i := 0; i < len(ring); {
		n := i
		for n < len(ring) && ring[n] == ring[i] {
			n++
		}
		if n-i > most {
			most, ground = n-i, colour{uint8(ring[i] >> 16), uint8(ring[i] >> 8), uint8(ring[i])}
		}
		i = n
	}
	near := 0
	for _, v := range ring {
		if distance(ground, colour{uint8(v >> 16), uint8(v >> 8), uint8(v)}) <= compressed {
			near++
		}
	}
	return ground, float64(near) / float64(len(ring))
}

// settle returns the commonest colour of a rectangle near a colour of its
// border, where compression has shifted it. Of three rows it looks at one.
func (p plane) settle(r image.Rectangle, near colour) colour {
	counts := map[colour]int{}
	for y := r.Min.Y; y < r.Max.Y; y += 3 {
		for x := r.Min.X; x < r.Max.X; x++ {
			if c := p.at(x, y); distance(c, near) <= compressed {
				counts[c]++
			}
		}
	}
	best, most := near, counts[near]
	for c, n := range counts {
		if n > most || n == most && slices.Compare(c[:], best[:]) < 0 {
			best, most = c, n
		}
	}
	return best
}

// plainness counts the pixels of a rectangle, without those of the blocks in it, that
// have exactly a ground's colour, and those that have it give or take the noise
// of compression. Of three rows it looks at one.
func (p plane) plainness(r image.Rectangle, ground colour, without []image.Rectangle) (exact, near int) {
	for y := r.Min.Y; y < r.Max.Y; y += 3 {
		for x := r.Min.X; x < r.Max.X; x++ {
			at := image.Pt(x, y)
			if i := slices.IndexFunc(without, func(r image.Rectangle) bool { return at.In(r) }); i >= 0 {
				x = without[i].Max.X - 1
				continue
			}
			d := distance(p.at(x, y), ground)
			if d == 0 {
				exact++
			}
			if d <= compressed {
				near++
			}
		}
	}
	return exact, near
}

// lossy reports whether the capture was compressed with losses: then ground
// is off its colour around what is drawn on it.
func (p plane) lossy(ground colour) bool {
	exact, near := 0, 0
	for y := 0; y+tile <= p.h; y += tile {
		for x := 0; x+tile <= p.w; x += tile {
			e, n, far := 0, 0, false
			for i := range tile * tile {
				switch d := distance(p.at(x+i%tile, y+i/tile), ground); {
				case d == 0:
					e, n = e+1, n+1
				case d <= compressed:
					n++
				case d > blurred:
					far = true
				}
			}
			if far && 2*n >= tile*tile {
				exact, near = exact+e, near+n
			}
		}
	}
	return 4*exact < 3*near
}

// Levels by which ground may be off its colour.
const (
	lossless   = 2
	compressed = 10
)

// tally counts, for each row and each column of a rectangle, the pixels that
// are not ground.
func (p plane) tally(r image.Rectangle, ground colour, off int) (byRow, byColumn []int) {
	byRow, byColumn = make([]int, r.Dy()), make([]int, r.Dx())
	var low, high colour
	for c, v := range ground {
		low[c], high[c] = uint8(max(0, int(v)-off)), uint8(min(255, int(v)+off))
	}
	for y := range byRow {
		line := p.pix[4*((r.Min.Y+y)*p.w+r.Min.X):][:4*r.Dx()]
		n := 0
		for x := range byColumn {
			q := line[4*x : 4*x+3 : 4*x+3]
			if q[0] < low[0] || q[0] > high[0] || q[1] < low[1] || q[1] > high[1] || q[2] < low[2] || q[2] > high[2] {
				n++
				byColumn[x]++
			}
		}
		byRow[y] = n
	}
	return byRow, byColumn
}
