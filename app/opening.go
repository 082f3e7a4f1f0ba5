package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"github.com/motbilde/motbilde/internal/words"
)

// Show shows the window and reports whether there is one. The toolkit logs that
// it could make none, and would then run for ever without.
func (w *Window) Show() (opened bool) {
	w.window.Show()
	native, ok := w.window.(driver.NativeWindow)
	if !ok {
		return true
	}
	native.RunNative(func(handle any) {
		switch h := handle.(type) {
		case driver.X11WindowContext:
			opened = h.WindowHandle != 0
		case driver.WaylandWindowContext:
			opened = h.WaylandSurface != 0
		case driver.WindowsWindowContext:
			opened = h.HWND != 0
		case driver.MacWindowContext:
			opened = h.NSWindow != 0
		default:
			opened = true
		}
	})
	return opened
}

// OnServed calls f when the window answers for the first time.
func (w *Window) OnServed(f func()) {
	w.fyneApp.Lifecycle().SetOnStarted(func() { w.post(f) })
}

// LanguageOf returns the language of the program's settings.
func LanguageOf(a fyne.App, preset Preset, locale string) words.Language {
	return readSettings(preset.Under(a.Preferences()), locale).language
}
