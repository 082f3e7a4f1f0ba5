package feature

import (
	"context"
	"math"
	"slices"
	"sync"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

const (
	layers        = 3              // scales looked at in each octave
	levels        = layers + 3     // smoothed planes in each octave
	baseVariance  = 1.5            // of an octave's first plane, in its pixels; what is coarser than 1.2 pixels needs no more of them
	assumedSigma  = 0.5            // smoothing that a camera or a reduction already did
	smallestSide  = 12             // an octave smaller than this has no room for a descriptor
	borderPx      = 5              // extrema closer to an octave's edge lack neighbours
	contrast      = one * 255 / 50 // a blob below this differs from its surroundings by no more than compression noise
	edgeRatio     = 10.0           // ratio of principal curvatures above which a blob is an edge (Lowe 2004)
	refineSteps   = 5              // moves to a neighbouring pixel before an extremum is given up
	contrastLayer = float64(contrast) / layers
)

// steps are the kernels that make each level from the one before. Exact would
// be variances that grow by 2^(2/layers); these give, from 1.5, 2.375, 3.75, 6,
// 9.5 and 15, at most one in a hundred off, and the fourth just the double
// sigma that the next octave starts from.
var steps = [levels][]kernel{
	1: {{centre: 8, near: 3, far: 1, step: 1}},
	2: {{centre: 6, near: 3, far: 2, step: 1}},
	3: {{centre: 8, near: 3, far: 1, step: 1}, {centre: 6, near: 3, far: 2, step: 1}},
	4: {{centre: 8, near: 3, far: 1, step: 2}},
	5: {{centre: 6, near: 3, far: 2, step: 2}},
}

// firstSteps bring a plane that a camera smoothed by 0.5 pixels to
// baseVariance: 0.25 + 0.375 + 0.875; doubledSteps one that was doubled: 1 + 0.5.
var (
	firstSteps   = []kernel{{centre: 10, near: 3, step: 1}, {centre: 8, near: 3, far: 1, step: 1}}
	doubledSteps = []kernel{{centre: 8, near: 4, step: 1}}
)

// scaleSpace is the pyramid of smoothed planes. Pixel (x, y) of octave o lies
// at integer place (x·2ᵒ, y·2ᵒ) of the base plane, whose pixels are scale
// plane pixels wide.
type scaleSpace struct {
	plane   *picture.Gray
	scale   float64
	octaves []octave
	store   *memory
}

// octave holds the levels of one size, each smoothed 2^(1/layers) more than the last.
type octave struct {
	width, height int
	planes        [levels]level
}

// memory serves for scale spaces. A larger one than before takes what there
// is and adds to it.
type memory struct{ chunks [][]uint64 }

// stores keeps it between pictures: fresh pages cost as much time as a third of
// the smoothing.
var stores = sync.Pool{New: func() any { return new(memory) }}

// levels cuts the memory into levels for the octaves, the largest first.
func (m *memory) levels(octaves []octave) {
	total := 0
	for _, o := range octaves {
		total += levels * wordsOf(o.width, o.height)
	}
	left := slices.Clone(m.chunks)
	for i := range octaves {
		o := &octaves[i]
		n := wordsOf(o.width, o.height)
		for l := range o.planes {
			at := slices.IndexFunc(left, func(c []uint64) bool { return len(c) >= n })
			if at < 0 {
				// All that is still wanted, less what the smaller octaves find in the other chunks.
				room := 0
				for _, c := range left {
					room += len(c)
				}
				at = len(left)
				m.chunks = append(m.chunks, make([]uint64, max(n, total-room)))
				left = append(left, m.chunks[at])
			}
			o.planes[l] = newLevel(o.width, o.height, left[at])
			left[at] = left[at][n:]
			total -= n
		}
	}
}

func newScaleSpace(plane *picture.Gray, doubled bool) *scaleSpace {
	s := &scaleSpace{plane: plane, scale: 1}
	w, h := plane.Size.Width, plane.Size.Height
	if doubled {
		w, h, s.scale = 2*w, 2*h, 0.5
	}
	for min(w, h) >= smallestSide {
		s.octaves = append(s.octaves, octave{width: w, height: h})
		w, h = (w+1)/2, (h+1)/2
	}
	s.store = stores.Get().(*memory)
	s.store.levels(s.octaves)
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
func levelSigma(i float64) float64 { return math.Sqrt(baseVariance) * math.Exp2(i/layers) }

func (s *scaleSpace) build(ctx context.Context) error {
	for i, o := range s.octaves {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i == 0 {
			s.first(o)
		} else {
			halve(o.planes[0], s.octaves[i-1].planes[layers])
		}
		for l := 1; l < levels; l++ {
			// The last level is free until its turn comes.
			smoothBy(steps[l], o.planes[l], o.planes[l-1], o.planes[levels-1])
		}
	}
	return nil
}

// smoothBy runs one or two kernels; spare holds what lies between them.
func smoothBy(kernels []kernel, to, from, spare level) {
	if len(kernels) == 2 {
		kernels[0].smooth(spare, from)
		from, kernels = spare, kernels[1:]
	}
	kernels[0].smooth(to, from)
}

// first fills the first level of the first octave from the plane.
func (s *scaleSpace) first(o octave) {
	plane, kernels := o.planes[1], firstSteps // free until the second level is made
	if s.scale < 1 {
		double(plane, s.plane)
		kernels = doubledSteps
	} else {
		plane.fill(s.plane.Pix)
	}
	smoothBy(kernels, o.planes[0], plane, o.planes[levels-1])
}

// double enlarges a plane of values 0 to 255 twice by linear interpolation:
// each pixel becomes four, whose centres lie a quarter of a pixel from its own.
func double(to level, from *picture.Gray) {
	w, h := from.Size.Width, from.Size.Height
	rows.Each(h, func(_, y0, y1 int) {
		line, wide := make([]float32, w), make([]float32, 2*w+perWord)
		for y := 2 * y0; y < 2*y1; y++ {
			near, far := from.Pix[y/2*w:(y/2+1)*w], max(0, min(h-1, y/2-1+2*(y&1)))
			other := from.Pix[far*w : (far+1)*w]
			for x := range line {
				line[x] = float32(3*near[x]) + other[x]
			}
			for x, v := range line {
				wide[2*x] = (float32(3*v) + line[max(0, x-1)]) * (1.0 / 16)
				wide[2*x+1] = (float32(3*v) + line[min(w-1, x+1)]) * (1.0 / 16)
			}
			out := to.row(y)
			for i := range out {
				q := wide[perWord*i : perWord*(i+1)]
				out[i] = fixed(q[0]) | fixed(q[1])<<16 | fixed(q[2])<<32 | fixed(q[3])<<48
			}
		}
	})
}

// halve keeps every second pixel of every second row.
func halve(to, from level) {
	rows.Each(to.height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			out, in := to.row(y), from.row(2*y)
			for i := range out {
				out[i] = everySecond(in[2*i])
				if 2*i+1 < len(in) {
					out[i] |= everySecond(in[2*i+1]) << 32
				}
			}
		}
	})
}

// everySecond moves the first and the third lane side by side.
func everySecond(v uint64) uint64 { return v&lane | v>>16&(lane<<16) }

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
