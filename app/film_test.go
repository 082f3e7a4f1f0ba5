package app

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/synth"
)

func TestFrameOfAVideoIsFoundSteppedAndUsedByKeyboard(t *testing.T) {
	tools, err := video.Locate("")
	if err != nil {
		t.Skip("there is no ffmpeg on this machine: videos in the window are not tested")
	}
	trailer, folder := synth.SampleTrailer(), t.TempDir()
	claim, film := filepath.Join(folder, "claim.jpg"), filepath.Join(folder, "trailer.mp4")
	if err := video.Encode(t.Context(), tools, film, trailer.Size, trailer.Rate, trailer.Frames, "", trailer.Frame); err != nil {
		t.Skipf("this ffmpeg can't encode the trailer: %v", err)
	}
	whole := trailer.Frame(trailer.Claim)
	part, ok := whole.SubImage(whole.Rect.Inset(60)).(*image.RGBA)
	if !ok {
		t.Fatal("no part of a drawn frame")
	}
	if err := os.WriteFile(claim, synth.EncodeJPEG(part, 90), 0o600); err != nil {
		t.Fatal(err)
	}

	h := newHall(t, Options{})
	h.Open([]string{claim, film})
	h.until("the frame is found and can be stepped from", func(s desk.Snapshot) bool {
		return s.Compared == 1 && idle(s) && s.Film != nil && s.Film.Steps && s.Film.Found != nil
	})
	found := h.seen.Film.Found
	if !h.timelineShown() || !h.timeline.Object().Visible() {
		t.Error("the timeline is not under the picture")
	}
	if row := trayValue(h.seen, h.settings.language).Rows[0]; !strings.HasPrefix(row.Fact, "Frame at 0:0") {
		t.Errorf("the row says %q", row.Fact)
	}
	best := h.stage.Scene().Candidate
	if !strings.HasPrefix(best.Name, "trailer.mp4 at 0:0") || !h.stage.Scene().Placed {
		t.Errorf("the stage shows %+v", best)
	}

	h.typedRune('.')
	if f := h.seen.Film.Frame; f.Index != found.Index+1 {
		t.Errorf("one frame on is %d, found was %d", f.Index, found.Index)
	}
	if s := h.stage.Scene(); s.Candidate.Key == best.Key || s.Candidate.Film != best.Film || !s.Placed {
		t.Errorf("the alignment is not carried along: %+v", s.Candidate)
	}
	h.typedRune('<')
	if f := h.seen.Film.Frame; f.Index != found.Index+1-trailer.Rate {
		t.Errorf("a second back is %d", f.Index)
	}
	h.key(fyne.KeyHome)
	if f := h.seen.Film.Frame; f.Index != found.Index || h.stage.Scene().Candidate.Key != best.Key {
		t.Errorf("the best is %d", f.Index)
	}
	for i, k := range []fyne.KeyName{fyne.Key2, fyne.Key3, fyne.Key5} {
		h.key(k)
		if h.stage.Mode() != modes[[]int{1, 2, 4}[i]] {
			t.Errorf("key %s leads to mode %v", k, h.stage.Mode())
		}
	}
	h.until("the difference is measured", func(s desk.Snapshot) bool { return s.Difference != nil && !s.Differing })

	h.key(fyne.KeyS)
	h.until("the scenes are read", func(s desk.Snapshot) bool { return len(s.Film.Sheet) > 1 })
	if !h.timeline.Scenes.Opened() {
		t.Error("the scenes are not shown")
	}
	h.timeline.Scenes.Close()

	h.key(fyne.KeyY)
	h.until("the frame is an item", func(s desk.Snapshot) bool { return len(s.Candidates) == 2 && s.Compared == 2 && idle(s) })
	item := h.seen.Candidates[1]
	if item.Evidence.Frame == nil {
		item = h.seen.Candidates[0]
	}
	if item.Evidence.Frame.SHA256 != found.SHA256 || !item.Comparison.Alignment.Verdict.Accepted() {
		t.Errorf("the item: %+v, %v", item.Evidence.Frame, item.Comparison.Alignment.Verdict)
	}
	h.desk.Select(item.Evidence.ID)
	if h.timelineShown() || h.timeline.Object().Visible() {
		t.Error("a picture has a timeline")
	}
}
