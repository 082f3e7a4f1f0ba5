package stage

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// marks are the outlines of the regions that differ, each with its number, and
// the cross of the locked pixel, on both panes where there are two. All lines
// are one image, as links are.
type marks struct {
	raster  *canvas.Raster
	image   *image.RGBA
	drawn   marksLook
	ridden  bool // it is in the frames
	numbers []*canvas.Text
	tags    []tag
}

// tag is a number on its disc, in device pixels of the glass.
type tag struct {
	at     geom.Point
	number int // from 1
	chosen bool
}

// marksLook is all that the drawing depends on.
type marksLook struct {
	difference          *compare.Map
	chosen              int
	all                 bool // else the selected one alone
	locked              bool
	pixel               geom.Point
	crossed             bool
	cross               geom.Point
	stageFromClaimed    geom.Map
	claimed             geom.Size
	first, second       fyne.Position
	two                 bool
	pane                geom.Size
	pixels              float64 // device pixels for each unit of the glass
	text                float32 // the text size
	dark, light, active color.NRGBA
}

// mostTags is how many numbers are shown at once on a pane.
const mostTags = 20

func newMarks() *marks {
	m := &marks{image: nothing}
	m.raster = exactly(func() *image.RGBA { return m.image })
	for range 2 * mostTags {
		n := canvas.NewText("", color.White)
		n.Alignment, n.TextStyle.Bold = fyne.TextAlignCenter, true
		n.Hide()
		m.numbers = append(m.numbers, n)
	}
	return m
}

func (m *marks) parts() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{m.raster}
	for _, n := range m.numbers {
		parts = append(parts, n)
	}
	return parts
}

// Sizes at a text size of 100 %.
const (
	outlineAir              = 3 // between a region's box and its line
	regionCore, regionEdge  = 1.2, 2.8
	chosenRegion, chosenRim = 2, 4
	tagRadius, tagRing      = 10, 1.6
	crossInner, crossOuter  = 4, 13
	crossCore, crossEdge    = 1.4, 3
)

// lookAt returns what is to be drawn where the pictures lie so.
func (m *marks) lookAt(g *glass, at lie) (now marksLook, visible bool) {
	s, port, t := g.stage, g.port(), look.Now()
	now = marksLook{
		chosen: -1, claimed: s.scene.Claimed.Size, stageFromClaimed: at.port, pane: port.pane,
		first: g.origin(false), second: g.origin(true), two: g.twoPanes() && s.warped(),
		pixels: look.PixelScale(g), text: look.Px(1), dark: t.MarkDisc, light: t.MarkRing, active: t.MarkActive,
	}
	if s.cross.on && s.crosses() && s.shows() != showSentence && s.shows() != showNothing {
		now.crossed, now.cross = true, s.cross.at
	}
	if s.ownAlone() {
		now.stageFromClaimed, now.crossed = at.own.After(s.scene.CandidateFromClaimed), now.crossed && s.scene.Placed
	}
	if !s.unmarked && s.showsRegions() && len(s.found()) > 0 {
		now.all = s.mode == compare.DifferenceMode
		if now.chosen = s.regions.chosen; now.all || now.chosen >= 0 {
			now.difference = s.scene.Difference
		}
	}
	if s.inspector.locked && s.shows() != showWhole && s.shows() != showSentence && s.shows() != showNothing {
		now.locked, now.pixel = true, s.inspector.at
	}
	return now, (now.difference != nil || now.locked || now.crossed) && !port.pane.Empty()
}

// place lays everything where it belongs now.
func (m *marks) place(g *glass) {
	now, visible := m.lookAt(g, g.now())
	riding, t := g.riding(), look.Now()
	look.Show(m.raster, visible && !riding)
	if !visible {
		m.drawn, m.image, m.tags = marksLook{}, nothing, nil
		m.number(nil, t.MarkRing, t.MarkActive, 1)
		return
	}
	if riding {
		m.drawn, m.ridden, m.tags = now, true, g.tagsNow(now.pixels)
		m.number(m.tags, t.MarkRing, t.MarkActive, now.pixels)
		return
	}
	if now == m.drawn && !m.ridden {
		return
	}
	m.drawn, m.ridden = now, false
	var at image.Point
	m.image, at, m.tags = now.draw()
	px := func(v int) float32 { return float32(float64(v) / now.pixels) }
	size := m.image.Rect.Size()
	look.Put(m.raster, px(at.X), px(at.Y), px(size.X), px(size.Y))
	m.raster.Refresh()
	m.number(m.tags, t.MarkRing, t.MarkActive, now.pixels)
}

// number writes the numbers on their discs.
func (m *marks) number(tags []tag, light, active color.NRGBA, pixels float64) {
	for i, n := range m.numbers {
		look.Show(n, i < len(tags))
		if i >= len(tags) {
			continue
		}
		t, ink := tags[i], light
		if t.chosen {
			ink = active
		}
		write(n, strconv.Itoa(t.number), look.Px(look.Quiet.Size), ink)
		side, height := 2*look.Px(tagRadius), n.MinSize().Height
		look.Put(n, float32(t.at.X/pixels)-side/2, float32(t.at.Y/pixels)-height/2, side, height)
	}
}

// write changes what a text says and looks like; where nothing does, it is left alone.
func write(n *canvas.Text, says string, size float32, ink color.Color) {
	if n.Text != says || n.TextSize != size || n.Color != ink {
		n.Text, n.TextSize, n.Color = says, size, ink
		n.Refresh()
	}
}

// draw returns the drawing, where on the glass it lies in device pixels, and the
// tags to be numbered.
func (l marksLook) draw() (img *image.RGBA, at image.Point, tags []tag) {
	place := func(p fyne.Position) image.Rectangle {
		q := pointOf(p).Times(l.pixels)
		min := image.Point{X: int(math.Round(q.X)), Y: int(math.Round(q.Y))}
		return image.Rectangle{Min: min, Max: min.Add(image.Point{X: l.pane.Width, Y: l.pane.Height})}
	}
	panes := []image.Rectangle{place(l.first)}
	if l.two {
		panes = append(panes, place(l.second))
	}
	extent := panes[0].Union(panes[len(panes)-1])
	on := sheet{image.NewRGBA(image.Rectangle{Max: extent.Size()})}
	for _, pane := range panes {
		part := on.part(pane.Sub(extent.Min))
		for _, t := range l.drawOn(part) {
			t.at = t.at.Add(geom.Point{X: float64(pane.Min.X), Y: float64(pane.Min.Y)})
			tags = append(tags, t)
		}
	}
	return on.RGBA, extent.Min, tags
}

// drawOn draws on the sheet of one pane and returns the tags in its pixels.
func (l marksLook) drawOn(on sheet) (tags []tag) {
	size := func(v float64) float64 { return v * float64(l.text) * l.pixels }
	outlines := l.outlines()
	plain := newProfile(size(regionEdge)/2, size(regionCore)/2, l.dark, l.light)
	chosen := newProfile(size(chosenRim)/2, size(chosenRegion)/2, l.dark, l.active)
	for _, o := range outlines {
		profile := plain
		if o.chosen {
			profile = chosen
		}
		q := o.box.Quad()
		for k, from := range q {
			on.line(from, q[(k+1)%4], profile)
		}
	}
	// Tags over all lines; the selected one takes its place first.
	free := room{within: l.pane.Rect().Grown(-size(tagRadius)), apart: 2*size(tagRadius) + 1}
	for pass := range 2 {
		for _, o := range outlines {
			if o.chosen != (pass == 0) || len(tags) == mostTags {
				continue
			}
			if at, ok := free.take(o.box); ok {
				tags = append(tags, tag{at, o.number, o.chosen})
			}
		}
	}
	for i := len(tags) - 1; i >= 0; i-- {
		ring := l.light
		if tags[i].chosen {
			ring = l.active
		}
		on.disc(tags[i].at, size(tagRadius), ring)
		on.disc(tags[i].at, size(tagRadius-tagRing), l.dark)
	}
	for _, mark := range []struct {
		shown bool
		at    geom.Point
		ink   color.NRGBA
	}{{l.crossed, l.cross, l.light}, {l.locked, l.pixel, l.active}} {
		if !mark.shown {
			continue
		}
		c := l.stageFromClaimed.Apply(mark.at)
		cross := newProfile(size(crossEdge)/2, size(crossCore)/2, l.dark, mark.ink)
		for _, d := range [4]geom.Point{{X: 1}, {X: -1}, {Y: 1}, {Y: -1}} {
			on.line(c.Add(d.Times(size(crossInner))), c.Add(d.Times(size(crossOuter))), cross)
		}
	}
	return tags
}

// outlined is a region's outline in a pane's pixels.
type outlined struct {
	box    geom.Rect
	number int
	chosen bool
}

// outlines returns those to be drawn, the selected one last, over the others.
func (l marksLook) outlines() (all []outlined) {
	if l.difference == nil {
		return nil
	}
	pane := l.pane.Rect()
	// A line beside the picture would mark nothing.
	unit := float64(l.text) * l.pixels
	picture := l.stageFromClaimed.ApplyQuad(l.claimed.Quad()).Bounds().Grown(-chosenRim / 2 * unit)
	outline := func(r compare.Region) geom.Rect {
		box := l.stageFromClaimed.ApplyQuad(boxOf(r).Quad()).Bounds().Grown(outlineAir * unit).Intersect(picture)
		// Along the middles of pixels, where a thin line stays sharp.
		for _, v := range []*float64{&box.MinX, &box.MinY, &box.MaxX, &box.MaxY} {
			*v = math.Floor(*v) + 0.5
		}
		return box
	}
	for i, r := range l.difference.Regions {
		if i == l.chosen || !l.all || i >= mostOutlined {
			continue
		}
		box := outline(r)
		if !box.Intersect(pane).Empty() {
			all = append(all, outlined{box, i + 1, false})
		}
	}
	if i := l.chosen; i >= 0 && i < len(l.difference.Regions) {
		all = append(all, outlined{outline(l.difference.Regions[i]), i + 1, true})
	}
	return all
}

// room is where tags may stand: within the pane and not on each other.
type room struct {
	within geom.Rect
	apart  float64
	taken  []geom.Point
}

// take returns the first free corner of an outline, or a free place along the
// pane's edge where the corners lie outside; ok is false where all are taken.
func (r *room) take(box geom.Rect) (at geom.Point, ok bool) {
	seen := box.Intersect(r.within)
	if seen.Empty() {
		return at, false
	}
	for _, p := range [4]geom.Point{{X: seen.MaxX, Y: seen.MinY}, {X: seen.MinX, Y: seen.MinY}, {X: seen.MaxX, Y: seen.MaxY}, {X: seen.MinX, Y: seen.MaxY}} {
		ok = true
		for _, q := range r.taken {
			ok = ok && p.Distance(q) >= r.apart
		}
		if ok {
			r.taken = append(r.taken, p)
			return p, true
		}
	}
	return at, false
}
