package recipe

import "math"

// vector is Cb and Cr about 0, levels of 255.
type vector [2]float64

func (v vector) times(k float64) vector { return vector{v[0] * k, v[1] * k} }
func (v vector) minus(o vector) vector  { return vector{v[0] - o[0], v[1] - o[1]} }
func (v vector) length() float64        { return math.Hypot(v[0], v[1]) }

// along returns the multiple of another vector that lies nearest.
func (v vector) along(o vector) float64 {
	return (float64(v[0]*o[0]) + float64(v[1]*o[1])) / max(float64(o[0]*o[0])+float64(o[1]*o[1]), 1)
}

// tint is the colour that a picture has by its luma alone: none of a grey one,
// one of a sepia one.
type tint struct {
	mean vector
	at   [tintBins]vector
}

const tintBins = 16

// of returns the tint at a luma.
func (t *tint) of(luma float64) vector {
	return t.at[min(max(int(luma*tintBins/256), 0), tintBins-1)]
}

// newTint takes medians by luma; a bin with few blocks has the median of all.
func newTint(blocks []block, value func(block) vector) tint {
	const few = 12
	var all [2][]float64
	var binned [tintBins][2][]float64
	for _, b := range blocks {
		v := value(b)
		bin := min(max(int(b.luma*tintBins/256), 0), tintBins-1)
		for k := range 2 {
			all[k] = append(all[k], v[k])
			binned[bin][k] = append(binned[bin][k], v[k])
		}
	}
	var t tint
	t.mean = vector{median(all[0]), median(all[1])}
	for bin, b := range binned {
		t.at[bin] = t.mean
		if len(b[0]) >= few {
			t.at[bin] = vector{median(b[0]), median(b[1])}
		}
	}
	return t
}

// colours is what became of the candidate's colour.
type colours struct {
	grey, tinted, coloured bool
	left                   float64 // median chroma of the claim where it was looked at, its tint taken out
	tint                   tint
}

// Limits in levels of chroma. JPEG leaves up to about one of a grey picture.
const (
	coloured   = 8    // from here on a block of the candidate has colour
	colourful  = 4    // from here on its colours differ clearly among themselves,
	fewColours = 2    // and from here on a little
	greyLevel  = 2    // up to here a block has none
	greyShare  = 0.12 // and up to this share of the candidate's
	following  = 0.05 // and so little of the candidate's differences does it follow
	tintLevel  = 4    // from here on a tint is told
	fewBlocks  = 12   // fewer say nothing
	someShare  = 0.01 // of all blocks
)

// measureColour compares the chroma of both over blocks.
func measureColour(p *planes) colours {
	blocks := p.blocks()
	enough := max(fewBlocks, int(someShare*float64(len(blocks))))
	c := colours{tint: newTint(blocks, func(b block) vector { return b.claimed })}
	means := newTint(blocks, func(b block) vector { return b.candidate })

	var with, without []block // colour on the candidate
	for _, b := range blocks {
		if b.candidate.length() >= coloured {
			with = append(with, b)
		} else if b.candidate.length() <= coloured/2.0 {
			without = append(without, b)
		}
	}
	medianOf := func(blocks []block, value func(block) vector) float64 {
		lengths := make([]float64, len(blocks))
		for i, b := range blocks {
			lengths[i] = value(b).length()
		}
		return median(lengths)
	}
	apart := func(b block) vector { return b.claimed.minus(c.tint.of(b.luma)) }
	if len(with) >= enough {
		c.left = medianOf(with, apart)
		// Grey is what keeps nothing of the differences in colour that the
		// candidate has. One of nearly one colour has few: then a claim that has
		// that same colour may have kept it.
		own := medianOf(with, func(b block) vector { return b.candidate.minus(means.of(b.luma)) })
		follows := make([]float64, len(with))
		for i, b := range with {
			follows[i] = b.claimed.minus(c.tint.of(b.luma)).along(b.candidate.minus(means.of(b.luma)))
		}
		c.grey = c.left <= max(greyLevel, greyShare*own) && math.Abs(median(follows)) <= following
		if own < colourful {
			kept := c.tint.mean.minus(means.mean.times(c.tint.mean.along(means.mean))).length() < tintLevel &&
				c.tint.mean.along(means.mean) > 0
			c.grey = medianOf(with, func(b block) vector { return b.claimed }) <= greyLevel ||
				c.grey && own >= fewColours && !kept
		}
	}
	switch {
	case c.grey:
		c.tinted = c.tint.mean.length() >= tintLevel
	case len(without) >= enough:
		// A cast is what grey places took on.
		c.tint = newTint(without, func(b block) vector { return b.claimed.minus(b.candidate) })
		left := medianOf(without, func(b block) vector { return b.claimed.minus(b.candidate).minus(c.tint.of(b.luma)) })
		whole := len(without) >= len(blocks)*9/10
		if c.coloured = whole && left >= coloured; c.coloured {
			c.left = left
		}
		c.tinted = !c.coloured && c.tint.mean.length() >= tintLevel && left <= c.tint.mean.length()
	}
	if !c.tinted {
		c.tint = tint{}
	}
	return c
}
