package inspector

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/geom"
)

// Moment is a frame with its picture.
type Moment struct {
	At      time.Duration
	Picture image.Image // nil while it is being made
}

// beside shows the frame that is looked at between its neighbours. A click on
// one of them goes there, as the keys for a frame do.
type beside struct {
	widget.BaseWidget
	frames []*neighbour
	shape  float32 // height of a picture for its width
}

// mostBeside is the height of an upright picture for its width.
const mostBeside = 1.25

// newBeside returns those frames of a video of that size; goTo hears which one is wanted.
func newBeside(all []Moment, shown time.Duration, size geom.Size, goTo func(at time.Duration)) *beside {
	b := &beside{shape: 9. / 16}
	if !size.Empty() {
		b.shape = min(float32(size.Height)/float32(size.Width), mostBeside)
	}
	for _, m := range all {
		n := &neighbour{at: m.At, goTo: goTo, thumb: look.NewThumbnail(), frame: look.NewFrame(look.Clear, look.Clear, 0, look.RadiusThumbnail)}
		n.thumb.SetPicture(m.Picture)
		if m.At == shown {
			n.frame.SetEdge(look.InText, 2)
		}
		n.ExtendBaseWidget(n)
		b.frames = append(b.frames, n)
	}
	b.ExtendBaseWidget(b)
	return b
}

// each is the width of one of them.
func (b *beside) each(width float32) float32 { return (width - 2*look.Px(look.Gap8)) / 3 }

// HeightAt returns the height at a width.
func (b *beside) HeightAt(width float32) float32 { return b.each(width) * b.shape }

// CreateRenderer is part of Fyne's widget.
func (b *beside) CreateRenderer() fyne.WidgetRenderer {
	parts := make([]fyne.CanvasObject, len(b.frames))
	for i, n := range b.frames {
		parts[i] = n
	}
	return look.NewPlan(look.Plan{
		Owner: b, Parts: parts,
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			for i, n := range b.frames {
				look.Put(n, float32(i)*(b.each(size.Width)+look.Px(look.Gap8)), 0, b.each(size.Width), size.Height)
			}
		},
	})
}

// neighbour is one frame.
type neighbour struct {
	widget.BaseWidget
	at    time.Duration
	goTo  func(at time.Duration)
	thumb *look.Thumbnail
	frame *look.Box
}

var (
	_ fyne.Tappable      = (*neighbour)(nil)
	_ desktop.Cursorable = (*neighbour)(nil)
)

// Tapped goes to the frame.
func (n *neighbour) Tapped(*fyne.PointEvent) {
	if n.goTo != nil {
		n.goTo(n.at)
	}
}

// Cursor shows that it can be pressed.
func (n *neighbour) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is part of Fyne's widget.
func (n *neighbour) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: n, Parts: []fyne.CanvasObject{n.thumb, n.frame},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			n.thumb.Resize(size)
			look.Put(n.frame, -2, -2, size.Width+4, size.Height+4)
		},
	})
}
