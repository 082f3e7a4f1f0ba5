package hand

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
)

// title is the line over a pane: whose picture it is, and its name.
type title struct {
	widget.BaseWidget
	swatch     *look.Swatch
	word, name *look.Text
}

func newTitle(side int) *title {
	ink := look.InClaimed
	if side == candidate {
		ink = look.InCandidate
	}
	t := &title{
		swatch: look.NewSwatch(ink), word: look.NewLine("", look.BodyBold, look.InText, look.CutsEnd),
		name: look.NewLine("", look.Body, look.InSecond, look.CutsMiddle),
	}
	t.ExtendBaseWidget(t)
	return t
}

func (t *title) set(word, name string) {
	t.word.Set(word)
	t.name.Set(name)
	t.Refresh()
}

func (t *title) spoken() string { return t.word.Words() + " " + t.name.Words() }

// CreateRenderer is part of Fyne's widget.
func (t *title) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: t,
		Parts: []fyne.CanvasObject{t.swatch, t.word, t.name},
		Least: func() fyne.Size { return fyne.NewSize(1, look.Px(look.Body.Line)) },
		Place: func(size fyne.Size) {
			px := look.Px
			side := px(10)
			look.Put(t.swatch, 0, (size.Height-side)/2, side, side)
			x := side + px(look.Gap8)
			word := min(t.word.Width()+1, max(0, size.Width-x))
			look.Put(t.word, x, 0, word, size.Height)
			x += word + px(look.Gap8)
			look.Put(t.name, x, 0, max(0, size.Width-x), size.Height)
		},
	})
}

// bar lies over the head: what is done here, and the ways out.
type bar struct {
	widget.BaseWidget
	view                *View
	ground, over, under *look.Box
	title, help         *look.Text
	cancel, refine, end *look.Button
	told                bool // help says what came of the last step
}

func newBar(v *View) *bar {
	b := &bar{
		view: v, ground: look.NewBox(look.InPanel), over: look.Hairline(), under: look.Hairline(),
		title: look.NewLine("", look.Title, look.InText, look.CutsEnd), help: look.NewText("", look.Body, look.InSecond).AtMost(2),
	}
	b.cancel = look.NewButton("", v.Cancel, look.ButtonOptions{Kind: look.Bare, Bright: true})
	b.refine = look.NewButton("", v.Refine, look.ButtonOptions{})
	b.end = look.NewButton("", v.Done, look.ButtonOptions{Kind: look.Main})
	for _, k := range []*look.Button{b.cancel, b.refine, b.end} {
		k.OnHint = v.hint
	}
	b.ExtendBaseWidget(b)
	return b
}

func (v *View) hint(hint string) {
	if v.OnHint != nil {
		v.OnHint(hint)
	}
}

// whyNot says why the points place nothing yet; empty where they do.
func (v *View) whyNot() string {
	l := v.language
	switch p := v.placement(); p.Reason {
	case byhand.Placed:
		return ""
	case byhand.TooFew:
		model := p.Model
		if model == align.ModelUnset {
			model = align.Similarity
		}
		return l.Say(reasonKey(p.Reason), "model", l.Say("hand.model."+model.String()), "need", l.Say("hand.need."+model.String()))
	default:
		return l.Say(reasonKey(p.Reason))
	}
}

// twinHelp is the key of what to do with a point that has no twin yet.
func (v *View) twinHelp() string {
	if v.value.ByEye {
		return "lessons.hand.help.twin"
	}
	return "hand.help.twin"
}

func (b *bar) say() {
	v, l := b.view, b.view.language
	b.title.Set(l.Say("hand.title"))
	help := "hand.help"
	if v.draft.open() >= 0 {
		help = v.twinHelp()
	}
	if v.busy != "" {
		help = "hand." + v.busy
	}
	b.told = help == "hand.help" && v.said != ""
	if b.help.Set(l.Say(help)); b.told {
		b.help.Set(v.said) // the facts may be put away
	}
	b.cancel.SetWords(l.Say("hand.cancel"))
	b.refine.SetWords(l.Say("hand.refine"))
	b.end.SetWords(l.Say("hand.done"))
	why := v.whyNot()
	if v.value.ByEye {
		b.refine.SetDimmed(true, l.Say("lessons.closed.snap"))
	} else {
		b.refine.SetDimmed(why != "" || v.busy != "", why)
	}
	b.end.SetDimmed(why != "", why)
	b.Refresh()
}

// CreateRenderer is part of Fyne's widget.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: b,
		Parts: []fyne.CanvasObject{b.ground, b.over, b.under, b.title, b.help, b.cancel, b.refine, b.end},
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
		Place: b.place,
	})
}

func (b *bar) place(size fyne.Size) {
	px := look.Px
	b.ground.Resize(size)
	b.over.Resize(fyne.NewSize(size.Width, 1))
	look.Put(b.under, 0, size.Height-1, size.Width, 1)
	x := size.Width - px(look.Gap16)
	for i, k := range []*look.Button{b.end, b.refine, b.cancel} {
		least := k.MinSize()
		x -= least.Width
		look.Put(k, x, (size.Height-1-least.Height)/2, least.Width, least.Height)
		x -= px(look.Gap8)
		if i == 1 {
			x -= px(look.Gap8)
		}
	}
	left := px(look.Gap16)
	room := max(0, x-left)
	title := min(b.title.Width()+1, room)
	look.Put(b.title, left, (size.Height-px(look.Title.Line))/2, title, px(look.Title.Line))
	left += title + px(look.Gap16)
	room = max(0, x-left-px(look.Gap16))
	look.Show(b.help, room > px(120))
	height := b.help.HeightAt(room)
	look.Put(b.help, left, (size.Height-height)/2, room, height)
}

// models are those of the strip, in its order.
var models = []align.Model{align.Similarity, align.Affine, align.Homography}

// strip holds what is made of the points, and how the candidate is shown.
type strip struct {
	widget.BaseWidget
	view                         *View
	line                         *look.Box
	model                        *look.Segment
	need                         *look.Text
	whole, mirror, turn, preview *look.Button
}

func newStrip(v *View) *strip {
	s := &strip{view: v, line: look.Hairline(), model: look.NewSegment(make([]string, len(models))), need: look.NewText("", look.Quiet, look.InQuiet).AtMost(2)}
	s.model.OnChoose = v.setModel
	s.model.OnHint = v.hint
	s.whole = look.NewButton("", func() { v.choose(all) }, look.ButtonOptions{Height: look.Short})
	s.mirror = look.NewButton("", v.mirror, look.ButtonOptions{Height: look.Short})
	s.turn = look.NewButton("", v.turn, look.ButtonOptions{Height: look.Short})
	s.preview = look.NewButton("", v.togglePreview, look.ButtonOptions{Height: look.Short})
	s.ExtendBaseWidget(s)
	return s
}

func (s *strip) say() {
	v, l := s.view, s.view.language
	names := make([]string, len(models))
	for i, m := range models {
		names[i] = l.Say("hand.model." + m.String())
	}
	s.model.SetWords(names)
	now := v.draft.points().ModelFor()
	s.model.SetChosen(int(now) - 1)
	if now == align.ModelUnset {
		now = align.Similarity
	}
	s.need.Set(l.Say("hand.need." + now.String()))
	s.whole.SetWords(l.Say("hand.whole"))
	s.mirror.SetWords(l.Say("hand.mirror"))
	s.turn.SetWords(l.Say("hand.turn"))
	s.preview.SetWords(l.Say("hand.preview"))
	s.mirror.SetChosen(v.draft.mirrored)
	s.preview.SetChosen(v.preview)
	s.whole.SetChosen(v.chosen == all)
	why := v.whyNot()
	s.preview.SetDimmed(why != "" && !v.preview, why)
	s.whole.SetDimmed(why != "", why)
	s.Refresh()
}

// CreateRenderer is part of Fyne's widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: s,
		Parts: []fyne.CanvasObject{s.line, s.model, s.need, s.whole, s.mirror, s.turn, s.preview},
		Least: func() fyne.Size { return fyne.NewSize(look.Px(320), look.Px(stripHeight)) },
		Place: s.place,
	})
}

func (s *strip) place(size fyne.Size) {
	px := look.Px
	look.Put(s.line, 0, 0, size.Width, 1)
	height, gap := px(look.Short), px(look.Gap8)
	put := func(o fyne.CanvasObject, x, width float32) { look.Put(o, x, (size.Height-height)/2, width, height) }
	left := px(look.Gap16)
	model := s.model.MinSize().Width
	put(s.model, left, model)
	left += model + px(look.Gap12)
	right := size.Width - px(look.Gap16)
	// What finds no room is left out; each has its key too.
	for _, b := range []*look.Button{s.preview, s.turn, s.mirror, s.whole} {
		width := b.MinSize().Width
		shown := right-width >= left
		look.Show(b, shown)
		if shown {
			right -= width
			put(b, right, width)
			right -= gap
		}
	}
	room := right - left
	look.Show(s.need, room > px(56))
	tall := s.need.HeightAt(max(1, room))
	look.Put(s.need, left, (size.Height-tall)/2, max(1, room), tall)
}
