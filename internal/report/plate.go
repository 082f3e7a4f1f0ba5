package report

import (
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// plate is a figure with its caption: one block, whose pictures shrink to the
// space left on a page, down to a least height, before they go to the next.
type plate struct {
	wide     bool
	narrows  bool // where it has no room in the page's width it may stand in the body's
	anchor   string
	caption  []figure.Span
	t        *figure.Typesetter
	tallest  float64                                    // of the pictures, millimetres
	smallest float64                                    // below this they go to the next page
	draw     func(width, height float64) figure.Drawing // with pictures of at most that height
}

// toCaption is the space between a figure and its caption, millimetres.
const toCaption = 1.5

// column is the width that the plate is made for.
func (p plate) column() float64 {
	if p.wide {
		return whole
	}
	return bodyWidth
}

func (p plate) drawing(width, height float64) figure.Drawing {
	d := p.draw(width, height)
	caption := p.t.Paragraph(min(150, width), p.caption...)
	caption.Draw(&d, 0, d.Height+toCaption, 0, figure.Left)
	d.Height += toCaption + caption.Height()
	return d
}

// drawn is the figure as large as it may be, with its caption told as that.
func (p plate) drawn() figure.Drawing {
	return p.draw(p.column(), p.tallest).Figured(p.caption, p.anchor)
}

func (p plate) height() float64 { return p.drawing(p.column(), p.tallest).Height + baseline }

func (p plate) least() float64 {
	least := p.drawing(p.column(), p.smallest).Height
	if p.narrows {
		least = min(least, p.drawing(bodyWidth, p.smallest).Height)
	}
	return least
}

// fitting returns the figure as large as it may be and no higher than room, and
// whether there is one. What isn't a picture on it keeps its height, so that its
// height follows the pictures' along a line, if nothing breaks otherwise.
func (p plate) fitting(width, tallest, room float64) (figure.Drawing, bool) {
	d := p.drawing(width, tallest)
	if d.Height <= room {
		return d, true
	}
	small := p.drawing(width, p.smallest)
	if small.Height > room+tiny {
		return small, false
	}
	if d.Height <= small.Height {
		return small, true
	}
	share := (room - small.Height) / (d.Height - small.Height)
	if between := p.drawing(width, p.smallest+share*(tallest-p.smallest)); between.Height <= room+tiny {
		return between, true
	}
	return small, true
}

// tiny is less than anybody sees, millimetres.
const tiny = 0.01

// fits returns how the plate stands on what is left of the page, if it does.
func (p plate) fits(s *sheet) (block, bool) {
	tallest := max(p.smallest, p.tallest*s.manner.figures)
	from := s.y
	if p.wide {
		from = max(from, s.railUntil)
	}
	d, ok := p.fitting(p.column(), tallest, s.bottom-from)
	b := block{drawing: d, wide: p.wide, after: baseline, anchor: p.anchor}
	if ok || !p.narrows {
		return b, ok
	}
	if d, ok = p.fitting(bodyWidth, tallest, s.bottom-s.y); ok {
		b.drawing, b.wide = d, false
	}
	return b, ok
}

func (p plate) put(s *sheet) {
	b, ok := p.fits(s)
	if !ok && s.y > top {
		s.newPage()
		b, _ = p.fits(s)
	}
	b.drawing.Parts = p.drawn().Parts
	b.put(s)
}

// leastScale is how far a figure shrinks at most to fill a page's rest: what is
// seen on it at full size can still be made out.
const leastScale = 0.7

// plate makes a figure; a wide one takes the whole width of the page. It shrinks
// to the smallest height, or in the least scale where it is lower anyway.
func (s *sheet) plate(anchor string, wide bool, tallest, smallest float64, caption []figure.Span, draw func(width, height float64) figure.Drawing) plate {
	return plate{wide: wide, anchor: anchor, caption: caption, t: s.t, tallest: tallest, smallest: min(leastScale*tallest, smallest), draw: draw}
}

// leastOver is how far two pictures shrink at most that stand over each other:
// no smaller than they would stand beside each other.
const leastOver = 0.5

// narrowing lets a figure of two pictures leave the page's width where there is
// no room for it: those over each other, and those beside each other that stand so
// in the body's width too and are no lower than they may be.
func (p plate) narrowing(first, second geom.Size) plate {
	narrow := figure.Arrange(first, second, bodyWidth, 0)
	if figure.Arrange(first, second, whole, 0).SideBySide {
		p.narrows = narrow.SideBySide && narrow.First.Height() >= p.smallest
		return p
	}
	p.narrows, p.smallest = true, min(p.smallest, leastOver*p.tallest)
	return p
}
