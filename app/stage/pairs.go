package stage

import (
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// firstPair is the purpose of the first enlarged pair's frame; see Request.
const firstPair = 8

// mostPairs is how many pairs are shown enlarged at once: those around the selected one.
const mostPairs = 6

// Lengths of the enlarged pairs, in pixels at a text size of 100 %.
const (
	pairGap      = 12
	pairCaption  = 26
	pairBelow    = 12
	pairSeam     = 2   // between the two halves
	pairShare    = 0.5 // of the stage's height that they take at most
	leastPair    = 56  // height
	mostPair     = 180
	twoColumns   = 560 // width of the stage below which two stand in a row
	leastForPair = 380 // height of the stage below which the pictures keep it all
	usualSide    = 8   // the square shown is so much of the claim's shorter side where none is given
)

// pairs shows each matching detail enlarged, the claim's half left of the
// candidate's: the same square of the scene at the same scale, as the alignment
// lays it. A click selects one.
type pairs struct {
	widget.BaseWidget
	stage *Stage
	all   [mostPairs]*couple
	slots [mostPairs]box // where each can be hit
	shown []Detail
}

// couple is one enlarged pair.
type couple struct {
	*vignette
	frame   edges
	disc    *canvas.Circle
	number  *canvas.Text
	caption *look.Text
}

var _ fyne.Tappable = (*pairs)(nil)

func newPairs(s *Stage) *pairs {
	p := &pairs{stage: s}
	for i := range p.all {
		c := &couple{
			vignette: newVignette(), frame: newEdges(), disc: &canvas.Circle{}, number: canvas.NewText("", color.White),
			caption: look.NewLine("", look.Body, look.InText, look.CutsEnd),
		}
		c.number.Alignment, c.number.TextStyle.Bold = fyne.TextAlignCenter, true
		p.all[i] = c
	}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is part of Fyne's widget.
func (p *pairs) CreateRenderer() fyne.WidgetRenderer {
	var parts []fyne.CanvasObject
	for _, c := range p.all {
		parts = append(parts, c.raster, c.disc, c.number, c.caption)
		for _, side := range c.frame {
			parts = append(parts, side.raster)
		}
	}
	return look.NewPlan(look.Plan{
		Owner: p, Parts: parts,
		Place: func(fyne.Size) { p.follow() },
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
	})
}

// pairsRoom returns the height that the enlarged pairs take under the pictures.
func (s *Stage) pairsRoom() float32 {
	n := len(s.scene.Details.all())
	if !s.marksDetails() || n == 0 || s.glass.Size().Height < look.Px(leastForPair) {
		return 0
	}
	_, rows, _, height := s.pairPlan(n)
	return float32(rows)*(height+look.Px(pairCaption)) + look.Px(pairBelow)
}

// pairPlan says in how many columns and rows so many pairs stand, and how large they are.
func (s *Stage) pairPlan(n int) (columns, rows int, width, height float32) {
	size := s.glass.Size()
	if columns = 3; size.Width < look.Px(twoColumns) {
		columns = 2
	}
	n = min(n, 2*columns)
	columns = min(columns, n)
	rows = (n + columns - 1) / columns
	width = (size.Width - 2*look.Px(look.Gap16) - float32(columns-1)*look.Px(pairGap)) / float32(columns)
	height = min((width-pairSeam)/2, look.Px(mostPair), (pairShare*size.Height-look.Px(pairBelow))/float32(rows)-look.Px(pairCaption))
	return columns, rows, width, max(height, look.Px(leastPair))
}

// inSight returns the details whose pairs are shown: the page of the selected one.
func (p *pairs) inSight(columns, rows int) []Detail {
	all, page := p.stage.scene.Details.all(), columns*rows
	first := 0
	for i, d := range all {
		if d.ID == p.stage.details.chosen {
			first = max(0, min(i/page*page, len(all)-page)) // the last page is full
		}
	}
	return all[first:min(len(all), first+page)]
}

// follow brings the pairs in line with the details and the selected one, and
// asks for what they show where that has changed.
func (p *pairs) follow() {
	s := p.stage
	defer s.glass.placeGround()
	visible := s.pairsRoom() > 0 && p.Size().Height > 0
	look.Show(p, visible)
	p.shown = nil
	if !visible {
		return
	}
	columns, rows, width, height := s.pairPlan(len(s.scene.Details.all()))
	p.shown = p.inSight(columns, rows)
	t, l := look.Now(), s.language
	for i, c := range p.all {
		there := i < len(p.shown)
		for _, o := range []fyne.CanvasObject{c.raster, c.caption} {
			look.Show(o, there)
		}
		for _, o := range []fyne.CanvasObject{c.disc, c.number} {
			look.Show(o, there && s.MarksShown())
		}
		c.frame.show(there && p.shown[i].ID == s.details.chosen)
		if !there {
			p.slots[i] = box{}
			continue
		}
		d := p.shown[i]
		x := look.Px(look.Gap16) + float32(i%columns)*(width+look.Px(pairGap))
		y := float32(i/columns) * (height + look.Px(pairCaption))
		look.Put(c.raster, x, y, width, height)
		c.frame.place(box{x - 3, y - 3, x + width + 3, y + height + 3}, 2, t.Text)
		ring, radius := t.MarkRing, look.Px(tagRadius)
		if d.ID == s.details.chosen {
			ring = t.MarkActive
		}
		look.Put(c.disc, x+look.Px(6), y+look.Px(6), 2*radius, 2*radius)
		if c.disc.FillColor != t.MarkDisc || c.disc.StrokeColor != ring || c.disc.StrokeWidth != look.Px(tagRing) {
			c.disc.FillColor, c.disc.StrokeColor, c.disc.StrokeWidth = t.MarkDisc, ring, look.Px(tagRing)
			c.disc.Refresh()
		}
		write(c.number, strconv.Itoa(d.Number), look.Px(look.Quiet.Size), ring)
		look.Put(c.number, x+look.Px(6), y+look.Px(6)+radius-c.number.MinSize().Height/2, 2*radius, c.number.MinSize().Height)
		name := d.Name
		if name == "" {
			name = l.Say("detail.unnamed", "n", strconv.Itoa(d.Number))
		}
		c.caption.Set(name)
		look.Put(c.caption, x, y+height+look.Px(3), width, look.Px(look.Body.Line))
		p.slots[i] = box{x, y, x + width, y + height + look.Px(pairCaption)}
		p.ask(i, d, width, height)
	}
}

// square returns what of the claim a detail shows enlarged.
func (s *Stage) square(d Detail) geom.Rect {
	side := d.SidePx
	if side <= 0 {
		size := s.scene.Claimed.Size
		side = float64(min(size.Width, size.Height)) / usualSide
	}
	return geom.Rect{MinX: d.Claimed.X - side/2, MinY: d.Claimed.Y - side/2, MaxX: d.Claimed.X + side/2, MaxY: d.Claimed.Y + side/2}
}

// ask asks for a pair's frame unless it is there; another detail must not stand
// under this one's number.
func (p *pairs) ask(i int, d Detail, width, height float32) {
	pixels := look.PixelScale(p)
	size := geom.Size{Width: int(math.Round(float64(width) * pixels)), Height: int(math.Round(float64(height) * pixels))}
	seam := max(1, int(math.Round(pairSeam*pixels)))
	left, _ := compare.Panes(size, seam)
	if left.Empty() {
		return
	}
	half := geom.Size{Width: left.Dx(), Height: left.Dy()}
	p.all[i].ask(p.stage, Request{
		Purpose: firstPair + i, Key: p.stage.scene.key(), Covered: p.stage.scene.Covered, Size: size,
		View: p.stage.covered(compare.View{Mode: compare.DetailsMode, StageFromClaimed: compare.FitRegion(p.stage.square(d), half, 0), Whole: true, PaneGap: seam, Fine: true, Ground: stageColour()}),
	}, false)
}

// put takes a frame that was asked for.
func (p *pairs) put(r Request, f compare.Frame) {
	if i := r.Purpose - firstPair; i >= 0 && i < len(p.all) {
		p.all[i].put(r, f)
		p.stage.glass.placeGround() // it gives way
	}
}

// covered returns what the pairs cover of the stage, to whole device pixels.
func (p *pairs) covered(pixels float64) (all []box) {
	for i := range p.shown {
		c := p.all[i]
		if !p.Visible() || c.image == nothing || !c.raster.Visible() {
			continue
		}
		at, size := p.Position().Add(c.raster.Position()), c.raster.Size()
		all = append(all, box{at.X, at.Y, at.X + size.Width, at.Y + size.Height}.whole(pixels))
	}
	return all
}

// Tapped selects the detail under the pointer.
func (p *pairs) Tapped(e *fyne.PointEvent) {
	for i, b := range p.slots {
		if i < len(p.shown) && e.Position.X >= b.left && e.Position.X < b.right && e.Position.Y >= b.top && e.Position.Y < b.bottom {
			p.stage.SelectDetail(p.shown[i].ID)
			return
		}
	}
}
