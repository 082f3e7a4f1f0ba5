package report

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/words"
)

func TestFoundFrameIsNamedWithItsIntervalAndDigest(t *testing.T) {
	with := matched()
	video, _ := with.Case.Find("1")
	video.MediaType, video.Referenced = "video/mp4", true
	frame := casefile.Frame{
		Index: 1432, Time: 47781 * time.Millisecond, Timecode: "00:00:47.781", Decoder: "ffmpeg 5.1.9", Codec: "h264", SHA256: strings.Repeat("ab", 32), Tried: 310,
		First: casefile.FrameMoment{Index: 1430, Time: 47714 * time.Millisecond}, Last: casefile.FrameMoment{Index: 1432, Time: 47781 * time.Millisecond},
	}
	item, ok := casefile.FrameOf(video, frame, video.Pixels)
	if !ok {
		t.Fatal("a frame is refused")
	}
	item.ID, item.Role = "frame", casefile.Context
	with.pictures["frame"] = with.pictures["1"]
	with.Case = with.Case.With(video).With(item)
	with.Comparisons[0].Frame, with.Comparisons[0].Method = &frame, "find/1 align/3"
	d := composed(t, with.Input)
	mustSay(t, said(d.Pages[0]), "Found frame at 0:47.781, frame 1 432 counted from 0.", "can’t tell it from frames 1 430 to 1 432 (0:47.714 to 0:47.781)", "find/1 align/3")
	mustSay(t, said(d.Pages...), "H264, stream 0, read by ffmpeg 5.1.9.", "SHA-256 of the frame’s pixels:", "Not in the case file: it names this video by its digest.",
		"(counted from 0) of item B, at 0:47.781.")
}

func TestSearchAndDecoderAreMethodsOfAReportWithAVideoAlone(t *testing.T) {
	methods := func(in Input) (map[string]string, string) {
		d := composed(t, in)
		m, err := ReadManifest(d.Attachments[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		return m.Methods, said(d.Pages...)
	}
	still := matched()
	if m, pages := methods(still.Input); !maps.Equal(m, Methods()) || strings.Contains(pages, "Video read by") {
		t.Errorf("of a still: %v", m)
	}
	frame := casefile.Frame{Index: 3, Timecode: "00:00:00.100", Decoder: "ffmpeg 5.1.9", Codec: "h264", SHA256: strings.Repeat("ab", 32)}
	still.Comparisons[0].Frame, still.Comparisons[0].Method = &frame, "find/1 align/3"
	for _, l := range []words.Language{words.English, words.Norwegian} {
		still.Language = l
		m, pages := methods(still.Input)
		if m["find"] != "find/1" || m["decoder"] != "ffmpeg 5.1.9" {
			t.Errorf("of a video: %v", m)
		}
		mustSay(t, pages, l.Say("report.reproduce.decoder")+" ffmpeg 5.1.9", "find/1 align/3, "+compare.Version)
	}
}

func TestWhatSeveralItemsShareStandsOnceInDatesAndStatements(t *testing.T) {
	with := matched()
	source := casefile.Source{
		Collected:  "2017-11-10",
		Statements: []casefile.Statement{{Who: "A spokesman", What: "Both are ours.", When: "2017-11-11", Where: "by telephone"}},
	}
	for _, e := range with.Case.Evidence {
		with.Case = with.Case.WithSource(e.ID, source)
	}
	pages := said(composed(t, with.Input).Pages...)
	if n := strings.Count(pages, "Both are ours."); n != 1 {
		t.Errorf("the statement stands %d times", n)
	}
	mustSay(t, pages, "A, B 11 Nov 2017 A spokesman", "1 10 Nov 2017 collected A, B", "2 11 Nov 2017 said A, B A spokesman")
}
