package publish

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// commonForm is what is set alike for whatever is made: of which claim it is, in
// whose style, and in which language.
type commonForm struct {
	view                           *View
	claim, style                   *look.Button
	claimLabel, styleLabel, saidIn *look.Text
}

func newCommonForm(v *View) *commonForm {
	c := &commonForm{view: v}
	c.claim = look.NewButton("", func() {
		v.openMenu(c.claim, v.value.Claims, v.value.Claim, func(i int) { v.OnClaim(i) })
	}, look.ButtonOptions{Wide: true, After: look.ChevronDown})
	c.style = look.NewButton("", func() { v.OnStyle() }, look.ButtonOptions{Wide: true})
	for _, t := range []**look.Text{&c.claimLabel, &c.styleLabel, &c.saidIn} {
		*t = look.NewText("", look.Quiet, look.InSecond)
	}
	for _, b := range []*look.Button{c.claim, c.style} {
		v.reveals(b, &b.OnFocus)
	}
	return c
}

func (c *commonForm) say(l words.Language) {
	c.claimLabel.Set(l.Say("printed.claim"))
	c.styleLabel.Set(l.Say("style.desk"))
	c.saidIn.Set(l.Say("outgo.language"))
}

func (c *commonForm) write(value Value) {
	several := len(value.Claims) > 1
	look.Show(c.claim, several)
	look.Show(c.claimLabel, several)
	if several {
		c.claim.SetWords(value.Claims[value.Claim])
	}
	look.Show(c.style, value.Style != "")
	look.Show(c.styleLabel, value.Style != "")
	c.style.SetWords(value.Style)
}

func (c *commonForm) before() []look.Item {
	return []look.Item{{Object: c.claimLabel, Above: look.Gap16}, {Object: c.claim, Above: look.Gap4}}
}

func (c *commonForm) after() []look.Item {
	return []look.Item{
		{Object: c.styleLabel, Above: look.Gap16},
		{Object: c.style, Above: look.Gap4},
		{Object: c.saidIn, Above: look.Gap16},
		{Object: c.view.languages, Above: look.Gap4},
		{Object: look.NewBox(look.Clear), Above: look.Gap16, Height: 1},
	}
}

// openMenu shows names as a menu under a button.
func (v *View) openMenu(under *look.Button, names []string, chosen int, choose func(i int)) {
	c := fyne.CurrentApp().Driver().CanvasForObject(under)
	if c == nil {
		return
	}
	menu := fyne.NewMenu("")
	for i, name := range names {
		item := fyne.NewMenuItem(name, func() { choose(i) })
		item.Checked = i == chosen
		menu.Items = append(menu.Items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	widget.ShowPopUpMenuAtPosition(menu, c, at.AddXY(0, under.Size().Height+2))
}
