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
	type count struct{ shown, clear int }
	counts := make([]count, rows.Bands(m.Size.Height))
	rows.Each(m.Size.Height, func(band, y0, y1 int) {
		for i := m.Size.Width * y0; i < m.Size.Width*y1; i++ {
			if m.Mask[i] == compare.Told && m.Z[i] >= compare.DefaultShowFrom*compare.ZUnit {
				counts[band].shown++
				if m.Z[i] >= clearFrom*compare.DefaultShowFrom*compare.ZUnit {
					counts[band].clear++
				}
			}
		}
	})
	var sum count
	for _, n := range counts {
		sum.shown += n.shown
		sum.clear += n.clear
	}
	all := float64(len(m.Z))
	return Changes{Share: float64(sum.shown) / all, Clear: float64(sum.clear) / all}
}
