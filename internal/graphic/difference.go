package graphic

import (
	"context"
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// differenceView is how a graphic shows a difference: as the report does.
var differenceView = compare.View{
	Mode: compare.DifferenceMode, ShowFrom: figure.DifferenceFrom, ShowTo: figure.DifferenceTo, Light: differenceLight,
}

// differenceLight is the light that is left to the claim under the heat map.
const differenceLight = 0.32

// Lengths of the legend of a difference, in p.
const (
	stripHeight   = 6
	stripText     = 7.6
	stripTick     = 1.6
	swatchWidth   = 11
	swatchGap     = 3
	legendBetween = 9
	legendRow     = 11
)

// mostRegions is how many regions are outlined: the strongest.
const mostRegions = 6

// composeDifference draws the claim, the found picture laid in its frame, and
// where they differ, all at one scale: side by side on a wide graphic, else the
// two over the difference, which is as wide as both.
func (b *sheet) composeDifference(ctx context.Context) error {
	pair := b.c.Brief.Difference
	if pair.Map == nil || pair.Claimed == nil || pair.Candidate == nil {
		return ErrNothing
	}
	b.remark = b.l.Say("graphic.difference.aligned")
	width := b.area.Width()
	var f frame
	var boxes [3]geom.Rect
	for range 2 { // headline, legend and credits are as wide as the pictures
		f = b.framed(width)
		b.band = b.legendHeight(width)
		boxes = b.layDifference(f)
		width = max(boxes[2].MaxX-boxes[0].MinX, narrowText*b.area.Width())
	}
	bar := b.chipBar()
	x := min(boxes[0].MinX, b.area.MaxX-f.width)
	if err := b.drawDifference(ctx, boxes); err != nil {
		return err
	}
	chips := append(b.chipList(), b.l.Say("graphic.difference.chip"))
	colours := [3]figure.Colour{b.k.Colours.claim(), b.k.Colours.found(), figure.Grey}
	texts := [3]Bar{{Title: b.s.Claim.Title}, {Title: b.s.Found.Title}, {}}
	set := b.threeBars(texts, chips, boxes)
	if set.cuts > 0 { // half a title says less than none
		texts = [3]Bar{}
	}
	for i, box := range boxes {
		b.drawBar(set, texts[i], chips[i], colours[i], box.MinX, box.MinY-bar, box.Width())
	}
	b.claimBox, b.foundBox = boxes[0], boxes[1]
	b.drawFrame(f, x, boxes[0].MinY-bar, boxes[2].MaxY)
	b.drawDifferenceLegend(x, boxes[2].MaxY+bandGap*b.p, f.width)
	return nil
}

// chipBar is the height of a bar of one line.
func (b *sheet) chipBar() float64 { return math.Round((2*barPad + chipHeight) * b.p) }

// muchLarger is how many times as wide the difference becomes under the others,
// where that is worth showing these smaller than it.
const muchLarger = 1.25

// layDifference places claim, found picture and difference: side by side, or the
// difference under the others where it becomes much larger there.
func (b *sheet) layDifference(f frame) (boxes [3]geom.Rect) {
	a := aspect(b.c.Brief.Difference.Claimed.Size())
	gap, bar := math.Round(pictureGap*b.p), b.chipBar()
	width, height := b.area.Width(), b.area.Height()-b.above(f)-b.below(f)
	across := max(1, min((width-2*gap)/3, (height-bar)*a))
	stacked := max(1, min(width, (height-2*bar-bandGap*b.p)/(1/a+0.5/a)))
	top := b.area.MinY + b.above(f)
	w := math.Floor(across)
	columns := 3.0
	if stacked > muchLarger*across {
		w, columns = math.Floor((math.Floor(stacked)-gap)/2), 2
	}
	w = max(1, w)
	h := max(1, math.Round(w/a))
	whole := columns*w + (columns-1)*gap
	used := bar + h
	tall := max(1, math.Round(whole/a))
	if columns == 2 {
		used += bandGap*b.p + bar + tall
	}
	top = math.Round(top + max(0, height-used)/2)
	x := math.Round(b.area.MinX + (width-whole)/2)
	for i := range boxes {
		left := x + float64(i)*(w+gap)
		boxes[i] = geom.Rect{MinX: left, MinY: top + bar, MaxX: left + w, MaxY: top + bar + h}
	}
	if columns == 2 {
		y := math.Round(top + bar + h + bandGap*b.p)
		boxes[2] = geom.Rect{MinX: x, MinY: y + bar, MaxX: x + whole, MaxY: y + bar + tall}
	}
	return boxes
}

// narrowText is the least share of the width that headline and credits are set
// to, under which they would be a tower of words.
const narrowText = 0.62

func (b *sheet) chipList() []string { chips := b.chips(); return chips[:] }

// threeBars sets bars of one line in one size.
func (b *sheet) threeBars(texts [3]Bar, chips []string, boxes [3]geom.Rect) bars {
	s := bars{title: titleMost, titleLines: 1, height: b.chipBar()}
	for i := range texts {
		one := b.setBars([2]Bar{texts[i]}, [2]string{chips[i], chips[i]}, [2]float64{boxes[i].Width(), boxes[i].Width()}, besideChip)
		s.cuts += one.cuts
		if one.title > 0 {
			s.title = min(s.title, one.title)
		}
	}
	return s
}

// drawDifference draws the three pictures and the outlines of the strongest regions.
func (b *sheet) drawDifference(ctx context.Context, boxes [3]geom.Rect) error {
	shown := b.c.Brief.Pair
	for i, view := range []compare.View{{Mode: compare.Claimed}, {Mode: compare.Candidate}, differenceView} {
		pair := shown
		if i == 2 {
			pair = b.c.Brief.Difference
		}
		img, err := b.render(ctx, boxes[i], pair, view)
		if err != nil {
			return err
		}
		if i == 0 && b.s.Label {
			if img, err = b.labelled(img); err != nil {
				return err
			}
		}
		b.d.Add(figure.Picture{Box: boxes[i], Pixels: img})
	}
	size := b.c.Brief.Difference.Claimed.Size()
	line := max(lineLeast*b.p, lineShare*shortSide(boxes[2]))
	regions := b.c.Brief.Difference.Map.Regions
	for _, r := range regions[:min(len(regions), mostRegions)] {
		for _, box := range boxes {
			b.d.Add(figure.Outline(regionOf(r.Box, 2*line*float64(size.Width)/box.Width()), size, box, 0.6*line)...)
		}
	}
	return nil
}

// regionOf is a region's box with some air, in claim pixels.
func regionOf(r image.Rectangle, air float64) geom.Quad {
	return geom.Rect{MinX: float64(r.Min.X), MinY: float64(r.Min.Y), MaxX: float64(r.Max.X), MaxY: float64(r.Max.Y)}.Grown(air).Quad()
}

// legendStyle is that of the words of a legend.
func (b *sheet) legendStyle() figure.Style {
	return b.style(figure.Sans, figure.White, stripText*b.p, textLeading)
}

// legendHeight is how high the legend of a difference becomes in a width.
func (b *sheet) legendHeight(width float64) float64 {
	if b.legendWide(width) {
		return math.Round((stripHeight + stripTick + stripText*textLeading) * b.p)
	}
	return math.Round((stripHeight + stripTick + stripText*textLeading + 2 + legendRow) * b.p)
}

// legendWide reports whether all of the legend stands on one line.
func (b *sheet) legendWide(width float64) bool {
	words := b.widthOf(b.l.Say("graphic.difference.noise"), b.legendStyle()) +
		b.widthOf(b.l.Say("graphic.difference.none"), b.legendStyle()) + b.widthOf(b.l.Say("graphic.difference.cant"), b.legendStyle())
	return words+(2*(swatchWidth+swatchGap+legendBetween)+swatchGap)*b.p+0.3*width <= width
}

// drawDifferenceLegend says what the colours mean.
func (b *sheet) drawDifferenceLegend(x, y, width float64) {
	st := b.legendStyle()
	put := func(text string, x, top, height float64) float64 {
		p := b.t.Paragraph(math.Inf(1), figure.Span{Text: text, Style: st})
		p.Draw(&b.d, x, top+(height-p.Height())/2, p.Width(), figure.Left)
		return p.Width()
	}
	left := x + put(b.l.Say("graphic.difference.noise"), x, y, stripHeight*b.p) + swatchGap*b.p
	strip := 0.3 * width
	if !b.legendWide(width) {
		strip = min(0.6*width, x+width-left)
	}
	legend := compare.LegendOf(differenceView)
	wide := strip / compare.HeatSteps
	for i := range compare.HeatSteps {
		c := compare.HeatColour(i)
		at := left + float64(i)*wide
		b.d.Add(figure.Filled(geom.Rect{MinX: at, MinY: y, MaxX: at + wide + 0.5, MaxY: y + stripHeight*b.p}, figure.Colour{R: c.R, G: c.G, B: c.B}))
	}
	for i, v := range legend.Ticks {
		at := left + strip*(v-legend.From)/(legend.To-legend.From)
		b.d.Add(figure.Shape{
			Paths:  []figure.Path{{Points: []geom.Point{{X: at, Y: y + stripHeight*b.p}, {X: at, Y: y + (stripHeight+stripTick)*b.p}}}},
			Stroke: &figure.White, Line: 0.4 * b.p,
		})
		text := b.l.Number(v, 0)
		if v >= legend.To {
			text = "≥\u00a0" + text
		}
		w := b.widthOf(text, st)
		from := at - w/2
		switch i {
		case 0:
			from = max(left, from)
		case len(legend.Ticks) - 1:
			from = min(left+strip-w, from)
		}
		put(text, from, y+(stripHeight+stripTick)*b.p, stripText*textLeading*b.p)
	}
	at, top := left+strip+legendBetween*b.p, y
	if !b.legendWide(width) {
		at, top = x, y+(stripHeight+stripTick+stripText*textLeading+2)*b.p
	}
	dimmed := figure.Colour{R: 0x3C, G: 0x3C, B: 0x3C}
	for i, key := range []string{b.l.Say("graphic.difference.none"), b.l.Say("graphic.difference.cant")} {
		box := geom.Rect{MinX: at, MinY: top, MaxX: at + swatchWidth*b.p, MaxY: top + stripHeight*b.p}
		b.d.Add(figure.Filled(box, dimmed))
		if i == 1 {
			b.d.Add(hatching(box, 2.4*b.p))
		}
		b.d.Add(figure.Shape{Paths: []figure.Path{figure.Rectangle(box)}, Stroke: &muted, Line: 0.3 * b.p})
		at += (swatchWidth + swatchGap) * b.p
		at += put(key, at, top, stripHeight*b.p) + legendBetween*b.p
	}
}

// hatching draws lines at 45° over a box.
func hatching(box geom.Rect, period float64) figure.Shape {
	light := figure.Colour{R: 0xC0, G: 0xC0, B: 0xC0}
	s := figure.Shape{Stroke: &light, Line: period / 6}
	h := box.Height()
	for x := box.MinX - h + period/2; x < box.MaxX; x += period {
		from, to := geom.Point{X: x, Y: box.MaxY}, geom.Point{X: x + h, Y: box.MinY}
		if from.X < box.MinX {
			from = geom.Point{X: box.MinX, Y: box.MaxY - (box.MinX - x)}
		}
		if to.X > box.MaxX {
			to = geom.Point{X: box.MaxX, Y: box.MinY + (to.X - box.MaxX)}
		}
		if from.X < to.X {
			s.Paths = append(s.Paths, figure.Path{Points: []geom.Point{from, to}})
		}
	}
	return s
}
