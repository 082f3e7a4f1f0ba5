package app

import (
	"github.com/motbilde/motbilde/app/look"
)

// helpWidth is the width of a help sheet, pixels at a text size of 100 %.
const helpWidth = 440

// showKeyboard lists every key with what it does.
func (w *Window) showKeyboard() {
	l := w.settings.language
	items := []look.Item{}
	menu := ""
	seen := map[string]bool{}
	line := func(key, does string, above float32) {
		if key != "" && !seen[does] {
			seen[does] = true
			items = append(items, look.Item{Object: look.NewFact(key, does, 130), Above: above})
		}
	}
	for _, c := range w.commands {
		above := float32(look.Gap4)
		if c.menu != "" && c.menu != menu {
			menu = c.menu
			title := float32(look.Gap16)
			if len(items) == 0 {
				title = 0
			}
			items = append(items, look.Item{Object: look.NewText(l.Say("desk.menu-"+menu), look.BodyBold, look.InText), Above: title})
		}
		line(c.keyName(l), c.titleAlone(l), above)
	}
	line(l.Say("desk.key-space"), l.Say("desk.do-hold-other"), look.Gap16)
	line("← →", l.Say("desk.do-own-value"), look.Gap4)
	line("F6", l.Say("desk.do-next-region"), look.Gap4)
	w.showHelp(l.Say("desk.do-keyboard"), items)
}

// showHelp lays a title, lines that scroll where they must, and a way out over
// the window.
func (w *Window) showHelp(title string, items []look.Item) { w.showHelpWith(title, items, nil) }

// showHelpWith does so with a button more at its foot; nil is none.
func (w *Window) showHelpWith(title string, items []look.Item, more *look.Button) *look.Panel {
	var panel *look.Panel
	done := look.NewButton(w.settings.language.Say("window.close"), func() { panel.Sheet.Close() }, look.ButtonOptions{Kind: look.Main})
	p := look.Panel{
		Inset:  look.Gap16,
		Widest: func() float32 { return look.Px(helpWidth) },
		Above:  look.NewColumn(0, look.Item{Object: look.NewText(title, look.Title, look.InText)}),
		Body:   look.NewScroll(look.NewColumn(look.Gap16, items...)).Inside(),
		Right:  done,
	}
	if more != nil {
		p.Left = more
	}
	panel = look.NewPanel(p)
	panel.Sheet.OnLeave = panel.Sheet.Close
	panel.Sheet.Open(w.window.Canvas(), done)
	return panel
}

// showTags lays all tags of the shown files over the window, side by side.
func (w *Window) showTags() {
	if w.closedByEyes() {
		return
	}
	w.desk.NeedEmbedded()
	w.tags.Open(w.window.Canvas())
	w.fillTags()
}

// fillTags fills the open sheet as the files are read.
func (w *Window) fillTags() {
	if w.tags.Opened() {
		_, pair := w.seen.Current()
		w.tags.Show(w.seen.ClaimEmbedded, w.seen.CandidateEmbedded, !pair)
	}
}
