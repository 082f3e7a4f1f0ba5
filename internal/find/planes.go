package find

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// plane is luma at one scale, in rows without gaps.
type plane struct {
	w, h int
	pix  []float32
}

// halved averages blocks of 2×2; an odd last row or column is dropped, so that
// a place is simply half of its place on the finer plane.
func (p plane) halved() plane {
	out := plane{w: p.w / 2, h: p.h / 2}
	out.pix = make([]float32, out.w*out.h)
	for y := range out.h {
		a, b := p.pix[2*y*p.w:(2*y+1)*p.w], p.pix[(2*y+1)*p.w:(2*y+2)*p.w]
		row := out.pix[y*out.w : (y+1)*out.w]
		for x := range row {
			row[x] = 0.25 * (a[2*x] + a[2*x+1] + b[2*x] + b[2*x+1])
		}
	}
	return out
}

// high takes the mean around each pixel off it: what is left is texture, not lighting.
func (p plane) high() plane {
	mean := blurred(p.pix, p.w, p.h, highRadius)
	for i, v := range p.pix {
		mean[i] = v - mean[i]
	}
	return plane{p.w, p.h, mean}
}

// highRadius is that of the box, run twice: a deviation of about five pixels.
const highRadius = 6

// at interpolates linearly; ok is false beyond the outermost pixels' centres.
func (p plane) at(x, y float64) (v float32, ok bool) {
	x, y = x-0.5, y-0.5
	if !(x >= 0 && y >= 0 && x < float64(p.w-1) && y < float64(p.h-1)) {
		return 0, false
	}
	xi, yi := int(x), int(y)
	fx, fy := float32(x-float64(xi)), float32(y-float64(yi))
	i := yi*p.w + xi
	a, b := p.pix[i:i+2:i+2], p.pix[i+p.w:i+p.w+2:i+p.w+2]
	top := a[0] + fx*(a[1]-a[0])
	bottom := b[0] + fx*(b[1]-b[0])
	return top + fy*(bottom-top), true
}

// levels is how many scales of a frame are worked on: whole, half and a quarter.
const levels = 3

// seen is a frame as it is held against a claim: its texture at three scales,
// and its luma at half size.
type seen struct {
	texture [levels]plane
	half    plane
}

func seenOf(size geom.Size, pix []byte) *seen {
	p := plane{size.Width, size.Height, make([]float32, len(pix))}
	for i, v := range pix {
		p.pix[i] = float32(v)
	}
	var s seen
	for l := range s.texture {
		s.texture[l] = p.high()
		p = p.halved()
		if l == 0 {
			s.half = p
		}
	}
	return &s
}

// tower is a claim's luma at finest, half, quarter … size.
type tower []*picture.Gray

func newTower(finest *picture.Gray) tower {
	t := tower{finest}
	for g := finest; min(g.Size.Width, g.Size.Height) > 32; {
		p := plane{g.Size.Width, g.Size.Height, g.Pix}.halved()
		g = &picture.Gray{Size: geom.Size{Width: p.w, Height: p.h}, Pix: p.pix, ScaleX: g.ScaleX / 2, ScaleY: g.ScaleY / 2}
		t = append(t, g)
	}
	return t
}

// rendered draws the claim in the grid of a frame; mask is 1 where the claim
// has pixels. gridFromClaimed carries full pixels of the claim.
func (t tower) rendered(gridFromClaimed geom.Map, claim, size geom.Size) (p plane, mask []float32, ok bool) {
	claimedFromGrid, ok := gridFromClaimed.Inverse()
	if !ok || gridFromClaimed.CrossesHorizon(claim.Quad()) {
		return p, nil, false
	}
	p = plane{size.Width, size.Height, make([]float32, size.Pixels())}
	mask = make([]float32, size.Pixels())
	corners := gridFromClaimed.ApplyQuad(claim.Quad())
	box := corners.Bounds().Intersect(size.Rect())
	if box.Empty() {
		return p, nil, false
	}
	step := claimedFromGrid.LengthScale(box.Centre()) // claim pixels to a grid pixel
	g := t[0]
	for _, coarser := range t[1:] {
		if step*math.Sqrt(coarser.ScaleX*coarser.ScaleY) < 0.8 {
			break
		}
		g = coarser
	}
	from := plane{g.Size.Width, g.Size.Height, g.Pix}
	m := geom.Scaling(g.ScaleX, g.ScaleY).After(claimedFromGrid)
	rows.Each(size.Height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range size.Width {
				q := m.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
				if v, ok := from.at(q.X, q.Y); ok {
					p.pix[y*size.Width+x], mask[y*size.Width+x] = v, 1
				}
			}
		}
	})
	return p, mask, true
}

// maskedHigh takes the mean around each pixel off it, over the pixels of the mask.
func maskedHigh(p plane, mask []float32) plane {
	sum, share := blurredSum(p.pix, p.w, p.h), blurredSum(mask, p.w, p.h)
	out := plane{p.w, p.h, make([]float32, len(p.pix))}
	for i, v := range p.pix {
		if mask[i] != 0 && share[i] > 0 {
			out.pix[i] = v - sum[i]/share[i]
		}
	}
	return out
}

func blurredSum(p []float32, w, h int) []float32 { return blurred(p, w, h, highRadius) }

func halvedMask(mask []float32, w, h int) []float32 {
	p := plane{w, h, mask}.halved()
	for i, v := range p.pix {
		if v < 1 {
			p.pix[i] = 0
		}
	}
	return p.pix
}

// reduced averages a plane over the footprints of a smaller one.
func reduced(g *picture.Gray, size, full geom.Size) *picture.Gray {
	if size == g.Size {
		return g
	}
	pix := make([]uint8, 4*len(g.Pix))
	for i, v := range g.Pix {
		b := uint8(v)
		pix[4*i], pix[4*i+1], pix[4*i+2], pix[4*i+3] = b, b, b, 255
	}
	out := picture.New("", g.Size, pix).Gray(int(size.Pixels()))
	out.ScaleX, out.ScaleY = float64(out.Size.Width)/float64(full.Width), float64(out.Size.Height)/float64(full.Height)
	return out
}
