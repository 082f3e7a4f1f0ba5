package report

import (
	"maps"
	"slices"
)

// manner is how sections are laid on pages, within what the design allows.
type manner struct {
	figures float64 // the height that figures have at most, as a share of what they may have
	least   float64 // the share of a page's rest that a section begins in, if it is not all there
}

// manners are what is tried, the one that is liked best first: large figures,
// and no section that only begins on a page. None goes below what a plate may
// shrink to, or a section's opening.
var manners = []manner{
	{1, 1.0 / 3},
	{1, 1.0 / 6},
	{1, 0},
	{0.85, 1.0 / 3},
	{0.85, 1.0 / 6},
	{0.85, 0},
}

// thinPage is the share of a page that is to be filled.
const thinPage = 2.0 / 3

// addAll lays sections on pages in each manner, and keeps the one that leaves
// the fewest pages thin, and of those the one of the fewest pages; the earlier
// one where they are alike.
func (s *sheet) addAll(sections []section) {
	from := len(s.pages) - 1
	var best *sheet
	for _, m := range manners {
		t := s.trial(m)
		for _, sec := range sections {
			t.add(sec)
		}
		if best == nil || t.thin(from) < best.thin(from) || t.thin(from) == best.thin(from) && len(t.pages) < len(best.pages) {
			best = t
		}
		if best.thin(from) == 0 {
			break
		}
	}
	best.manner = s.manner
	*s = *best
}

// trial is a copy of the sheet that can be filled without a trace on it.
func (s *sheet) trial(m manner) *sheet {
	t := *s
	t.manner = m
	t.pages = slices.Clone(s.pages)
	last := t.page()
	last.Items, last.Parts = slices.Clip(last.Items), slices.Clip(last.Parts)
	t.ends, t.about, t.bookmarks = slices.Clip(s.ends), slices.Clip(s.about), slices.Clip(s.bookmarks)
	t.anchors = maps.Clone(s.anchors)
	return &t
}

// thin counts the pages from that one on, but the last, that are less filled
// than they should be.
func (s *sheet) thin(from int) (n int) {
	for _, y := range s.ends[from:] {
		if y-top < thinPage*(s.bottom-top) {
			n++
		}
	}
	return n
}

// fill puts a section's body on the pages. Where a figure has no room any more,
// sentences that follow it come before it, if they all have room.
func (s *sheet) fill(body []flow) {
	for len(body) > 0 {
		p, isPlate := body[0].(plate)
		if isPlate && s.y > top {
			if _, ok := p.fits(s); !ok {
				n := 1
				for n < len(body) && s.sentence(body[n]) {
					body[n].put(s)
					n++
				}
				p.put(s)
				body = body[n:]
				continue
			}
		}
		body[0].put(s)
		body = body[1:]
	}
}

// sentence reports whether that is text which has room on the page.
func (s *sheet) sentence(f flow) bool {
	b, ok := f.(block)
	return ok && b.words && s.y+b.drawing.Height <= s.bottom
}
