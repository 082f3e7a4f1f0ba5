package stage

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/words"
)

// parts is what lies outside the claim on the candidate, and which part a
// person has selected.
type parts struct {
	layout outside.Layout
	known  bool // there is a layout: the claim lies before the horizon
	chosen int  // of layout.Parts; −1 is none
	found  *outside.Found
	scene  partsScene
}

// partsScene is what the layout depends on.
type partsScene struct {
	key    string
	placed bool
	lies   geom.Map
}

// of returns the parts of a scene; what was selected stays so while the pair does.
func (p parts) of(s Scene) parts {
	now := partsScene{s.key(), s.Placed, s.CandidateFromClaimed}
	if now != p.scene {
		p = parts{scene: now, chosen: -1}
		if s.Placed {
			p.layout, p.known = outside.Of(s.Claimed.Size, s.Candidate.Size, s.CandidateFromClaimed)
		}
	}
	p.found = s.Found
	return p
}

// residues returns what the claim's edges cut, as many as are marked.
func (p parts) residues() []outside.Residue {
	if p.found == nil {
		return nil
	}
	return p.found.Residues[:min(len(p.found.Residues), mostResidues)]
}

// mostResidues is how many places are marked: more would cover what they mark.
const mostResidues = 6

// says points at what the claim's edges cut, in one line; in brief where that has no room.
func (p parts) says(l words.Language) (sentence, brief string) {
	switch all := p.residues(); len(all) {
	case 0:
		return "", ""
	case 1:
		key, edge := "outside.residue."+all[0].Kind.String(), l.Say("outside.edge."+all[0].Edge.String())
		return l.Say(key, "edge", edge), l.Say(key+".brief", "edge", edge)
	default:
		n := strconv.Itoa(len(all))
		return l.Say("outside.residues", "n", n), l.Say("outside.residues.brief", "n", n)
	}
}

// placeKey names the position in force: the whole candidate is looked at in its
// own pixels, where a fit shows something else and places lie that the claim has not.
func (s *Stage) placeKey() string {
	if s.shows() == showWhole {
		return s.scene.pair() + "\x00whole"
	}
	return s.scene.pair()
}

// position returns where a person looks.
func (s *Stage) position() position { return s.places[s.placeKey()] }

// insideNow returns what is shown within the outline: while the other picture is
// asked for, the candidate in place of the claim, or the claim in place of it.
func (s *Stage) insideNow() compare.Inside {
	switch {
	case !s.other:
		return s.values.inside
	case s.values.inside == compare.InsideClaim:
		return compare.InsideCandidate
	}
	return compare.InsideClaim
}

func (s *Stage) setInside(v compare.Inside) {
	s.values.inside = v
	s.titles.set(s)
	s.titles.Refresh()
	s.adjusted()
}

func (s *Stage) setTiles(shown bool) {
	s.values.tiles = shown
	s.changed()
}

// stepPart goes to the next part, or back; from the whole to the first or last.
func (s *Stage) stepPart(by float64) {
	n := len(s.parts.layout.Parts)
	if n == 0 || s.shows() != showWhole {
		return
	}
	at := s.parts.chosen
	switch {
	case by > 0:
		at = (at + 1) % n
	case at <= 0:
		at = n - 1
	default:
		at--
	}
	s.parts.chosen = -1
	s.selectPart(at)
}

// worthZooming is how much larger a part must become for the picture to move to it.
const worthZooming = 1.2

// selectPart selects a part and shows it as large as it fits, never enlarged; if
// it is selected already, its actual pixels; then the whole again. −1 selects none.
func (s *Stage) selectPart(i int) {
	if s.shows() != showWhole || i >= len(s.parts.layout.Parts) {
		return
	}
	again := i == s.parts.chosen
	s.parts.chosen = i
	if s.OnPart != nil {
		s.OnPart(i)
	}
	s.strip.show(s)
	if i < 0 {
		s.glass.place()
		s.tiles.follow()
		return
	}
	box := s.parts.layout.Parts[i].Box
	v := s.glass.port()
	near := position{zoomed: true, centre: box.Centre(), scale: min(1, (viewport{region: box, pane: v.pane, air: v.air}).fitScale())}
	if near.scale < worthZooming*v.fitScale() {
		near = position{} // it is as long as the candidate
	}
	switch actual := (position{zoomed: true, centre: box.Centre(), scale: 1}); {
	case again && s.position() == near && near != actual && v.fitScale() < 1:
		near = actual
	case again:
		s.parts.chosen, near = -1, position{}
	}
	s.moveTo(func(viewport, position) position { return near })
	s.glass.place() // the outline of what is selected, where nothing has moved
	s.tiles.follow()
}

// candidateUnder returns which candidate pixel lies at a place of the glass.
func (g *glass) candidateUnder(at fyne.Position) (p geom.Point, ok bool) {
	port := g.port()
	candidateFromStage, ok := port.stageFromClaimed(g.stage.position()).Inverse()
	if !ok {
		return p, false
	}
	on := g.onPane(at)
	p = candidateFromStage.Apply(on)
	return p, port.claimed.Rect().Contains(p) && port.pane.Rect().Contains(on)
}

// claimedUnder returns which claim pixel lies at a place of the glass, where the whole candidate is shown.
func (g *glass) claimedUnder(at fyne.Position) (p geom.Point, inside bool) {
	on, ok := g.candidateUnder(at)
	claimedFromCandidate, can := g.stage.scene.CandidateFromClaimed.Inverse()
	if !ok || !can {
		return p, false
	}
	p = claimedFromCandidate.Apply(on)
	return p, g.stage.scene.Claimed.Size.Rect().Contains(p)
}

// partUnder returns the part at a place of the glass, −1 for none; off a corner,
// where two parts lie, the one that is not selected yet.
func (g *glass) partUnder(at fyne.Position) int {
	on, ok := g.candidateUnder(at)
	if _, inside := g.claimedUnder(at); !ok || inside {
		return -1
	}
	best := -1
	for i, p := range g.stage.parts.layout.Parts {
		if p.Box.Contains(on) && (best < 0 || best == g.stage.parts.chosen) {
			best = i
		}
	}
	return best
}

// tilesRoom returns the height that the parts take under the picture: none
// where there are none, and where the picture would become too low.
func (s *Stage) tilesRoom() float32 {
	if s.shows() != showWhole || !s.values.tiles || len(s.parts.layout.Parts) == 0 || s.glass.Size().Height < look.Px(leastForTiles) {
		return 0
	}
	return s.tileHeight() + look.Px(tileAbove+tileLabel+tileBelow)
}

// tileHeight returns how high the parts are shown.
func (s *Stage) tileHeight() float32 {
	return min(max(s.glass.Size().Height*tileShare, look.Px(leastTile)), look.Px(mostTile))
}
