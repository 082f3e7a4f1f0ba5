package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/head"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// view is something that the window can show.
type view struct {
	name string
	open func(h *hall)
}

// viewsOfPair are the views of a window with a claim and candidates. The file
// dialogs are the toolkit's own, and are laid out by it.
func viewsOfPair() []view {
	var all []view
	for i, mode := range modes {
		all = append(all, view{"mode " + head.Mode(i).Word(), func(h *hall) { h.setMode(mode) }})
	}
	for _, name := range []string{"list", "facts", "case-book", "preferences", "palette", "keyboard", "about", "licences", "problems", "all-tags", "publish", "report", "package", "style", "time", "title", "actor"} {
		all = append(all, view{name, func(h *hall) { h.do(h.named(name)) }})
	}
	return all
}

func (h *hall) named(name string) command {
	h.t.Helper()
	return named(h.t, h, name)
}

// leaveAll closes what was opened.
func (h *hall) leaveAll() {
	for h.covered() {
		h.leave(h.window.Canvas().Overlays().Top())
	}
	h.closeBook()
	h.closePublish()
	h.wish.listDrawer, h.wish.factsDrawer, h.wish.hideList, h.wish.hideFacts = false, false, false, false
	h.frame.Refresh()
}

// pairHall is a window with a claim, a candidate, another one and a problem.
func pairHall(t *testing.T, o Options) *hall {
	t.Helper()
	h := newHall(t, o)
	claim, source, other := smallScenes(t)
	h.Open([]string{claim, source, other, filepath.Join(filepath.Dir(claim), "gone.jpg")})
	h.until("all are compared", func(s desk.Snapshot) bool { return s.Compared == 2 && idle(s) })
	return h
}

// sizes are those of the window's content, under a menu bar.
var sizes = []fyne.Size{{Width: 1280, Height: 800 - menuHeight}, {Width: 640, Height: 480 - menuHeight}}

// inEveryDress has a window in both languages, at three text sizes, large and as
// small as it can be.
func (h *hall) inEveryDress(check func(at string)) {
	for _, size := range sizes {
		for _, scale := range []float32{1, 1.5, 2} {
			for _, l := range []words.Language{words.English, words.Norwegian} {
				h.setScale(scale)
				h.setLanguage(l)
				h.window.Resize(size)
				h.window.Canvas().Content().Resize(size)
				check(fmt.Sprintf("%.0f×%.0f, %.0f %%, %s", size.Width, size.Height, 100*scale, l.Code()))
			}
		}
	}
}

// TestNoTextIsCutOffOrCoveredAtAnyTextSize lays every view out in every dress
// and measures every line of text on it.
func TestNoTextIsCutOffOrCoveredAtAnyTextSize(t *testing.T) {
	t.Run("empty", func(t *testing.T) {
		h := newHall(t, Options{})
		h.inEveryDress(func(at string) { h.checkLines(at) })
	})
	t.Run("pair", func(t *testing.T) {
		h := pairHall(t, Options{})
		h.inEveryDress(func(at string) {
			for _, v := range viewsOfPair() {
				v.open(h)
				h.checkLines(at + ", " + v.name)
				h.leaveAll()
			}
		})
	})
}

// checkLines measures every line in sight.
func (h *hall) checkLines(where string) {
	h.t.Helper()
	lines := h.seenLines()
	for i, l := range lines {
		if l.place.cut(l.clip).empty() {
			continue // scrolled out of sight
		}
		if cut := cutOff(l); cut != "" {
			h.t.Errorf("%s: %s", where, cut)
		}
		for _, other := range lines[:i] {
			if other.part != l.part {
				continue
			}
			a, b := l.place.cut(l.clip), other.place.cut(other.clip)
			if over := a.cut(b); over.right-over.x > 2 && over.bottom-over.y > 4 {
				h.t.Errorf("%s: %q (%v) lies over %q (%v)", where, l.text, a, other.text, b)
			}
		}
	}
}

// cutOff says how a line is cut off: at the edge of what it lies in, by its own
// place, or by dots.
func cutOff(l line) string {
	switch {
	case l.place.x < l.clip.x-1 || l.place.right > l.clip.right+1:
		return fmt.Sprintf("%q (%v) goes beyond %v", l.text, l.place, l.clip)
	case l.of != nil && l.place.right-l.place.x > l.room+1.5:
		return fmt.Sprintf("%q is %.0f px wide in a place of %.0f", l.text, l.place.right-l.place.x, l.room)
	case l.of != nil && strings.Contains(l.text, "…") && !strings.Contains(l.of.Words(), "…") && !fromPerson(l.of.Words()):
		return fmt.Sprintf("%q is cut to %q", l.of.Words(), l.text)
	}
	return ""
}

// fromPerson reports whether a text names a file: such are as long as people
// made them, and are cut in their middle.
func fromPerson(text string) bool {
	return slices.ContainsFunc([]string{".jpg", "кадр", "påstand"}, func(part string) bool { return strings.Contains(text, part) })
}

// TestLanguageChangesEverySentenceWithoutARestart holds each view after the
// change of language against a window that was started in that language.
func TestLanguageChangesEverySentenceWithoutARestart(t *testing.T) {
	h := pairHall(t, Options{Locale: "en"})
	fresh := newHall(t, Options{Locale: "nb"})
	var paths []string
	for _, e := range h.seen.Case.Evidence {
		paths = append(paths, e.Path)
	}
	fresh.Open(append(paths, filepath.Join(filepath.Dir(paths[0]), "gone.jpg")))
	fresh.until("all are compared", func(s desk.Snapshot) bool { return s.Compared == 2 && idle(s) })
	all := append(viewsOfPair(), view{"nothing", func(*hall) {}})
	for _, on := range []*hall{h, fresh} { // each has been on screen in English
		for _, v := range all {
			v.open(on)
			on.texts()
			on.leaveAll()
		}
		on.until("all is measured", func(s desk.Snapshot) bool { return s.Difference != nil && s.Edits != nil && s.Residue != nil })
	}
	h.setLanguage(words.Norwegian)
	for _, v := range all {
		v.open(h)
		v.open(fresh)
		got, want := h.texts(), fresh.texts()
		for _, text := range got {
			if !slices.Contains(want, text) {
				t.Errorf("%s says %q after the change of language", v.name, text)
			}
		}
		if len(got) == 0 || len(got) != len(want) {
			t.Errorf("%s says %d lines, a fresh window %d", v.name, len(got), len(want))
		}
		h.leaveAll()
		fresh.leaveAll()
	}
}

func TestProjectorModeIsLargerShowsKeysAndNoCountsOrHashes(t *testing.T) {
	h := pairHall(t, Options{})
	h.window.Resize(fyne.NewSize(1920, 1052))
	h.window.Canvas().Content().Resize(fyne.NewSize(1920, 1052))
	narrow := look.Now().FocusWidth
	sha := h.seen.Claim.Evidence.SHA256[:8]
	says := func(part string) bool {
		return slices.ContainsFunc(h.texts(), func(s string) bool { return strings.Contains(s, part) })
	}
	if !says(sha) || !says("2 of 2") {
		t.Fatalf("who works is not told of counts and hashes: %q", h.texts())
	}
	h.do(h.named("projector"))
	if now := look.Now(); now.Scale != look.ProjectorScale || now.FocusWidth <= narrow {
		t.Errorf("scale %g, focus %g", now.Scale, now.FocusWidth)
	}
	if says(sha) || says("2 of 2") {
		t.Error("an audience is told counts and hashes")
	}
	for _, key := range strings.Split(modeKeys, "") {
		if !slices.Contains(h.texts(), key) {
			t.Errorf("the key %s does not stand under its mode", key)
		}
	}
	h.checkLines("projector")
	// Low ones stand in lines of text, and are in the menus too.
	low := look.Px(look.Low)
	walk := &walker{each: func(o fyne.CanvasObject, at, clip box) {
		if b, ok := o.(*look.Button); ok && !at.cut(clip).empty() && b.Size().Height != low && at.bottom-at.y < 44-0.5 {
			t.Errorf("%q is %v large", b.Words(), b.Size())
		}
	}}
	h.walkTop(walk)
	h.do(h.named("projector"))
	if look.Now().Scale != 1 || !says(sha) || slices.Contains(h.texts(), "1") && !says("2 of 2") {
		t.Error("the window does not turn back")
	}
	if again := readSettings(h.fyneApp.Preferences(), ""); again.scale != 1 {
		t.Errorf("the next start is at %g", again.scale)
	}
}
