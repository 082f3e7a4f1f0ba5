package app

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// projecting is the window shown to an audience, in one mode: text of 150 % and
// more, the key under each mode and each key that is pressed, a pointer that can
// be followed, and safe view until whoever shows it has turned it off.
type projecting struct {
	on       bool
	safe     bool // what safe view was before
	starting bool // safe view is being turned by the mode, not by a person
}

// toggleProjector turns the window to an audience, or back to who works.
func (w *Window) toggleProjector() {
	p := &w.projecting
	p.on = !p.on
	var keys []string
	safe := p.safe
	if p.on {
		keys = strings.Split(modeKeys, "")
		p.safe, safe = w.stage.Safe(), w.stage.Safe() || w.settings.projectSafe
	}
	w.pressed.Hide()
	p.starting = true
	w.setSafe(safe)
	p.starting = false
	w.head.SetKeys(keys)
	w.see(w.seen)
	hint := ""
	if p.on && safe {
		hint = w.settings.language.Say("lessons.projector.safe", "key", w.commandNamed("safe").keyName(w.settings.language))
	}
	w.status.SetHint(hint)
}

// turnSafe turns safe view as a person wants it; in projector mode for the next time too.
func (w *Window) turnSafe() {
	w.setSafe(!w.stage.Safe())
	if w.projecting.on {
		w.settings.projectSafe = w.stage.Safe()
		w.settings.keep(w.fyneApp.Preferences())
		w.status.SetHint("")
	}
}

// stepScale makes the text larger or smaller: what an audience sees has a size
// of its own.
func (w *Window) stepScale(by float32) {
	if w.projecting.on {
		w.settings.projectScale = min(max(w.settings.projectScale+by, look.ProjectorScale), look.LargestScale)
		w.restyle()
		return
	}
	w.setScale(w.settings.scale + by)
}

// showPressed shows an audience a key that was pressed; what it does is that of
// the command, where it is one.
func (w *Window) showPressed(key string, c command) {
	if !w.projecting.on || key == "" {
		return
	}
	does := ""
	if c.name != "" && c.able() {
		does = c.titleAlone(w.settings.language)
	}
	w.pressed.Show(key, strings.TrimSuffix(does, "…"))
	w.frame.placePressed()
}

// pressedKey and pressedRune do so with a key without Ctrl.
func (w *Window) pressedKey(key fyne.KeyName) {
	if !w.projecting.on {
		return
	}
	label := keyLabel(key, w.settings.language)
	if w.shift() {
		label = w.settings.language.Say("desk.key-shift") + " " + label
	}
	c, _ := byKey(w.commands, key)
	w.showPressed(label, c)
}

func (w *Window) pressedRune(r rune) {
	if !w.projecting.on {
		return
	}
	if c, ok := byRune(w.commands, r); ok {
		w.showPressed(c.keyName(w.settings.language), c)
	}
}

// placePressed lays the sign of a pressed key at the lower edge, over the strip
// and not over the picture.
func (f *frame) placePressed() {
	w := f.window
	o := w.pressed.Object()
	least, size := o.MinSize(), f.Size()
	bottom := size.Height
	if r := f.now(); !r.status.empty() {
		bottom = r.status.y
	}
	look.Put(o, (size.Width-least.Width)/2, bottom-least.Height-look.Px(look.Gap4), least.Width, least.Height)
}
