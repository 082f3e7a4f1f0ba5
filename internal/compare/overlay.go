package compare

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// redCyan paints the claim's luma in red and the candidate's in green and blue.
// Of a negative the candidate is turned into one too, else all would be
// coloured. The opacity dims the one or the other: at a half both are whole.
func (r *render) redCyan(pane, inner image.Rectangle, stageFromClaimed geom.Map) {
	claimed, candidate := r.claimLayer(stageFromClaimed, pane), r.candidateLayer(stageFromClaimed, pane)
	red := uint32(math.Round(256 * min(1, 2*(1-r.view.Opacity))))
	cyan := uint32(math.Round(256 * min(1, 2*r.view.Opacity)))
	r.both(pane, inner, claimed, candidate, func(dst, other []uint32) {
		for i, p := range dst {
			q := other[i]
			a, b := levelOf(p), uint32(0)
			if q>>24 != 0 {
				b = levelOf(q)
				if r.pair.ToneInverted {
					b = q>>24 - min(b, q>>24)
				}
			}
			c := b * cyan >> 8
			dst[i] = a*red>>8 | c<<8 | c<<16 | max(p>>24, q>>24)<<24
		}
	})
}

// levelOf returns a pixel's luma (BT.601) in whole levels.
func levelOf(p uint32) uint32 {
	return (77*(p&0xFF) + 150*(p>>8&0xFF) + 29*(p>>16&0xFF) + 128) >> 8
}

// safeLight is what is left of 256 in the safe view: where things are can be told, hardly more.
const safeLight = 77

// safe returns a pixel grey and dimmed.
func safe(p uint32) uint32 {
	return levelOf(p)*safeLight>>8*0x010101 | p&0xFF000000
}
