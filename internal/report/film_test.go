package report

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// filmed makes the candidate of a trial a video in which a frame was found.
func filmed(t *trial) *trial {
	video, _ := t.Case.Find("1")
	video.MediaType = "video/mp4"
	t.Case = t.Case.With(video)
	at := func(i int) casefile.FrameMoment {
		return casefile.FrameMoment{Index: i, Time: time.Duration(i) * 40 * time.Millisecond}
	}
	k := &t.Comparisons[0]
	k.Frame = &casefile.Frame{
		Index: 52, Time: at(52).Time, Stamp: 52, First: at(51), Last: at(53), Decoder: "ffmpeg 5.1.9", Codec: "h264", SHA256: strings.Repeat("ab", 32), Tried: 90,
	}
	k.Method, k.Length = "find/3 align/4", 10*time.Second
	for i := 25; i < 75; i++ {
		k.Curve = append(k.Curve, casefile.Strength{Time: at(i).Time, Score: 1 - 0.02*float64(max(i-52, 52-i))})
	}
	t.Frames = func(e casefile.Evidence, found casefile.Frame, indices []int, visit func(FilmFrame) error) error {
		for _, i := range indices {
			if err := visit(FilmFrame{Index: i, Time: at(i).Time, Picture: t.pictures[e.ID]}); err != nil {
				return err
			}
		}
		return nil
	}
	return t
}

func TestTheFoundFrameStandsAmongItsNeighboursWithTheStrengthOverTheVideo(t *testing.T) {
	with := filmed(matched())
	d := composed(t, with.Input)
	holdAlts(t, "filmed", d)
	mustSay(t, said(d.Pages...), "The frame in the video", "Figure 5. Frames of item B around the found one", "0:02.080", "found", "−1", "+3", "0:01.960",
		"of each of 50 stretches", "Where it is blank only key frames were looked at", "90 frames held against the claim", "Figure 6.")
	m, err := ReadManifest(d.Attachments[0].Data)
	if err != nil || !m.HasStrip() {
		t.Fatalf("the manifest has no strip: %v", err)
	}
	var names []string
	for _, f := range m.Figures {
		if f.Figure == 5 {
			names = append(names, f.Name)
		}
	}
	if want := []string{"49", "50", "51", "52", "53", "54", "55"}; len(names) != len(want) || names[0] != "figures/frame-49.jpg" || names[6] != "figures/frame-55.jpg" {
		t.Errorf("the strip has %v, want frames %v", names, want)
	}

	unread := filmed(matched())
	unread.Frames = func(casefile.Evidence, casefile.Frame, []int, func(FilmFrame) error) error {
		return errors.New("no ffmpeg")
	}
	unread.Language = words.Norwegian
	d = composed(t, unread.Input)
	mustSay(t, said(d.Pages...), "Bildene rundt kunne ikke leses her.", "Figur 5. Kurve: hvor godt")
	if m, err = ReadManifest(d.Attachments[0].Data); err != nil || m.HasStrip() {
		t.Errorf("a strip that could not be read is in the manifest: %v", err)
	}
	if still := said(composed(t, matched().Input).Pages...); strings.Contains(still, "The frame in the video") {
		t.Error("a picture has a section on its video")
	}
}

// What is covered on the found frame may have moved on the next: no other frame
// of a video with a redaction is shown.
func TestNoFrameIsShownAroundOneWithARedaction(t *testing.T) {
	with := filmed(faced(true))
	with.Frames = func(casefile.Evidence, casefile.Frame, []int, func(FilmFrame) error) error {
		t.Error("frames of a redacted video are asked for")
		return nil
	}
	d := composed(t, with.Input)
	mustSay(t, said(d.Pages...), "No frames around it are shown", "Curve: how well the claim’s texture agrees with the video")
}

func TestAStripHoldsTheIntervalsEndsAndItsNeighbours(t *testing.T) {
	for _, c := range []struct {
		first, found, last int
		want               []int
	}{
		{16, 16, 16, []int{13, 14, 15, 16, 17, 18, 19}},
		{1430, 1432, 1440, []int{1428, 1429, 1430, 1432, 1440, 1441, 1442}},
		{1430, 1432, 1432, []int{1428, 1429, 1430, 1432, 1433, 1434}},
		{0, 1, 1, []int{0, 1, 2, 3}},
	} {
		got := filmIndices(&casefile.Frame{Index: c.found, First: casefile.FrameMoment{Index: c.first}, Last: casefile.FrameMoment{Index: c.last}})
		if !reflect.DeepEqual(got, c.want) || !slices.Contains(got, c.found) {
			t.Errorf("%d from %d to %d: %v, want %v", c.found, c.first, c.last, got, c.want)
		}
	}
}
