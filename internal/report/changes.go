package report

import (
	"image"
	"strconv"

	"github.com/motbilde/motbilde/internal/changes"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
)

// mostRegions is the number of regions that are numbered and listed; the
// manifest has all of them.
const mostRegions = 12

// regionBoxes returns the boxes of the regions that are numbered.
func (e *edition) regionBoxes() []image.Rectangle {
	var boxes []image.Rectangle
	for _, r := range e.facts.regions[:min(mostRegions, len(e.facts.regions))] {
		boxes = append(boxes, r.Box)
	}
	return boxes
}

// differenceInWords says what differs, how small a change would have been seen,
// and where nothing can be told.
func (e *edition) differenceInWords() []string {
	m := e.facts.differs
	if e.facts.told == 0 {
		return []string{e.l.Say("report.differs.unmeasured")}
	}
	out := []string{changes.Found(e.l, m)}
	if len(m.Regions) > 0 {
		out = append(out, e.l.Say("report.difference.person"))
	}
	out = append(out, changes.Smallest(e.l, m.Smallest))
	if light := changes.Light(e.l, m.Light); light != "" {
		out = append(out, light)
	}
	return append(out, changes.Shares(e.l, m.Shares)+".")
}

// regionTable lists the regions, strongest first; nil where there is none.
func (e *edition) regionTable() []flow {
	s, regions := e.s, e.facts.regions
	if len(regions) == 0 {
		return nil
	}
	colour := regions[0].HasColour
	columns := []column{
		{head: e.l.Say("report.column.number"), width: 7},
		{head: e.l.Say("report.column.words")},
		{head: e.l.Say("report.column.box"), width: 30, align: figure.Right},
		{head: e.l.Say("report.column.lightness"), width: 11, align: figure.Right},
		{head: e.l.Say("report.column.colour"), width: 10, align: figure.Right},
		{head: e.l.Say("report.column.strength"), width: 14, align: figure.Right},
	}
	var rows [][]cell
	for i, r := range regions[:min(mostRegions, len(regions))] {
		says := changes.Words(e.l, r, e.facts.claim)
		if r.Side != compare.Differs {
			says += "; " + changes.Side(e.l, r)
		}
		difference := "–"
		if colour {
			difference = e.l.Number(r.DeltaE, 0)
		}
		rows = append(rows, []cell{
			bold(strconv.Itoa(i + 1)), text(says),
			text(e.l.Say("report.box", "x", strconv.Itoa(r.Box.Min.X), "y", strconv.Itoa(r.Box.Min.Y), "width", strconv.Itoa(r.Box.Dx()), "height", strconv.Itoa(r.Box.Dy()))),
			text(e.l.Number(r.DeltaL, 0)), text(difference), text(e.l.Number(r.Strength, 0)),
		})
	}
	note := e.l.Say("report.regions.note")
	if more := len(regions) - mostRegions; more > 0 {
		note += " " + e.l.Say("report.regions.more", "n", e.l.Count(int64(more)))
	}
	return []flow{
		headed{s.text(bodyWidth, 0.9, span(e.l.Say("report.regions"), listHead)), s.table(1.6, columns, rows)},
		s.text(bodyWidth, baseline, span(note, captionStyle)),
	}
}

// manifestDifference is the difference of the best candidate as computed.
type manifestDifference struct {
	Candidate string           `json:"candidate"`
	Changes   []changes.Record `json:"changes"`
	Smallest  compare.Smallest `json:"smallest"`
	Shares    compare.Shares   `json:"shares"`
}

func (e *edition) manifestDifference() *manifestDifference {
	d := &manifestDifference{
		Candidate: e.best.letter, Changes: changes.Records(e.facts.regions), Smallest: e.facts.differs.Smallest, Shares: e.facts.differs.Shares,
	}
	d.Smallest.Levels, d.Smallest.BusyLevels = finite(d.Smallest.Levels), finite(d.Smallest.BusyLevels)
	return d
}
