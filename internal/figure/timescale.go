package figure

import (
	"math"
	"strconv"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// calendarStep is a distance between numbers under an axis of time: so many hours, days
// or months.
type calendarStep struct {
	hours, days, months int
}

// calendarSteps are those that are used, the smallest first.
var calendarSteps = []calendarStep{
	{hours: 1},
	{hours: 3},
	{hours: 6},
	{hours: 12},
	{days: 1},
	{days: 2},
	{days: 5},
	{days: 10},
	{months: 1},
	{months: 3},
	{months: 6},
	{months: 12},
	{months: 24},
	{months: 60},
	{months: 120},
	{months: 240},
	{months: 600},
	{months: 1200},
}

// first returns the first round moment that is not before at, in UTC.
func (s calendarStep) first(at time.Time) time.Time {
	at = at.UTC()
	var begin time.Time
	switch {
	case s.months > 0:
		month := at.Year()*12 + int(at.Month()) - 1
		month -= month % s.months
		begin = time.Date(month/12, time.Month(month%12)+1, 1, 0, 0, 0, 0, time.UTC)
	case s.days > 0:
		begin = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	default:
		begin = time.Date(at.Year(), at.Month(), at.Day(), at.Hour()-at.Hour()%s.hours, 0, 0, 0, time.UTC)
	}
	for begin.Before(at) {
		begin = s.next(begin)
	}
	return begin
}

func (s calendarStep) next(at time.Time) time.Time {
	return at.AddDate(0, s.months, s.days).Add(time.Duration(s.hours) * time.Hour)
}

// says writes a moment as exactly as the step is.
func (s calendarStep) says(l words.Language, at time.Time) string {
	switch {
	case s.months >= 12:
		return strconv.Itoa(at.Year())
	case s.months > 0:
		return l.Month(at)
	case s.days > 0 || at.Hour() == 0:
		return l.Date(at)
	}
	return l.Time(at)
}

// scale puts ticks and round moments under a part of the axis at that height: as
// many as have room. A part without one has its beginning.
func (p timePart) scale(t *Typesetter, l words.Language, d *Drawing, y float64) {
	put := func(x float64, text string) {
		w := t.WidthOf(text, legendText)
		style := legendText.Coloured(Grey)
		d.Add(Shape{Paths: []Path{{Points: []geom.Point{{X: x, Y: y}, {X: x, Y: y + 0.9}}}}, Stroke: &Ink, Line: 0.35 * MillimetresPerPoint})
		t.Paragraph(math.Inf(1), Span{Text: text, Style: style}).Draw(d, min(max(x-w/2, p.left), max(p.left, p.right-w)), y+timeTick+0.5, 0, Left)
	}
	room := p.right - p.left - 2*timeInset
	for _, s := range calendarSteps {
		var marks []time.Time
		for at := s.first(p.from); !at.After(p.to) && float64(len(marks)) <= room/timeScale+1; at = s.next(at) {
			marks = append(marks, at)
		}
		if len(marks) == 0 {
			break
		}
		if float64(len(marks)) > room/timeScale+1 || len(marks) > 1 && p.place(marks[1])-p.place(marks[0]) < timeScale {
			continue
		}
		for _, at := range marks {
			put(p.place(at), s.says(l, at))
		}
		return
	}
	put(p.place(p.from), l.Date(p.from))
}
