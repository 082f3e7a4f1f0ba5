package inspector

import (
	"slices"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

func TestFrameOfAVideoIsToldWithItsInterval(t *testing.T) {
	v := pair(Compared)
	v.Candidate.Pixels, v.Candidate.Bytes, v.Candidate.MediaType, v.Candidate.Referenced = geom.Size{Width: 1280, Height: 720}, 300<<20, "video/mp4", true
	at := func(index int) casefile.FrameMoment {
		return casefile.FrameMoment{Index: index, Time: time.Duration(index) * 40 * time.Millisecond}
	}
	v.Film = &Film{
		Frame:    casefile.Frame{Index: 8969, Time: at(8969).Time, First: at(8968), Last: at(8969)},
		Searched: true, HasFound: true, Found: at(8969).Time, AtFound: true, Covered: 0.42,
		Codec: "h264", Decoder: "ffmpeg 5.1.6", Rate: 25, FrameTime: 40 * time.Millisecond, Others: []time.Duration{350 * time.Second},
	}
	panel, _ := open(t, words.English, 296, 698, v)
	has(t, panel.frame, "Frame", "5:58.760", "8 969, counted from 0", "2 frames, 0.08 s", "42 % of the frame", "H.264, 1280 × 720, 25/s",
		"The claim can’t tell these frames apart: 5:58.720 to 5:58.760.")
	has(t, panel.elsewhere, "The same view is seen here too:")
	has(t, panel.video, "ffmpeg 5.1.6", "Too long for the case file, which names it by its digest. Keep the file.")
	if panel.sections[0].Object != panel.frame {
		t.Error("the frame does not stand first")
	}

	var went []time.Duration
	panel.OnMoment = func(at time.Duration) { went = append(went, at) }
	v.Film.Near = []Moment{{At: at(8968).Time}, {At: at(8969).Time}, {At: at(8970).Time}}
	near := newBeside(v.Film.Near, at(8969).Time, v.Candidate.Pixels, panel.OnMoment)
	near.frames[2].Tapped(nil)
	if h := near.HeightAt(316); h != 56.25 || len(near.frames) != 3 || !slices.Equal(went, []time.Duration{at(8970).Time}) {
		t.Errorf("a click on the frame after it leads to %v", went)
	}

	on := *v.Film
	on.AtFound, on.Carried, on.Frame = false, true, casefile.Frame{Index: 8970, Time: at(8970).Time, First: at(8970), Last: at(8970)}
	v.Film = &on
	panel.Show(v)
	has(t, panel.frame, "5:58.800", "This is not the found frame, which is at 5:58.760. Where the claim lies is carried along from there.")
	if slices.Contains(texts(panel.frame), "Interval") {
		t.Error("a frame that was not found has an interval")
	}
	v.Film = nil
	panel.Show(v)
	if panel.frame.Visible() || panel.video.Visible() || panel.sections[0].Object != panel.support {
		t.Error("a picture has a frame")
	}
}
