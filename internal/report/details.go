package report

import (
	"context"
	"strconv"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/marks"
)

// enlarged is a matching detail with its enlargement.
type enlarged struct {
	mark    casefile.Mark
	number  int
	picture figure.Encoded
}

// Of a pair so many details are shown: more than a reader looks at help nobody.
const mostDetails = 12

// drawDetails enlarges the matching details that a person has kept.
func (e *edition) drawDetails(ctx context.Context, pair compare.Pair) error {
	for _, d := range e.kept() {
		p, err := figure.DetailPair(ctx, pair, d.Square(pair.Claimed.Size()), cardWidth, e.in.Fineness)
		if err != nil {
			return err
		}
		e.figures.details = append(e.figures.details, enlarged{d.Mark, d.Number, p})
	}
	return nil
}

// Square returns the scene around a detail that is shown enlarged, in the pixels
// of a claim of that size.
func (d Detail) Square(claim geom.Size) geom.Rect {
	side := d.Mark.SidePx
	if side <= 0 {
		side = float64(min(claim.Width, claim.Height)) / 8
	}
	at := d.Mark.OnClaimed[0]
	return geom.Rect{MinX: at.X - side/2, MinY: at.Y - side/2, MaxX: at.X + side/2, MaxY: at.Y + side/2}
}

// spots returns where the details lie on the claim, and on the candidate laid in its frame.
func (e *edition) spots() (out []figure.Spot) {
	back, ok := e.best.comparison.Alignment.CandidateFromClaimed.Inverse()
	if !ok {
		return nil
	}
	for _, d := range e.figures.details {
		out = append(out, figure.Spot{Number: d.number, First: d.mark.OnClaimed[0], Second: back.Apply(d.mark.OnCandidate[0])})
	}
	return out
}

// detailFlows shows the details enlarged, says what they are and what they are
// not, and lists where they lie; nothing where there are none.
func (e *edition) detailFlows() []flow {
	s, all := e.s, e.figures.details
	if len(all) == 0 {
		return nil
	}
	var cards []figure.Drawing
	var squares []geom.Rect
	for _, d := range all {
		cards = append(cards, figure.DetailCard(s.t, d.number, d.picture, cardWidth,
			span(marks.Name(e.l, d.mark, d.number), captionStyle.In(figure.SansSemiBold)), span(d.mark.Note, captionStyle)))
		squares = append(squares, Detail{Mark: d.mark}.Square(e.facts.claim))
	}
	caption := e.l.Say("detail.report.caption", "scale", e.enlargedBy(squares))
	flows := s.cards(e.at("details"), cards, s.caption(e.number(numberDetails), caption))
	flows = append(flows, s.text(textWidth, baseline, span(e.detailsInWords(), textStyle)))
	columns := []column{
		{head: e.l.Say("detail.report.number"), width: 8},
		{head: e.l.Say("detail.report.name")},
		{head: e.l.Say("detail.report.claim"), width: 25, align: figure.Right},
		{head: e.l.Say("detail.report.found"), width: 25, align: figure.Right},
		{head: e.l.Say("detail.report.within"), width: 18, align: figure.Right},
		{head: e.l.Say("detail.report.again"), width: 22, align: figure.Right},
	}
	at := func(p geom.Point) cell {
		return text(e.l.Say("detail.report.at", "x", e.l.Number(p.X, 1), "y", e.l.Number(p.Y, 1)))
	}
	var rows [][]cell
	for _, d := range all {
		again := "–"
		if r := d.mark.Measured; d.mark.Twin == casefile.ByAlignment && r != nil && r.Found {
			again = e.l.Number(r.ResidualPx, 2)
		}
		within := marks.Position(e.l, d.mark)
		if within == "" {
			within = "–"
		}
		rows = append(rows, []cell{bold(strconv.Itoa(d.number)), text(d.mark.Text), at(d.mark.OnClaimed[0]), at(d.mark.OnCandidate[0]), text(within), text(again)})
	}
	return append(flows, s.text(bodyWidth, 1.6, span(e.l.Say("detail.report.note"), captionStyle)), s.table(baseline, columns, rows))
}

// detailsInWords says who chose the details, that they are no further evidence
// where the alignment carries them, and what the second measurement gave.
func (e *edition) detailsInWords() string {
	proposed, carried, found, tried := 0, 0, 0, 0
	for _, d := range e.figures.details {
		if d.mark.Proposed {
			proposed++
		}
		if d.mark.Twin != casefile.ByAlignment {
			continue
		}
		carried++
		if d.mark.Measured != nil {
			tried++
			if d.mark.Measured.Found {
				found++
			}
		}
	}
	all := len(e.figures.details)
	sentence := e.l.Say("detail.report.chosen", "n", strconv.Itoa(all), "proposed", strconv.Itoa(proposed))
	switch {
	case carried == all:
		sentence += " " + e.l.Say("detail.report.carried")
	case carried > 0:
		sentence += " " + e.l.Say("detail.report.carried.some")
	}
	if tried > 0 {
		sentence += " " + e.l.Say("detail.report.tried", "tried", strconv.Itoa(tried), "found", strconv.Itoa(found))
	}
	if len(e.figures.disagree) > 0 {
		sentence += " " + e.l.Say("detail.report.differs", "figure", strconv.Itoa(e.number(numberDisagree)))
	}
	return sentence
}
