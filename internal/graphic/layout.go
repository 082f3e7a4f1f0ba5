package graphic

import (
	"math"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// extreme is the aspect, or its inverse, from which a picture is tried both ways.
const extreme = 3

// shortest is the shortest side that a picture may have, in p.
const shortest = 28

// much is how many times as large the smaller picture must become for a pair to
// lie otherwise than the shape of the preset asks for: two upright pictures one
// over the other would be stamps.
const much = 1.4

// columnFrom is the share of the width that pictures of full height must leave
// free for headline and legend to stand in a column beside the moving pictures.
const columnFrom = 0.3

// The least and the most that such a column takes of the width.
const (
	columnLeast = 0.3
	columnMost  = 0.42
)

// columnGain is how many times as large the pictures must become for a column where
// there is no legend to stand in it: with one, they need only be as large.
const columnGain = 1.12

// wordsGain is the same of a column that can't hold all of the legend, or beside which
// texts on the bars have to be cut.
const wordsGain = 1.15

// How many times as wide as its picture a bar becomes, so that the pair takes the
// whole width; less than the first is not worth it.
const (
	cellFrom = 1.06
	cellMost = 2.2
)

// panelFrom is the share of the width that must be free for a panel.
const panelFrom = 0.24

// pairLayout says where everything of a pair lies.
type pairLayout struct {
	beside       bool
	claim, found geom.Rect     // the pictures, in whole pixels
	barWidths    [2]float64    // of the bars
	barAt        [2]geom.Point // their top left corners
	bars         bars
	frame        frame
	panels       [2]geom.Rect // beside the pictures, for legend and share; empty where there is none
	column       geom.Rect    // beside both pictures, for everything; empty where there is none
	cells        [2]geom.Rect // behind the pictures, under their bars, where those are wider; empty where they aren't
	x            float64      // where headline and credits begin
	top, bottom  float64      // of bars and pictures together
}

// short is the shorter side of the smaller picture as it is shown.
func (l pairLayout) short() float64 { return min(shortSide(l.claim), shortSide(l.found)) }

func shortSide(r geom.Rect) float64 { return min(r.Width(), r.Height()) }

// sizes returns those of the pictures as they are shown.
func (b *sheet) sizes() (claim, found geom.Size) {
	claim, found = b.c.Brief.Pair.Claimed.Size(), b.c.Brief.Pair.Candidate.Size()
	if b.s.ClaimsPartOnly {
		found = claim
	}
	return claim, found
}

func aspect(s geom.Size) float64 { return float64(max(1, s.Width)) / float64(max(1, s.Height)) }

// isBeside reports how a pair lies: as a person chose, else as the shape of the
// preset asks for, else as the smaller picture is larger. It looks at no text,
// so that words about left and right don't depend on their own length.
func (b *sheet) isBeside() bool {
	switch b.s.Arrangement {
	case Beside:
		return true
	case Above:
		return false
	case Inset:
		if !b.preset.high() {
			return true
		}
	}
	claim, found := b.sizes()
	a1, a2 := aspect(claim), aspect(found)
	head := (2*headlineWide*headlineLeading + bandGap) * b.p
	bar, credit := 27.5*b.p, (creditGap+creditsMost*textLeading)*b.p
	width, height := b.area.Width(), b.area.Height()
	h := max(1, min(height-head-bar-credit, (width-pictureGap*b.p)/(a1+a2)))
	w := max(1, min(width, (height-head-2*bar-bandGap*b.p-credit)/(1/a1+1/a2)))
	beside, above := h*h*min(a1, a2), w*w/max(a1, a2)
	isExtreme := func(a float64) bool { return a > extreme || a < 1.0/extreme }
	switch {
	case isExtreme(a1) || isExtreme(a2) || !b.preset.wide() && !b.preset.high():
		return beside >= above
	case b.preset.wide():
		return above < much*beside
	}
	return beside > much*above
}

// texts returns what stands on the bars.
func (b *sheet) texts() [2]Bar {
	found := b.s.Found
	if b.s.ClaimsPartOnly {
		found.Title = b.l.Say("graphic.part", "title", found.Title)
	}
	return [2]Bar{b.s.Claim, found}
}

// layPair lays a pair out in the sheet's area.
func (b *sheet) layPair() pairLayout {
	if !b.isBeside() {
		return leastCut(b.layAbove)
	}
	l := leastCut(b.layBeside)
	if b.preset.wide() && b.hasColumn() {
		gain := columnGain
		column := leastCut(b.layColumn)
		if b.hasPanel() && b.columnHolds(column.column) {
			gain = 1
		}
		if column.bars.cuts > l.bars.cuts || b.hasPanel() && !b.columnHolds(column.column) {
			gain = wordsGain
		}
		if column.short() >= gain*l.short() {
			return column
		}
	}
	return l
}

// leastCut tries the ways in which titles stand on bars, and takes the first one
// in which the least text is cut, unless that costs the pictures much.
func leastCut(lay func(mode int) pairLayout) (best pairLayout) {
	for mode := range barModes {
		l := lay(mode)
		if mode == 0 || l.bars.cuts < best.bars.cuts && l.short() >= wordsCost*best.short() {
			best = l
		}
	}
	return best
}

// wordsCost is what is left at least of the pictures' height for whole texts on the bars.
const wordsCost = 0.75

// layBeside places the claim left and the found picture right, at equal height,
// as large as everything else leaves room for. Headline and credits are set to
// the width of the block, which changes with what they take: a few rounds settle
// that.
func (b *sheet) layBeside(mode int) (out pairLayout) {
	claim, found := b.sizes()
	a1, a2 := aspect(claim), aspect(found)
	gap := math.Round(pictureGap * b.p)
	chips, texts := b.chips(), b.texts()
	out.beside = true
	width := b.area.Width()
	out.barWidths = [2]float64{(width - gap) * a1 / (a1 + a2), (width - gap) * a2 / (a1 + a2)}
	natural := b.framed(width+b.beyond).headline.Width() - b.beyond // headlines never get more lines by narrow pictures
	var h, block float64
	for range 3 {
		out.frame = b.framed(width + b.beyond)
		out.bars = b.setBars(texts, chips, out.barWidths, mode)
		room := b.area.Height() - b.above(out.frame) - out.bars.height - b.below(out.frame)
		h = math.Floor(max(1, min(room, (b.area.Width()-gap)/(a1+a2))))
		out.barWidths = b.cellWidths(b.barWidths(h, a1, a2), gap)
		block = out.barWidths[0] + gap + out.barWidths[1]
		width = min(b.area.Width(), max(block, natural+1))
	}
	out.bars = b.setBars(texts, chips, out.barWidths, mode)
	tall := b.above(out.frame) + out.bars.height + h + b.below(out.frame)
	out.x = math.Round(b.area.MinX + (b.area.Width()-max(block, out.frame.width-b.beyond))/2)
	out.top = math.Round(b.area.MinY + max(0, b.area.Height()-tall)/2 + b.above(out.frame))
	out.stand(out.x, h, a1, a2, gap)
	return out
}

// barWidths are those of pictures of a height: at least what a chip needs.
func (b *sheet) barWidths(h, a1, a2 float64) [2]float64 {
	chips := b.chips()
	return [2]float64{math.Round(max(h*a1, b.narrowest(chips[0]))), math.Round(max(h*a2, b.narrowest(chips[1])))}
}

// cellWidths are bars made wider, so that they take the whole width: beside narrow
// pictures there would be nothing, and bars as narrow would need more lines, which
// cost the pictures their height.
func (b *sheet) cellWidths(w [2]float64, gap float64) [2]float64 {
	room := b.area.Width() - gap
	if room < cellFrom*(w[0]+w[1]) || b.beyond > 0 { // an enlargement beside the pair takes the room
		return w
	}
	out := w
	narrow := 0
	if w[1] < w[0] {
		narrow = 1
	}
	// The narrower one first, until both are as wide; then both alike.
	out[narrow] = math.Floor(min(max(w[0], w[1]), cellMost*w[narrow], room-w[1-narrow]))
	by := min(cellMost, room/(out[0]+out[1]))
	for i := range out {
		out[i] = math.Floor(max(w[i], min(out[i]*by, cellMost*w[i])))
	}
	return out
}

// stand puts pictures of a height side by side, from the layout's top and an x.
func (l *pairLayout) stand(x, h, a1, a2, gap float64) {
	l.barAt = [2]geom.Point{{X: x, Y: l.top}, {X: x + l.barWidths[0] + gap, Y: l.top}}
	y := math.Round(l.top + l.bars.height)
	place := func(i int, a float64) geom.Rect {
		w := max(1, math.Round(h*a))
		x := math.Round(l.barAt[i].X + (l.barWidths[i]-w)/2)
		return geom.Rect{MinX: x, MinY: y, MaxX: x + w, MaxY: y + h}
	}
	l.claim, l.found = place(0, a1), place(1, a2)
	l.bottom = y + h
	l.ground()
}

// ground lays a cell behind each picture that is narrower than its bar.
func (l *pairLayout) ground() {
	for i, pic := range []geom.Rect{l.claim, l.found} {
		if cell := (geom.Rect{MinX: l.barAt[i].X, MinY: pic.MinY, MaxX: l.barAt[i].X + l.barWidths[i], MaxY: pic.MaxY}); cell.Width() > pic.Width()+1 {
			l.cells[i] = cell
		}
	}
}

// layColumn is layBeside for narrow pictures on a wide graphic: they take its whole
// height, or as much of it as leaves room for a column, and headline, legend and
// credits stand in that beside them.
func (b *sheet) layColumn(mode int) (out pairLayout) {
	claim, found := b.sizes()
	a1, a2 := aspect(claim), aspect(found)
	gap, air := math.Round(pictureGap*b.p), math.Round(columnAir*b.p)
	chips, texts := b.chips(), b.texts()
	out.beside = true
	out.barWidths = b.barWidths(b.area.Height()-27.5*b.p, a1, a2)
	var h float64
	for range 2 {
		out.bars = b.setBars(texts, chips, out.barWidths, mode)
		h = math.Floor(max(1, min(b.area.Height()-out.bars.height, (b.area.Width()-gap-air-columnLeast*b.preset.w())/(a1+a2))))
		out.barWidths = b.barWidths(h, a1, a2)
	}
	block := out.barWidths[0] + gap + out.barWidths[1]
	column := min(b.area.Width()-block-air, columnMost*b.preset.w())
	x := math.Round(b.area.MinX + (b.area.Width()-block-air-column)/2)
	out.top = math.Round(b.area.MinY + max(0, b.area.Height()-out.bars.height-h)/2)
	out.stand(x, h, a1, a2, gap)
	out.column = geom.Rect{MinX: x + block + air, MinY: out.top, MaxX: x + block + air + column, MaxY: out.bottom}
	return out
}

// columnAir is the room between pictures and column, in p.
const columnAir = 9

// layAbove places the claim over the found picture, at equal width.
func (b *sheet) layAbove(mode int) pairLayout {
	claim, found := b.sizes()
	a1, a2 := aspect(claim), aspect(found)
	chips, texts := b.chips(), b.texts()
	width := b.area.Width()
	out := pairLayout{frame: b.framed(width), x: b.area.MinX, barWidths: [2]float64{width, width}}
	out.bars = b.setBars(texts, chips, out.barWidths, mode)
	gap := bandGap * b.p
	room := b.area.Height() - b.above(out.frame) - 2*out.bars.height - gap - b.below(out.frame)
	w := math.Floor(max(1, min(width, room/(1/a1+1/a2))))
	h1, h2 := max(1, math.Round(w/a1)), max(1, math.Round(w/a2))
	tall := b.above(out.frame) + 2*out.bars.height + h1 + gap + h2 + b.below(out.frame)
	out.top = math.Round(b.area.MinY + max(0, b.area.Height()-tall)/2 + b.above(out.frame))
	x := math.Round(b.area.MinX + (width-w)/2)
	panelled := width-w > panelFrom*b.preset.w() && b.hasPanel()
	if panelled {
		x = math.Round(b.area.MinX)
	}
	y1 := math.Round(out.top + out.bars.height)
	second := math.Round(y1 + h1 + gap)
	y2 := math.Round(second + out.bars.height)
	out.barAt = [2]geom.Point{{X: b.area.MinX, Y: out.top}, {X: b.area.MinX, Y: second}}
	out.claim = geom.Rect{MinX: x, MinY: y1, MaxX: x + w, MaxY: y1 + h1}
	out.found = geom.Rect{MinX: x, MinY: y2, MaxX: x + w, MaxY: y2 + h2}
	if panelled {
		for i, box := range []geom.Rect{out.claim, out.found} {
			out.panels[i] = geom.Rect{MinX: box.MaxX, MinY: box.MinY, MaxX: b.area.MaxX, MaxY: box.MaxY}
		}
	}
	out.bottom = y2 + h2
	if !panelled {
		out.ground()
	}
	return out
}

func (p Preset) w() float64 { return float64(p.Width) }

// drawBars draws both bars.
func (b *sheet) drawBars(l pairLayout) {
	chips, texts := b.chips(), b.texts()
	colours := [2]figure.Colour{b.k.Colours.claim(), b.k.Colours.found()}
	for i := range chips {
		b.drawBar(l.bars, texts[i], chips[i], colours[i], l.barAt[i].X, l.barAt[i].Y, l.barWidths[i])
	}
}
