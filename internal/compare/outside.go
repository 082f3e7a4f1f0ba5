package compare

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// outside paints the candidate in its own pixels, and within the claim's outline
// what the view says. A pixel counts as inside where its centre lies on the
// claim; a claim that is seen through there shows the candidate under it. What
// the claim shows beyond the candidate's edges is left out: the candidate is what this is of.
func (r *render) outside(pane image.Rectangle) {
	stageFromCandidate := r.view.StageFromCandidate
	if !stageFromCandidate.Valid() {
		stageFromCandidate = Fit(r.pair.Candidate.Size(), sizeOf(pane), 0)
	}
	candidateFromStage, _ := stageFromCandidate.Inverse()
	middle := stageFromCandidate.Apply(r.pair.Candidate.Size().Rect().Centre())
	inner := visible(stageFromCandidate, r.pair.Candidate.Size(), pane)
	candidate := newLayer(r.pair.Candidate, candidateFromStage, middle, sizeOf(pane), r.view.Fine)
	claimedFromCandidate, ok := r.pair.CandidateFromClaimed.Inverse()
	if !ok || r.view.Inside == InsideCandidate {
		r.plain(pane, inner, candidate)
		return
	}
	claimedFromStage := claimedFromCandidate.After(candidateFromStage)
	stageFromClaimed := stageFromCandidate.After(r.pair.CandidateFromClaimed)
	size := r.pair.Claimed.Size()
	front := stageFromClaimed.Apply(size.Rect().Centre())
	if r.view.Inside == InsideDimmed {
		on := newSpan(claimedFromStage, front, size)
		light := uint32(math.Round(r.view.Light * 256))
		r.paint(pane, inner, func() func([]uint32, int) {
			scratch := make([]uint32, 4*inner.Dx())
			return func(dst []uint32, y int) {
				candidate.row(dst, inner.Min.X, y, scratch)
				from, to := on.along(inner.Min.X, y, len(dst))
				for i := from; i < to; i++ {
					dst[i] = underInk(dst[i], light)
				}
			}
		})
		return
	}
	claimed := newLayer(r.pair.Claimed, claimedFromStage, front, sizeOf(pane), r.view.Fine)
	r.both(pane, inner, candidate, claimed, func(dst, placed []uint32) {
		for i, p := range placed {
			if p>>24 != 0 && dst[i]>>24 != 0 {
				dst[i] = over(p, dst[i])
			}
		}
	})
}

// ink is what dims, as in the graphics: #14181C, R in the lowest byte.
const ink = 0x1C1814

// underInk returns a premultiplied pixel of which light/256 is left under ink.
func underInk(p, light uint32) uint32 {
	return mix(premultiply(ink|p&0xFF000000), p, light)
}

// span tells which pixels of a row of the stage lie on a picture.
type span struct {
	fromStage geom.Map
	size      geom.Size
}

func newSpan(fromStage geom.Map, front geom.Point, size geom.Size) span {
	if fromStage[6]*front.X+fromStage[7]*front.Y+fromStage[8] < 0 {
		for i := range fromStage {
			fromStage[i] = -fromStage[i]
		}
	}
	return span{fromStage, size}
}

// along returns from where to where, of n pixels from column x0 on, the centres of
// row y lie on the picture. Each of its edges is a half plane of the stage, so
// it is one run.
func (s span) along(x0, y, n int) (from, to int) {
	m := &s.fromStage
	row := func(k int) (start, step float64) { // component k of the map along the row
		return float64(m[3*k]*(float64(x0)+0.5)) + float64(m[3*k+1]*(float64(y)+0.5)) + m[3*k+2], m[3*k]
	}
	u, du := row(0)
	v, dv := row(1)
	w, dw := row(2)
	width, height := float64(s.size.Width), float64(s.size.Height)
	from, to = 0, n
	for _, edge := range [5][2]float64{
		{u, du}, {v, dv}, {w, dw}, {float64(width*w) - u, float64(width*dw) - du}, {float64(height*w) - v, float64(height*dw) - dv},
	} {
		from, to = within(edge[0], edge[1], 0, math.Inf(1), from, to)
	}
	return from, max(from, to)
}
