package stage

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// loupe shows the same place of both pictures enlarged, side by side at the
// pointer; with two panes each on its own picture. The candidate stands in it
// as it is aligned. What is enlarged is rendered by the owner like any frame.
type loupe struct {
	on     bool
	times  int // device pixels for each of the claim's
	pixels bool
	lenses [2]*lens // claim, candidate
}

// lens is the loupe on one picture.
type lens struct {
	*vignette
	ink    look.Ink
	frame  edges
	dark   edges // about the frame
	pixel  edges // about the pixel under the pointer
	label  *look.Text
	ground *bar // of the label
}

// firstLens is the purpose of the claim's lens; the candidate's is the next. See Request.
const firstLens = 20

// LoupeTimes are the enlargements of the loupe, in device pixels for each pixel of the claim.
var LoupeTimes = []int{4, 8, 16}

// Sizes at a text size of 100 %.
const (
	lensSide  = 176
	lensFrame = 2
)

func newLoupe() *loupe {
	l := &loupe{times: 8}
	for i, ink := range []look.Ink{look.InClaimed, look.InCandidate} {
		k := &lens{
			vignette: newVignette(), ink: ink, frame: newEdges(), dark: newEdges(), pixel: newEdges(), ground: newBar(),
			label: look.NewLine("", look.Quiet, look.InText, look.Whole),
		}
		l.lenses[i] = k
	}
	l.show([2]bool{})
	return l
}

func (k *lens) parts() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{k.raster}
	for _, e := range []edges{k.pixel, k.dark, k.frame} {
		for _, side := range e {
			parts = append(parts, side.raster)
		}
	}
	return append(parts, k.ground.raster, k.label)
}

func (l *loupe) parts() []fyne.CanvasObject {
	return append(l.lenses[0].parts(), l.lenses[1].parts()...)
}

// Loupe returns whether the loupe is on, how much it enlarges, and whether it
// shows pixels as squares.
func (s *Stage) Loupe() (on bool, times int, pixels bool) {
	return s.loupe.on, s.loupe.times, s.loupe.pixels
}

// SetLoupe turns the loupe on or off.
func (s *Stage) SetLoupe(on bool) {
	s.loupe.on = on
	s.glass.place()
}

// SetLoupeTimes changes how much the loupe enlarges, and SetLoupePixels how.
func (s *Stage) SetLoupeTimes(times int) {
	s.loupe.times = times
	s.glass.place()
}

// SetLoupePixels shows pixels as squares, or smooth.
func (s *Stage) SetLoupePixels(squares bool) {
	s.loupe.pixels = squares
	s.glass.place()
}

// at returns where the loupe is, on the glass: at the pointer, else at the
// cross, else in the middle of the picture.
func (l *loupe) at(g *glass) fyne.Position {
	s := g.stage
	if _, ok := g.claimedAt(g.hover); ok || g.beside(g.hover) {
		return g.hover
	}
	if s.cross.on && s.shows() != showWhole {
		if p, in := g.toGlass(false)(s.cross.at); in && !s.ownAlone() {
			return p
		}
	}
	return g.middle()
}

// beside reports whether a place of the glass lies on a candidate that shows
// none of the claim's pixels there.
func (g *glass) beside(at fyne.Position) bool {
	s := g.stage
	if s.shows() == showWhole {
		_, ok := g.candidateUnder(at)
		return ok
	}
	o, size := g.origin(g.onSecond(at)), g.panes[0].clip.Size()
	own := s.ownAlone() || g.twoPanes() && !s.warped() && g.onSecond(at) != s.swapped()
	return own && at.X >= o.X && at.Y >= o.Y && at.X < o.X+size.Width && at.Y < o.Y+size.Height
}

// place brings the loupe to where it belongs and asks for what it shows.
func (l *loupe) place(g *glass) {
	s := g.stage
	if !l.on || s.shows() == showNothing || s.shows() == showSentence {
		l.show([2]bool{})
		return
	}
	at := l.at(g)
	p, linked := g.claimedAt(at)
	if s.shows() == showWhole {
		if on, ok := g.candidateUnder(at); ok {
			claimedFromCandidate, can := s.scene.CandidateFromClaimed.Inverse()
			p, linked = claimedFromCandidate.Apply(on), can
		}
	}
	var views [2]compare.View
	visible := [2]bool{linked, linked && s.scene.Placed && s.scene.Candidate.Key != "" && !s.scene.Comparing}
	k := look.PixelScale(g)
	side := min(look.Px(lensSide), g.Size().Width/2-look.Px(look.Gap8), float32(g.outer().Height)/float32(k))
	n := int(math.Round(float64(side) * k))
	about := func(p geom.Point) geom.Map {
		t, half := float64(l.times), float64(n)/2
		return geom.Map{t, 0, half - float64(t*p.X), 0, t, half - float64(t*p.Y), 0, 0, 1}
	}
	if n <= 0 {
		l.show([2]bool{})
		return
	}
	// On whole device pixels of the loupe, so that a zoom about the pointer asks for nothing new.
	whole := func(v float64) float64 { return math.Round(v*float64(l.times)) / float64(l.times) }
	p = geom.Point{X: whole(p.X), Y: whole(p.Y)}
	views[0] = compare.View{Mode: compare.Claimed, StageFromClaimed: about(p)}
	views[1] = compare.View{Mode: compare.Candidate, StageFromClaimed: about(p)}
	if !linked && g.beside(at) && g.twoPanes() { // not aligned: the one picture alone
		candidateFromStage, ok := s.stageFromCandidate(g.port()).Inverse()
		visible[1] = ok && !s.scene.Comparing
		views[1] = compare.View{Mode: compare.Single, One: compare.OneCandidate, StageFromCandidate: about(candidateFromStage.Apply(g.onPane(at)))}
	}
	l.show(visible)
	places := l.places(g, at, p, side, visible, linked)
	for i, lens := range l.lenses {
		if visible[i] {
			v := s.covered(views[i])
			v.Nearest, v.Ground = l.pixels, stageColour()
			lens.place(s, l, places[i], side, p, k, linked)
			lens.ask(s, Request{Purpose: firstLens + i, Key: s.scene.key(), Covered: s.scene.Covered, View: v, Size: geom.Size{Width: n, Height: n}}, true)
		}
	}
}

// places returns where the lenses begin: each on its own picture where there are
// two panes, else beside each other about the pointer.
func (l *loupe) places(g *glass, at fyne.Position, p geom.Point, side float32, visible [2]bool, linked bool) (places [2]fyne.Position) {
	s, half := g.stage, side/2
	within := func(q fyne.Position, left, right float32) fyne.Position {
		top, bottom := look.Px(above), g.Size().Height-look.Px(below)-s.rowRoom()
		return fyne.NewPos(min(max(q.X, left), max(left, right-side)), min(max(q.Y, top), max(top, bottom-side)))
	}
	k := look.PixelScale(g)
	whole := func(q fyne.Position) fyne.Position { // on device pixels, so that nothing is blurred
		return fyne.NewPos(float32(math.Round(float64(q.X)*k)/k), float32(math.Round(float64(q.Y)*k)/k))
	}
	if !g.twoPanes() {
		gap := look.Px(look.Gap8)
		left := within(at.SubtractXY(side+gap/2, half), 0, g.Size().Width-side-gap)
		if !visible[0] || !visible[1] {
			left = within(at.SubtractXY(half, half), 0, g.Size().Width)
			return [2]fyne.Position{whole(left), whole(left)}
		}
		return [2]fyne.Position{whole(left), whole(left.AddXY(side+gap, 0))}
	}
	for i := range places {
		o := g.origin((i == 1) != s.swapped()) // of the pane that holds the picture
		q := at
		switch {
		case !linked:
		case i == 0 || s.warped():
			first, _ := g.toGlass(false)(p)
			q = first.Subtract(g.origin(s.swapped())).Add(o)
		default:
			q, _ = g.toGlass(true)(s.scene.CandidateFromClaimed.Apply(p))
		}
		places[i] = whole(within(q.SubtractXY(half, half), o.X, o.X+g.panes[0].clip.Size().Width))
	}
	return places
}

// put takes a frame that was asked for; one that is late shows where the loupe
// has just been, which is better than nothing while the hand moves.
func (l *loupe) put(r Request, f compare.Frame) {
	i := r.Purpose - firstLens
	if i < 0 || i > 1 || f.Image == nil {
		return
	}
	k := l.lenses[i]
	if r.standsFor(k.asked) && r.View.Mode == k.asked.View.Mode && r.Size == k.asked.Size {
		k.set(f.Image)
	}
}

// forget takes away what the lenses show.
func (l *loupe) forget() {
	for _, k := range l.lenses {
		k.forget()
	}
}

func (l *loupe) show(visible [2]bool) {
	for i, k := range l.lenses {
		for _, o := range k.parts() {
			look.Show(o, visible[i])
		}
		if !visible[i] {
			k.forget()
		}
	}
}

// place lays one lens out.
func (k *lens) place(s *Stage, l *loupe, at fyne.Position, side float32, p geom.Point, pixels float64, linked bool) {
	t := look.Now()
	look.Put(k.raster, at.X, at.Y, side, side)
	outer := box{at.X, at.Y, at.X + side, at.Y + side}
	frame := look.Px(lensFrame)
	k.frame.place(outer, frame, look.Colour(k.ink))
	k.dark.place(box{outer.left - 1, outer.top - 1, outer.right + 1, outer.bottom + 1}, 1, t.MarkDisc)
	// About the pixel of the claim under the pointer.
	one := float32(float64(l.times) / pixels)
	into := func(v float64) float32 { return float32((v - math.Floor(v)) * float64(l.times) / pixels) }
	left, top := at.X+side/2-into(p.X), at.Y+side/2-into(p.Y)
	k.pixel.show(linked)
	k.pixel.place(box{left - 1, top - 1, left + one + 1, top + one + 1}, 1, t.MarkActive)
	says := "view.loupe"
	if l.pixels {
		says = "view.loupe.pixels"
	}
	k.label.Set(s.language.Say(says, "times", strconv.Itoa(l.times)))
	line, wide := look.Px(look.Quiet.Line), k.label.Width()+1
	k.ground.paint(look.Colour(look.InStage))
	look.Put(k.ground.raster, outer.left+frame, outer.bottom-frame-line-look.Px(2), wide+look.Px(look.Gap8), line+look.Px(2))
	look.Put(k.label, outer.left+frame+look.Px(look.Gap4), outer.bottom-frame-line-look.Px(1), wide, line)
}
