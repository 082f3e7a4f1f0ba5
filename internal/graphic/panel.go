package graphic

import (
	"math"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// Lengths of panels, in p.
const (
	panelPad            = 6
	legendText          = 8.8
	legendLeast         = 7.6
	legendHead          = 8.8
	legendBadge         = 5.6
	legendPitch         = 25
	shareText           = 24
	shareTextLeast      = 16
	paragraphGap        = 5
	columnHeadlineLines = 7
	columnCreditsMost   = 5
)

// named are the details that are marked and that a person has named.
func (b *sheet) named() (out []sign) {
	if !b.s.Numbers {
		return nil
	}
	for _, s := range b.signs() {
		if s.name != "" {
			out = append(out, s)
		}
	}
	return out
}

// hasPanel reports whether there is a legend to stand beside the pictures.
func (b *sheet) hasPanel() bool { return len(b.named()) > 0 }

// hasColumn reports whether there is anything to fill a column.
func (b *sheet) hasColumn() bool { return !b.noColumn && (b.s.Headline != "" || b.hasPanel()) }

// drawPanels draws the legend beside the claim and the share beside the found picture.
func (b *sheet) drawPanels(l pairLayout, signs []sign) {
	for _, box := range l.panels {
		if !box.Empty() {
			b.d.Add(figure.Filled(box, panel))
		}
	}
	if !l.panels[0].Empty() {
		b.drawLegend(l.panels[0].Grown(-panelPad*b.p), signs)
		b.drawShare(l.panels[1].Grown(-panelPad * b.p))
	}
}

// drawLegend says which sign stands for what, spread over the height that there
// is; it returns the height it took. Names that don't fit are cut, and signs for
// which there is no room are left out and told.
func (b *sheet) drawLegend(box geom.Rect, signs []sign) float64 {
	var named []sign
	for _, s := range signs {
		if s.name != "" {
			named = append(named, s)
		}
	}
	if len(named) == 0 {
		return 0
	}
	head := b.t.Paragraph(box.Width(), figure.Span{Text: b.l.Say("graphic.legend"), Style: b.style(figure.SansSemiBold, figure.White, legendHead*b.p, textLeading)})
	head.Draw(&b.d, box.MinX, box.MinY, box.Width(), figure.Left)
	top := box.MinY + head.Height() + 0.5*paragraphGap*b.p
	badge := legendBadge * b.p
	pitch := min(legendPitch*b.p, (box.MaxY-top)/float64(len(named)))
	if least := legendTight * badge; pitch < least {
		named = named[:max(0, min(len(named), int((box.MaxY-top)/least)))]
		b.note(false, "graphic.note.legend")
		if len(named) == 0 {
			return head.Height()
		}
		pitch = (box.MaxY - top) / float64(len(named))
	}
	left := box.MinX + 3.3*badge
	width := box.MaxX - left
	size := float64(legendText)
	lines := 2
	if pitch < 2*legendLeast*textLeading*b.p {
		lines = 1
	}
	for _, s := range named { // all in the size in which every one fits
		for px := size * b.p; px >= legendLeast*b.p; px -= step {
			size = px / b.p
			p := b.t.Paragraph(width, figure.Span{Text: s.name, Style: b.style(figure.Sans, figure.White, px, textLeading)})
			if len(p.Lines) <= lines {
				break
			}
		}
	}
	for i, s := range named {
		y := top + (float64(i)+0.5)*pitch
		b.d.Add(b.badge(s, geom.Point{X: box.MinX + 1.3*badge, Y: y}, badge, 0.14*badge)...)
		p := b.beside(b.cut(s.name, figure.Sans, figure.White, size, textLeading, width, lines), s.name, b.style(figure.Sans, figure.White, size*b.p, textLeading))
		p.Draw(&b.d, left, y-p.Height()/2, width, figure.Left)
	}
	return top - box.MinY + pitch*float64(len(named))
}

// beside returns a name as it stands beside its sign: one line from right to left
// would hang from the far side of its column.
func (b *sheet) beside(p figure.Paragraph, name string, st figure.Style) figure.Paragraph {
	if len(p.Lines) == 1 && rightToLeft(name) {
		if one := b.t.Paragraph(math.Inf(1), figure.Span{Text: name, Style: st}); one.Width() <= p.Width()+step {
			return one
		}
	}
	return p
}

// drawShare says in large digits how much of the found picture the claim shows,
// and what else is told of the whole of both; it returns the height it took.
func (b *sheet) drawShare(box geom.Rect) float64 {
	brief := b.c.Brief
	y := box.MinY
	say := func(text string, size float64) bool {
		p := b.t.Paragraph(box.Width(), figure.Span{Text: text, Style: b.style(figure.Sans, figure.White, size*b.p, textLeading)})
		if y+p.Height() > box.MaxY {
			return false
		}
		p.Draw(&b.d, box.MinX, y, box.Width(), figure.Left)
		y += p.Height() + paragraphGap*b.p
		return true
	}
	if brief.Cropped && !b.s.ClaimsPartOnly {
		p, _ := b.fit(b.l.Percent(brief.ShownShare, 0), figure.SerifSemiBold, figure.White, shareText, shareTextLeast, 1.1, box.Width(), 1)
		if y+p.Height() > box.MaxY {
			return 0
		}
		p.Draw(&b.d, box.MinX, y, box.Width(), figure.Left)
		y += p.Height()
		say(b.l.Say("graphic.share"), legendText)
	}
	for _, text := range brief.Tone[:min(1, len(brief.Tone))] {
		say(text, legendText)
	}
	return y - box.MinY
}

// columnNeeds is about what legend and credits take of a column's height.
func (b *sheet) columnNeeds() float64 {
	credits := 3 * creditsMost * textLeading * b.p
	if n := len(b.named()); n > 0 {
		return credits + (legendHead*textLeading+3.5*bandGap+float64(n)*legendTight*legendBadge)*b.p
	}
	return credits
}

// columnHolds reports whether a column has room for the headline and what legend and
// credits take.
func (b *sheet) columnHolds(box geom.Rect) bool {
	took := b.columnNeeds()
	if b.s.Headline != "" {
		p, fits := b.columnHeadline(box)
		if !fits {
			return false
		}
		took += p.Height() + bandGap*b.p
	}
	return took <= box.Height()
}

// legendTight is the least distance of signs in a legend, in radii of a badge.
const legendTight = 2.5

// drawColumn draws headline, legend, share, verdict and credits in a column.
func (b *sheet) drawColumn(box geom.Rect, signs []sign) {
	y := box.MinY
	width := box.Width()
	if b.s.Headline != "" {
		p, fits := b.columnHeadline(box)
		if !fits {
			b.note(true, tooLong)
			p = b.cut(b.s.Headline, figure.SerifSemiBold, figure.White, headlineWideLeast, headlineLeading, width, columnHeadlineLines)
		}
		p.Draw(&b.d, box.MinX, y, width, figure.Left)
		y += p.Height() + bandGap*b.p
	}
	bottom := box.MaxY
	put := func(text string, f figure.Face, c figure.Colour, most, lowest float64, lines int, note string) {
		if text == "" {
			return
		}
		p, fits := b.fit(text, f, c, most, lowest, textLeading, width, lines)
		if !fits {
			p = b.cut(text, f, c, lowest, textLeading, width, lines)
			b.note(false, note)
		}
		p.Draw(&b.d, box.MinX, bottom-p.Height(), width, figure.Left)
		bottom -= p.Height() + bandGap*b.p
	}
	if _, logo := b.logoSize(); logo > 0 {
		b.drawLogo(box.MinX, bottom-logo)
		bottom -= logo + creditGap*b.p
	}
	put(b.credits(), figure.Sans, muted, creditsMost, creditsLeast, columnCreditsMost, "graphic.note.cut.credits")
	put(b.s.Verdict, figure.SansSemiBold, figure.White, verdictMost, verdictLeast, 3, "graphic.note.cut.verdict")
	room := geom.Rect{MinX: box.MinX, MinY: y + bandGap*b.p, MaxX: box.MaxX, MaxY: bottom}
	if took := b.drawLegend(room, signs); took > 0 {
		room.MinY += took + bandGap*b.p
	}
	if room.Height() > 2*shareTextLeast*b.p {
		b.drawShare(room)
	}
}

// columnHeadline sets the headline to a column; fits is false where it is too long for it.
func (b *sheet) columnHeadline(box geom.Rect) (p figure.Paragraph, fits bool) {
	set := func(most float64) {
		p, fits = b.fit(b.s.Headline, figure.SerifSemiBold, figure.White, most, headlineWideLeast, headlineLeading, box.Width(), columnHeadlineLines)
	}
	set(headlineWide)
	room := box.Height() - b.columnNeeds() // the legend needs room as well
	for most := float64(headlineWide); fits && p.Height() > room && most > headlineWideLeast; most -= step / b.p {
		set(max(most, headlineWideLeast))
	}
	return p, fits
}

// line draws one line of text in a neutral face from a left end, in the middle of a height.
func (b *sheet) line(text string, f figure.Face, c figure.Colour, size, x, top, height float64) {
	p := b.t.Paragraph(math.Inf(1), figure.Span{Text: text, Style: style(f, c, size*b.p, 1)})
	p.Draw(&b.d, x, top+(height-p.Height())/2, 0, figure.Left)
}
