package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/desk"
)

func TestProjectorBeginsWithSafeViewThatOnlyKeysLift(t *testing.T) {
	h := pairHall(t, Options{})
	h.resize(fyne.NewSize(1920, 1052))
	h.do(h.named("projector"))
	if !h.stage.Safe() || !look.Safe() {
		t.Fatal("an audience is shown the pictures at once")
	}
	if !strings.Contains(h.status.Said(), "V") {
		t.Errorf("how to show them is said as %q", h.status.Said())
	}
	glass := h.stage.Focusables()[0].(desktop.Mouseable)
	glass.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	for end := time.After(450 * time.Millisecond); ; {
		select {
		case f := <-h.posted:
			f()
			continue
		case <-end:
		}
		break
	}
	if h.stage.Revealed() {
		t.Error("a press of the hand reveals them")
	}
	glass.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	h.stage.SetRevealed(true)
	if !h.stage.Revealed() {
		t.Error("Enter does not reveal them")
	}
	h.stage.SetRevealed(false)

	h.do(h.named("safe"))
	h.do(h.named("projector"))
	if h.stage.Safe() {
		t.Error("who works is left with safe view")
	}
	h.do(h.named("projector"))
	if h.stage.Safe() {
		t.Error("what was turned off for an audience comes back")
	}
}

func TestProjectorTextHasASizeOfItsOwn(t *testing.T) {
	h := pairHall(t, Options{})
	h.do(h.named("projector"))
	h.do(h.named("text-larger"))
	if look.Now().Scale != look.ProjectorScale+textStep {
		t.Errorf("larger, it is %g", look.Now().Scale)
	}
	for range 20 {
		h.do(h.named("text-larger"))
	}
	if look.Now().Scale != look.LargestScale {
		t.Errorf("at most it is %g", look.Now().Scale)
	}
	h.do(h.named("projector"))
	if again := readSettings(h.fyneApp.Preferences(), ""); look.Now().Scale != 1 || again.scale != 1 || again.projectScale != look.LargestScale {
		t.Errorf("who works has %g, the next start %g and %g", look.Now().Scale, again.scale, again.projectScale)
	}
	h.do(h.named("projector"))
	for range 20 {
		h.do(h.named("text-smaller"))
	}
	if look.Now().Scale != look.ProjectorScale {
		t.Errorf("at least it is %g", look.Now().Scale)
	}
}

func TestPressedKeysAreShownToAnAudienceAtTheLowerEdge(t *testing.T) {
	h := pairHall(t, Options{})
	h.resize(fyne.NewSize(1920, 1052))
	sign := h.pressed.Object()
	h.typedKey(fyne.Key3)
	if sign.Visible() {
		t.Error("who works is shown keys")
	}
	h.do(h.named("projector"))
	h.typedKey(fyne.Key2)
	says := h.texts()
	if !sign.Visible() || !slices.Contains(says, "2") || !slices.Contains(says, "Overlay") {
		t.Errorf("on screen are %q", says)
	}
	stage := h.frame.now().stage
	picture := stage.y + h.stage.PictureSize().Height
	if at := sign.Position().Y; at < picture-1 || at+sign.Size().Height > h.frame.Size().Height {
		t.Errorf("the sign begins at %g, the picture ends at %g", at, picture)
	}
	h.write("+")
	if !slices.Contains(h.texts(), "Zoom in") {
		t.Error("a character is not shown")
	}
	h.until("it is gone", func(desk.Snapshot) bool { return !sign.Visible() })

	// What is typed into a field is nobody's business.
	h.do(h.named("case-book"))
	h.strike(fyne.KeyTab, fyne.KeyTab)
	h.pressed.Hide()
	h.write("secret")
	if sign.Visible() {
		t.Error("what is written is shown large")
	}
}

func TestPointerOfAnAudienceIsASpotlight(t *testing.T) {
	h := pairHall(t, Options{})
	h.resize(fyne.NewSize(1920, 1052))
	over := func() (top desktop.Cursor) {
		top = desktop.DefaultCursor
		w := &walker{each: func(o fyne.CanvasObject, at, clip box) {
			if c, ok := o.(desktop.Cursorable); ok && at.cut(clip).has(fyne.NewPos(640, 400)) {
				top = c.Cursor()
			}
		}}
		h.walkTop(w)
		return top
	}
	if img, _, _ := over().Image(); img != nil {
		t.Error("who works has it too")
	}
	h.do(h.named("projector"))
	img, x, y := over().Image()
	if img == nil || img.Bounds().Dx() < 90 || x != img.Bounds().Dx()/2 || y != x {
		t.Fatalf("the pointer is %v, at %d, %d", img, x, y)
	}
	if _, _, _, a := img.At(x, y-42).RGBA(); a == 0 {
		t.Error("there is no ring round it")
	}
	// It takes nothing of the hand: what lies under it is pressed all the same.
	before := h.stage.Mode()
	test.TapCanvas(h.window.Canvas(), h.centreOf(h.head.ModeObject(2)))
	if h.stage.Mode() == before {
		t.Error("it keeps presses from the window")
	}
}

func (h *hall) centreOf(o fyne.CanvasObject) fyne.Position {
	return h.fyneApp.Driver().AbsolutePositionForObject(o).AddXY(o.Size().Width/2, o.Size().Height/2)
}

func TestClockOfASessionStandsAtTheEndOfTheHead(t *testing.T) {
	h := pairHall(t, Options{})
	for _, width := range []float32{640, 1000, 1280, 1920} {
		h.resize(fyne.NewSize(width, 700))
		h.timer.Show(lessons.Time{Left: 18*time.Minute + 40*time.Second})
		clock := h.placeIn(h.timer.Object())
		if clock.Empty() || clock.Right() > width || clock.Right() < width-30 {
			t.Errorf("%g px: the clock lies at %+v", width, clock)
		}
		for _, o := range []fyne.CanvasObject{h.head.ExportObject(), h.head.ModeObject(8)} {
			if at := h.placeIn(o); at.Right() > clock.X {
				t.Errorf("%g px: %T goes to %g, the clock begins at %g", width, o, at.Right(), clock.X)
			}
		}
		h.checkLines("clock")
		h.timer.Hide()
	}
}
