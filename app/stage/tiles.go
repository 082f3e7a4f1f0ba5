package stage

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// firstTile is the purpose of the first part's frame; see Request.
const firstTile = 2

// Lengths of the parts' row, in pixels at a text size of 100 %; shares are of the stage.
const (
	leastForTiles = 440 // below, the picture keeps the height
	tileShare     = 0.14
	leastTile     = 64
	mostTile      = 132
	tileAbove     = 6 // the frame of the selected one
	tileLabel     = 24
	tileBelow     = 10
	leastSlot     = 56 // what a hand hits, and what a label needs
)

// tiles shows each part outside the claim whole, at the best that its place
// allows, made from the candidate's full resolution. A click selects one.
type tiles struct {
	widget.BaseWidget
	stage *Stage
	all   [4]*tile
	slots [4]box // where each can be hit
}

// tile is one part.
type tile struct {
	*vignette
	frame edges
	label *look.Text
	share *look.Text
}

var _ fyne.Tappable = (*tiles)(nil)

func newTiles(s *Stage) *tiles {
	t := &tiles{stage: s}
	for i := range t.all {
		k := &tile{vignette: newVignette(), frame: newEdges(), label: look.NewLine("", look.Quiet, look.InText, look.Whole), share: look.NewLine("", look.Quiet, look.InSecond, look.Whole)}
		t.all[i] = k
	}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is part of Fyne's widget.
func (t *tiles) CreateRenderer() fyne.WidgetRenderer {
	var parts []fyne.CanvasObject
	for _, k := range t.all {
		parts = append(parts, k.raster)
		for _, side := range k.frame {
			parts = append(parts, side.raster)
		}
		parts = append(parts, k.label, k.share)
	}
	return look.NewPlan(look.Plan{
		Owner: t, Parts: parts,
		Place: func(fyne.Size) { t.follow() },
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
	})
}

// follow brings the row in line with the parts and the selected one, and asks
// for what it shows where that has changed.
func (t *tiles) follow() {
	s := t.stage
	visible := s.tilesRoom() > 0 && t.Size().Height > 0
	look.Show(t, visible)
	if !visible {
		return
	}
	l, shown := s.language, s.parts.layout.Parts
	// In line with the picture as it stands when it is fitted: the row stays while that moves.
	port := s.glass.port()
	left := max(look.Px(look.Gap16), float32(port.stageFromClaimed(position{})[2]/look.PixelScale(t)))
	room, height := t.Size().Width-left-look.Px(look.Gap16), s.tileHeight()
	gap := look.Px(look.Gap24)
	// Where they are too wide together, all become lower.
	widths := make([]float32, len(shown))
	for i, p := range shown {
		k := t.all[i]
		k.label.Set(l.Say("outside.part." + p.Side.String()))
		k.share.Set(l.Percent(p.Share, 0))
		widths[i] = height * float32(p.Box.Width()/p.Box.Height())
	}
	least := func(i int) float32 {
		return max(look.Px(leastSlot), t.all[i].label.Width()+t.all[i].share.Width()+look.Px(look.Gap8))
	}
	narrowed(widths, least, room-gap*float32(len(shown)-1))
	x := left
	for i, k := range t.all {
		look.Show(k.raster, i < len(shown))
		k.frame.show(i < len(shown) && i == s.parts.chosen)
		if i >= len(shown) {
			k.label.Set("")
			k.share.Set("")
			t.slots[i] = box{}
			continue
		}
		w := widths[i]
		h := min(height, w*float32(shown[i].Box.Height()/shown[i].Box.Width()))
		top := look.Px(tileAbove) + height - h
		look.Put(k.raster, x, top, w, h)
		k.frame.place(box{x - 4, top - 4, x + w + 4, top + h + 4}, 2, look.Now().Text)
		line, y := look.Px(look.Quiet.Line), look.Px(tileAbove)+height+look.Px(6)
		look.Put(k.label, x, y, k.label.Width()+1, line)
		look.Put(k.share, x+k.label.Width()+look.Px(4), y, k.share.Width()+1, line)
		slot := max(w, least(i))
		t.slots[i] = box{x - gap/2, 0, x + slot + gap/2, t.Size().Height}
		x += slot + gap
		t.ask(i, shown[i].Box, w, h)
	}
}

// narrowed brings widths down to a sum, the widest first, and none below its least.
func narrowed(widths []float32, least func(i int) float32, sum float32) {
	for range 2 * len(widths) {
		taken, widest, second := float32(0), float32(0), float32(0)
		for i, w := range widths {
			taken += max(w, least(i))
			switch {
			case w <= least(i):
			case w > widest:
				widest, second = w, widest
			case w < widest:
				second = max(second, w)
			}
		}
		if taken <= sum || widest == 0 {
			return
		}
		wide := float32(0)
		for _, w := range widths {
			if w == widest {
				wide++
			}
		}
		to := max(second, widest-(taken-sum)/wide)
		for i, w := range widths {
			if w == widest {
				widths[i] = max(least(i), to)
			}
		}
	}
}

// ask asks for a part's frame unless it is there.
func (t *tiles) ask(i int, part geom.Rect, width, height float32) {
	pixels := look.PixelScale(t)
	size := geom.Size{Width: int(math.Round(float64(width) * pixels)), Height: int(math.Round(float64(height) * pixels))}
	if size.Empty() {
		return
	}
	t.all[i].ask(t.stage, Request{
		Purpose: firstTile + i, Key: t.stage.scene.key(), Covered: t.stage.scene.Covered, Size: size,
		View: t.stage.covered(compare.View{Mode: compare.OutsideMode, Inside: compare.InsideCandidate, StageFromCandidate: compare.FitRegion(part, size, 0), Fine: true, Ground: stageColour()}),
	}, true)
}

// put takes a frame that was asked for.
func (t *tiles) put(r Request, f compare.Frame) {
	if i := r.Purpose - firstTile; i >= 0 && i < len(t.all) {
		t.all[i].put(r, f)
	}
}

// forget takes away what is shown.
func (t *tiles) forget() {
	for _, k := range t.all {
		k.forget()
	}
}

// Tapped selects the part under the pointer.
func (t *tiles) Tapped(e *fyne.PointEvent) {
	for i, b := range t.slots {
		if e.Position.X >= b.left && e.Position.X < b.right {
			t.stage.selectPart(i)
			return
		}
	}
}
