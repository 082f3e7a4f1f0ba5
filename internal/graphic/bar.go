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
	titleMost, titleLeast  = 11, 7.4
	detailMost, detailFine = 8.8, 7.6
	titleLine              = 1.2 // leading of title and detail
)

// bars is how both bars of a pair are set: in the same sizes and of the same
// height, so that neither side shouts.
type bars struct {
	title, detail float64 // sizes in p; 0 where neither bar has any
	stacked       bool    // the title stands under the chip
	titleLines    int     // the lines of titles and of details, at most
	detailLines   int
	cuts          int     // how much has to be cut even at the smallest sizes: a title weighs more
	one           bool    // there are no titles, and the details stand beside the chips
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

// How titles stand on bars, tried in this order.
const (
	besideChip   = iota // on the chip's line
	underChip           // on a line of their own
	underWrapped        // on two lines, and the details too
	barModes
)

// setBars chooses the sizes for bars of these widths: the largest at which both fit.
func (b *sheet) setBars(texts [2]Bar, chips [2]string, widths [2]float64, mode int) (s bars) {
	titles := texts[0].Title != "" || texts[1].Title != ""
	details := texts[0].Detail != "" || texts[1].Detail != ""
	s.stacked = mode != besideChip && titles
	// size returns the size in p, how many lines the longer text takes, and on how
	// many bars it doesn't fit.
	fit := func(largest, lowest float64, face figure.Face, text func(Bar) string, beside bool, most int) (px float64, lines, cut int) {
		for px := largest * b.p; ; px = max(px-step, lowest*b.p) {
			lines, cut = 1, 0
			for i, t := range texts {
				room := widths[i] - 2*barPad*b.p
				if beside {
					room -= b.chipWidth(chips[i]) + chipGap*b.p
				}
				p := b.t.Paragraph(max(room, 1), figure.Span{Text: oneLine(text(t)), Style: b.style(face, figure.White, px, titleLine)})
				lines = max(lines, min(most, len(p.Lines)))
				if len(p.Lines) > most || p.Width() > room+step {
					cut++
				}
			}
			if cut == 0 || px <= lowest*b.p {
				return px / b.p, lines, cut
			}
		}
	}
	size := func(largest, lowest float64, face figure.Face, text func(Bar) string, beside bool) (px float64, lines, cut int) {
		px, lines, cut = fit(largest, lowest, face, text, beside, 1)
		if cut > 0 && mode == underWrapped { // two lines, and small ones: they cost the pictures height
			return fit((largest+2*lowest)/3, lowest, face, text, beside, 2)
		}
		return px, lines, cut
	}
	title, detail := func(t Bar) string { return t.Title }, func(t Bar) string { return t.Detail }
	var cut int
	if titles {
		s.title, s.titleLines, cut = size(titleMost, titleLeast, figure.SansSemiBold, title, !s.stacked)
		s.cuts += 3 * cut
	}
	if details {
		if !titles {
			s.detail, s.detailLines, cut = size(detailMost, detailFine, figure.Sans, detail, true)
			s.one = cut == 0 && s.detailLines == 1
		}
		if !s.one {
			s.detail, s.detailLines, cut = size(detailMost, detailFine, figure.Sans, detail, false)
			s.cuts += cut
		}
	}
	s.height = (2*barPad + chipHeight) * b.p
	if s.stacked {
		s.height += (s.title*titleLine*float64(s.titleLines) + 0.6) * b.p
	}
	if details && !s.one {
		// A little less air below than above: the line's own leading is air too.
		s.height += (s.detail*titleLine*float64(s.detailLines) - 0.4) * b.p
	}
	s.height = math.Round(s.height)
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
	say := func(text string, f figure.Face, size, left, room, top, height float64, lines int, note string) {
		if text == "" {
			return
		}
		leading := titleLine
		if lines == 1 {
			leading = 1
		}
		p := b.t.Paragraph(room, figure.Span{Text: text, Style: b.style(f, figure.White, size*b.p, leading)})
		if len(p.Lines) > lines || p.Width() > room+step {
			p = b.cut(text, f, figure.White, size, leading, room, lines)
			b.note(false, note)
		}
		wide := p.Width()
		if rightToLeft(text) {
			wide = room // set to a width it hangs from the right
		}
		p.Draw(&b.d, at(left, wide), top+(height-p.Height())/2, wide, figure.Left)
	}
	row := top + chipHeight*b.p
	from := pad + chipWide + chipGap*b.p
	if s.one {
		say(detail, figure.Sans, s.detail, x+from, width-from-pad, top, chipHeight*b.p, 1, "graphic.note.cut.detail")
		return
	}
	if s.stacked {
		high := s.title * titleLine * float64(s.titleLines) * b.p
		row += 0.6 * b.p
		say(title, figure.SansSemiBold, s.title, x+pad, width-2*pad, row, high, s.titleLines, "graphic.note.cut.title")
		row += high
	} else {
		say(title, figure.SansSemiBold, s.title, x+from, width-from-pad, top, chipHeight*b.p, 1, "graphic.note.cut.title")
	}
	say(detail, figure.Sans, s.detail, x+pad, width-2*pad, row, s.detail*titleLine*float64(s.detailLines)*b.p, s.detailLines, "graphic.note.cut.detail")
}
