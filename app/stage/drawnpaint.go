package stage

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/markup"
	"github.com/motbilde/motbilde/internal/words"
)

// drawnMarks shows the marks on the panes, each as a small image of its own that
// moves with the picture. What a redaction hides is hidden in the frames
// themselves; of it only the outline is drawn, while it is selected.
type drawnMarks struct {
	rasters []*canvas.Raster
	images  []drawnImage
	texts   []*canvas.Text
	labels  []labelPlace
	used    int
}

// mostMarksShown is how many marks are shown on both panes together.
const mostMarksShown = 96

// drawnLook is all that one drawing depends on.
type drawnLook struct {
	marks  *Marks // in which it stands; nil of what is in the hand, which is always drawn anew
	index  int
	second bool
	onPane geom.Map        // with its shift less whole pixels
	within image.Rectangle // what of the pane it covers, from where it lies
	chosen bool
	unit   float64
	theme  look.Name
}

type drawnImage struct {
	look  drawnLook
	image *image.RGBA
}

// labelPlace is where a label's words lie on a pane.
type labelPlace struct {
	id     casefile.ID
	second bool
	box    geom.Rect
}

func newDrawn() *drawnMarks {
	d := &drawnMarks{images: make([]drawnImage, mostMarksShown)}
	for i := range d.images {
		d.images[i].image = nothing
		r := exactly(func() *image.RGBA { return d.images[i].image })
		r.Hide()
		n := canvas.NewText("", color.White)
		n.Alignment, n.TextStyle.Bold = fyne.TextAlignCenter, true
		n.Hide()
		d.rasters, d.texts = append(d.rasters, r), append(d.texts, n)
	}
	return d
}

func (d *drawnMarks) parts() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for i := range d.rasters {
		parts = append(parts, d.rasters[i], d.texts[i])
	}
	return parts
}

// labelOf returns where a label's words lie on a pane.
func (d *drawnMarks) labelOf(id casefile.ID, second bool) geom.Rect {
	for _, l := range d.labels {
		if l.id == id && l.second == second {
			return l.box
		}
	}
	return geom.Rect{}
}

// place lays all marks where they belong now.
func (d *drawnMarks) place(g *glass) {
	s := g.stage
	d.used, d.labels = 0, d.labels[:0]
	if !s.unmarked && s.CanDraw() {
		for _, p := range g.planes() {
			for i, m := range s.shownMarks() {
				if points, active := s.seenOn(m, p); len(points) > 0 && d.used < mostMarksShown {
					d.put(g, p, i, m, points, active)
				}
			}
		}
	}
	for i := d.used; i < len(d.rasters); i++ {
		look.Show(d.rasters[i], false)
		look.Show(d.texts[i], false)
	}
}

// seenOn returns where a mark is drawn on a plane, none where it is not, and
// whether it is selected or in the hand.
func (s *Stage) seenOn(m Mark, p plane) (points []geom.Point, active bool) {
	active = m.ID == s.drawing.chosen || m.ID == draftID
	if !active && (m.Hidden || m.Kind == casefile.RedactionMark) {
		return nil, false
	}
	return s.pointsOn(m, p), active
}

// drawOn draws all marks on a frame that shows a plane; their words are not among it.
func (d *drawnMarks) drawOn(on sheet, s *Stage, p plane) {
	for _, m := range s.shownMarks() {
		if points, active := s.seenOn(m, p); len(points) > 0 {
			k := s.sketchOf(m, p, points, active)
			k.paint(on, m, geom.Point{}, s.unit(), active)
		}
	}
}

// markSketch is a mark as it lies on a pane.
type markSketch struct {
	shape   markup.Shape
	scale   markup.Scale
	said    string
	label   geom.Rect // about the words
	handles []geom.Point
}

func (s *Stage) sketchOf(m Mark, p plane, points []geom.Point, active bool) markSketch {
	pixels, unit := look.PixelScale(s.glass), s.unit()
	k := markSketch{scale: s.scaleOf(m), said: words.Visual(m.Text)}
	k.shape = markup.Of(m.Kind, applied(p.onPane, points), k.scale)
	if k.shape.Worded {
		size := fyne.MeasureText(k.said, look.Px(look.BodyBold.Size), fyne.TextStyle{Bold: true})
		half := geom.Point{X: float64(size.Width)/2*pixels + labelPadX*unit, Y: float64(size.Height)/2*pixels + labelPadY*unit}
		at := k.shape.Words
		k.label = geom.Rect{MinX: at.X - half.X, MinY: at.Y - half.Y, MaxX: at.X + half.X, MaxY: at.Y + half.Y}
	}
	if active && m.ID != draftID {
		k.handles = applied(p.onPane, markup.Handles(m.Kind, points))
	}
	return k
}

// Sizes of what is drawn with a mark, at a text size of 100 %.
const (
	markHandle, markHandleCore = 6, 4.2
	labelPadX, labelPadY       = 8, 4
)

// put draws one mark on one pane.
func (d *drawnMarks) put(g *glass, p plane, index int, m Mark, points []geom.Point, active bool) {
	s, k, unit := g.stage, look.PixelScale(g), g.stage.unit()
	sketch := s.sketchOf(m, p, points, active)
	shape := sketch.shape
	if shape.Worded {
		d.labels = append(d.labels, labelPlace{m.ID, p.second, sketch.label})
	}
	box, ok := d.extent(g, sketch)
	if !ok {
		return
	}
	o := geom.Point{X: float64(box.Min.X), Y: float64(box.Min.Y)}
	slot := d.used
	d.used++
	now := drawnLook{
		marks: s.scene.Marks, index: index, second: p.second, onPane: p.onPane, within: image.Rectangle{Max: box.Size()},
		chosen: active, unit: unit, theme: look.Now().Name,
	}
	now.onPane[2], now.onPane[5] = p.onPane[2]-o.X, p.onPane[5]-o.Y
	riding := g.riding() // it is in the frame
	if !riding && (now != d.images[slot].look || s.drawing.draft != nil) {
		if s.drawing.draft != nil {
			now.marks = nil
		}
		on := sheet{image.NewRGBA(image.Rectangle{Max: box.Size()})}
		sketch.paint(on, m, o, unit, active)
		d.images[slot] = drawnImage{now, on.RGBA}
		d.rasters[slot].Refresh()
	}
	origin := g.origin(p.second)
	put := func(object fyne.CanvasObject, x, y, w, h float64) {
		look.Put(object, origin.X+float32(x/k), origin.Y+float32(y/k), float32(w/k), float32(h/k))
	}
	look.Show(d.rasters[slot], !riding)
	put(d.rasters[slot], o.X, o.Y, float64(box.Dx()), float64(box.Dy()))
	text := d.texts[slot]
	at, visible := shape.Badge, shape.Badged && m.Number > 0
	says, height, ink := strconv.Itoa(m.Number), look.Px(look.Quiet.Size), look.Now().MarkRing
	if shape.Worded {
		at, visible, says, height = shape.Words, true, sketch.said, look.Px(look.BodyBold.Size)
	}
	if active {
		ink = look.Now().MarkActive
	}
	write(text, says, height, ink)
	visible = visible && g.port().pane.Rect().Contains(at)
	look.Show(text, visible)
	size := text.MinSize()
	put(text, at.X-float64(size.Width)/2*k, at.Y-float64(size.Height)/2*k, float64(size.Width)*k, float64(size.Height)*k)
}

// extent returns what of a pane a mark covers; ok is false where it lies beside it.
func (d *drawnMarks) extent(g *glass, k markSketch) (image.Rectangle, bool) {
	unit, shape, label := g.stage.unit(), k.shape, k.label
	var all []geom.Point
	for _, l := range shape.Lines {
		all = append(all, l.Points...)
	}
	all = append(all, k.handles...)
	if shape.Badged {
		all = append(all, shape.Badge)
	}
	if shape.Worded {
		all = append(all, geom.Point{X: label.MinX, Y: label.MinY}, geom.Point{X: label.MaxX, Y: label.MaxY})
	}
	air := max(k.scale.Badge, markup.HaloWidth*k.scale.Line, markHandle*unit) + 2
	r := markup.Bounds(all).Grown(air).Intersect(g.port().pane.Rect())
	if !(r.Width() >= 1 && r.Height() >= 1) {
		return image.Rectangle{}, false
	}
	return image.Rect(int(math.Floor(r.MinX)), int(math.Floor(r.MinY)), int(math.Ceil(r.MaxX)), int(math.Ceil(r.MaxY))), true
}

// paint draws a mark on a sheet that begins at o of the pane.
func (k markSketch) paint(on sheet, m Mark, o geom.Point, unit float64, active bool) {
	t, shape, scale, label := look.Now(), k.shape, k.scale, k.label
	within := geom.Rect{MaxX: float64(on.Rect.Dx()), MaxY: float64(on.Rect.Dy())}.Grown(4*scale.Line + 4)
	ink := markup.ColourOf(m.Mark)
	if shape.Solid {
		ink = t.MarkActive
	}
	var lines []markup.Line
	for _, l := range shape.Lines {
		lines = append(lines, markup.Line{Points: markup.Moved(l.Points, o.Times(-1)), Closed: l.Closed}.Clipped(within)...)
	}
	for _, pass := range []struct {
		width  float64
		colour color.NRGBA
	}{{markup.HaloWidth, markup.Halo}, {markup.EdgeWidth, markup.Edge}, {1, ink}} {
		half := pass.width * scale.Line / 2
		profile := newProfile(half, half, pass.colour, pass.colour)
		for _, l := range lines {
			for i, p := range l.Points {
				if i+1 < len(l.Points) || l.Closed {
					on.line(p, l.Points[(i+1)%len(l.Points)], profile)
				}
				on.disc(p, half, pass.colour)
			}
		}
	}
	ring := ink
	if active {
		ring = t.MarkActive
	}
	if shape.Badged {
		at := shape.Badge.Sub(o)
		on.disc(at, scale.Badge+1.2*unit, markup.Edge)
		on.disc(at, scale.Badge, ring)
		on.disc(at, scale.Badge-tagRing*unit, t.MarkDisc)
	}
	if shape.Worded {
		box := geom.Rect{MinX: label.MinX - o.X, MinY: label.MinY - o.Y, MaxX: label.MaxX - o.X, MaxY: label.MaxY - o.Y}
		on.fill(box, markup.Halo)
		on.fill(box.Grown(-unit), ring)
		on.fill(box.Grown(-unit*(1+markup.WidthOf(m.Mark)/2)), t.MarkDisc)
	}
	for _, h := range k.handles {
		on.disc(h.Sub(o), markHandle*unit, t.MarkDisc)
		on.disc(h.Sub(o), markHandleCore*unit, t.MarkActive)
	}
}

// fill fills a rectangle, to whole pixels.
func (s sheet) fill(r geom.Rect, c color.NRGBA) {
	for y := int(math.Round(r.MinY)); y < int(math.Round(r.MaxY)); y++ {
		for x := int(math.Round(r.MinX)); x < int(math.Round(r.MaxX)); x++ {
			s.blend(x, y, c, 1)
		}
	}
}
