package book

import (
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// shape says how an object's dates are drawn, so that colour is not alone.
type shape int

const (
	otherShape     shape = iota // thin
	claimedShape                // square ends, in the claim's colour
	candidateShape              // round ends, in the candidate's
)

// lane is the line of one item or post.
type lane struct {
	of    casefile.ID
	name  string
	shape shape
	spans []mark
}

// mark is one date: as long as the time that it leaves open.
type mark struct {
	casefile.Span
	event bool // what a picture is said to show, not the picture itself
}

// axis draws dates on one line of time: a bar as long as what a date leaves
// open, a point where that is less than can be drawn, an outline where the date
// is in doubt, and a tapering end where a side is open.
//
//	              2016        2017        2018
//	claim.jpg       ·           ·    ▐     ·
//	found.jpg       ·  (===)    ·          ·
type axis struct {
	widget.BaseWidget
	language words.Language
	lanes    []lane
	from, to time.Time
	plan     *look.Plan
}

// Lengths of the drawing, pixels at a text size of 100 %.
const (
	laneHeight = 24
	laneName   = 168
	scaleBelow = 24 // for the scale
	pointSide  = 10
	eventSide  = 16
	thinSide   = 5
)

func newAxis(l words.Language, lanes []lane) *axis {
	a := &axis{language: l, lanes: lanes}
	for _, lane := range lanes {
		for _, m := range lane.spans {
			for _, t := range []time.Time{m.From, m.To} {
				if t.IsZero() {
					continue
				}
				if a.from.IsZero() || t.Before(a.from) {
					a.from = t
				}
				if t.After(a.to) {
					a.to = t
				}
			}
		}
	}
	air := max(a.seconds(a.to)/24, 12*3600)
	a.from, a.to = time.Unix(a.from.Unix()-air, 0).UTC(), time.Unix(a.to.Unix()+air, 0).UTC()
	a.ExtendBaseWidget(a)
	return a
}

// seconds returns how far a moment lies from the drawing's beginning. A
// Duration ends at 292 years, which a mistyped year exceeds.
func (a *axis) seconds(t time.Time) int64 { return t.Unix() - a.from.Unix() }

// stacked reports whether names stand over their lanes instead of beside them.
func stacked(width float32) bool { return width < look.Px(laneName+260) }

func (a *axis) laneHeight(width float32) float32 {
	if stacked(width) {
		return look.Px(laneHeight + look.Quiet.Line)
	}
	return look.Px(laneHeight)
}

// HeightAt returns the height at a width.
func (a *axis) HeightAt(width float32) float32 {
	return float32(len(a.lanes))*a.laneHeight(width) + look.Px(scaleBelow)
}

// CreateRenderer is part of Fyne's widget.
func (a *axis) CreateRenderer() fyne.WidgetRenderer {
	a.plan = &look.Plan{
		Owner: a,
		Least: func() fyne.Size { return fyne.NewSize(0, a.HeightAt(a.Size().Width)) },
		Place: a.place,
	}
	if a.Size().Width > 0 {
		a.place(a.Size())
	}
	return a.plan
}

// place draws everything anew: it happens when the page is laid out, not while
// it scrolls.
func (a *axis) place(size fyne.Size) {
	px := look.Px
	a.plan.Parts = a.plan.Parts[:0:0]
	left := px(laneName)
	if stacked(size.Width) {
		left = 0
	}
	width := size.Width - left
	at := func(t time.Time) float32 {
		return left + width*float32(float64(a.seconds(t))/float64(a.seconds(a.to)))
	}
	foot := size.Height - px(scaleBelow)
	a.scale(at, left, size.Width, foot)
	height := a.laneHeight(size.Width)
	for i, l := range a.lanes {
		top := float32(i) * height
		name := look.NewLine(l.name, look.Quiet, look.InSecond, look.CutsMiddle)
		middle := top + height/2
		if stacked(size.Width) {
			a.put(look.NewBox(look.InPanel), 0, top, name.Width(), px(look.Quiet.Line)) // no line of time goes through a name
			a.put(name, 0, top, size.Width, px(look.Quiet.Line))
			middle = top + px(look.Quiet.Line) + px(laneHeight)/2
		} else {
			a.put(name, 0, middle-px(look.Quiet.Line)/2, left-px(look.Gap12), px(look.Quiet.Line))
		}
		for _, m := range l.spans {
			a.mark(l.shape, m, at, left, size.Width, middle)
		}
	}
}

func (a *axis) put(o fyne.CanvasObject, x, y, width, height float32) {
	look.Put(o, x, y, width, height)
	a.plan.Parts = append(a.plan.Parts, o)
}

// mark draws one date round the middle of its lane.
func (a *axis) mark(s shape, m mark, at func(time.Time) float32, left, right, middle float32) {
	t, px := look.Now(), look.Px
	from, to := left, right
	if !m.From.IsZero() {
		from = at(m.From)
	}
	if !m.To.IsZero() {
		to = at(m.To)
	}
	side := px(pointSide)
	switch {
	case m.event:
		side = px(eventSide)
	case s == otherShape:
		side = px(thinSide)
	}
	if point := px(pointSide); to-from < point {
		from, to = (from+to-point)/2, (from+to+point)/2
	}
	bar := &canvas.Rectangle{}
	ink := t.Ink(look.InSecond)
	switch s {
	case claimedShape:
		ink, bar.CornerRadius = t.Ink(look.InClaimed), 1
	case candidateShape:
		ink, bar.CornerRadius = t.Ink(look.InCandidate), side/2
	}
	bar.FillColor = ink
	bar.StrokeColor, bar.StrokeWidth = t.Ink(look.InPanel), 1 // dates side by side stay apart
	if m.Doubtful {
		bar.FillColor, bar.StrokeColor, bar.StrokeWidth = color.Transparent, ink, 2
	} else if t.ShapeEdge.A > 0 && s == claimedShape {
		bar.StrokeColor, bar.StrokeWidth = t.ShapeEdge, 1
	}
	a.put(bar, from, middle-side/2, to-from, side)
	if m.From.IsZero() {
		a.open(from, middle, -1)
	}
	if m.To.IsZero() {
		a.open(to, middle, 1)
	}
}

// open draws the sign of a side that is open: an arrow at the drawing's edge.
func (a *axis) open(x, middle, way float32) {
	side := look.Px(12)
	drawing := look.ChevronRight
	if way < 0 {
		drawing = look.ChevronLeft
		x += side
	}
	a.put(look.NewIcon(drawing, look.InText), x-side, middle-side/2, side, side)
}

// scale draws the lines of time, as close as their names can be read.
func (a *axis) scale(at func(time.Time) float32, left, right, foot float32) {
	px := look.Px
	line := look.NewBox(look.InEdge)
	a.put(line, left, foot, right-left, 1)
	for _, s := range steps {
		var ticks []time.Time
		widest := float32(0)
		for t := s.first(a.from); !t.After(a.to) && len(ticks) <= mostTicks; t = s.next(t) {
			ticks = append(ticks, t)
			widest = max(widest, look.Quiet.Width(s.name(a.language, t)))
		}
		if len(ticks) > mostTicks || len(ticks) > 1 && at(ticks[1])-at(ticks[0]) < widest+px(look.Gap12) {
			continue
		}
		end := left
		for _, t := range ticks {
			name := s.name(a.language, t)
			x, room := at(t), look.Quiet.Width(name)+1
			a.put(look.NewBox(look.InLine), x, 0, 1, foot)
			x = min(max(x-room/2, end), right-room)
			if x < end {
				continue // it would lie on the one before
			}
			end = x + room + px(look.Gap8)
			a.put(look.NewLine(name, look.Quiet, look.InSecond, look.Whole), x, foot+px(look.Gap4), room, px(look.Quiet.Line))
		}
		return
	}
}

const mostTicks = 40

// step is a distance between two lines of time.
type step struct{ years, months, days, hours int }

var steps = []step{
	{hours: 6}, {days: 1}, {days: 7}, {months: 1}, {months: 3}, {months: 6}, {years: 1}, {years: 2}, {years: 5}, {years: 10}, {years: 50}, {years: 500},
}

// first returns the first line after a moment.
func (s step) first(t time.Time) time.Time {
	t = t.UTC()
	switch {
	case s.years > 0:
		return time.Date((t.Year()/s.years+1)*s.years, 1, 1, 0, 0, 0, 0, time.UTC)
	case s.months > 0:
		return time.Date(t.Year(), time.Month((int(t.Month())-1)/s.months*s.months+1+s.months), 1, 0, 0, 0, 0, time.UTC)
	case s.days > 0:
		return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, time.UTC)
	}
	return t.Truncate(time.Duration(s.hours) * time.Hour).Add(time.Duration(s.hours) * time.Hour)
}

func (s step) next(t time.Time) time.Time {
	return t.AddDate(s.years, s.months, s.days).Add(time.Duration(s.hours) * time.Hour)
}

func (s step) name(l words.Language, t time.Time) string {
	switch {
	case s.years > 0:
		return strconv.Itoa(t.Year())
	case s.months > 0:
		return l.Month(t)
	case s.days > 0:
		return l.Date(t)
	}
	return l.Date(t) + " " + l.Time(t)
}
