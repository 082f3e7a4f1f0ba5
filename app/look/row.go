package look

import "fyne.io/fyne/v2"

// RowState is what a row of a list shows of itself.
type RowState struct {
	Selected bool // it is the one that is looked at
	Picked   bool // what is done next is done to it too
	Hovered  bool
	Focused  bool // the keys work on it
}

// RowSigns show the state of a row: its ground, a bar at its left, and a frame,
// which lies over all else.
type RowSigns struct{ Ground, Bar, Frame *Box }

// NewRowSigns returns the signs of a row at rest.
func NewRowSigns() RowSigns {
	return RowSigns{NewBox(Clear), NewBox(Clear), NewFrame(Clear, Clear, 0, 0)}
}

// Place lays them out on a row that begins at top within its size.
func (s RowSigns) Place(top float32, size fyne.Size) {
	Put(s.Ground, 0, top, size.Width, size.Height-top)
	Put(s.Bar, 0, top, 3, size.Height-top)
	Put(s.Frame, 0, top, size.Width, size.Height-top)
}

// Paint shows a state.
func (s RowSigns) Paint(r RowState) {
	p := Now().Palette
	fill, bar := Clear, Clear
	switch {
	case r.Selected || r.Picked:
		fill = InSelect
	case r.Hovered:
		fill = InControl
	}
	if r.Selected {
		bar = InText
	}
	edge, width := Clear, float32(0)
	switch {
	case r.Focused:
		edge, width = InFocus, p.FocusWidth
	case r.Selected && p.SelectFrame > 0:
		edge, width = InText, p.SelectFrame
	case r.Picked && p.SelectFrame > 0:
		edge, width = InText, 1
	}
	s.Ground.SetFill(fill)
	s.Bar.SetFill(bar)
	s.Frame.SetEdge(edge, width)
}
