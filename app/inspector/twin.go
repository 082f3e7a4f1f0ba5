package inspector

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// twin is one statement of both files: what it is about, and below it what the
// claim's file says and what the candidate's does, side by side. Where both say
// something and not the same, both are set in semibold.
type twin struct {
	widget.BaseWidget
	key, claimed, candidate *look.Text
	alone                   bool // there is no candidate: the claim has the whole width
}

const nothingSaid = "–"

func newTwin(key, claimed, candidate string, alone bool) *twin {
	t := &twin{key: look.NewText("", look.Quiet, look.InQuiet), claimed: look.NewText("", look.Body, look.InText), candidate: look.NewText("", look.Body, look.InText)}
	t.ExtendBaseWidget(t)
	t.set(key, claimed, candidate, alone)
	return t
}

func (t *twin) set(key, claimed, candidate string, alone bool) {
	t.alone = alone
	face := look.Body
	if differ(claimed, candidate) && !alone {
		face = look.BodyBold
	}
	t.key.Set(key)
	for _, side := range []struct {
		text *look.Text
		says string
	}{{t.claimed, claimed}, {t.candidate, candidate}} {
		ink := look.InText
		if side.says == "" {
			side.says, ink = nothingSaid, look.InQuiet
		}
		side.text.SetFace(face)
		side.text.SetInk(ink)
		side.text.Set(side.says)
	}
}

// differ reports whether two statements contradict each other: a file that says
// nothing contradicts none, nor does one that says less, as a time without its
// offset from UTC.
func differ(claimed, candidate string) bool {
	return !strings.HasPrefix(claimed, candidate) && !strings.HasPrefix(candidate, claimed)
}

// half is the width of each side.
func half(width float32) float32 { return max(0, (width-look.Px(look.Gap12))/2) }

// HeightAt returns the height at a width.
func (t *twin) HeightAt(width float32) float32 {
	height := t.key.HeightAt(width)
	if t.alone {
		return height + t.claimed.HeightAt(width)
	}
	return height + max(t.claimed.HeightAt(half(width)), t.candidate.HeightAt(half(width)))
}

// CreateRenderer is part of Fyne's widget.
func (t *twin) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: t,
		Parts: []fyne.CanvasObject{t.key, t.claimed, t.candidate},
		Least: func() fyne.Size { return fyne.NewSize(0, t.HeightAt(t.Size().Width)) },
		Place: func(size fyne.Size) {
			top, side := t.key.HeightAt(size.Width), half(size.Width)
			look.Put(t.key, 0, 0, size.Width, top)
			look.Show(t.candidate, !t.alone)
			if t.alone {
				side = size.Width
			}
			look.Put(t.claimed, 0, top, side, max(0, size.Height-top))
			look.Put(t.candidate, size.Width-side, top, side, max(0, size.Height-top))
		},
	})
}

// sides heads the two columns with the signs and words of claim and candidate.
type sides struct {
	widget.BaseWidget
	signs [2]*look.Swatch
	words [2]*look.Text
	alone bool
}

func newSides(claimed, candidate string, alone bool) *sides {
	s := &sides{alone: alone}
	for i, ink := range []look.Ink{look.InClaimed, look.InCandidate} {
		s.signs[i] = look.NewSwatch(ink)
		s.words[i] = look.NewLine([]string{claimed, candidate}[i], look.BodyBold, look.InText, look.CutsMiddle)
	}
	s.ExtendBaseWidget(s)
	return s
}

// HeightAt returns the height at a width.
func (s *sides) HeightAt(float32) float32 { return look.Px(look.Body.Line) }

// CreateRenderer is part of Fyne's widget.
func (s *sides) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: s,
		Parts: []fyne.CanvasObject{s.signs[0], s.words[0], s.signs[1], s.words[1]},
		Least: func() fyne.Size { return fyne.NewSize(0, s.HeightAt(0)) },
		Place: func(size fyne.Size) {
			px := look.Px
			sign, line := px(10), px(look.Body.Line)
			for i, x := range []float32{0, size.Width - half(size.Width)} {
				look.Show(s.signs[i], i == 0 || !s.alone)
				look.Show(s.words[i], i == 0 || !s.alone)
				look.Put(s.signs[i], x, (line-sign)/2, sign, sign)
				look.Put(s.words[i], x+sign+px(look.Gap8), 0, max(0, half(size.Width)-sign-px(look.Gap8)), line)
			}
		},
	})
}

// thumbnails are the pictures embedded in both files, each below its column.
type thumbnails struct {
	widget.BaseWidget
	pictures [2]*look.Thumbnail
	aspects  [2]float32 // width to height
}

const thumbnailHeight = 84 // pixels at a text size of 100 %

// HeightAt returns the height at a width.
func (t *thumbnails) HeightAt(float32) float32 { return look.Px(thumbnailHeight) }

// CreateRenderer is part of Fyne's widget.
func (t *thumbnails) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: t,
		Parts: []fyne.CanvasObject{t.pictures[0], t.pictures[1]},
		Least: func() fyne.Size { return fyne.NewSize(0, t.HeightAt(0)) },
		Place: func(size fyne.Size) {
			side := half(size.Width)
			for i, x := range []float32{0, size.Width - side} {
				look.Put(t.pictures[i], x, 0, min(side, t.aspects[i]*size.Height), size.Height)
			}
		},
	})
}
