package recipe

import (
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/rows"
)

// InputOf returns what a recipe is measured from, where the pair's difference
// has been measured; saved is the encoding of the claim's file.
func InputOf(pair compare.Pair, a align.Alignment, saved provenance.Encoding) Input {
	return Input{Pair: pair, Alignment: a, Tone: pair.Map.Tone, Claimed: saved, Changes: changesOf(pair.Map)}
}

// changesOf counts what a difference shows as changed, as the window shows it.
func changesOf(m *compare.Map) Changes {
	if len(m.Z) == 0 {
		return Changes{}
	}
	counts := make([]int, rows.Bands(m.Size.Height))
	rows.Each(m.Size.Height, func(band, y0, y1 int) {
		for i := m.Size.Width * y0; i < m.Size.Width*y1; i++ {
			if m.Mask[i] == compare.Told && m.Z[i] >= compare.DefaultShowFrom*compare.ZUnit {
				counts[band]++
			}
		}
	})
	return Changes{Share: float64(total(counts)) / float64(len(m.Z))}
}

func total(counts []int) (sum int) {
	for _, n := range counts {
		sum += n
	}
	return sum
}

const (
	// clearFrom is how many times the difference that shows as changed is one by far,
	clearFrom = 4
	// clearLevels how many levels the claim must lie from what the recipe gives there,
	clearLevels = 12
	// and leastClear the share of the claim from which that is told.
	leastClear = 0.001
)

// clear returns the share of the claim that differs by far, by the pair's
// difference and from what the recipe's tone and blur give, whether that tone
// was laid on luma or on each colour.
func (r *Recipe) clear(p *planes, m *compare.Map, sigma float64) float64 {
	if len(m.Z) == 0 || p.told == 0 {
		return 0
	}
	each := make([]float32, p.size.Pixels())
	for i := range each {
		q := p.candidate[4*i:]
		each[i] = 0.299*float32(r.Curve.Levels[q[0]]) + float32(0.587*float32(r.Curve.Levels[q[1]])) + float32(0.114*float32(r.Curve.Levels[q[2]]))
	}
	one := r.Curve.of(p.lumas(p.candidate))
	w, h := p.size.Width, p.size.Height
	if sigma > 0 {
		one, each = blurredPlane(one, w, h, sigma), blurredPlane(each, w, h, sigma)
	}
	counts := make([]int, rows.Bands(h))
	rows.Each(h, func(band, y0, y1 int) {
		for y := y0; y < y1; y++ {
			line := m.Size.Width * (y * m.Size.Height / h)
			for x := range w {
				i := w*y + x
				if !p.both[i] || m.Z[line+x*m.Size.Width/w] < clearFrom*compare.DefaultShowFrom*compare.ZUnit {
					continue
				}
				claimed := luma(p.claimed[4*i:])
				if min(abs(claimed-one[i]), abs(claimed-each[i])) >= clearLevels {
					counts[band]++
				}
			}
		}
	})
	return float64(total(counts)) / float64(p.size.Pixels())
}

func abs(v float32) float32 { return max(v, -v) }
