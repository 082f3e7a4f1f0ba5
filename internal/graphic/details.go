package graphic

import (
	"context"
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report"
)

// Lengths of the details sheet, in p.
const (
	cellGap        = 6
	cellSeam       = 0.8
	cellCaption    = 17
	cellBadge      = 4.3
	cellText       = 9.4
	cellTextLeast  = 8
	cellHead       = 13
	cellHeadText   = 8.8
	lowestHalf     = 0.72 // width over height of a half of a cell
	widestHalf     = 1.35
	labelledShare  = 0.3 // of the claim: an enlargement of more carries the repeated label
	insetShare     = 0.3 // of the graphic's height, for the enlargement of a pair with one
	insetShareHigh = 0.2 // on a high graphic
)

// composeDetails draws the matching details, each as the same scene of claim and
// found picture, enlarged alike.
func (b *sheet) composeDetails(ctx context.Context) error {
	details := b.shownDetails()
	if len(details) == 0 {
		return ErrNothing
	}
	b.remark = b.l.Say("graphic.details.alike")
	f := b.framed(b.area.Width())
	top := b.area.MinY + b.above(f)
	height := b.area.Height() - b.above(f) - b.below(f)
	columns, rows := b.grid(len(details), b.area.Width(), height)
	gap := cellGap * b.p
	wide := math.Floor((b.area.Width() - gap*float64(columns-1)) / float64(columns))
	caption := cellCaption * b.p
	head := math.Round(cellHead * b.p)
	tall := math.Floor((height - head - caption*float64(rows)) / float64(rows))
	half := math.Floor((wide - cellSeam*b.p) / 2)
	tall = min(tall, math.Floor(half/lowestHalf))
	if most := math.Floor(tall * widestHalf); half > most { // few details on a wide graphic
		half = most
		wide = 2*half + math.Round(cellSeam*b.p)
	}
	block := wide*float64(columns) + gap*float64(columns-1)
	used := head + (tall+caption)*float64(rows)
	left := math.Round(b.area.MinX + (b.area.Width()-block)/2)
	y := math.Round(top + max(0, height-used)/2)
	b.drawFrame(f, b.area.MinX, y, y+used)
	for c := range columns {
		b.drawHeads(geom.Rect{MinX: left + float64(c)*(wide+gap), MinY: y, MaxX: left + float64(c)*(wide+gap) + wide, MaxY: y + head}, half)
	}
	for i, d := range details {
		x := left + float64(i%columns)*(wide+gap)
		at := y + head + float64(i/columns)*(tall+caption)
		box := geom.Rect{MinX: math.Round(x), MinY: math.Round(at), MaxX: math.Round(x) + wide, MaxY: math.Round(at) + tall}
		if err := b.drawEnlarged(ctx, box, half, d); err != nil {
			return err
		}
		b.drawName(geom.Rect{MinX: box.MinX, MinY: box.MaxY, MaxX: box.MaxX, MaxY: box.MaxY + caption}, d.sign)
	}
	return nil
}

// shownDetail is a detail with its sign.
type shownDetail struct {
	sign
	report.Detail
}

func (b *sheet) shownDetails() (out []shownDetail) {
	for _, s := range b.signs() {
		out = append(out, shownDetail{s, b.c.Brief.Details[s.place]})
	}
	return out
}

// grid chooses columns and rows for so many details: those in which a half of a
// cell is nearest to a square.
func (b *sheet) grid(n int, width, height float64) (columns, rows int) {
	best := math.Inf(1)
	for c := 1; c <= min(n, 3); c++ {
		r := (n + c - 1) / c
		half := ((width-cellGap*b.p*float64(c-1))/float64(c) - cellSeam*b.p) / 2
		tall := (height-cellHead*b.p)/float64(r) - cellCaption*b.p
		if tall <= 0 {
			continue
		}
		off := math.Abs(math.Log(half / tall))
		off += 0.3 * float64(c*r-n) // an empty cell is a hole
		if off < best {
			best, columns, rows = off, c, r
		}
	}
	if columns == 0 {
		return min(n, 3), (n + 2) / 3
	}
	return columns, rows
}

// drawHeads draws what stands over a column: which half is which picture.
func (b *sheet) drawHeads(box geom.Rect, half float64) {
	chips := b.chips()
	says := [2]string{b.l.Say("graphic.details.claimed", "chip", chips[0]), b.l.Say("graphic.details.found", "chip", chips[1])}
	colours := [2]figure.Colour{b.k.Colours.claim(), b.k.Colours.found()}
	for i := range says {
		at := box
		if i == 0 {
			at.MaxX = at.MinX + half
		} else {
			at.MinX = at.MaxX - half
		}
		b.drawHead(at, says[i], colours[i])
	}
}

func (b *sheet) drawHead(box geom.Rect, says string, c figure.Colour) {
	b.d.Add(figure.Filled(box, c))
	p, _ := b.fitIn(style, says, figure.SansSemiBold, figure.White, cellHeadText, creditsLeast, 1, box.Width()-2*barPad*b.p, 1)
	p.Draw(&b.d, box.MinX+barPad*b.p, box.MinY+(box.Height()-p.Height())/2, box.Width(), figure.Left)
}

// drawEnlarged draws the same scene of both pictures in the halves of a box.
func (b *sheet) drawEnlarged(ctx context.Context, box geom.Rect, half float64, d shownDetail) error {
	if err := b.drawHalf(ctx, geom.Rect{MinX: box.MinX, MinY: box.MinY, MaxX: box.MinX + half, MaxY: box.MaxY}, 0, d); err != nil {
		return err
	}
	return b.drawHalf(ctx, geom.Rect{MinX: box.MaxX - half, MinY: box.MinY, MaxX: box.MaxX, MaxY: box.MaxY}, 1, d)
}

// drawHalf draws the scene about a detail of the claim, or of the found picture
// laid in its frame.
func (b *sheet) drawHalf(ctx context.Context, box geom.Rect, side int, d shownDetail) error {
	pair := b.c.Brief.Pair
	at := compare.FitRegion(d.Square(pair.Claimed.Size()), geom.Size{Width: int(box.Width()), Height: int(box.Height())}, 0)
	img, err := b.render(ctx, box, pair, compare.View{Mode: [2]compare.Mode{compare.Claimed, compare.Candidate}[side], StageFromClaimed: at})
	if err != nil {
		return err
	}
	if side == 0 {
		if img, err = b.labelledPart(img, at); err != nil {
			return err
		}
	}
	b.d.Add(figure.Picture{Box: box, Pixels: img})
	return nil
}

// labelledPart burns the repeated label into an enlargement of the claim that
// shows so much of it that it could be shared alone.
func (b *sheet) labelledPart(img *image.RGBA, stageFromClaimed geom.Map) (*image.RGBA, error) {
	size := geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
	on := stageFromClaimed.ApplyQuad(b.c.Brief.Pair.Claimed.Size().Quad()).Bounds()
	seen := on.Intersect(size.Rect())
	if !b.s.Label || seen.Empty() || seen.Width()*seen.Height() < labelledShare*on.Width()*on.Height() {
		return img, nil
	}
	return b.newLabel(size).burn(img)
}

// nameInset is how far the middle of a badge lies from the left end of its
// caption, in radii: the widest shape has room with its halo.
const nameInset = 1.5

// nameAir is the room between the widest badge and a name, in radii.
const nameAir = 0.5

// drawName draws a detail's sign and the name that a person gave it.
func (b *sheet) drawName(box geom.Rect, s sign) {
	r := cellBadge * b.p
	middle := box.MinY + 0.46*box.Height()
	b.d.Add(b.badge(s, geom.Point{X: box.MinX + nameInset*r, Y: middle}, r, 0.14*r)...)
	if s.name == "" {
		return
	}
	left := box.MinX + (2*nameInset+nameAir)*r
	p, fits := b.fit(s.name, figure.SansSemiBold, figure.White, cellText, cellTextLeast, 1, box.MaxX-left, 1)
	if !fits {
		p = b.cut(s.name, figure.SansSemiBold, figure.White, cellTextLeast, 1, box.MaxX-left, 1)
		b.note(false, "graphic.note.cut.name")
	}
	px := p.Pt * figure.MillimetresPerPoint
	p = b.beside(p, s.name, b.style(figure.SansSemiBold, figure.White, px, 1))
	p.Draw(&b.d, left, middle-p.Height()/2, box.MaxX-left, figure.Left)
}

// composeInset draws the pair, and a decisive detail of both, enlarged alike:
// under them, on a wide graphic beside them.
func (b *sheet) composeInset(ctx context.Context) error {
	details := b.shownDetails()
	if len(details) == 0 {
		b.note(false, "graphic.note.no-detail")
		return b.composePair(ctx)
	}
	decisive := details[0]
	for _, d := range details {
		if d.number == b.s.Decisive {
			decisive = d
		}
	}
	b.noColumn = true
	b.remark = b.l.Say("graphic.details.alike")
	whole := b.area
	if b.preset.wide() {
		b.beyond = insetColumn*b.area.Width() + bandGap*b.p
		b.area.MaxX -= b.beyond
	} else {
		share := insetShare
		if b.preset.high() {
			share = insetShareHigh
		}
		b.band = math.Round(share * b.area.Height())
	}
	l := b.layPair()
	signs, err := b.drawPair(ctx, l)
	if err != nil {
		return err
	}
	square := decisive.Square(b.c.Brief.Pair.Claimed.Size())
	claim, found := b.sizes()
	quad := square.Quad()
	b.d.Add(figure.Outline(quad, claim, l.claim, 0.6*b.lineOf(l))...)
	if !b.s.ClaimsPartOnly {
		quad = b.c.Brief.Pair.CandidateFromClaimed.ApplyQuad(quad)
	}
	b.d.Add(figure.Outline(quad, found, l.found, 0.6*b.lineOf(l))...)
	b.drawStamp(l)
	if b.preset.wide() {
		left := math.Round(l.barAt[1].X + l.barWidths[1] + bandGap*b.p)
		right := min(whole.MaxX, left+max(insetColumn*whole.Width(), 0.9*(l.bottom-l.top)))
		b.surround(l, signs)
		return b.drawInset(ctx, geom.Rect{MinX: left, MinY: l.barAt[0].Y, MaxX: math.Round(right), MaxY: l.bottom}, decisive)
	}
	b.surround(l, signs)
	top := math.Round(l.bottom + bandGap*b.p)
	return b.drawInset(ctx, geom.Rect{MinX: l.barAt[0].X, MinY: top, MaxX: l.barAt[1].X + l.barWidths[1], MaxY: top + b.band}, decisive)
}

// insetColumn is the share of a wide graphic that the enlargement takes at least.
const insetColumn = 0.26

// drawInset draws the enlargement of a detail with what stands over and under it:
// its halves side by side, or over each other in a high box.
func (b *sheet) drawInset(ctx context.Context, box geom.Rect, d shownDetail) error {
	caption := math.Round(0.8 * cellCaption * b.p)
	head := math.Round(0.85 * cellHead * b.p)
	seam := math.Round(cellSeam * b.p)
	pictures := geom.Rect{MinX: box.MinX, MinY: box.MinY + head, MaxX: box.MaxX, MaxY: box.MaxY - caption}
	b.drawName(geom.Rect{MinX: box.MinX, MinY: pictures.MaxY, MaxX: box.MaxX, MaxY: box.MaxY}, d.sign)
	if pictures.Width() >= 0.9*pictures.Height() {
		half := math.Floor((pictures.Width() - seam) / 2)
		b.drawHeads(geom.Rect{MinX: box.MinX, MinY: box.MinY, MaxX: box.MinX + 2*half + seam, MaxY: box.MinY + head}, half)
		return b.drawEnlarged(ctx, geom.Rect{MinX: pictures.MinX, MinY: pictures.MinY, MaxX: pictures.MinX + 2*half + seam, MaxY: pictures.MaxY}, half, d)
	}
	chips := b.chips()
	colours := [2]figure.Colour{b.k.Colours.claim(), b.k.Colours.found()}
	tall := math.Floor((box.Height() - caption - 2*head - 2*seam) / 2)
	for i := range chips {
		y := box.MinY + float64(i)*(head+tall+2*seam)
		b.drawHead(geom.Rect{MinX: box.MinX, MinY: y, MaxX: box.MaxX, MaxY: y + head}, chips[i], colours[i])
		if err := b.drawHalf(ctx, geom.Rect{MinX: box.MinX, MinY: y + head, MaxX: box.MaxX, MaxY: y + head + tall}, i, d); err != nil {
			return err
		}
	}
	return nil
}
