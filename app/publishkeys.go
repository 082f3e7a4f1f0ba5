package app

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/internal/desk"
)

// publishKeys are the keys that count in the place.
func (w *Window) publishKeys() []status.Key {
	l := w.settings.language
	keys := []status.Key{{Cap: "↑"}, {Cap: "↓", Does: l.Say("publish.keys")}}
	if what := makeableOf(w.making.kind).what; what == desk.Report || what == desk.Page {
		keys = append(keys, status.Key{Cap: "←"}, status.Key{Cap: "→", Does: l.Say("printed.keys")})
	}
	return append(keys, []status.Key{
		{Cap: l.Say("desk.key-ctrl")}, {Cap: "Enter", Does: l.Say("publish.keys.save")}, {Cap: "Esc", Does: l.Say("desk.keys-picture")},
	}...)
}

// publishKey does what a key asks while the place is open, and reports whether it is.
func (w *Window) publishKey(key fyne.KeyName) bool {
	if !w.publish.Opened() || key == fyne.KeyEscape || key == fyne.KeyF6 {
		return false
	}
	if w.publish.Key(key) {
		return true
	}
	switch c, ok := byKey(w.commands, key); {
	case !ok:
	case c.name == "safe": // what is published is covered, too
		w.do(c)
	case c.beside:
		w.closePublish()
		w.do(c)
	}
	return true
}

// away reports whether something stands where the pictures are compared.
func (w *Window) away() bool {
	return w.book.Opened() || w.publish.Opened() || w.room.Opened() || w.workshop.Opened()
}
