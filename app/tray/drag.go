package tray

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
)

// drag is a row on its way along the list.
type drag struct {
	on   bool
	id   casefile.ID
	to   int       // before which row it would be laid; len(rows) after the last candidate
	line *look.Box // that shows where
}

// near is how close to an end of the list a drag scrolls it, and by how much, in
// pixels at a text size of 100 %.
const (
	near       = 28
	scrollStep = 14
)

// dragged follows the pointer, at a place in the window.
func (l *list) dragged(r Row, at fyne.Position) {
	if !l.drag.on {
		if r.Aside {
			return
		}
		l.drag.on, l.drag.id = true, r.ID
		if !l.picked[r.ID] {
			l.choose(r.ID)
		}
	}
	y := at.Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(l.scroll).Y
	switch height, offset := l.scroll.Size().Height, l.scroll.Offset.Y; {
	case y < look.Px(near):
		l.scroll.ScrollToOffset(fyne.NewPos(0, max(0, offset-look.Px(scrollStep))))
	case y > height-look.Px(near):
		l.scroll.ScrollToOffset(fyne.NewPos(0, min(max(0, l.height()-height), offset+look.Px(scrollStep))))
	}
	l.drag.to = l.gapAt(y + l.scroll.Offset.Y)
	l.page.place()
}

// gapAt returns the row above which a height lies nearest. Captures, which come
// last, have no order; nor is anything laid between the rows of an open group.
func (l *list) gapAt(y float32) int {
	last := l.candidates()
	for i := range last {
		if y < (l.tops[i]+l.tops[i+1])/2 && !l.rows[i].Within {
			return i
		}
	}
	return last
}

// dropped lays the row down where the pointer was last.
func (l *list) dropped() {
	if !l.drag.on {
		return
	}
	l.drag.on = false
	l.page.place()
	i := l.indexOf(l.drag.id)
	if i < 0 || l.drag.to == i || l.drag.to == i+1 || l.view.OnMove == nil {
		return
	}
	before := casefile.ID("")
	if l.drag.to < l.candidates() {
		before = l.rows[l.drag.to].ID
	}
	l.view.OnMove(l.drag.id, before)
}

// place shows the line where the row would be laid.
func (d *drag) place(l *list) {
	look.Show(d.line, d.on)
	if !d.on {
		return
	}
	d.line.SetFill(look.InFocus)
	look.Put(d.line, look.Px(inset), l.tops[min(d.to, len(l.tops)-1)]-1, max(0, l.width-2*look.Px(inset)), 2)
}
