package stage

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// memory is how a pair was looked at last: its mode and the settings of all
// modes. Positions are kept beside it, also by pair.
type memory struct {
	mode   compare.Mode
	values values
	line   int
}

// remember keeps how the pair was looked at that is shown no more, and takes up
// how the next one was. The first time that a pair is shown it is looked at as
// when its case was saved, or as the one before.
func (s *Stage) remember(next Scene, saved *casefile.View) {
	before, after := s.scene.pair(), next.pair()
	if before == after {
		return
	}
	if s.scene.Candidate.Key != "" {
		s.memories[before] = memory{s.mode, s.values, s.line}
	}
	if m, known := s.memories[after]; known {
		s.mode, s.values, s.line = m.mode, m.values, m.line
	} else if next.Candidate.Key != "" {
		s.recall(next, saved)
	}
}

// oneNow returns which picture is asked for alone. While the other one is held
// it is the candidate in the claim's place, or the claim in place of it.
func (s *Stage) oneNow() compare.One {
	one := s.values.one
	if one == compare.OneAligned && !s.scene.Placed {
		one = compare.OneCandidate
	}
	switch {
	case !s.other:
		return one
	case one != compare.OneClaim:
		return compare.OneClaim
	case s.scene.Placed:
		return compare.OneAligned
	}
	return compare.OneCandidate
}

// oneShown returns which picture stands there alone: the last one until the next comes.
func (s *Stage) oneShown() compare.One {
	if kept := &s.slots[0]; !kept.empty() && kept.request.View.Mode == compare.Single {
		return kept.request.View.One
	}
	return s.oneNow()
}

// AtClaim reports whether it is the claim that Single shows.
func (s *Stage) AtClaim() bool { return s.values.one == compare.OneClaim }

// ownAlone reports whether the candidate is shown alone in its own pixels.
func (s *Stage) ownAlone() bool {
	return s.shows() == showSingle && s.oneShown() == compare.OneCandidate
}

// setOne shows another picture alone.
func (s *Stage) setOne(one compare.One) {
	s.values.one = one
	s.adjusted()
}

// stepOne goes to the next picture, or back, and round: claim, candidate, aligned.
func (s *Stage) stepOne(by float64) {
	n := compare.OneAligned + 1
	if !s.scene.Placed {
		n = compare.OneAligned
	}
	step := compare.One(1)
	if by < 0 {
		step = n - 1
	}
	s.setOne((s.values.one%n + step) % n)
}

// setSingle names the picture that stands alone.
func (t *titles) setSingle(s *Stage) {
	l, first := s.language, t.rows[0]
	switch s.oneShown() {
	case compare.OneClaim:
		first.side(false, s.scene.Claimed.Name, "")
	case compare.OneAligned:
		first.side(true, s.scene.Candidate.Name, l.Say("stage.aligned"))
		t.note.Set(l.Say("stage.in-claim"))
	default:
		first.side(true, s.scene.Candidate.Name, "")
		t.note.Set(l.Say("stage.own-pixels"))
	}
}

// swapped reports whether the two panes hold each other's picture, as long as
// the other picture is asked for: nothing is rendered anew for it.
func (s *Stage) swapped() bool { return s.other && s.shows() == showPanes }

// pictureIn returns which picture a pane holds: 0 is the claim, 1 the candidate.
func (g *glass) pictureIn(pane int) int {
	if g.stage.swapped() {
		return 1 - pane
	}
	return pane
}

// onSecond reports whether a place of the glass lies on the right of two panes.
func (g *glass) onSecond(at fyne.Position) bool { return g.twoPanes() && at.X >= g.origin(true).X }

// claimedBeside returns the claim pixel that agrees with what lies at a place of
// a candidate in its own pixels; ok is false where nothing does.
func (g *glass) claimedBeside(at fyne.Position) (p geom.Point, ok bool) {
	s, port := g.stage, g.port()
	candidateFromStage, known := s.stageFromCandidate(port).Inverse()
	claimedFromCandidate, can := s.scene.CandidateFromClaimed.Inverse()
	on := g.onPane(at)
	if !s.scene.Placed || !known || !can || !port.pane.Rect().Contains(on) {
		return p, false
	}
	candidate := candidateFromStage.Apply(on)
	if !s.scene.Candidate.Size.Rect().Contains(candidate) || claimedFromCandidate.CrossesHorizon(s.scene.Candidate.Size.Quad()) {
		return p, false
	}
	p = claimedFromCandidate.Apply(candidate)
	return p, s.scene.Claimed.Size.Rect().Contains(p)
}
