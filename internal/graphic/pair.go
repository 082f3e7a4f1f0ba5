package graphic

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// composePair draws the pair, and what is laid over it.
func (b *sheet) composePair(ctx context.Context) error {
	l, legend := b.withLegend(b.layPair())
	signs, err := b.drawPair(ctx, l)
	if err != nil {
		return err
	}
	b.drawStamp(l)
	b.surround(l, signs)
	if legend {
		b.drawLegendBand(l, signs)
	}
	return nil
}

// drawPair draws both pictures with what is laid over them, and returns the signs
// of the details that are marked.
func (b *sheet) drawPair(ctx context.Context, l pairLayout) ([]sign, error) {
	images, err := b.pictures(ctx, l, compare.View{Mode: compare.Claimed})
	if err != nil {
		return nil, err
	}
	if b.c.Brief.Cropped && !b.s.ClaimsPartOnly {
		b.outline(l)
	}
	return b.mark(l, images), nil
}

// outline draws the claim's outline on the found picture.
func (b *sheet) outline(l pairLayout) {
	b.d.Add(figure.Outline(b.claimOnFound(), b.c.Brief.Pair.Candidate.Size(), l.found, b.lineOf(l))...)
}

// lineOf is the width of a line over the pictures of a pair.
func (b *sheet) lineOf(l pairLayout) float64 { return max(lineLeast*b.p, lineShare*l.short()) }

// surround draws what stands about the pictures of a pair.
func (b *sheet) surround(l pairLayout, signs []sign) {
	b.drawBars(l)
	if !l.column.Empty() {
		b.drawColumn(l.column, signs)
		return
	}
	b.drawFrame(l.frame, l.x, l.top, l.bottom)
	b.drawPanels(l, signs)
}

// pictures draws both pictures, the label burned into the claim, and returns
// them as they were before that. How the found one is shown is told for a pair
// whose claim it is; in OutsideMode it is the pair itself.
func (b *sheet) pictures(ctx context.Context, l pairLayout, view compare.View) (images [2]*image.RGBA, err error) {
	b.claimBox, b.foundBox = l.claim, l.found
	if l.short() < shortest*b.p {
		b.note(false, "graphic.note.small")
	}
	pair := b.c.Brief.Pair
	if images[0], err = b.render(ctx, l.claim, compare.Pair{Claimed: pair.Claimed}, compare.View{Mode: compare.Claimed}); err != nil {
		return images, err
	}
	found := compare.Pair{Claimed: pair.Candidate}
	if b.s.ClaimsPartOnly {
		view = compare.View{Mode: compare.Candidate}
	}
	if view.Mode != compare.Claimed {
		found = pair
	}
	if images[1], err = b.render(ctx, l.found, found, view); err != nil {
		return images, err
	}
	claim := images[0]
	if b.s.Label {
		if claim, err = b.labelled(claim); err != nil {
			return images, err
		}
	}
	for _, cell := range l.cells {
		if !cell.Empty() {
			b.d.Add(figure.Filled(cell, panel))
		}
	}
	b.d.Add(figure.Picture{Box: l.claim, Pixels: claim}, figure.Picture{Box: l.found, Pixels: images[1]})
	return images, nil
}

// labelled returns a claim with the label burned in, and tells what crop loses it.
func (b *sheet) labelled(claim *image.RGBA) (*image.RGBA, error) {
	label := b.newLabel(geom.Size{Width: claim.Rect.Dx(), Height: claim.Rect.Dy()})
	b.escape = label.escape()
	return label.burn(claim)
}

// mark draws what a person drew on the pair, then the signs of the matching
// details, and returns those signs that found a place.
func (b *sheet) mark(l pairLayout, images [2]*image.RGBA) (signs []sign) {
	obstacles := b.drawMarks(l)
	if !b.s.Numbers {
		return nil
	}
	all, dropped := b.place(l, b.signs(), images, obstacles)
	b.drawPlaced(all)
	if dropped > 0 {
		b.note(false, "graphic.note.dropped", "n", strconv.Itoa(dropped))
	}
	if more := len(b.c.Brief.Details) - mostMarks; more > 0 {
		b.note(false, "graphic.note.more", "n", strconv.Itoa(more))
	}
	b.marked = all
	for _, m := range all {
		signs = append(signs, m.sign)
	}
	return signs
}

// drawMarks draws the other marks of a person, as report and window do.
func (b *sheet) drawMarks(l pairLayout) (obstacles []obstacle) {
	marks := b.c.Brief.Marks
	if len(marks) == 0 {
		return nil
	}
	claim, found := b.sizes()
	if b.s.ClaimsPartOnly {
		back, ok := b.c.Brief.Pair.CandidateFromClaimed.Inverse()
		if !ok {
			return nil
		}
		aligned := make([]figure.Mark, len(marks))
		for i, m := range marks {
			points := make([]geom.Point, len(m.Second))
			for k, p := range m.Second {
				points[k] = back.Apply(p)
			}
			m.Second = points
			aligned[i] = m
		}
		marks = aligned
	}
	// They are drawn at the size of a page, where a badge is 2.15 wide, and enlarged.
	by := max(badgeUsual*b.p, badgeShare*l.short()) / markBadge
	shrunk := func(r geom.Rect) geom.Rect {
		return geom.Rect{MinX: r.MinX / by, MinY: r.MinY / by, MaxX: r.MaxX / by, MaxY: r.MaxY / by}
	}
	d := figure.Drawing{Items: figure.Marks(b.t, figure.Layout{First: shrunk(l.claim), Second: shrunk(l.found)}, claim, found, marks)}
	b.d.Add(d.Scaled(by).Items...)
	for _, m := range marks {
		for i, points := range [2][]geom.Point{m.First, m.Second} {
			on := onBox([2]geom.Rect{l.claim, l.found}[i], [2]geom.Size{claim, found}[i])
			o := obstacle{on: i}
			for _, p := range points {
				o.points = append(o.points, on.Apply(p))
			}
			if len(o.points) > 0 {
				obstacles = append(obstacles, o)
			}
		}
	}
	return obstacles
}

// markBadge is the radius of a badge of figure.Marks.
const markBadge = 2.15

// claimOnFound is the claim's corners on the found picture, in its pixels.
func (b *sheet) claimOnFound() geom.Quad {
	pair := b.c.Brief.Pair
	return pair.CandidateFromClaimed.ApplyQuad(pair.Claimed.Size().Quad())
}

// render draws a view in the pixels of a box.
func (b *sheet) render(ctx context.Context, box geom.Rect, p compare.Pair, v compare.View) (*image.RGBA, error) {
	v.Fine, v.Ground = true, unknown
	size := geom.Size{Width: int(math.Round(box.Width())), Height: int(math.Round(box.Height()))}
	frame, err := compare.Render(ctx, p, v, size)
	if err != nil {
		return nil, fmt.Errorf("drawing a picture of %d × %d px for a graphic: %w", size.Width, size.Height, err)
	}
	return frame.Image, nil
}

// unknown is the colour where a picture has no pixels: grey, and never black.
var unknown = color.RGBA{R: figure.Grey.R, G: figure.Grey.G, B: figure.Grey.B, A: 255}
