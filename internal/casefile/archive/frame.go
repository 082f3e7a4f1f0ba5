package archive

import (
	"fmt"
	"math"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
)

// mostSeconds bounds a time within a video: longer than any, and a whole number
// of nanoseconds that a program can hold.
const mostSeconds = 1 << 32

func frameFormOf(f *casefile.Frame) *frameForm {
	if f == nil {
		return nil
	}
	moment := func(m casefile.FrameMoment) momentForm { return momentForm{m.Index, figure(m.Time.Seconds())} }
	return &frameForm{
		Index: f.Index, Seconds: figure(f.Time.Seconds()), Timecode: f.Timecode, Stamp: f.Stamp, First: moment(f.First), Last: moment(f.Last),
		Codec: f.Codec, Stream: f.Stream, Decoder: f.Decoder, SHA256: f.SHA256, Tried: f.Tried, Evened: f.Evened,
	}
}

// frame returns what the form says; nil where there is none.
func (f *frameForm) frame() (*casefile.Frame, error) {
	if f == nil {
		return nil, nil
	}
	for _, m := range []momentForm{{f.Index, f.Seconds}, f.First, f.Last} {
		if s := float64(m.Seconds); m.Index < 0 || !(math.Abs(s) < mostSeconds) {
			return nil, malformed("frame %d at %v s", m.Index, s)
		}
	}
	switch {
	case !isDigest(f.SHA256):
		return nil, malformed("the digest %q of a frame", f.SHA256)
	case f.First.Index > f.Index || f.Index > f.Last.Index:
		return nil, malformed("frame %d is not from %d to %d", f.Index, f.First.Index, f.Last.Index)
	case f.Stream < 0 || f.Tried < 0:
		return nil, malformed("frame %d: stream %d, %d tried", f.Index, f.Stream, f.Tried)
	}
	moment := func(m momentForm) casefile.FrameMoment { return casefile.FrameMoment{Index: m.Index, Time: m.time()} }
	return &casefile.Frame{
		Index: f.Index, Time: momentForm{f.Index, f.Seconds}.time(), Timecode: f.Timecode, Stamp: f.Stamp, First: moment(f.First), Last: moment(f.Last),
		Codec: f.Codec, Stream: f.Stream, Decoder: f.Decoder, SHA256: f.SHA256, Tried: f.Tried, Evened: f.Evened,
	}, nil
}

// time is exact to the nanosecond: a float64 holds that for months.
func (m momentForm) time() time.Duration {
	return time.Duration(math.Round(float64(m.Seconds) * float64(time.Second)))
}

// curveOf reads a curve of strength over a video.
func curveOf(rows [][]figure) (out []casefile.Strength, err error) {
	if !wide(rows, 2) || len(rows) > casefile.MostCurve {
		return nil, fmt.Errorf("a curve of %d points", len(rows))
	}
	last := math.Inf(-1)
	for _, row := range rows {
		at, score := float64(row[0]), float64(row[1])
		if !(math.Abs(at) < mostSeconds) || at <= last || !(score >= 0 && score <= 1) {
			return nil, fmt.Errorf("a curve with the strength %v at %v s", score, at)
		}
		last = at
		out = append(out, casefile.Strength{Time: momentForm{Seconds: row[0]}.time(), Score: score})
	}
	return out, nil
}
