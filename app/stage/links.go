package stage

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
)

// links are the support of an alignment on the glass. Match lines lead from
// the claim's pane to the candidate's, blue with a light edge, with an orange
// end on the claim and a blue one on the candidate. A line whose one end is out
// of sight shows the other end alone: half a line leads nowhere. Under the
// lines lie the areas that agree or contradict, on both pictures.
//
// All of it is drawn into one image that is as large as it needs. As objects of
// the toolkit, two for a line and one for each end, lines alone took the viewer
// from 55 frames a second to 33 under software OpenGL.
type links struct {
	raster *canvas.Raster
	image  *image.RGBA
	drawn  linksLook
	links  []link
}

// link is where one line lies, in the glass's own units.
type link struct {
	from, to         fyne.Position
	fromSeen, toSeen bool
}

// linksLook is all that the drawing depends on.
type linksLook struct {
	support                              *support.Support
	count, chosen                        int // lines
	areas                                areas
	secondFromClaimed                    geom.Map // by which areas lie on the second pane
	stageFromClaimed, stageFromCandidate geom.Map
	first, second                        fyne.Position // where the panes begin
	pane                                 geom.Size
	pixels                               float64 // device pixels for each unit of the glass
	claimed, candidate, core             color.NRGBA
	active, dark, light                  color.NRGBA
	inks                                 areaInk
	text                                 float32 // the text size
}

func newLinks() *links {
	l := &links{image: nothing}
	l.raster = exactly(func() *image.RGBA { return l.image })
	return l
}

func (l *links) parts() []fyne.CanvasObject { return []fyne.CanvasObject{l.raster} }

// Sizes at a text size of 100 %.
const (
	lineCore, lineEdge     = 1.4, 2.6
	chosenCore, chosenEdge = 2.5, 6
	endSide, chosenSide    = 9, 14
	reach                  = 8 // how near to a line a click selects it
)

// place lays lines and areas where they belong now.
func (l *links) place(g *glass) {
	s := g.stage
	port, t := g.port(), look.Now()
	count := 0
	if s.lined() {
		count = len(s.scene.Support.Lines(s.values.lines))
	}
	visible := (count > 0 || s.areas() != noAreas) && !s.swapped() && !port.pane.Empty()
	look.Show(l.raster, visible)
	if !visible {
		l.links, l.drawn = nil, linksLook{}
		return
	}
	now := linksLook{
		support: s.scene.Support, count: count, chosen: s.line, areas: s.areas(),
		stageFromClaimed: port.stageFromClaimed(s.position()), stageFromCandidate: s.stageFromCandidate(port),
		first: g.origin(false), second: g.origin(true), pane: port.pane, pixels: look.PixelScale(g),
		// The light theme's blue on every ground: it stands out from its light
		// edge, which stands out from the picture.
		claimed: t.Claimed, candidate: t.Candidate, core: look.Tokens(look.Light).Candidate,
		active: t.MarkActive, dark: t.MarkDisc, light: t.MarkRing, inks: areaInks(), text: look.Px(1),
	}
	now.secondFromClaimed = now.stageFromClaimed
	if !s.warped() {
		now.secondFromClaimed = now.stageFromCandidate.After(s.scene.CandidateFromClaimed)
	}
	if now == l.drawn {
		return
	}
	l.drawn, l.links = now, nil
	onGlass := [2]func(geom.Point) (fyne.Position, bool){g.toGlass(false), g.toGlass(true)}
	for _, line := range now.support.Lines(count) {
		k := link{}
		k.from, k.fromSeen = onGlass[0](line.Claimed)
		k.to, k.toSeen = onGlass[1](line.Candidate)
		l.links = append(l.links, k)
	}
	var at image.Point
	l.image, at = now.draw(l.links)
	size := l.image.Rect.Size()
	px := func(v int) float32 { return float32(float64(v) / now.pixels) }
	look.Put(l.raster, px(at.X), px(at.Y), px(size.X), px(size.Y))
	l.raster.Refresh()
}

// at returns the line that lies nearest to a place of the glass, within reach; −1 is none.
func (l *links) at(p fyne.Position) int {
	nearest, least := -1, float64(look.Px(reach))
	for i, k := range l.links {
		if !k.fromSeen || !k.toSeen {
			continue
		}
		if d := pointOf(p).DistanceToSegment(pointOf(k.from), pointOf(k.to)); d < least {
			nearest, least = i, d
		}
	}
	return nearest
}

func pointOf(p fyne.Position) geom.Point { return geom.Point{X: float64(p.X), Y: float64(p.Y)} }

// panes returns where both panes lie on the glass, in device pixels.
func (l linksLook) panes() [2]image.Rectangle {
	place := func(at fyne.Position) image.Rectangle {
		p := pointOf(at).Times(l.pixels)
		min := image.Point{X: int(math.Round(p.X)), Y: int(math.Round(p.Y))}
		return image.Rectangle{Min: min, Max: min.Add(image.Point{X: l.pane.Width, Y: l.pane.Height})}
	}
	return [2]image.Rectangle{place(l.first), place(l.second)}
}

// sketchOn returns the sketch of the areas on a pane, in its own pixels.
func (l linksLook) sketchOn(second bool) support.Sketch {
	to := l.stageFromClaimed
	if second {
		to = l.secondFromClaimed
	}
	k := l.support.Sketch(to, l.pixels*float64(l.text), l.pane.Rect())
	if l.areas == agreeingAreas || l.areas == changedAreas {
		k.Contradicts, k.Crosses = nil, nil
	}
	if l.areas == changedAreas {
		k.Agrees = nil
	}
	return k
}

// draw returns the drawing and where on the glass it lies, in device pixels.
func (l linksLook) draw(all []link) (img *image.RGBA, at image.Point) {
	k := l.pixels
	size := func(v float64) float64 { return v * float64(l.text) * k }
	onSheet := func(p fyne.Position) geom.Point { return pointOf(p).Times(k) }
	var extent image.Rectangle
	for _, a := range all {
		for _, end := range []struct {
			at   fyne.Position
			seen bool
		}{{a.from, a.fromSeen}, {a.to, a.toSeen}} {
			if end.seen {
				p := onSheet(end.at)
				extent = extent.Union(image.Rect(int(p.X), int(p.Y), int(p.X)+1, int(p.Y)+1))
			}
		}
	}
	if !extent.Empty() {
		extent = extent.Inset(-int(math.Ceil(size(chosenSide)/2)) - 2)
	}
	panes := l.panes()
	if l.areas != noAreas {
		extent = extent.Union(panes[0]).Union(panes[1])
	}
	if extent.Empty() {
		return nothing, image.Point{}
	}
	sheet := sheet{image.NewRGBA(image.Rect(0, 0, extent.Dx(), extent.Dy()))}
	if l.areas != noAreas {
		for i, pane := range panes {
			sheet.part(pane.Sub(extent.Min)).areas(l.sketchOn(i == 1), l.inks)
		}
	}
	on := func(p fyne.Position) geom.Point {
		return onSheet(p).Sub(geom.Point{X: float64(extent.Min.X), Y: float64(extent.Min.Y)})
	}
	stroke := func(a link, p profile) {
		if a.fromSeen && a.toSeen {
			sheet.line(on(a.from), on(a.to), p)
		}
	}
	disc := func(at fyne.Position, seen bool, fill color.NRGBA, side float64) {
		if seen {
			sheet.disc(on(at), size(side)/2, l.light)
			sheet.disc(on(at), 0.76*size(side)/2, l.dark)
			sheet.disc(on(at), 0.54*size(side)/2, fill)
		}
	}
	plain := newProfile(size(lineEdge)/2, size(lineCore)/2, l.light, l.core)
	for _, a := range all {
		stroke(a, plain)
	}
	for _, a := range all {
		disc(a.from, a.fromSeen, l.claimed, endSide)
		disc(a.to, a.toSeen, l.candidate, endSide)
	}
	if l.chosen >= 0 && l.chosen < len(all) {
		a := all[l.chosen]
		stroke(a, newProfile(size(chosenEdge)/2, size(chosenCore)/2, l.dark, l.active))
		disc(a.from, a.fromSeen, l.active, chosenSide)
		disc(a.to, a.toSeen, l.active, chosenSide)
	}
	return sheet.RGBA, extent.Min
}
