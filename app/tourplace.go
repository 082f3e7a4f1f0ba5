package app

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/head"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/tour"
)

// leastBeside is what a region keeps of its height beside the card, pixels at 100 %.
const leastBeside = 220

// dockTour gives the card a room that its neighbours make way for: at the foot
// of the list for what is in it, else at the foot of the facts; for what is in
// these, and where they have no place of their own, in a band under everything. No card lies over anything.
func (f *frame) dockTour(r *regions, size fyne.Size) {
	w := f.window
	s := &w.touring.stands
	*s = standing{whole: *r, size: size}
	shown := w.touring.on && !w.seen.Empty() && w.tour.Opened()
	look.Show(f.tour, shown)
	if !shown {
		return
	}
	look.Put(f.tour, 0, 0, size.Width, size.Height)
	px, side, air := look.Px, look.Px(look.Gap8), look.Px(look.Gap8)
	w.tour.Low(false)
	if column := w.tourColumn(r); column != nil {
		width := column.width - 2*side
		high := w.tour.HeightAt(width)
		if column.height-high-2*air >= px(leastBeside) {
			column.height -= high + 2*air
			s.card = look.Place{X: column.x + side, Y: column.y + column.height + air, Width: width, Height: high}
			s.rooms = *r
			return
		}
	}
	s.under = true
	bottom := size.Height
	if !r.status.empty() {
		bottom = r.status.y
	}
	left := float32(0)
	if !r.list.empty() && !r.listOver && !w.publish.Opened() {
		left = r.list.width // the list keeps its height: it has none to give
	}
	width := size.Width - left - 2*air
	high := w.tour.HeightAt(width)
	if r.stage.height-high-2*air < px(leastUnderHint+stripHeight) {
		w.tour.Low(true)
		high = w.tour.HeightAt(width)
	}
	s.card = look.Place{X: left + air, Y: bottom - air - high, Width: width, Height: high}
	for _, o := range []*room{&r.stage, &r.list, &r.facts} {
		if !o.empty() && (o != &r.list || left == 0) {
			o.height = min(o.height, s.card.Y-air-o.y)
		}
	}
	s.rooms = *r
}

// tourColumn is the column that the card stands in; nil where it is a band.
func (w *Window) tourColumn(r *regions) *room {
	wide := func(c *room, over bool) bool {
		return !over && !c.empty() && c.width-2*look.Px(look.Gap8) >= look.Px(tour.Least)
	}
	_, in := w.thing()
	list, facts := wide(&r.list, r.listOver), wide(&r.facts, r.factsOver)
	switch {
	case w.publish.Opened():
		return nil
	case in == inList || w.book.Opened():
		if list {
			return &r.list
		}
		return nil
	case in == inFacts: // they are low as it is
		return nil
	case facts:
		return &r.facts
	case list:
		return &r.list
	}
	return nil
}

// What has no place yet is looked for so often, and at this distance.
const (
	mostTries = 20
	tryAgain  = 100 * time.Millisecond
)

// retie ties the card to what it speaks of, where that lies now.
func (w *Window) retie() {
	if !w.touring.on || !w.tour.Opened() || w.touring.stands.card.Empty() {
		return
	}
	s := w.touring.stands
	t, in := w.thing()
	tie := look.Tie{Card: s.card}
	target, framed := w.placeOfThing(t, s)
	if _, bring := w.missing(); bring == nil && !target.Empty() && in != noRegion {
		if framed {
			tie.Frame, tie.Round = target.Out(3), t == tour.Handle
			target = tie.Frame
		}
		tie.Way = s.wayTo(target, in)
		w.touring.tries = 0
	} else if bring == nil && in != noRegion && w.touring.tries < mostTries {
		// What has just been opened has no place before it has been painted.
		w.touring.tries++
		after(w.post, tryAgain, w.retie)
	}
	w.tour.Put(tie)
}

// placeOfThing is where a thing lies in the frame, as far as it is in sight, and
// whether it is small enough for a frame round it.
func (w *Window) placeOfThing(t tour.Thing, s standing) (p look.Place, framed bool) {
	stage := placeOf(s.rooms.stage)
	onStage := func(p look.Place) look.Place {
		p.X, p.Y = p.X+stage.X, p.Y+stage.Y
		return p.Cut(stage)
	}
	if word, is := t.ModeOf(); is {
		for m := range head.Mode(len(modes)) {
			if m.Word() == word {
				return w.placeIn(w.head.ModeObject(m)), true
			}
		}
	}
	switch t {
	case tour.Row:
		return inset(w.placeIn(w.tray.ChosenObject()), look.Gap8, look.Gap4).Cut(w.placeIn(w.tray.RowsObject()).Out(-look.Gap4)), true
	case tour.Section:
		return inset(w.placeIn(w.inspector.SectionObject()), look.Gap8, -look.Gap4).Cut(placeOf(s.rooms.facts)), true
	case tour.Reading:
		return inset(w.placeIn(w.inspector.ReadingObject()), look.Gap8, look.Gap4), true
	case tour.Picture:
		return onStage(w.stage.Shown()), false
	case tour.Handle:
		return onStage(w.stage.Handle()), true
	case tour.Strip:
		return w.placeIn(w.stage.ControlObject()), true
	case tour.Propose:
		return w.placeIn(w.stage.ProposeObject()), true
	case tour.Align:
		return w.placeIn(w.head.AlignObject()), true
	case tour.Save:
		return w.placeIn(w.head.ExportObject()), true
	case tour.Panes:
		return stage.Out(-look.Px(look.Gap16)), false
	case tour.Pages:
		return w.placeIn(w.book.Pages()), false
	case tour.Page:
		return w.placeIn(w.book.Page()), false
	case tour.Making:
		return inset(w.placeIn(w.publish.EntryObject("report")), look.Gap8, look.Gap4), true
	}
	return look.Place{}, false
}

// inset is a place that is smaller at each side, or larger; empty stays empty.
func inset(p look.Place, x, y float32) look.Place {
	if p.Empty() {
		return p
	}
	return look.Place{X: p.X + x, Y: p.Y + y, Width: p.Width - 2*x, Height: p.Height - 2*y}
}

// placeIn is where an object lies in the frame; empty for none.
func (w *Window) placeIn(o fyne.CanvasObject) look.Place {
	if o == nil || !o.Visible() {
		return look.Place{}
	}
	driver := w.fyneApp.Driver()
	if driver.CanvasForObject(o) == nil {
		return look.Place{}
	}
	at := driver.AbsolutePositionForObject(o).Subtract(driver.AbsolutePositionForObject(w.frame))
	return look.Place{X: at.X, Y: at.Y, Width: o.Size().Width, Height: o.Size().Height}
}
