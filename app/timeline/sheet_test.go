package timeline

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// opened returns a sheet of so many scenes, ten seconds each, in a window.
func opened(t *testing.T, scenes int, width, height float32) (*Sheet, *time.Duration) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, 1))
	w := test.NewTempWindow(t, look.NewPane(nil, func(fyne.Size) {}, nil))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	went := time.Duration(-1)
	s := NewSheet()
	s.OnGo = func(at time.Duration) { went = at }
	s.SetLanguage(words.English)
	v := SheetValue{Name: "film.mp4", Duration: time.Duration(scenes) * 10 * time.Second, At: 25 * time.Second}
	s.Show(v)
	s.Open(w.Canvas())
	if got := s.rest.Words(); got != words.English.Say("timeline.sheet.reading") {
		t.Errorf("before the scenes are there: %q", got)
	}
	v.HasFound, v.Found, v.Others = true, 33*time.Second, []time.Duration{57 * time.Second}
	for i := range scenes {
		v.Scenes = append(v.Scenes, Scene{From: time.Duration(i) * 10 * time.Second, Thumbnail: image.NewRGBA(image.Rect(0, 0, 32, 18))})
	}
	s.Show(v)
	return s, &went
}

func press(s *Sheet, keys ...fyne.KeyName) {
	for _, k := range keys {
		s.cards.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestSceneIsGoneToByArrowsAndEnter(t *testing.T) {
	s, went := opened(t, 40, 1280, 800)
	press(s, fyne.KeyReturn)
	if *went != 20*time.Second {
		t.Errorf("the keys begin at the scene of %v, that of 0:20 is looked at", *went)
	}
	s, went = opened(t, 40, 1280, 800)
	press(s, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn)
	if *went != 40*time.Second || s.Opened() {
		t.Errorf("went to %v, still open: %v", *went, s.Opened())
	}
}

func TestSceneWithTheFoundFrameLeadsToIt(t *testing.T) {
	s, went := opened(t, 8, 1280, 800)
	press(s, fyne.KeyRight, fyne.KeyReturn)
	if *went != 33*time.Second {
		t.Errorf("the found frame's scene leads to %v", *went)
	}
	if says := s.scenes[5].says.Words(); says != "Same view at 0:57.000" {
		t.Errorf("another occurrence says %q", says)
	}
	if s.scenes[0].says.Words() != "" || s.scenes[0].mark.Visible() {
		t.Error("a scene without anything is marked")
	}
}
