package feature

import (
	"context"
	"math"
	"sync"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

const (
	layers        = 3              // scales looked at in each octave
	levels        = layers + 3     // smoothed planes in each octave
	baseSigma     = 1.6            // smoothing of an octave's first plane, in its pixels
	assumedSigma  = 0.5            // smoothing that a camera or a reduction already did
	smallestSide  = 12             // an octave smaller than this has no room for a descriptor
	borderPx      = 5              // extrema closer to an octave's edge lack neighbours
	contrast      = one * 255 / 50 // a blob below this differs from its surroundings by no more than compression noise
	edgeRatio     = 10.0           // ratio of principal curvatures above which a blob is an edge (Lowe 2004)
	refineSteps   = 5              // moves to a neighbouring pixel before an extremum is given up
	contrastLayer = float64(contrast) / layers
)

// scaleSpace is the pyramid of smoothed planes. Pixel (x, y) of octave o lies
// at integer place (x·2ᵒ, y·2ᵒ) of the base plane, whose pixels are scale
// plane pixels wide.
type scaleSpace struct {
	plane   *picture.Gray
	scale   float64
	octaves []octave
	store   *[]uint32
}

// octave holds the levels of one size, each smoothed 2^(1/layers) more than the last.
type octave struct {
	width, height int
	pix           []uint32 // levels planes, one after the other
}

func (o octave) level(i int) level {
	n := o.width * o.height
	return level{o.width, o.height, o.pix[i*n : (i+1)*n]}
}

// stores keeps the memory of scale spaces between pictures: fresh pages cost
// as much time as a third of the smoothing.
var stores = sync.Pool{New: func() any { return new([]uint32) }}

func newScaleSpace(plane *picture.Gray, doubled bool) *scaleSpace {
	s := &scaleSpace{plane: plane, scale: 1}
	w, h := plane.Size.Width, plane.Size.Height
	if doubled {
		w, h, s.scale = 2*w, 2*h, 0.5
	}
	total := 0
	for min(w, h) >= smallestSide {
		s.octaves = append(s.octaves, octave{width: w, height: h})
		total += levels * w * h
		w, h = (w+1)/2, (h+1)/2
	}
	s.store = stores.Get().(*[]uint32)
	if cap(*s.store) < total {
		*s.store = make([]uint32, total)
	}
	rest := (*s.store)[:total]
	for i := range s.octaves {
		o := &s.octaves[i]
		n := levels * o.width * o.height
		o.pix, rest = rest[:n:n], rest[n:]
	}
	return s
}

// release gives the memory back; the scale space must not be used after it.
func (s *scaleSpace) release() {
	stores.Put(s.store)
	s.octaves, s.store = nil, nil
}

func (s *scaleSpace) size() geom.Size {
	if len(s.octaves) == 0 {
		return geom.Size{}
	}
	return geom.Size{Width: s.octaves[0].width, Height: s.octaves[0].height}
}

// levelSigma returns the smoothing of level i in the pixels of its octave.
func levelSigma(i float64) float64 { return baseSigma * math.Exp2(i/layers) }

func (s *scaleSpace) build(ctx context.Context) error {
	for i, o := range s.octaves {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i == 0 {
			s.first(o)
		} else {
			halve(o.level(0), s.octaves[i-1].level(layers))
		}
		for l := 1; l < levels; l++ {
			a, b := levelSigma(float64(l-1)), levelSigma(float64(l))
			blur(o.level(l), o.level(l-1), gaussian(math.Sqrt(float64(b*b)-float64(a*a))))
		}
	}
	return nil
}

// first fills the first level of the first octave from the plane.
func (s *scaleSpace) first(o octave) {
	from := level{s.plane.Size.Width, s.plane.Size.Height, o.level(2).pix} // free until the third level is made
	from.pix = from.pix[:from.width*from.height]
	from.fill(s.plane.Pix)
	have := assumedSigma
	if s.scale < 1 {
		have /= s.scale
		doubled := o.level(1) // free until the second level is made
		double(doubled, from)
		from = doubled
	}
	blur(o.level(0), from, gaussian(math.Sqrt(float64(baseSigma*baseSigma)-float64(have*have))))
}

// double enlarges twice by linear interpolation: each pixel becomes four,
// whose centres lie a quarter of a pixel from its own.
func double(to, from level) {
	w, h := from.width, from.height
	rows.Each(h, func(_, y0, y1 int) {
		line := make([]uint32, w)
		for y := 2 * y0; y < 2*y1; y++ {
			near := from.row(y / 2)
			far := from.row(max(0, min(h-1, y/2-1+2*(y&1))))
			for x := range line {
				line[x] = 3*near[x] + far[x]
			}
			out := to.row(y)
			for x, v := range line {
				out[2*x] = (3*v + line[max(0, x-1)] + 8) >> 4
				out[2*x+1] = (3*v + line[min(w-1, x+1)] + 8) >> 4
			}
		}
	})
}

// halve keeps every second pixel of every second row.
func halve(to, from level) {
	rows.Each(to.height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			out, in := to.row(y), from.row(2*y)
			for x := range out {
				out[x] = in[2*x]
			}
		}
	})
}

// keypoint carries a blob from its octave to the plane.
func (s *scaleSpace) keypoint(b blob, angle float32, place int32) Keypoint {
	step := math.Ldexp(1, b.octave)
	return Keypoint{
		X:      float32(s.scale * (float64(b.x*step) + 0.5)),
		Y:      float32(s.scale * (float64(b.y*step) + 0.5)),
		Scale:  float32(s.scale * step * b.sigma),
		Angle:  angle,
		Bright: b.bright,
		Place:  place,
	}
}
