package figure

import (
	"context"
	"math"
	"strconv"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// CutAway returns the whole candidate, under ink where the claim lies, as it
// will stand in a box of that width and height in millimetres.
func CutAway(ctx context.Context, p compare.Pair, width, height float64, f Fineness) (Encoded, error) {
	return shoot(ctx, p, compare.View{Mode: compare.OutsideMode, Inside: compare.InsideDimmed},
		dots(p.Candidate.Size(), width, height, f.dpi(figureDPI)), f.quality(figureQuality))
}

// Cut is a place where the claim's edge cuts something, in candidate pixels.
type Cut struct {
	Scrap geom.Quad // the part that the claim shows
	Open  int       // its side, from that corner to the next, at which it goes on outside
	Whole geom.Rect // all of it
}

var (
	insideHead = Style{Face: SansSemiBold, Pt: 9, Leading: 4.2, Colour: White}
	insideText = Style{Face: Sans, Pt: 9, Leading: 4.2, Colour: White}
	badgeText  = Style{Face: SansSemiBold, Pt: 8, Leading: 3.6, Colour: White}
)

// Lengths of the marks of cuts, millimetres.
const (
	cutAir      = 0.8
	badgeRadius = 2.15
	badgeLeader = 3
	insideAir   = 3 // on each side of the words in the outline
)

// Outside draws the whole candidate with the claim's outline, two lines of words
// in its middle where they have room, and a number for each cut.
func Outside(t *Typesetter, picture Encoded, size geom.Size, quad geom.Quad, says [2]string, cuts []Cut, width, height float64) Drawing {
	box := geom.Rect{MaxX: width, MaxY: height}
	d := Drawing{Width: width, Height: height}
	d.Add(frame(box), Picture{Box: box, Encoded: picture})
	d.Add(outline(quad, size, box, 0.0068*min(width, height))...)
	onBox := onPaper(box, size)
	inside := onBox.ApplyQuad(quad).Bounds().Intersect(box)
	head := t.Paragraph(math.Inf(1), Span{Text: says[0], Style: insideHead})
	text := t.Paragraph(math.Inf(1), Span{Text: says[1], Style: insideText})
	tall := head.Height() + text.Height()
	if inside.Width() >= max(head.Width(), text.Width())+2*insideAir && inside.Height() >= tall+4*badgeRadius+2*badgeLeader {
		top := inside.Centre().Y - tall/2
		head.Draw(&d, inside.Centre().X-head.Width()/2, top, 0, Left)
		text.Draw(&d, inside.Centre().X-text.Width()/2, top+head.Height(), 0, Left)
	}
	for i, c := range cuts {
		line := claw(onBox.ApplyQuad(c.Scrap), c.Open)
		scrap := clipped(geom.Quad(line).Bounds(), box)
		badge := badgeOf(scrap, clipped(grow(onBox.ApplyQuad(c.Whole.Quad()).Bounds(), cutAir), box), inside)
		d.Add(twice(Shape{Paths: []Path{{Points: line[:]}}}, Ink, White, edgeAlpha)...)
		d.Add(twice(Shape{Paths: []Path{{Points: []geom.Point{badge, kept(badge, scrap)}}}}, Ink, White, edgeAlpha)...)
		d.Place(Badge(t, i+1), badge.X-badgeRadius, badge.Y-badgeRadius)
	}
	return d
}

// claw returns a line round a scrap with some air, open where it goes on: what
// stands there is to be read.
func claw(q geom.Quad, open int) geom.Quad {
	// From one end of the open side round the three others to its other end.
	a, b, c, d := q[(open+1)%4], q[(open+2)%4], q[(open+3)%4], q[open]
	step := func(from, to geom.Point) geom.Point {
		v := to.Sub(from)
		return v.Times(cutAir / max(v.Length(), 1e-9))
	}
	aside, inwards := step(d, a), step(a, b)
	return geom.Quad{a.Add(aside), b.Add(aside).Add(inwards), c.Sub(aside).Add(inwards), d.Sub(aside)}
}

// clipped keeps a rectangle within a box.
func clipped(r, box geom.Rect) geom.Rect { return r.Intersect(grow(box, -0.3)) }

// badgeOf returns where the number of a cut goes: off what is cut, towards the
// middle of the outline.
func badgeOf(scrap, whole, inside geom.Rect) geom.Point {
	const away = badgeLeader + badgeRadius
	at, to := scrap.Centre(), inside.Centre()
	switch across := whole.Width() >= whole.Height(); {
	case across && to.Y >= at.Y:
		at.Y = whole.MaxY + away
	case across:
		at.Y = whole.MinY - away
	case to.X >= at.X:
		at.X = whole.MaxX + away
	default:
		at.X = whole.MinX - away
	}
	return at
}

// Badge draws a number in a dark disc with a white ring.
func Badge(t *Typesetter, n int) Drawing {
	d := Drawing{Width: 2 * badgeRadius, Height: 2 * badgeRadius}
	middle := geom.Point{X: badgeRadius, Y: badgeRadius}
	d.Add(Shape{Paths: []Path{circle(middle, badgeRadius-0.2)}, Fill: &Ink, Stroke: &White, Line: 0.4})
	p := t.Paragraph(math.Inf(1), Span{Text: strconv.Itoa(n), Style: badgeText})
	p.Draw(&d, middle.X-p.Width()/2, middle.Y-badgeText.Leading/2, 0, Left)
	return d
}

// Sizes of an enlargement, millimetres: two pictures of one place beside each other.
const (
	EnlargedWidth  = 27.75
	EnlargedHeight = 17.6
	enlargedGap    = 0.5
)

// Enlarged returns a place of the candidate as the claim shows it, in the
// candidate's frame, and as it is; where the claim has no pixels the paper
// shows. The place is widened to the shape of an enlargement and kept within the candidate.
func Enlarged(ctx context.Context, p compare.Pair, place geom.Rect, f Fineness) (claimed, found Encoded, err error) {
	back, ok := p.CandidateFromClaimed.Inverse()
	if !ok {
		return claimed, found, compare.ErrNotPlaced
	}
	size := geom.Size{Width: atDPI(EnlargedWidth, f.dpi(figureDPI)), Height: atDPI(EnlargedHeight, f.dpi(figureDPI))}
	region := widened(place, EnlargedWidth/EnlargedHeight, p.Candidate.Size().Rect())
	turned := compare.Pair{Claimed: p.Candidate, Candidate: p.Claimed, CandidateFromClaimed: back, Placed: true}
	view := compare.View{Mode: compare.Candidate, StageFromClaimed: compare.FitRegion(region, size, 0)}
	if claimed, err = shoot(ctx, turned, view, size, f.quality(enlargedQuality)); err != nil {
		return claimed, found, err
	}
	view.Mode = compare.Claimed
	found, err = shoot(ctx, turned, view, size, f.quality(enlargedQuality))
	return claimed, found, err
}

const enlargedQuality = 90

// widened returns a rectangle of that aspect about another's middle which holds
// it, moved into the bounds as far as it has room there.
func widened(r geom.Rect, aspect float64, bounds geom.Rect) geom.Rect {
	w, h := max(r.Width(), r.Height()*aspect), max(r.Height(), r.Width()/aspect)
	c := r.Centre()
	within := func(at, half, low, high float64) float64 {
		if 2*half >= high-low {
			return (low + high) / 2
		}
		return min(max(at, low+half), high-half)
	}
	c.X, c.Y = within(c.X, w/2, bounds.MinX, bounds.MaxX), within(c.Y, h/2, bounds.MinY, bounds.MaxY)
	return geom.Rect{MinX: c.X - w/2, MinY: c.Y - h/2, MaxX: c.X + w/2, MaxY: c.Y + h/2}
}

// Enlargement draws the two pictures of a place with its number over them.
func Enlargement(t *Typesetter, n int, claimed, found Encoded, says string) Drawing {
	d := Drawing{Width: 2*EnlargedWidth + enlargedGap, Height: 2*badgeRadius + 0.8 + EnlargedHeight}
	d.Place(Badge(t, n), 0, 0)
	t.Paragraph(d.Width-2*badgeRadius-1.6, Span{Text: says, Style: legendText}).Draw(&d, 2*badgeRadius+1.6, badgeRadius-legendText.Leading/2, 0, Left)
	for i, p := range []Encoded{claimed, found} {
		left := float64(i) * (EnlargedWidth + enlargedGap)
		box := geom.Rect{MinX: left, MinY: 2*badgeRadius + 0.8, MaxX: left + EnlargedWidth, MaxY: d.Height}
		d.Add(frame(box), Picture{Box: box, Encoded: p})
	}
	return d
}
