package stage

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/geom"
)

// links are the match lines on the glass: from the claim's pane to the
// candidate's, blue with a light edge, with an orange end on the claim and a
// blue one on the candidate. A line whose one end is out of sight shows the
// other end alone: half a line leads nowhere.
type links struct {
	lines  [mostLines]link
	chosen link
	cells  *cellMap
}

// link is the drawing of one line.
type link struct {
	edge, core *canvas.Line
	ends       [2]*end // on the claim, on the candidate
	from, to   fyne.Position
	whole      bool // both ends are in sight
}

func newLink() link {
	return link{edge: &canvas.Line{}, core: &canvas.Line{}, ends: [2]*end{newEnd(), newEnd()}}
}

func newLinks() *links {
	l := &links{chosen: newLink(), cells: newCellMap()}
	for i := range l.lines {
		l.lines[i] = newLink()
	}
	return l
}

// parts returns what is drawn, ends over lines and the chosen line over all.
func (l *links) parts() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{l.cells.raster}
	for i := range l.lines {
		parts = append(parts, l.lines[i].edge, l.lines[i].core)
	}
	for i := range l.lines {
		parts = append(parts, l.lines[i].ends[0].raster, l.lines[i].ends[1].raster)
	}
	return append(parts, l.chosen.edge, l.chosen.core, l.chosen.ends[0].raster, l.chosen.ends[1].raster)
}

// Widths at a text size of 100 %.
const (
	lineCore, lineEdge     = 1.5, 3.5
	chosenCore, chosenEdge = 2.5, 6
	endSide, chosenSide    = 10, 15
	reach                  = 8 // how near to a line a click selects it
)

// place lays the lines where they belong now.
func (l *links) place(g *glass) {
	s := g.stage
	var drawn []Line
	if s.lined() {
		drawn = s.scene.Lines.Drawn(s.values.lines)
	}
	t := look.Now()
	// The light theme's blue on every ground: it stands out from its light edge,
	// which stands out from the picture.
	blue := look.Tokens(look.Light).Candidate
	onGlass := [2]func(geom.Point) (fyne.Position, bool){g.toGlass(false), g.toGlass(true)}
	for i := range l.lines {
		k := &l.lines[i]
		if i >= len(drawn) {
			k.hide()
			continue
		}
		k.place(drawn[i], onGlass)
		k.paint(blue, t.MarkRing, lineCore, lineEdge)
		k.ends[0].paint(t.Claimed, t.MarkDisc, t.MarkRing, endSide)
		k.ends[1].paint(t.Candidate, t.MarkDisc, t.MarkRing, endSide)
	}
	if s.line < 0 || s.line >= len(drawn) {
		l.chosen.hide()
	} else {
		l.chosen.place(drawn[s.line], onGlass)
		l.chosen.paint(t.MarkActive, t.MarkDisc, chosenCore, chosenEdge)
		for _, e := range l.chosen.ends {
			e.paint(t.MarkActive, t.MarkDisc, t.MarkRing, chosenSide)
		}
	}
	l.cells.place(g)
}

// at returns the line that lies nearest to a place of the glass, within reach; −1 is none.
func (l *links) at(p fyne.Position) int {
	nearest, least := -1, float64(look.Px(reach))
	q := onGlass(p)
	for i := range l.lines {
		k := &l.lines[i]
		if !k.core.Visible() {
			continue
		}
		if d := toSegment(q, onGlass(k.from), onGlass(k.to)); d < least {
			nearest, least = i, d
		}
	}
	return nearest
}

func onGlass(p fyne.Position) geom.Point { return geom.Point{X: float64(p.X), Y: float64(p.Y)} }

func (k *link) hide() {
	for _, o := range []fyne.CanvasObject{k.edge, k.core, k.ends[0].raster, k.ends[1].raster} {
		look.Show(o, false)
	}
}

func (k *link) place(line Line, onGlass [2]func(geom.Point) (fyne.Position, bool)) {
	from, fromSeen := onGlass[0](line.Claimed)
	to, toSeen := onGlass[1](line.Candidate)
	k.from, k.to = from, to
	look.Show(k.edge, fromSeen && toSeen)
	look.Show(k.core, fromSeen && toSeen)
	for _, stroke := range []*canvas.Line{k.edge, k.core} {
		stroke.Position1, stroke.Position2 = from, to
	}
	k.ends[0].place(from, fromSeen)
	k.ends[1].place(to, toSeen)
}

func (k *link) paint(core, edge color.NRGBA, coreWidth, edgeWidth float32) {
	k.core.StrokeColor, k.core.StrokeWidth = core, look.Px(coreWidth)
	k.edge.StrokeColor, k.edge.StrokeWidth = edge, look.Px(edgeWidth)
}

// end is the disc at the end of a line, drawn once and moved.
type end struct {
	raster *canvas.Raster
	at     fyne.Position
	drawn  endLook
}

// endLook is all that the drawing of an end depends on.
type endLook struct{ fill, dark, light color.NRGBA }

func newEnd() *end {
	e := &end{}
	e.raster = canvas.NewRaster(func(width, height int) image.Image { return e.drawn.draw(min(width, height)) })
	return e
}

func (e *end) place(at fyne.Position, visible bool) {
	e.at = at
	look.Show(e.raster, visible)
}

// paint lays the disc about its place in these colours.
func (e *end) paint(fill, dark, light color.NRGBA, side float32) {
	side = look.Px(side)
	look.Put(e.raster, e.at.X-side/2, e.at.Y-side/2, side, side)
	if now := (endLook{fill, dark, light}); now != e.drawn {
		e.drawn = now
		e.raster.Refresh()
	}
}

// draw returns a disc with a dark ring and a light one around it.
func (l endLook) draw(side int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, max(1, side), max(1, side)))
	radius := float64(img.Rect.Dx()) / 2
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			from := geom.Point{X: float64(x) + 0.5 - radius, Y: float64(y) + 0.5 - radius}.Length()
			within := func(r float64) float64 { return min(max(0.5-(from-r*radius), 0), 1) }
			c := blend(l.light, l.dark, within(0.76))
			c = blend(c, l.fill, within(0.54))
			c.A = uint8(math.Round(255 * within(1)))
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}
