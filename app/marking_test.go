package app

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

func TestPictureInTheClaimedScreenshotIsMarkedByKeyboard(t *testing.T) {
	scene := synth.Draw(3, synth.Convoy, geom.Size{Width: 640, Height: 420}).Image
	post := synth.DrawPost(1, []*image.RGBA{scene}, synth.Post{Interface: synth.PhoneCard, Width: 500})
	folder := t.TempDir()
	captured, found := filepath.Join(folder, "post.jpg"), filepath.Join(folder, "found.jpg")
	for name, img := range map[string]*image.RGBA{captured: post.Image, found: scene} {
		if err := os.WriteFile(name, synth.EncodeJPEG(img, 92), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := newHall(t, Options{})
	h.Open([]string{captured, found})
	h.until("the pair is compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	parent := h.seen.Claim.Evidence

	h.key(fyne.KeyQ)
	if !h.isMarking() || !h.part.Object().Visible() || h.stage.Object().Visible() || h.window.Canvas().Focused() != h.part.FocusTarget() {
		t.Fatal("Q does not open the view")
	}
	h.until("the picture is proposed", func(desk.Snapshot) bool { return !h.part.Marked().Empty() })
	if h.part.Marked() != post.Pictures[0] {
		t.Errorf("proposed is %v, the picture lies at %v", h.part.Marked(), post.Pictures[0])
	}
	mode := h.stage.Mode()
	h.key(fyne.Key5)
	h.key(fyne.KeyDelete)
	if h.stage.Mode() != mode || len(h.seen.Candidates) != 1 {
		t.Error("keys that mean nothing here reach what lies under it")
	}
	h.key(fyne.KeyEscape)
	if h.isMarking() || !h.stage.Object().Visible() || h.seen.Claim.Evidence.ID != parent.ID {
		t.Error("Esc leaves something changed")
	}

	h.key(fyne.KeyQ)
	h.until("the picture is proposed again", func(desk.Snapshot) bool { return !h.part.Marked().Empty() })
	h.key(fyne.KeyReturn)
	h.until("the part is compared", func(s desk.Snapshot) bool { return s.Claim.Evidence.Derived() && s.Compared == 1 && idle(s) })
	v := trayValue(h.seen, h.settings.language)
	if h.isMarking() || v.Claim.Name != "Picture in post.jpg" || len(v.Aside) != 1 || !strings.Contains(v.Aside[0].Fact, "Capture") || v.Aside[0].Head == "" {
		t.Errorf("the list shows %+v and %+v", v.Claim, v.Aside)
	}
	if s := h.stage.Scene().Claimed; s.Size != h.seen.Claim.Evidence.Pixels || s.Size.Height != post.Pictures[0].Dy() {
		t.Errorf("the stage shows %+v", s)
	}

	part := h.seen.Claim.Evidence.ID
	h.key(fyne.KeyQ) // what is marked already is where it begins
	if h.part.Marked() != post.Pictures[0] {
		t.Errorf("begins at %v", h.part.Marked())
	}
	h.key(fyne.KeyTab)
	h.key(fyne.KeyDown)
	h.key(fyne.KeyReturn)
	h.until("it is marked anew", func(s desk.Snapshot) bool { return s.Claim.Evidence.ID != part && s.Compared == 1 })
	if p := h.seen.Claim.Evidence.Part; int(p.MinY) != post.Pictures[0].Min.Y+1 || h.seen.Claim.Evidence.Parent != parent.ID {
		t.Errorf("marked anew at %+v", p)
	}
	h.desk.Undo()
	h.desk.Undo()
	if c := h.seen.Claim.Evidence; c.ID != parent.ID || c.Role != casefile.Claimed || len(h.seen.Context) != 0 {
		t.Errorf("undone: %+v", c)
	}
}

func TestViewForMarkingClosesWhenItsCaptureIsGone(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("the pair is compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	h.key(fyne.KeyQ)
	h.desk.Remove(h.seen.Claim.Evidence.ID)
	if h.isMarking() || h.part.Object().Visible() {
		t.Error("the view stays without its capture")
	}
}
