package stage

import "github.com/motbilde/motbilde/internal/geom"

// twin is how the candidate lies in a pane of its own, in its own pixels,
// beside the claim: whole where the claim is whole, and the nearer the claim is
// looked at, the nearer the middle of its pane comes to the place that agrees
// with the middle of the claim's.
//
//	middle = carried(claim's middle) + (candidate's centre − carried(claim's centre)) · fit/scale
type twin struct {
	viewport                  // of the claim
	own              viewport // of the candidate
	carried          geom.Map // candidateFromClaimed
	claimedFromTwin  geom.Map
	centreFromMiddle geom.Point // what is added at a fit
}

// newTwin returns the twin; ok is false where perspective bends the claim
// beyond the horizon, and no place can be told from the other.
func newTwin(v viewport, s Scene) (t twin, ok bool) {
	t = twin{viewport: v, own: viewport{claimed: s.Candidate.Size, pane: v.pane, air: v.air}, carried: s.CandidateFromClaimed}
	t.claimedFromTwin, ok = t.carried.Inverse()
	if !ok || s.Candidate.Size.Empty() || v.claimed.Empty() || t.carried.CrossesHorizon(v.claimed.Quad()) {
		return t, false
	}
	t.centreFromMiddle = s.Candidate.Size.Rect().Centre().Sub(t.carried.Apply(v.fitted().Centre()))
	return t, true
}

// share returns how much of a fit is left at a scale of the claim.
func (t twin) share(scale float64) float64 { return min(1, t.fitScale()/scale) }

// scaleOf returns the candidate's scale at a scale of the claim.
func (t twin) scaleOf(scale float64) float64 { return t.own.fitScale() * scale / t.fitScale() }

// resolved returns where the candidate is looked at.
func (t twin) resolved(p position) position {
	p = t.viewport.resolved(p)
	return t.own.held(position{
		zoomed: true, scale: t.scaleOf(p.scale),
		centre: t.carried.Apply(p.centre).Add(t.centreFromMiddle.Times(t.share(p.scale))),
	})
}

// stageFromCandidate returns the map of the candidate's pane.
func (t twin) stageFromCandidate(p position) geom.Map { return t.own.stageFromClaimed(t.resolved(p)) }

// lookingAt returns the position at which the candidate's pane has this middle,
// at a scale of the claim.
func (t twin) lookingAt(middle geom.Point, scale float64) position {
	at := middle.Sub(t.centreFromMiddle.Times(t.share(scale)))
	return t.held(position{zoomed: true, scale: scale, centre: t.claimedFromTwin.Apply(at)})
}

// panned moves the candidate by stage pixels; the claim follows.
func (t twin) panned(p position, by geom.Point) position {
	now := t.resolved(p)
	return t.lookingAt(now.centre.Sub(by.Times(1/now.scale)), t.viewport.resolved(p).scale)
}

// zoomedAt changes the scale and keeps the candidate's place under a stage
// point of its pane there.
func (t twin) zoomedAt(p position, at geom.Point, factor float64) position {
	before := t.viewport.resolved(p)
	scale := t.allowed(before.scale * factor)
	candidateFromStage, ok := t.stageFromCandidate(p).Inverse()
	if !ok || scale == before.scale {
		return p
	}
	k := t.scaleOf(scale)
	away := geom.Point{X: float64(t.pane.Width)/2 - at.X, Y: float64(t.pane.Height)/2 - at.Y}
	return t.lookingAt(candidateFromStage.Apply(at).Add(away.Times(1/k)), scale)
}

// actual shows one claim pixel on one stage pixel, about a place of the candidate's pane.
func (t twin) actual(p position, at geom.Point) position {
	return t.zoomedAt(p, at, 1/t.viewport.resolved(p).scale)
}
