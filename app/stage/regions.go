package stage

import (
	"math"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// regions is what a person has selected of the regions that differ.
type regions struct {
	chosen int      // index in the difference's regions; −1 is none
	before position // where a person looked before the first was selected
	shown  position // where the last selection has led
}

// mostOutlined is how many regions are outlined at most, the strongest: more
// would hide the picture. One that is selected is outlined all the same.
const mostOutlined = 30

// found returns the regions of the pair that is shown; nothing where there is
// no alignment, or no difference but a first, coarse one.
func (s *Stage) found() []compare.Region {
	if s.scene.Difference == nil || s.scene.Difference.Preview || !s.scene.Placed {
		return nil
	}
	return s.scene.Difference.Regions
}

// showsRegions reports whether regions are outlined in the mode in force: all
// with the difference, and the selected one side by side too.
func (s *Stage) showsRegions() bool {
	return s.mode == compare.DifferenceMode && s.shows() == showTogether || s.mode == compare.SideBySide && s.warped() && s.shows() == showPanes
}

// CanStepRegion reports whether there are regions to go through in the mode in force.
func (s *Stage) CanStepRegion() bool { return len(s.found()) > 0 && s.showsRegions() }

// Region returns the index of the selected region; −1 is none.
func (s *Stage) Region() int { return s.regions.chosen }

// SelectRegion selects a region and shows it near in both pictures; −1 selects
// none and leaves the picture where it is.
func (s *Stage) SelectRegion(i int) {
	all := s.found()
	if i >= len(all) || i == s.regions.chosen {
		return
	}
	if i < 0 {
		s.choose(-1)
		return
	}
	if s.regions.chosen < 0 {
		s.regions.before = s.places[s.scene.pair()]
	}
	s.choose(i)
	if s.showsRegions() {
		s.moveTo(func(v viewport, _ position) position { return v.near(all[i]) })
		s.regions.shown = s.places[s.scene.pair()]
	}
}

func (s *Stage) choose(i int) {
	s.regions.chosen = i
	s.glass.Refresh()
	if s.OnRegion != nil {
		s.OnRegion(i)
	}
}

// StepRegion selects the next region, or the one before, and goes round.
func (s *Stage) StepRegion(by int) {
	n := len(s.found())
	if n == 0 {
		return
	}
	s.SelectRegion(stepped(s.regions.chosen, by, n))
}

// Leave lets go of what was done last to a place of the picture: the locked
// pixel, then the selected region, and goes back to where a person looked before
// it unless they have moved since. It reports whether there was anything.
func (s *Stage) Leave() bool {
	switch {
	case s.drawing.tool != "":
		s.SetTool("")
	case s.drawing.chosen != "":
		s.SelectMark("")
	case s.inspector.locked:
		s.SetLocked(false)
	case s.details.chosen != "" && s.mode == compare.DetailsMode:
		s.SelectDetail("")
	case s.regions.chosen >= 0 && s.showsRegions():
		s.choose(-1)
		if s.places[s.scene.pair()] == s.regions.shown {
			s.moveTo(func(viewport, position) position { return s.regions.before })
		}
	case s.loupe.on:
		s.SetLoupe(false)
	case s.cross.on && s.crosses():
		s.cross.on = false
		s.glass.place()
	default:
		return false
	}
	return true
}

const (
	// nearShare is how much of the pane a selected region fills at most.
	nearShare = 0.5
	// nearestScale is the scale up to which a small one is enlarged, or so many times
	// the fit where that is more: what lies about it has to stay in sight.
	nearestScale, nearestOfFit = 3.0, 2.5
)

// near returns the position that shows a region with what lies about it.
func (v viewport) near(r compare.Region) position {
	box, fit := boxOf(r), v.fitScale()
	scale := nearShare * compare.FitRegion(box, v.paneWithoutAir(), 0)[0]
	scale = v.allowed(min(scale, max(nearestScale, nearestOfFit*fit)))
	if scale <= fit {
		return position{}
	}
	return v.held(position{zoomed: true, scale: scale, centre: box.Centre()})
}

func boxOf(r compare.Region) geom.Rect {
	return geom.Rect{MinX: float64(r.Box.Min.X), MinY: float64(r.Box.Min.Y), MaxX: float64(r.Box.Max.X), MaxY: float64(r.Box.Max.Y)}
}

// regionUnder returns the region whose outline lies about a place of the glass:
// the smallest where several do, and none whose outline is not drawn; −1 is none.
func (g *glass) regionUnder(at fyne.Position) int {
	s := g.stage
	if !s.showsRegions() || len(s.found()) == 0 {
		return -1
	}
	p, ok := g.claimedAt(at)
	if !ok {
		return -1
	}
	within := float64(look.Px(outlineAir)) * look.PixelScale(g) / g.port().resolved(s.position()).scale
	i := s.scene.Difference.RegionAt(p, within)
	if s.mode != compare.DifferenceMode && i != s.regions.chosen {
		return -1
	}
	return i
}

// tapped selects the region under the hand; on the selected one it locks the pixel.
func (g *glass) tapped(at fyne.Position) {
	s := g.stage
	i := g.regionUnder(at)
	switch {
	case i >= 0 && i == s.regions.chosen:
		s.SetInspecting(true)
		s.lockAt(at)
	case i >= 0:
		s.SelectRegion(i)
	case s.inspector.on:
		s.lockAt(at)
	case s.regions.chosen >= 0 && s.showsRegions():
		s.choose(-1)
	default:
		g.crossAt(at)
	}
}

// claimedAt returns the claim pixel under a place of the glass; ok is false
// where none is shown.
func (g *glass) claimedAt(at fyne.Position) (p geom.Point, ok bool) {
	s, port := g.stage, g.port()
	if s.shows() == showNothing || s.shows() == showSentence || port.pane.Empty() {
		return geom.Point{}, false
	}
	if s.ownAlone() || g.twoPanes() && !s.warped() && g.onSecond(at) != s.swapped() {
		return g.claimedBeside(at)
	}
	claimedFromStage, ok := port.stageFromClaimed(s.position()).Inverse()
	if !ok {
		return geom.Point{}, false
	}
	on := g.onPane(at)
	p = claimedFromStage.Apply(on)
	return p, port.claimed.Rect().Contains(p) && port.pane.Rect().Contains(on)
}

// inspector is the pixel inspector's state; what it reads is shown elsewhere.
type inspector struct {
	on, locked bool
	at         geom.Point // the locked claim pixel's centre
}

// Inspecting reports whether the inspector is on.
func (s *Stage) Inspecting() bool { return s.inspector.on }

// Locked returns the claim pixel that the inspector is locked on.
func (s *Stage) Locked() (at geom.Point, locked bool) { return s.inspector.at, s.inspector.locked }

// SetInspecting turns the inspector on, which follows the pointer until it is
// locked, or off.
func (s *Stage) SetInspecting(on bool) {
	if s.inspector.on != on {
		s.inspector = inspector{on: on}
		s.inspected()
	}
}

// SetLocked locks the inspector on the pixel under the pointer, or in the middle
// of the picture where the pointer is elsewhere, or lets go of it.
func (s *Stage) SetLocked(locked bool) {
	if !locked {
		s.inspector.locked = false
		s.inspected()
		return
	}
	at := s.glass.hover
	if _, ok := s.glass.claimedAt(at); !ok {
		at = s.glass.middle()
	}
	s.lockAt(at)
}

func (s *Stage) lockAt(at fyne.Position) {
	if p, ok := s.glass.claimedAt(at); ok && s.shows() != showWhole {
		s.inspector.locked = true
		s.inspector.at = geom.Point{X: math.Floor(p.X) + 0.5, Y: math.Floor(p.Y) + 0.5}
		s.inspected()
	}
}

func (s *Stage) inspected() {
	s.glass.Refresh()
	if s.OnInspect != nil {
		s.OnInspect()
	}
}
