package recipe

import (
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/provenance"
)

// InputOf returns what a recipe is measured from, where the pair's difference
// has been measured; saved is the encoding of the claim's file.
func InputOf(pair compare.Pair, a align.Alignment, saved provenance.Encoding) Input {
	return Input{Pair: pair, Alignment: a, Tone: pair.Map.Tone, Claimed: saved, Changes: changesOf(pair.Map)}
}

// changesOf counts the regions of a difference.
func changesOf(m *compare.Map) Changes {
	c := Changes{Regions: len(m.Regions)}
	for _, r := range m.Regions {
		c.Share += r.Share
	}
	return c
}
