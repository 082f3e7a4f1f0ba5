package graphic

import (
	"math"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// Lengths of bars, in p.
const (
	barPad                 = 3.4
	chipHeight             = 10.4
	chipText, chipPad      = 8, 1.7
	chipGap                = 2.6
	titleMost, titleLeast  = 11, 8
	detailMost, detailFine = 8.8, 7.6
	titleLine              = 1.2 // leading of title and detail
)

// bars is how both bars of a pair are set: in the same sizes and of the same
// height, so that neither side shouts.
type bars struct {
	title, detail float64 // sizes in p; 0 where neither bar has any
	stacked       bool    // the title stands under the chip
	height        float64 // pixels
}

// chips returns what stands on the chips. They can't be edited: a reader must
// see which picture is the claim.
func (b *sheet) chips() [2]string {
	chips := [2]string{b.l.Say("report.bar.claimed"), b.l.Say("report.bar.found")}
	if b.c.Brief.Candidate {
		chips[1] = b.l.Say("report.bar.candidate")
	}
	return chips
}

func (b *sheet) chipWidth(chip string) float64 {
	return b.widthOf(chip, style(figure.SansSemiBold, figure.Ink, chipText*b.p, 1)) + 2*chipPad*b.p
}

// narrowest is the width below which a bar can't hold its chip.
func (b *sheet) narrowest(chip string) float64 { return b.chipWidth(chip) + 2*barPad*b.p }

// setBars chooses the sizes for bars of these widths: the largest at which both
// fit. Where a title doesn't fit beside its chip, titles stand under the chips.
func (b *sheet) setBars(texts [2]Bar, chips [2]string, widths [2]float64) bars {
	var s bars
	titles := texts[0].Title != "" || texts[1].Title != ""
	details := texts[0].Detail != "" || texts[1].Detail != ""
	size := func(most, lowest float64, face figure.Face, fits func(i int, px float64) bool) (float64, bool) {
		for px := most * b.p; ; px = max(px-step, lowest*b.p) {
			if fits(0, px) && fits(1, px) {
				return px / b.p, true
			}
			if px <= lowest*b.p {
				return lowest, false
			}
		}
	}
	room := func(i int) float64 { return widths[i] - 2*barPad*b.p }
	ok := true
	if titles {
		s.title, ok = size(titleMost, titleLeast, figure.SansSemiBold, func(i int, px float64) bool {
			return b.widthOf(oneLine(texts[i].Title), style(figure.SansSemiBold, figure.White, px, 1)) <= room(i)-b.chipWidth(chips[i])-chipGap*b.p
		})
		if s.stacked = !ok; s.stacked {
			s.title, _ = size(titleMost, titleLeast, figure.SansSemiBold, func(i int, px float64) bool {
				return b.widthOf(oneLine(texts[i].Title), style(figure.SansSemiBold, figure.White, px, 1)) <= room(i)
			})
		}
	}
	if details {
		s.detail, _ = size(detailMost, detailFine, figure.Sans, func(i int, px float64) bool {
			return b.widthOf(oneLine(texts[i].Detail), style(figure.Sans, figure.White, px, 1)) <= room(i)
		})
	}
	s.height = (2*barPad + chipHeight) * b.p
	if s.stacked {
		s.height += s.title * titleLine * b.p
	}
	if details {
		// One p less of air below than above: the line's own leading is air too.
		s.height += (s.detail*titleLine - 0.4) * b.p
	}
	return s
}

// drawBar draws one bar, as wide as told.
func (b *sheet) drawBar(s bars, text Bar, chip string, c figure.Colour, x, y, width float64) {
	ground := geom.Rect{MinX: x, MinY: y, MaxX: x + width, MaxY: y + s.height}
	b.d.Add(figure.Filled(ground, c))
	pad := barPad * b.p
	title, detail := oneLine(text.Title), oneLine(text.Detail)
	mirrored := rightToLeft(title) || title == "" && rightToLeft(detail)
	at := func(left, width float64) float64 { // of something so wide, told from the side where reading begins
		if mirrored {
			return ground.MaxX - (left - ground.MinX) - width
		}
		return left
	}
	chipWide := b.chipWidth(chip)
	top := y + pad
	left := at(x+pad, chipWide)
	b.d.Add(figure.Filled(geom.Rect{MinX: left, MinY: top, MaxX: left + chipWide, MaxY: top + chipHeight*b.p}, figure.White))
	b.line(chip, figure.SansSemiBold, figure.Ink, chipText, left+chipPad*b.p, top, chipHeight*b.p)
	say := func(text string, f figure.Face, size, left, room, top, height float64, note string) {
		if text == "" {
			return
		}
		p := b.cut(text, f, figure.White, size, 1, math.Inf(1), 1)
		if p.Width() > room+step {
			p = b.cut(text, f, figure.White, size, 1, room, 1)
			b.note(false, note)
		}
		wide := p.Width()
		if rightToLeft(text) && !math.IsInf(wide, 1) { // set to a width it hangs from the right
			p = b.cut(text, f, figure.White, size, 1, room, 1)
			p.Draw(&b.d, at(left, room), top+(height-p.Height())/2, room, figure.Left)
			return
		}
		p.Draw(&b.d, at(left, wide), top+(height-p.Height())/2, wide, figure.Left)
	}
	row := top + chipHeight*b.p
	if s.stacked {
		say(title, figure.SansSemiBold, s.title, x+pad, width-2*pad, row, s.title*titleLine*b.p, "graphic.note.cut.title")
		row += s.title * titleLine * b.p
	} else {
		from := pad + chipWide + chipGap*b.p
		say(title, figure.SansSemiBold, s.title, x+from, width-from-pad, top, chipHeight*b.p, "graphic.note.cut.title")
	}
	say(detail, figure.Sans, s.detail, x+pad, width-2*pad, row, s.detail*titleLine*b.p, "graphic.note.cut.detail")
}

// line draws one line of text from a left end, in the middle of a height.
func (b *sheet) line(text string, f figure.Face, c figure.Colour, size, x, top, height float64) {
	p := b.t.Paragraph(math.Inf(1), figure.Span{Text: text, Style: style(f, c, size*b.p, 1)})
	p.Draw(&b.d, x, top+(height-p.Height())/2, 0, figure.Left)
}
