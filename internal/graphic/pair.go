package graphic

import (
	"context"
	"fmt"
	"image/color"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// extreme is the aspect, or its inverse, from which a picture is tried both ways.
const extreme = 3

// shortest is the shortest side that a picture may have, in p.
const shortest = 28

// pairLayout says where everything of a pair lies.
type pairLayout struct {
	beside       bool
	claim, found geom.Rect     // the pictures, in whole pixels
	barWidths    [2]float64    // of the bars
	barAt        [2]geom.Point // their top left corners
	bars         bars
	frame        frame
	panels       [2]geom.Rect // beside the pictures; empty where there is none
	x            float64      // where headline and credits begin
	top, bottom  float64      // of bars and pictures together
}

// smaller is the area of the smaller picture.
func (l pairLayout) smaller() float64 {
	return min(l.claim.Width()*l.claim.Height(), l.found.Width()*l.found.Height())
}

// sizes returns those of the pictures as they are shown.
func (b *sheet) sizes() (claim, found geom.Size) {
	claim, found = b.c.Brief.Pair.Claimed.Size(), b.c.Brief.Pair.Candidate.Size()
	if b.s.ClaimsPartOnly {
		found = claim
	}
	return claim, found
}

// layPair chooses how the pair lies and lays it out.
func (b *sheet) layPair() pairLayout {
	switch b.s.Arrangement {
	case Beside:
		return b.layBeside()
	case Above:
		return b.layAbove()
	case Inset:
	}
	claim, found := b.sizes()
	if isExtreme(claim) || isExtreme(found) || !b.preset.wide() && !b.preset.high() {
		beside, above := b.layBeside(), b.layAbove()
		if above.smaller() > beside.smaller() {
			return above
		}
		return beside
	}
	if b.preset.wide() {
		return b.layBeside()
	}
	return b.layAbove()
}

func isExtreme(s geom.Size) bool { a := aspect(s); return a > extreme || a < 1.0/extreme }

func aspect(s geom.Size) float64 { return float64(max(1, s.Width)) / float64(max(1, s.Height)) }

// texts returns what stands on the bars.
func (b *sheet) texts() [2]Bar {
	found := b.s.Found
	if b.s.ClaimsPartOnly {
		found.Title = b.l.Say("graphic.part", "title", found.Title)
	}
	return [2]Bar{b.s.Claim, found}
}

// layBeside places the claim left and the found picture right, at equal height,
// as large as everything else leaves room for. Headline, bars and credits are
// set to the width of the block, which changes with what they take: a few rounds
// settle that.
func (b *sheet) layBeside() pairLayout {
	claim, found := b.sizes()
	a1, a2 := aspect(claim), aspect(found)
	gap := pictureGap * b.p
	chips, texts := b.chips(), b.texts()
	least1, least2 := b.narrowest(chips[0]), b.narrowest(chips[1])
	out := pairLayout{beside: true}
	width := b.area.Width()
	var h float64
	for range 3 {
		out.frame = b.framed(width)
		if out.barWidths == [2]float64{} {
			out.barWidths = [2]float64{(width - gap) * a1 / (a1 + a2), (width - gap) * a2 / (a1 + a2)}
		}
		out.bars = b.setBars(texts, chips, out.barWidths)
		room := b.area.Height() - b.above(out.frame) - out.bars.height - b.below(out.frame)
		h = math.Floor(max(1, min(room, (b.area.Width()-gap)/(a1+a2))))
		out.barWidths = [2]float64{math.Round(max(h*a1, least1)), math.Round(max(h*a2, least2))}
		block := out.barWidths[0] + gap + out.barWidths[1]
		width = min(b.area.Width(), max(block, narrowText*b.area.Width()))
	}
	block := out.barWidths[0] + math.Round(gap) + out.barWidths[1]
	width = max(block, out.frame.width)
	tall := b.above(out.frame) + out.bars.height + h + b.below(out.frame)
	out.x = math.Round(b.area.MinX + (b.area.Width()-width)/2)
	out.top = math.Round(b.area.MinY + max(0, b.area.Height()-tall)/2 + b.above(out.frame))
	left := math.Round(b.area.MinX + (b.area.Width()-block)/2)
	out.barAt = [2]geom.Point{{X: left, Y: out.top}, {X: left + out.barWidths[0] + math.Round(gap), Y: out.top}}
	y := math.Round(out.top + out.bars.height)
	place := func(i int, a float64) geom.Rect {
		w := math.Round(h * a)
		x := math.Round(out.barAt[i].X + (out.barWidths[i]-w)/2)
		return geom.Rect{MinX: x, MinY: y, MaxX: x + max(1, w), MaxY: y + h}
	}
	out.claim, out.found = place(0, a1), place(1, a2)
	out.bottom = y + h
	return out
}

// narrowText is the least share of the width that headline and credits are set
// to, under which they would be a tower of words.
const narrowText = 0.62

// layAbove places the claim over the found picture, at equal width.
func (b *sheet) layAbove() pairLayout {
	claim, found := b.sizes()
	a1, a2 := aspect(claim), aspect(found)
	chips, texts := b.chips(), b.texts()
	width := b.area.Width()
	out := pairLayout{frame: b.framed(width), x: b.area.MinX, barWidths: [2]float64{width, width}}
	out.bars = b.setBars(texts, chips, out.barWidths)
	gap := bandGap * b.p
	room := b.area.Height() - b.above(out.frame) - 2*out.bars.height - gap - b.below(out.frame)
	w := math.Floor(max(1, min(width, room/(1/a1+1/a2))))
	h1, h2 := max(1, math.Round(w/a1)), max(1, math.Round(w/a2))
	tall := b.above(out.frame) + 2*out.bars.height + h1 + gap + h2 + b.below(out.frame)
	out.top = math.Round(b.area.MinY + max(0, b.area.Height()-tall)/2 + b.above(out.frame))
	x := math.Round(b.area.MinX + (width-w)/2)
	free := width - w
	panelled := free > panelFrom*b.preset.w() && b.hasPanel()
	if panelled {
		x = math.Round(b.area.MinX)
	}
	y1 := math.Round(out.top + out.bars.height)
	second := math.Round(y1 + h1 + gap)
	y2 := math.Round(second + out.bars.height)
	out.barAt = [2]geom.Point{{X: b.area.MinX, Y: out.top}, {X: b.area.MinX, Y: second}}
	out.claim = geom.Rect{MinX: x, MinY: y1, MaxX: x + w, MaxY: y1 + h1}
	out.found = geom.Rect{MinX: x, MinY: y2, MaxX: x + w, MaxY: y2 + h2}
	if panelled {
		for i, box := range []geom.Rect{out.claim, out.found} {
			out.panels[i] = geom.Rect{MinX: box.MaxX, MinY: box.MinY, MaxX: b.area.MaxX, MaxY: box.MaxY}
		}
	}
	out.bottom = y2 + h2
	return out
}

// panelFrom is the share of the width that must be free for a panel.
const panelFrom = 0.24

func (p Preset) w() float64 { return float64(p.Width) }

// composePair draws the pair, and what is laid over it.
func (b *sheet) composePair(ctx context.Context) error {
	l := b.layPair()
	b.drawFrame(l.frame, l.x, l.top, l.bottom)
	chips, texts := b.chips(), b.texts()
	colours := [2]figure.Colour{b.k.Colours.claim(), b.k.Colours.found()}
	for i := range chips {
		b.drawBar(l.bars, texts[i], chips[i], colours[i], l.barAt[i].X, l.barAt[i].Y, l.barWidths[i])
	}
	b.claimBox, b.foundBox = l.claim, l.found
	if short := min(shortSide(l.claim), shortSide(l.found)); short < shortest*b.p {
		b.note(false, "graphic.note.small")
	}
	pair := b.c.Brief.Pair
	if err := b.picture(ctx, l.claim, compare.Pair{Claimed: pair.Claimed}, compare.View{Mode: compare.Claimed}); err != nil {
		return err
	}
	foundPair, view := compare.Pair{Claimed: pair.Candidate}, compare.View{Mode: compare.Claimed}
	if b.s.ClaimsPartOnly {
		foundPair, view = pair, compare.View{Mode: compare.Candidate}
	}
	if err := b.picture(ctx, l.found, foundPair, view); err != nil {
		return err
	}
	if b.c.Brief.Cropped && !b.s.ClaimsPartOnly {
		b.d.Add(figure.Outline(b.claimOnFound(), pair.Candidate.Size(), l.found, lineShare*b.short(l))...)
	}
	return nil
}

// lineShare is the width of a line over pictures, a share of the short side.
const lineShare = 0.0068

// short is the shorter side of the smaller picture as it is shown.
func (b *sheet) short(l pairLayout) float64 { return min(shortSide(l.claim), shortSide(l.found)) }

func shortSide(r geom.Rect) float64 { return min(r.Width(), r.Height()) }

// claimOnFound is the claim's corners on the found picture, in its pixels.
func (b *sheet) claimOnFound() geom.Quad {
	pair := b.c.Brief.Pair
	return pair.CandidateFromClaimed.ApplyQuad(pair.Claimed.Size().Quad())
}

// picture draws a view of pictures in a box of whole pixels.
func (b *sheet) picture(ctx context.Context, box geom.Rect, p compare.Pair, v compare.View) error {
	frame, err := b.render(ctx, box, p, v)
	if err != nil {
		return err
	}
	b.d.Add(figure.Picture{Box: box, Pixels: frame.Image})
	return nil
}

// render draws a view in the pixels of a box.
func (b *sheet) render(ctx context.Context, box geom.Rect, p compare.Pair, v compare.View) (compare.Frame, error) {
	v.Fine, v.Ground = true, unknown
	size := geom.Size{Width: int(math.Round(box.Width())), Height: int(math.Round(box.Height()))}
	frame, err := compare.Render(ctx, p, v, size)
	if err != nil {
		return frame, fmt.Errorf("drawing a picture of %d × %d px for a graphic: %w", size.Width, size.Height, err)
	}
	return frame, nil
}

// unknown is the colour where a picture has no pixels: grey, and never black.
var unknown = color.RGBA{R: figure.Grey.R, G: figure.Grey.G, B: figure.Grey.B, A: 255}
