package stage

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
)

// around is what is drawn over the whole candidate: the claim's outline in the
// claim's colour between two dark edges, the part that is selected, and what the
// claim's edges cut, each with its number. Each side of an outline that is
// hardly turned is an image of its own, and so is each mark: one over the whole
// picture took the viewer from 58 frames a second to 45 under software OpenGL.
type around struct {
	rasters [mostDrawn]*canvas.Raster
	pieces  []piece
	drawn   aroundLook
	numbers [mostResidues]*canvas.Text
	places  []geom.Point // of the numbers, on the pane
}

// piece is a drawing and where on the pane it lies, in device pixels.
type piece struct {
	image *image.RGBA
	at    image.Point
}

// The sides of the outline and of the selected part, and the marks.
const mostDrawn = 4 + 4 + mostResidues

// aroundLook is all that the drawing depends on.
type aroundLook struct {
	onStage                    geom.Map // stage from candidate
	quad                       geom.Quad
	candidate                  geom.Size
	part                       geom.Rect // of the selected part; empty is none
	found                      *outside.Found
	bare                       bool     // without marks
	lies                       geom.Map // candidate from claim
	pane                       geom.Size
	unit                       float64 // device pixels for a pixel at a text size of 100 %
	claimed, dark, light, mark color.NRGBA
}

func newAround() *around {
	a := &around{}
	for i := range a.rasters {
		a.rasters[i] = exactly(func() *image.RGBA {
			if i < len(a.pieces) {
				return a.pieces[i].image
			}
			return nothing
		})
		a.rasters[i].Hide()
	}
	for i := range a.numbers {
		a.numbers[i] = canvas.NewText(strconv.Itoa(i+1), color.White)
		a.numbers[i].Alignment = fyne.TextAlignCenter
		a.numbers[i].TextStyle.Bold = true
		a.numbers[i].Hide()
	}
	return a
}

func (a *around) parts() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, r := range a.rasters {
		parts = append(parts, r)
	}
	for _, n := range a.numbers {
		parts = append(parts, n)
	}
	return parts
}

// Sizes at a text size of 100 %.
const (
	outlineCore, outlineEdge = 2, 4
	markCore, markEdge       = 1.4, 2.8
	badgeRadius              = 11
	markAir                  = 4  // between what is marked and the line round it
	leader                   = 16 // from that line to the badge
	leastWhole               = 28 // from which the whole lettering is outlined, and not the scrap alone: lines as thick as letters would cover them
)

// place draws it for the position in force.
func (a *around) place(g *glass, onStage geom.Map) {
	s := g.stage
	port := g.port()
	if s.shows() != showWhole || port.pane.Empty() {
		a.drawn, a.pieces, a.places = aroundLook{}, nil, nil
		for _, o := range a.parts() {
			look.Show(o, false)
		}
		return
	}
	t, k, o := look.Now(), look.PixelScale(g), g.origin(false)
	now := aroundLook{
		onStage: onStage, quad: s.parts.layout.Quad, candidate: s.scene.Candidate.Size, found: s.parts.found, bare: s.unmarked, lies: s.scene.CandidateFromClaimed,
		pane: port.pane, unit: float64(look.Px(1)) * k,
		claimed: t.Claimed, dark: t.MarkDisc, light: t.MarkRing, mark: t.MarkActive,
	}
	if i := s.parts.chosen; i >= 0 && i < len(s.parts.layout.Parts) {
		now.part = s.parts.layout.Parts[i].Box
	}
	fresh := now != a.drawn
	if fresh {
		a.drawn = now
		a.pieces, a.places = now.draw(s.marked())
	}
	for i, r := range a.rasters {
		look.Show(r, i < len(a.pieces))
		if i < len(a.pieces) {
			at, size := a.pieces[i].at, a.pieces[i].image.Rect.Size()
			px := func(v int) float32 { return float32(float64(v) / k) }
			look.Put(r, o.X+px(at.X), o.Y+px(at.Y), px(size.X), px(size.Y))
			if fresh {
				r.Refresh()
			}
		}
	}
	for i, n := range a.numbers {
		shown := i < len(a.places) && port.pane.Rect().Contains(a.places[i])
		look.Show(n, shown)
		if !shown {
			continue
		}
		write(n, n.Text, look.Px(look.Body.Size), t.MarkRing)
		side := 2 * look.Px(badgeRadius)
		at := o.AddXY(float32(a.places[i].X/k), float32(a.places[i].Y/k))
		height := n.MinSize().Height
		look.Put(n, at.X-side/2, at.Y-height/2, side, height)
	}
}

// drawing collects pieces.
type drawing struct {
	pane   image.Rectangle
	pieces []piece
}

// on returns a sheet for a place of the pane, and where it begins; ok is false
// where nothing of it lies within room.
func (d *drawing) on(place geom.Rect, room image.Rectangle) (s sheet, origin geom.Point, ok bool) {
	r := image.Rect(int(math.Floor(place.MinX)), int(math.Floor(place.MinY)), int(math.Ceil(place.MaxX)), int(math.Ceil(place.MaxY))).Intersect(room).Intersect(d.pane)
	if r.Empty() {
		return s, origin, false
	}
	s = sheet{image.NewRGBA(image.Rectangle{Max: r.Size()})}
	d.pieces = append(d.pieces, piece{s.RGBA, r.Min})
	return s, geom.Point{X: float64(r.Min.X), Y: float64(r.Min.Y)}, true
}

// round draws the sides of a quadrangle within room: each by itself where they
// run nearly along the pane's, else all together.
func (d *drawing) round(q geom.Quad, p profile, room image.Rectangle) {
	var sides [4]geom.Rect
	taken, whole := 0.0, q.Bounds().Grown(p.half+1)
	for i, from := range q {
		to := q[(i+1)%4]
		sides[i] = geom.Quad{from, to, from, to}.Bounds().Grown(p.half + 1)
		taken += sides[i].Width() * sides[i].Height()
	}
	if taken > whole.Width()*whole.Height()/2 {
		if s, o, ok := d.on(whole, room); ok {
			for i, from := range q {
				s.line(from.Sub(o), q[(i+1)%4].Sub(o), p)
			}
		}
		return
	}
	for i, from := range q {
		if s, o, ok := d.on(sides[i], room); ok {
			s.line(from.Sub(o), q[(i+1)%4].Sub(o), p)
		}
	}
}

// draw returns the pieces and where the numbers go.
func (l aroundLook) draw(cut []outside.Residue) (pieces []piece, numbers []geom.Point) {
	d := drawing{pane: image.Rect(0, 0, l.pane.Width, l.pane.Height)}
	lines := func(core, edge float64, c color.NRGBA) profile {
		return newProfile(edge/2*l.unit, core/2*l.unit, l.dark, c)
	}
	// What the claim shows beyond the candidate has no outline here: nothing lies there.
	on := l.onStage.ApplyQuad(l.candidate.Quad()).Bounds().Grown(outlineEdge * l.unit)
	room := image.Rect(int(on.MinX), int(on.MinY), int(on.MaxX), int(on.MaxY))
	d.round(l.onStage.ApplyQuad(l.quad), lines(outlineCore, outlineEdge, l.claimed), room)
	if !l.part.Empty() {
		// Just within the picture, where its line would else be half of one.
		in := l.onStage.ApplyQuad(l.part.Quad()).Bounds().Grown(-outlineEdge / 2 * l.unit)
		d.round(in.Quad(), lines(outlineCore, outlineEdge, l.light), d.pane)
	}
	plain, active := lines(markCore, markEdge, l.light), lines(markCore, markEdge, l.mark)
	for _, r := range cut {
		whole := l.onStage.ApplyQuad(r.Candidate.Quad()).Bounds().Grown(markAir * l.unit)
		claw := l.claw(r)
		scrap := claw.Bounds()
		badge := l.badge(scrap, whole)
		numbers = append(numbers, badge)
		place := scrap.Union(geom.Rect{MinX: badge.X, MinY: badge.Y, MaxX: badge.X, MaxY: badge.Y}.Grown((badgeRadius + 1) * l.unit))
		outlined := min(whole.Width(), whole.Height()) >= leastWhole*l.unit
		if outlined {
			place = place.Union(whole)
		}
		s, o, ok := d.on(place.Grown(plain.half+1), d.pane)
		if !ok {
			continue
		}
		for i, from := range whole.Quad() {
			if outlined {
				s.line(from.Sub(o), whole.Quad()[(i+1)%4].Sub(o), plain)
			}
		}
		for i, from := range claw {
			// Open where it is cut: what continues outside is to be read.
			if i != r.Edge.Corner() {
				s.line(from.Sub(o), claw[(i+1)%4].Sub(o), active)
			}
		}
		s.line(nearest(scrap, badge).Sub(o), badge.Sub(o), plain)
		s.disc(badge.Sub(o), badgeRadius*l.unit, l.light)
		s.disc(badge.Sub(o), (badgeRadius-2)*l.unit, l.dark)
	}
	return d.pieces, numbers
}

// claw returns the corners of a line round a scrap, in the order of the claim's:
// with some air about it but where the claim's edge cuts it.
func (l aroundLook) claw(r outside.Residue) geom.Quad {
	stageFromClaimed := l.onStage.After(l.lies)
	air := markAir * l.unit / stageFromClaimed.LengthScale(r.Claimed.Centre())
	box := r.Claimed.Grown(air)
	switch r.Edge {
	case outside.Left:
		box.MinX = r.Claimed.MinX
	case outside.Top:
		box.MinY = r.Claimed.MinY
	case outside.Right:
		box.MaxX = r.Claimed.MaxX
	case outside.Bottom:
		box.MaxY = r.Claimed.MaxY
	}
	return stageFromClaimed.ApplyQuad(box.Quad())
}

// badge returns where the number of a scrap goes: off the lettering, towards
// the claim's middle, for there the claim is and not what it leaves out.
func (l aroundLook) badge(scrap, whole geom.Rect) geom.Point {
	inwards := l.onStage.ApplyQuad(l.quad).Bounds().Centre().Sub(whole.Centre())
	away := (leader + badgeRadius) * l.unit
	at := scrap.Centre()
	// Across a line of letters, whichever way it runs.
	if whole.Width() >= whole.Height() {
		if inwards.Y >= 0 {
			at.Y = max(scrap.MaxY, whole.MaxY) + away
		} else {
			at.Y = min(scrap.MinY, whole.MinY) - away
		}
		return at
	}
	if inwards.X >= 0 {
		at.X = max(scrap.MaxX, whole.MaxX) + away
	} else {
		at.X = min(scrap.MinX, whole.MinX) - away
	}
	return at
}

// nearest returns the point of a rectangle that lies nearest to another.
func nearest(r geom.Rect, p geom.Point) geom.Point {
	return geom.Point{X: math.Min(math.Max(p.X, r.MinX), r.MaxX), Y: math.Min(math.Max(p.Y, r.MinY), r.MaxY)}
}
