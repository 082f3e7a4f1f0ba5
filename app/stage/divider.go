package stage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// divider is the swipe line with its handle: a light line with dark edges,
// which shows on any picture, and a disc with two arrows.
type divider struct {
	dark, light *canvas.Rectangle
	disc        *canvas.Circle
	arrows      [4]*canvas.Line
	at          float32 // x of an upright line, y of a level one, on the glass
}

func newDivider() *divider {
	d := &divider{dark: &canvas.Rectangle{}, light: &canvas.Rectangle{}, disc: &canvas.Circle{}}
	for i := range d.arrows {
		d.arrows[i] = &canvas.Line{}
	}
	return d
}

func (d *divider) parts() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{d.dark, d.light, d.disc}
	for _, a := range d.arrows {
		parts = append(parts, a)
	}
	return parts
}

// visible reports whether there is a line to take hold of.
func (d *divider) visible(g *glass) bool {
	return g.stage.mode == compare.Swipe && g.stage.shows() == showTogether
}

// reach returns the places of the line at 0 and at 1.
func (d *divider) reach(g *glass) (first, last float32) {
	r := g.picture()
	if g.stage.values.swipeLevel {
		return float32(r.MinY), float32(r.MaxY)
	}
	return float32(r.MinX), float32(r.MaxX)
}

// place lays the line where the renderer cuts.
func (d *divider) place(g *glass) {
	visible := d.visible(g)
	for _, p := range d.parts() {
		look.Show(p, visible)
	}
	if !visible {
		return
	}
	s, k, o := g.stage, pixelScale(g), g.origin(false)
	port := g.port()
	line := float32(float64(compare.SwipeLine(compare.View{
		StageFromClaimed: port.stageFromClaimed(s.places[s.scene.key()]), SwipeAt: s.values.swipeAt, SwipeLevel: s.values.swipeLevel,
	}, port.claimed, port.pane)) / k)
	t, r := look.Now(), g.picture()
	d.dark.FillColor, d.light.FillColor = t.MarkDisc, t.MarkRing
	d.disc.FillColor, d.disc.StrokeColor, d.disc.StrokeWidth = t.MarkDisc, t.MarkRing, 2
	half := look.Px(14)
	var middle fyne.Position
	if s.values.swipeLevel {
		d.at = o.Y + line
		middle = fyne.NewPos(float32(r.Centre().X), d.at)
		look.Put(d.dark, float32(r.MinX), d.at-2, float32(r.Width()), 4)
		look.Put(d.light, float32(r.MinX), d.at-1, float32(r.Width()), 2)
	} else {
		d.at = o.X + line
		middle = fyne.NewPos(d.at, float32(r.Centre().Y))
		look.Put(d.dark, d.at-2, float32(r.MinY), 4, float32(r.Height()))
		look.Put(d.light, d.at-1, float32(r.MinY), 2, float32(r.Height()))
	}
	look.Put(d.disc, middle.X-half, middle.Y-half, 2*half, 2*half)
	d.placeArrows(middle, s.values.swipeLevel)
}

// placeArrows draws ‹ › on the disc, or the same turned for a level line.
func (d *divider) placeArrows(middle fyne.Position, level bool) {
	for i, a := range d.arrows {
		side, end := float32(1), float32(1)
		if i < 2 {
			side = -1
		}
		if i%2 == 0 {
			end = -1
		}
		tip := fyne.NewDelta(side*look.Px(8.5), 0)
		wing := fyne.NewDelta(side*look.Px(4.5), end*look.Px(4))
		if level {
			tip.DX, tip.DY = tip.DY, tip.DX
			wing.DX, wing.DY = wing.DY, wing.DX
		}
		a.Position1, a.Position2 = middle.Add(tip), middle.Add(wing)
		a.StrokeColor, a.StrokeWidth = look.Now().MarkRing, look.Px(1.6)
	}
}

// outline shows the claim's edges on the whole candidate beside it: a light
// line between two dark ones, which shows on any picture.
type outline struct{ dark, light edges }

func newOutline() *outline { return &outline{dark: newEdges(), light: newEdges()} }

func (o *outline) parts() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, e := range []edges{o.dark, o.light} {
		for _, bar := range e {
			parts = append(parts, bar)
		}
	}
	return parts
}

func (o *outline) place(g *glass, stageFromClaimed geom.Map, pixels float64) {
	s := g.stage
	visible := s.values.whole && s.scene.Placed && g.twoPanes()
	o.dark.show(visible)
	o.light.show(visible)
	if !visible {
		return
	}
	q := stageFromClaimed.ApplyQuad(s.scene.Claimed.Size.Quad()).Bounds()
	around := func(by float32) box {
		return box{float32(q.MinX/pixels) - by, float32(q.MinY/pixels) - by, float32(q.MaxX/pixels) + by, float32(q.MaxY/pixels) + by}
	}
	t := look.Now()
	o.dark.place(around(3), 4, t.MarkDisc)
	o.light.place(around(2), 2, t.MarkRing)
}
