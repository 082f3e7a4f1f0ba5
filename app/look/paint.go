package look

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Box is a ground: fill, edge and radius that follow the theme.
type Box struct {
	widget.BaseWidget

	Fill, Edge Ink
	EdgeWidth  float32 // pixels
	Radius     float32 // pixels at a text size of 100 %

	rect *canvas.Rectangle
}

// NewBox returns a plain ground.
func NewBox(fill Ink) *Box { return NewFrame(fill, Clear, 0, 0) }

// NewFrame returns a ground with an edge.
func NewFrame(fill, edge Ink, edgeWidth, radius float32) *Box {
	b := &Box{Fill: fill, Edge: edge, EdgeWidth: edgeWidth, Radius: radius, rect: &canvas.Rectangle{}}
	b.ExtendBaseWidget(b)
	return b
}

// SetFill changes the fill.
func (b *Box) SetFill(fill Ink) {
	if b.Fill != fill {
		b.Fill = fill
		b.Refresh()
	}
}

// SetEdge changes the edge.
func (b *Box) SetEdge(edge Ink, width float32) {
	if b.Edge != edge || b.EdgeWidth != width {
		b.Edge, b.EdgeWidth = edge, width
		b.Refresh()
	}
}

// Hairline returns a line of 1 px; its place gives length and direction.
func Hairline() *Box { return NewBox(InLine) }

// CreateRenderer is part of Fyne's widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: b,
		Parts: []fyne.CanvasObject{b.rect},
		Place: func(size fyne.Size) { b.rect.Resize(size) },
		Least: func() fyne.Size { return fyne.Size{} },
		Paint: func() {
			b.rect.FillColor = pigment(b.Fill)
			b.rect.StrokeColor = pigment(b.Edge)
			b.rect.StrokeWidth = b.EdgeWidth
			b.rect.CornerRadius = Px(b.Radius)
		},
	})
}

// pigment returns the colour of an ink as the toolkit's painter wants it: only
// this one value for "nothing" spares it a run over every pixel of the shape.
func pigment(ink Ink) color.Color {
	if ink == Clear {
		return color.Transparent
	}
	return Colour(ink)
}

// Swatch is the small square that stands before the claim's and the
// candidate's names, 10 px wide.
type Swatch struct {
	widget.BaseWidget
	ink  Ink
	rect *canvas.Rectangle
}

// NewSwatch returns the sign in InClaimed or InCandidate.
func NewSwatch(ink Ink) *Swatch {
	s := &Swatch{ink: ink, rect: &canvas.Rectangle{}}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of Fyne's widget.
func (s *Swatch) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: s,
		Parts: []fyne.CanvasObject{s.rect},
		Place: func(size fyne.Size) { s.rect.Resize(size) },
		Least: func() fyne.Size { return fyne.NewSquareSize(Px(10)) },
		Paint: func() {
			s.rect.FillColor = Colour(s.ink)
			s.rect.StrokeColor, s.rect.StrokeWidth = Now().ShapeEdge, 0
			if Now().ShapeEdge.A > 0 {
				s.rect.StrokeWidth = 1 // a clear edge would eat into the square
			}
			s.rect.CornerRadius = Px(2)
		},
	})
}

// Thumbnail shows a small picture within its place, whole and with rounded
// corners; without a picture, the sign of one on an empty ground.
type Thumbnail struct {
	widget.BaseWidget
	picture image.Image
	safe    image.Image // the same grey and dimmed; made when it is wanted
	show    *canvas.Image
	ground  *Box
	sign    *Icon
}

// NewThumbnail returns an empty one.
func NewThumbnail() *Thumbnail {
	t := &Thumbnail{
		show:   &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		ground: NewFrame(InStage, InLine, 1, RadiusThumbnail),
		sign:   NewIcon(Picture, InSecond),
	}
	t.ExtendBaseWidget(t)
	return t
}

// SetPicture puts a picture in; nil empties the place. The picture is prepared at
// about the size of the place by the caller.
func (t *Thumbnail) SetPicture(picture image.Image) {
	if t.picture != picture {
		t.picture, t.safe = picture, nil
		t.Refresh()
		// The toolkit draws a picture anew only when it is refreshed itself, not
		// with what it lies in: without this, the old one stays on the screen.
		t.show.Refresh()
	}
}

// CreateRenderer is part of Fyne's widget.
func (t *Thumbnail) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: t,
		Parts: []fyne.CanvasObject{t.ground, t.sign, t.show},
		Place: func(size fyne.Size) {
			t.ground.Resize(size)
			side := Px(20)
			Put(t.sign, (size.Width-side)/2, (size.Height-side)/2, side, side)
			t.placePicture(size)
		},
		Least: func() fyne.Size { return fyne.Size{} },
		Paint: func() {
			Show(t.sign, t.picture == nil)
			Show(t.ground, t.picture == nil)
			Show(t.show, t.picture != nil)
			before := t.show.Image
			t.show.Image = t.picture
			if safe && t.picture != nil {
				if t.safe == nil {
					t.safe = safely(t.picture)
				}
				t.show.Image = t.safe
			}
			if t.show.Image != before {
				t.show.Refresh()
			}
			t.show.CornerRadius = RadiusThumbnail
		},
	})
}

// placePicture fits the picture into the place by hand: the toolkit rounds the
// corners of the object, not of what is shown in it.
func (t *Thumbnail) placePicture(size fyne.Size) {
	if t.picture == nil {
		return
	}
	b := t.picture.Bounds()
	if b.Empty() {
		return
	}
	w, h := float32(b.Dx()), float32(b.Dy())
	scale := min(size.Width/w, size.Height/h)
	w, h = w*scale, h*scale
	Put(t.show, (size.Width-w)/2, (size.Height-h)/2, w, h)
}
