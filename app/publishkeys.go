package app

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/status"
)

// publishKeys are the keys that count in the place.
func (w *Window) publishKeys() []status.Key {
	l := w.settings.language
	return []status.Key{
		{Cap: "↑"}, {Cap: "↓", Does: l.Say("publish.keys")}, {Cap: l.Say("desk.key-ctrl")}, {Cap: "Enter", Does: l.Say("publish.keys.save")}, {Cap: "Esc", Does: l.Say("desk.keys-picture")},
	}
}

// publishKey does what a key asks while the place is open, and reports whether it is.
func (w *Window) publishKey(key fyne.KeyName) bool {
	if !w.publish.Opened() || key == fyne.KeyEscape || key == fyne.KeyF6 {
		return false
	}
	if w.publish.Key(key) {
		return true
	}
	if c, ok := byKey(w.commands, key); ok && c.beside {
		w.closePublish()
		w.do(c)
	}
	return true
}

// away reports whether something stands where the pictures are compared.
func (w *Window) away() bool {
	return w.book.Opened() || w.publish.Opened() || w.room.Opened() || w.workshop.Opened()
}
