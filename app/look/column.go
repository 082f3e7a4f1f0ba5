package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// HeightOf returns the height that an object takes at a width: what it says
// itself where it depends on the width, else its smallest.
func HeightOf(o fyne.CanvasObject, width float32) float32 {
	if b, ok := o.(interface{ HeightAt(width float32) float32 }); ok {
		return b.HeightAt(width)
	}
	return o.MinSize().Height
}

// Item is an object in a column.
type Item struct {
	Object fyne.CanvasObject
	Above  float32 // gap above it, pixels at a text size of 100 %
	Inset  float32 // gap at both its sides, in addition to the column's own
	Hugs   bool    // takes its smallest width only, as a button does
	Height float32 // pixels, for what has no height of its own, as a hairline; 0 asks the object
}

// Column stacks objects, each as high as it needs to be at the column's width.
// Hidden objects take no room.
type Column struct {
	widget.BaseWidget
	inset float32
	items []Item
}

// NewColumn returns a column with a gap at its sides.
func NewColumn(inset float32, items ...Item) *Column {
	c := &Column{inset: inset, items: items}
	c.ExtendBaseWidget(c)
	return c
}

// SetItems changes what the column holds.
func (c *Column) SetItems(items ...Item) {
	c.items = items
	c.Refresh()
}

// HeightAt returns the height at a width.
func (c *Column) HeightAt(width float32) float32 {
	height := float32(0)
	c.walk(width, func(_ Item, _, y, _, h float32) { height = y + h })
	return height
}

func (c *Column) walk(width float32, visit func(item Item, x, y, w, h float32)) {
	y := float32(0)
	for _, item := range c.items {
		if !item.Object.Visible() {
			continue
		}
		x := Px(c.inset + item.Inset)
		w := max(0, width-2*x)
		if item.Hugs {
			w = min(w, item.Object.MinSize().Width)
		}
		h := item.Height
		if h == 0 {
			h = HeightOf(item.Object, w)
		}
		if h == 0 {
			continue // an empty text is no gap either
		}
		y += Px(item.Above)
		visit(item, x, y, w, h)
		y += h
	}
}

// CreateRenderer is part of Fyne's widget.
func (c *Column) CreateRenderer() fyne.WidgetRenderer {
	var plan *Plan
	plan = &Plan{
		Owner: c,
		Least: func() fyne.Size { return fyne.NewSize(0, c.HeightAt(c.Size().Width)) },
		Place: func(size fyne.Size) {
			c.walk(size.Width, func(item Item, x, y, w, h float32) { Put(item.Object, x, y, w, h) })
		},
		Paint: func() {
			plan.Parts = plan.Parts[:0:0]
			for _, item := range c.items {
				plan.Parts = append(plan.Parts, item.Object)
			}
		},
	}
	plan.Paint()
	return plan
}

// Scroll lets a column scroll in a place that is lower than it.
type Scroll struct {
	widget.BaseWidget

	OnScrolled func() // may be nil

	column *Column
	scroll *container.Scroll
}

// NewScroll returns the scrolling column.
func NewScroll(c *Column) *Scroll {
	s := &Scroll{column: c, scroll: container.NewVScroll(c)}
	s.scroll.OnScrolled = func(fyne.Position) {
		if s.OnScrolled != nil {
			s.OnScrolled()
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// Inside puts the column into a panel whose inset is the column's own, so that
// the scroll bar stands at the panel's edge.
func (s *Scroll) Inside() Inside {
	inset := s.column.inset
	return Inside{
		Object: s,
		Height: func(inner float32) float32 { return s.column.HeightAt(inner + 2*Px(inset)) },
		Out:    fyne.NewSize(inset, 0),
	}
}

// ToTop scrolls back to the beginning.
func (s *Scroll) ToTop() { s.scroll.ScrollToTop() }

// Wheel scrolls as the wheel says, for what lies in the column and would keep it.
func (s *Scroll) Wheel(e *fyne.ScrollEvent) { s.scroll.Scrolled(e) }

// Offset returns how far it is scrolled.
func (s *Scroll) Offset() float32 { return s.scroll.Offset.Y }

// ToBottom scrolls to the last line.
func (s *Scroll) ToBottom() { s.scroll.ScrollToBottom() }

// SetOffset scrolls there.
func (s *Scroll) SetOffset(y float32) { s.scroll.ScrollToOffset(fyne.NewPos(0, y)) }

// Reveal scrolls as little as it takes to show the whole of an object in the
// column, as when the keyboard has come to it.
func (s *Scroll) Reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(o) == nil {
		return
	}
	rim := Now().FocusWidth + focusGap
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.scroll).Y - rim
	bottom := top + o.Size().Height + 2*rim
	switch offset, height := s.scroll.Offset.Y, s.scroll.Size().Height; {
	case top < 0:
		s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, offset+top)))
	case bottom > height:
		s.scroll.ScrollToOffset(fyne.NewPos(0, offset+min(top, bottom-height)))
	}
}

// CreateRenderer is part of Fyne's widget.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: s,
		Parts: []fyne.CanvasObject{s.scroll},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			// The width first: the column's height hangs on it.
			s.column.Resize(fyne.NewSize(size.Width, s.column.HeightAt(size.Width)))
			s.scroll.Resize(size)
			s.scroll.Refresh()
		},
	})
}

// Row lays objects side by side, each at its smallest width and in the middle
// of the row's height.
type Row struct {
	widget.BaseWidget
	gap     float32
	objects []fyne.CanvasObject
}

// NewRow returns a row with a gap in pixels at a text size of 100 %.
func NewRow(gap float32, objects ...fyne.CanvasObject) *Row {
	r := &Row{gap: gap, objects: objects}
	r.ExtendBaseWidget(r)
	return r
}

// SetObjects changes what the row holds.
func (r *Row) SetObjects(objects ...fyne.CanvasObject) {
	r.objects = objects
	r.Refresh()
}

func (r *Row) least() (width, height float32) {
	for _, o := range r.objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		height = max(height, least.Height)
		if width > 0 {
			width += Px(r.gap)
		}
		width += least.Width
	}
	return width, height
}

// CreateRenderer is part of Fyne's widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	var plan *Plan
	plan = &Plan{
		Owner: r,
		Parts: r.objects,
		Paint: func() { plan.Parts = r.objects },
		Least: func() fyne.Size { return fyne.NewSize(r.least()) },
		Place: func(size fyne.Size) {
			x := float32(0)
			for _, o := range r.objects {
				if !o.Visible() {
					continue
				}
				least := o.MinSize()
				Put(o, x, (size.Height-least.Height)/2, least.Width, least.Height)
				x += least.Width + Px(r.gap)
			}
		},
	}
	return plan
}
