package stage

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
)

// lights are the steps of the claim's light under the heat map in the menu of
// what has no room.
var lights = []float64{leastLight, 0.4, 0.7, 1}

// placeControls lays the controls out up to right. Where one of the mode's has no
// room, a button behind the others offers it in a menu; others that a menu can
// hold make way for that, but no slider and not what the mode is about.
func (p *strip) placeControls(tall, y, height, right float32) map[fyne.CanvasObject]bool {
	shown, from, to := p.stand(tall, y, height, right)
	p.hidden = p.without(shown)
	if len(p.hidden) == 0 {
		return shown
	}
	width := p.more.MinSize().Width
	if from+width > to {
		fewer, _, _ := p.stand(tall, y, height, right-width-look.Px(look.Gap16))
		own := p.controls()[0]
		if p.stage.mode == compare.DifferenceMode {
			own = p.from[p.stage.values.kind]
		}
		for c := range shown {
			if !fewer[c] && (c == own || len(p.choices(c)) == 0) {
				shown, _, _ = p.stand(tall, y, height, right)
				return shown
			}
		}
		shown, from = fewer, right-width
		p.hidden = p.without(shown)
	}
	shown[p.more] = true
	look.Put(p.more, from, y, width, height)
	return shown
}

// without returns the controls that a menu could hold and that are not shown.
func (p *strip) without(shown map[fyne.CanvasObject]bool) (all []fyne.CanvasObject) {
	for _, c := range p.controls() {
		if !shown[c] && len(p.choices(c)) > 0 {
			all = append(all, c)
		}
	}
	return all
}

// choices returns what a control offers as a menu would; nothing where it is
// one of words, or a slider that the keys of the mode move as well.
func (p *strip) choices(c fyne.CanvasObject) (items []*fyne.MenuItem) {
	add := func(words string, chosen, dimmed bool, do func()) {
		item := fyne.NewMenuItem(words, do)
		item.Checked, item.Disabled = chosen, dimmed
		items = append(items, item)
	}
	switch c := c.(type) {
	case *look.Segment:
		for i := range c.Len() {
			b := c.Button(i)
			add(b.Words(), c.Chosen() == i, b.Dimmed(), func() { c.OnChoose(i) })
		}
	case *look.Button:
		add(c.Words(), c.Chosen(), c.Dimmed(), c.OnTap)
	case *dial:
		if c != p.light {
			return nil
		}
		l, now := p.stage.language, p.stage.values.light
		for _, light := range lights {
			add(l.Say("stage.claim-light")+" "+l.Percent(light, 0), math.Abs(now-light) < 0.005, p.kind.Dimmed(), func() { p.stage.setLight(light) })
		}
	}
	return items
}

// moreItems are the choices of what has no room, with a line between controls.
func (p *strip) moreItems() (items []*fyne.MenuItem) {
	for i, c := range p.hidden {
		if i > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, p.choices(c)...)
	}
	return items
}

// popUp shows a menu over a button of the strip.
func (p *strip) popUp(over fyne.CanvasObject, items []*fyne.MenuItem) {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(over); c != nil {
		menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
		menu.ShowAtPosition(driver.AbsolutePositionForObject(over).SubtractXY(0, menu.MinSize().Height+look.Px(look.Gap4)))
	}
}
