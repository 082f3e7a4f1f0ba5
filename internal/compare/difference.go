package compare

import (
	"context"
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// The honest difference, in five steps. What a camera, a scaler, a grey filter
// or JPEG does to a whole picture must not light up; what somebody did to a
// part of it must.
//
//  1. Both pictures are brought to the claim's grid at the lower resolution of
//     the two, by the same renderer that draws them, and reduced to luma.
//  2. The candidate's tone becomes the claim's by one monotone curve, see Tone.
//  3. Where the candidate is sharper, it is blurred to the claim's sharpness.
//  4. The residual is how far the one lies outside the half-pixel
//     neighbourhood of the other (Birchfield and Tomasi, 1998): blind for edges
//     that are displaced by less than half a pixel of the plane, and so for
//     what an alignment leaves over.
//  5. The residual is divided by the noise that is usual at a place of that
//     steepness and activity in this very pair, and its root mean square taken
//     over 7×7 pixels: z, in units of the noise.

// maxPlanePixels bounds the plane of a difference, and with it time and
// memory: about 40 bytes a pixel while it is measured.
const maxPlanePixels = 4_000_000

// Difference measures where the pictures of a placed pair differ. It takes
// some tenths of a second; its result depends on the pair's pictures and
// placement alone. The errors are those of the context, ErrNotPlaced and ErrNoPicture.
func Difference(ctx context.Context, p Pair) (*Map, error) {
	if p.Claimed == nil || p.Candidate == nil {
		return nil, ErrNoPicture
	}
	if !p.Placed || !p.CandidateFromClaimed.Valid() {
		return nil, ErrNotPlaced
	}
	m := &Map{}
	m.Size, m.PlaneFromClaimed = planeOf(p)
	claimed, candidate, err := lumaPlanes(ctx, p, m)
	if err != nil {
		return nil, err
	}
	m.Tone = measureTone(claimed, candidate, m.Mask, m.Size, p.ToneInverted)
	m.equalise(claimed, candidate)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	predicted := m.sharpnessMatched(claimed, candidate)
	residual := residuals(claimed, predicted, m.Size)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	noise := measureNoise(residual, predicted, m)
	m.NoiseLevels = noise.median
	m.fillZ(residual, predicted, noise)
	return m.withLevels(), ctx.Err()
}

// planeOf returns the size of the plane and its scale: the claim's pixels,
// coarser where the candidate's are, or where there would be too many.
func planeOf(p Pair) (geom.Size, geom.Map) {
	claimed := p.Claimed.Size()
	scale := min(1, p.CandidateFromClaimed.LengthScale(claimed.Rect().Centre()))
	scale = min(scale, math.Sqrt(maxPlanePixels/float64(claimed.Pixels())))
	if math.IsNaN(scale) {
		scale = 1
	}
	side := func(n int) int { return max(1, int(math.Round(float64(n)*scale))) }
	size := geom.Size{Width: side(claimed.Width), Height: side(claimed.Height)}
	return size, geom.Scaling(float64(size.Width)/float64(claimed.Width), float64(size.Height)/float64(claimed.Height))
}

// lumaPlanes draws both pictures into the plane and fills m.Mask with Outside
// wherever one of them has no opaque pixel.
func lumaPlanes(ctx context.Context, p Pair, m *Map) (claimed, candidate []float32, err error) {
	pane := image.Rect(0, 0, m.Size.Width, m.Size.Height)
	r := &render{ctx: ctx, pair: p, view: View{Fine: true}, out: m.Size}
	layers := [2]*layer{r.claimLayer(m.PlaneFromClaimed, pane), r.candidateLayer(m.PlaneFromClaimed, pane)}
	planes := [2][]float32{make([]float32, m.Size.Pixels()), make([]float32, m.Size.Pixels())}
	m.Mask = make([]Known, m.Size.Pixels())
	w := m.Size.Width
	rows.Each(m.Size.Height, func(_, y0, y1 int) {
		line, scratch := make([]uint32, w), make([]uint32, 4*w)
		for y := y0; y < y1 && ctx.Err() == nil; y++ {
			for k, l := range layers {
				l.row(line, 0, y, scratch)
				out, mask := planes[k][w*y:w*(y+1)], m.Mask[w*y:w*(y+1)]
				for x, q := range line {
					if q>>24 != 255 {
						mask[x] = Outside
					}
					out[x] = 0.299*float32(q&0xFF) + float32(0.587*float32(q>>8&0xFF)) + float32(0.114*float32(q>>16&0xFF))
				}
			}
		}
	})
	return planes[0], planes[1], ctx.Err()
}

// equalise turns the candidate's luma into the claim's, and masks where tone was cut off.
func (m *Map) equalise(claimed, candidate []float32) {
	w := m.Size.Width
	rows.Each(m.Size.Height, func(_, y0, y1 int) {
		for i := w * y0; i < w*y1; i++ {
			if m.Mask[i] == Told && m.Tone.clipped(claimed[i], candidate[i]) {
				m.Mask[i] = Clipped
			}
			candidate[i] = m.Tone.apply(candidate[i])
		}
	})
}

// residuals returns how far each picture lies outside the other's half-pixel
// neighbourhood, the lesser of the two ways round, in grey levels.
func residuals(a, b []float32, size geom.Size) []float32 {
	out := make([]float32, len(a))
	w, h := size.Width, size.Height
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			up, at, down := w*max(y-1, 0), w*y, w*min(y+1, h-1)
			for x := range w {
				left, right := max(x-1, 0), min(x+1, w-1)
				at8 := [8]int{up + left, up + x, up + right, at + left, at + right, down + left, down + x, down + right}
				va, vb := a[at+x], b[at+x]
				if va == vb {
					continue
				}
				loA, hiA := halfway(a, va, &at8)
				loB, hiB := halfway(b, vb, &at8)
				out[at+x] = min(max(va-hiB, loB-va, 0), max(vb-hiA, loA-vb, 0))
			}
		}
	})
	return out
}

// halfway returns the least and the greatest value that a plane takes, by
// linear interpolation, within half a pixel of a place.
func halfway(plane []float32, value float32, neighbours *[8]int) (lo, hi float32) {
	lo, hi = value, value
	for _, i := range neighbours {
		n := plane[i]
		lo, hi = min(lo, n), max(hi, n)
	}
	return (lo + value) / 2, (hi + value) / 2
}

// fillZ divides the residual by the noise and takes the root mean square over
// the told pixels of 7×7.
func (m *Map) fillZ(residual, predicted []float32, n noise) {
	w, h := m.Size.Width, m.Size.Height
	squares := make([]float32, len(residual))
	told := make([]int, rows.Bands(h))
	rows.Each(h, func(band, y0, y1 int) {
		variance := n.newRow(predicted, m.Size)
		for y := y0; y < y1; y++ {
			row := variance(y)
			for x := range w {
				if i := w*y + x; m.Mask[i] == Told {
					r := residual[i]
					squares[i] = min(r*r/row[x], maxSquare)
					told[band]++
				}
			}
		}
	})
	m.Z = make([]uint16, len(residual))
	m.meanSquares(squares, func(i int, mean float64) {
		m.Z[i] = uint16(min(math.Sqrt(mean)*ZUnit, 65535))
	})
	sum := 0
	for _, t := range told {
		sum += t
	}
	m.ToldShare = float64(sum) / float64(len(residual))
}

const (
	zRadius = 3 // 7×7 pixels
	// maxSquare bounds what one pixel gives to the mean, so that a single
	// outlier stays below the threshold: 40²/49 is a z of 5.7 by itself.
	maxSquare = 40 * 40
)

// meanSquares calls each told pixel with the mean over the told pixels around
// it. Column sums slide down and a window slides along them, in float64 so
// that they stay exact enough over the height of a band.
func (m *Map) meanSquares(squares []float32, set func(i int, mean float64)) {
	w, h := m.Size.Width, m.Size.Height
	rows.Each(h, func(_, y0, y1 int) {
		sums, counts := make([]float64, w), make([]int, w)
		add := func(y int, sign float64) {
			if y < 0 || y >= h {
				return
			}
			for x := range w {
				if i := w*y + x; m.Mask[i] == Told {
					sums[x] += sign * float64(squares[i])
					counts[x] += int(sign)
				}
			}
		}
		for y := y0 - zRadius; y < y0+zRadius; y++ {
			add(y, 1)
		}
		for y := y0; y < y1; y++ {
			add(y+zRadius, 1)
			var sum float64
			n := 0
			for x := -zRadius; x < w; x++ {
				if in := x + zRadius; in < w {
					sum += sums[in]
					n += counts[in]
				}
				if outgoing := x - zRadius - 1; outgoing >= 0 {
					sum -= sums[outgoing]
					n -= counts[outgoing]
				}
				if x >= 0 && n > 0 && m.Mask[w*y+x] == Told {
					set(w*y+x, max(0, sum)/float64(n))
				}
			}
			add(y-zRadius, -1)
		}
	})
}
