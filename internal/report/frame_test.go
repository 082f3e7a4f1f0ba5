package report

import (
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
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
