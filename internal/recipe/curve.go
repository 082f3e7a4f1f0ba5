package recipe

import (
	"math"

	"github.com/motbilde/motbilde/internal/compare"
)

// Curve is the tone curve from the candidate's luma to the claim's, with what
// is to be said of it.
type Curve struct {
	Levels   [256]float64 // the claim's luma for each of the candidate's, continued beyond From and To
	Inverted bool
	From, To int // the luma of the candidate that the overlap has, but for a thousandth at each end

	Slope, Offset float64 // of the straight line through it, where the most pixels lie
	Off           float64 // root mean square distance of the curve from that line, levels
	Gamma         float64 // exponent of the curve y = a + b·x^Gamma nearest to it; 1 where none is clearly nearer
	Brightness    float64 // mean change of luma, an inversion taken out, levels

	spread                     float64 // standard deviation of the candidate's luma
	clippedBlack, clippedWhite bool
}

const (
	// Of the overlap's luma, the share at each end on which the line does not rest.
	thin = 0.02
	// and what is left out of the curve that is shown.
	ends = 0.001
	// Tone is cut off where so many levels of the candidate came out as one (±
	// flatBy) within nearEnd of black or white, and so much of the overlap lies there.
	flatSpan    = 16
	flatBy      = 1.5
	nearEnd     = 24
	clippedFrom = 0.003

	// What is told at least. A curve is measured to about a level; greying by
	// other weights than luma's own moves it by two or three.
	leastBrightness = 4    // levels
	leastContrast   = 0.05 // share
	contrastLevels  = 4    // levels at one standard deviation
	leastBend       = 0.1  // of gamma from 1
	bentOff         = 2    // levels, from the straight line
	bentShare       = 0.4  // that a bend leaves of that
)

// newCurve reads the measured tone over the luma that the overlap has.
func newCurve(t compare.Tone, p *planes) Curve {
	c := Curve{Inverted: t.Inverted, Gamma: 1}
	for x, y := range t.Curve {
		c.Levels[x] = float64(y)
	}
	c.From, c.To = p.quantile(ends), p.quantile(1-ends)
	c.read(p)
	return c
}

// read measures what is to be said of the levels.
func (c *Curve) read(p *planes) {
	if p.told == 0 {
		c.Slope = 1
		return
	}
	c.Gamma, c.Brightness, c.spread, c.clippedBlack, c.clippedWhite = 1, 0, 0, false, false
	low, high := c.flat(c.From, 1), c.flat(c.To, -1)
	c.clipped(p, c.From, low, 1)
	c.clipped(p, c.To, high, -1)
	first, last := max(p.quantile(thin), low), min(p.quantile(1-thin), high)
	if last-first < 8 { // nearly one level, or cut off nearly everywhere: all there is
		first, last = c.From, c.To
	}
	weights := c.weights(p, first, last)
	var mean, n float64
	for x, w := range weights {
		mean += float64(w * float64(x))
		n += w
	}
	mean /= n
	for x, w := range weights {
		d := float64(x) - mean
		c.spread += float64(w * float64(d*d))
	}
	c.spread = math.Sqrt(c.spread / n)
	c.Slope, c.Offset, c.Off = fitPower(&c.Levels, &weights, 1)
	c.bend(&weights)
	c.brightness(p)
	c.extend()
}

// without returns the curve with what a blur does by itself taken out. Where
// sharp has a level, blurred mostly has one nearer to the middle, as a
// curve S; if the claim has C there, then T with T(S(x)) = C(x) is the tone.
func (c Curve) without(p *planes, sharp, blurred []float32) Curve {
	// The measured curve goes through medians, so S does too, in eighths of a level.
	const parts = 8
	counts := make([]int, 256*256*parts)
	for i, v := range sharp {
		if p.both[i] {
			counts[int(uint8(v+0.5))*256*parts+min(256*parts-1, int(blurred[i]*parts+0.5))]++
		}
	}
	middle := func(level int) float64 {
		sum := 0
		for b, n := range counts[level*256*parts : (level+1)*256*parts] {
			if sum += n; 2*sum >= p.counts[level] {
				return float64(b) / parts
			}
		}
		return float64(level)
	}
	const few = 30 // pixels of a level that say nothing
	out := c
	last, lastAt := math.Inf(-1), 0
	for x := c.From; x <= c.To; x++ {
		if p.counts[x] < few {
			continue
		}
		s := middle(x)
		if s <= last {
			continue
		}
		for level := int(math.Ceil(max(last, 0))); float64(level) <= s && level < 256; level++ {
			out.Levels[level] = c.Levels[x]
			if !math.IsInf(last, 0) {
				f := (float64(level) - last) / (s - last)
				out.Levels[level] = c.Levels[lastAt] + float64(f*(c.Levels[x]-c.Levels[lastAt]))
			}
		}
		if math.IsInf(last, 0) {
			out.From = int(math.Ceil(s))
		}
		last, lastAt = s, x
	}
	out.To = max(out.From, int(max(last, 0)))
	out.read(p)
	return out
}

// quantile returns the candidate's luma below which that share of the overlap lies.
func (p *planes) quantile(share float64) int {
	sum := 0
	for v, n := range p.counts {
		if sum += n; float64(sum) > share*float64(p.told) {
			return v
		}
	}
	return 255
}

// flat returns the first luma, from an end inwards, at which the curve has left
// the level that it has at the end; the end itself where nothing is cut off.
func (c *Curve) flat(from, step int) int {
	x := from
	for x+step >= 0 && x+step <= 255 && math.Abs(c.Levels[x+step]-c.Levels[from]) <= flatBy {
		x += step
	}
	if level := c.Levels[from]; (x-from)*step < flatSpan || level > nearEnd && level < 255-nearEnd {
		return from
	}
	return x
}

// clipped notes black or white where enough of the overlap was cut off.
func (c *Curve) clipped(p *planes, end, until, step int) {
	n, levels := 0, 0
	for x := end; x != until; x += step {
		if n += p.counts[x]; p.counts[x] > 0 {
			levels++
		}
	}
	if float64(n) < clippedFrom*float64(p.told) || levels < flatSpan/2 {
		return // hardly anything lies there, or it is one level on both
	}
	if c.Levels[end] <= nearEnd {
		c.clippedBlack = true
	} else {
		c.clippedWhite = true
	}
}

// weights are the histogram between two levels, no level over eight times the
// mean: a caption's white must not outweigh the picture.
func (c *Curve) weights(p *planes, first, last int) (w [256]float64) {
	var sum float64
	for x := first; x <= last; x++ {
		sum += float64(p.counts[x])
	}
	most := 8 * sum / float64(last-first+1)
	for x := first; x <= last; x++ {
		w[x] = min(float64(p.counts[x]), most)
	}
	return w
}

// fitPower fits y = offset + slope·255·(x/255)^gamma by weighted least squares,
// three times over with what lies far off weighted down.
func fitPower(levels *[256]float64, weights *[256]float64, gamma float64) (slope, offset, off float64) {
	var basis, w [256]float64
	for x := range basis {
		basis[x] = 255 * math.Pow(float64(x)/255, gamma)
	}
	w = *weights
	for range 3 {
		var n, sx, sy, sxx, sxy float64
		for x, k := range w {
			n += k
			sx += float64(k * basis[x])
			sy += float64(k * levels[x])
			sxx += float64(k * float64(basis[x]*basis[x]))
			sxy += float64(k * float64(basis[x]*levels[x]))
		}
		slope = 1
		if d := float64(n*sxx) - float64(sx*sx); d > 1e-6*n*n {
			slope = (float64(n*sxy) - float64(sx*sy)) / d
		}
		offset = (sy - float64(slope*sx)) / n
		var square, all float64
		for x, k := range weights {
			d := levels[x] - offset - float64(slope*basis[x])
			square += float64(k * float64(d*d))
			all += k
		}
		off = math.Sqrt(square / all)
		for x, k := range weights {
			d := math.Abs(levels[x] - offset - float64(slope*basis[x]))
			w[x] = k
			if limit := max(2, 1.5*off); d > limit {
				w[x] = k * limit / d
			}
		}
	}
	return slope, offset, off
}

// bend looks for the exponent that leaves clearly less than the straight line.
func (c *Curve) bend(weights *[256]float64) {
	least := c.Off
	for step := 8; step <= 60; step++ {
		gamma := float64(step) / 20
		if _, _, off := fitPower(&c.Levels, weights, gamma); off < least {
			least, c.Gamma = off, gamma
		}
	}
	if c.Off < bentOff || least > bentShare*c.Off || math.Abs(c.Gamma-1) < leastBend {
		c.Gamma = 1
	}
}

// brightness takes the mean over the overlap, an inversion taken out.
func (c *Curve) brightness(p *planes) {
	for x := c.From; x <= c.To; x++ {
		plain := float64(x)
		if c.Inverted {
			plain = 255 - plain
		}
		c.Brightness += float64(float64(p.counts[x]) * (c.Levels[x] - plain))
	}
	n := 0
	for x := c.From; x <= c.To; x++ {
		n += p.counts[x]
	}
	c.Brightness /= float64(max(1, n))
}

// extend continues the curve beyond the luma that was measured along the line:
// a colour of a replayed pixel may lie beyond its luma.
func (c *Curve) extend() {
	for x := range c.Levels {
		from := min(max(x, c.From), c.To)
		slope := c.Slope
		if from == c.From && c.flat(c.From, 1) != c.From || from == c.To && c.flat(c.To, -1) != c.To {
			slope = 0
		}
		if x != from {
			c.Levels[x] = c.Levels[from] + float64(slope*float64(x-from))
		}
	}
	for x := range c.Levels {
		c.Levels[x] = min(max(c.Levels[x], 0), 255)
	}
}

// tone tells what of the curve exceeds its error.
func (c *Curve) tone() (Tone, bool) {
	t := Tone{
		Brightness: c.Brightness, Contrast: math.Abs(c.Slope) - 1, Gamma: c.Gamma,
		ClippedBlack: c.clippedBlack, ClippedWhite: c.clippedWhite,
	}
	t.BrightnessTold = math.Abs(t.Brightness) >= leastBrightness
	t.ContrastTold = math.Abs(t.Contrast) >= leastContrast && math.Abs(t.Contrast)*c.spread >= contrastLevels
	t.GammaTold = t.Gamma != 1
	return t, t.BrightnessTold || t.ContrastTold || t.GammaTold || t.ClippedBlack || t.ClippedWhite
}
