package inspector

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/words"
)

// reading is the pixel inspector at the foot of the facts: what both pictures
// hold at one place. It is written with every move of the pointer, and so it
// keeps its place and its lines.
type reading struct {
	over   *look.Box
	head   *look.Heading
	facts  [readingRows]*look.Fact
	column *look.Column
	height float32
}

const (
	readingRows     = 6
	readingKey      = 84 // width of what a line is, pixels at a text size of 100 %
	readingAbove    = 2
	mostReadingPart = 0.5 // of the facts' height
)

func newReading() *reading {
	r := &reading{over: look.Hairline(), head: look.NewHeading("", "", "")}
	items := []look.Item{{Object: r.head, Above: sectionAbove}}
	for i := range r.facts {
		r.facts[i] = look.NewFact("", "", readingKey)
		items = append(items, look.Item{Object: r.facts[i], Above: readingAbove})
	}
	r.column = look.NewColumn(look.Gap16, items...)
	r.over.Hide()
	r.column.Hide()
	return r
}

// ShowReading shows the pixel inspector with what stands at a place, locked or
// following the pointer; nil is no place yet. HideReading takes it away.
func (v *View) ShowReading(r *compare.Reading, locked bool) {
	p := v.reading
	before := p.column.Visible()
	look.Show(p.column, true)
	look.Show(p.over, true)
	p.write(v.language, r, locked)
	if p.heightAt(v.pane.Size().Width) != p.height || !before {
		v.pane.Refresh()
	}
}

// HideReading takes the pixel inspector away.
func (v *View) HideReading() {
	if v.reading.column.Visible() {
		v.reading.column.Hide()
		v.reading.over.Hide()
		v.pane.Refresh()
	}
}

func (p *reading) heightAt(width float32) float32 {
	return p.column.HeightAt(width) + look.Px(sectionBelow)
}

// place lays it at the foot of the panel and returns where it begins.
func (p *reading) place(panel fyne.Size) float32 {
	if !p.column.Visible() {
		return panel.Height
	}
	p.height = p.heightAt(panel.Width)
	top := max(panel.Height-p.height, panel.Height*(1-mostReadingPart))
	look.Put(p.over, 0, top, panel.Width, 1)
	look.Put(p.column, 0, top, panel.Width, panel.Height-top)
	return top
}

func (p *reading) write(l words.Language, r *compare.Reading, locked bool) {
	how := l.Say("changes.pixel.follows")
	if locked {
		how = l.Say("changes.pixel.locked")
	}
	p.head.Set(l.Say("changes.pixel"), how, "")
	for i, row := range readingFacts(l, r) {
		p.facts[i].Set(row[0], row[1])
	}
}

// readingFacts are the lines; what is not known is a dash.
func readingFacts(l words.Language, r *compare.Reading) [readingRows][2]string {
	const none = "–"
	rows := [readingRows][2]string{
		{l.Say("changes.pixel.claim"), none},
		{l.Say("changes.pixel.rgb"), none},
		{l.Say("changes.pixel.candidate"), none},
		{l.Say("changes.pixel.rgb"), none},
		{l.Say("changes.pixel.foretold"), none},
		{l.Say("changes.pixel.difference"), none},
	}
	if r == nil {
		return rows
	}
	rows[0][1] = place(l, strconv.Itoa(r.At.X), strconv.Itoa(r.At.Y))
	if r.Covered {
		for i := range rows[1:] {
			rows[i+1][1] = l.Say("changes.pixel.covered")
		}
		return rows
	}
	rows[1][1] = colour(l, r.Claimed)
	if r.Found {
		rows[2][1] = place(l, tenths(l, r.CandidateAt.X), tenths(l, r.CandidateAt.Y))
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

// tenths writes a coordinate with one decimal and without groups, as coordinates are.
func tenths(l words.Language, v float64) string {
	return strings.ReplaceAll(l.Number(v, 1), "\u00a0", "")
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
