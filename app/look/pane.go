package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Pane is the object by which a view stands in the window. A view is not a
// widget itself, because Show belongs to its values: show(value), where the
// toolkit's Show only makes visible.
type Pane struct {
	widget.BaseWidget
	parts []fyne.CanvasObject
	place func(size fyne.Size)
	least func() fyne.Size
	plan  *Plan
}

// NewPane returns a pane of parts, in the order in which they are painted, and
// the function that lays them out. Its smallest size is nothing, or what least says.
func NewPane(parts []fyne.CanvasObject, place func(size fyne.Size), least func() fyne.Size) *Pane {
	if least == nil {
		least = func() fyne.Size { return fyne.Size{} }
	}
	p := &Pane{parts: parts, place: place, least: least}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is part of Fyne's widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	p.plan = &Plan{Owner: p, Parts: p.parts, Place: p.place, Least: p.least}
	return p.plan
}

// SetParts changes what the pane is made of.
func (p *Pane) SetParts(parts ...fyne.CanvasObject) {
	p.parts = parts
	if p.plan != nil {
		p.plan.Parts = parts
	}
}
