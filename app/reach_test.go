package app

import (
	"fmt"
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
)

// named says what a control is, for a message.
func controlName(o any) string {
	if b, ok := o.(*look.Button); ok && b.Words() != "" {
		return fmt.Sprintf("%T %q", o, b.Words())
	}
	if a, ok := o.(interface{ AccessibilityLabel() string }); ok {
		return fmt.Sprintf("%T %q", o, a.AccessibilityLabel())
	}
	return fmt.Sprintf("%T", o)
}

// focusables are all controls in sight that take the keyboard.
func (h *hall) focusables() []fyne.Focusable {
	var all []fyne.Focusable
	w := &walker{each: func(o fyne.CanvasObject, _, _ box) {
		if f, ok := o.(fyne.Focusable); ok {
			if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
				all = append(all, f)
			}
		}
	}}
	h.walkTop(w)
	return all
}

// TestEverythingIsReachedByTabAndRegionsByF6 presses Tab until it has come round,
// in every view, and looks whether each control that takes the keyboard got it.
func TestEverythingIsReachedByTabAndRegionsByF6(t *testing.T) {
	h := pairHall(t, Options{})
	h.window.Resize(sizes[0])
	h.window.Canvas().Content().Resize(sizes[0])
	c := h.window.Canvas()
	for _, v := range viewsOfPair() {
		v.open(h)
		all := h.focusables()
		var visited []fyne.Focusable
		for range 2*len(all) + 20 {
			c.FocusNext()
			if f := c.Focused(); f != nil && !slices.Contains(visited, f) {
				visited = append(visited, f)
			}
		}
		for _, f := range all {
			if !slices.Contains(visited, f) {
				t.Errorf("%s: Tab does not come to %s", v.name, controlName(f))
			}
		}
		if len(all) == 0 {
			t.Errorf("%s: nothing takes the keyboard", v.name)
		}
		if !h.covered() {
			h.checkRound(v.name)
		}
		c.Unfocus()
		h.leaveAll()
	}
}

// checkRound presses F6 round the regions, and Shift+F6 back.
func (h *hall) checkRound(where string) {
	h.t.Helper()
	c := h.window.Canvas()
	c.Unfocus()
	targets := h.regionTargets()
	for i, want := range targets {
		h.key(fyne.KeyF6)
		if c.Focused() != want {
			h.t.Errorf("%s: F6 number %d comes to %s, not to %s", where, i+1, controlName(c.Focused()), controlName(want))
		}
	}
	for i := len(targets) - 2; i >= 0; i-- {
		h.nextRegion(true)
		if c.Focused() != targets[i] {
			h.t.Errorf("%s: back to %s, not to %s", where, controlName(c.Focused()), controlName(targets[i]))
		}
	}
}

// TestFocusIsSeenOnEveryKindOfControl gives the keyboard to one control of each
// kind in turn and compares the picture of the window.
func TestFocusIsSeenOnEveryKindOfControl(t *testing.T) {
	h := pairHall(t, Options{})
	small := fyne.NewSize(980, 520) // all regions, and little to draw
	h.window.Resize(small)
	h.window.Canvas().Content().Resize(small)
	c := h.window.Canvas()
	seen := map[string]bool{}
	for _, v := range []view{
		{"outside", func(h *hall) { h.setMode(compare.OutsideMode) }},
		{"preferences", func(h *hall) { h.do(h.named("preferences")) }},
	} {
		v.open(h)
		c.Unfocus()
		for _, f := range h.focusables() {
			o, ok := f.(fyne.CanvasObject)
			if !ok {
				continue
			}
			kind := fmt.Sprintf("%s %T %.0f", v.name, o, o.Size().Height)
			if seen[kind] {
				continue
			}
			seen[kind] = true
			c.Focus(f) // what is scrolled out of sight comes into it
			at := h.fyneApp.Driver().AbsolutePositionForObject(o)
			with := c.Capture()
			c.Unfocus()
			without := c.Capture()
			if n := differing(with, without, at, o.Size()); n < 40 {
				t.Errorf("%s: the focus on %s changes %d pixels", v.name, controlName(f), n)
			}
		}
		h.leaveAll()
	}
}

// differing counts the pixels that differ in and round a place.
func differing(a, b image.Image, at fyne.Position, size fyne.Size) int {
	const rim = 8
	area := image.Rect(int(at.X)-rim, int(at.Y)-rim, int(at.X+size.Width)+rim, int(at.Y+size.Height)+rim).Intersect(a.Bounds())
	n := 0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n
}
