package figure

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Dated is a date on a Timeline.
type Dated struct {
	Number   int // as elsewhere beside the timeline
	From, To time.Time
	Says     string // what happened, in a few words
	Colour   Colour
}

// Lengths of a timeline, millimetres.
const (
	timeInset  = 2.0 // at both ends of the axis
	timeBreak  = 6.0
	timeRow    = 4.1 // from one row of labels to the next
	timeOver   = 3.4 // from the axis to the lowest row
	timeTick   = 1.8 // half the height of a date that is exact
	timeBand   = 1.2 // half the height of one that isn't
	timeLeast  = 2.2 // shorter stretches are drawn as exact
	timeLabel  = 52  // of a label
	timeAir    = 1.6 // between labels of one row
	timeScale  = 22  // from one number under the axis to the next
	timeRows   = 7
	timeBreaks = 3

	timeEnlarged = 5 // from an axis to what is enlarged of it
)

// Timeline draws dates on an axis: what is exact to the day as a line across it,
// what isn't as the band within which it lies, each with its number and what
// happened, in rows so that no label meets another or a leader. What lies too
// near for that has one label with the numbers, and the most of it is shown
// enlarged on an axis below. Where more than half of the time has no date the axis
// is broken, and each part has a scale of its own.
func Timeline(t *Typesetter, l words.Language, dates []Dated, width float64) (d Drawing, made TimelineMade) {
	d, labels, broken := timeAxis(t, l, dates, width)
	made.Broken = broken
	dense := slices.MaxFunc(labels, func(a, b timeLabelled) int { return cmp.Compare(len(a.dates), len(b.dates)) })
	if len(dense.dates) < leastDense || !slices.ContainsFunc(dense.dates, func(o Dated) bool { return o.From != dense.dates[0].From || o.To != dense.dates[0].To }) {
		return d, made
	}
	below, _, broken := timeAxis(t, l, dense.dates, width)
	made.Enlarged, made.Broken = true, made.Broken || broken
	top := d.Height + timeEnlarged
	for _, x := range []float64{0, width} {
		d.Add(Shape{Paths: []Path{{Points: []geom.Point{{X: dense.x, Y: d.Height + 0.4}, {X: x, Y: top}}}}, Stroke: &HeadLine, Line: 0.35 * MillimetresPerPoint})
	}
	d.Place(below, 0, top+1)
	d.Height = top + 1 + below.Height
	return d, made
}

// TimelineMade says what a caption must say of a timeline.
type TimelineMade struct {
	Broken   bool // the axis is
	Enlarged bool // where dates lie too near, they stand again on an axis below
}

// leastDense is how many dates under one label are shown enlarged.
const leastDense = 4

// timeAxis draws one axis with its dates and labels.
func timeAxis(t *Typesetter, l words.Language, dates []Dated, width float64) (d Drawing, labels []timeLabelled, broken bool) {
	parts := partsOf(dates, width)
	labels = labelsOf(t, dates, parts, width)
	rows := 0
	for _, k := range labels {
		rows = max(rows, k.row+1)
	}
	d.Width = width
	y := timeRow*float64(rows) + timeOver
	line := func(c Colour, pt, x0, y0, x1, y1 float64) {
		d.Add(Shape{Paths: []Path{{Points: []geom.Point{{X: x0, Y: y0}, {X: x1, Y: y1}}}}, Stroke: &c, Line: pt * MillimetresPerPoint})
	}
	for _, k := range labels {
		line(HeadLine, 0.35, k.x, y-timeTick, k.x, y-timeOver-timeRow*float64(k.row)+0.2)
	}
	for i, p := range parts {
		line(Ink, 0.35, p.left, y, p.right, y)
		if i > 0 {
			for _, x := range []float64{parts[i-1].right, p.left} {
				line(Ink, 0.35, x-0.8, y+1.5, x+0.8, y-1.5)
			}
		}
		p.scale(t, l, &d, y)
	}
	for i, at := range dates {
		if slices.ContainsFunc(dates[:i], func(o Dated) bool { return o.From == at.From && o.To == at.To && o.Colour == at.Colour }) {
			continue // it stands there
		}
		from, to := placeIn(parts, at.From), placeIn(parts, at.To)
		c := at.Colour
		if to-from >= timeLeast {
			d.Add(Shape{Paths: []Path{Rectangle(geom.Rect{MinX: from, MinY: y - timeBand, MaxX: to, MaxY: y + timeBand})}, Fill: &c, Alpha: 0.35})
			line(c, 0.35, from, y-timeBand, from, y+timeBand)
			line(c, 0.35, to, y-timeBand, to, y+timeBand)
		} else {
			line(c, 1.1, (from+to)/2, y-timeTick, (from+to)/2, y+timeTick)
		}
	}
	for _, k := range labels {
		k.text.Draw(&d, k.from, y-timeOver-timeRow*float64(k.row)-legendText.Leading+0.3, 0, Left)
	}
	d.Height = y + timeTick + 0.8 + legendText.Leading
	return d, labels, len(parts) > 1
}

// timePart is a stretch of the axis without a break.
type timePart struct {
	from, to    time.Time
	dates       int
	left, right float64 // of its line
}

// place returns where a moment lies; beyond the part, at its end.
func (p timePart) place(at time.Time) float64 {
	left, right := p.left+timeInset, p.right-timeInset
	if !p.to.After(p.from) {
		return (left + right) / 2
	}
	share := float64(at.Sub(p.from)) / float64(p.to.Sub(p.from))
	return left + (right-left)*min(max(share, 0), 1)
}

func placeIn(parts []timePart, at time.Time) float64 {
	for i, p := range parts {
		if i == len(parts)-1 || !at.After(p.to) {
			return p.place(at)
		}
	}
	return 0
}

// partsOf breaks the time where a gap takes more than half of a part, the longest
// part first, and shares the width among the parts by the dates that they hold.
func partsOf(dates []Dated, width float64) []timePart {
	sorted := slices.Clone(dates)
	slices.SortStableFunc(sorted, func(a, b Dated) int { return a.From.Compare(b.From) })
	groups := [][]Dated{sorted}
	for range timeBreaks {
		best, cut := -1, 0
		longest := time.Duration(0)
		for i, g := range groups {
			if at, gap := widest(g); gap > endOf(g).Sub(g[0].From)/2 && gap > longest {
				best, cut, longest = i, at, gap
			}
		}
		if best < 0 {
			break
		}
		g := groups[best]
		groups = slices.Replace(groups, best, best+1, g[:cut:cut], g[cut:])
	}
	var parts []timePart
	weights := 0.0
	for _, g := range groups {
		parts = append(parts, timePart{from: g[0].From, to: endOf(g), dates: len(g)})
		weights += weightOf(len(g))
	}
	room, x := width-timeBreak*float64(len(parts)-1), 0.0
	for i := range parts {
		parts[i].left = x
		parts[i].right = x + room*weightOf(parts[i].dates)/weights
		x = parts[i].right + timeBreak
	}
	return parts
}

// weightOf is how much of the axis a part with so many dates gets: more for more,
// but enough for one.
func weightOf(dates int) float64 { return 1 + math.Sqrt(float64(dates)) }

// widest returns before which of the dates, in the order of their beginnings, the
// widest gap lies, and how wide that is.
func widest(dates []Dated) (at int, gap time.Duration) {
	last := dates[0].To
	for i, d := range dates {
		if g := d.From.Sub(last); g > gap {
			at, gap = i, g
		}
		if d.To.After(last) {
			last = d.To
		}
	}
	return at, gap
}

func endOf(dates []Dated) time.Time {
	last := dates[0].To
	for _, d := range dates {
		if d.To.After(last) {
			last = d.To
		}
	}
	return last
}

// timeLabelled is a label with its leader.
type timeLabelled struct {
	x        float64 // of its leader
	from, to float64 // of its words
	row      int
	text     Paragraph
	dates    []Dated
}

// labelsOf places the labels. What lies nearer together than they have room for
// is put under one label, as few as possible.
func labelsOf(t *Typesetter, dates []Dated, parts []timePart, width float64) []timeLabelled {
	middle := func(d Dated) float64 { return (placeIn(parts, d.From) + placeIn(parts, d.To)) / 2 }
	sorted := slices.Clone(dates)
	slices.SortStableFunc(sorted, func(a, b Dated) int { return cmp.Compare(middle(a), middle(b)) })
	for near := 0.8; ; near *= 1.3 {
		var labels []timeLabelled
		for _, d := range sorted {
			x := middle(d)
			if n := len(labels); n > 0 && x-labels[n-1].x < near {
				labels[n-1].dates = append(labels[n-1].dates, d)
				continue
			}
			labels = append(labels, timeLabelled{x: x, dates: []Dated{d}})
		}
		for i := range labels {
			labels[i].text = labelOf(t, labels[i].dates)
		}
		// Words stand right of their leader where those after them are placed first,
		// and left of it where those before are: which of them has room differs.
		backwards := slices.Clone(labels)
		slices.Reverse(backwards)
		outwards := slices.Clone(labels)
		slices.SortStableFunc(outwards, func(a, b timeLabelled) int { return cmp.Compare(math.Abs(a.x-width/2), math.Abs(b.x-width/2)) })
		for _, try := range []struct {
			order []timeLabelled
			right func(x float64) bool // words stand right of their leader before they are tried left of it
		}{
			{backwards, func(float64) bool { return true }},
			{outwards, func(x float64) bool { return x < width/2 }},
			{labels, func(float64) bool { return false }},
		} {
			if placed, ok := inRows(try.order, try.right, width); ok {
				return placed
			}
		}
		if len(labels) == 1 { // wider than the drawing: it stands at its left
			labels[0].to = labels[0].text.Width()
			return labels
		}
	}
}

// inRows places labels in that order, each in the lowest row that has room, on the
// side of its leader that is wanted if any row has room there.
func inRows(labels []timeLabelled, right func(x float64) bool, width float64) (placed []timeLabelled, ok bool) {
	for _, k := range labels {
		w := k.text.Width()
		sides := []float64{k.x - 0.6, k.x + 0.6 - w}
		if !right(k.x) {
			slices.Reverse(sides)
		}
		found := false
		for i := 0; i < 2*timeRows && !found; i++ {
			from := sides[i/timeRows]
			k.from, k.to, k.row = from, from+w, i%timeRows
			found = from >= 0 && from+w <= width && !slices.ContainsFunc(placed, k.meets)
		}
		if !found {
			return nil, false
		}
		placed = append(placed, k)
	}
	return placed, true
}

// meets reports whether two labels would touch, or the leader of one would cross
// the words of the other.
func (k timeLabelled) meets(o timeLabelled) bool {
	beside := func(a timeLabelled, x float64) bool { return x < a.from-0.4 || x > a.to+0.4 }
	switch {
	case k.row == o.row:
		return k.from < o.to+timeAir && o.from < k.to+timeAir
	case k.row < o.row:
		return !beside(k, o.x)
	}
	return !beside(o, k.x)
}

// labelOf is the number of a date and what happened; of several their numbers.
func labelOf(t *Typesetter, dates []Dated) Paragraph {
	if len(dates) == 1 {
		d := dates[0]
		number := strconv.Itoa(d.Number) + " "
		style := legendHead.Coloured(d.Colour)
		says := t.Fit(d.Says, legendText, timeLabel-t.WidthOf(number, style), false)
		return t.Paragraph(math.Inf(1), Span{Text: number, Style: style}, Span{Text: says, Style: legendText})
	}
	var numbers []int
	same := true
	for _, d := range dates {
		numbers = append(numbers, d.Number)
		same = same && d.Colour == dates[0].Colour
	}
	style := legendHead
	if same {
		style = style.Coloured(dates[0].Colour)
	}
	return t.Paragraph(math.Inf(1), Span{Text: runsOf(numbers), Style: style})
}

// runsOf writes numbers in their order, neighbours together: "3–7, 12".
func runsOf(numbers []int) string {
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	var out []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		switch text := strconv.Itoa(numbers[i]); {
		case j == i:
			out = append(out, text)
		case j == i+1:
			out = append(out, text, strconv.Itoa(numbers[j]))
		default:
			out = append(out, text+"–"+strconv.Itoa(numbers[j]))
		}
		i = j + 1
	}
	return strings.Join(out, ", ")
}
