package welcome

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// Offer is unsaved work that can be restored.
type Offer struct {
	ID   string
	Line string // what it is, as a sentence
}

// Case is a case that was open.
type Case struct {
	Path string
	Name string
	When string
}

// Cases are what can be gone on with.
type Cases struct {
	Offers []Offer
	Recent []Case
}

// mostShown is how many offers and how many cases stand in the window.
const mostShown = 4

// offer is the line of an Offer.
type offer struct {
	line             *look.Text
	restore, discard *look.Button
}

// recent is the line of a Case.
type recent struct {
	open *look.Button
	when *look.Text
}

// cases are the lines of what can be gone on with.
type cases struct {
	shown  Cases
	frame  *look.Box
	offers []offer
	head   *look.Text
	recent []recent
	clear  *look.Button
}

func newCases(clear func()) *cases {
	return &cases{
		frame: look.NewFrame(look.InPanel, look.InEdge, 1, look.RadiusWell),
		head:  look.NewLine("", look.QuietBold, look.InSecond, look.CutsEnd),
		clear: look.NewButton("", clear, look.ButtonOptions{Kind: look.Bare, Height: look.Low}),
	}
}

// ShowCases brings the list of what can be gone on with to that state.
func (v *View) ShowCases(c Cases) {
	c.Offers = c.Offers[:min(len(c.Offers), mostShown)]
	c.Recent = c.Recent[:min(len(c.Recent), mostShown)]
	if slices.Equal(c.Offers, v.cases.shown.Offers) && slices.Equal(c.Recent, v.cases.shown.Recent) {
		return
	}
	v.cases.shown = c
	v.makeCases()
}

// makeCases makes the lines anew.
func (v *View) makeCases() {
	c, l := v.cases, v.language
	c.offers, c.recent = nil, nil
	for _, o := range c.shown.Offers {
		restore := look.NewButton(l.Say("document.restore"), func() { tellOf(v.OnRestore, o.ID) }, look.ButtonOptions{Kind: look.Main, Height: look.Short})
		discard := look.NewButton(l.Say("document.discard"), func() { tellOf(v.OnDiscard, o.ID) }, look.ButtonOptions{Height: look.Short})
		c.offers = append(c.offers, offer{look.NewText(o.Line, look.Body, look.InText), restore, discard})
	}
	for _, r := range c.shown.Recent {
		open := look.NewButton(r.Name, func() { tellOf(v.OnOpenCase, r.Path) },
			look.ButtonOptions{Kind: look.Bare, Icon: look.Folder, Wide: true, Bright: true, Height: look.Short})
		c.recent = append(c.recent, recent{open, look.NewLine(r.When, look.Quiet, look.InQuiet, look.Whole)})
	}
	c.head.Set(l.Say("document.recent"))
	c.clear.SetWords(l.Say("document.forget"))
	v.page.Objects = slices.Concat(v.fixed, c.objects())
	v.page.Refresh()
	v.pane.Refresh()
}

func tellOf(what func(string), id string) {
	if what != nil {
		what(id)
	}
}

func (c *cases) objects() (all []fyne.CanvasObject) {
	if len(c.offers) > 0 {
		all = append(all, c.frame)
	}
	for _, o := range c.offers {
		all = append(all, o.line, o.restore, o.discard)
	}
	if len(c.recent) > 0 {
		all = append(all, c.head, c.clear)
	}
	for _, r := range c.recent {
		all = append(all, r.open, r.when)
	}
	return all
}

// layOffers places the offers from y on, and returns their height; at a
// negative y it only measures.
func (c *cases) layOffers(x, y, width float32) float32 {
	if len(c.offers) == 0 {
		return 0
	}
	px := look.Px
	inset, gap := px(look.Gap16), px(look.Gap12)
	height := gap
	for _, o := range c.offers {
		restore, discard := o.restore.MinSize(), o.discard.MinSize()
		buttons := restore.Width + discard.Width + px(look.Gap8)
		room := width - 2*inset - buttons - px(look.Gap16)
		under := room < px(200) // the buttons stand under the words
		if under {
			room = width - 2*inset
		}
		words := o.line.HeightAt(room)
		row := max(words, restore.Height)
		buttonsAt, wordsAt := y+height+(row-restore.Height)/2, y+height+(row-words)/2
		if under {
			wordsAt, buttonsAt = y+height, y+height+words+px(look.Gap8)
			row = words + px(look.Gap8) + restore.Height
		}
		if y >= 0 {
			look.Put(o.line, x+inset, wordsAt, room, words)
			right := x + width - inset
			look.Put(o.discard, right-discard.Width, buttonsAt, discard.Width, discard.Height)
			look.Put(o.restore, right-buttons, buttonsAt, restore.Width, restore.Height)
		}
		height += row + gap
	}
	if y >= 0 {
		look.Put(c.frame, x, y, width, height)
	}
	return height
}

// recentHeight is what the cases that were open need under each other.
func (c *cases) recentHeight() float32 {
	if len(c.recent) == 0 {
		return 0
	}
	return look.Px(look.Quiet.Line) + look.Px(look.Gap4) + float32(len(c.recent))*look.Px(look.Short)
}

func (c *cases) layRecent(x, y, width float32) {
	if len(c.recent) == 0 {
		return
	}
	px := look.Px
	clear := c.clear.MinSize() // its words end where the times end, its ground beyond
	look.Put(c.head, x, y, width-clear.Width, px(look.Quiet.Line))
	look.Put(c.clear, x+width-clear.Width+px(7), y+(px(look.Quiet.Line)-clear.Height)/2, clear.Width, clear.Height)
	y += px(look.Quiet.Line) + px(look.Gap4)
	for _, r := range c.recent {
		when := min(r.when.Width(), width/2)
		look.Put(r.open, x, y, width-when-px(look.Gap8), px(look.Short))
		look.Put(r.when, x+width-when, y+(px(look.Short)-px(look.Quiet.Line))/2, when, px(look.Quiet.Line))
		y += px(look.Short)
	}
}
