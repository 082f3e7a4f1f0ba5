package compare

import (
	"context"
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// pixelPlanes are the two pictures on the plane, as packed opaque pixels.
type pixelPlanes struct{ claimed, candidate []uint32 }

// drawPlanes draws both pictures into the plane and fills m.Mask with Outside
// wherever one of them has no opaque pixel.
func drawPlanes(ctx context.Context, p Pair, m *Map) (pixelPlanes, error) {
	pane := image.Rect(0, 0, m.Size.Width, m.Size.Height)
	r := &render{ctx: ctx, pair: p, view: View{Fine: true}, out: m.Size}
	layers := [2]*layer{r.claimLayer(m.PlaneFromClaimed, pane), r.candidateLayer(m.PlaneFromClaimed, pane)}
	out := pixelPlanes{make([]uint32, m.Size.Pixels()), make([]uint32, m.Size.Pixels())}
	m.Mask = make([]Known, m.Size.Pixels())
	w := m.Size.Width
	rows.Each(m.Size.Height, func(_, y0, y1 int) {
		scratch := make([]uint32, 4*w)
		for y := y0; y < y1 && ctx.Err() == nil; y++ {
			for k, plane := range [2][]uint32{out.claimed, out.candidate} {
				line := plane[w*y : w*(y+1)]
				layers[k].row(line, 0, y, scratch)
				for x, q := range line {
					if q>>24 != 255 {
						m.Mask[w*y+x] = Outside
					}
				}
			}
		}
	})
	return out, ctx.Err()
}

// lumaOf returns 0.299 R + 0.587 G + 0.114 B of a pixel.
func lumaOf(q uint32) float32 {
	return 0.299*float32(q&0xFF) + float32(0.587*float32(q>>8&0xFF)) + float32(0.114*float32(q>>16&0xFF))
}

// greyPixel is the spread of a pixel's channels up to which it may be grey:
// what chroma compression makes of a grey picture.
const greyPixel = 10

// coloured reports whether a plane has colour: in a twentieth of its told places.
func (m *Map) coloured(plane []uint32) bool {
	n, some := 0, 0
	for i := 0; i < len(plane); i += 37 {
		if m.Mask[i] != Told {
			continue
		}
		q := plane[i]
		r, g, b := q&0xFF, q>>8&0xFF, q>>16&0xFF
		n++
		if max(r, g, b)-min(r, g, b) > greyPixel {
			some++
		}
	}
	return 20*some > n
}

// toneSamples is about how many pixels the curves are fitted to.
const toneSamples = 500_000

// toneOf fits one curve of luma, and where both pictures have colour a curve
// for each channel: a curve that was laid on the channels is none of luma where
// colours are strong. The channels are kept where they leave less between the two.
func (m *Map) toneOf(p pixelPlanes, light *Light, inverted bool) Tone {
	step := 1
	for m.Size.Pixels()/int64(step*step) > toneSamples {
		step++
	}
	size := geom.Size{Width: max(1, m.Size.Width/step), Height: max(1, m.Size.Height/step)}
	mask := make([]Known, size.Pixels())
	reduced := [2][]uint32{make([]uint32, size.Pixels()), make([]uint32, size.Pixels())}
	rows.Each(size.Height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range size.Width {
				i, o := (y*step)*m.Size.Width+x*step, y*size.Width+x
				mask[o], reduced[0][o], reduced[1][o] = m.Mask[i], p.claimed[i], p.candidate[i]
			}
		}
	})
	claimed, candidate := make([]float32, size.Pixels()), make([]float32, size.Pixels())
	planeOf := func(of func(uint32) float32) {
		for y := range size.Height {
			at := light.row(y*step - light.Over.Min.Y)
			for x := range size.Width {
				i := y*size.Width + x
				claimed[i], candidate[i] = of(reduced[0][i]), of(reduced[1][i])
				if light.Used {
					gain, bias := at(x*step - light.Over.Min.X)
					claimed[i] = float32(min(max((float64(claimed[i])-bias)/max(gain, 0.1), 0), 255))
				}
			}
		}
	}
	planeOf(lumaOf)
	t := measureTone(claimed, candidate, mask, size, inverted)
	if !m.coloured(p.claimed) || !m.coloured(p.candidate) {
		return t
	}
	distance := func(predict func(uint32) float32) float64 {
		const most = 16
		planeOf(lumaOf)
		sum := 0.0
		for i, k := range mask {
			if k == Told {
				sum += min(most, math.Abs(float64(claimed[i]-predict(reduced[1][i]))))
			}
		}
		return sum
	}
	var channels [3]Tone
	for c := range channels {
		planeOf(func(q uint32) float32 { return float32(q >> (8 * c) & 0xFF) })
		channels[c] = measureTone(claimed, candidate, mask, size, inverted)
	}
	best, least := t, distance(t.predict)
	both := t
	both.Channels = &channels
	if by := distance(both.predict); by < least {
		best, least = both, by
	}
	return best
}

// predict returns the claim's luma for a pixel of the candidate.
func (t *Tone) predict(q uint32) float32 {
	if c := t.Channels; c != nil {
		return 0.299*c[0].Curve[q&0xFF] + float32(0.587*c[1].Curve[q>>8&0xFF]) + float32(0.114*c[2].Curve[q>>16&0xFF])
	}
	return t.apply(lumaOf(q))
}

// doubted turns a doubt back into a variance in grey levels squared.
func doubted(d uint8) float32 { return float32(d) * float32(d) / (doubtUnit * doubtUnit) }

const (
	doubtUnit = 8             // of one grey level
	sure      = 2 * doubtUnit // places of more doubt say nothing about noise
)

// equalise fills both planes' luma, the candidate's after tone, and how far
// that may stray, and masks where tone was cut off. Where nothing can be told
// the two are made equal, so that no filter carries an edge in from there.
func (d *measuring) equalise() {
	w, n := d.Size.Width, len(d.pixels.claimed)
	if d.claimed == nil {
		d.claimed, d.predicted, d.doubt = make([]float32, n), make([]float32, n), make([]uint8, n)
	}
	t := &d.Tone
	rows.Each(d.Size.Height, func(_, y0, y1 int) {
		for i := w * y0; i < w*y1; i++ {
			a, q := d.pixels.claimed[i], d.pixels.candidate[i]
			d.claimed[i] = lumaOf(a)
			if d.Mask[i] == Outside {
				d.predicted[i] = d.claimed[i]
				continue
			}
			var doubt float32
			var cut bool
			if c := t.Channels; c != nil {
				r, g, b := q&0xFF, q>>8&0xFF, q>>16&0xFF
				doubt = 0.299*c[0].doubt[r] + float32(0.587*c[1].doubt[g]) + float32(0.114*c[2].doubt[b])
				cut = c[0].clipped(float32(a&0xFF), float32(r)) && c[1].clipped(float32(a>>8&0xFF), float32(g)) && c[2].clipped(float32(a>>16&0xFF), float32(b))
			} else {
				luma := lumaOf(q)
				doubt = t.doubt[min(255, int(luma+0.5))]
				cut = t.clipped(d.claimed[i], luma)
			}
			d.predicted[i] = t.predict(q)
			d.doubt[i] = uint8(min(255, doubtUnit*doubt))
			d.Mask[i] = Told
			if cut {
				d.Mask[i] = Clipped
			}
		}
	})
}

// rim is how near to a place where one picture has no pixels filters and
// resampling have made up what stands there, in plane pixels.
const rim = 2.5

// doubtRim sets what lies within the rim of a picture's end in full doubt. It
// stays told, so that nothing is hatched along an edge that both have.
func (d *measuring) doubtRim(p Pair) {
	candidateFromPlane, size := p.CandidateFromClaimed, p.Candidate.Size().Rect()
	if back, ok := d.PlaneFromClaimed.Inverse(); ok {
		candidateFromPlane = candidateFromPlane.After(back)
	}
	w, h := d.Size.Width, d.Size.Height
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range w {
				i := w*y + x
				if d.Mask[i] == Outside {
					continue
				}
				at := geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}
				q := candidateFromPlane.Apply(at)
				edge := min(q.X-size.MinX, size.MaxX-q.X, q.Y-size.MinY, size.MaxY-q.Y)
				if edge < 64 && edge < rim*candidateFromPlane.LengthScale(at) {
					d.doubt[i] = 255
				}
			}
		}
	})
}
