package stage

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

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
	ridden bool // areas and ends are in the frames, and strokes lead from end to end
	// strokes stand for the lines while the hand moves them: a line with an edge
	// each, which the toolkit turns and paints no more of than there is to be seen.
	strokes *fyne.Container
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
	l := &links{image: nothing, strokes: container.NewWithoutLayout()}
	l.raster = exactly(func() *image.RGBA { return l.image })
	return l
}

func (l *links) parts() []fyne.CanvasObject { return []fyne.CanvasObject{l.raster, l.strokes} }

// Sizes at a text size of 100 %.
const (
	lineCore, lineEdge     = 1.4, 2.6
	chosenCore, chosenEdge = 2.5, 6
	endSide, chosenSide    = 9, 14
	reach                  = 8 // how near to a line a click selects it

	strokeEdge = 120 // of 255, how much an edge covers while the hand moves
)

// lookAt returns what is to be drawn where the pictures lie so.
func (l *links) lookAt(g *glass, at lie) (now linksLook, visible bool) {
	s := g.stage
	port, t := g.port(), look.Now()
	count := 0
	if s.lined() {
		count = len(s.scene.Support.Lines(s.values.lines))
	}
	if count == 0 && s.areas() == noAreas || s.swapped() || port.pane.Empty() {
		return now, false
	}
	now = linksLook{
		support: s.scene.Support, count: count, chosen: s.line, areas: s.areas(),
		stageFromClaimed: at.port, stageFromCandidate: at.own,
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
	return now, true
}

// place lays lines and areas where they belong now.
func (l *links) place(g *glass) {
	now, visible := l.lookAt(g, g.now())
	riding := g.riding()
	look.Show(l.raster, visible && !riding)
	look.Show(l.strokes, visible && riding && now.count > 0)
	if !visible {
		l.links, l.drawn = nil, linksLook{}
		return
	}
	if now == l.drawn && riding == l.ridden {
		return
	}
	l.drawn, l.ridden, l.links = now, riding, nil
	onGlass := [2]func(geom.Point) (fyne.Position, bool){g.toGlass(false), g.toGlass(true)}
	for _, line := range now.support.Lines(now.count) {
		k := link{}
		k.from, k.fromSeen = onGlass[0](line.Claimed)
		k.to, k.toSeen = onGlass[1](line.Candidate)
		l.links = append(l.links, k)
	}
	if riding {
		l.stroke()
		return
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

// end draws the end of a line.
func (l linksLook) end(on sheet, at geom.Point, fill color.NRGBA, side float64) {
	on.disc(at, side/2, l.light)
	on.disc(at, 0.76*side/2, l.dark)
	on.disc(at, 0.54*side/2, fill)
}

// rideOn draws what moves with a pane's frame: its areas, and the ends of lines.
func (l linksLook) rideOn(on sheet, second bool) {
	if l.areas != noAreas {
		on.areas(l.sketchOn(second), l.inks)
	}
	for i, line := range l.support.Lines(l.count) {
		at, fill, side := l.stageFromClaimed.Apply(line.Claimed), l.claimed, float64(endSide)
		if second {
			at, fill = l.stageFromCandidate.Apply(line.Candidate), l.candidate
		}
		if i == l.chosen {
			fill, side = l.active, chosenSide
		}
		if l.pane.Rect().Contains(at) {
			l.end(on, at, fill, side*float64(l.text)*l.pixels)
		}
	}
}

// stroke lays the strokes from end to end.
func (l *links) stroke() {
	strokes := l.strokes.Objects
	lay := func(k link, width float32, c color.NRGBA, side float64) {
		if len(strokes) == 0 {
			l.strokes.Objects = append(l.strokes.Objects, canvas.NewLine(c))
			strokes = l.strokes.Objects[len(l.strokes.Objects)-1:]
		}
		stroke := strokes[0].(*canvas.Line)
		strokes = strokes[1:]
		// The ends lie in the frames, below: they stay free.
		a, b := pointOf(k.from), pointOf(k.to)
		in := b.Sub(a).Times(min(0.5, side*float64(l.drawn.text)/2/max(a.Distance(b), 1)))
		a, b = a.Add(in), b.Sub(in)
		stroke.StrokeColor, stroke.StrokeWidth = c, width*l.drawn.text
		stroke.Position1, stroke.Position2 = fyne.NewPos(float32(a.X), float32(a.Y)), fyne.NewPos(float32(b.X), float32(b.Y))
		look.Show(stroke, true)
	}
	// The toolkit makes no edge smooth of half a pixel: a whole one, half clear, looks about as at rest.
	edge := l.drawn.light
	edge.A = strokeEdge
	for i, k := range l.links {
		if k.fromSeen && k.toSeen && i != l.drawn.chosen {
			lay(k, lineEdge+1, edge, endSide)
			lay(k, lineCore, l.drawn.core, endSide)
		}
	}
	if i := l.drawn.chosen; i >= 0 && i < len(l.links) && l.links[i].fromSeen && l.links[i].toSeen {
		lay(l.links[i], chosenEdge, l.drawn.dark, chosenSide)
		lay(l.links[i], chosenCore, l.drawn.active, chosenSide)
	}
	for _, rest := range strokes {
		look.Show(rest, false)
	}
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
			l.end(sheet, on(at), fill, size(side))
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
