package inspector

import (
	"math"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// Film is what is told of the frame of a video that is looked at.
type Film struct {
	Frame     casefile.Frame
	Item      bool // the frame is an item of the case by itself: nothing more is told of its video
	Searched  bool
	HasFound  bool
	Found     time.Duration
	AtFound   bool // it is the found one
	Carried   bool // where the claim lies is that of the found frame
	Measuring bool
	Covered   float64 // share of the frame that the claim shows; 0 where that is not known
	Codec     string
	Decoder   string
	Rate      float64 // frames a second; 0 where it is not stated
	FrameTime time.Duration
	Near      []Moment        // the frame between its neighbours; nil while they are read, and of an item
	Others    []time.Duration // further places that show the same
	Short     time.Duration   // where the file breaks off; 0 where it does not
}

// codecs are the names that people know, where they are others than ffmpeg's.
var codecs = map[string]string{
	"h264": "H.264", "hevc": "HEVC", "av1": "AV1", "vp8": "VP8", "vp9": "VP9", "mpeg4": "MPEG-4", "mpeg2video": "MPEG-2", "mjpeg": "Motion JPEG",
}

func codecName(codec string) string {
	if name, ok := codecs[codec]; ok {
		return name
	}
	return strings.ToUpper(codec)
}

// rate writes frames a second: most are whole.
func rate(l words.Language, v float64) string {
	if v == math.Trunc(v) {
		return l.Number(v, 0)
	}
	return l.Number(v, 2)
}

// shownName names what the finding is about: of a video the found frame.
func shownName(l words.Language, v Value) string {
	if f := v.Film; f != nil && f.HasFound && !f.Item {
		return l.Say("case-video.name", "name", v.Candidate.Name, "time", l.Clock(f.Found, 3))
	}
	return nameOf(l, v.Candidate)
}

// frameItems tell which frame is looked at.
func (v *View) frameItems() []look.Item {
	l, f := v.language, v.value.Film
	if f == nil {
		return nil
	}
	var items []look.Item
	row := func(key, value string) {
		items = append(items, look.Item{Object: look.NewFact(l.Say("case-video.frame."+key), value, keyWidth), Above: factAbove})
	}
	row("time", l.Clock(f.Frame.Time, 3))
	row("number", l.Say("case-video.frame.counted", "n", l.Count(int64(f.Frame.Index))))
	if n := f.Frame.Last.Index - f.Frame.First.Index + 1; f.AtFound && !f.Item {
		length := l.Say("timeline.tick", "seconds", l.Number((f.Frame.Last.Time-f.Frame.First.Time+f.FrameTime).Seconds(), 2))
		row("interval", l.Plural("case-video.frame.interval", n)+", "+length)
	}
	if f.Covered > 0 {
		row("shown", l.Say("case-video.frame.share", "share", l.Percent(f.Covered, 0)))
	}
	stream := []string{codecName(f.Codec), l.Pixels(v.value.Candidate.Pixels.Width, v.value.Candidate.Pixels.Height)}
	if f.Rate > 0 {
		stream = append(stream, l.Say("case-video.frame.rate", "n", rate(l, f.Rate)))
	}
	row("stream", strings.Join(stream, ", "))
	if !f.Item {
		items = append(items, look.Item{Object: newBeside(f.Near, f.Frame.Time, v.value.Candidate.Pixels, v.OnMoment), Above: look.Gap12})
	}
	note := ""
	found := []string{"time", l.Clock(f.Found, 3)}
	switch {
	case f.Item || !f.Searched:
	case !f.HasFound:
		note = l.Say("case-video.frame.other")
	case f.AtFound && f.Frame.First.Index < f.Frame.Last.Index:
		note = l.Say("case-video.frame.interval.says", "from", l.Clock(f.Frame.First.Time, 3), "to", l.Clock(f.Frame.Last.Time, 3))
	case f.AtFound:
	case f.Measuring:
		note = l.Say("case-video.frame.measuring", found...)
	case f.Carried:
		note = l.Say("case-video.frame.carried", found...)
	default:
		note = l.Say("case-video.frame.measured", found...)
	}
	if note != "" {
		items = append(items, look.Item{Object: look.NewText(note, look.Quiet, look.InQuiet), Above: look.Gap8})
	}
	return items
}

// elsewhereItems tell where else in the video the same is seen.
func (v *View) elsewhereItems() []look.Item {
	l, f := v.language, v.value.Film
	if f == nil || f.Item || !f.HasFound {
		return nil
	}
	if len(f.Others) == 0 {
		return []look.Item{{Object: look.NewText(l.Say("case-video.elsewhere.none"), look.Body, look.InSecond), Above: factAbove}}
	}
	var places []fyne.CanvasObject
	for _, at := range f.Others {
		places = append(places, look.NewButton(l.Clock(at, 3), func() {
			if v.OnMoment != nil {
				v.OnMoment(at)
			}
		}, look.ButtonOptions{Height: look.Short}))
	}
	return []look.Item{
		{Object: look.NewText(l.Say("case-video.elsewhere.at"), look.Body, look.InSecond), Above: factAbove},
		{Object: look.NewFlow(places...), Above: look.Gap8},
	}
}

// videoItems tell of the file that the frame is from.
func (v *View) videoItems() []look.Item {
	l, f, e := v.language, v.value.Film, v.value.Candidate
	if f == nil {
		return nil
	}
	var items []look.Item
	if e.Bytes > 0 {
		items = append(items, look.Item{Object: look.NewFact(l.Say("case-video.file.size"), l.FileSize(e.Bytes), keyWidth), Above: factAbove})
	}
	items = append(items,
		look.Item{Object: v.newDigest(e.SHA256), Above: factAbove},
		look.Item{Object: look.NewFact(l.Say("case-video.file.decoder"), f.Decoder, keyWidth), Above: factAbove})
	say := func(words string) {
		items = append(items, look.Item{Object: look.NewText(words, look.Quiet, look.InQuiet), Above: look.Gap8})
	}
	if f.Short > 0 {
		say(l.Say("case-video.file.short", "to", l.Clock(f.Short, 0)))
	}
	if e.Referenced {
		say(l.Say("case-video.file.referenced"))
	}
	return items
}
