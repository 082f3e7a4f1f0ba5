package graphic

import (
	"math"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// legendRowPitch is the distance of the rows of a legend under the pictures, in p.
const legendRowPitch = 14.5

// withLegend lays the pair out with a legend under the pictures, where none stands
// beside them and the height for it would lie empty.
func (b *sheet) withLegend(l pairLayout) (pairLayout, bool) {
	if !l.column.Empty() || !l.panels[0].Empty() || b.band > 0 || !b.hasPanel() {
		return l, false
	}
	b.band = b.legendBand()
	if with := b.layPair(); with.short() >= l.short() && with.beside == l.beside && b.above(with.frame) == b.above(l.frame) &&
		with.bottom+b.below(with.frame) <= b.area.MaxY+1 && with.column.Empty() && with.panels[0].Empty() {
		return with, true
	}
	b.band = 0
	return l, false
}

// legendColumns is how many names stand beside each other.
func (b *sheet) legendColumns() int {
	if b.preset.wide() {
		return 3
	}
	return 2
}

// legendBand is the height of a legend under the pictures, with its head.
func (b *sheet) legendBand() float64 {
	n, columns := len(b.named()), b.legendColumns()
	return math.Round((legendHead*textLeading + legendRowPitch*float64((n+columns-1)/columns)) * b.p)
}

// drawLegendBand says under the pictures which sign stands for what, in rows.
func (b *sheet) drawLegendBand(l pairLayout, signs []sign) {
	left, right := l.barAt[0].X, l.barAt[0].X+l.barWidths[0]
	if l.beside {
		right = l.barAt[1].X + l.barWidths[1]
	}
	top := l.bottom + bandGap*b.p
	head := b.t.Paragraph(right-left, figure.Span{Text: b.l.Say("graphic.legend"), Style: b.style(figure.SansSemiBold, figure.White, legendHead*b.p, textLeading)})
	head.Draw(&b.d, left, top, right-left, figure.Left)
	top += head.Height()
	columns := b.legendColumns()
	wide, badge := (right-left)/float64(columns), legendBadge*b.p
	n := 0
	for _, s := range signs {
		if s.name == "" {
			continue
		}
		x, y := left+float64(n%columns)*wide, top+(float64(n/columns)+0.5)*legendRowPitch*b.p
		n++
		b.d.Add(b.badge(s, geom.Point{X: x + 1.7*badge, Y: y}, badge, 0.14*badge)...)
		room := wide - 3.7*badge - bandGap*b.p
		p, fits := b.fit(s.name, figure.Sans, figure.White, legendText, legendLeast, textLeading, room, 1)
		if !fits {
			p = b.cut(s.name, figure.Sans, figure.White, legendLeast, textLeading, room, 1)
			b.note(false, "graphic.note.legend")
		}
		p = b.beside(p, s.name, b.style(figure.Sans, figure.White, legendLeast*b.p, textLeading))
		p.Draw(&b.d, x+3.7*badge, y-p.Height()/2, room, figure.Left)
	}
}
