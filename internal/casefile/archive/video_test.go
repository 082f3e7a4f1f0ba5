package archive

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// exampleOfVideo is the example with a video that is referenced, a frame found in
// it, and one that a person made an item.
func exampleOfVideo(t testing.TB) Document {
	t.Helper()
	d := example(t)
	digest := strings.Repeat("ab", 32)
	at := func(index int) casefile.FrameMoment {
		return casefile.FrameMoment{Index: index, Time: time.Duration(index) * 33_366_667}
	}
	frame := casefile.Frame{
		Index: 1432, Time: at(1432).Time, Timecode: "00:00:47.781", Stamp: 733_184, First: at(1430), Last: at(1432),
		Decoder: "ffmpeg 5.1.9", Codec: "h264", Stream: 0, SHA256: strings.Repeat("cd", 32), Tried: 310, Evened: true,
	}
	chosen := frame
	chosen.First, chosen.Tried, chosen.Evened = at(1432), 0, false
	size := geom.Size{Width: 1280, Height: 720}
	video := casefile.Evidence{
		ID: "video", Role: casefile.Candidate, Name: "long.mp4", SHA256: digest, Bytes: 300 << 20, MediaType: "video/mp4", Pixels: size,
		Received: d.Case.Evidence[0].Received, Referenced: true,
	}
	item, ok := casefile.FrameOf(video, chosen, size)
	if !ok {
		t.Fatal("a frame is refused")
	}
	item.ID, item.Role, item.Name, item.Path = "video-1", casefile.Candidate, "long.mp4", ""
	d.Case.Evidence = append(d.Case.Evidence, video, item)
	d.Comparisons = append(d.Comparisons, casefile.Comparison{
		Claimed: "claim", Candidate: "video", Method: "find/1 align/2", Frame: &frame, ReadTo: 90*time.Second + 333_333_333,
		Length: 90 * time.Second, Curve: []casefile.Strength{{Time: 0, Score: 0.0125}, {Time: at(1432).Time, Score: 0.9}, {Time: 80 * time.Second, Score: 0}}, Alignment: align.Alignment{Verdict: align.NoMatch},
	})
	return d
}

func TestFrameComesBackAsItWasAndTheVideoStaysOutside(t *testing.T) {
	d := exampleOfVideo(t)
	f, err := read(written(t, d))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := f.Comparisons[len(f.Comparisons)-1].ReadTo, d.Comparisons[len(d.Comparisons)-1].ReadTo; got != want {
		t.Errorf("breaks off at %v, want %v", got, want)
	}
	if got, want := f.Comparisons[len(f.Comparisons)-1].Curve, d.Comparisons[len(d.Comparisons)-1].Curve; !reflect.DeepEqual(got, want) || f.Comparisons[len(f.Comparisons)-1].Length != 90*time.Second {
		t.Errorf("the curve is %v, want %v", got, want)
	}
	want, got := d.Comparisons[len(d.Comparisons)-1].Frame, f.Comparisons[len(f.Comparisons)-1].Frame
	if !reflect.DeepEqual(want, got) {
		t.Errorf("read %+v, written %+v", got, want)
	}
	video, _ := f.Case.Find("video")
	item, _ := f.Case.Find("video-1")
	if !video.Referenced || video.HasOriginal() || f.Originals() != 2 {
		t.Errorf("the video: %+v, %d originals", video, f.Originals())
	}
	if wanted, _ := d.Case.Find("video-1"); !reflect.DeepEqual(item.Frame, wanted.Frame) || item.Parent != "video" || !item.Part.Empty() {
		t.Errorf("the frame item: %+v", item)
	}
}

func TestFieldsOfAFrameFromALaterVersionSurvive(t *testing.T) {
	text := altered(t, written(t, exampleOfVideo(t)), caseName, `"timecode":`, `"field":"upper","timecode":`)
	f, err := read(text)
	if err != nil {
		t.Fatal(err)
	}
	again, err := f.encode()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(again), `"field":"upper"`) {
		t.Error("a frame's unknown field is lost")
	}
}
