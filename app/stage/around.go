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
// claim's edges cut, each with its number. All of it is one image, as links are.
type around struct {
	raster  *canvas.Raster
	image   *image.RGBA
	drawn   aroundLook
	numbers [mostResidues]*canvas.Text
	places  []geom.Point // of the numbers, on the image
}

// aroundLook is all that the drawing depends on.
type aroundLook struct {
	onStage                    geom.Map // stage from candidate
	quad                       geom.Quad
	candidate                  geom.Size
	part                       geom.Rect // of the selected part; empty is none
	found                      *outside.Found
	lies                       geom.Map // candidate from claim
	pane                       geom.Size
	unit                       float64 // device pixels for a pixel at a text size of 100 %
	claimed, dark, light, mark color.NRGBA
}

func newAround() *around {
	a := &around{image: nothing}
	a.raster = canvas.NewRaster(func(int, int) image.Image { return a.image })
	for i := range a.numbers {
		a.numbers[i] = canvas.NewText(strconv.Itoa(i+1), color.White)
		a.numbers[i].Alignment = fyne.TextAlignCenter
		a.numbers[i].TextStyle.Bold = true
		a.numbers[i].Hide()
	}
	return a
}

func (a *around) parts() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{a.raster}
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
	visible := s.shows() == showWhole && !port.pane.Empty()
	look.Show(a.raster, visible)
	if !visible {
		a.drawn, a.image = aroundLook{}, nothing
		for _, n := range a.numbers {
			n.Hide()
		}
		return
	}
	t, k, o := look.Now(), pixelScale(g), g.origin(false)
	now := aroundLook{
		onStage: onStage, quad: s.parts.layout.Quad, candidate: s.scene.Candidate.Size, found: s.parts.found, lies: s.scene.CandidateFromClaimed,
		pane: port.pane, unit: float64(look.Px(1)) * k,
		claimed: t.Claimed, dark: t.MarkDisc, light: t.MarkRing, mark: t.MarkActive,
	}
	if i := s.parts.chosen; i >= 0 && i < len(s.parts.layout.Parts) {
		now.part = s.parts.layout.Parts[i].Box
	}
	look.Put(a.raster, o.X, o.Y, float32(float64(port.pane.Width)/k), float32(float64(port.pane.Height)/k))
	if now != a.drawn {
		a.drawn = now
		a.image, a.places = now.draw(s.parts.residues())
		a.raster.Refresh()
	}
	for i, n := range a.numbers {
		shown := i < len(a.places) && port.pane.Rect().Contains(a.places[i])
		look.Show(n, shown)
		if !shown {
			continue
		}
		n.Color, n.TextSize = t.MarkRing, look.Px(look.Body.Size)
		side := 2 * look.Px(badgeRadius)
		at := o.AddXY(float32(a.places[i].X/k), float32(a.places[i].Y/k))
		height := n.MinSize().Height
		look.Put(n, at.X-side/2, at.Y-height/2, side, height)
		n.Refresh()
	}
}

// draw returns the drawing and where the numbers go on it.
func (l aroundLook) draw(cut []outside.Residue) (img *image.RGBA, numbers []geom.Point) {
	sheet := sheet{image.NewRGBA(image.Rect(0, 0, l.pane.Width, l.pane.Height))}
	round := func(q geom.Quad, core, edge float64, c color.NRGBA) {
		p := newProfile(edge/2*l.unit, core/2*l.unit, l.dark, c)
		for i, from := range q {
			sheet.line(from, q[(i+1)%4], p)
		}
	}
	// What the claim shows beyond the candidate has no outline here: nothing lies there.
	on := grown(l.onStage.ApplyQuad(l.candidate.Quad()).Bounds(), outlineEdge*l.unit)
	room := image.Rect(int(on.MinX), int(on.MinY), int(on.MaxX), int(on.MaxY)).Intersect(sheet.Rect)
	if !room.Empty() {
		p := newProfile(outlineEdge/2*l.unit, outlineCore/2*l.unit, l.dark, l.claimed)
		part, q := sheet.part(room), l.onStage.ApplyQuad(l.quad)
		origin := geom.Point{X: float64(room.Min.X), Y: float64(room.Min.Y)}
		for i, from := range q {
			part.line(from.Sub(origin), q[(i+1)%4].Sub(origin), p)
		}
	}
	if !l.part.Empty() {
		// Just within the picture, where its line would else be half of one.
		in := outlineEdge / 2 * l.unit
		r := grown(l.onStage.ApplyQuad(l.part.Quad()).Bounds(), -in)
		round(r.Quad(), outlineCore, outlineEdge, l.light)
	}
	plain := newProfile(markEdge/2*l.unit, markCore/2*l.unit, l.dark, l.light)
	active := newProfile(markEdge/2*l.unit, markCore/2*l.unit, l.dark, l.mark)
	for _, r := range cut {
		whole := grown(l.onStage.ApplyQuad(r.Candidate.Quad()).Bounds(), markAir*l.unit)
		claw := l.claw(r)
		scrap := claw.Bounds()
		if min(whole.Width(), whole.Height()) >= leastWhole*l.unit {
			round(whole.Quad(), markCore, markEdge, l.light)
		}
		for i, from := range claw {
			// Open where it is cut: what continues outside is to be read.
			if i != r.Edge.Corner() {
				sheet.line(from, claw[(i+1)%4], active)
			}
		}
		badge := l.badge(scrap, whole)
		sheet.line(nearest(scrap, badge), badge, plain)
		sheet.disc(badge, badgeRadius*l.unit, l.light)
		sheet.disc(badge, (badgeRadius-2)*l.unit, l.dark)
		numbers = append(numbers, badge)
	}
	return sheet.RGBA, numbers
}

// claw returns the corners of a line round a scrap, in the order of the claim's:
// with some air about it but where the claim's edge cuts it.
func (l aroundLook) claw(r outside.Residue) geom.Quad {
	stageFromClaimed := l.onStage.After(l.lies)
	air := markAir * l.unit / stageFromClaimed.LengthScale(r.Claimed.Centre())
	box := grown(r.Claimed, air)
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

func grown(r geom.Rect, by float64) geom.Rect {
	return geom.Rect{MinX: r.MinX - by, MinY: r.MinY - by, MaxX: r.MaxX + by, MaxY: r.MaxY + by}
}

// nearest returns the point of a rectangle that lies nearest to another.
func nearest(r geom.Rect, p geom.Point) geom.Point {
	return geom.Point{X: math.Min(math.Max(p.X, r.MinX), r.MaxX), Y: math.Min(math.Max(p.Y, r.MinY), r.MaxY)}
}
