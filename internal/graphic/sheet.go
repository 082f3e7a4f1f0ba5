package graphic

import (
	"context"
	"strings"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// sheet is one graphic while it is being laid out.
type sheet struct {
	c      Content
	s      Settings
	k      Kit
	preset Preset
	l      words.Language
	t      *figure.Typesetter
	p      float64   // see Preset.em
	area   geom.Rect // in which everything but the ground lies

	d                  figure.Drawing
	claimBox, foundBox geom.Rect
	marked             []placed
	band               float64 // height of what stands directly under the pictures, pixels
	beyond             float64 // width of what stands beside the block of pictures, under the same headline
	noColumn           bool    // headline and legend stand over and under the pictures, however narrow
	remark             string  // before the credits: how the pictures were treated
	escape             Escape
	notes              []Note
}

func newSheet(c Content, s Settings, k Kit, preset Preset) *sheet {
	b := &sheet{c: c, s: s, k: k, preset: preset, l: s.Language, t: figure.NewTypesetter(), p: preset.em(), area: preset.area()}
	b.t.Fallback = c.Fallback
	b.d = figure.Drawing{Width: float64(preset.Width), Height: float64(preset.Height)}
	b.d.Add(figure.Filled(geom.Rect{MaxX: b.d.Width, MaxY: b.d.Height}, k.Colours.ground()))
	return b
}

func (b *sheet) compose(ctx context.Context) error {
	switch b.s.Kind {
	case "", PairKind:
		if b.s.Arrangement == Inset {
			return b.composeInset(ctx)
		}
		return b.composePair(ctx)
	case OutsideKind:
		return b.composeOutside(ctx)
	case DetailsKind:
		return b.composeDetails(ctx)
	case DifferenceKind:
		return b.composeDifference(ctx)
	case VersionsKind:
		return b.composeVersions(ctx)
	case TimelineKind:
		return b.composeTimeline(ctx)
	}
	return ErrNothing
}

// note tells something once.
func (b *sheet) note(must bool, key string, fields ...string) {
	for _, n := range b.notes {
		if n.Key == key {
			return
		}
	}
	b.notes = append(b.notes, Note{Key: key, Fields: fields, Must: must})
}

// Gaps between bands, in p.
const (
	bandGap    = 5
	pictureGap = 2
	creditGap  = 3
)

// frame is what stands above and below the pictures, set to a width.
type frame struct {
	headline, verdict figure.Paragraph
	credits           figure.Paragraph
	width             float64
}

// Sizes of type, in p.
const (
	headlineWide, headlineWideLeast = 15, 12
	headlineHigh, headlineHighLeast = 17, 13
	verdictMost, verdictLeast       = 10.4, 8
	creditsMost, creditsLeast       = 7.6, 7
	headlineLeading                 = 1.16
	textLeading                     = 1.25
)

// tooLong is the note on a headline that a person has to shorten.
const tooLong = "graphic.note.headline"

// framed sets headline, verdict and credits to a width.
func (b *sheet) framed(width float64) frame {
	f := frame{width: width}
	most, least, lines := float64(headlineWide), float64(headlineWideLeast), 2
	if b.preset.high() {
		most, least, lines = headlineHigh, headlineHighLeast, 3
	}
	if b.s.Headline != "" {
		p, fits := b.fitHeadline(most, least, width, lines)
		if !fits { // a headline isn't cut while there is any room: a person has to shorten it
			p, fits = b.fit(b.s.Headline, figure.SerifSemiBold, figure.White, least, least, headlineLeading, width, lines+2)
			b.note(true, tooLong)
		}
		if !fits {
			p = b.cut(b.s.Headline, figure.SerifSemiBold, figure.White, least, headlineLeading, width, lines+2)
		}
		f.headline = p
	}
	if b.s.Verdict != "" {
		p, fits := b.fit(b.s.Verdict, figure.SansSemiBold, figure.White, verdictMost, verdictLeast, textLeading, width, 2)
		if !fits {
			p = b.cut(b.s.Verdict, figure.SansSemiBold, figure.White, verdictLeast, textLeading, width, 2)
			b.note(false, "graphic.note.cut.verdict")
		}
		f.verdict = p
	}
	if credits := b.credits(); credits != "" {
		width := width
		if logo, _ := b.logoSize(); logo > 0 {
			width -= logo + bandGap*b.p
		}
		p, fits := b.fit(credits, figure.Sans, muted, creditsMost, creditsLeast, textLeading, width, 1)
		if !fits { // one smaller line is better than two of which one holds a word
			p, fits = b.fit(credits, figure.Sans, muted, creditsMost, creditsLeast, textLeading, width, 2)
		}
		if !fits {
			p = b.cut(credits, figure.Sans, muted, creditsLeast, textLeading, width, 2)
			b.note(false, "graphic.note.cut.credits")
		}
		f.credits = p
	}
	return f
}

// credits are those of the pictures, after how the pictures were treated.
func (b *sheet) credits() string { return strings.TrimSpace(b.remark + " " + b.s.Credits) }

// fitHeadline sets the headline: in fewer lines where that costs little of its
// size, else as large as it can be.
func (b *sheet) fitHeadline(most, least, width float64, lines int) (p figure.Paragraph, fits bool) {
	for n := 1; n < lines; n++ {
		if p, fits = b.fit(b.s.Headline, figure.SerifSemiBold, figure.White, most, max(least, fewerLines*most), headlineLeading, width, n); fits {
			return p, true
		}
	}
	return b.fit(b.s.Headline, figure.SerifSemiBold, figure.White, most, least, headlineLeading, width, lines)
}

// fewerLines is the share of its largest size that a headline in fewer lines keeps.
const fewerLines = 0.85

// above is the height that the frame takes over the pictures, with the gap.
func (b *sheet) above(f frame) float64 {
	if len(f.headline.Lines) == 0 {
		return 0
	}
	return f.headline.Height() + bandGap*b.p
}

// below is the height that the frame takes under the pictures, with the gaps.
func (b *sheet) below(f frame) float64 {
	h := 0.0
	if b.band > 0 {
		h += bandGap*b.p + b.band
	}
	if len(f.verdict.Lines) > 0 {
		h += bandGap*b.p + f.verdict.Height()
	}
	_, logo := b.logoSize()
	if foot := max(f.credits.Height(), logo); foot > 0 {
		h += creditGap*b.p + foot
	}
	return h
}

// drawFrame draws the frame about pictures that lie between two heights.
func (b *sheet) drawFrame(f frame, x, top, bottom float64) {
	if len(f.headline.Lines) > 0 {
		f.headline.Draw(&b.d, x, top-b.above(f), f.width, figure.Left)
	}
	y := bottom
	if b.band > 0 {
		y += bandGap*b.p + b.band
	}
	if len(f.verdict.Lines) > 0 {
		y += bandGap * b.p
		f.verdict.Draw(&b.d, x, y, f.width, figure.Left)
		y += f.verdict.Height()
	}
	y += creditGap * b.p
	if len(f.credits.Lines) > 0 {
		f.credits.Draw(&b.d, x, y, f.width, figure.Left)
	}
	wide, _ := b.logoSize()
	b.drawLogo(x+f.width-wide, y)
}

// The largest sizes of a logo, in p, and the share of the width that it takes at most.
const (
	logoHeight = 15
	logoShare  = 0.24
)

// logoSize is how large the desk's logo becomes; nothing without one.
func (b *sheet) logoSize() (width, height float64) {
	if b.k.Logo == nil {
		return 0, 0
	}
	a := float64(b.k.Logo.Rect.Dx()) / float64(b.k.Logo.Rect.Dy())
	height = min(logoHeight*b.p, logoShare*b.area.Width()/a)
	return height * a, height
}

func (b *sheet) drawLogo(x, y float64) {
	if w, h := b.logoSize(); w > 0 {
		b.d.Add(figure.Picture{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + w, MaxY: y + h}, Pixels: b.k.Logo})
	}
}
