package graphic

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
)

// mostMoments is how many dates a timeline shows.
const mostMoments = 8

// Lengths of the timeline, in p.
const (
	momentDate, momentDateLeast = 11, 8
	momentText, momentTextLeast = 8.8, 7.6
	momentDot                   = 3.4
	momentLine                  = 1
	momentPitch                 = 40
	momentPictures              = 0.36 // of the width, for the pair beside the dates of a wide graphic
)

// composeTimeline lists the dates of claim, copies and posts along a line, oldest
// first and evenly spaced, with the pair beside them on a wide graphic and under
// the headline else. A date that isn't known to the day has an open dot.
func (b *sheet) composeTimeline(ctx context.Context) error {
	all := b.shownMoments()
	if len(all) < 2 {
		return ErrNothing
	}
	b.remark = b.l.Say("graphic.timeline.spaced")
	f := b.framed(b.area.Width())
	room := geom.Rect{MinX: b.area.MinX, MinY: b.area.MinY + b.above(f), MaxX: b.area.MaxX, MaxY: b.area.MaxY - b.below(f)}
	pictures, list := room, room
	if b.preset.high() {
		pictures.MaxY = math.Round(room.MinY + 0.34*room.Height())
		list.MinY = pictures.MaxY + 2*bandGap*b.p
	} else {
		pictures.MaxX = math.Round(room.MinX + momentPictures*room.Width())
		list.MinX = pictures.MaxX + 2*bandGap*b.p
	}
	bottom, err := b.drawTwo(ctx, pictures)
	if err != nil {
		return err
	}
	if b.preset.high() {
		list.MinY = bottom + 2*bandGap*b.p
	}
	used := b.drawMoments(list, all)
	b.drawFrame(f, b.area.MinX, room.MinY, max(bottom, list.MinY+used))
	return nil
}

// shownMoments are the dates that have room: the first and the last ones.
func (b *sheet) shownMoments() []report.Moment {
	all := b.c.Brief.Moments
	if left := len(all) - mostMoments; left > 0 {
		b.note(false, "graphic.note.moments", "n", b.l.Count(int64(left)))
		const half = mostMoments / 2
		return append(append([]report.Moment{}, all[:half]...), all[len(all)-half:]...)
	}
	return all
}

// drawTwo draws claim and found picture with a bar of their chip each, over each
// other in a high box and side by side in a wide one, and returns where they end.
func (b *sheet) drawTwo(ctx context.Context, box geom.Rect) (bottom float64, err error) {
	pair := b.c.Brief.Pair
	sizes := [2]geom.Size{pair.Claimed.Size(), pair.Candidate.Size()}
	a1, a2 := aspect(sizes[0]), aspect(sizes[1])
	gap, bar := math.Round(pictureGap*b.p), b.chipBar()
	var boxes [2]geom.Rect
	if b.preset.high() {
		h := math.Floor(max(1, min(box.Height()-bar, (box.Width()-gap)/(a1+a2))))
		w := [2]float64{math.Round(h * a1), math.Round(h * a2)}
		x := math.Round(box.MinX + (box.Width()-w[0]-gap-w[1])/2)
		for i := range boxes {
			boxes[i] = geom.Rect{MinX: x, MinY: math.Round(box.MinY + bar), MaxX: x + w[i], MaxY: math.Round(box.MinY+bar) + h}
			x += w[i] + gap
		}
	} else {
		w := math.Floor(max(1, min(box.Width(), (box.Height()-2*bar-bandGap*b.p)/(1/a1+1/a2))))
		x, y := math.Round(box.MinX+(box.Width()-w)/2), math.Round(box.MinY+bar)
		for i, a := range []float64{a1, a2} {
			h := max(1, math.Round(w/a))
			boxes[i] = geom.Rect{MinX: x, MinY: y, MaxX: x + w, MaxY: y + h}
			y = math.Round(y + h + bandGap*b.p + bar)
		}
	}
	chips := b.chips()
	colours := [2]figure.Colour{b.k.Colours.claim(), b.k.Colours.found()}
	b.claimBox, b.foundBox = boxes[0], boxes[1]
	for i, at := range boxes {
		wide := max(at.Width(), b.narrowest(chips[i]))
		b.drawBar(bars{height: bar}, Bar{}, chips[i], colours[i], at.MinX, at.MinY-bar, wide)
		img, err := b.render(ctx, at, compare.Pair{Claimed: [2]*picture.Pyramid{pair.Claimed, pair.Candidate}[i]}, compare.View{Mode: compare.Claimed})
		if err != nil {
			return 0, err
		}
		if i == 0 && b.s.Label {
			if img, err = b.labelled(img); err != nil {
				return 0, err
			}
		}
		b.d.Add(figure.Picture{Box: at, Pixels: img})
		bottom = max(bottom, at.MaxY)
	}
	return bottom, nil
}

// drawMoments draws the dates along an upright line and returns the height that they take.
func (b *sheet) drawMoments(box geom.Rect, all []report.Moment) float64 {
	n := float64(len(all))
	pitch := min(momentPitch*b.p, box.Height()/n)
	dot := momentDot * b.p
	left := box.MinX + 4*dot
	width := box.MaxX - left
	dates, says := make([]string, len(all)), make([]string, len(all))
	for i, m := range all {
		dates[i] = m.When
		says[i] = b.l.Say("graphic.moment.found", "what", m.What, "by", m.By)
		if m.Claim {
			says[i] = b.l.Say("graphic.moment.claim", "what", m.What, "by", m.By)
		}
	}
	size := func(texts []string, f figure.Face, most, lowest float64) float64 {
		for _, text := range texts {
			for ; most > lowest && b.widthOf(text, b.style(f, figure.White, most*b.p, 1)) > width; most -= step / b.p {
			}
		}
		return max(most, lowest)
	}
	dateSize := min(size(dates, figure.SansSemiBold, momentDate, momentDateLeast), max(momentDateLeast, 0.36*pitch/b.p))
	textSize := min(size(says, figure.Sans, momentText, momentTextLeast), max(momentTextLeast, 0.3*pitch/b.p))
	middle := func(i int) float64 { return box.MinY + (float64(i)+0.5)*pitch }
	b.d.Add(figure.Shape{
		Paths:  []figure.Path{{Points: []geom.Point{{X: box.MinX + 1.5*dot, Y: middle(0)}, {X: box.MinX + 1.5*dot, Y: middle(len(all) - 1)}}}},
		Stroke: &muted, Line: momentLine * b.p,
	})
	for i, m := range all {
		y := middle(i)
		colour, ground := figure.White, b.k.Colours.ground()
		at := geom.Point{X: box.MinX + 1.5*dot, Y: y}
		fill := &colour
		if !m.Exact {
			fill = &ground
		}
		path := figure.Circle(at, dot)
		if m.Claim { // never told by the colour alone
			path = figure.Rectangle(geom.Rect{MinX: at.X, MinY: at.Y, MaxX: at.X, MaxY: at.Y}.Grown(0.9 * dot))
		}
		b.d.Add(figure.Shape{Paths: []figure.Path{path}, Fill: fill, Stroke: &colour, Line: momentLine * b.p})
		date := b.cut(dates[i], figure.SansSemiBold, figure.White, dateSize, 1.15, width, 1)
		text := b.cut(says[i], figure.Sans, muted, textSize, 1.15, width, 1)
		top := y - (date.Height()+text.Height())/2
		date.Draw(&b.d, left, top, width, figure.Left)
		text.Draw(&b.d, left, top+date.Height(), width, figure.Left)
	}
	return pitch * n
}
