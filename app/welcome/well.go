package welcome

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// well is a place to drop on: a drawing, a name, a sentence and a button. Tall,
// they stand one under the other; stacked, side by side.
type well struct {
	widget.BaseWidget
	stacked bool
	hovered bool

	ground     *look.Box
	drawing    drawing
	name, drop *look.Text
	lowName    *look.Text
	lowDrop    *look.Text
	choose     *look.Button
}

var _ desktop.Hoverable = (*well)(nil)

func newWell(d drawing, kind look.Kind, choose func()) *well {
	w := &well{
		ground:  look.NewFrame(look.InPanel, look.InEdge, 1, look.RadiusWell),
		drawing: d,
		name:    look.NewText("", look.Well, look.InText).Centred(),
		drop:    look.NewText("", look.Lead, look.InSecond).Centred(),
		lowName: look.NewText("", look.Title, look.InText),
		lowDrop: look.NewText("", look.Body, look.InSecond),
		choose:  look.NewButton("", choose, look.ButtonOptions{Kind: kind}),
	}
	w.ExtendBaseWidget(w)
	return w
}

func (w *well) say(name, drop, choose string) {
	w.name.Set(name)
	w.drop.Set(drop)
	w.lowName.Set(name)
	w.lowDrop.Set(drop)
	w.choose.SetWords(choose)
}

// MouseIn brightens the edge.
func (w *well) MouseIn(*desktop.MouseEvent) { w.hover(true) }

// MouseMoved is part of Fyne's Hoverable.
func (w *well) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes that back.
func (w *well) MouseOut() { w.hover(false) }

func (w *well) hover(on bool) {
	w.hovered = on
	w.Refresh()
}

// Sizes of the drawing and the gaps of a tall well, pixels at 100 %.
const (
	drawingWidth  = 96
	drawingHeight = 72
	textWidth     = 312
	overButton    = 20
)

func (w *well) textRoom(width float32) float32 {
	return min(look.Px(textWidth), width-2*look.Px(look.Gap24))
}

// contentHeight is the height of a tall well's contents.
func (w *well) contentHeight(width float32) float32 {
	room := w.textRoom(width)
	return look.Px(drawingHeight+look.Gap24) + w.name.HeightAt(room) + look.Px(look.Gap8) +
		w.drop.HeightAt(room) + look.Px(overButton+look.Tall)
}

// tallHeight is the least height of a tall well.
func (w *well) tallHeight(width float32) float32 {
	return w.contentHeight(width) + 2*look.Px(look.Gap16)
}

// lowText is the room for words in a stacked well, beside drawing and button.
func (w *well) lowText(width float32) float32 {
	return width - look.Px(4*look.Gap16) - look.Px(drawingWidth)*0.6 - w.choose.MinSize().Width
}

// lowHeight is the least height of a stacked well.
func (w *well) lowHeight(width float32) float32 {
	room := w.lowText(width)
	words := w.lowName.HeightAt(room) + look.Px(look.Gap4) + w.lowDrop.HeightAt(room)
	return max(words, look.Px(drawingHeight)*0.6) + 2*look.Px(look.Gap16)
}

// CreateRenderer is part of Fyne's widget.
func (w *well) CreateRenderer() fyne.WidgetRenderer {
	parts := []fyne.CanvasObject{w.ground}
	for _, f := range w.drawing {
		parts = append(parts, f.rect)
	}
	parts = append(parts, w.name, w.drop, w.lowName, w.lowDrop, w.choose)
	return look.NewPlan(look.Plan{
		Owner: w, Parts: parts,
		Least: func() fyne.Size { return fyne.Size{} },
		Place: w.place,
		Paint: func() {
			edge := look.InEdge
			if w.hovered {
				edge = look.InText
			}
			w.ground.SetEdge(edge, 1)
			for _, f := range w.drawing {
				f.paint()
			}
		},
	})
}

func (w *well) place(size fyne.Size) {
	w.ground.Resize(size)
	for text, low := range map[*look.Text]bool{w.name: false, w.drop: false, w.lowName: true, w.lowDrop: true} {
		look.Show(text, low == w.stacked)
	}
	if w.stacked {
		w.placeLow(size)
		return
	}
	px := look.Px
	room := w.textRoom(size.Width)
	y := (size.Height - w.contentHeight(size.Width)) / 2
	w.drawing.place((size.Width-px(drawingWidth))/2, y, px(1))
	y += px(drawingHeight + look.Gap24)
	x := (size.Width - room) / 2
	name := w.name.HeightAt(room)
	look.Put(w.name, x, y, room, name)
	y += name + px(look.Gap8)
	drop := w.drop.HeightAt(room)
	look.Put(w.drop, x, y, room, drop)
	y += drop + px(overButton)
	button := w.choose.MinSize()
	look.Put(w.choose, (size.Width-button.Width)/2, y, button.Width, button.Height)
}

func (w *well) placeLow(size fyne.Size) {
	px := look.Px
	w.drawing.place(px(look.Gap16), (size.Height-px(drawingHeight)*0.6)/2, px(0.6))
	x := px(look.Gap16) + px(drawingWidth)*0.6 + px(look.Gap16)
	room := w.lowText(size.Width)
	name, drop := w.lowName.HeightAt(room), w.lowDrop.HeightAt(room)
	y := (size.Height - name - px(look.Gap4) - drop) / 2
	look.Put(w.lowName, x, y, room, name)
	look.Put(w.lowDrop, x, y+name+px(look.Gap4), room, drop)
	button := w.choose.MinSize()
	look.Put(w.choose, size.Width-px(look.Gap16)-button.Width, (size.Height-button.Height)/2, button.Width, button.Height)
}

// drawing is a picture made of frames.
type drawing []frame

// frame is a rectangle of a drawing, in its own pixels of 96 by 72.
type frame struct {
	rect       *canvas.Rectangle
	x, y, w, h float32
	ink        look.Ink
	stroke     float32
	filled     bool // hides what lies behind it
}

func (f frame) paint() {
	f.rect.StrokeColor, f.rect.StrokeWidth = look.Colour(f.ink), f.stroke
	if f.filled {
		f.rect.FillColor = look.Colour(look.InPanel)
	}
	f.rect.CornerRadius = look.Px(look.RadiusThumbnail)
	f.rect.Refresh()
}

func (d drawing) place(x, y, scale float32) {
	for _, f := range d {
		look.Put(f.rect, x+f.x*scale, y+f.y*scale, f.w*scale, f.h*scale)
	}
}

// claimDrawing is the program's sign, large: a part of a whole.
func claimDrawing() drawing {
	return drawing{
		{rect: outline(), w: 96, h: 72, ink: look.InEdge, stroke: 1.5},
		{rect: outline(), x: 18, y: 13, w: 56, h: 40, ink: look.InClaimed, stroke: 2.5},
	}
}

// candidatesDrawing is a pile of pictures.
func candidatesDrawing() drawing {
	return drawing{
		{rect: outline(), x: 16, w: 64, h: 30, ink: look.InEdge, stroke: 1.5, filled: true},
		{rect: outline(), x: 8, y: 10, w: 80, h: 30, ink: look.InEdge, stroke: 1.5, filled: true},
		{rect: outline(), y: 20, w: 96, h: 52, ink: look.InCandidate, stroke: 2.5, filled: true},
	}
}
