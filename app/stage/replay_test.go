package stage

import (
	"image"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/compare"
)

func TestReplayIsAskedForWhenThereIsOneAndNeverUnderAnotherName(t *testing.T) {
	tb := newTable(t)
	scene := tb.scene()
	scene.Editable = true
	tb.Show(scene)
	asked := 0
	tb.OnReplay = func() { asked++ }
	if tb.WantsReplay() || tb.last().Replayed {
		t.Fatal("a replay is shown that nobody wished for")
	}
	tb.strip.replay.Tapped(nil)
	tb.clock.pass(time.Second)
	if asked != 1 || !tb.WantsReplay() || tb.last().Replayed {
		t.Errorf("asked %d times, wants it: %v, asks for a frame of it: %v", asked, tb.WantsReplay(), tb.last().Replayed)
	}
	has := func(word string) {
		t.Helper()
		if got := tb.titles.rows[1].parts[6].text.Words(); got != word {
			t.Errorf("behind the candidate's name stands %q, want %q", got, word)
		}
	}
	has("doing the steps …")
	late := tb.last()

	scene.Replay = true
	tb.Show(scene)
	tb.clock.pass(time.Second)
	if !tb.last().Replayed {
		t.Error("the replay is there and not asked for")
	}
	has("aligned, steps done")
	frame := compare.Frame{Image: image.NewRGBA(image.Rect(0, 0, late.Size.Width, late.Size.Height))}
	before := tb.slots[0].images
	tb.Put(late, frame)
	if tb.slots[0].images != before {
		t.Error("a frame of the candidate as it is came under the replay's name")
	}
	tb.SetMode(compare.Overlay)
	tb.clock.pass(time.Second)
	if tb.WantsReplay() || tb.last().Replayed {
		t.Error("another mode shows the replay")
	}
	tb.SetMode(compare.SideBySide)
	tb.strip.replay.Tapped(nil)
	tb.clock.pass(time.Second)
	if asked != 2 || tb.last().Replayed {
		t.Error("the candidate as it is does not come back")
	}
	has("aligned")
}
