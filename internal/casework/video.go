package casework

import (
	"context"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/find"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media/video"
)

// compareVideo is Compare for a candidate that is a video: it looks for the
// claim in it and holds it against the frame found.
func compareVideo(ctx context.Context, l *lab.Lab, claim, candidate casefile.Evidence, progress func(find.Progress)) (casefile.Comparison, error) {
	c := casefile.Comparison{Claimed: claim.ID, Candidate: candidate.ID}
	start := time.Now()
	r, err := l.FindFrame(ctx, FileOf(claim), FileOf(candidate), progress)
	if err != nil {
		return c, err
	}
	c.Alignment, c.Method = r.Alignment, find.Version+" "+align.Version
	if r.Short {
		c.Alignment.Notes = append(c.Alignment.Notes[:len(c.Alignment.Notes):len(c.Alignment.Notes)], align.CoveredPart)
	}
	if c.ReadTo = r.ShortAt; !r.Short {
		c.ReadTo = 0
	}
	for _, p := range r.Curve {
		c.Curve = append(c.Curve, casefile.Strength{Time: p.Time, Score: p.Score})
	}
	c.Curve = casefile.CurveOf(c.Curve)
	info, err := l.VideoInfo(ctx, FileOf(candidate))
	if err != nil {
		return c, err
	}
	c.Length = info.Duration
	if r.Found {
		c.Frame = &casefile.Frame{
			Index: r.Best.Index, Time: r.Best.Time, Timecode: video.Timecode(r.Best.Time), Stamp: r.Best.Stamp,
			First:   casefile.FrameMoment{Index: r.First.Index, Time: r.First.Time},
			Last:    casefile.FrameMoment{Index: r.Last.Index, Time: r.Last.Time},
			Decoder: info.Decoder, Codec: info.Codec, Stream: info.Stream, Tried: r.Tried, Evened: r.Evened,
			SHA256: r.SHA256,
		}
	}
	c.AlignTime = l.DecodeTime(FileOf(claim)) + time.Since(start)
	c.Elapsed = c.AlignTime
	return c, nil
}

// Current reports whether a comparison was made by the method of this version.
func Current(c casefile.Comparison) bool {
	return c.Method == "" || c.Method == align.Version || c.Method == find.Version+" "+align.Version
}

// IsVideo reports whether evidence is searched for a frame.
func IsVideo(e casefile.Evidence) bool {
	return e.Frame == nil && (strings.HasPrefix(e.MediaType, "video/") || e.MediaType == "application/vnd.rn-realmedia")
}

// FrameAt says of a frame what identifies it: index and stamp are given, its
// pixels' digest is that of the picture.
func FrameAt(info video.Info, index int, stamp int64, sha256 string) casefile.Frame {
	at := info.TimeOf(stamp)
	moment := casefile.FrameMoment{Index: index, Time: at}
	return casefile.Frame{
		Index: index, Time: at, Timecode: video.Timecode(at), Stamp: stamp, First: moment, Last: moment,
		Decoder: info.Decoder, Codec: info.Codec, Stream: info.Stream, SHA256: sha256,
	}
}

// FileIn names the picture of a candidate that a comparison is about: the file
// itself, or the frame found in it.
func FileIn(candidate casefile.Evidence, c casefile.Comparison) lab.File {
	f := FileOf(candidate)
	if c.Frame != nil {
		f.Frame = lab.Frame{Of: true, Stamp: c.Frame.Stamp}
	}
	return f
}
