package stage

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// foot says under the picture what is drawn on it: what hatching means, while
// some is in sight, and what the areas are that agree and that don't. It says
// too that nothing differs where the whole of a difference stays dark: a map
// that is merely dark would leave people to guess whether it was made.
type foot struct {
	widget.BaseWidget
	entries [3]*entry
	at      fyne.Position
}

// entry is a sign with its words.
type entry struct {
	sign *canvas.Raster
	text *look.Text
	said
}

// said is what an entry says.
type said struct {
	kind  sign
	words string
	brief string // in place of words where room is short; empty cuts them
}

func (s *said) set(kind sign, words, brief string) { *s = said{kind, words, brief} }

// sign is what is drawn before the words.
type sign int

const (
	noSign sign = iota
	hatchedSign
	coarseSign // hatched widely
	agreeingSign
	changedSign
	contradictingSign
)

var areaSigns = map[sign]support.Kind{
	agreeingSign: support.Agrees, changedSign: support.Changed, contradictingSign: support.Contradicts,
}

func newFoot() *foot {
	f := &foot{}
	for i := range f.entries {
		e := &entry{text: look.NewLine("", look.Body, look.InSecond, look.CutsEnd)}
		e.sign = canvas.NewRaster(func(width, height int) image.Image {
			if kind, ok := areaSigns[e.kind]; ok {
				return areaSign(width, height, float64(look.Px(1))*look.PixelScale(f), kind)
			}
			if e.kind == coarseSign {
				return hatching(width, height, 2*signPeriod)
			}
			return hatching(width, height, signPeriod)
		})
		e.sign.Hide()
		f.entries[i] = e
	}
	f.Hide()
	f.ExtendBaseWidget(f)
	return f
}

// say changes what an entry says; the same is left alone, as it is asked for
// with every step of the hand.
func (e *entry) say(now said) {
	before := e.said
	if now == before {
		return
	}
	e.said = now
	e.text.Set(now.words)
	look.Show(e.sign, now.kind != noSign && now.words != "")
	if now.kind != before.kind {
		e.sign.Refresh()
	}
}

// signPeriod is how far the lines of narrow hatching lie apart in the sign, in device pixels.
const signPeriod = 4

// hatching draws the sign: lines at 45° in the second ink.
func hatching(width, height, period int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, max(1, width), max(1, height)))
	c := look.Colour(look.InSecond)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if (x+y)%period < 1 {
				img.Set(x, y, c)
			}
		}
	}
	return img
}

// write puts the words for what is in sight; empty is nothing to say.
func (f *foot) write(s *Stage) {
	var all [3]said
	defer func() {
		for i, e := range f.entries {
			e.say(all[i])
		}
	}()
	l, shown, drawn := s.language, s.slots[0], s.scene.Support
	first, others := &all[0], all[1:]
	switch s.areas() {
	case agreeingAreas:
		rest := ". " + l.Say("support.rest") + "."
		first.set(agreeingSign, drawn.Agreement(l)+rest, drawn.AgreementInBrief(l)+rest)
	case changedAreas:
		moment := ". " + l.Say("support.moment") + "."
		first.set(changedSign, drawn.Change(l)+moment, drawn.ChangeInBrief(l)+moment)
	case allAreas:
		first.set(agreeingSign, drawn.Agreement(l), drawn.AgreementInBrief(l))
		if says := drawn.ChangeInBrief(l); says != "" {
			others[0].set(changedSign, says, "")
			others = others[1:]
		}
		others[0].set(contradictingSign, drawn.Contradiction(l), "")
	}
	switch {
	case s.drawing.tool != "":
		first.set(noSign, l.Say("mark.draw"), "")
	case s.marksDetails() && len(s.scene.Details.all()) == 0:
		first.set(noSign, l.Say("detail.none"), l.Say("detail.none.brief"))
	case s.marksDetails():
		first.set(noSign, l.Say("detail.faces"), l.Say("detail.faces.brief"))
	case s.shows() == showWhole:
		sentence, brief := s.parts.says(l)
		first.set(noSign, sentence, brief)
	case s.mode == compare.Overlay && s.shows() == showTogether:
		first.set(noSign, s.saysStyle(), "")
	case s.mode != compare.DifferenceMode || s.shows() != showTogether:
	default:
		writeDifference(l, shown, all[:])
	}
	if s.hidden() && s.shows() == showPanes && first.words == "" {
		first.set(noSign, safeNote(l), "")
	}
}

// writeDifference says what hatching means that is in sight, that nothing
// differs where nothing does, and what else lights up in the kinds that leave
// noise in.
func writeDifference(l words.Language, shown slot, all []said) {
	view, rest := shown.request.View, all
	if view.Mode != compare.DifferenceMode {
		return // not there yet
	}
	set := func(kind sign, sentence, brief string) {
		rest[0].set(kind, sentence, brief)
		rest = rest[1:]
	}
	if shown.cant {
		set(hatchedSign, l.Say("stage.cant-tell"), l.Say("stage.cant-tell.brief"))
	}
	if shown.coarse {
		set(coarseSign, l.Say("stage.coarse"), "")
	}
	switch {
	case len(rest) == 0:
	case shown.dark && len(rest) == len(all):
		from := l.Number(view.ShowFrom, decimalsOf(view.Kind)) + "\u00a0" + l.Say("stage.unit."+view.Kind.Name())
		set(noSign, l.Say("stage.nothing-differs", "from", from), "")
	case view.Kind == compare.Plain:
		set(noSign, l.Say("stage.leaves.plain"), "")
	case view.Kind == compare.Proportional:
		set(noSign, l.Say("stage.leaves.proportional"), "")
	}
}

// show places the line where there is something to say.
func (f *foot) show(s *Stage) {
	f.write(s)
	visible := f.entries[0].text.Words() != "" // the others come behind it
	look.Show(f, visible)
	if visible {
		at := fyne.NewPos(max(look.Px(look.Gap16), float32(s.glass.picture().MinX)), s.glass.bottom()+look.Px(8))
		if s.glass.twoPanes() {
			at.X = s.glass.origin(false).X
		}
		f.at = at
		f.place(f.Size())
	}
}

// The sizes of signs, at a text size of 100 %.
const (
	hatchedWidth, hatchedHeight = 14, 10
	areaWidth, areaHeight       = 20, 14
)

// CreateRenderer is part of Fyne's widget.
func (f *foot) CreateRenderer() fyne.WidgetRenderer {
	var parts []fyne.CanvasObject
	for _, e := range f.entries {
		parts = append(parts, e.sign, e.text)
	}
	return look.NewPlan(look.Plan{
		Owner: f,
		Parts: parts,
		Place: f.place,
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
		Paint: func() {
			for _, e := range f.entries {
				e.sign.Refresh() // the theme may have another ink
			}
		},
	})
}

// place lays the entries out one behind the other; where room is short the
// first is said in brief, or begins further to the left.
func (f *foot) place(size fyne.Size) {
	line, right := look.Px(look.Body.Line), size.Width-look.Px(look.Gap16)
	lead := func(e *entry) float32 {
		switch e.kind {
		case noSign:
			return 0
		case hatchedSign, coarseSign:
			return look.Px(hatchedWidth + look.Gap8)
		}
		return look.Px(areaWidth + look.Gap8)
	}
	behind := float32(0) // what those after the first take
	for _, e := range f.entries[1:] {
		if e.text.Words() != "" {
			behind += lead(e) + e.text.Width() + 1 + look.Px(look.Gap24)
		}
	}
	x := f.at.X
	if first := f.entries[0]; first.brief == "" { // it has but one form: what is right of the picture's edge is not all its room
		first.text.Set(first.words)
		x = max(min(x, look.Px(look.Gap16)), min(x, right-lead(first)-first.text.Width()-1-behind))
	}
	for i, e := range f.entries {
		width, height := look.Px(areaWidth), look.Px(areaHeight)
		if e.kind == hatchedSign || e.kind == coarseSign {
			width, height = look.Px(hatchedWidth), look.Px(hatchedHeight)
		}
		look.Put(e.sign, x, f.at.Y+(line-height)/2, width, height)
		x += lead(e)
		room := right - x
		if i == 0 {
			room -= behind
		}
		says := e.words
		if e.brief != "" && look.Body.Width(says)+1 > room {
			says = e.brief
		}
		e.text.Set(says)
		room = max(0, min(room, e.text.Width()+1))
		look.Put(e.text, x, f.at.Y, room, line)
		x += room
		if room > 0 {
			x += look.Px(look.Gap24)
		}
	}
}
