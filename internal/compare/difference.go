package compare

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// The honest difference, in eight steps. What a camera, a scaler, a grey filter
// or JPEG does to a whole picture must not light up; what somebody did to a
// part of it must.
//
//  1. Both pictures are brought to the claim's grid at the lower resolution of
//     the two, by the same renderer that draws them.
//  2. The candidate's tone becomes the claim's by one monotone curve of luma,
//     or of each channel, see Tone.
//  3. Where the light falls differently over the picture, a smooth field of
//     gain and bias takes that out, see Light.
//  4. The sharper of the two is blurred to the other's sharpness.
//  5. The residual is how far the one lies outside the half-pixel
//     neighbourhood of the other (Birchfield and Tomasi, 1998): blind for edges
//     that are displaced by less than half a pixel of the plane, and so for
//     what an alignment leaves over.
//  6. The residual is divided by the noise that is usual at a place of that
//     steepness and activity in this very pair.
//  7. The same is done with Cb and Cr where both have colour, and the greater
//     counts. Its root mean square over 7×7 pixels is z, in units of the noise.
//  8. Places where z is higher than chance makes it are gathered to regions,
//     see Region.

const (
	// maxPlanePixels bounds the plane of a difference, and with it time and
	// memory: about 60 bytes a pixel while it is measured.
	maxPlanePixels = 4_000_000
	// previewPixels bounds that of a preview: half the pixels of a stage in a
	// window of 1280×800.
	previewPixels = 240_000
)

// Difference measures where the pictures of a placed pair differ. It takes
// some tenths of a second; its result depends on the pair's pictures and
// placement alone. The errors are those of the context, ErrNotPlaced and ErrNoPicture.
func Difference(ctx context.Context, p Pair) (*Map, error) {
	d, err := measure(ctx, p)
	if err != nil {
		return nil, err
	}
	d.fillZ()
	d.findSmallest()
	inRegion := d.findRegions()
	d.maskCoarse(inRegion)
	d.countShares()
	return d.withLevels(), ctx.Err()
}

// Preview measures the luma of large pictures on a coarser plane, in a tenth of
// a second: something to look at until Difference has come. Map.Preview says
// that it is one; it has no regions and says nothing of what is small or of
// colour alone. Where the plane of Difference is hardly larger there is none:
// nil without an error.
func Preview(ctx context.Context, p Pair) (*Map, error) {
	if p.Claimed != nil && p.Claimed.Size().Pixels() <= 2*previewPixels {
		return nil, nil
	}
	d, err := measureLuma(ctx, p, previewPixels)
	if err != nil {
		return nil, err
	}
	d.Preview = true
	d.fillZ()
	d.maskCoarse(nil)
	d.countShares()
	return d.withLevels(), ctx.Err()
}

// measuring is a difference at work: the map, and the planes it is made from.
type measuring struct {
	*Map
	pixels             pixelPlanes
	claimed, predicted []float32 // luma, the candidate's as the claim would show it
	doubt              []uint8   // how far tone may stray, in levels × doubtUnit
	squares            []float32 // of the residual in units of the noise, at the told places
	coarse             geom.Size // in tiles of the noise
	variance           []float32 // its sum by tile
	variances          []int32   // told pixels by tile
}

// measure does steps 1 to 7, up to the squares.
func measure(ctx context.Context, p Pair) (*measuring, error) {
	d, err := measureLuma(ctx, p, maxPlanePixels)
	if err != nil {
		return nil, err
	}
	if d.coloured(d.pixels.claimed) && d.coloured(d.pixels.candidate) {
		d.HasColour = true
		if c := d.halfChroma(); c != nil {
			c.balance()
			d.addChroma(c)
		}
	}
	return d, ctx.Err()
}

// measureLuma does steps 1 to 6 on a plane of at most so many pixels.
func measureLuma(ctx context.Context, p Pair, pixels float64) (*measuring, error) {
	if p.Claimed == nil || p.Candidate == nil {
		return nil, ErrNoPicture
	}
	if !p.Placed || !p.CandidateFromClaimed.Valid() {
		return nil, ErrNotPlaced
	}
	d := &measuring{Map: &Map{}}
	d.Size, d.PlaneFromClaimed = planeOf(p, pixels)
	var err error
	if d.pixels, err = drawPlanes(ctx, p, d.Map); err != nil {
		return nil, err
	}
	d.equaliseToneAndLight(p.ToneInverted)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d.doubtRim(p)
	d.claimed, d.predicted = d.sharpnessMatched(d.claimed, d.predicted)
	residual := residuals(d.claimed, d.predicted, d.Size)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	n := measureNoise(residual, d.predicted, d.doubt, d.Map)
	d.NoiseLevels = n.median
	d.squares = d.normalised(residual, n)
	return d, ctx.Err()
}

// equaliseToneAndLight fills claimed, predicted and doubt.
func (d *measuring) equaliseToneAndLight(inverted bool) {
	even := unlit()
	d.Tone = d.toneOf(d.pixels, &even, inverted)
	d.equalise()
	// A curve laid on a sharp picture to meet a soft one is too flat: softened first, and fitted again.
	if sigma := d.softerCandidate(); sigma >= bendsTone {
		d.pixels.candidate = d.softenedPixels(d.pixels.candidate, sigma)
		d.Tone = d.toneOf(d.pixels, &even, inverted)
		d.equalise()
	}
	// Light is looked for at equal sharpness: a blur takes light from small bright things.
	d.Light = d.measureLight(d.sharpnessMatched(d.claimed, d.predicted))
	if !d.Light.Used {
		return
	}
	// The first curve had the light's differences in it: twice more without them.
	for range 2 {
		d.Tone = d.toneOf(d.pixels, &d.Light, inverted)
		d.equalise()
		if again := d.measureLight(d.sharpnessMatched(d.claimed, d.predicted)); again.Used {
			d.Light = again
		}
	}
	d.inLight(&d.Light, d.predicted, d.predicted)
}

// planeOf returns the size of the plane and its scale: the claim's pixels,
// coarser where the candidate's are, or where there would be too many.
func planeOf(p Pair, pixels float64) (geom.Size, geom.Map) {
	claimed := p.Claimed.Size()
	scale := min(1, p.CandidateFromClaimed.LengthScale(claimed.Rect().Centre()))
	scale = min(scale, math.Sqrt(pixels/float64(claimed.Pixels())))
	if math.IsNaN(scale) {
		scale = 1
	}
	side := func(n int) int { return max(1, int(math.Round(float64(n)*scale))) }
	size := geom.Size{Width: side(claimed.Width), Height: side(claimed.Height)}
	return size, geom.Scaling(float64(size.Width)/float64(claimed.Width), float64(size.Height)/float64(claimed.Height))
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

// normalised returns the squares of the residual in units of the noise, at the
// told pixels, and sums up that noise by tiles.
func (d *measuring) normalised(residual []float32, n noise) []float32 {
	w, h := d.Size.Width, d.Size.Height
	squares := make([]float32, len(residual))
	told := make([]int, rows.Bands(h))
	d.coarse = geom.Size{Width: (w + coarseTile - 1) / coarseTile, Height: (h + coarseTile - 1) / coarseTile}
	d.variance, d.variances = make([]float32, d.coarse.Pixels()), make([]int32, d.coarse.Pixels())
	rows.Each(h, func(band, y0, y1 int) {
		variance := n.newRow(d.predicted, d.Size)
		for y := y0; y < y1; y++ {
			row := variance(y)
			for x := range w {
				i := w*y + x
				if d.Mask[i] != Told {
					continue
				}
				r := residual[i]
				squares[i] = min(r*r/(row[x]+doubted(d.doubt[i])), maxSquare)
				told[band]++
				k := y/coarseTile*d.coarse.Width + x/coarseTile
				d.variance[k] += min(row[x], 4*coarseVariance)
				d.variances[k]++
			}
		}
	})
	sum := 0
	for _, n := range told {
		sum += n
	}
	d.ToldShare = float64(sum) / float64(len(residual))
	return squares
}

const (
	// coarseVariance is the noise above which a place is below the resolution of
	// the comparison: not even a change by a quarter of the scale, some pixels
	// wide, would stand out.
	coarseVariance = 64.0 / 7 * 64 / 7
	coarseTile     = 16 // plane pixels; bands of rows hold whole tiles
)

// maskCoarse masks the tiles in which noise hides even a strong change, where
// none was found.
func (d *measuring) maskCoarse(inRegion []bool) {
	w := d.Size.Width
	rows.Each(d.Size.Height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range w {
				i, k := w*y+x, y/coarseTile*d.coarse.Width+x/coarseTile
				if d.Mask[i] == Told && d.variance[k] > coarseVariance*float32(d.variances[k]) && (inRegion == nil || !inRegion[i]) {
					d.Mask[i] = Coarse
				}
			}
		}
	})
}

// fillZ takes the root mean square over the told pixels of 7×7.
func (d *measuring) fillZ() {
	d.Z = make([]uint16, len(d.squares))
	d.boxMeans(d.squares, zRadius, func(i int, mean float64) {
		d.Z[i] = uint16(min(math.Sqrt(mean)*ZUnit, 65535))
	})
}

const (
	zRadius = 3 // 7×7 pixels
	// maxSquare bounds what one pixel gives to the mean, so that a single
	// outlier stays below the threshold: 40²/49 is a z of 5.7 by itself.
	maxSquare = 40 * 40
)

// boxMeans calls each told pixel with the mean over the told pixels of the
// square about it, row by row within a band and the bands in parallel. Column
// sums slide down and a window slides along them, in float64 so that they stay
// exact enough over the height of a band.
func (m *Map) boxMeans(squares []float32, radius int, set func(i int, mean float64)) {
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
		for y := y0 - radius; y < y0+radius; y++ {
			add(y, 1)
		}
		for y := y0; y < y1; y++ {
			add(y+radius, 1)
			var sum float64
			n := 0
			for x := -radius; x < w; x++ {
				if in := x + radius; in < w {
					sum += sums[in]
					n += counts[in]
				}
				if outgoing := x - radius - 1; outgoing >= 0 {
					sum -= sums[outgoing]
					n -= counts[outgoing]
				}
				if x >= 0 && n > 0 && m.Mask[w*y+x] == Told {
					set(w*y+x, max(0, sum)/float64(n))
				}
			}
			add(y-radius, -1)
		}
	})
}
