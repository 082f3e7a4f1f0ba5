package stage

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// Picture is one of the two pictures of the pair.
type Picture int

// The pictures.
const (
	OnClaim Picture = iota
	OnCandidate
)

// other returns the other picture of the pair.
func (p Picture) other() Picture { return 1 - p }

// Detail is a matching detail as it is shown.
type Detail struct {
	ID                 string
	Number             int    // from 1
	Name               string // as a person typed it; empty is none yet
	Claimed, Candidate geom.Point
	Set                Picture // on which it was set
	Twin               bool    // the alignment placed it on the other
	UncertaintyPx      float64 // of that, candidate pixels; 0 where it isn't known
	SidePx             float64 // of the square that is shown enlarged, claim pixels
}

// Details are those of a pair. They are not changed once shown.
type Details struct{ All []Detail }

func (d *Details) all() []Detail {
	if d == nil {
		return nil
	}
	return d.All
}

// details is what a person does with them.
type details struct {
	chosen string // its ID; empty is none
	latest bool   // the next one that comes is to be selected: a person has added it
	held   held
}

// held is a detail in the hand.
type held struct {
	id string // empty while there is none
	on Picture
	at geom.Point // of that picture
}

// marksDetails reports whether details are shown and can be set.
func (s *Stage) marksDetails() bool { return s.mode == compare.DetailsMode && s.shows() == showPanes }

// shownDetails returns the details as they lie under the hand: the one that is
// held, where it is held, and its twin where the alignment carries it.
func (s *Stage) shownDetails() []Detail {
	all := s.scene.Details.all()
	if s.details.held.id == "" {
		return all
	}
	all = slices.Clone(all)
	for i, d := range all {
		if d.ID == s.details.held.id {
			all[i] = s.carried(d, s.details.held.on, s.details.held.at)
		}
	}
	return all
}

// carried returns a detail at another place of one picture, its twin along with it.
func (s *Stage) carried(d Detail, on Picture, at geom.Point) Detail {
	d.Set, d.Twin = on, true
	own, twin := &d.Claimed, &d.Candidate
	if on == OnCandidate {
		own, twin = twin, own
	}
	*own = at
	if carry, ok := s.scene.onto(on.other()); ok {
		*twin = carry.Apply(at)
	}
	return d
}

// detailsShown keeps the selection on one that is there.
func (s *Stage) detailsShown() {
	var ids []string
	for _, d := range s.scene.Details.all() {
		ids = append(ids, d.ID)
	}
	s.SelectDetail(stillChosen(ids, s.details.chosen, &s.details.latest))
}

// Detail returns the ID of the selected detail; empty is none.
func (s *Stage) Detail() string { return s.details.chosen }

// SelectDetail selects a detail; an empty ID selects none.
func (s *Stage) SelectDetail(id string) {
	if s.details.chosen == id {
		return
	}
	s.details.chosen = id
	s.glass.place()
	s.pairs.follow()
	if s.OnDetail != nil {
		s.OnDetail(id)
	}
}

// StepDetail selects the next detail, or the one before, and goes round.
func (s *Stage) StepDetail(by int) {
	all := s.scene.Details.all()
	if len(all) == 0 || !s.marksDetails() {
		return
	}
	i := slices.IndexFunc(all, func(d Detail) bool { return d.ID == s.details.chosen })
	s.SelectDetail(all[stepped(i, by, len(all))].ID)
}

// CanStepDetail reports whether there are details to go through.
func (s *Stage) CanStepDetail() bool { return s.marksDetails() && len(s.scene.Details.all()) > 0 }

// CanAddDetail reports whether a detail can be set now.
func (s *Stage) CanAddDetail() bool { return s.marksDetails() }

// AddDetail sets a detail under the pointer, or in the middle of the claim's
// pane where the pointer is elsewhere.
func (s *Stage) AddDetail() {
	if !s.marksDetails() {
		return
	}
	at := s.glass.hover
	if _, _, ok := s.glass.pictureAt(at); !ok {
		at = s.glass.middle()
	}
	s.glass.addDetail(at)
}

// NudgeDetail moves the selected detail by claim pixels as the screen shows them.
func (s *Stage) NudgeDetail(by geom.Point) {
	for _, d := range s.scene.Details.all() {
		if d.ID != s.details.chosen || !s.marksDetails() || s.OnMoveDetail == nil {
			continue
		}
		if to := d.Claimed.Add(by); s.scene.Claimed.Size.Rect().Contains(to) {
			s.OnMoveDetail(d.ID, OnClaim, to, false)
		}
		return
	}
}

// propose asks for details to be proposed.
func (s *Stage) propose() {
	if s.marksDetails() && !s.scene.Proposing && s.OnPropose != nil {
		s.OnPropose()
	}
}

// pictureAt returns which picture lies under a place of the glass, and which of
// its pixels; ok is false beside them.
func (g *glass) pictureAt(at fyne.Position) (on Picture, p geom.Point, ok bool) {
	s := g.stage
	p, ok = g.claimedAt(at)
	if !ok {
		return on, p, false
	}
	if at.X >= g.origin(true).X {
		p = s.scene.CandidateFromClaimed.Apply(p)
		return OnCandidate, p, s.scene.Candidate.Size.Rect().Contains(p)
	}
	return OnClaim, p, true
}

// How near to a detail's place or number the hand takes hold of it, pixels at a text size of 100 %.
const pinGrip = 13

// detailAt returns the detail under a place of the glass, the selected one
// before others; empty where there is none.
func (g *glass) detailAt(at fyne.Position) (id string, on Picture) {
	nearest := float64(look.Px(pinGrip)) * look.PixelScale(g)
	q := pointOf(at).Times(look.PixelScale(g))
	for _, p := range g.pins.shown {
		away := min(q.Distance(p.at), q.Distance(p.badge))
		if p.chosen {
			away -= 1
		}
		if away < nearest {
			nearest, id, on = away, p.id, p.on
		}
	}
	return id, on
}

// holdDetail takes hold of a detail under the hand.
func (g *glass) holdDetail(at fyne.Position) bool {
	if !g.stage.marksDetails() {
		return false
	}
	id, on := g.detailAt(at)
	if id == "" {
		return false
	}
	g.stage.SelectDetail(id)
	g.stage.details.held = held{}
	g.grip = held{id: id, on: on}
	for _, d := range g.stage.scene.Details.all() {
		if d.ID != id {
			continue
		}
		if g.grip.at = d.Claimed; on == OnCandidate {
			g.grip.at = d.Candidate
		}
	}
	return true
}

// dragDetail moves what is held by as much as the hand has moved.
func (g *glass) dragDetail(at fyne.Position) {
	s := g.stage
	k := look.PixelScale(g) / g.port().resolved(s.position()).scale // claim pixels for each unit
	by := geom.Point{X: float64(at.X-g.pressed.X) * k, Y: float64(at.Y-g.pressed.Y) * k}
	to := g.grip.at.Add(by)
	if g.grip.on == OnCandidate {
		claimedFromCandidate, ok := s.scene.CandidateFromClaimed.Inverse()
		if !ok {
			return
		}
		to = s.scene.CandidateFromClaimed.Apply(claimedFromCandidate.Apply(g.grip.at).Add(by))
	}
	if s.sizeOf(g.grip.on).Rect().Contains(to) {
		s.details.held = held{g.grip.id, g.grip.on, to}
		g.pins.place(g)
	}
}

// dropDetail tells where a detail was let go.
func (g *glass) dropDetail() {
	h := g.stage.details.held
	g.stage.details.held = held{}
	if h.id != "" && g.stage.OnMoveDetail != nil {
		g.stage.OnMoveDetail(h.id, h.on, h.at, g.modifier&fyne.KeyModifierAlt != 0)
	}
	g.pins.place(g)
}

// tapDetail selects the detail under the hand, or sets one there.
func (g *glass) tapDetail(at fyne.Position) {
	if id, _ := g.detailAt(at); id != "" {
		g.stage.SelectDetail(id)
		return
	}
	g.addDetail(at)
}

func (g *glass) addDetail(at fyne.Position) {
	on, p, ok := g.pictureAt(at)
	if ok && g.stage.OnAddDetail != nil {
		g.stage.details.latest = true
		g.stage.OnAddDetail(on, p)
	}
}
