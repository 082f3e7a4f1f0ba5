package graphic

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// Way is how a moving picture goes from one picture of a pair to the other.
type Way string

// The ways.
const (
	Blink Way = "blink" // by turns
	Fade  Way = "fade"  // the one turns into the other
	Swipe Way = "swipe" // the claim is drawn over the found picture from the left
)

// Ways are those that there are.
var Ways = []Way{Blink, Fade, Swipe}

// Moving is a pair in the claim's frame, as the two stills of a moving picture.
// They are alike in everything but the picture and the bar over it. But for Blink
// the claim's bar is written on in its left half and the found one's in its right,
// so that both can be read on the way from the one to the other.
type Moving struct {
	Found, Claim figure.Drawing // one unit a pixel
	Box          geom.Rect      // in which they differ, in whole pixels: picture and bar
	Notes        []Note
	Alt          string
	Caption      string
	Credits      string // for the file's own field
}

// DraftMoving fills what is empty in the settings, as Draft does, for a moving
// picture: pictures in one frame have no sides, and marks would hide what moves.
func (k Kit) DraftMoving(c Content, s Settings, w Way) Settings {
	s.Kind, s.Arrangement, s.Numbers = PairKind, Above, false
	d := drafter{c: c, s: s, k: k, l: s.Language}
	b := c.Brief
	alt := d.l.Say("motion.alt", "way", d.l.Say("motion.way."+string(w)),
		"other", d.other(), "publisher", b.Found.Account, "published", b.Found.When, "found", dotless(s.Found.Title),
		"account", b.Claim.Account, "posted", b.Claim.When, "claim", dotless(s.Claim.Title))
	if b.Cropped {
		alt += " " + d.l.Say("report.differs.crop", "share", d.share())
	}
	s.Alt = cmp.Or(s.Alt, alt)
	return k.draft(c, s, func(b *sheet) pairLayout { return b.layMoving(w != Blink, underWrapped) })
}

// ComposeMoving lays both stills out. What Compose promises holds for them too,
// and its errors are the same.
func ComposeMoving(ctx context.Context, c Content, s Settings, k Kit, w Way) (Moving, error) {
	preset, ok := k.Preset(s.Preset)
	if !ok {
		return Moving{}, fmt.Errorf("composing a moving picture for %q: %w", s.Preset, ErrPreset)
	}
	if c.Brief.Pair.Claimed == nil || c.Brief.Pair.Candidate == nil || !c.Brief.Pair.Placed {
		return Moving{}, ErrNothing
	}
	s.ClaimsPartOnly = c.Brief.Cropped // only then the bar says that it is a part
	b := newSheet(c, s, k, preset)
	b.remark = b.l.Say("graphic.difference.aligned")
	l := leastCut(func(mode int) pairLayout { return b.layMoving(w != Blink, mode) })
	b.claimBox, b.foundBox = l.claim, l.found
	images, err := b.movingPictures(ctx, l)
	if err != nil {
		return Moving{}, err
	}
	ground := b.d
	bar := geom.Rect{MinX: l.barAt[0].X, MinY: l.top, MaxX: l.barAt[1].X + l.barWidths[1], MaxY: l.top + l.bars.height}
	still := func(i int) figure.Drawing {
		b.d = figure.Drawing{Width: ground.Width, Height: ground.Height, Items: slices.Clone(ground.Items)}
		b.d.Add(figure.Picture{Box: l.claim, Pixels: images[i]})
		if i == 0 {
			b.drawStamp(l)
		}
		colour := [2]figure.Colour{b.k.Colours.claim(), b.k.Colours.found()}[i]
		b.d.Add(figure.Filled(bar, colour))
		b.drawBar(l.bars, b.texts()[i], b.chips()[i], colour, l.barAt[i].X, l.barAt[i].Y, l.barWidths[i])
		if l.column.Empty() {
			b.drawFrame(l.frame, l.x, l.top, l.bottom)
		} else {
			b.drawColumn(l.column, nil)
		}
		return b.d
	}
	out := Moving{Claim: still(0), Found: still(1), Box: geom.Rect{MinX: math.Floor(bar.MinX), MinY: bar.MinY, MaxX: math.Ceil(bar.MaxX), MaxY: l.bottom}, Alt: s.Alt, Caption: s.Caption, Credits: s.Credits}
	out.Notes = append(b.notes, b.borrowed()...)
	return out, nil
}

// layMoving places the frame that both pictures have under a bar, each bar as wide
// as there is room, or written on in one half of it. On a wide graphic that leaves
// much free beside the frame, headline and credits stand there in a column.
func (b *sheet) layMoving(halves bool, mode int) pairLayout {
	a := aspect(b.c.Brief.Pair.Claimed.Size())
	width := b.area.Width()
	out := pairLayout{frame: b.framed(width), x: b.area.MinX}
	b.movingBars(&out, width, halves, mode)
	room := b.area.Height() - b.above(out.frame) - out.bars.height - b.below(out.frame)
	w := math.Floor(max(1, min(width, room*a)))
	h := max(1, math.Round(w/a))
	tall := b.above(out.frame) + out.bars.height + h + b.below(out.frame)
	out.top = math.Round(b.area.MinY + max(0, b.area.Height()-tall)/2 + b.above(out.frame))
	x := math.Round(b.area.MinX + (width-w)/2)

	alone := (b.area.Height() - 27.5*b.p) * a // the width of the frame with the whole height to itself
	if b.preset.wide() && width-alone >= columnFrom*b.preset.w() && b.hasColumn() {
		air := math.Round(columnAir * b.p)
		chips := b.chips()
		block := math.Round(max(alone, 2*b.narrowest(chips[0]), 2*b.narrowest(chips[1])))
		b.movingBars(&out, block, halves, mode)
		w = math.Floor(max(1, min(block, (b.area.Height()-out.bars.height)*a)))
		h = max(1, math.Round(w/a))
		column := min(width-block-air, columnMost*b.preset.w())
		out.top = b.area.MinY
		out.x = math.Round(b.area.MinX + (width-block-air-column)/2)
		x = math.Round(out.x + (block-w)/2)
		out.column = geom.Rect{MinX: out.x + block + air, MinY: out.top, MaxX: out.x + block + air + column, MaxY: out.top + out.bars.height + h}
	}
	out.barAt = [2]geom.Point{{X: out.x, Y: out.top}, {X: out.x, Y: out.top}}
	if halves {
		out.barAt[1].X += out.barWidths[0]
	}
	y := out.top + out.bars.height
	out.claim = geom.Rect{MinX: x, MinY: y, MaxX: x + w, MaxY: y + h}
	out.found, out.bottom = out.claim, y+h
	return out
}

// movingBars sets both bars in a width, each in the whole of it or in one half.
func (b *sheet) movingBars(l *pairLayout, width float64, halves bool, mode int) {
	l.barWidths = [2]float64{width, width}
	if halves {
		half := math.Floor(width / 2)
		l.barWidths = [2]float64{half, width - half}
	}
	l.bars = b.setBars(b.texts(), b.chips(), l.barWidths, mode)
}

// movingPictures draws the claim, with its label burned in, and the found picture
// laid in the same frame.
func (b *sheet) movingPictures(ctx context.Context, l pairLayout) (images [2]*image.RGBA, err error) {
	pair := b.c.Brief.Pair
	if images[0], err = b.render(ctx, l.claim, compare.Pair{Claimed: pair.Claimed}, compare.View{Mode: compare.Claimed}); err != nil {
		return images, err
	}
	if b.s.Label {
		if images[0], err = b.labelled(images[0]); err != nil {
			return images, err
		}
	}
	images[1], err = b.render(ctx, l.found, pair, compare.View{Mode: compare.Candidate})
	return images, err
}
