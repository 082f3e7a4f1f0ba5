package stage

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/geom"
)

// grid draws rulers and lines in the claim's pixels over both pictures: over a
// candidate in its own pixels the same lines lie where the alignment puts them,
// and so the same line crosses the same place. Each line that runs along the
// pane is a stretched strip of two pixels, dark and light, which costs next to
// nothing; where lines run slanted, they are one image.
type grid struct {
	on     bool
	panes  [2]*ruled
	slants [2]slantedLook
}

// ruled is what lies over one pane.
type ruled struct {
	lines  []*strand
	labels []*canvas.Text
	sizes  [2 * mostStrands]fyne.Size // of the labels
	bands  [2]*bar                    // the rulers: along the top, down the left
	slant  *canvas.Raster
	image  *image.RGBA
}

// strand is a line of one dark and one light pixel.
type strand struct {
	raster  *canvas.Raster
	upright bool
}

const (
	mostStrands = 24 // along each side of a pane
	gridApart   = 72 // pixels at a text size of 100 % that lines lie apart at least
	rulerHigh   = 18
	rulerWide   = 38
)

var (
	gridDark, gridLight = color.RGBA{0, 0, 0, 110}, color.RGBA{110, 110, 110, 110} // premultiplied
	rulerGround         = color.RGBA{10, 10, 10, 190}
	rulerInk            = color.NRGBA{235, 235, 235, 255}
)

func newGrid() *grid { return &grid{panes: [2]*ruled{newRuled(), newRuled()}} }

func newRuled() *ruled {
	r := &ruled{bands: [2]*bar{newBar(), newBar()}, image: nothing}
	upright, level := image.NewRGBA(image.Rect(0, 0, 2, 1)), image.NewRGBA(image.Rect(0, 0, 1, 2))
	for i, c := range []color.RGBA{gridDark, gridLight} {
		upright.SetRGBA(i, 0, c)
		level.SetRGBA(0, i, c)
	}
	for i := range 2 * mostStrands {
		s := &strand{upright: i < mostStrands}
		s.raster = exactly(func() *image.RGBA {
			if s.upright {
				return upright
			}
			return level
		})
		n := canvas.NewText("", rulerInk)
		r.lines, r.labels = append(r.lines, s), append(r.labels, n)
	}
	r.slant = exactly(func() *image.RGBA { return r.image })
	r.hide()
	return r
}

func (r *ruled) parts() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{r.slant}
	for _, s := range r.lines {
		parts = append(parts, s.raster)
	}
	parts = append(parts, r.bands[0].raster, r.bands[1].raster)
	for _, n := range r.labels {
		parts = append(parts, n)
	}
	return parts
}

func (r *ruled) hide() {
	for _, o := range r.parts() {
		look.Show(o, false)
	}
}

func (d *grid) parts() []fyne.CanvasObject {
	return append(d.panes[0].parts(), d.panes[1].parts()...)
}

// Grid reports whether rulers and grid are shown.
func (s *Stage) Grid() bool { return s.glass.grid.on }

// SetGrid shows rulers and grid, or not.
func (s *Stage) SetGrid(on bool) {
	s.glass.grid.on = on
	s.glass.place()
}

// niceStep returns the least of 1, 2, 5, 10, 20, … that is not below a length.
func niceStep(least float64) int {
	step := 1
	for i := 0; float64(step) < least && step < 1e8; i++ {
		step *= 2
		if i%3 == 1 {
			step = step / 4 * 5
		}
	}
	return step
}

// place lays the lines out on every pane in sight.
func (d *grid) place(g *glass) {
	s := g.stage
	for i, r := range d.panes {
		pane := g.panes[i]
		if !d.on || !pane.clip.Visible() || i == 1 && !g.twoPanes() || g.port().pane.Empty() {
			r.hide()
			continue
		}
		onPane, ok := g.paneFromClaimed(i, g.now())
		if !ok {
			r.hide()
			continue
		}
		size := g.port().pane
		if !straight(onPane, s.scene.Claimed.Size) {
			r.hide()
			d.placeSlanted(g, i, onPane)
			continue
		}
		d.slants[i] = slantedLook{}
		look.Show(r.slant, false)
		r.place(g, g.origin(i == 1), onPane, size, s.scene.Claimed.Size)
	}
}

// straight reports whether lines in a picture's pixels run along the pane.
func straight(onPane geom.Map, claimed geom.Size) bool {
	w, h := float64(claimed.Width), float64(claimed.Height)
	across := math.Abs(onPane[1])*h + math.Abs(onPane[3])*w
	bent := math.Abs(onPane[6])*w + math.Abs(onPane[7])*h
	return across < 1 && bent < 1e-4
}

// paneFromClaimed returns how the claim's pixels lie on a pane where the
// pictures lie so; ok is false where they don't.
func (g *glass) paneFromClaimed(pane int, at lie) (geom.Map, bool) {
	s := g.stage
	candidate := g.twoPanes() && g.pictureIn(pane) == 1 && !s.warped()
	switch {
	case s.shows() == showWhole:
		return at.port.After(s.scene.CandidateFromClaimed).Normalised(), s.scene.Placed
	case candidate || s.ownAlone():
		return at.own.After(s.scene.CandidateFromClaimed).Normalised(), s.scene.Placed
	}
	return at.port, true
}

// place lays lines and rulers where the claim's pixels run along the pane.
func (r *ruled) place(g *glass, o fyne.Position, onPane geom.Map, pane, claimed geom.Size) {
	k := look.PixelScale(g)
	unit := float64(look.Px(1)) * k
	seen := onPane.ApplyQuad(claimed.Quad()).Bounds().Intersect(pane.Rect())
	if seen.Empty() {
		r.hide()
		return
	}
	px := func(v float64) float32 { return float32(v / k) }
	put := func(object fyne.CanvasObject, x, y, w, h float64) {
		look.Put(object, o.X+px(x), o.Y+px(y), px(w), px(h))
	}
	high, wide := rulerHigh*unit, rulerWide*unit
	var used [2 * mostStrands]bool
	riding := g.riding() // the lines are in the frame
	for axis := range 2 {
		for _, l := range ruledLines(onPane, seen, claimed, unit, axis) {
			at := l.at
			// The same value keeps its letters while the picture moves: to draw them anew costs most.
			slot := axis*mostStrands + l.step%mostStrands
			line, label := r.lines[slot], r.labels[slot]
			used[slot] = true
			look.Show(line.raster, l.inner && !riding)
			if says, size := strconv.Itoa(l.value), look.Px(look.Quiet.Size-1); says != label.Text || size != label.TextSize {
				label.Text, label.TextSize = says, size
				r.sizes[slot] = label.MinSize()
				label.Refresh()
			}
			text := r.sizes[slot]
			w, h := float64(text.Width)*k, float64(text.Height)*k
			if axis == 0 {
				put(line.raster, at-1, seen.MinY, 2, seen.Height())
				put(label, at+3*unit, seen.MinY+(high-h)/2, w, h)
				look.Show(label, at+3*unit+w < seen.MaxX && at >= seen.MinX+wide)
			} else {
				put(line.raster, seen.MinX, at-1, seen.Width(), 2)
				put(label, seen.MinX+wide-w-4*unit, at+2*unit, w, h)
				look.Show(label, at+2*unit+h < seen.MaxY && at >= seen.MinY+high)
			}
		}
	}
	for i, is := range used {
		if !is {
			look.Show(r.lines[i].raster, false)
			look.Show(r.labels[i], false)
		}
	}
	for i, b := range r.bands {
		look.Show(b.raster, true)
		b.paint(rulerGround)
		if i == 0 {
			put(b.raster, seen.MinX, seen.MinY, seen.Width(), min(high, seen.Height()))
		} else {
			put(b.raster, seen.MinX, seen.MinY+high, min(wide, seen.Width()), max(0, seen.Height()-high))
		}
	}
}

// ruledLine is a line that runs along the pane.
type ruledLine struct {
	value, step int
	at          float64 // where on the pane
	inner       bool    // of the picture: its edges need no line
}

// ruledLines returns the lines across the pane (axis 0: upright ones) in what is
// seen of the picture.
func ruledLines(onPane geom.Map, seen geom.Rect, claimed geom.Size, unit float64, axis int) (all []ruledLine) {
	scale, shift, from, to, most := onPane[0], onPane[2], seen.MinX, seen.MaxX, float64(claimed.Width)
	if axis == 1 {
		scale, shift, from, to, most = onPane[4], onPane[5], seen.MinY, seen.MaxY, float64(claimed.Height)
	}
	step := float64(niceStep(gridApart * unit / math.Abs(scale)))
	a, b := (from-shift)/scale, (to-shift)/scale
	first, last := math.Ceil(max(0, min(a, b))/step)*step, min(most, max(a, b))
	for v := first; v <= last && len(all) < mostStrands; v += step {
		all = append(all, ruledLine{int(v), int(math.Round(v / step)), math.Round(scale*v + shift), v > 0 && v < most})
	}
	return all
}

// slantedLook is all that a grid depends on that is drawn as an image.
type slantedLook struct {
	onPane        geom.Map
	claimed, pane geom.Size
	unit          float64
}

func (d *grid) placeSlanted(g *glass, i int, onPane geom.Map) {
	r, k := d.panes[i], look.PixelScale(g)
	now := slantedLook{onPane, g.stage.scene.Claimed.Size, g.port().pane, float64(look.Px(1)) * k}
	look.Show(r.slant, !g.riding()) // else it is in the frame
	if g.riding() {
		return
	}
	o := g.origin(i == 1)
	look.Put(r.slant, o.X, o.Y, float32(float64(now.pane.Width)/k), float32(float64(now.pane.Height)/k))
	if now != d.slants[i] {
		d.slants[i] = now
		r.image = now.draw()
		r.slant.Refresh()
	}
}

func (l slantedLook) draw() *image.RGBA {
	on := sheet{image.NewRGBA(image.Rect(0, 0, l.pane.Width, l.pane.Height))}
	l.drawOn(on)
	return on.RGBA
}

// drawOn draws the lines as they come to lie, each as far as the claim reaches.
func (l slantedLook) drawOn(on sheet) {
	if l.onPane.CrossesHorizon(l.claimed.Quad()) {
		return
	}
	if straight(l.onPane, l.claimed) {
		l.drawStraight(on)
		return
	}
	thin := newProfile(1, 0.5, color.NRGBA{0, 0, 0, 255}, color.NRGBA{255, 255, 255, 255})
	step := float64(niceStep(gridApart * l.unit / l.onPane.LengthScale(l.claimed.Rect().Centre())))
	w, h := float64(l.claimed.Width), float64(l.claimed.Height)
	for x := 0.0; x <= w; x += step {
		on.line(l.onPane.Apply(geom.Point{X: x}), l.onPane.Apply(geom.Point{X: x, Y: h}), thin)
	}
	for y := 0.0; y <= h; y += step {
		on.line(l.onPane.Apply(geom.Point{Y: y}), l.onPane.Apply(geom.Point{X: w, Y: y}), thin)
	}
}

// drawStraight draws lines that run along the pane, each of a dark and a light pixel.
func (l slantedLook) drawStraight(on sheet) {
	seen := l.onPane.ApplyQuad(l.claimed.Quad()).Bounds().Intersect(l.pane.Rect())
	if seen.Empty() {
		return
	}
	for axis := range 2 {
		for _, line := range ruledLines(l.onPane, seen, l.claimed, l.unit, axis) {
			for i, c := range []color.RGBA{gridDark, gridLight} {
				at := int(line.at) - 1 + i
				strip := image.Rect(at, int(math.Round(seen.MinY)), at+1, int(math.Round(seen.MaxY)))
				if axis == 1 {
					strip = image.Rect(int(math.Round(seen.MinX)), at, int(math.Round(seen.MaxX)), at+1)
				}
				if line.inner {
					draw.Draw(on.RGBA, strip, image.NewUniform(c), image.Point{}, draw.Over)
				}
			}
		}
	}
}
