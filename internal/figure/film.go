package figure

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// StripFrame is one frame of a Strip.
type StripFrame struct {
	Picture Encoded
	At      string // its time
	Away    string // how many frames it lies from the found one
	Inside  bool   // it can't be told from the found one
	Found   bool
}

// Lengths of a strip, millimetres.
const (
	stripGap     = 1.6
	stripTallest = 44
	stripBar     = 1.1 // under the frames that can't be told apart
	stripFound   = 0.9 // the line round the found one
)

// StripWidth returns how wide and high one of n frames of that size stands in a
// strip of that width.
func StripWidth(size geom.Size, n int, width float64) (w, h float64) {
	return Within(size, (width-stripGap*float64(n-1))/float64(n), stripTallest)
}

// InStrip returns a frame of a video as it will stand in a strip: the part of it
// that the claim shows, in the claim's frame, or all of it where the pair is not placed.
func InStrip(ctx context.Context, p compare.Pair, width, height float64, f Fineness) (Encoded, error) {
	if p.Placed {
		return shoot(ctx, p, compare.View{Mode: compare.Candidate}, dots(p.Claimed.Size(), width, height, f.dpi(replayDPI)), f.quality(replayQuality))
	}
	return shoot(ctx, compare.Pair{Claimed: p.Candidate}, compare.View{Mode: compare.Claimed}, dots(p.Candidate.Size(), width, height, f.dpi(replayDPI)), f.quality(replayQuality))
}

// Strip draws frames of a video in the order of time, their times under them: the
// found one with a heavy line round it, a bar under those that can't be told from it.
func Strip(t *Typesetter, frames []StripFrame, width float64) Drawing {
	w, h := StripWidth(frames[0].Picture.Size, len(frames), width)
	d := Drawing{Width: float64(len(frames))*(w+stripGap) - stripGap}
	blue := Source
	said := 0.0
	for i, f := range frames {
		x := float64(i) * (w + stripGap)
		box := geom.Rect{MinX: x, MaxX: x + w, MaxY: h}
		if f.Found {
			d.Add(Shape{Paths: []Path{Rectangle(grow(box, stripFound/2))}, Stroke: &blue, Line: stripFound})
		} else {
			d.Add(frame(box))
		}
		d.Add(Picture{Box: box, Encoded: f.Picture})
		if f.Inside {
			bar := geom.Rect{MinX: x, MaxX: x + w, MinY: h + stripFound + 0.5, MaxY: h + stripFound + 0.5 + stripBar}
			if i+1 < len(frames) && frames[i+1].Inside {
				bar.MaxX += stripGap
			}
			d.Add(Filled(bar, Source))
		}
		style := legendText
		if f.Found {
			style = legendHead
		}
		text := t.Paragraph(w, Span{Text: f.At + "\n", Style: style}, Span{Text: f.Away, Style: legendText.Coloured(Grey)})
		text.Draw(&d, x, h+stripFound+stripBar+1.2, w, Left)
		said = max(said, text.Height())
	}
	d.Height = h + stripFound + stripBar + 1.2 + said
	return d
}

// Strengths is a curve of strength over a video.
type Strengths struct {
	At          []time.Duration
	Score       []float64     // 0 to 1
	Length      time.Duration // of the video; 0 where it is not known
	Found       time.Duration
	First, Last time.Duration // of the frames that can't be told from the found one
}

// Lengths of a curve of strength, millimetres.
const (
	strengthHigh  = 15.0
	strengthLeft  = 5.0 // for the numbers at its side
	strengthAbove = 4.6 // for the found frame's time
	strengthTick  = 0.9
	timesApart    = 17 // between times under the axis
)

// StrengthCurve draws how strongly a claim shows over a video, from its first
// time to its last; clock writes a time.
func StrengthCurve(t *Typesetter, s Strengths, clock func(at, step time.Duration) string, width float64) Drawing {
	d := Drawing{Width: width, Height: strengthAbove + strengthHigh + strengthTick + legendText.Leading}
	from, to := s.At[0], s.At[len(s.At)-1]
	from, to = min(from, s.First, 0), max(to, s.Last, s.Length)
	inner := width - strengthLeft
	x := func(at time.Duration) float64 {
		if to <= from {
			return strengthLeft
		}
		return strengthLeft + inner*float64(at-from)/float64(to-from)
	}
	floor := strengthAbove + strengthHigh
	y := func(score float64) float64 { return floor - strengthHigh*min(max(score, 0), 1) }
	line := func(c Colour, pt float64, points ...geom.Point) {
		d.Add(Shape{Paths: []Path{{Points: points}}, Stroke: &c, Line: pt * MillimetresPerPoint})
	}
	say := func(text string, style Style, x, y float64) {
		t.Paragraph(math.Inf(1), Span{Text: text, Style: style}).Draw(&d, x, y, 0, Left)
	}
	for _, v := range []float64{0, 0.5, 1} {
		if v > 0 {
			line(Hairline, 0.25, geom.Point{X: strengthLeft, Y: y(v)}, geom.Point{X: width, Y: y(v)})
		}
	}
	say("1", legendText, 0, y(1)-legendText.Leading/2)
	say("0", legendText, 0, y(0)-legendText.Leading/2)
	light := HeadLine
	for _, piece := range s.pieces() {
		area := Path{Points: []geom.Point{{X: x(s.At[piece[0]]), Y: floor}}, Closed: true}
		for i := piece[0]; i < piece[1]; i++ {
			area.Points = append(area.Points, geom.Point{X: x(s.At[i]), Y: y(s.Score[i])})
		}
		area.Points = append(area.Points, geom.Point{X: x(s.At[piece[1]-1]), Y: floor})
		d.Add(Shape{Paths: []Path{area}, Fill: &light})
		d.Add(Shape{Paths: []Path{{Points: area.Points[1 : len(area.Points)-1]}}, Stroke: &Claim, Line: 0.5 * MillimetresPerPoint})
	}
	line(Ink, 0.35, geom.Point{X: strengthLeft, Y: floor}, geom.Point{X: width, Y: floor})

	step := timeStep(to-from, inner/timesApart)
	for at := from.Truncate(step); at <= to; at += step {
		if at < from {
			continue
		}
		line(Ink, 0.35, geom.Point{X: x(at), Y: floor}, geom.Point{X: x(at), Y: floor + strengthTick})
		text := clock(at, step)
		w := t.WidthOf(text, legendText)
		say(text, legendText, min(max(x(at)-w/2, strengthLeft), width-w), floor+strengthTick)
	}

	blue := Source
	if a, b := x(s.First), x(s.Last); b-a > 0.4 {
		d.Add(Shape{Paths: []Path{Rectangle(geom.Rect{MinX: a, MinY: strengthAbove, MaxX: b, MaxY: floor})}, Fill: &blue, Alpha: 0.25})
	}
	line(Source, 0.9, geom.Point{X: x(s.Found), Y: strengthAbove - 0.8}, geom.Point{X: x(s.Found), Y: floor})
	found := legendHead.Coloured(Source)
	text := clock(s.Found, 0)
	w := t.WidthOf(text, found)
	say(text, found, min(max(x(s.Found)-w/2, strengthLeft), width-w), 0)
	return d
}

// pieces returns the stretches of points without a gap, as first and past the
// last: between them the search looked at key frames alone.
func (s Strengths) pieces() (out [][2]int) {
	var apart []time.Duration
	for i := 1; i < len(s.At); i++ {
		apart = append(apart, s.At[i]-s.At[i-1])
	}
	slices.Sort(apart)
	const times = 8 // of the usual distance
	least := time.Second
	if len(apart) > 0 {
		least = max(least, times*apart[len(apart)/2])
	}
	from := 0
	for i := range s.At {
		if i+1 == len(s.At) || s.At[i+1]-s.At[i] > least {
			out = append(out, [2]int{from, i + 1})
			from = i + 1
		}
	}
	return out
}

// timeStep returns a round step by which a length has at most so many.
func timeStep(length time.Duration, most float64) time.Duration {
	steps := []time.Duration{
		100 * time.Millisecond, 200 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
		time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour,
	}
	for _, s := range steps {
		if float64(length)/float64(s) <= most {
			return s
		}
	}
	return length // longer than any film
}
