package report

import (
	"context"
	"image"

	"github.com/motbilde/motbilde/internal/changes"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// disagreeing is a region of the difference with its enlargement.
type disagreeing struct {
	number  int // as in the figure of the difference and in the table
	scene   geom.Rect
	picture figure.Encoded
}

// mostDisagreeing is how many regions are shown enlarged, the strongest.
const mostDisagreeing = 6

// drawDisagreeing enlarges the strongest regions of the difference as the
// matching details are enlarged, so that who is shown what agrees sees what
// doesn't in the same form.
func (e *edition) drawDisagreeing(ctx context.Context, pair compare.Pair) error {
	for i, r := range e.facts.regions[:min(mostDisagreeing, len(e.facts.regions))] {
		scene := regionScene(r.Box, pair.Claimed.Size())
		p, err := figure.DetailPair(ctx, pair, scene, cardWidth, e.in.Fineness)
		if err != nil {
			return err
		}
		e.figures.disagree = append(e.figures.disagree, disagreeing{i + 1, scene, p})
	}
	return nil
}

// regionScene returns the part of the claim that shows a region enlarged: all of
// it with some of what is around, and as much as of a detail where it is small.
func regionScene(box image.Rectangle, claim geom.Size) geom.Rect {
	const around = 1.4 // of the region's sides
	width := max(around*float64(box.Dx()), around*float64(box.Dy())/figure.DetailAspect, float64(min(claim.Width, claim.Height))/8)
	w, h := width/2, width/2*figure.DetailAspect
	c := boxRect(box).Centre()
	c.X, c.Y = keptIn(c.X, w, float64(claim.Width)), keptIn(c.Y, h, float64(claim.Height))
	return geom.Rect{MinX: c.X - w, MinY: c.Y - h, MaxX: c.X + w, MaxY: c.Y + h}
}

// keptIn moves a stretch of that half length about a point into 0 to length, as
// far as it has room there.
func keptIn(at, half, length float64) float64 {
	if 2*half >= length {
		return length / 2
	}
	return min(max(at, half), length-half)
}

func boxRect(r image.Rectangle) geom.Rect {
	return geom.Rect{MinX: float64(r.Min.X), MinY: float64(r.Min.Y), MaxX: float64(r.Max.X), MaxY: float64(r.Max.Y)}
}

// disagreeFlows shows the strongest regions enlarged; nothing where there are none.
func (e *edition) disagreeFlows() []flow {
	all := e.figures.disagree
	if len(all) == 0 {
		return nil
	}
	var cards []figure.Drawing
	for _, d := range all {
		r := e.facts.regions[d.number-1]
		card := figure.RegionCard(e.s.t, d.number, d.picture, cardWidth,
			span(changes.Side(e.l, r), captionStyle.In(figure.SansSemiBold)), span(changes.Words(e.l, r, e.facts.claim), captionStyle))
		card.Add(figure.Brackets(d.scene, boxRect(r.Box), cardWidth)...)
		cards = append(cards, card)
	}
	caption := e.l.Say("figures.disagree.caption", "scale", e.enlargedBy(scenesOf(all)))
	if more := len(e.facts.regions) - len(all); more > 0 {
		caption += " " + e.l.Say("figures.disagree.more", "n", e.l.Count(int64(more)))
	}
	return e.s.cards(e.at(anchorDisagree), cards, e.s.caption(e.number(numberDisagree), caption))
}

const anchorDisagree = "disagree"

func scenesOf(all []disagreeing) (scenes []geom.Rect) {
	for _, d := range all {
		scenes = append(scenes, d.scene)
	}
	return scenes
}

// enlargedBy says how large a pixel of the claim is drawn in enlargements of
// these scenes: the same on both sides of each.
func (e *edition) enlargedBy(scenes []geom.Rect) string {
	least, most := 0.0, 0.0
	for i, s := range scenes {
		by := figure.DetailScale(s, cardWidth)
		if i == 0 {
			least, most = by, by
		}
		least, most = min(least, by), max(most, by)
	}
	from, to := e.l.Number(least, 2), e.l.Number(most, 2)
	if from == to {
		return e.l.Say("figures.scale", "mm", from)
	}
	return e.l.Say("figures.scale.from", "from", from, "to", to)
}

// Cards stand three in a row over the page's whole width.
const (
	cardsARow = 3
	cardGap   = 4 // millimetres
	cardWidth = (whole - cardGap*(cardsARow-1)) / cardsARow
)

// cards sets enlargements in rows with their caption under them: one block, or,
// where a page can't hold them all, a block a row, the caption with the last.
func (s *sheet) cards(anchor string, all []figure.Drawing, caption []figure.Span) (flows []flow) {
	var rows []figure.Drawing
	total := 0.0
	for from := 0; from < len(all); from += cardsARow {
		row := figure.Drawing{Width: whole}
		for i, card := range all[from:min(len(all), from+cardsARow)] {
			row.Place(card, float64(i)*(cardWidth+cardGap), 0)
			row.Height = max(row.Height, card.Height)
		}
		rows = append(rows, row)
		total += row.Height + cardGap
	}
	words := s.text(min(150, whole), 0, caption...)
	last := &rows[len(rows)-1]
	last.Place(words.drawing, 0, last.Height+toCaption)
	last.Height += toCaption + words.drawing.Height
	if total+toCaption+words.drawing.Height <= s.bottom-top-betweenSections {
		block := block{drawing: figure.Drawing{Width: whole}, wide: true, after: baseline, anchor: anchor}
		for i, row := range rows {
			if i > 0 {
				block.drawing.Height += cardGap
			}
			block.drawing.Place(row, 0, block.drawing.Height)
			block.drawing.Height += row.Height
		}
		return []flow{block}
	}
	for i, row := range rows {
		b := block{drawing: row, wide: true, after: cardGap}
		if i == 0 {
			b.anchor = anchor
		}
		if i == len(rows)-1 {
			b.after = baseline
		}
		flows = append(flows, b)
	}
	return flows
}
