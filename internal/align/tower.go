package align

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// tower is a picture's luma at finest, half, quarter … size, for reading it at
// any scale without aliasing.
type tower struct{ planes []*picture.Gray }

const (
	// towerPixels bounds the finest plane: three megapixels place the corners of a
	// larger picture within a tenth of its pixels.
	towerPixels = 3_000_000
	// towerSide is the side below which no coarser plane is made.
	towerSide = 16
)

func (s *Subject) gray(ctx context.Context) (*tower, error) {
	return s.tower.get(ctx, func() (*tower, error) {
		p, err := s.plane(ctx, towerPixels)
		if err != nil {
			return nil, err
		}
		t := &tower{planes: []*picture.Gray{p}}
		for min(p.Size.Width, p.Size.Height) > towerSide {
			p = halved(p)
			t.planes = append(t.planes, p)
		}
		return t, ctx.Err()
	})
}

// grays returns what both pictures are read from.
func grays(ctx context.Context, claimed, candidate *Subject) (a, b *tower, err error) {
	if a, err = claimed.gray(ctx); err != nil {
		return nil, nil, err
	}
	b, err = candidate.gray(ctx)
	return a, b, err
}

// halved averages blocks of 2×2. An odd last row or column is dropped, so that
// a place on the plane is simply half of its place on the finer one.
func halved(p *picture.Gray) *picture.Gray {
	size := geom.Size{Width: p.Size.Width / 2, Height: p.Size.Height / 2}
	out := &picture.Gray{Size: size, Pix: make([]float32, size.Pixels()), ScaleX: p.ScaleX / 2, ScaleY: p.ScaleY / 2}
	w := p.Size.Width
	rows.Each(size.Height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			a, b := p.Pix[2*y*w:(2*y+1)*w], p.Pix[(2*y+1)*w:(2*y+2)*w]
			row := out.Pix[y*size.Width : (y+1)*size.Width]
			for x := range row {
				row[x] = float32(0.25 * (a[2*x] + a[2*x+1] + b[2*x] + b[2*x+1]))
			}
		}
	})
	return out
}

// at returns the coarsest plane that still has at least share plane pixels to
// each step, where step is a length in pixels of the picture.
func (t *tower) at(step float64) *picture.Gray {
	for i := len(t.planes) - 1; i > 0; i-- {
		if p := t.planes[i]; step*math.Sqrt(p.ScaleX*p.ScaleY) >= slackStep {
			return p
		}
	}
	return t.planes[0]
}

// slackStep lets a plane serve that has a little less than one pixel to a
// step; else a scale of just under a power of two would read a plane twice as fine.
const slackStep = 0.85

// lookup interpolates a plane linearly at a point of the plane; ok is false
// where it has no pixels.
func lookup(p *picture.Gray, x, y float64) (v float32, ok bool) {
	x, y = x-0.5, y-0.5
	w, h := p.Size.Width, p.Size.Height
	if !(x > -0.5 && y > -0.5 && x < float64(w)-0.5 && y < float64(h)-0.5) {
		return 0, false
	}
	x, y = max(0, min(x, float64(w)-1.0001)), max(0, min(y, float64(h)-1.0001))
	xi, yi := int(x), int(y)
	if xi+1 >= w || yi+1 >= h {
		return p.Pix[yi*w+xi], true
	}
	fx, fy := float32(x-float64(xi)), float32(y-float64(yi))
	i := yi*w + xi
	top := p.Pix[i] + float32(fx*(p.Pix[i+1]-p.Pix[i]))
	bottom := p.Pix[i+w] + float32(fx*(p.Pix[i+w+1]-p.Pix[i+w]))
	return top + float32(fy*(bottom-top)), true
}
