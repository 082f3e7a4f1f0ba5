package app

import (
	"image"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
)

// TestEveryTextReachesContrastWhereItStands draws the window in each theme and
// measures the colour of each line against what is most round it (WCAG 2.2,
// 1.4.3: 4.5, and 3 for large text).
func TestEveryTextReachesContrastWhereItStands(t *testing.T) {
	h := pairHall(t, Options{})
	size := fyne.NewSize(1200, 620)
	h.window.Resize(size)
	h.window.Canvas().Content().Resize(size)
	measured := 0
	for _, theme := range []look.Name{look.Dark, look.Light, look.HighContrast} {
		h.setTheme(theme)
		for _, v := range []view{
			{"difference", func(h *hall) { h.setMode(compare.DifferenceMode) }},
			{"details", func(h *hall) { h.setMode(compare.DetailsMode) }},
			{"outside", func(h *hall) { h.setMode(compare.OutsideMode) }},
			{"no match", func(h *hall) { h.key(fyne.KeyDown) }},
			{"case-book", func(h *hall) { h.do(h.named("case-book")) }},
			{"preferences", func(h *hall) { h.do(h.named("preferences")) }},
			{"palette", func(h *hall) { h.do(h.named("palette")) }},
			{"publish", func(h *hall) { h.do(h.named("publish")) }},
			{"report", func(h *hall) { h.do(h.named("report")) }},
			{"keyboard", func(h *hall) { h.do(h.named("keyboard")) }},
		} {
			v.open(h)
			shot := h.window.Canvas().Capture()
			for _, l := range h.seenLines() {
				at := l.place.cut(l.clip)
				if at.right-at.x < 6 || at.bottom-at.y < 8 || l.place.bottom > l.clip.bottom || l.place.y < l.clip.y {
					continue // half scrolled out
				}
				ground := commonest(shot, at)
				least := 4.5
				if l.size >= 24 || l.bold && l.size >= 18.66 {
					least = 3
				}
				if got := contrast(l.ink, ground); got < least {
					t.Errorf("theme %v, %s: %q reaches %.2f on %v", theme, v.name, l.text, got, ground)
				}
				measured++
			}
			h.leaveAll()
		}
		h.key(fyne.KeyUp)
	}
	if measured < 500 {
		t.Errorf("%d lines were measured: the test looks in the wrong place", measured)
	}
}

// commonest returns the colour that most pixels have in a place and a little
// round it: letters cover less than half of their line.
func commonest(shot image.Image, at box) color.NRGBA {
	seen := map[color.NRGBA]int{}
	best, most := color.NRGBA{}, 0
	for y := int(at.y) + 1; y < int(at.bottom)-1; y++ {
		for x := int(at.x) - 2; x < int(at.right)+2; x++ {
			if !image.Pt(x, y).In(shot.Bounds()) {
				continue
			}
			c := color.NRGBAModel.Convert(shot.At(x, y)).(color.NRGBA)
			seen[c]++
			if seen[c] > most {
				best, most = c, seen[c]
			}
		}
	}
	return best
}

// contrast returns the contrast ratio of two opaque colours, by the relative
// luminance of WCAG 2.2.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
