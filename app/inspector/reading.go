package inspector

import (
	"image/color"
	"strconv"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/words"
)

// reading is the section of the pixel inspector: what both pictures hold at one
// place. It is written with every move of the pointer, and so keeps its lines.
type reading struct {
	section *section
	facts   [readingRows]*look.Fact
	foot    *look.Text
	height  float32
}

const readingRows = 6

func newReading(s *section) *reading {
	r := &reading{section: s, foot: look.NewText("", look.Quiet, look.InQuiet)}
	for i := range r.facts {
		r.facts[i] = look.NewFact("", "", keyWidth)
	}
	return r
}

// ShowReading shows the pixel inspector with what stands at a place, locked or
// following the pointer; nil is no place yet. HideReading takes it away.
func (v *View) ShowReading(r *compare.Reading, locked bool) {
	p := v.reading
	shown := p.section.Visible()
	look.Show(p.section, true)
	p.write(v.language, r, locked)
	if h := p.section.HeightAt(v.scroll.Size().Width); !shown || h != p.height {
		p.height = h
		v.pane.Refresh()
	}
	if !shown {
		v.scroll.ToTop()
	}
}

// HideReading takes the pixel inspector away.
func (v *View) HideReading() {
	if v.reading.section.Visible() {
		v.reading.section.Hide()
		v.pane.Refresh()
	}
}

func (p *reading) write(l words.Language, r *compare.Reading, locked bool) {
	foot, name := l.Say("changes.pixel.follows"), ""
	if locked {
		foot, name = l.Say("changes.pixel.holds"), l.Say("changes.pixel.locked")
	}
	p.foot.Set(foot)
	for i, row := range readingFacts(l, r) {
		p.facts[i].Set(row[0], row[1])
	}
	items := make([]look.Item, 0, readingRows+1)
	for _, f := range p.facts {
		items = append(items, look.Item{Object: f, Above: factAbove})
	}
	p.section.set(l.Say("changes.pixel"), name, append(items, look.Item{Object: p.foot, Above: look.Gap8})...)
}

// readingFacts are the lines; what is not known is a dash.
func readingFacts(l words.Language, r *compare.Reading) [readingRows][2]string {
	const none = "–"
	rows := [readingRows][2]string{
		{l.Say("changes.pixel.claim"), none}, {"", none}, {l.Say("changes.pixel.candidate"), none}, {"", none},
		{l.Say("changes.pixel.foretold"), none}, {l.Say("changes.pixel.difference"), none},
	}
	if r == nil {
		return rows
	}
	rows[0][1] = place(l, strconv.Itoa(r.At.X), strconv.Itoa(r.At.Y))
	rows[1][1] = colour(l, r.Claimed)
	if r.Found {
		rows[2][1] = place(l, l.Number(r.CandidateAt.X, 1), l.Number(r.CandidateAt.Y, 1))
		rows[3][1] = colour(l, r.Candidate)
		if r.Measured {
			rows[4][1] = l.Say("changes.pixel.luma", "luma", l.Number(r.Predicted, 0))
		}
	}
	if r.Measured {
		rows[5][1] = difference(l, r)
	}
	return rows
}

func place(l words.Language, x, y string) string { return l.Say("changes.pixel.at", "x", x, "y", y) }

func colour(l words.Language, c color.NRGBA) string {
	return l.Say("changes.pixel.colour", "r", strconv.Itoa(int(c.R)), "g", strconv.Itoa(int(c.G)), "b", strconv.Itoa(int(c.B)),
		"luma", l.Number(compare.Luma(c), 0))
}

func difference(l words.Language, r *compare.Reading) string {
	switch r.Known {
	case compare.Outside:
		return l.Say("changes.pixel.outside")
	case compare.Clipped:
		return l.Say("changes.pixel.clipped")
	case compare.Coarse:
		return l.Say("changes.pixel.coarse")
	case compare.Told:
	}
	region := ""
	if r.Region >= 0 {
		region = strconv.Itoa(r.Region + 1)
	}
	return l.Say("changes.pixel.noise", "z", l.Number(r.Z, 1), "region", region)
}
