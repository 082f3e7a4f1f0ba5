package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Flow lays objects side by side, each at its smallest width, and goes on below
// where a line is full.
type Flow struct {
	widget.BaseWidget
	objects []fyne.CanvasObject
}

// NewFlow returns a flow with gaps of 8.
func NewFlow(objects ...fyne.CanvasObject) *Flow {
	f := &Flow{objects: objects}
	f.ExtendBaseWidget(f)
	return f
}

// HeightAt returns the height at a width.
func (f *Flow) HeightAt(width float32) float32 {
	bottom := float32(0)
	f.walk(width, func(_ fyne.CanvasObject, _, y, _, h float32) { bottom = max(bottom, y+h) })
	return bottom
}

func (f *Flow) walk(width float32, visit func(o fyne.CanvasObject, x, y, w, h float32)) {
	gap := Px(Gap8)
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range f.objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		w := min(least.Width, width)
		if x > 0 && x+w > width {
			x, y, line = 0, y+line+gap, 0
		}
		visit(o, x, y, w, least.Height)
		x, line = x+w+gap, max(line, least.Height)
	}
}

// CreateRenderer is part of Fyne's widget.
func (f *Flow) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: f,
		Parts: f.objects,
		Least: func() fyne.Size { return fyne.NewSize(0, f.HeightAt(f.Size().Width)) },
		Place: func(size fyne.Size) {
			f.walk(size.Width, func(o fyne.CanvasObject, x, y, w, h float32) { Put(o, x, y, w, h) })
		},
	})
}

// Grid lays objects of one height side by side in columns of one width, and
// below each other where they would be too narrow.
type Grid struct {
	widget.BaseWidget
	least   float32 // width of a column, pixels at a text size of 100 %
	objects []fyne.CanvasObject
}

// NewGrid returns a grid whose columns are at least so wide, pixels at a text
// size of 100 %.
func NewGrid(least float32, objects ...fyne.CanvasObject) *Grid {
	g := &Grid{least: least, objects: objects}
	g.ExtendBaseWidget(g)
	return g
}

// HeightAt returns the height at a width.
func (g *Grid) HeightAt(width float32) float32 {
	bottom := float32(0)
	g.walk(width, func(_ fyne.CanvasObject, _, y, _, h float32) { bottom = max(bottom, y+h) })
	return bottom
}

func (g *Grid) walk(width float32, visit func(o fyne.CanvasObject, x, y, w, h float32)) {
	gap := Px(Gap16)
	columns := max(1, min(len(g.objects), int((width+gap)/(Px(g.least)+gap))))
	w := (width - float32(columns-1)*gap) / float32(columns)
	y := float32(0)
	for from := 0; from < len(g.objects); from += columns {
		line := float32(0)
		for i, o := range g.objects[from:min(from+columns, len(g.objects))] {
			h := HeightOf(o, w)
			visit(o, float32(i)*(w+gap), y, w, h)
			line = max(line, h)
		}
		y += line + Px(Gap12)
	}
}

// CreateRenderer is part of Fyne's widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: g,
		Parts: g.objects,
		Least: func() fyne.Size { return fyne.NewSize(0, g.HeightAt(g.Size().Width)) },
		Place: func(size fyne.Size) {
			g.walk(size.Width, func(o fyne.CanvasObject, x, y, w, h float32) { Put(o, x, y, w, h) })
		},
	})
}
