package app

import (
	"fmt"
	"image/color"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
)

// box is a place in the window, in pixels.
type box struct{ x, y, right, bottom float32 }

func (b box) cut(c box) box {
	return box{max(b.x, c.x), max(b.y, c.y), min(b.right, c.right), min(b.bottom, c.bottom)}
}

func (b box) empty() bool { return b.right-b.x < 0.5 || b.bottom-b.y < 0.5 }

func (b box) String() string {
	return fmt.Sprintf("%.0f–%.0f × %.0f–%.0f", b.x, b.right, b.y, b.bottom)
}

// line is a line of text as it stands in the window.
type line struct {
	text  string
	of    *look.Text // that it belongs to; nil where it is the toolkit's own
	in    fyne.Widget
	place box // of its letters
	clip  box // outside of this nothing of it is to be seen
	room  float32
	part  int // of the window: lines of different parts may lie over each other
	ink   color.NRGBA
	size  float32
	bold  bool
}

// walker goes through all that is to be seen.
type walker struct {
	lines []line
	each  func(o fyne.CanvasObject, at box, clip box)
	part  int
	tops  map[fyne.CanvasObject]bool // each begins a part
}

func (w *walker) walk(o fyne.CanvasObject, at fyne.Position, clip box, of *look.Text, in fyne.Widget) {
	if o == nil || reflect.ValueOf(o).IsNil() || !o.Visible() {
		return
	}
	if w.tops[o] {
		w.part++
	}
	at = at.Add(o.Position())
	size := o.Size()
	place := box{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
	if w.each != nil {
		w.each(o, place, clip)
	}
	switch o := o.(type) {
	case *canvas.Text:
		w.text(o, place, clip, of, in)
	case *fyne.Container:
		for _, child := range o.Objects {
			w.walk(child, at, clip, of, in)
		}
	case fyne.Widget:
		if text, ok := o.(*look.Text); ok {
			of = text
		} else {
			in = o
		}
		if _, ok := o.(*container.Scroll); ok {
			clip = clip.cut(place)
		}
		for _, child := range test.WidgetRenderer(o).Objects() {
			w.walk(child, at, clip, of, in)
		}
	}
}

func (w *walker) text(o *canvas.Text, place, clip box, of *look.Text, in fyne.Widget) {
	if strings.TrimSpace(o.Text) == "" {
		return
	}
	room := place.right - place.x
	width := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle).Width
	switch o.Alignment {
	case fyne.TextAlignCenter:
		place.x += (room - width) / 2
	case fyne.TextAlignTrailing:
		place.x += room - width
	}
	place.right = place.x + width
	ink, _ := color.NRGBAModel.Convert(o.Color).(color.NRGBA)
	w.lines = append(w.lines, line{
		text: o.Text, of: of, in: in, place: place, clip: clip, room: room, part: w.part, ink: ink, size: o.TextSize, bold: o.TextStyle.Bold,
	})
}

// seenLines returns every line of text in the window: of what lies over it,
// where something does, else of the window itself.
func (h *hall) seenLines() []line {
	w := &walker{tops: h.parts()}
	h.walkTop(w)
	return w.lines
}

// walkTop walks what the keyboard works on now.
func (h *hall) walkTop(w *walker) {
	c := h.window.Canvas()
	size := c.Size()
	clip := box{0, 0, size.Width, size.Height}
	if top := c.Overlays().Top(); top != nil {
		w.walk(top, fyne.Position{}, clip, nil, nil)
		return
	}
	w.walk(c.Content(), fyne.Position{}, clip, nil, nil)
}

// parts are the regions of the window.
func (h *hall) parts() map[fyne.CanvasObject]bool {
	f := h.frame
	parts := map[fyne.CanvasObject]bool{}
	for _, o := range []fyne.CanvasObject{f.welcome, f.head, f.list, f.stage, f.part, f.facts, f.status, f.book, f.lesson, f.lessonBar, f.room, f.tour} {
		parts[o] = true
	}
	return parts
}

// texts returns what is said in the window, in the order in which it is drawn.
func (h *hall) texts() []string {
	var all []string
	for _, l := range h.seenLines() {
		all = append(all, l.text)
	}
	return all
}
