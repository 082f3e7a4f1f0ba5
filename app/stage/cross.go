package stage

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
)

// cross is a place that a person has pointed at, in claim pixels: it is shown on
// both pictures, and stays from one candidate to the next.
type cross struct {
	on bool
	at geom.Point
}

// crossReach is how near to the cross a click takes it away, in pixels at a text size of 100 %.
const crossReach = 8

// crosses reports whether a click puts the cross in the mode in force.
func (s *Stage) crosses() bool {
	return s.mode == compare.SideBySide && s.warped() || s.mode == compare.Overlay || s.mode == compare.Single
}

// crossAt puts the cross at a place of the glass, or takes it away from there.
func (g *glass) crossAt(at fyne.Position) {
	s := g.stage
	p, ok := g.claimedAt(at)
	if !ok || !s.crosses() {
		return
	}
	if s.cross.on {
		if onPane, known := g.paneFromClaimed(0, g.now()); known && onPane.Apply(p).Distance(onPane.Apply(s.cross.at)) < crossReach*s.unit() {
			s.cross.on = false
			g.place()
			return
		}
	}
	s.cross = cross{true, p}
	g.place()
}

// MarksShown reports whether marks are drawn on the pictures.
func (s *Stage) MarksShown() bool { return !s.unmarked }

// ShowMarks draws marks on the pictures, or leaves them bare.
func (s *Stage) ShowMarks(shown bool) {
	s.unmarked = !shown
	s.glass.place()
	s.pairs.follow()
}

// marked returns what the claim's edges cut that is marked now.
func (s *Stage) marked() []outside.Residue {
	if s.unmarked {
		return nil
	}
	return s.parts.residues()
}
