package style

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// Font is the typeface of the desk's words as the sheet shows it.
type Font struct {
	Choices []string // the neutral one first, a file last
	Chosen  int
	Name    string // what is chosen
}

// fontPart is the part of the sheet on the typeface.
type fontPart struct {
	choose    *look.Button
	headlines *look.Check
	licence   *look.Field
	permits   *look.Text
}

// newFont makes the part, without words.
func (v *View) newFont() {
	f := &v.font
	f.choose = look.NewButton("", v.openFonts, look.ButtonOptions{Wide: true, After: look.ChevronDown})
	f.choose.OnFocus = func() { v.scroll.Reveal(f.choose) }
	f.headlines = look.NewCheck("", "")
	f.headlines.OnFocus = func() { v.scroll.Reveal(f.headlines) }
	f.headlines.OnChange = func(on bool) {
		t := v.value.Typed
		t.Headlines = on
		v.OnChange(t)
	}
	f.licence, f.permits = look.NewField(1), look.NewText("", look.Quiet, look.InSecond)
	v.typing(f.licence, func(t *Typed, text string) { t.Licence = text })
}

// sayFont brings the part into the language in force.
func (v *View) sayFont() {
	v.font.headlines.SetWords(v.language.Say("style.font.headlines"))
	v.font.licence.SetPlaceholder(v.language.Say("style.font.licence.example"))
}

// fontItems are the part's lines; licence and permission belong to a file alone.
func (v *View) fontItems() []look.Item {
	f, t := &v.font, v.texts
	items := []look.Item{
		{Object: t["font"], Above: look.Gap16},
		{Object: t["font.means"], Above: 2},
		{Object: f.choose, Above: look.Gap8},
		{Object: v.wrong["font"], Above: look.Gap4},
	}
	if v.value.Font.Chosen > 0 {
		items = append(items, look.Item{Object: f.headlines, Above: look.Gap8})
	}
	if v.value.Font.file() {
		items = append(items,
			look.Item{Object: t["font.licence"], Above: look.Gap8}, look.Item{Object: f.licence, Above: look.Gap4},
			look.Item{Object: v.wrong["licence"], Above: look.Gap4}, look.Item{Object: f.permits, Above: look.Gap4})
	}
	return items
}

func (f Font) file() bool { return f.Chosen > 0 && f.Chosen == len(f.Choices)-1 }

// showFont brings the part to the value, and reports whether other lines belong to it than before.
func (v *View) showFont(before Font) (other bool) {
	now := v.value.Font
	v.font.choose.SetWords(now.Name)
	v.font.headlines.Set(v.value.Headlines)
	v.fill(v.font.licence, v.value.Licence)
	v.font.permits.Set(v.language.Say("style.font.permits"))
	v.wrong["font"].Set(v.value.WrongFont)
	v.wrong["licence"].Set(v.value.WrongLicence)
	return before.file() != now.file() || (before.Chosen > 0) != (now.Chosen > 0)
}

// openFonts shows the typefaces as a menu under their button.
func (v *View) openFonts() {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.font.choose)
	if c == nil {
		return
	}
	menu := fyne.NewMenu("")
	for i, name := range v.value.Font.Choices {
		item := fyne.NewMenuItem(name, func() { v.OnFont(i) })
		item.Checked = i == v.value.Font.Chosen
		menu.Items = append(menu.Items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.font.choose)
	widget.ShowPopUpMenuAtPosition(menu, c, at.AddXY(0, v.font.choose.Size().Height+2))
}
