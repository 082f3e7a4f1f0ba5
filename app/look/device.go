package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// PixelScale returns device pixels for each of the toolkit's units, where an
// object stands; 1 while it stands nowhere.
func PixelScale(o fyne.CanvasObject) float64 {
	if app := fyne.CurrentApp(); app != nil {
		if c := app.Driver().CanvasForObject(o); c != nil {
			const far = 10000 // so that rounding to whole pixels does not count
			if x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, 0)); x > 0 {
				return float64(x) / far
			}
		}
	}
	return 1
}

// Modifiers returns the modifier keys that are held now.
func Modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
